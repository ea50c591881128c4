"""Rules for places, words and links of a record, and what kind of record it is."""

import re
from collections.abc import Sequence

from atlas_gui.domain.claims import PlaceClaim, PlaceValue
from atlas_gui.domain.record import Relation
from atlas_gui.domain.vocabulary import Kind, Sector
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.mapping.cells import Condition, Meanings, Pick, Places, labels_in
from atlas_gui.exchange.importing.mapping.slugs import slug
from atlas_gui.exchange.importing.mapping.work import RowWork
from atlas_gui.exchange.importing.profile.model import (
    KindChoice,
    PlaceRule,
    RelationRule,
    SectorChoice,
    StatementRule,
)
from atlas_gui.exchange.importing.profile.templates import Template
from atlas_gui.exchange.importing.rows import as_text
from atlas_gui.i18n import _


class KindMaker:
    """Says of which kind a record is."""

    def __init__(self, choice: KindChoice, places: Places) -> None:
        self._choice = choice
        self._pick = Pick(choice.column, places) if choice.column else None
        self._values = Meanings(choice.values)

    def of(self, work: RowWork) -> Kind:
        """The kind; a word that the profile does not know stays as text."""
        cell = self._pick.cell(work.cells) if self._pick else None
        if self._pick is None or cell is None:
            return self._choice.otherwise
        kind = self._values.of(as_text(cell))
        if kind is None:
            column = self._pick.column(work.cells)
            work.keep_text("unknown-value", _("no kind that the profile knows"), column, cell)
        return kind or self._choice.otherwise


class SectorMaker:
    """Says to which sectors a record belongs."""

    def __init__(self, choice: SectorChoice, places: Places) -> None:
        self._choice = choice
        self._pick = Pick(choice.column, places) if choice.column else None
        self._values = Meanings(choice.values)

    def of(self, work: RowWork) -> tuple[Sector, ...]:
        """The sectors, each once; a word that the profile does not know stays as text."""
        if self._pick is None:
            return self._choice.otherwise
        found: list[Sector] = []
        for word in labels_in(self._pick.cell(work.cells), self._choice.split):
            meant = self._values.of(word)
            if meant is None:
                column = self._pick.column(work.cells)
                work.keep_text("unknown-value", _("no sector that the profile knows"), column, word)
            found += meant or ()
        return tuple(dict.fromkeys(found)) or self._choice.otherwise


class PlaceMaker:
    """One rule for places, compiled for one table."""

    def __init__(self, rule: PlaceRule, places: Places) -> None:
        self._pick = Pick(rule.column, places)
        self._applies = Condition(rule.when, rule.unless, places)
        self._split = rule.split

    def apply(self, work: RowWork) -> None:
        """Add the places of a row."""
        if not self._applies.holds(work.cells):
            return
        for name in labels_in(self._pick.cell(work.cells), self._split):
            value = PlaceValue(work.label(name, self._pick.column(work.cells)))
            claim_id = work.claim_id("place")
            work.claims.append(PlaceClaim(id=claim_id, evidence=work.evidence, value=value))


class StatementMaker:
    """One rule for words, compiled for one table."""

    def __init__(self, rule: StatementRule, places: Places) -> None:
        self._template = Template(rule.text, places)
        self._applies = Condition(rule.when, rule.unless, places)
        self._name = rule.id or "statement"

    def apply(self, work: RowWork) -> None:
        """Add the words for a row, if there are any."""
        if self._applies.holds(work.cells):
            text = self._template.fill(work.number, work.cells)
            if text:
                work.add_statement(self._name, text)


class RelationMaker:
    """One rule for links, compiled for one table."""

    def __init__(self, rule: RelationRule, places: Places) -> None:
        self._rule = rule
        self._pick = Pick(rule.column, places)
        self._applies = Condition(rule.when, rule.unless, places)
        # The mark is plain text: a profile holds no expressions that could run for ever.
        self._numbers = re.compile(re.escape(rule.mark) + r"\s?(\d{1,18})")

    def of(self, work: RowWork) -> list[Relation]:
        """The links of a row, whether what they lead to is there or not."""
        if not self._applies.holds(work.cells):
            return []
        numbers = self._numbers.findall(as_text(self._pick.cell(work.cells)))
        return [
            Relation(self._rule.type, slug(self._rule.target.replace("{1}", number)))
            for number in numbers
        ]


def without_lost_links(
    relations: Sequence[Relation], own: str, known: frozenset[str] | set[str], work: RowWork
) -> tuple[Relation, ...]:
    """The links that lead to another record there is, each once; the others are told."""
    kept = dict.fromkeys(one for one in relations if one.target in known and one.target != own)
    for one in relations:
        if one.target not in known:
            reason = _("leads to a record that the file does not have")
            work.tell("lost-link", Outcome.LEFT_OUT, reason, "", one.target)
    return tuple(kept)
