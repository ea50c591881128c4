"""The first records of a planned import as lines to look at."""

from collections import Counter
from collections.abc import Iterable, Sequence

from msgspec import Struct

from atlas_gui.domain.catalogue import entry_of
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.exchange.importing.findings import Finding

SHOWN = 1_000


class PreviewLine(Struct, frozen=True):
    """A row of the file and the record it becomes, in words; `what` is new, changed or unchanged."""

    row: int
    id: str
    what: str
    title: str
    kind: str
    parties: str
    date: str
    status: str
    value: str
    findings: int


class Previewed(Struct, frozen=True):
    """A record before it is put into words."""

    record: Record
    row: int
    what: str


def preview_lines(
    records: Sequence[Previewed], findings: Iterable[Finding], library: Library
) -> tuple[PreviewLine, ...]:
    """The records as lines; `library` has the names of their parties."""
    told = Counter(finding.row for finding in findings)
    # Records with links come last; the reader looks for rows.
    in_order = sorted(records, key=lambda one: one.row)
    return tuple(_line(one, told[one.row], library) for one in in_order)


def _line(one: Previewed, findings: int, library: Library) -> PreviewLine:
    entry = entry_of(one.record, library)
    value = " ".join(filter(None, (entry.value, entry.value_note)))
    date = " ".join(filter(None, (entry.date_words, entry.date_note)))
    return PreviewLine(
        one.row,
        one.record.id,
        one.what,
        entry.title,
        label(one.record.kind),
        ", ".join(map(library.country_name, one.record.countries)),
        date,
        label(entry.step) if entry.step else "",
        value,
        findings,
    )
