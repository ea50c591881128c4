"""Marks put into lanes and rows as rectangles, once for each zoom; panning only shifts them.

Rectangles stand at world places: pixels from `origin`, a day, and from the top of the first lane.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from math import inf
from typing import NamedTuple

from atlas_gui.timeline.marks import Lane, Mark


class Metrics(NamedTuple):
    """Lengths in pixels; `rows` is how many rows a lane has before close marks are counted."""

    dot: float = 12.0
    narrowest_bar: float = 8.0
    row_height: float = 16.0
    lane_padding: float = 7.0
    least_padding: float = 4.0
    gap: float = 3.0
    open_fade: float = 26.0
    widest_soft_edge: float = 18.0
    narrowest_soft_edge: float = 5.0
    count_width: float = 26.0
    rows: int = 3
    most_rows: int = 9


METRICS = Metrics()
_ROUNDING = 0.01


class Rect(NamedTuple):
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    def contains(self, x: float, y: float) -> bool:
        """Whether a place lies within."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


@dataclass(slots=True)
class Item:
    """What is drawn in one place: one mark, or a count of marks too close to tell apart.

    `marks` are places in the list of marks. The mark is solid from `core_start` to `core_end`, and
    its soft or open edges reach out to `start` and `end`.
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


@dataclass(slots=True)
class LaneLayout:
    """A lane with its items in order of their left edge.

    `reaches[i]` is how far right any of the items up to `i` goes: with it and `starts`, the items
    between two places are found by bisection however long some of them are.
    """

    lane: Lane
    top: float
    height: float
    items: list[Item]
    starts: list[float] = field(default_factory=list)
    reaches: list[float] = field(default_factory=list)

    def between(self, left: float, right: float) -> Iterator[Item]:
        """The items of which any part lies between two world places."""
        first = bisect_left(self.reaches, left)
        last = bisect_left(self.starts, right)
        return (item for item in self.items[first:last] if item.end >= left)


@dataclass(slots=True)
class Layout:
    """All lanes at one zoom; `place_of[i]` is the lane's number and the item of mark `i`."""

    pixels_per_day: float
    origin: float
    metrics: Metrics
    lanes: list[LaneLayout]
    place_of: list[tuple[int, Item]]

    @property
    def height(self) -> float:
        """The height of all lanes together."""
        return self.lanes[-1].top + self.lanes[-1].height if self.lanes else 0.0

    def x(self, day: float) -> float:
        """The world place of `day`."""
        return (day - self.origin) * self.pixels_per_day

    def rect(self, lane: LaneLayout, item: Item) -> Rect:
        """Where `item` of `lane` is, edges included."""
        top = lane.top + self.metrics.lane_padding + item.row * self.metrics.row_height
        top += (self.metrics.row_height - self.metrics.dot) / 2
        return Rect(item.start, top, item.end - item.start, self.metrics.dot)

    def lane_at(self, y: float) -> LaneLayout | None:
        """The lane at a height."""
        for lane in self.lanes:
            if lane.top <= y < lane.top + lane.height:
                return lane
        return None

    def hit(self, x: float, y: float, slack: float = 3.0) -> Item | None:
        """The topmost item at a world place, or within `slack` pixels of it."""
        lane = self.lane_at(y)
        if lane is None:
            return None
        found = None
        for item in lane.between(x - slack, x + slack):
            left, top, width, height = self.rect(lane, item)
            near = Rect(left - slack, top - slack, width + 2 * slack, height + 2 * slack)
            if near.contains(x, y):
                found = item
        return found


def lay_out(
    marks: Sequence[Mark],
    lanes: Sequence[Lane],
    pixels_per_day: float,
    origin: float,
    room: float = inf,
) -> Layout:
    """Put every mark into its lane; raises KeyError if a mark's lane is not among `lanes`.

    `room` is the height to keep to, as long as every lane has a row: lanes get further rows where
    most marks come apart by them.
    """
    by_lane: dict[str, list[int]] = {lane.key: [] for lane in lanes}
    for index, mark in enumerate(marks):
        by_lane[mark.lane].append(index)
    metrics = _fit_padding(room, len(lanes), METRICS)
    layout = Layout(pixels_per_day, origin, metrics, [], [])
    found = [
        [(_shape(marks[index], layout), index) for index in by_lane[lane.key]] for lane in lanes
    ]
    places: dict[int, tuple[int, Item]] = {}
    for number, items in enumerate(_share_rows(found, room, metrics)):
        layout.lanes.append(_lane_layout(lanes[number], layout.height, items, metrics))
        places.update((index, (number, item)) for item in items for index in item.marks)
    layout.place_of = [places[index] for index in range(len(marks))]
    return layout


def _fit_padding(room: float, lanes: int, metrics: Metrics) -> Metrics:
    """Less room above and below the marks where the lanes would not fit otherwise."""
    spare = (room / max(lanes, 1) - metrics.row_height) / 2
    padding = min(max(spare, metrics.least_padding), metrics.lane_padding)
    return metrics._replace(lane_padding=padding)


def _share_rows(
    found: list[list[tuple[Item, int]]], room: float, metrics: Metrics
) -> list[list[Item]]:
    """The items of each lane, in as many rows as `room` allows."""
    most = [_fill_rows(shapes, metrics) for shapes in found]
    if sum(_height(items, metrics) for items in most) <= room:
        return most
    choices = [
        [_fill_rows(shapes, metrics._replace(rows=rows, most_rows=rows)) for rows in (1, 2)]
        + [most[lane]]
        for lane, shapes in enumerate(found)
    ]
    chosen = [0] * len(found)
    left = room - sum(_height(lane[0], metrics) for lane in choices)
    while (better := _best_upgrade(choices, chosen, left, metrics)) is not None:
        lane = choices[better]
        left -= _height(lane[chosen[better] + 1], metrics) - _height(lane[chosen[better]], metrics)
        chosen[better] += 1
    return [lane[choice] for lane, choice in zip(choices, chosen, strict=True)]


def _best_upgrade(
    choices: list[list[list[Item]]], chosen: list[int], left: float, metrics: Metrics
) -> int | None:
    """The lane in which one more row takes most marks out of counts, among those that fit."""
    best, gained = None, 0
    for number, lane in enumerate(choices):
        now = chosen[number]
        if now + 1 >= len(lane):
            continue
        cost = _height(lane[now + 1], metrics) - _height(lane[now], metrics)
        gain = len(lane[now + 1]) - len(lane[now])
        if cost <= left and gain > gained:
            best, gained = number, gain
    return best


def _height(items: list[Item], metrics: Metrics) -> float:
    rows = max((item.row for item in items), default=0) + 1
    return rows * metrics.row_height + 2 * metrics.lane_padding


def _shape(mark: Mark, layout: Layout) -> Item:
    metrics = layout.metrics
    start, end = layout.x(mark.extent.start), layout.x(mark.extent.end)
    soft = mark.soft_start or mark.soft_end
    reaches_out = mark.open_start or mark.open_end or mark.unknown_start or mark.unknown_end
    is_dot = mark.is_point and not soft and not reaches_out and end - start < metrics.dot
    least = metrics.dot if mark.is_point else metrics.narrowest_bar
    if end - start >= least + metrics.gap:
        # Neighbouring days or years stay in one row with a gap between them.
        start, end = start + metrics.gap / 2, end - metrics.gap / 2
    elif end - start < least:
        start, end = (start + end - least) / 2, (start + end + least) / 2
    left = _edge(mark.open_start or mark.unknown_start, mark.soft_start, end - start, metrics)
    right = _edge(mark.open_end or mark.unknown_end, mark.soft_end, end - start, metrics)
    return Item([], 0, start - left, start, end, end + right, is_dot)


def _edge(opened: bool, soft: bool, width: float, metrics: Metrics) -> float:
    if opened:
        return metrics.open_fade
    if not soft:
        return 0.0
    return min(max(width / 3, metrics.narrowest_soft_edge), metrics.widest_soft_edge)


def _fill_rows(shapes: list[tuple[Item, int]], metrics: Metrics) -> list[Item]:
    """Give each mark the first row with room; where `rows` are full, count what is close by."""
    shapes.sort(key=lambda shape: (shape[0].start, shape[0].end, shape[1]))
    items: list[Item] = []
    last_in_row: list[Item] = []
    for shape, index in shapes:
        item = replace(shape, marks=[index])
        row = _free_row(item, last_in_row, metrics)
        if row is None:
            _count_in(item, max(last_in_row, key=lambda last: (last.start, last.row)), metrics)
            continue
        item.row = row
        last_in_row[row : row + 1] = [item]
        items.append(item)
    return items


def _free_row(item: Item, last_in_row: list[Item], metrics: Metrics) -> int | None:
    for row, last in enumerate(last_in_row):
        if last.end + metrics.gap <= item.start + _ROUNDING:
            return row
    rows = len(last_in_row)
    if rows < metrics.rows:
        return rows
    close = any(item.start - last.start < metrics.count_width for last in last_in_row)
    return None if close or rows >= metrics.most_rows else rows


def _count_in(item: Item, counted: Item, metrics: Metrics) -> None:
    """Make `counted` stand for the mark of `item` too."""
    counted.marks.extend(item.marks)
    counted.is_dot = False
    counted.core_start = counted.start
    counted.core_end = counted.end = counted.start + metrics.count_width


def _lane_layout(lane: Lane, top: float, items: list[Item], metrics: Metrics) -> LaneLayout:
    found = LaneLayout(lane, top, _height(items, metrics), items)
    reach = float("-inf")
    for item in items:
        reach = max(reach, item.end)
        found.starts.append(item.start)
        found.reaches.append(reach)
    return found
