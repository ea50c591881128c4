"""A row while it becomes a record: its claims so far, and what is worth telling about it."""

from collections.abc import Sequence

from atlas_gui.domain.claims import (
    AmountClaim,
    AmountValue,
    Claim,
    DateClaim,
    DateValue,
    Evidence,
    StatementClaim,
    StatementValue,
)
from atlas_gui.domain.vocabulary import Confidence, Kind
from atlas_gui.exchange.importing.findings import Finding, Outcome, clipped
from atlas_gui.exchange.importing.mapping.slugs import slug
from atlas_gui.exchange.importing.rows import Cell, as_text
from atlas_gui.i18n import _

_LONGEST_TEXT, _LONGEST_LABEL = 20_000, 1_000


class RowWork:
    """One row. Claims get identifiers from what they say, so that they stay the same next time."""

    __slots__ = (
        "_ids",
        "_kept",
        "acted",
        "cells",
        "claims",
        "day",
        "evidence",
        "findings",
        "kind",
        "number",
    )

    def __init__(self, number: int, cells: Sequence[Cell], evidence: Evidence) -> None:
        self.number = number
        self.cells = cells
        self.evidence = (evidence,)
        self.claims: list[Claim] = []
        self.findings: list[Finding] = []
        self.day = ""
        # Whom the labels of acts mean, at the dates of the acts.
        self.acted: dict[str, list[str]] = {}
        self.kind = Kind.MILESTONE
        self._ids: dict[str, int] = {}
        self._kept: list[tuple[str, str]] = []

    def claim_id(self, wanted: str) -> str:
        """`wanted`, or with a number behind it if this record has such a claim already."""
        count = self._ids.get(wanted, 0) + 1
        self._ids[wanted] = count
        return wanted if count == 1 else self.claim_id(f"{wanted}-{count}")

    def tell(
        self, code: str, outcome: Outcome, reason: str, column: str = "", value: Cell = None
    ) -> None:
        """Note a finding about this row."""
        shown = clipped(as_text(value)) if value is not None else ""
        self.findings.append(Finding(code, outcome, reason, self.number, column, shown))

    def keep_text(self, code: str, reason: str, column: str, value: Cell) -> None:
        """A value that was not understood stays with the record as text, and is told."""
        self._kept.append((column, as_text(value)))
        self.tell(code, Outcome.AS_TEXT, reason, column, value)

    def suspect(self, code: str, reason: str, column: str, value: Cell) -> tuple[Evidence, ...]:
        """Tell what looks wrong; the evidence for it, which says so too."""
        self.tell(code, Outcome.SUSPICIOUS, reason, column, value)
        (plain,) = self.evidence
        noted = _("Looks wrong: {reason}.").format(reason=reason)
        return (
            Evidence(
                plain.source,
                plain.locator,
                confidence=Confidence.LOW,
                attributed_to=plain.attributed_to,
                note=f"{plain.note} {noted}" if plain.note else noted,
            ),
        )

    def add_date(self, value: DateValue, evidence: tuple[Evidence, ...] | None = None) -> None:
        """A date of the record."""
        name = self.claim_id(f"date-{value.basis}")
        self.claims.append(DateClaim(id=name, evidence=evidence or self.evidence, value=value))

    def add_amount(self, value: AmountValue, evidence: tuple[Evidence, ...]) -> None:
        """A sum of the record."""
        named = f"amount-{value.kind}"
        if value.conversion or value.of:
            named = slug(f"{named}-{value.conversion or ''}-{value.of or ''}")
        self.claims.append(AmountClaim(id=self.claim_id(named), evidence=evidence, value=value))

    def add_statement(self, name: str, text: str) -> None:
        """Words of the record; what is too long for one statement goes on in the next."""
        for start in range(0, len(text), _LONGEST_TEXT):
            part = text[start : start + _LONGEST_TEXT]
            if part.strip():
                value = StatementValue(part)
                self.claims.append(
                    StatementClaim(id=self.claim_id(name), evidence=self.evidence, value=value)
                )

    def say_what_was_kept(self) -> None:
        """Put the values that were not understood into statements, one a column."""
        for column, text in self._kept:
            words = _("{column}: {text}").format(column=column, text=text)
            self.add_statement(slug(f"kept-{column}")[:60].strip("-"), words)

    def label(self, text: str, column: str) -> str:
        """`text` as one line that a library can hold; told if some of it had to be left out."""
        line = " ".join(text.split())
        if len(line) <= _LONGEST_LABEL:
            return line
        self.keep_text("too-long", _("longer than a thousand characters"), column, text)
        return f"{line[: _LONGEST_LABEL - 1]}…"

    def text(self, text: str, column: str) -> str:
        """`text` as a library can hold it; told if some of it had to be left out."""
        if len(text) <= _LONGEST_TEXT:
            return text
        self.keep_text("too-long", _("longer than twenty thousand characters"), column, text)
        return f"{text[: _LONGEST_TEXT - 1]}…"
