"""Everything a timeline shows, and where each part is at a given scale."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from atlas_gui.i18n import _, ngettext
from atlas_gui.timeline.layout import LaneLayout, Layout, Rect, lay_out
from atlas_gui.timeline.marks import Lane, Mark, lanes_in_use
from atlas_gui.timeline.navigation import MarkOrder
from atlas_gui.timeline.rows import Item
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span, fit

_TITLES_IN_TOOLTIP = 8
CROWDED = 400


class Placed(NamedTuple):
    """An item with its lane and the shift that takes world places to the screen."""

    item: Item
    lane: LaneLayout
    shift: float


class Scene:
    """Marks in those lanes that have any; laid out anew only when the zoom changes.

    Marks are named by their place in `marks`. Heights count from the top of the first lane.
    Raises KeyError if a mark's lane is not among `lanes`.
    """

    def __init__(self, marks: Sequence[Mark] = (), lanes: Sequence[Lane] = ()) -> None:
        missing = {mark.lane for mark in marks} - {lane.key for lane in lanes}
        if missing:
            raise KeyError(", ".join(sorted(missing)))
        self.marks = tuple(marks)
        self.lanes = tuple(lanes_in_use(lanes, marks))
        self.order = MarkOrder(self.marks, self.lanes)
        self._origin = self.marks[0].extent.start if self.marks else 0.0
        self._layout: Layout | None = None
        self._room = float("inf")
        self._by_record: dict[str, list[int]] = {}
        for index, mark in enumerate(self.marks):
            self._by_record.setdefault(mark.record_id, []).append(index)

    def extent(self, indexes: Sequence[int] | None = None) -> Span | None:
        """The time that some or all marks take up, without a margin."""
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
            self._layout = lay_out(self.marks, self.lanes, zoom, self._origin, self._room)
        return self._layout

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
