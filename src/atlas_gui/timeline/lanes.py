"""Puts marks into the lanes that a reader wants: which, in which order, how many at most."""

from collections.abc import Callable
from typing import Final, NamedTuple

import numpy

from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.timeline.arrangement import Arrangement
from atlas_gui.timeline.marks import Lane, MarkColumns, Marks, Numbers

# So many lanes can still be told apart; what else there is shares the last one.
MOST_LANES: Final = 40
REST: Final = "…"
# These have no order of their own: the fullest lane stands first.
_BY_SIZE: Final = frozenset({LaneBy.PAIR, LaneBy.COUNTRY})


class Links(NamedTuple):
    """Which lane each dated record stands in; a record may stand in several.

    `places` count in the columns of the marks, `lanes` in the `names`, which are keys of lanes.
    """

    places: Numbers
    lanes: Numbers
    names: tuple[str, ...]


class Arranged(NamedTuple):
    """Marks in the lanes that are shown, the lanes that are hidden, and the keys of those shown.

    `repeated` records stand in more than one of the lanes shown.
    """

    marks: Marks
    hidden: tuple[Lane, ...]
    repeated: int


def arrange(
    columns: MarkColumns, links: Links, arrangement: Arrangement, lane: Callable[[str], Lane]
) -> Arranged:
    """Put marks into lanes as the reader wants them; `lane` makes one from its key."""
    keys, numbers = _few_enough(links, arrangement.by)
    ordered = arrangement.arranged(keys)
    shown = [key for key in ordered if key not in arrangement.hidden]
    new_number = {key: number for number, key in enumerate(shown)}
    renumber = numpy.array([new_number.get(key, -1) for key in keys], numpy.int32)
    lanes = renumber[numbers] if len(keys) else numbers
    kept = lanes >= 0
    places, lanes = links.places[kept], lanes[kept]
    if REST in new_number:
        # A record with several links into the lane of all others is there once.
        rest = lanes == new_number[REST]
        once = numpy.unique(places[rest])
        places = numpy.concatenate([places[~rest], once])
        lanes = numpy.concatenate(
            [lanes[~rest], numpy.full(len(once), new_number[REST], lanes.dtype)]
        )
    marks = Marks(columns, [lane(key) for key in shown], places, lanes)
    times = numpy.bincount(places, minlength=1)
    hidden = tuple(lane(key) for key in ordered if key in arrangement.hidden)
    return Arranged(marks, hidden, int((times > 1).sum()))


def _few_enough(links: Links, by: LaneBy) -> tuple[list[str], Numbers]:
    """The keys of the lanes, and each link's place among them: the fullest ones, and the rest."""
    names = list(links.names)
    if by not in _BY_SIZE and len(names) <= MOST_LANES:
        return names, links.lanes
    sizes = numpy.bincount(links.lanes, minlength=len(names))
    by_size = numpy.argsort(-sizes, kind="stable")
    place = numpy.empty(len(names), numpy.int32)
    place[by_size] = numpy.arange(len(names), dtype=numpy.int32)
    keys = [names[number] for number in by_size.tolist()]
    if len(keys) > MOST_LANES:
        keys = [*keys[: MOST_LANES - 1], REST]
    return keys, numpy.minimum(place, len(keys) - 1).astype(numpy.int32)[links.lanes]
