"""The records of a file, one after the other, with what is odd about the file as a whole."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import msgspec

from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.importing.findings import Finding, Outcome, clipped
from atlas_gui.exchange.importing.mapping.describing import without_lost_links
from atlas_gui.exchange.importing.mapping.parties import OpenLabel
from atlas_gui.exchange.importing.mapping.row_mapper import MappedRow, RowMapper, columns_used
from atlas_gui.exchange.importing.plan.report import LabelToSettle
from atlas_gui.exchange.importing.profile.model import Profile
from atlas_gui.exchange.importing.rows import Table
from atlas_gui.i18n import _
from atlas_gui.progress import Progress, untold

_STEP = 200
_ROWS_SHOWN = 5


class Gathered(NamedTuple):
    """A record and the row it came from."""

    record: Record
    row: int


class Gatherer:
    """Reads a table once, by a profile. What was found is complete when the records are through."""

    def __init__(self, table: Table, profile: Profile) -> None:
        self.mapper = RowMapper(profile, table.columns)
        self.rows = 0
        self.unused = tuple(
            name for name in table.columns if name not in columns_used(profile, table.columns)
        )
        self._table = table
        self._findings: list[Finding] = []
        self._waiting: list[tuple[MappedRow, Record]] = []
        self._ids: set[str] = set()
        self._seen: dict[tuple[str, str, tuple[str, ...]], int] = {}
        self._rows_of: defaultdict[OpenLabel, list[int]] = defaultdict(list)

    def records(
        self, known: frozenset[str] | set[str], progress: Progress = untold
    ) -> Iterator[Gathered]:
        """Every record, those with links last; `known` are identifiers that links may lead to, too.

        Raises AtlasError where the file ends badly, and what `progress` raises.
        """
        total = self._table.total or 0
        for row in self._table.rows():
            self.rows += 1
            if self.rows % _STEP == 0:
                progress(self.rows, max(total, self.rows))
            mapped = self.mapper.map(row)
            if (gathered := self._taken(mapped)) is not None:
                yield gathered
        for mapped, record in self._waiting:
            links = without_lost_links(mapped.relations, record.id, self._ids | known, mapped.work)
            self._note(mapped, record.id)
            yield Gathered(msgspec.structs.replace(record, relations=links), mapped.work.number)

    def _taken(self, mapped: MappedRow) -> Gathered | None:
        record = mapped.record
        if record is None:
            self._note(mapped, "")
            return None
        record = self._with_own_id(mapped, record)
        self._suspect_twin(mapped, record)
        if mapped.relations:
            self._waiting.append((mapped, record))
            return None
        self._note(mapped, record.id)
        return Gathered(record, mapped.work.number)

    def _with_own_id(self, mapped: MappedRow, record: Record) -> Record:
        """The record, under another identifier if a row above has its."""
        if record.id not in self._ids:
            self._ids.add(record.id)
            return record
        number = 2
        while (name := f"{record.id[:110]}-{number}") in self._ids:
            number += 1
        self._ids.add(name)
        if not mapped.by_content:
            reason = _("a row above has this identifier, too")
            mapped.work.tell("identifier-twice", Outcome.SUSPICIOUS, reason, "", record.id)
        return msgspec.structs.replace(record, id=name)

    def _suspect_twin(self, mapped: MappedRow, record: Record) -> None:
        key = (in_language(record.title).casefold(), mapped.work.day, record.countries)
        first = self._seen.setdefault(key, mapped.work.number)
        if first != mapped.work.number:
            reason = _("the same title, date and parties as row {row}").format(row=first)
            mapped.work.tell("twice", Outcome.SUSPICIOUS, reason, "", in_language(record.title))

    def _note(self, mapped: MappedRow, record_id: str) -> None:
        for finding in mapped.work.findings:
            if finding.code == "unknown-label":
                rows = self._rows_of[OpenLabel(finding.value, finding.column)]
                if len(rows) < _ROWS_SHOWN and mapped.work.number not in rows:
                    rows.append(mapped.work.number)
            self._findings.append(msgspec.structs.replace(finding, record=record_id))

    def findings(self) -> tuple[Finding, ...]:
        """All there is to tell, about the file first, then row by row."""
        told = sorted((*self._table.findings, *self._findings), key=lambda one: one.row)
        return tuple(told)

    def to_settle(self) -> tuple[LabelToSettle, ...]:
        """The labels that are still open, those of most places first."""
        counted: Counter[OpenLabel] = self.mapper.cast.open
        return tuple(
            LabelToSettle(
                one.label,
                one.column,
                count,
                tuple(self._rows_of[OpenLabel(clipped(one.label), one.column)]),
            )
            for one, count in counted.most_common()
        )
