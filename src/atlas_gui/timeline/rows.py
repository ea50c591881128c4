"""How the marks of a lane are given rows, and counted where there is no room for each."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy
from msgspec import Struct
from numpy.typing import NDArray

from atlas_gui.domain.time_shape import TimeTrait
from atlas_gui.timeline.marks import Marks, Numbers


class Metrics(NamedTuple):
    """Lengths in pixels; `rows` is how many rows a lane has before close marks are counted."""

    dot: float = 12.0
    narrowest_bar: float = 8.0
    narrowest_range: float = 24.0
    row_height: float = 16.0
    lane_padding: float = 7.0
    least_padding: float = 4.0
    gap: float = 3.0
    open_fade: float = 24.0
    soft_edge: float = 10.0
    question: float = 8.0
    count_width: float = 26.0
    rows: int = 3
    most_rows: int = 9

    def for_text(self, text: float) -> "Metrics":
        """The lengths that words need, for words `text` times as large as usual."""
        return self._replace(
            dot=self.dot * text,
            row_height=self.row_height * text,
            count_width=self.count_width * text,
        )


METRICS = Metrics()
_ROUNDING = 0.01
_MOST_ROWS_WITH_ROOM = 16
_MOMENT, _WITHIN = int(TimeTrait.MOMENT), int(TimeTrait.WITHIN)
_BEYOND_START = int(TimeTrait.OPEN_START | TimeTrait.UNKNOWN_START)
_BEYOND_END = int(TimeTrait.OPEN_END | TimeTrait.UNKNOWN_END)
_ENDS = int(
    TimeTrait.ABOUT_START
    | TimeTrait.ABOUT_END
    | TimeTrait.UNCERTAIN_START
    | TimeTrait.UNCERTAIN_END
    | _BEYOND_START
    | _BEYOND_END
)


class Shape(NamedTuple):
    """The places of a mark from edge to edge, before it has a row; shapes sort by time."""

    start: float
    end: float
    mark: int
    core_start: float
    core_end: float
    is_dot: bool


class Item(Struct, gc=False):
    """What is drawn in one place: one mark, or a count of marks too close to tell apart.

    The mark's own days reach from `core_start` to `core_end`; what is said about its ends (soft,
    open, uncertain) reaches out to `start` and `end`.
    """

    marks: list[int]
    row: int
    start: float
    core_start: float
    core_end: float
    end: float
    is_dot: bool

    @property
    def is_count(self) -> bool:
        """Whether it stands for several marks."""
        return len(self.marks) > 1

    def shape(self) -> tuple[float, float, float, float]:
        """Its places from left to right."""
        return self.start, self.core_start, self.core_end, self.end


def shapes_of(
    marks: Marks, chosen: Numbers, pixels_per_day: float, origin: float, metrics: Metrics
) -> list[Shape]:
    """The places of some marks at a zoom, in order of time, in pixels from the day `origin`."""
    places = marks.places[chosen]
    traits = marks.columns.traits[places]
    start = (marks.first[chosen] - origin) * pixels_per_day
    end = (marks.columns.last[places] + 1 - origin) * pixels_per_day
    width = end - start
    moment = (traits & _MOMENT) > 0
    dots = moment & ((traits & _ENDS) == 0) & (width < metrics.dot)
    least = numpy.where(
        dots,
        metrics.dot,
        numpy.where((traits & _WITHIN) > 0, metrics.narrowest_range, metrics.narrowest_bar),
    )
    # Neighbouring days or years stay in one row with a gap between them.
    roomy = width >= least + metrics.gap
    spare = numpy.where(roomy, metrics.gap / 2, numpy.minimum(width - least, 0) / 2)
    start, end = start + spare, end - spare
    left = _reach(traits, TimeTrait.ABOUT_START, TimeTrait.UNCERTAIN_START, _BEYOND_START, metrics)
    right = _reach(traits, TimeTrait.ABOUT_END, TimeTrait.UNCERTAIN_END, _BEYOND_END, metrics)
    columns = (start - left, end + right, chosen, start, end, dots)
    found = zip(*(column.tolist() for column in columns), strict=True)
    return sorted(map(Shape._make, found))


def _reach(
    traits: NDArray[numpy.uint16], about: int, uncertain: int, beyond: int, metrics: Metrics
) -> NDArray[numpy.float64]:
    """How far what is said about an end reaches out from it."""
    soft = numpy.where((traits & about) > 0, metrics.soft_edge, 0.0)
    soft = numpy.where((traits & beyond) > 0, metrics.open_fade, soft)
    return soft + numpy.where((traits & uncertain) > 0, metrics.question, 0.0)


def fit_padding(room: float, lanes: int, metrics: Metrics) -> Metrics:
    """Less room above and below the marks where the lanes would not fit otherwise."""
    spare = (room / max(lanes, 1) - metrics.row_height) / 2
    padding = min(max(spare, metrics.least_padding), metrics.lane_padding)
    return metrics._replace(lane_padding=padding)


def share_rows(found: Sequence[list[Shape]], room: float, metrics: Metrics) -> list[list[Item]]:
    """The items of each lane, in as many rows as `room` allows."""
    metrics = _with_room(room, len(found), metrics)
    one_row = metrics.row_height + 2 * metrics.lane_padding
    left = room - one_row * len(found)
    if left < metrics.row_height:
        return [fill_rows(shapes, with_rows(1, metrics)) for shapes in found]
    most = [fill_rows(shapes, metrics) for shapes in found]
    if sum(lane_height(items, metrics) for items in most) <= room:
        return most
    choices = [
        [*(fill_rows(shapes, with_rows(rows, metrics)) for rows in (1, 2)), most[lane]]
        for lane, shapes in enumerate(found)
    ]
    chosen = [0] * len(found)
    while (better := _best_upgrade(choices, chosen, left, metrics)) is not None:
        lane = choices[better]
        left -= lane_height(lane[chosen[better] + 1], metrics) - lane_height(
            lane[chosen[better]], metrics
        )
        chosen[better] += 1
    return [lane[choice] for lane, choice in zip(choices, chosen, strict=True)]


def _with_room(room: float, lanes: int, metrics: Metrics) -> Metrics:
    """More rows before close marks are counted, where every lane has room for them."""
    share = room / max(lanes, 1) - 2 * metrics.lane_padding
    rows = int(min(max(share / metrics.row_height, metrics.rows), _MOST_ROWS_WITH_ROOM))
    return metrics._replace(rows=rows, most_rows=max(rows, metrics.most_rows))


def with_rows(rows: int, metrics: Metrics) -> Metrics:
    """As many rows as that, and never more."""
    return metrics._replace(rows=rows, most_rows=rows)


def _best_upgrade(
    choices: list[list[list[Item]]], chosen: list[int], left: float, metrics: Metrics
) -> int | None:
    """The lane in which one more row takes most marks out of counts, among those that fit."""
    best, gained = None, 0
    for number, lane in enumerate(choices):
        now = chosen[number]
        if now + 1 >= len(lane):
            continue
        cost = lane_height(lane[now + 1], metrics) - lane_height(lane[now], metrics)
        gain = len(lane[now + 1]) - len(lane[now])
        if cost <= left and gain > gained:
            best, gained = number, gain
    return best


def lane_height(items: list[Item], metrics: Metrics) -> float:
    """How high a lane with these items is."""
    rows = max((item.row for item in items), default=0) + 1
    return rows * metrics.row_height + 2 * metrics.lane_padding


def fill_rows(shapes: Sequence[Shape], metrics: Metrics) -> list[Item]:
    """Give each mark the first row with room; where `rows` are full, count what is close by."""
    items: list[Item] = []
    last_in_row: list[Item] = []
    for shape in shapes:
        row = _free_row(shape.start, last_in_row, metrics)
        if row is None:
            counted = max(last_in_row, key=lambda last: (last.start, last.row))
            _count_in(shape.mark, counted, metrics)
            continue
        start, end, mark, core_start, core_end, is_dot = shape
        item = Item([mark], row, start, core_start, core_end, end, is_dot)
        last_in_row[row : row + 1] = [item]
        items.append(item)
    return items


def _free_row(start: float, last_in_row: list[Item], metrics: Metrics) -> int | None:
    for row, last in enumerate(last_in_row):
        if last.end + metrics.gap <= start + _ROUNDING:
            return row
    rows = len(last_in_row)
    if rows < metrics.rows:
        return rows
    close = any(start - last.start < metrics.count_width for last in last_in_row)
    return None if close or rows >= metrics.most_rows else rows


def _count_in(mark: int, counted: Item, metrics: Metrics) -> None:
    """Make `counted` stand for one more mark."""
    counted.marks.append(mark)
    counted.is_dot = False
    counted.core_start = counted.start
    counted.core_end = counted.end = counted.start + metrics.count_width
