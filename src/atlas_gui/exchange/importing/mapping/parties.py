"""Rules for who took part: labels become countries, bodies and people, or stay text."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from atlas_gui.domain.claims import Evidence, PartyClaim, PartyValue
from atlas_gui.domain.entities import Country, Organisation, Person
from atlas_gui.domain.pairs import living_state
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.mapping.cells import Condition, Pick, Places, labels_in
from atlas_gui.exchange.importing.mapping.gazetteer import label_key
from atlas_gui.exchange.importing.mapping.labels import OTHERS, LabelBook, Meant, body_of
from atlas_gui.exchange.importing.mapping.slugs import slug
from atlas_gui.exchange.importing.mapping.work import RowWork
from atlas_gui.exchange.importing.profile.model import PartyKind, PartyRule
from atlas_gui.exchange.importing.rows import as_text
from atlas_gui.i18n import _


class OpenLabel(NamedTuple):
    """A label that nobody has settled yet, and the column it stands in."""

    label: str
    column: str


class Cast:
    """Everybody that the rows of one file name, and the labels that are still open."""

    def __init__(self, book: LabelBook) -> None:
        self.book = book
        self.countries: dict[str, Country] = {}
        self.organisations: dict[str, Organisation] = {}
        self.people: dict[str, Person] = {}
        self.open: Counter[OpenLabel] = Counter()
        self._bodies: dict[str, str] = {}
        self._names: dict[tuple[str, str], bool] = {}

    def meant(self, label: str, column: str, work: RowWork, day: str = "") -> Meant:
        """Whom a label means for this row; what is odd about that is told.

        An open label is told and counted. Raises AtlasError if a meaning names nobody.
        """
        day = day or work.day
        meant = self.book.meant(label, day)
        for party in meant.parties:
            self._enter(party, label)
        if not meant.settled:
            self.open[OpenLabel(label, column)] += 1
            work.tell(
                "unknown-label",
                Outcome.AS_TEXT,
                _("nobody has settled whom this means"),
                column,
                label,
            )
        elif meant.out_of_time:
            reason = _("there was no such state on {day}").format(day=day)
            work.tell("label-out-of-time", Outcome.SUSPICIOUS, reason, column, label)
        elif meant.dated and not day:
            reason = _("whom this means depends on a date, and there is none")
            work.tell("label-without-date", Outcome.NOTE, reason, column, label)
        return meant

    def _enter(self, party: str, label: str) -> None:
        table, _colon, key = party.partition(":")
        if table == "country" and key not in self.countries:
            self.enter_country(key, label)
        elif table == "organisation" and key not in self.organisations:
            body = self.book.organisation(key)
            if body is None:
                raise AtlasError(
                    _(
                        "The profile says that “{label}” means “{party}”, which it does not describe."
                    ).format(label=label, party=party)
                )
            self.organisations[key] = body

    def enter_country(self, code: str, label: str = "") -> None:
        """Take in a country and all that it counts under; AtlasError if nobody knows the code."""
        while code not in self.countries:
            country = self.book.country(code)
            if country is None:
                raise AtlasError(
                    _(
                        "The profile says that “{label}” means “{party}”, which is no country code."
                    ).format(label=label, party=code)
                )
            self.countries[code] = country
            code = country.successor or code

    def body(self, label: str) -> str:
        """The reference of a body that is known by its label alone."""
        if label not in self._bodies:
            found = body_of(label)
            self.organisations.setdefault(found.id, found)
            self._bodies[label] = f"organisation:{found.id}"
        return self._bodies[label]

    def person(self, label: str) -> str:
        """The reference of a person who is known by name alone."""
        key = slug(label)
        self.people.setdefault(key, Person(key, {"en": label}))
        return f"person:{key}"

    def evidence(self, party: str, label: str, work: RowWork) -> tuple[Evidence, ...]:
        """The evidence for a party, with what the file calls it if that is not its name."""
        if not label or not party.startswith("country:") or self.is_name(label, party):
            return work.evidence
        note = _("Called “{label}” there.").format(label=label)
        (plain,) = work.evidence
        noted = f"{plain.note} {note}" if plain.note else note
        return (msgspec.structs.replace(plain, note=noted),)

    def is_name(self, label: str, party: str) -> bool:
        """Whether a label says no more than the name, or the code, of the country it means."""
        known = self._names.get((label, party))
        if known is None:
            known = self._names[label, party] = self._is_name(label, party)
        return known

    def _is_name(self, label: str, party: str) -> bool:
        country = self.countries.get(party.partition(":")[2])
        if country is None:
            return False
        return label == country.id or label_key(label) == label_key(country.names.get("en", ""))

    def living(self, code: str) -> str:
        """The state that a code counts under today."""
        return living_state(code, self.countries)


class Standing(NamedTuple):
    """A country of a record: whether it makes pairs, and on which side; 0 is no side."""

    code: str
    in_pairs: bool
    side: int


class PartyMaker:
    """One rule for parties, compiled for one table."""

    def __init__(self, rule: PartyRule, places: Places, cast: Cast) -> None:
        """Raises AtlasError if the table lacks a column, or the rule has neither column nor party."""
        if (rule.column is None) == (rule.fixed is None):
            raise AtlasError(_("A rule for parties needs either a column or a fixed party."))
        self._rule = rule
        self._pick = Pick(rule.column, places) if rule.column else None
        self._applies = Condition(rule.when, rule.unless, places)
        self._cast = cast

    def apply(self, work: RowWork, done: set[tuple[str, str]]) -> list[Standing]:
        """Add the parties of a row that are not in `done` in this role; the countries among them."""
        if not self._applies.holds(work.cells):
            return []
        found: list[Standing] = []
        for party, label in self._parties(work):
            role = self._rule.role
            if (party, role) not in done:
                done.add((party, role))
                name = work.claim_id(slug(f"party-{role}-{party.partition(':')[2]}"))
                evidence = self._cast.evidence(party, label, work)
                value = PartyValue(party, role)
                work.claims.append(PartyClaim(id=name, evidence=evidence, value=value))
            if party.startswith("country:"):
                code = party.partition(":")[2]
                found.append(Standing(code, self._rule.in_pairs, self._rule.side or 0))
        return found

    def _parties(self, work: RowWork) -> Iterable[tuple[str, str]]:
        """Every party with the label that names it, which is empty for the one of the rule."""
        if self._pick is None:
            party = self._rule.fixed or ""
            if party.startswith("country:"):
                self._cast.enter_country(party.partition(":")[2])
            return ((party, ""),)
        column = self._pick.column(work.cells)
        named: list[tuple[str, str]] = []
        for label in self._labels(work, column):
            if self._rule.capitals is None or self._rule.capitals == label.isupper():
                shown = work.label(label, column)
                named += ((party, shown) for party in self._named(shown, column, work))
        return named

    def _labels(self, work: RowWork, column: str) -> Iterable[str]:
        cell = self._pick.cell(work.cells) if self._pick else None
        if self._rule.within:
            found = self._cast.book.names_within(as_text(cell))
            for name in found:
                reason = _("a country that is read from running text")
                work.tell("read-from-text", Outcome.NOTE, reason, column, name)
            return found
        labels = labels_in(cell, self._rule.split)
        if self._rule.only_known:
            return [one for one in labels if self._cast.book.meant(one, work.day).settled]
        return labels

    def _named(self, label: str, column: str, work: RowWork) -> Sequence[str]:
        if self._rule.names is PartyKind.ORGANISATION:
            meant = self._cast.book.meant(label, work.day)
            bodies = [party for party in meant.parties if party.startswith("organisation:")]
            return (
                self._cast.meant(label, column, work).parties
                if bodies
                else (self._cast.body(label),)
            )
        if self._rule.names is PartyKind.PERSON:
            return (self._cast.person(label),)
        if acted := work.acted.get(label):
            return acted
        meant = self._cast.meant(label, column, work)
        if not meant.parties:
            words = (
                _("Party not settled: {label}") if not meant.settled else _("Also named: {label}")
            )
            work.add_statement(slug(f"label-{label}")[:60].strip("-"), words.format(label=label))
        return meant.parties


def countries_of(standings: Sequence[Standing], hub: str | None, cast: Cast) -> tuple[str, ...]:
    """The countries of a record, with one that stands for others where these make no pairs to go by.

    That is so of fewer than two states, and of a crowd without the `hub` that a profile pairs with.
    """
    codes = list(dict.fromkeys(one.code for one in standings))
    states = {cast.living(one.code) for one in standings if one.in_pairs}
    lacks_hub = hub is not None and hub not in states and len(states) > _CROWD
    if lacks_hub or len({cast.living(code) for code in codes}) < 2:
        codes.append(OTHERS)
        cast.enter_country(OTHERS)
    if len(codes) < 2:
        # Nobody at all is named: the record stands under two codes that say so.
        codes.insert(0, NOBODY)
        cast.countries[NOBODY] = Country(NOBODY, {"en": "Party not named"})
    return tuple(codes)


NOBODY = "QZY"
# Four states make six pairs, forty make 780: more than anybody looks under.
_CROWD = 3


def pairs_of(
    standings: Sequence[Standing],
    countries: Sequence[str],
    hub: str | None,
    sides: bool,
    cast: Cast,
) -> tuple[str, ...]:
    """The pairs that a record is narrowed to; none if it stands under all there are."""
    standing = [one for one in standings if one.in_pairs]
    states = list(dict.fromkeys(cast.living(one.code) for one in standing))
    if OTHERS in countries:
        states.append(OTHERS)
    if sides and {1, 2} <= {one.side for one in standing}:
        first = [cast.living(one.code) for one in standing if one.side == 1]
        second = [cast.living(one.code) for one in standing if one.side == 2]
        made = [(a, b) for a in first for b in second]
    elif hub is not None and (hub in states or OTHERS in countries):
        centre = hub if hub in states else OTHERS
        made = [(centre, other) for other in states]
    elif len(states) == len({cast.living(code) for code in countries}):
        return ()
    else:
        made = [(a, b) for place, a in enumerate(states) for b in states[place + 1 :]]
    return tuple(dict.fromkeys("-".join(sorted(pair)) for pair in made if pair[0] != pair[1]))
