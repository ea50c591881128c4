"""Tables in memory and small profiles, for tests of importing."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from atlas_gui.domain.record import Record
from atlas_gui.exchange.importing.findings import Finding
from atlas_gui.exchange.importing.plan.gathering import Gatherer
from atlas_gui.exchange.importing.profile import Profile
from atlas_gui.exchange.importing.rows import Cell, FileWishes, Row

BASE: dict[str, Any] = {
    "profile": {"version": 1, "name": "test", "title": "Test"},
    "source": {
        "id": "test",
        "kind": "dataset",
        "title": "A test",
        "short_title": "Test",
        "locator": "entry {id}",
    },
    "record": {"id": "test-{id}", "title": "{title}", "kind": {"otherwise": "contract"}},
}
PARTIES = [
    {"role": "donor", "fixed": "country:CHN"},
    {"role": "recipient", "column": "country", "split": ";"},
]


def profile(**parts: Any) -> Profile:
    """A profile of the columns id, title and country, with `parts` beside or in place of its own."""
    return msgspec.convert(BASE | {"parties": PARTIES} | parts, Profile)


class MadeTable:
    """A table in memory; its rows are numbered from 2, as below one row of headings."""

    used = FileWishes()
    choices: Sequence[str] = ()

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[Cell]]) -> None:
        self.columns = columns
        self.total = len(rows)
        self.findings: list[Finding] = []
        self._rows = rows

    def rows(self) -> Iterator[Row]:
        """Every row."""
        return (Row(number, cells) for number, cells in enumerate(self._rows, start=2))

    def close(self) -> None:
        """Nothing is open."""


def gathered(
    using: Profile, columns: Sequence[str], *rows: Sequence[Cell]
) -> tuple[list[Record], Gatherer]:
    """The records of some rows, and what was found on the way."""
    gatherer = Gatherer(MadeTable(columns, rows), using)
    return [one.record for one in gatherer.records(frozenset())], gatherer


def one_record(using: Profile, **cells: Cell) -> tuple[Record, list[Finding]]:
    """The record of one row, given by column, with its findings; id, title and country if not said."""
    row: dict[str, Cell] = {"id": "1", "title": "A title", "country": "Cuba"} | cells
    (record,), gatherer = gathered(using, list(row), list(row.values()))
    return record, list(gatherer.findings())


def values(record: Record, property_name: str) -> list[dict[str, Any]]:
    """The values of a record's claims on one property, as plain data."""
    return [
        msgspec.to_builtins(claim.value)
        for claim in record.claims
        if claim.property == property_name
    ]
