"""Labels of parties: whom each means at a date, and which nobody has settled yet."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from atlas_gui.domain.entities import Country, Organisation
from atlas_gui.exchange.importing.mapping.gazetteer import Gazetteer, label_key
from atlas_gui.exchange.importing.mapping.slugs import slug
from atlas_gui.exchange.importing.profile.model import DatedMeaning, LabelsTable, Meaning

_WORDS = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_CLAUSES = re.compile(r"[,;:.()\[\]/]")
_LONGEST_NAME = 8
TEXT = "text"
OTHERS = "QZZ"
OTHER_PARTIES = Country(
    OTHERS,
    {"en": "Other parties"},
    note="Stands where a source names fewer than two states: the other party is a body, or its "
    "label is not settled.",
)


class Meant(NamedTuple):
    """Whom a label means: party references, in order. None of them: `settled` if it means no party.

    `dated` if that depends on the date; `out_of_time` if a state meant did not exist then.
    """

    parties: tuple[str, ...]
    settled: bool = True
    dated: bool = False
    out_of_time: bool = False


UNSETTLED = Meant((), settled=False)


class LabelBook:
    """What labels mean by a profile, else by all that Atlas knows of countries."""

    def __init__(self, table: LabelsTable) -> None:
        self._gazetteer = Gazetteer(table.languages)
        self._own: Mapping[str, Meaning] = dict(table.meanings)
        self._own_keys = {label_key(label): meant for label, meant in table.meanings.items()}
        self._countries = {one.id: one for one in table.countries}
        self._organisations = {one.id: one for one in table.organisations}
        self._names: dict[str, Meaning] = {}
        for country in table.countries:
            for name in (*country.names.values(), *country.aliases):
                self._names.setdefault(label_key(name), country.id)
        for body in table.organisations:
            for name in (*body.names.values(), *body.aliases):
                self._names.setdefault(label_key(name), f"organisation:{body.id}")
        self._always = lru_cache(maxsize=50_000)(self._whom)
        self._on_day = lru_cache(maxsize=50_000)(self._on)

    def country(self, code: str) -> Country | None:
        """The document of a country that a label may mean; None if nobody knows the code."""
        if code == OTHERS:
            return OTHER_PARTIES
        return self._countries.get(code) or self._gazetteer.country(code)

    def organisation(self, key: str) -> Organisation | None:
        """The body with this identifier, if the profile describes it."""
        return self._organisations.get(key)

    def names_within(self, text: str) -> list[str]:
        """The names of countries in a running text, each once; of two that overlap the longer."""
        found = [name for clause in _CLAUSES.split(text) for name in self._names_in(clause)]
        return list(dict.fromkeys(found))

    def _names_in(self, clause: str) -> Iterator[str]:
        words = _WORDS.findall(clause)
        place = 0
        while place < len(words):
            for length in range(min(_LONGEST_NAME, len(words) - place), 0, -1):
                named = words[place : place + length]
                name = " ".join(named)
                if named[0][0].isupper() and named[-1][0].isupper() and self._is_country(name):
                    yield name
                    place += length - 1
                    break
            place += 1

    def _is_country(self, name: str) -> bool:
        return len(name) > 3 and bool(self.meant(name, "").parties)

    def meant(self, label: str, day: str) -> Meant:
        """Whom `label` means on `day`, an ISO date or the beginning of one; "" if there is none."""
        if (always := self._always(label)) is not None:
            return always
        return self._on_day(label, day)

    def _whom(self, label: str) -> Meant | None:
        """Whom a label means whatever the day; None if that depends on it."""
        meaning = self._meaning(label)
        if meaning is None:
            return UNSETTLED
        if not isinstance(meaning, str):
            return None
        found = _meant(meaning, dated=False)
        return None if any(map(self._span, found.parties)) else found

    def _on(self, label: str, day: str) -> Meant:
        meaning = self._meaning(label)
        if meaning is None:
            return UNSETTLED
        dated = not isinstance(meaning, str)
        found = _meant(meaning if isinstance(meaning, str) else _then(meaning, day), dated=dated)
        return found._replace(out_of_time=any(self._gone(one, day) for one in found.parties))

    def _meaning(self, label: str) -> Meaning | None:
        if label in self._own:
            return self._own[label]
        key = label_key(label)
        return self._own_keys.get(key) or self._names.get(key) or self._gazetteer.meaning(label)

    def _span(self, party: str) -> str:
        """When a state existed, as an interval; empty if nobody dated it."""
        table, _colon, code = party.partition(":")
        country = self.country(code) if table == "country" else None
        return (country.valid or "") if country is not None else ""

    def _gone(self, party: str, day: str) -> bool:
        """Whether a state did not exist on a day; what nobody dated always did."""
        first, _slash, last = self._span(party).partition("/")
        if not day:
            return False
        return bool(first and day < first[: len(day)]) or bool(last and day[: len(last)] > last)


def _meant(said: str, *, dated: bool) -> Meant:
    if said == TEXT:
        return Meant((), dated=dated)
    return Meant(
        tuple(word if ":" in word else f"country:{word}" for word in said.split()), dated=dated
    )


def _then(meanings: tuple[DatedMeaning, ...], day: str) -> str:
    """The first meaning whose time had not ended; the last one if there is no date."""
    for one in meanings:
        if one.until is None or (day and day <= one.until):
            return one.party
    return meanings[-1].party


def body_of(label: str) -> Organisation:
    """A body that is known by its label alone."""
    from atlas_gui.domain.vocabulary import OrganisationKind

    return Organisation(slug(label), {"en": label}, OrganisationKind.OTHER)
