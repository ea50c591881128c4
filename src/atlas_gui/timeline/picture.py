"""What stands where on a timeline at one moment: painting, mouse, keyboard and readers share it."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from atlas_gui.timeline.bands import Band
from atlas_gui.timeline.layout import LaneLayout, Rect
from atlas_gui.timeline.marks import Days, Lane, Tally
from atlas_gui.timeline.periods import Period
from atlas_gui.timeline.rows import Item
from atlas_gui.timeline.scale import Scale

_SLACK = 3.0


class LanePicture(Struct):
    """A lane between two heights: either single marks and small counts, or a band of columns.

    `earlier`, `shown` and `later` of the tally are all marks of the lane: what is drawn stands for
    the `shown` ones, and one line for all those that last `throughout`: they reach into what is
    shown, and have no item there.
    """

    number: int
    lane: Lane
    top: float
    height: float
    collapsed: bool
    tally: Tally
    layout: LaneLayout | None = None
    band: Band | None = None
    throughout: tuple[int, ...] = ()


class Column(NamedTuple):
    """A period in the band of a lane that has any marks."""

    lane: int
    period: Period
    begun: int
    lasting: int

    @property
    def total(self) -> int:
        """How many records there are in it."""
        return self.begun + self.lasting


class Picture(Struct):
    """All lanes over a scale; `shift` takes places of a layout to the screen.

    Heights count from the top of the first lane. `edges` are the places of the columns on the screen
    in whole pixels, if there are any, and `tallest` is the count of the highest one.
    """

    scale: Scale
    shift: float
    lanes: list[LanePicture]
    edges: Days
    tallest: int = 0

    @property
    def height(self) -> float:
        """The height of all lanes together."""
        return self.lanes[-1].top + self.lanes[-1].height if self.lanes else 0.0

    @property
    def form(self) -> tuple[object, ...]:
        """In which way each lane is drawn: if that changes, marks turn into counts or back."""
        return tuple((p.lane.key, p.band.columns.step if p.band else None) for p in self.lanes)

    def lane_at(self, y: float) -> LanePicture | None:
        """The lane at a height."""
        return next((p for p in self.lanes if p.top <= y < p.top + p.height), None)

    def items(self, place: LanePicture) -> Iterator[Item]:
        """The marks and counts of a lane of which any part is in sight."""
        if place.layout is None:
            return iter(())
        left = self.scale.left - self.shift
        return place.layout.between(left, left + self.scale.width)

    def columns(self, place: LanePicture) -> Iterator[Column]:
        """The columns of a lane that have any marks."""
        band = place.band
        if band is None:
            return
        counts = zip(band.begun.tolist(), band.lasting.tolist(), strict=True)
        for number, (begun, lasting) in enumerate(counts):
            if begun or lasting:
                yield Column(place.number, band.columns.period(number), begun, lasting)

    def rect(self, place: LanePicture, item: Item) -> Rect:
        """Where an item of a lane is on the screen."""
        if place.layout is None:
            raise ValueError("a lane of columns has no items")
        rect = place.layout.rect(item, place.top)
        return rect._replace(x=rect.x + self.shift)

    def column_rect(self, place: LanePicture, period: Period) -> Rect:
        """Where a column of a lane is on the screen."""
        left, right = self.scale.x(period.first), self.scale.x(period.last + 1)
        return Rect(left, place.top, right - left, place.height)

    def item_at(self, x: float, y: float) -> Item | None:
        """The topmost mark or count at a place, or close to it."""
        place = self.lane_at(y)
        if place is None or place.layout is None or not self._in_sight(x):
            return None
        near = place.layout.between(x - self.shift - _SLACK, x - self.shift + _SLACK)
        found = [item for item in near if self.rect(place, item).contains(x, y, _SLACK)]
        return found[-1] if found else None

    def column_at(self, x: float, y: float) -> Column | None:
        """The column at a place, if it has any marks."""
        place = self.lane_at(y)
        if place is None or place.band is None or not self._in_sight(x):
            return None
        return column_in(place, self.scale.day(x))

    def _in_sight(self, x: float) -> bool:
        return self.scale.left <= x < self.scale.left + self.scale.width


def column_in(place: LanePicture, day: float) -> Column | None:
    """The column of a lane around a moment, if it has any marks."""
    found = place.band.at(day) if place.band is not None else None
    if found is None or not found[1] + found[2]:
        return None
    return Column(place.number, *found)
