"""Marks put into lanes and rows as rectangles, once for each zoom; panning only shifts them.

Rectangles stand at world places: pixels from `origin`, a day, and from the top of the first lane.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from math import inf
from typing import NamedTuple

from msgspec import Struct, field

from atlas_gui.timeline.marks import Lane, Mark
from atlas_gui.timeline.rows import (
    METRICS,
    Item,
    Metrics,
    Shape,
    fit_padding,
    lane_height,
    share_rows,
)


class Rect(NamedTuple):
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    def contains(self, x: float, y: float) -> bool:
        """Whether a place lies within."""
        return self.x <= x < self.x + self.width and self.y <= y < self.y + self.height


class LaneLayout(Struct):
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


class Layout(Struct):
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
    metrics: Metrics = METRICS,
) -> Layout:
    """Put every mark into its lane; raises KeyError if a mark's lane is not among `lanes`.

    `room` is the height to keep to, as long as every lane has a row: lanes get further rows where
    most marks come apart by them.
    """
    by_lane: dict[str, list[int]] = {lane.key: [] for lane in lanes}
    for index, mark in enumerate(marks):
        by_lane[mark.lane].append(index)
    metrics = fit_padding(room, len(lanes), metrics)
    layout = Layout(pixels_per_day, origin, metrics, [], [])
    found = [
        sorted(_shape(index, marks[index], layout) for index in by_lane[lane.key]) for lane in lanes
    ]
    places: dict[int, tuple[int, Item]] = {}
    for number, items in enumerate(share_rows(found, room, metrics)):
        layout.lanes.append(_lane_layout(lanes[number], layout.height, items, metrics))
        places.update((index, (number, item)) for item in items for index in item.marks)
    layout.place_of = [places[index] for index in range(len(marks))]
    return layout


def _shape(index: int, mark: Mark, layout: Layout) -> Shape:
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
    return Shape(start - left, end + right, index, start, end, is_dot)


def _edge(opened: bool, soft: bool, width: float, metrics: Metrics) -> float:
    if opened:
        return metrics.open_fade
    if not soft:
        return 0.0
    return min(max(width / 3, metrics.narrowest_soft_edge), metrics.widest_soft_edge)


def _lane_layout(lane: Lane, top: float, items: list[Item], metrics: Metrics) -> LaneLayout:
    found = LaneLayout(lane, top, lane_height(items, metrics), items)
    reach = float("-inf")
    for item in items:
        reach = max(reach, item.end)
        found.starts.append(item.start)
        found.reaches.append(reach)
    return found
