"""The marks of a lane put into rows at one zoom; panning only shifts them.

Places are pixels from a day, the origin, and from the top of the first lane.
"""

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct, field

from atlas_gui.timeline.rows import Item, Metrics


class Rect(NamedTuple):
    """A rectangle in pixels."""

    x: float
    y: float
    width: float
    height: float

    def contains(self, x: float, y: float, slack: float = 0.0) -> bool:
        """Whether a place lies within, or no further than `slack` from it."""
        return (
            self.x - slack <= x < self.x + self.width + slack
            and self.y - slack <= y < self.y + self.height + slack
        )


class LaneLayout(Struct):
    """The items of a lane in order of their left edge.

    `reaches[i]` is how far right any of the items up to `i` goes: with it and `starts`, the items
    between two places are found by bisection however long some of them are. Marks that last
    `throughout` have no item: with neither end in sight, they would fill every row.
    """

    items: list[Item]
    metrics: Metrics
    throughout: tuple[int, ...] = ()
    starts: list[float] = field(default_factory=list)
    reaches: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        reach = float("-inf")
        for item in self.items:
            reach = max(reach, item.end)
            self.starts.append(item.start)
            self.reaches.append(reach)

    def between(self, left: float, right: float) -> Iterator[Item]:
        """The items of which any part lies between two places."""
        first = bisect_left(self.reaches, left)
        last = bisect_left(self.starts, right)
        return (item for item in self.items[first:last] if item.end >= left)

    def rect(self, item: Item, top: float) -> Rect:
        """Where an item is in a lane that begins at `top`, its edges included."""
        metrics = self.metrics
        y = top + metrics.lane_padding + item.row * metrics.row_height
        y += (metrics.row_height - metrics.dot) / 2
        return Rect(item.start, y, item.end - item.start, metrics.dot)

    def item_of(self, mark: int) -> Item | None:
        """The item that shows a mark, alone or counted in; None if it is not laid out."""
        return next((item for item in self.items if mark in item.marks), None)
