"""What comes in: the records of a file, by a profile, or those of another library."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

import msgspec

from atlas_gui.domain.entities import SCHEMA_VERSION, Document, LibraryInfo
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Finding, Outcome, clipped
from atlas_gui.exchange.importing.plan.gathering import Gathered, Gatherer
from atlas_gui.exchange.importing.plan.report import LabelToSettle
from atlas_gui.exchange.importing.profile.model import Profile
from atlas_gui.exchange.importing.reading import format_of, open_table
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.exchange.opened import library_in_file
from atlas_gui.i18n import _
from atlas_gui.progress import Progress

_LIBRARIES = ("library", "pdf")


class Incoming(Protocol):
    """Records on their way into a library; everything else is complete once they are through."""

    @property
    def name(self) -> str:
        """The profile's name; empty if there is none."""
        ...

    @property
    def about(self) -> LibraryInfo:
        """What a library of nothing else is."""
        ...

    @property
    def marks(self) -> Sequence[bytes]:
        """One of these stands in the bytes of what an earlier edition brought."""
        ...

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that nobody looks at."""
        ...

    @property
    def rows(self) -> int:
        """How many rows were read."""
        ...

    def records(self, known: set[str], progress: Progress, /) -> Iterable[Gathered]:
        """The records, once; `known` are those that the library has."""
        ...

    def others(self) -> Mapping[str, Sequence[Document]]:
        """What the records refer to, by table."""
        ...

    def made(self, record: Record, /) -> bool:
        """Whether a record of the library came from an earlier edition of this."""
        ...

    def findings(self) -> tuple[Finding, ...]:
        """What is worth telling."""
        ...

    def to_settle(self) -> tuple[LabelToSettle, ...]:
        """The labels that are still open."""
        ...


@contextmanager
def incoming_from(
    path: Path, profile: Profile | None, wishes: FileWishes | None
) -> Iterator[Incoming]:
    """What the file at `path` brings; closed with the context. Raises AtlasError."""
    if format_of(path) in _LIBRARIES:
        yield LibraryIncoming(path, library_in_file(path))
        return
    if profile is None:
        raise AtlasError(
            _(
                "No import profile fits “{path}”. Open it in the window with File ▸ Import… and say"
                " there what its columns mean, or name a profile."
            ).format(path=path)
        )
    table = open_table(path, wishes or profile.file)
    try:
        yield TableIncoming(Gatherer(table, profile), profile)
    finally:
        table.close()


class TableIncoming:
    """The rows of a table, by a profile."""

    def __init__(self, gatherer: Gatherer, profile: Profile) -> None:
        source = profile.source
        self.name = profile.profile.name
        self.unused = gatherer.unused
        self.about = LibraryInfo(
            SCHEMA_VERSION,
            {source.language: source.title},
            source.issued or _("not stated"),
            source.licence or _("not stated"),
            source.citation or source.title,
        )
        ending = "-" if source.each_row else '"'
        self._begins = f"{source.id}-" if source.each_row else source.id
        self.marks = (
            f'"source":"{source.id}{ending}'.encode(),
            f'"source": "{source.id}{ending}'.encode(),
        )
        self._each_row = source.each_row
        self._gatherer = gatherer

    @property
    def rows(self) -> int:
        """How many rows were read so far."""
        return self._gatherer.rows

    def records(self, known: set[str], progress: Progress, /) -> Iterable[Gathered]:
        """The records, once."""
        return self._gatherer.records(known, progress)

    def others(self) -> Mapping[str, Sequence[Document]]:
        """What the records refer to."""
        mapper = self._gatherer.mapper
        return {
            "countries": tuple(mapper.cast.countries.values()),
            "organisations": tuple(mapper.cast.organisations.values()),
            "people": tuple(mapper.cast.people.values()),
            "sources": tuple(mapper.sources.values()),
        }

    def made(self, record: Record, /) -> bool:
        """Whether all that a record says rests on the source of this profile."""
        sources = {evidence.source for claim in record.claims for evidence in claim.evidence}
        if self._each_row:
            return all(name.startswith(self._begins) for name in sources)
        return sources == {self._begins}

    def findings(self) -> tuple[Finding, ...]:
        """What is worth telling."""
        return self._gatherer.findings()

    def to_settle(self) -> tuple[LabelToSettle, ...]:
        """The labels that are still open."""
        return self._gatherer.to_settle()


class LibraryIncoming:
    """The records of another library, or of a PDF that Atlas saved, as they stand there."""

    marks: Sequence[bytes] = ()
    unused: tuple[str, ...] = ()

    def __init__(self, path: Path, library: Library) -> None:
        self.name = ""
        self.about = library.info
        self._path = path
        self._library = library
        self._lost: list[Finding] = []
        self.rows = len(library.records)

    def records(self, known: set[str], progress: Progress, /) -> Iterable[Gathered]:
        """Every readable record, without links to records that neither library has."""
        names = tuple(self._library.records)
        there = known.union(names)
        for number, name in enumerate(names, start=1):
            if number % 200 == 0:
                progress(number, len(names))
            record = self._library.records.get(name)
            if record is not None:
                yield Gathered(self._linked(record, there), number)

    def _linked(self, record: Record, there: set[str]) -> Record:
        lost = [link for link in record.relations if link.target not in there]
        if not lost:
            return record
        reason = _("leads to a record that is in neither library")
        self._lost += (
            Finding("lost-link", Outcome.LEFT_OUT, reason, value=link.target, record=record.id)
            for link in lost
        )
        kept = tuple(link for link in record.relations if link not in lost)
        return msgspec.structs.replace(record, relations=kept)

    def others(self) -> Mapping[str, Sequence[Document]]:
        """All that the other library holds besides."""
        library = self._library
        return {
            "countries": tuple(library.countries.values()),
            "organisations": tuple(library.organisations.values()),
            "people": tuple(library.people.values()),
            "sources": tuple(library.sources.values()),
        }

    def made(self, _record: Record, /) -> bool:
        """Nothing: another library says nothing of what it does not have."""
        return False

    def findings(self) -> tuple[Finding, ...]:
        """The records that cannot be read, and links that lead nowhere."""
        damaged = (
            Finding("damaged", Outcome.REFUSED, one.reason, value=clipped(one.title or one.id))
            for one in self._library.damaged.values()
        )
        return (*damaged, *self._lost)

    def to_settle(self) -> tuple[LabelToSettle, ...]:
        """None."""
        return ()
