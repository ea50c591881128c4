"""Everything a timeline shows, and where each part is at a given scale."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from atlas_gui.i18n import _, ngettext
from atlas_gui.timeline.bands import COLUMN_PIXELS, BandPlace, Columns, Period, period_at
from atlas_gui.timeline.crowd import Crowd
from atlas_gui.timeline.layout import LaneLayout, Layout, Rect, lay_out
from atlas_gui.timeline.marks import Lane, Mark
from atlas_gui.timeline.navigation import MarkOrder
from atlas_gui.timeline.overview import histogram
from atlas_gui.timeline.rows import METRICS, Item, Metrics
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span, fit

_TITLES_IN_TOOLTIP = 8
# Up to so many marks are laid out and painted within half a frame; more are shown as bands.
CROWDED: Final = 400
_HIGHEST_BAND = 52.0
_BAND_PADDING = 2.0


class Placed(NamedTuple):
    """An item with its lane and the shift that takes world places to the screen."""

    item: Item
    lane: LaneLayout
    shift: float


class Scene:
    """Marks in those lanes that have any; laid out anew only when the zoom changes.

    With a `crowd`, that counts for all there is: `marks` are then no more than those of it that are
    wanted one by one, and the lanes have bands unless these marks stand `apart`.
    Marks are named by their place in `marks`. Heights count from the top of the first lane.
    Raises KeyError if a lane of a mark or of the crowd is not among `lanes`.
    """

    def __init__(
        self,
        marks: Sequence[Mark] = (),
        lanes: Sequence[Lane] = (),
        crowd: Crowd | None = None,
        *,
        apart: bool = False,
    ) -> None:
        used = {mark.lane for mark in marks}.union(crowd.lanes if crowd is not None else ())
        if missing := used - {lane.key for lane in lanes}:
            raise KeyError(", ".join(sorted(missing)))
        self.marks = tuple(marks)
        self.lanes = tuple(lane for lane in lanes if lane.key in used)
        self.crowd = crowd
        self.has_bands = crowd is not None and not apart
        self.order = MarkOrder(self.marks, self.lanes)
        self._origin = self.marks[0].extent.start if self.marks else 0.0
        self._layout: Layout | None = None
        self._room = float("inf")
        self._by_record: dict[str, list[int]] = {}
        for index, mark in enumerate(self.marks):
            self._by_record.setdefault(mark.record_id, []).append(index)

    def extent(self, indexes: Sequence[int] | None = None) -> Span | None:
        """The time that some marks or all there is take up, without a margin."""
        if indexes is None and self.crowd is not None:
            return self.crowd.extent()
        chosen = self.marks if indexes is None else [self.marks[index] for index in indexes]
        return fit([mark.extent for mark in chosen], margin=0.0)

    def of_record(self, record_id: str | None) -> list[int]:
        """The marks of a record."""
        return self._by_record.get(record_id, []) if record_id is not None else []

    def set_room(self, height: float) -> None:
        """Say how high the lanes may grow: they take fewer rows rather than more than that."""
        if height != self._room:
            self._room = height
            self._layout = None

    def layout(self, scale: Scale) -> Layout:
        """The rectangles at the zoom of `scale`."""
        zoom = scale.pixels_per_day
        if self._layout is None or self._layout.pixels_per_day != zoom:
            metrics = self._metrics()
            self._layout = lay_out(self.marks, self.lanes, zoom, self._origin, self._room, metrics)
        return self._layout

    def overview(self, whole: Span, parts: int) -> list[int]:
        """How much there is in each of `parts` equal parts of `whole`."""
        if self.crowd is not None:
            return Columns.of_whole(whole, parts).counts_of_all(self.crowd)
        return histogram((mark.extent.middle for mark in self.marks), whole, parts)

    def band_at(self, x: float, y: float, scale: Scale) -> BandPlace | None:
        """The place in a band at a place of the screen; None where the band is empty."""
        lane = self.layout(scale).lane_at(y) if self.has_bands else None
        if lane is None or not scale.left <= x < scale.left + scale.width:
            return None
        place = BandPlace(lane.lane, scale.day(x))
        return place if self.in_period(place, scale)[1] else None

    def total(self, lane: Lane) -> int | None:
        """How many records of the crowd a lane has; None without a crowd."""
        if self.crowd is None:
            return None
        return self.crowd.lanes[lane.key].total if lane.key in self.crowd.lanes else 0

    def column_rect(self, place: BandPlace, scale: Scale) -> Rect:
        """Where the column around a place in a band is on the screen."""
        lane = self.layout(scale).lanes[self.lanes.index(place.lane)]
        left = scale.x(place.day) - COLUMN_PIXELS / 2
        return Rect(left, lane.top, COLUMN_PIXELS, lane.height)

    def in_period(self, place: BandPlace, scale: Scale) -> tuple[Period, int]:
        """The day, month or year around a place in a band, and the number of its records."""
        period = period_at(place.day, scale)
        days = self.crowd.lanes.get(place.lane.key) if self.crowd is not None else None
        return period, days.touching(period.first, period.last) if days is not None else 0

    def band_words(self, place: BandPlace, scale: Scale) -> str:
        """What there is at a place in a band, in plain text."""
        period, count = self.in_period(place, scale)
        records = ngettext("{count:,} record", "{count:,} records", count).format(count=count)
        return _("{period}: {records}").format(period=period.name, records=records)

    def _metrics(self) -> Metrics:
        """Rows for marks, or one high row for the band of each lane as far as there is room."""
        if not self.has_bands:
            return METRICS
        free = self._room / max(len(self.lanes), 1) - 2 * _BAND_PADDING
        return METRICS._replace(
            row_height=min(max(free, METRICS.row_height), _HIGHEST_BAND),
            lane_padding=_BAND_PADDING,
            least_padding=_BAND_PADDING,
            rows=1,
            most_rows=1,
        )

    def in_view(self, scale: Scale) -> Iterator[Placed]:
        """Every item of which a part lies within the width of `scale`."""
        layout, shift = self.layout(scale), scale.x(self._origin)
        for lane in layout.lanes:
            for item in lane.between(scale.left - shift, scale.left + scale.width - shift):
                yield Placed(item, lane, shift)

    def place(self, index: int, scale: Scale) -> Placed:
        """Where a mark is, be it alone or counted in with others."""
        layout = self.layout(scale)
        lane, item = layout.place_of[index]
        return Placed(item, layout.lanes[lane], scale.x(self._origin))

    def rect(self, placed: Placed, scale: Scale) -> Rect:
        """The place of an item on the screen."""
        rect = self.layout(scale).rect(placed.lane, placed.item)
        return rect._replace(x=rect.x + placed.shift)

    def hit(self, x: float, y: float, scale: Scale) -> Item | None:
        """The item at a place of the screen, if any."""
        return self.layout(scale).hit(x - scale.x(self._origin), y)

    def tooltip(self, item: Item) -> str:
        """What an item stands for, in plain text."""
        if not item.is_count:
            return self.marks[item.marks[0]].tooltip
        titles = [self.marks[index].brief_name for index in item.marks[:_TITLES_IN_TOOLTIP]]
        rest = len(item.marks) - len(titles)
        if rest:
            titles.append(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
        count = ngettext("{count} record", "{count} records", len(item.marks))
        return "\n".join([_("{count}:").format(count=count.format(count=len(item.marks))), *titles])
