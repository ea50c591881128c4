"""The places of a lane that can be visited: marks, counts, columns, and what passes through."""

from typing import TYPE_CHECKING, NamedTuple

from atlas_gui.timeline.layout import Rect
from atlas_gui.timeline.picture import Column, LanePicture, Picture
from atlas_gui.timeline.rows import Item
from atlas_gui.ui.timeline.lane_painter import throughout_rect, throughout_words

if TYPE_CHECKING:
    from atlas_gui.ui.timeline.telling import LaneTeller


class Stop(NamedTuple):
    """One place of a lane: what is drawn there, where, and the marks it stands for.

    Without `item` and `column` it is the line of the marks that last `throughout`.
    """

    rect: Rect
    item: Item | None = None
    column: Column | None = None
    throughout: tuple[int, ...] = ()

    def name(self, teller: "LaneTeller") -> str:
        """What it is called in one line: a mark by its title and date."""
        if self.column is not None:
            return teller.column(self.column)
        if self.item is None:
            return throughout_words(len(self.throughout))
        if self.item.is_count:
            return teller.count_name(self.item)
        return teller.subject(self.item.marks[0]).brief_name


def stops_of(picture: Picture, place: LanePicture) -> list[Stop]:
    """The stops of a lane in order of time; of single marks also those laid out beside the view."""
    if place.band is not None:
        return [
            Stop(picture.column_rect(place, column.period), column=column)
            for column in picture.columns(place)
        ]
    if place.layout is None:
        return []
    # Items stand by their left edge, which may reach out before the day of an earlier mark.
    items = sorted(place.layout.items, key=lambda item: item.marks[0])
    stops = [Stop(picture.rect(place, item), item=item) for item in items]
    through = place.layout.throughout
    if through:
        stops.append(Stop(throughout_rect(place, picture.scale), throughout=through))
    return stops


def stop_of(stops: list[Stop], mark: int, day: float) -> int | None:
    """The number of the stop that a mark, which begins on `day`, belongs to."""
    for number, stop in enumerate(stops):
        if stop.item is not None and mark in stop.item.marks:
            return number
        if mark in stop.throughout:
            return number
        if stop.column is not None and stop.column.period.first <= day <= stop.column.period.last:
            return number
    return None
