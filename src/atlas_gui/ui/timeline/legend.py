"""The key to the timeline: what shapes, fills, ends and counts mean."""

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Group, Step
from atlas_gui.i18n import _
from atlas_gui.timeline.drawing import Drawing, steps_drawn_as
from atlas_gui.timeline.layout import Rect
from atlas_gui.timeline.samples import sample_look, status_look
from atlas_gui.ui.notebook.signs import STAR_RADIUS, paint_star
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.band_painter import FAINT, paint_bars
from atlas_gui.ui.timeline.mark_painter import MarkPainter

_SAMPLE = QSize(72, 22)
_PITCH = 6
_HEIGHTS = (3, 6, 9, 7, 11, 5, 3)
_MARK_HEIGHT = 12.0


class Sample(QWidget):
    """One mark dated by `edtf`, painted as on the timeline."""

    def __init__(self, edtf: str, theme: Theme, *, lasting: bool = False) -> None:
        super().__init__()
        self._sample = sample_look(edtf, lasting=lasting)
        self._painter = MarkPainter(theme)
        self.setFixedSize(_SAMPLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark in the middle."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width, look = self._sample
        left = (self.width() - width) / 2
        area = Rect(left, (self.height() - _MARK_HEIGHT) / 2, width, _MARK_HEIGHT)
        self._painter.paint(painter, area, look.moved(left))
        painter.end()


class GlyphSample(QWidget):
    """The glyph of a group and a status."""

    def __init__(self, group: Group, step: Step | None, theme: Theme) -> None:
        super().__init__()
        self._look = status_look(group, step)
        self._painter = MarkPainter(theme)
        self.setFixedSize(_SAMPLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the glyph in the middle."""
        painter = QPainter(self)
        self._painter.paint_glyph(painter, QPointF(self.width() / 2, self.height() / 2), self._look)
        painter.end()


class CountSample(QWidget):
    """A count of several marks."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._painter = MarkPainter(theme)
        self.setFixedSize(_SAMPLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the count in the middle."""
        painter = QPainter(self)
        area = Rect((self.width() - 26) / 2, (self.height() - _MARK_HEIGHT) / 2, 26, _MARK_HEIGHT)
        self._painter.paint_count(painter, area, 7, Group.MILESTONES)
        painter.end()


class StarSample(QWidget):
    """A mark with the star that the reader gave its record."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._look = status_look(Group.MILESTONES, None)
        self._painter = MarkPainter(theme)
        self._colours = (QColor(theme.star), QColor(theme.base))
        self.setFixedSize(_SAMPLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the glyph in the middle, the star at its corner."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._painter.paint_glyph(painter, middle, self._look)
        paint_star(painter, middle + QPointF(4, -4), STAR_RADIUS, *self._colours)
        painter.end()


class BandSample(QWidget):
    """A few columns of a band: what begins in them, and what lasts through them."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._colour = MarkPainter(theme).ground(Group.MILESTONES).colour
        self.setFixedSize(_SAMPLE)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the columns in the middle."""
        painter = QPainter(self)
        paint_band_sample(painter, self.rect(), self._colour)
        painter.end()


class LegendPopup(QFrame):
    """A popup with one line for each drawing; Escape or a click elsewhere closes it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(_("Key to the timeline"))
        self.setStyleSheet(
            f"LegendPopup {{ background: {theme.raised}; border: 1px solid {theme.strong_line}; }}"
            f"QLabel {{ color: {theme.text}; background: transparent; border: none; }}"
        )
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(14, 10, 18, 12)
        self._grid.setVerticalSpacing(1)
        self._grid.setHorizontalSpacing(10)
        self._add_status(theme)
        self._add_groups(theme)
        self._add_times(theme)
        self.setAccessibleDescription("\n".join(self.texts()))

    def texts(self) -> list[str]:
        """All lines, for whoever cannot see the samples."""
        return [found.text() for found in self.findChildren(QLabel)]

    def _add_status(self, theme: Theme) -> None:
        self._add_title(_("Status"), 0)
        for drawing in Drawing:
            steps = steps_drawn_as(drawing)
            words = _(", ").join(label(step) for step in steps)
            self._add(GlyphSample(Group.MILESTONES, steps[0], theme), words, 0)
        self._add_title(_("Counts"), 0)
        self._add(CountSample(theme), _("Several close together"), 0)
        self._add(BandSample(theme), _("Very many: begun then; faint: lasting through it"), 0)
        self._add_title(_("Notebook"), 0)
        self._add(StarSample(theme), _("You gave it a star"), 0)

    def _add_groups(self, theme: Theme) -> None:
        self._add_title(_("Kind"), 1)
        for group in Group:
            self._add(GlyphSample(group, None, theme), label(group), 1)

    def _add_times(self, theme: Theme) -> None:
        self._add_title(_("Time"), 2)
        for edtf, lasting, words in time_samples():
            self._add(Sample(edtf, theme, lasting=lasting), words, 2)

    def _add_title(self, words: str, column: int) -> None:
        title = QLabel(words)
        font = QFont(title.font())
        font.setBold(True)
        title.setFont(font)
        self._grid.addWidget(title, self._next_row(column), 2 * column, 1, 2)

    def _add(self, sample: QWidget, words: str, column: int) -> None:
        line = QLabel(words)
        line.setTextFormat(Qt.TextFormat.PlainText)
        row = self._next_row(column)
        self._grid.addWidget(sample, row, 2 * column)
        self._grid.addWidget(line, row, 2 * column + 1)

    def _next_row(self, column: int) -> int:
        row = 0
        while self._grid.itemAtPosition(row, 2 * column) is not None:
            row += 1
        return row


def paint_band_sample(painter: QPainter, area: QRect, colour: QColor) -> None:
    """Paint a few columns into the middle of `area`."""
    left = area.left() + (area.width() - len(_HEIGHTS) * _PITCH) // 2
    bottom = area.top() + area.height() - 3
    faint = QColor(colour)
    faint.setAlphaF(FAINT)
    for shade, more in ((faint, 4), (colour, 0)):
        bars = (
            (left + number * _PITCH, bottom - height - more, _PITCH - 1, height + more)
            for number, height in enumerate(_HEIGHTS)
        )
        paint_bars(painter, bars, shade)


def time_samples() -> list[tuple[str, bool, str]]:
    """A date for each way to draw one, whether all of that time is meant, and what it says."""
    return [
        ("2004-06-15", False, _("On a day, or in a month")),
        ("2004", False, _("Some time within a season, year, decade …")),
        ("2004", True, _("All of this time")),
        ("2003/2005", False, _("From some time in one year to some time in another")),
        ("2004~", False, _("About then")),
        ("2004?", False, _("Doubted")),
        ("[..2004]", False, _("Then or before")),
        ("[2004..]", False, _("Then or after")),
        ("2004/..", False, _("Goes on")),
        ("../2004", False, _("Had begun before")),
        ("2004/", False, _("End not known")),
        ("/2004", False, _("Beginning not known")),
    ]
