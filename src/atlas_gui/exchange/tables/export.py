"""What is to be written, as every writer of a format gets it."""

import datetime as dt
from collections.abc import Iterator, Sequence

from msgspec import Struct

from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.record import Record
from atlas_gui.exchange.tables.facts import records_of
from atlas_gui.exchange.tables.formats import What
from atlas_gui.progress import Progress

# Telling of each record would take longer than writing it.
_STEP = 50


class Export(Struct, frozen=True):
    """The records `ids` of a library in this order, found by `query`, as of `made_on`.

    `progress` is told of every fiftieth record, and stops the work by what it raises.
    """

    library: Library
    ids: Sequence[str]
    what: What
    query: str
    made_on: dt.date
    progress: Progress

    def counted_ids(self) -> Iterator[str]:
        """The identifiers one by one, telling how many have been taken."""
        total = len(self.ids)
        for place, record_id in enumerate(self.ids):
            if place % _STEP == 0:
                self.progress(place, total)
            yield record_id
        self.progress(total, total)

    def records(self) -> Iterator[Record]:
        """The records that can be read, one by one, telling how many have been looked at."""
        for record in records_of(self.library, self.counted_ids()):
            if not isinstance(record, DamagedRecord):
                yield record

    def unreadable(self) -> int:
        """How many of the records cannot be read; known for certain once all have been asked for."""
        records = self.library.records
        return sum(record_id not in records for record_id in self.ids)
