"""The narrowing clauses of a query, as tests on the entries of a catalogue."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from itertools import product

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair, living_state, pair_of
from atlas_gui.domain.vocabulary import Group, Kind, Step
from atlas_gui.i18n import _
from atlas_gui.search.folding import fold, words
from atlas_gui.search.query import Field, Query

Test = Callable[[Entry], bool]


class FilterFault(ValueError):
    """A narrowing clause that says nothing Atlas knows; its text is for the reader."""


class Filters:
    """Turns the narrowing clauses of queries into tests; knows every name of every country."""

    def __init__(self, library: Library) -> None:
        self._countries = _country_codes(library)
        self._makers: Mapping[str, Callable[[str], Test]] = {
            "pair": self._pair_test,
            "kind": _kind_test,
            "status": _status_test,
            "date": _date_test,
            "no": _absence_test,
        }

    def tests(self, query: Query) -> tuple[list[Test], list[str]]:
        """The tests of a query's narrowing clauses, and a sentence for each clause left out."""
        tests: list[Test] = []
        faults: list[str] = []
        for field in query.fields:
            try:
                tests.append(self._test(field))
            except FilterFault as fault:
                faults.append(str(fault))
        return tests, faults

    def _test(self, field: Field) -> Test:
        return self._makers[field.name](field.value)

    def pairs_named(self, value: str) -> frozenset[Pair]:
        """The pairs that `value` may mean: two codes or names in any language; empty if none."""
        names = words(value)
        cuts = ((" ".join(names[:cut]), " ".join(names[cut:])) for cut in range(1, len(names)))
        return frozenset(
            pair_of(one, other)
            for first, second in cuts
            for one, other in product(
                self._countries.get(first, ()), self._countries.get(second, ())
            )
            if one != other
        )

    def _pair_test(self, value: str) -> Test:
        wanted = self.pairs_named(value)
        if wanted:
            return lambda entry: not wanted.isdisjoint(entry.pairs)
        raise FilterFault(
            _("pair:{value} names no two countries of this library; try pair:CHN-CUB.").format(
                value=value
            )
        )


def _country_codes(library: Library) -> Mapping[str, tuple[str, ...]]:
    """Folded names, aliases and codes of countries, each with the living states it may mean."""
    found: dict[str, list[str]] = {}
    for country in library.countries.values():
        state = living_state(country.id, library.countries)
        for name in (country.id, *country.names.values(), *country.aliases):
            found.setdefault(" ".join(words(name)), []).append(state)
    return {name: tuple(dict.fromkeys(states)) for name, states in found.items()}


def _kind_test(value: str) -> Test:
    wanted = _words_meant((*Kind, *Group), value)
    if wanted:
        return lambda entry: not wanted.isdisjoint((entry.kind, entry.group))
    raise FilterFault(
        _("kind:{value} is not known; known are {words}.").format(
            value=value, words=", ".join(dict.fromkeys((*Kind, *Group)))
        )
    )


def _status_test(value: str) -> Test:
    wanted = _words_meant(Step, value)
    if wanted:
        return lambda entry: entry.step in wanted
    raise FilterFault(
        _("status:{value} is not known; known are {words}.").format(
            value=value, words=", ".join(Step)
        )
    )


def _words_meant(vocabulary: Iterable[StrEnum], value: str) -> frozenset[StrEnum]:
    """The words that are called `value`, by their name in the file or by their label."""
    typed = words(value)
    return frozenset(word for word in vocabulary if typed in (words(word), words(label(word))))


def _absence_test(value: str) -> Test:
    if fold(value) != "date":
        raise FilterFault(_("no:{value} is not known; known is no:date.").format(value=value))
    return lambda entry: entry.date is None or not entry.date.is_dated


def _date_test(value: str) -> Test:
    start, separator, end = value.partition("..")
    first = _bound(start, value, first=True)
    last = _bound(end if separator else start, value, first=False)
    if first is not None and last is not None and first > last:
        raise FilterFault(_("date:{value} ends before it begins.").format(value=value))

    def overlaps(entry: Entry) -> bool:
        date = entry.date
        if date is None or not date.is_dated:
            return False
        begins_late = last is not None and date.earliest is not None and date.earliest > last
        ends_early = first is not None and date.latest is not None and date.latest < first
        return not (begins_late or ends_early)

    return overlaps


def _bound(text: str, value: str, *, first: bool) -> int | None:
    if not text:
        return None
    try:
        moment = parse_edtf(text)
    except EdtfError as error:
        raise FilterFault(
            _("date:{value} is no date; try date:2004, date:2004..2008 or date:..1990.").format(
                value=value
            )
        ) from error
    return moment.earliest if first else moment.latest


def passes(entry: Entry, tests: Iterable[Test]) -> bool:
    """Whether an entry meets every test."""
    return all(test(entry) for test in tests)
