"""The key to the timeline: what shapes, fills and edges mean."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Group, Step
from atlas_gui.i18n import _
from atlas_gui.timeline.drawing import Drawing, steps_drawn_as
from atlas_gui.timeline.layout import lay_out
from atlas_gui.timeline.marks import Lane, Mark, Subject, make_mark
from atlas_gui.timeline.rows import Item
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.band_painter import bars_of, paint_bars
from atlas_gui.ui.timeline.mark_painter import Ground, paint_count, paint_mark

_SAMPLE = QSize(64, 22)
_SAMPLE_LANE = Lane("sample", "", Group.MILESTONES)
# A year of this many pixels shows bar, soft edge and arrow side by side in a sample.
_PIXELS_PER_YEAR = 26.0
_SAMPLE_PITCH = 6
_SAMPLE_COUNTS = (1, 4, 9, 6, 12, 3, 1)


class Sample(QWidget):
    """One mark, painted as on the timeline."""

    def __init__(self, edtf: str, step: Step | None, theme: Theme, count: int = 1) -> None:
        super().__init__()
        self._mark = make_mark(Subject("sample", "", _SAMPLE_LANE.key, step=step), edtf)
        self._ground = Ground(theme.group_colours[Group.MILESTONES], theme.raised)
        self._text = QColor(theme.text)
        self._count = count
        self.setFixedSize(_SAMPLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark in the middle."""
        if self._mark is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        item = _laid_out(self._mark)
        width = item.end - item.start
        area = QRectF((self.width() - width) / 2, (self.height() - 12) / 2, width, 12)
        if self._count > 1:
            painter.setFont(self.font())
            pill = QRectF((self.width() - 26) / 2, (self.height() - 12) / 2, 26, 12)
            paint_count(painter, pill, self._count, self._ground, self._text)
        else:
            paint_mark(painter, area, item, self._mark, self._ground)
        painter.end()


class BandSample(QWidget):
    """A few bars of a band."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._colour = QColor(theme.group_colours[Group.MILESTONES])
        self.setFixedSize(_SAMPLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the bars in the middle."""
        painter = QPainter(self)
        left = (self.width() - len(_SAMPLE_COUNTS) * _SAMPLE_PITCH) // 2
        places = [left + number * _SAMPLE_PITCH for number in range(len(_SAMPLE_COUNTS))]
        bottom, room = self.height() - 3, self.height() - 6
        tallest, bar = max(_SAMPLE_COUNTS), _SAMPLE_PITCH - 1
        bars = bars_of(places, _SAMPLE_COUNTS, tallest, bottom, room, bar)
        paint_bars(painter, bars, self._colour)
        painter.end()


class LegendPopup(QFrame):
    """A popup with one line for each drawing; Escape or a click elsewhere closes it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Key to the timeline"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setStyleSheet(
            f"LegendPopup {{ background: {theme.raised}; border: 1px solid {theme.strong_line}; }}"
            f"QLabel {{ color: {theme.text}; background: transparent; border: none; }}"
        )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 10, 18, 12)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(10)
        self._add_title(_("Status"), 0)
        for drawing in Drawing:
            steps = steps_drawn_as(drawing)
            words = _(", ").join(label(step) for step in steps)
            self._add(Sample("2004-06-15", steps[0], theme), words, 0)
        self._add_title(_("Time"), 1)
        for edtf, words in _time_samples():
            self._add(Sample(edtf, None, theme), words, 1)
        self._add(Sample("2004-06-15", None, theme, count=7), _("Several close together"), 1)
        self._add(BandSample(theme), _("Very many: the higher, the more at that time"), 1)

    def texts(self) -> list[str]:
        """All lines, for whoever cannot see the samples."""
        return [found.text() for found in self.findChildren(QLabel)]

    def _add_title(self, words: str, column: int) -> None:
        title = QLabel(words)
        font = title.font()
        font.setBold(True)
        title.setFont(font)
        self._grid.addWidget(title, 0, 2 * column, 1, 2)

    def _add(self, sample: QWidget, words: str, column: int) -> None:
        row = 1
        while self._grid.itemAtPosition(row, 2 * column) is not None:
            row += 1
        line = QLabel(words)
        line.setTextFormat(Qt.TextFormat.PlainText)
        self._grid.addWidget(sample, row, 2 * column)
        self._grid.addWidget(line, row, 2 * column + 1)


def _time_samples() -> list[tuple[str, str]]:
    return [
        ("2004-06-15", _("Known to the day or month")),
        ("2004", _("Known to the year or season, or lasting")),
        ("2004~", _("About that time, or uncertain")),
        ("2004/..", _("Goes on")),
        ("../2004", _("Had begun before")),
        ("2004/", _("End not known")),
    ]


def _laid_out(mark: Mark) -> Item:
    layout = lay_out([mark], [_SAMPLE_LANE], _PIXELS_PER_YEAR / 365.25, mark.extent.start)
    return layout.lanes[0].items[0]
