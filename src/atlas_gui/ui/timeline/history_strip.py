"""The strip that shows when the selected record reached each step of its status."""

from collections.abc import Callable
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from atlas_gui.domain.status_history import StatusHistory
from atlas_gui.domain.vocabulary import Group
from atlas_gui.i18n import _
from atlas_gui.timeline.history import history_in_words, step_in_words
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.axis_strip import AxisStrip
from atlas_gui.ui.timeline.history_painter import DrawnHistory, draw_history, paint_history, size_of
from atlas_gui.ui.timeline.lane_painter import smaller
from atlas_gui.ui.timeline.mark_painter import MarkPainter
from atlas_gui.ui.timeline.shown_span import ShownSpan

_LINES: Final = 2.6
_FEWEST_STEPS: Final = 2
_MARGIN: Final = 2.0
_SLACK: Final = 3.0
_NO_HISTORY: Final = StatusHistory((), (), ())


class HistoryContent(NamedTuple):
    """The status of a record in time; of each dated step the names of its sources, one to a line."""

    title: str
    group: Group
    history: StatusHistory
    sources: tuple[str, ...]


_EMPTY: Final = HistoryContent("", Group.MILESTONES, _NO_HISTORY, ())


class Steps:
    """The dated steps of a record, laid out."""

    def __init__(self, content: HistoryContent, drawn: DrawnHistory, scale: Scale) -> None:
        self.drawn = drawn
        self._content = content
        self._left, self._right = scale.left, scale.left + scale.width

    def __len__(self) -> int:
        return len(self._content.history.steps)

    def name(self, number: int) -> str:
        """Step and date."""
        return step_in_words(self._content.history.steps[number])

    def told(self, number: int) -> str:
        """Step, date and sources."""
        return "\n".join(filter(None, [self.name(number), self._content.sources[number]]))

    def area(self, number: int) -> QRectF | None:
        """Where its mark is; None out of sight."""
        area = self.drawn.steps[number].area
        seen = area.x < self._right and area.x + area.width > self._left
        return QRectF(*area) if seen else None

    def extent(self, number: int) -> Span:
        """Its days."""
        shape = self._content.history.steps[number].shape
        return Span(shape.first, shape.last + 1)

    def is_chosen(self, _number: int) -> bool:
        """True: the strip is about the selected record."""
        return True

    def at(self, place: QPointF) -> int | None:
        """The step whose mark is at a place, or whose words are."""
        for number, step in enumerate(self.drawn.steps):
            if step.area.contains(place.x(), place.y(), _SLACK):
                return number
        for label in self.drawn.labels:
            if QRectF(*label.box).contains(place):
                return label.mark
        return None


class HistoryStrip(AxisStrip):
    """The staircase of a record; it is hidden where fewer than two steps have a date."""

    def __init__(
        self,
        shown: ShownSpan,
        scale: Callable[[], Scale],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(shown, scale, theme, parent)
        self._content = _EMPTY
        self._steps: Steps | None = None
        self._laid_out_for: object = None
        self._marks = MarkPainter(theme, outlines=True)
        self.setAccessibleName(_("Status of the record"))
        self.set_lines(_LINES)

    def show_content(self, content: HistoryContent | None) -> None:
        """Show the status of another record; None for none."""
        content = content or _EMPTY
        if content == self._content:
            return
        self._content = content
        self._laid_out_for = self.current = None
        self.setVisible(len(content.history.steps) >= _FEWEST_STEPS)
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._marks = MarkPainter(theme, outlines=True)
        super().set_theme(theme)

    def things(self) -> Steps:
        """The dated steps as they stand now."""
        scale = self.scale()
        looks = (scale, self.height(), self.font())
        if self._steps is None or looks != self._laid_out_for:
            self._steps = Steps(self._content, self._drawn(scale), scale)
            self._laid_out_for = looks
        return self._steps

    def summary(self) -> str:
        """The record and its whole history, steps without a date among them."""
        return "\n".join([self._content.title, history_in_words(self._content.history)])

    def label(self) -> tuple[str, str]:
        """What the strip is of."""
        return _("Status of the record"), self._content.title

    def paint_plot(self, painter: QPainter, _plot: QRectF) -> None:
        """Paint the staircase."""
        painter.setFont(smaller(self.font()))
        paint_history(painter, self.things().drawn, self._marks, self.theme)

    def _drawn(self, scale: Scale) -> DrawnHistory:
        text = size_of(smaller(self.font()))
        height = self.height() - 2 * _MARGIN
        content = self._content
        drawn = draw_history(content.history, content.group, scale, height, text)
        return drawn.moved_down(_MARGIN)
