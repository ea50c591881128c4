"""Rules for sums of money and other numbers."""

from collections.abc import Sequence

from atlas_gui.domain.claims import AmountValue, Evidence, QuantityClaim, QuantityValue
from atlas_gui.domain.vocabulary import Qualifier
from atlas_gui.exchange.importing.mapping.cells import Condition, Meanings, Pick, Places
from atlas_gui.exchange.importing.mapping.numbers import NumberFault, Sum, currency_of, read_sum
from atlas_gui.exchange.importing.mapping.slugs import slug
from atlas_gui.exchange.importing.mapping.work import RowWork
from atlas_gui.exchange.importing.profile.model import AmountRule, QuantityRule
from atlas_gui.exchange.importing.rows import Cell, as_text
from atlas_gui.i18n import _


class AmountMaker:
    """One rule for a sum of money, compiled for one table; `currencies` are the codes there are."""

    def __init__(self, rule: AmountRule, places: Places, currencies: frozenset[str]) -> None:
        self._rule = rule
        self._pick = Pick(rule.column, places)
        self._applies = Condition(rule.when, rule.unless, places)
        self._currency = Pick(rule.currency_column, places) if rule.currency_column else None
        self._kind = Pick(rule.kind.column, places) if rule.kind.column else None
        self._kinds = Meanings(rule.kind.values)
        self._excluded = [
            (said.text, Condition(said.when, said.unless, places)) for said in rule.not_counted
        ]
        self._times = int(rule.times)
        self._currencies = currencies

    def apply(self, work: RowWork) -> None:
        """Add the sum of a row; a blank is no sum."""
        cell = self._pick.cell(work.cells)
        if cell is None or not self._applies.holds(work.cells):
            return
        column = self._pick.column(work.cells)
        rule = self._rule
        try:
            found = read_sum(cell, rule.decimal, self._times, rule.currencies)
        except NumberFault as fault:
            work.keep_text("no-number", str(fault), column, cell)
            return
        currency = self._currency_of(found, column, cell, work)
        if currency is None:
            return
        kind = self._kinds.of(as_text(self._kind.cell(work.cells))) if self._kind else None
        work.add_amount(
            AmountValue(
                found.number,
                currency,
                kind or rule.kind.otherwise,
                rule.qualifier if found.qualifier is Qualifier.EXACT else found.qualifier,
                rule.of,
                rule.conversion,
                next((text for text, when in self._excluded if when.holds(work.cells)), None),
            ),
            _doubts(found, column, cell, work),
        )

    def _currency_of(self, found: Sum, column: str, cell: Cell, work: RowWork) -> str | None:
        """The currency beside the number, or in its column, or of the rule; told if there is none."""
        beside = self._currency.cell(work.cells) if self._currency else None
        named = as_text(beside).strip()
        code = currency_of(named, self._rule.currencies) if named else None
        code = found.currency or code or (None if named else self._rule.currency)
        if code in self._currencies:
            return code
        reason = _("no currency that is known: “{named}”").format(
            named=named or found.currency or ""
        )
        shown = f"{as_text(cell)} {named}".strip()
        work.keep_text("no-currency", reason, column, shown)
        return None


def _doubts(found: Sum, column: str, cell: Cell, work: RowWork) -> tuple[Evidence, ...]:
    if not found.doubtful:
        return work.evidence
    return work.suspect(
        "point-or-comma", _("its point or comma could part thousands or a fraction"), column, cell
    )


class QuantityMaker:
    """One rule for a number of something, compiled for one table."""

    def __init__(self, rule: QuantityRule, places: Places) -> None:
        self._rule = rule
        self._pick = Pick(rule.column, places)
        self._unit = Pick(rule.unit_column, places) if rule.unit_column else None
        self._applies = Condition(rule.when, rule.unless, places)

    def apply(self, work: RowWork) -> None:
        """Add the number of a row; a blank is none."""
        cell = self._pick.cell(work.cells)
        if cell is None or not self._applies.holds(work.cells):
            return
        column = self._pick.column(work.cells)
        unit = as_text(self._unit.cell(work.cells)).strip() if self._unit else ""
        try:
            found = read_sum(cell, self._rule.decimal)
        except NumberFault as fault:
            work.keep_text("no-number", str(fault), column, cell)
            return
        value = QuantityValue(
            found.number,
            work.label(unit or self._rule.unit or column, column),
            found.qualifier,
            self._rule.of,
        )
        name = work.claim_id(slug(f"quantity-{self._rule.of or column}")[:60].strip("-"))
        work.claims.append(
            QuantityClaim(id=name, evidence=_doubts(found, column, cell, work), value=value)
        )


def known_currencies() -> frozenset[str]:
    """The codes of every currency that a library may name."""
    # The list takes as long to load as a small library; only an import needs it here.
    from atlas_gui.store.check.values import known_currency_codes

    return known_currency_codes()


def makers(
    amounts: Sequence[AmountRule], quantities: Sequence[QuantityRule], places: Places
) -> list[AmountMaker | QuantityMaker]:
    """The rules for numbers of a profile, compiled for one table."""
    currencies = known_currencies() if amounts else frozenset()
    return [
        *(AmountMaker(rule, places, currencies) for rule in amounts),
        *(QuantityMaker(rule, places) for rule in quantities),
    ]
