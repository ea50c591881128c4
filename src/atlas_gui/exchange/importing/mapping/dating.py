"""Rules for dates and for how far something got."""

from collections.abc import Sequence
from typing import NamedTuple

from atlas_gui.domain.claims import (
    DateClaim,
    DatePhrase,
    DateValue,
    Evidence,
    StatusClaim,
    StatusValue,
)
from atlas_gui.domain.vocabulary import STEPS_OF_KIND, DateBasis, Step
from atlas_gui.exchange.importing.mapping.cells import Condition, Meanings, Pick, Places
from atlas_gui.exchange.importing.mapping.dates import DateFault, DateTexts, ReadDate, spanning
from atlas_gui.exchange.importing.mapping.work import RowWork
from atlas_gui.exchange.importing.profile.model import DateOrder, DateRule, StatusRule
from atlas_gui.exchange.importing.rows import Cell, as_text
from atlas_gui.i18n import _

_ORDER_OF_BASES = {basis: place for place, basis in enumerate(DateBasis)}


class Found(NamedTuple):
    """A date as a rule found it."""

    basis: DateBasis
    edtf: str
    column: str
    cell: Cell


class DateRules:
    """All rules for dates of a profile, compiled for one table."""

    def __init__(
        self, rules: Sequence[DateRule], places: Places, texts: DateTexts, order: DateOrder
    ) -> None:
        self._rules = [_CompiledDate(rule, places, texts, rule.order or order) for rule in rules]

    def apply(self, work: RowWork) -> None:
        """Add the dates of a row, and what cannot be right among them; sets its day."""
        found = [date for rule in self._rules if (date := rule.apply(work)) is not None]
        if found:
            main = min(found, key=lambda date: _ORDER_OF_BASES[date.basis])
            work.day = main.edtf.partition("/")[0].strip("?~%.[]{}")
        _suspect_order(found, work)


class _CompiledDate:
    def __init__(self, rule: DateRule, places: Places, texts: DateTexts, order: DateOrder) -> None:
        self._rule = rule
        self._pick = Pick(rule.column, places)
        self._until = Pick(rule.until, places) if rule.until else None
        self._applies = Condition(rule.when, rule.unless, places)
        self._uncertain = Condition(rule.uncertain, {}, places) if rule.uncertain else None
        self._texts = texts
        self._order = order

    def apply(self, work: RowWork) -> Found | None:
        cell = self._pick.cell(work.cells)
        if cell is None or not self._applies.holds(work.cells):
            return None
        column = self._pick.column(work.cells)
        read = read_date(self._texts, cell, self._order, column, work)
        if read is None:
            return None
        edtf = self._whole(read.edtf, work)
        if self._uncertain is not None and self._uncertain.holds(work.cells) and "/" not in edtf:
            edtf += "?"
        evidence = _doubts(read, column, cell, work)
        rule = self._rule
        work.add_date(DateValue(edtf, rule.basis, inferred_from=rule.inferred_from), evidence)
        if rule.status is not None:
            add_status(rule.status, DatePhrase(edtf), column, cell, work)
        return Found(rule.basis, edtf, column, cell)

    def _whole(self, first: str, work: RowWork) -> str:
        """From the first day to the last, if the rule has a column for that."""
        end = self._until.cell(work.cells) if self._until else None
        if self._until is None or end is None:
            return first
        column = self._until.column(work.cells)
        last = read_date(self._texts, end, self._order, column, work)
        try:
            return spanning(first, last.edtf) if last else first
        except DateFault as fault:
            work.keep_text("date-order", str(fault), column, end)
            return first


def read_date(
    texts: DateTexts, cell: Cell, order: DateOrder, column: str, work: RowWork
) -> ReadDate | None:
    """The date of a cell; None, and the cell kept as text, if it is none."""
    try:
        return texts.read(cell, order)
    except DateFault as fault:
        work.keep_text("no-date", str(fault), column, cell)
        return None


def _doubts(read: ReadDate, column: str, cell: Cell, work: RowWork) -> tuple[Evidence, ...] | None:
    if read.far:
        return work.suspect(
            "far-year", _("a year that often stands for no date at all"), column, cell
        )
    if read.doubtful:
        return work.suspect(
            "day-or-month", _("day and month could be the other way round"), column, cell
        )
    return None


def _suspect_order(found: Sequence[Found], work: RowWork) -> None:
    """Tell of an entry into force before the signature, and of an end before the beginning."""
    by_basis = {date.basis: date for date in reversed(found)}
    signed = by_basis.get(DateBasis.SIGNED)
    begun = by_basis.get(DateBasis.STARTED) or signed
    for earlier, later, code, reason in (
        (signed, by_basis.get(DateBasis.IN_FORCE), "in-force-before-signature",
         _("in force before it was signed")),
        (begun, by_basis.get(DateBasis.ENDED), "end-before-start", _("ended before it began")),
    ):  # fmt: skip
        if earlier and later and _before(later.edtf, earlier.edtf):
            evidence = work.suspect(code, reason, later.column, later.cell)
            for place, claim in enumerate(work.claims):
                if isinstance(claim, DateClaim) and claim.value.basis is later.basis:
                    work.claims[place] = DateClaim(
                        id=claim.id, evidence=evidence, value=claim.value
                    )


def _before(one: str, other: str) -> bool:
    """Whether a date is wholly before another, as far as both go: a year is not before its days."""
    first, second = (text.partition("/")[0].strip("?~%.[]{}") for text in (one, other))
    length = min(len(first), len(second))
    return first[:length] < second[:length]


def add_status(step: Step, date: DatePhrase | None, column: str, cell: Cell, work: RowWork) -> None:
    """Add that a step was reached; what makes no sense for the record's kind stays as text."""
    if step not in STEPS_OF_KIND[work.kind]:
        work.keep_text(
            "step-of-kind", _("a step that this kind of record does not take"), column, cell
        )
        return
    name = work.claim_id(f"status-{step}")
    value = StatusValue(step, date)
    work.claims.append(StatusClaim(id=name, evidence=work.evidence, value=value))


class StatusRules:
    """All rules for how far something got, compiled for one table."""

    def __init__(
        self, rules: Sequence[StatusRule], places: Places, texts: DateTexts, order: DateOrder
    ) -> None:
        self._rules = [
            (
                rule,
                Condition(rule.when, rule.unless, places),
                Pick(rule.column, places) if rule.column else None,
                Meanings(rule.values),
                Pick(rule.date, places) if rule.date else None,
            )
            for rule in rules
        ]
        self._texts = texts
        self._order = order

    def apply(self, work: RowWork) -> None:
        """Add what a row says of how far it got."""
        for rule, applies, pick, meanings, date in self._rules:
            if not applies.holds(work.cells):
                continue
            cell = pick.cell(work.cells) if pick else None
            column = pick.column(work.cells) if pick else ""
            step = rule.step
            if pick is not None and step is None:
                if cell is None:
                    continue
                step = meanings.of(as_text(cell))
                if step is None:
                    work.keep_text(
                        "unknown-value", _("no step that the profile knows"), column, cell
                    )
                    continue
            if step is not None:
                when = self._phrase(date, rule.order or self._order, work)
                add_status(step, when, column, cell, work)

    def _phrase(self, pick: Pick | None, order: DateOrder, work: RowWork) -> DatePhrase | None:
        cell = pick.cell(work.cells) if pick else None
        if pick is None or cell is None:
            return None
        read = read_date(self._texts, cell, order, pick.column(work.cells), work)
        return DatePhrase(read.edtf) if read else None
