"""What an import did or would do, as plain data; `report_file` writes it."""

from msgspec import Struct

from atlas_gui.exchange.importing.findings import Finding, Outcome


class NamedChange(Struct, frozen=True):
    """A record that comes in or goes, by identifier and title; `row` is 0 if the file has none."""

    id: str
    title: str
    row: int = 0


class FieldChange(Struct, frozen=True):
    """One part of a record before and after, in words; empty where it was not there or is no more.

    `part` is the name of a field, or "claims/ID".
    """

    part: str
    heading: str
    before: str
    after: str


class ChangedRecord(Struct, frozen=True):
    """A record that the file tells differently."""

    id: str
    title: str
    row: int
    fields: tuple[FieldChange, ...]


class LabelToSettle(Struct, frozen=True):
    """A label of which nobody has said whom it means: in how many places, and the first rows."""

    label: str
    column: str
    count: int
    rows: tuple[int, ...]


class ImportReport(Struct, frozen=True):
    """The whole outcome. `rows` were read, `unchanged` records are as they were.

    `gone` are records of an earlier edition that the file does not have; they stay unless they are
    to be removed. `unused` are columns that the profile does not look at. `saved` is whether the
    library was written.
    """

    file: str
    profile: str
    library: str
    rows: int
    records: int
    unchanged: int
    added: tuple[NamedChange, ...]
    changed: tuple[ChangedRecord, ...]
    gone: tuple[NamedChange, ...]
    documents: int
    findings: tuple[Finding, ...]
    to_settle: tuple[LabelToSettle, ...]
    unused: tuple[str, ...]
    removed: int = 0
    saved: bool = False

    def count(self, outcome: Outcome) -> int:
        """How many findings have an outcome."""
        return sum(finding.outcome is outcome for finding in self.findings)

    @property
    def changes_nothing(self) -> bool:
        """Whether the library already says all that the file says."""
        return not (self.added or self.changed or self.documents)
