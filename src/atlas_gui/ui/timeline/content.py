"""Everything that a timeline is filled with."""

from msgspec import Struct

from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.search.query import Query
from atlas_gui.timeline.marks import Days, Lane, Marks
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.words import Teller


class TimelineContent(Struct, frozen=True):
    """What was found, and the library it was found in.

    `found_days` and `library_days` are the first days of their dated records, `found` and `whole`
    the time these take. Of what was found, `undated` records have no date and `repeated` ones stand
    in more than one lane. `query` is what was searched for, and `searched` says whether it found
    less than the whole library.
    """

    marks: Marks
    tell: Teller
    found_days: Days
    library_days: Days
    found: Span | None
    whole: Span | None
    by: LaneBy = LaneBy.GROUP
    hidden: tuple[Lane, ...] = ()
    folded: tuple[str, ...] = ()
    undated: int = 0
    repeated: int = 0
    searched: bool = False
    empty_words: str = ""
    query: Query = Query()
