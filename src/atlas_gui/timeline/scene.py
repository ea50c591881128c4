"""Everything a timeline shows, and the picture of it at a given scale."""

from collections.abc import Collection, Sequence
from math import ceil, floor, isclose, log2
from typing import Final, NamedTuple

import numpy

from atlas_gui.timeline.bands import Band, band_of
from atlas_gui.timeline.layout import LaneLayout
from atlas_gui.timeline.marks import Marks, Numbers, Tally, no_marks
from atlas_gui.timeline.periods import Columns, columns_of
from atlas_gui.timeline.picture import LanePicture, Picture
from atlas_gui.timeline.rows import (
    METRICS,
    Metrics,
    Shape,
    fill_rows,
    fit_padding,
    lane_height,
    shapes_of,
    share_rows,
    with_rows,
)
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.tails import Tails, tails_of

# So many marks are laid out one by one within half a frame, wherever they are.
LAID_OUT_WHOLE: Final = 300
# Where there are more: so many beginnings and ends in a row of a lane around what is in sight.
_EDGES_IN_ROW: Final = 60
# More marks than that which pass through from end to end are only counted.
_DRAWN_THROUGHOUT: Final = 2
_COLLAPSED_HEIGHT: Final = 20.0
_LOWEST_LANE: Final = 24.0
_HIGHEST_LANE: Final = 140.0
_PARTS_OF_DOUBLING: Final = 16
_NO_EDGES: Final = numpy.empty(0, numpy.int64)


class _Window(NamedTuple):
    """A stretch of days that a view lies in, the same for all views near it."""

    zoom: float
    first: int
    last: int


class Scene:
    """Marks in their lanes; what can be kept from one picture to the next is kept.

    A few marks are laid out once for each zoom. Of very many, each lane shows single marks as long
    as few are near what is in sight, and otherwise counts them in columns. What a lane shows
    depends on the zoom and on where it is, not on the way there.
    """

    def __init__(self, marks: Marks | None = None, collapsed: Collection[str] = ()) -> None:
        self.marks = no_marks() if marks is None else marks
        self.lays_out_whole = len(self.marks) <= LAID_OUT_WHOLE
        self._collapsed = [lane.key in collapsed for lane in self.marks.lanes]
        self._origin = float(self.marks.first[0]) if len(self.marks) else 0.0
        self._room, self._text = float("inf"), 1.0
        self._metrics = METRICS
        self._zoom = 0.0
        self._whole: list[LaneLayout] = []
        self._near: dict[int, tuple[_Window, float, LaneLayout | None]] = {}
        self._tails: dict[int, tuple[LaneLayout, Tails]] = {}
        self._last: Picture | None = None

    def set_room(self, height: float, text: float = 1.0) -> None:
        """Say how high the lanes may grow: they take fewer rows rather than more than that.

        `text` is how many times as large as usual their words are; rows grow with them.
        """
        if (height, text) != (self._room, self._text):
            self._room, self._text = height, text
            self._metrics = METRICS.for_text(text)
            self._zoom, self._last = 0.0, None
            self._near.clear()

    def picture(self, scale: Scale) -> Picture:
        """What stands where over `scale`."""
        if self._last is not None and self._last.scale == scale:
            return self._last
        # Moving a span rounds its length: that is no other zoom.
        if not isclose(self._zoom, scale.pixels_per_day, rel_tol=1e-9):
            self._zoom = scale.pixels_per_day
            self._near.clear()
            self._whole = self._lay_out_whole() if self.lays_out_whole else []
        picture = Picture(scale, scale.x(self._origin), [], _NO_EDGES)
        columns: Columns | None = None
        for number, lane in enumerate(self.marks.lanes):
            layout = self._layout(number, scale)
            band = None
            if layout is None:
                if columns is None:
                    columns = columns_of(scale)
                    picture.edges = columns.places(scale)
                band = band_of(self.marks, number, columns)
                picture.tallest = max(picture.tallest, band.tallest)
            place = LanePicture(
                number=number,
                lane=lane,
                top=picture.height,
                height=self._height(number, layout),
                collapsed=self._collapsed[number],
                tally=self._tally(number, scale, band),
                layout=layout,
                band=band,
                throughout=self._throughout(number, layout, picture),
            )
            picture.lanes.append(place)
        self._last = picture
        return picture

    def _throughout(
        self, lane: int, layout: LaneLayout | None, picture: Picture
    ) -> tuple[int, ...]:
        """The marks of a lane that reach into the view without an item in sight."""
        if layout is None:
            return ()
        kept = self._tails.get(lane)
        if kept is None or kept[0] is not layout:
            kept = self._tails[lane] = (layout, tails_of(self.marks, layout.items))
        left, scale = picture.scale.left - picture.shift, picture.scale
        beside = kept[1].beside((left, left + scale.width), days_of(scale.span))
        return (*layout.throughout, *beside)

    def _tally(self, lane: int, scale: Scale, band: Band | None) -> Tally:
        """How the lane's marks lie to what is drawn of it: to the view, or to its columns."""
        if band is None:
            return self.marks.tally(lane, *days_of(scale.span))
        edges = band.columns.edges
        later = self.marks.tally(lane, int(edges[0]), int(edges[-1]) - 1).later
        return Tally(self.marks.total(lane) - band.total - later, band.total, later)

    def _layout(self, number: int, scale: Scale) -> LaneLayout | None:
        """The single marks of a lane; None where it is drawn as columns."""
        if self._collapsed[number]:
            return None
        if self.lays_out_whole:
            return self._whole[number]
        window = _window(scale)
        height = self._crowded_height()
        kept = self._near.get(number)
        if kept is None or kept[:2] != (window, height):
            kept = self._near[number] = (window, height, self._lay_out_near(number, window))
        return kept[2]

    def _lay_out_near(self, lane: int, window: _Window) -> LaneLayout | None:
        height = self._crowded_height()
        rows = max(floor((height - 2 * self._metrics.least_padding) / self._metrics.row_height), 1)
        marks, (_zoom, first, last) = self.marks, window
        if marks.edges_within(lane, first, last) > rows * _EDGES_IN_ROW:
            return None
        padding = (height - rows * self._metrics.row_height) / 2
        metrics = with_rows(rows, self._metrics)._replace(lane_padding=padding)
        chosen = marks.touching(lane, first, last)
        passing = (marks.first[chosen] < first) & (marks.last_of(chosen) > last)
        throughout: tuple[int, ...] = ()
        if passing.sum() > _DRAWN_THROUGHOUT:
            throughout = tuple(chosen[passing].tolist())
            chosen = chosen[~passing]
        items = fill_rows(self._shapes(chosen, metrics), metrics)
        return LaneLayout(items, metrics, throughout)

    def _lay_out_whole(self) -> list[LaneLayout]:
        marks = self.marks
        open_lanes = [n for n in range(len(marks.lanes)) if not self._collapsed[n]]
        room = self._room - self._folded_height() * (len(marks.lanes) - len(open_lanes))
        metrics = fit_padding(room, len(open_lanes), self._metrics)
        found: list[list[Shape]] = []
        for number in open_lanes:
            chosen = marks.touching(number, -(1 << 60), 1 << 60)
            found.append(self._shapes(chosen, metrics))
        laid_out = dict(zip(open_lanes, share_rows(found, room, metrics), strict=True))
        return [LaneLayout(laid_out.get(n, []), metrics) for n in range(len(marks.lanes))]

    def _shapes(self, chosen: Numbers, metrics: Metrics) -> list[Shape]:
        return shapes_of(self.marks, chosen, self._zoom, self._origin, metrics)

    def _height(self, number: int, layout: LaneLayout | None) -> float:
        if self._collapsed[number]:
            return self._folded_height()
        if self.lays_out_whole and layout is not None:
            return lane_height(layout.items, layout.metrics)
        return self._crowded_height()

    def _crowded_height(self) -> float:
        """Every open lane of a crowd is as high as the others, whatever it shows."""
        collapsed = sum(self._collapsed)
        room = self._room - self._folded_height() * collapsed
        share = room / max(len(self._collapsed) - collapsed, 1)
        return floor(min(max(share, _LOWEST_LANE * self._text), _HIGHEST_LANE))

    def _folded_height(self) -> float:
        return _COLLAPSED_HEIGHT * self._text

    def extent(self, chosen: Sequence[int] | None = None) -> Span | None:
        """The days that some marks or all of them take up; None without any."""
        if chosen is None:
            return self.marks.extent()
        spans = [self.marks.span_of(mark) for mark in chosen]
        if not spans:
            return None
        return Span(min(span.start for span in spans), max(span.end for span in spans))


def days_of(span: Span) -> tuple[int, int]:
    """The first and the last day of which any part belongs to `span`."""
    return floor(span.start), ceil(span.end) - 1


def _window(scale: Scale) -> _Window:
    """Two of the parts, as long as a view or a little longer, into which all time is cut."""
    parts = _PARTS_OF_DOUBLING
    length = 2.0 ** (ceil(log2(scale.span.length) * parts - 1e-6) / parts)
    number = floor(scale.span.start / length)
    return _Window(length, floor(number * length), ceil((number + 2) * length))
