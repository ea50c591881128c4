"""Painting the status of a record as a staircase: marks as in the lanes, lines from one to the next."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final, NamedTuple, TypeVar

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen

from atlas_gui.domain.labels import label
from atlas_gui.domain.status_history import StatusHistory
from atlas_gui.domain.time_shape import TimeTrait
from atlas_gui.domain.vocabulary import Group
from atlas_gui.timeline.drawing import drawing_of
from atlas_gui.timeline.history import (
    Box,
    HistoryFigure,
    Join,
    StepLabel,
    StepMark,
    TextSize,
    lay_out_history,
    step_in_words,
)
from atlas_gui.timeline.layout import Rect
from atlas_gui.timeline.looks import Look
from atlas_gui.timeline.rows import METRICS
from atlas_gui.timeline.scale import Scale
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.mark_painter import MarkPainter

_Place = TypeVar("_Place", Rect, Box)
# A mark as high as in the lanes, with a pixel to spare.
_FULL_HEIGHT: Final = 11.0
_GAP: Final = 3.0
_ENDS: Final = ~(TimeTrait.MOMENT | TimeTrait.WITHIN)


class DrawnStep(NamedTuple):
    """A step's mark and what it looks like; `area` holds what is said of its ends as well."""

    area: Rect
    look: Look

    @property
    def box(self) -> Box:
        """Its place, to be compared with other places."""
        return Box(*self.area)


class DrawnHistory(NamedTuple):
    """A staircase as it is painted: the marks in the order of time, and labels that are free of them.

    `part` is how high the marks are, 1 being as high as in the lanes.
    """

    steps: tuple[DrawnStep, ...]
    joins: tuple[Join, ...]
    labels: tuple[StepLabel, ...]
    part: float

    def moved_down(self, pixels: float) -> "DrawnHistory":
        """The same further down."""
        return DrawnHistory(
            tuple(one._replace(area=_lower(one.area, pixels)) for one in self.steps),
            tuple(
                one._replace(points=tuple((x, y + pixels) for x, y in one.points))
                for one in self.joins
            ),
            tuple(one._replace(box=_lower(one.box, pixels)) for one in self.labels),
            self.part,
        )


def draw_history(
    history: StatusHistory, group: Group, scale: Scale, height: float, text: TextSize
) -> DrawnHistory:
    """The staircase of a record: its marks with their looks, and room for what their looks say."""
    figure = lay_out_history(history, scale, height, text)
    steps = tuple(_drawn(mark, group, scale) for mark in figure.marks)
    view = Box(scale.left, 0.0, scale.width, height)
    labels = tuple(_labels(figure, steps, view, text))
    return DrawnHistory(steps, figure.joins, labels, _part_of_height(figure.marks))


def size_of(font: QFont) -> TextSize:
    """The room that words take: from the top of a capital letter to the foot of a "g"."""
    metrics = QFontMetricsF(font)
    return TextSize(metrics.capHeight() + metrics.descent(), metrics.horizontalAdvance)


def paint_history(painter: QPainter, drawn: DrawnHistory, marks: MarkPainter, theme: Theme) -> None:
    """Paint lines, marks and words, in the font that the painter has."""
    for join in drawn.joins:
        _paint_join(painter, join, theme)
    for step in drawn.steps:
        painter.save()
        painter.translate(0, step.box.middle)
        painter.scale(1.0, drawn.part)
        area = step.area._replace(y=-step.area.height / 2)
        marks.paint(painter, area, step.look)
        painter.restore()
    painter.setPen(QColor(theme.text))
    below = QFontMetricsF(painter.font()).descent()
    for words in drawn.labels:
        painter.drawText(QPointF(words.box.x, words.box.bottom - below), words.text)


def _drawn(mark: StepMark, group: Group, scale: Scale) -> DrawnStep:
    shape, box = mark.step.shape, mark.box
    is_moment = TimeTrait.MOMENT in shape.traits and not shape.traits & _ENDS
    is_dot = is_moment and box.width < METRICS.dot
    # What may have been at any time within its days must not look like a day.
    within = TimeTrait.WITHIN in shape.traits and not is_dot
    grown = max(METRICS.narrowest_range - box.width, 0.0) / 2 if within else 0.0
    start, end = box.x - grown, box.right + grown
    before = _reach(shape.traits, *_AT_START)
    after = _reach(shape.traits, *_AT_END)
    look = Look(
        group,
        drawing_of(mark.step.step),
        int(shape.traits),
        is_dot,
        start,
        end,
        scale.x(shape.sure_first),
        scale.x(shape.sure_last + 1),
        shows_glyph=True,
    )
    return DrawnStep(Rect(start - before, box.y, end - start + before + after, box.height), look)


_AT_START: Final = (
    TimeTrait.ABOUT_START,
    TimeTrait.UNCERTAIN_START,
    TimeTrait.OPEN_START | TimeTrait.UNKNOWN_START,
)
_AT_END: Final = (
    TimeTrait.ABOUT_END,
    TimeTrait.UNCERTAIN_END,
    TimeTrait.OPEN_END | TimeTrait.UNKNOWN_END,
)


def _reach(traits: TimeTrait, about: TimeTrait, uncertain: TimeTrait, beyond: TimeTrait) -> float:
    """How far what is said about an end reaches out from it."""
    soft = METRICS.soft_edge if traits & about else 0.0
    soft = METRICS.open_fade if traits & beyond else soft
    return soft + (METRICS.question if traits & uncertain else 0.0)


def _part_of_height(marks: Sequence[StepMark]) -> float:
    """Lower marks where rows are so close that full ones would run into one another."""
    tops = sorted({mark.box.y for mark in marks})
    closest = min((other - one for one, other in pairwise(tops)), default=_FULL_HEIGHT)
    return min(closest / _FULL_HEIGHT, 1.0)


def _labels(
    figure: HistoryFigure, steps: Sequence[DrawnStep], view: Box, text: TextSize
) -> Iterator[StepLabel]:
    """The labels of the staircase where marks leave them room, and more beside marks without one."""
    taken = [step.box for step in steps]
    taken.extend(line for join in figure.joins for line in _lines(join))
    labelled = {found.mark: found for found in figure.labels}
    for number in (*labelled, *(n for n in range(len(steps)) if n not in labelled)):
        placed = labelled.get(number)
        first = [placed] if placed is not None else []
        for found in (*first, *_beside(figure.marks[number], number, steps, view, text)):
            box = found.box
            inside = view.x <= box.x and box.right <= view.right
            if inside and not any(box.overlaps(other) for other in taken):
                taken.append(box)
                yield found
                break


def _beside(
    mark: StepMark, number: int, steps: Sequence[DrawnStep], view: Box, text: TextSize
) -> Iterator[StepLabel]:
    """Words at either side of a mark, kept within the height of the view."""
    area = steps[number].box
    if area.right < view.x or area.x > view.right:
        return
    y = min(max(area.middle - text.height / 2, view.y), view.bottom - text.height)
    for words in (step_in_words(mark.step), label(mark.step.step)):
        width = text.width_of(words)
        for x in (area.right + _GAP, area.x - _GAP - width):
            yield StepLabel(words, Box(x, y, width, text.height), number)


def _lines(join: Join) -> Iterator[Box]:
    for (x, y), (to_x, to_y) in pairwise(join.points):
        yield Box(min(x, to_x), min(y, to_y), abs(to_x - x) + 0.1, abs(to_y - y) + 0.1)


def _lower(place: _Place, pixels: float) -> _Place:
    return place._replace(y=place.y + pixels)


def _paint_join(painter: QPainter, join: Join, theme: Theme) -> None:
    pen = QPen(QColor(theme.strong_line), 1.2)
    if join.is_rival:
        pen.setDashPattern([3.0, 2.5])
    path = QPainterPath(QPointF(*join.points[0]))
    for x, y in join.points[1:]:
        path.lineTo(x, y)
    painter.strokePath(path, pen)
