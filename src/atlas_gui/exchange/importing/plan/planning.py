"""Plans an import: reads the file, compares with the library, and waits to be accepted."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec

from atlas_gui.domain.entities import (
    SCHEMA_VERSION,
    Country,
    Document,
    LibraryInfo,
    Organisation,
    Person,
    Source,
)
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Finding, Outcome, clipped
from atlas_gui.exchange.importing.plan.changes import changed_fields
from atlas_gui.exchange.importing.plan.incoming import Incoming, incoming_from
from atlas_gui.exchange.importing.plan.preview import (
    SHOWN,
    Previewed,
    PreviewLine,
    preview_lines,
)
from atlas_gui.exchange.importing.plan.report import ChangedRecord, ImportReport, NamedChange
from atlas_gui.exchange.importing.profile.model import Profile
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.i18n import _
from atlas_gui.progress import Progress, untold
from atlas_gui.store.check.faults import Fault
from atlas_gui.store.library_store import LibraryStore

_decode_record = msgspec.json.Decoder(Record).decode


class ImportPlan:
    """An import that was thought through to the end, but not done; close it, whatever becomes of it.

    `report` says what it would do. The library is held against other writers until `close`.
    """

    def __init__(self, store: LibraryStore, report: ImportReport, compared: "_Comparison") -> None:
        self._store = store
        self._compared = compared
        self.report = report

    def preview(self) -> tuple[PreviewLine, ...]:
        """The first records in words, a line each; of a thousand that takes a second."""
        return self._compared.preview(self.report)

    def accept(self, *, remove_gone: bool = False, progress: Progress = untold) -> ImportReport:
        """Do it: all of it, or nothing. The report of what was done; a library that already says
        all that the file says is not written.

        Raises what `LibraryStore.save` raises.
        """
        gone = [one.id for one in self.report.gone] if remove_gone else []
        if self.report.changes_nothing and not gone:
            return self.report
        if gone:
            self._store.remove("records", gone)
        self._store.save(progress=progress)
        self.report = msgspec.structs.replace(self.report, removed=len(gone), saved=True)
        return self.report

    def close(self) -> None:
        """Let others write the library; what was not accepted is gone."""
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def plan_import(
    path: Path,
    into: Path,
    profile: Profile | None = None,
    wishes: FileWishes | None = None,
    progress: Progress = untold,
) -> ImportPlan:
    """What importing the file at `path` into the library at `into` would do.

    The library is made if it is not there. Without a `profile`, the file has to be a library or a
    PDF with records inside; `wishes` overrule what the profile says of how the file is read.
    Raises AtlasError, and what `progress` raises; nothing is written in any case.
    """
    with incoming_from(path, profile, wishes) as incoming:
        store = _opened(into, incoming)
        try:
            compared = _Comparison(store, incoming, progress)
            return ImportPlan(store, compared.report(path, into), compared)
        except BaseException:
            store.close()
            raise


def _opened(into: Path, incoming: Incoming) -> LibraryStore:
    if into.exists():
        return LibraryStore.open(into)
    return LibraryStore.create(into, incoming.about)


class _Comparison:
    """Puts what comes in into a store, unsaved, and notes what that changes."""

    def __init__(self, store: LibraryStore, incoming: Incoming, progress: Progress) -> None:
        self._store = store
        self._incoming = incoming
        self._added: dict[str, NamedChange] = {}
        self._changed: dict[str, tuple[Record, Record, int]] = {}
        self._unchanged = 0
        self._seen: set[str] = set()
        self._refused: list[Finding] = []
        self._shown: list[Previewed] = []
        self._documents = 0
        before = set(store.ids("records"))
        store.put("records", self._fresh(before, progress))
        self._put_others()
        self._refuse_faulty(store.faults(progress))
        self._before = before

    def _fresh(self, before: set[str], progress: Progress) -> Iterable[Record]:
        """The records that are new or differ from the library's."""
        encode = msgspec.json.Encoder().encode
        for record, row in self._incoming.records(before, progress):
            self._seen.add(record.id)
            held = self._store.encoded("records", record.id)
            same = held is not None and held == encode(record)
            old = None if held is None or same else _decoded(held)
            if same or old == record:
                self._unchanged += 1
                self._show(record, row, "unchanged")
                continue
            if old is None:
                # What cannot be read is replaced by what can; backups keep the old bytes.
                self._added[record.id] = NamedChange(record.id, in_language(record.title), row)
            else:
                self._changed[record.id] = (old, record, row)
            self._show(record, row, "new" if old is None else "changed")
            yield record

    def _show(self, record: Record, row: int, what: str) -> None:
        if len(self._shown) < SHOWN:
            self._shown.append(Previewed(record, row, what))

    def _put_others(self) -> None:
        """Countries, bodies, people and sources that the records name and the library lacks.

        Countries stay as the library describes them; the others are as the newer file says.
        """
        for table, documents in self._incoming.others().items():
            held = {
                getattr(one, "id", ""): one
                for one in self._store.documents(table)
                if isinstance(one, Document)
            }
            fresh: list[Document] = []
            for document in documents:
                name = getattr(document, "id", "")
                if name not in held or (table != "countries" and held[name] != document):
                    fresh.append(document)
            self._store.put(table, fresh)
            self._documents += len(fresh)

    def _refuse_faulty(self, faults: Sequence[Fault]) -> None:
        """Take records out again that the library's checker refuses; told with its words."""
        bad: dict[str, Fault] = {}
        for fault in faults:
            if fault.place.table != "records" or fault.place.document not in self._seen:
                raise AtlasError(
                    _("The import was given up: {fault}.").format(fault=fault), str(fault)
                )
            bad.setdefault(fault.place.document, fault)
        for name, fault in bad.items():
            row = self._added[name].row if name in self._added else self._changed[name][2]
            self._refused.append(
                Finding("check", Outcome.REFUSED, str(fault), row, "", clipped(name))
            )
            if name in self._added:
                del self._added[name]
                self._store.remove("records", [name])
            else:
                old, _new, _row = self._changed.pop(name)
                self._store.put("records", [old])

    def report(self, path: Path, into: Path) -> ImportReport:
        """All that was noted."""
        incoming = self._incoming
        changed = tuple(
            ChangedRecord(
                name, in_language(new.title), row, changed_fields(old, new, self._library)
            )
            for name, (old, new, row) in self._changed.items()
        )
        return ImportReport(
            str(path),
            incoming.name,
            str(into),
            incoming.rows,
            len(self._added) + len(self._changed) + self._unchanged,
            self._unchanged,
            tuple(self._added.values()),
            changed,
            tuple(self._gone()),
            self._documents,
            (*self._refused, *incoming.findings()),
            incoming.to_settle(),
            incoming.unused,
        )

    def preview(self, report: ImportReport) -> tuple[PreviewLine, ...]:
        """The first records in words."""
        return preview_lines(self._shown, report.findings, self._library)

    def _gone(self) -> Iterable[NamedChange]:
        """Records that rest on the same source and that the file does not have any more."""
        marks = self._incoming.marks
        if not marks:
            return
        for name in self._before - self._seen:
            held = self._store.encoded("records", name)
            if held is not None and any(mark in held for mark in marks):
                record = _decoded(held)
                if record is not None and self._incoming.made(record):
                    yield NamedChange(name, in_language(record.title))

    @cached_property
    def _library(self) -> Library:
        """Everybody whom old and new records may name."""
        held = {
            table: [one for one in self._store.documents(table) if isinstance(one, Document)]
            for table in ("countries", "organisations", "people", "sources")
        }
        return Library(
            _NOBODY,
            [one for one in held["countries"] if isinstance(one, Country)],
            [one for one in held["organisations"] if isinstance(one, Organisation)],
            [one for one in held["people"] if isinstance(one, Person)],
            [one for one in held["sources"] if isinstance(one, Source)],
            (),
        )


_NOBODY = LibraryInfo(SCHEMA_VERSION, {"en": "–"}, "–", "–", "–")


def _decoded(raw: bytes) -> Record | None:
    try:
        return _decode_record(raw)
    except (msgspec.DecodeError, RecursionError):
        return None
