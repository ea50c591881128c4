"""What found records have in common: the values to narrow by, with how many records have each.

Values stand in an order of their own that no query changes: those of most records in the whole
library first, then by label; decades by time, the latest first. What is found changes with each
letter typed, and rows ordered by that would change places under the pointer. Values that no found
record has drop out; the others keep their order.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from enum import StrEnum
from typing import Literal, NamedTuple, overload

from msgspec import Struct

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Kind, Sector, Step
from atlas_gui.i18n import _, mark
from atlas_gui.search.folding import words
from atlas_gui.search.query import Field, Not, Query
from atlas_gui.search.query_editing import value_state

State = Literal["", "in", "out"]
NameOf = Callable[[str, str], str]


class FacetValue(Struct, frozen=True):
    """A value, the reader's word for it, how many found records have it, and whether it is chosen.

    `state` is "in" where the query asks for the value, "out" where it excludes it.
    """

    value: str
    label: str
    count: int
    state: State


class FacetValues(Sequence[FacetValue]):
    """Values that are put together only when asked for: of thousands, a pane shows a few."""

    def __init__(
        self,
        keys: Sequence[str],
        labels: Mapping[str, str],
        counts: Mapping[str, int],
        states: Mapping[str, State],
    ) -> None:
        self.keys = keys
        self._labels = labels
        self._counts = counts
        self._states = states

    @property
    def chosen(self) -> Iterable[str]:
        """The values that the query asks for or excludes."""
        return self._states.keys()

    def of(self, key: str) -> FacetValue:
        """One value by its name in the query."""
        count = self._counts.get(key, 0)
        return FacetValue(key, self._labels.get(key, key), count, self._states.get(key, ""))

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, index: int) -> FacetValue: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[FacetValue]: ...
    def __getitem__(self, index: int | slice) -> FacetValue | Sequence[FacetValue]:
        if isinstance(index, slice):
            return [self.of(key) for key in self.keys[index]]
        return self.of(self.keys[index])


class Facet(NamedTuple):
    """The values of one field under their heading; `field` is its name in the query language."""

    field: str
    heading: str
    values: FacetValues


class _Section(Struct, frozen=True):
    """Which counts make a facet, and the field of the query language it narrows by."""

    counted: str
    field: str
    heading: str


_SECTIONS = (
    _Section("pair", "pair", mark("Country pair")),
    _Section("kind", "kind", mark("Kind")),
    _Section("status", "status", mark("Status")),
    _Section("sector", "sector", mark("Sector")),
    _Section("decade", "date", mark("Decade")),
    _Section("source", "source", mark("Source")),
)
_VOCABULARIES: Mapping[str, type[StrEnum]] = {"kind": Kind, "status": Step, "sector": Sector}


class FacetOrder:
    """The values of a whole library with their labels, in their lasting order.

    Made once a library; `facets` then costs little at each key.
    """

    def __init__(self, whole: Mapping[str, Mapping[str, int]], name_of: NameOf) -> None:
        """`whole` counts all records by "pair", "kind", "status", "sector", "decade", "source"."""
        self._labels: dict[str, dict[str, str]] = {}
        self._orders: dict[str, list[str]] = {}
        self._spellings: dict[str, dict[tuple[str, ...], list[str]]] = {}
        for section in _SECTIONS:
            counts = whole.get(section.counted, {})
            labels = {value: value_label(section.field, value, name_of) for value in counts}
            self._labels[section.counted] = labels
            self._orders[section.counted] = _lasting_order(section, counts, labels)
            self._spellings[section.counted] = _spellings(labels)

    def facets(self, counts: Mapping[str, Mapping[str, int]], query: Query) -> tuple[Facet, ...]:
        """Each facet with the values that found records have or the query names."""
        return tuple(self._facet(section, counts, query) for section in _SECTIONS)

    def _facet(
        self, section: _Section, counts: Mapping[str, Mapping[str, int]], query: Query
    ) -> Facet:
        found = counts.get(section.counted, {})
        states = self._states(section, query)
        order = self._orders[section.counted]
        if all(map(found.get, states)):
            keys = list(filter(found.get, order))
        else:
            keys = [key for key in order if found.get(key) or key in states]
        values = FacetValues(keys, self._labels[section.counted], found, states)
        return Facet(section.field, _(section.heading), values)

    def _states(self, section: _Section, query: Query) -> dict[str, State]:
        """The values a query names; of thousands, only those are looked at that stand in it."""
        spellings = self._spellings[section.counted]
        states: dict[str, State] = {}
        for named in _values_named(section.field, query):
            for value in spellings.get(_spelling(named), ()):
                if state := value_state(query, section.field, value):
                    states[value] = state
        return states


def value_label(field: str, value: str, name_of: NameOf) -> str:
    """The reader's word for a value: from its vocabulary, else what `name_of` calls it."""
    if field in _VOCABULARIES:
        with suppress(ValueError):
            return label(_VOCABULARIES[field](value))
    return value if field == "date" else name_of(field, value)


def _values_named(field: str, query: Query) -> Iterable[str]:
    for clause in query.clauses:
        inner = clause.clause if isinstance(clause, Not) else clause
        if isinstance(inner, Field) and inner.name == field:
            yield from inner.values


def _spellings(labels: Mapping[str, str]) -> dict[tuple[str, ...], list[str]]:
    """Values by how a reader may write them: as they are called in the library, or to the reader."""
    found: dict[tuple[str, ...], list[str]] = {}
    for value, shown in labels.items():
        for spelling in {_spelling(value), _spelling(shown)}:
            found.setdefault(spelling, []).append(value)
    return found


def _spelling(value: str) -> tuple[str, ...]:
    """What is left of a value when case and accents do not count, nor the order of a pair."""
    return tuple(sorted(words(value)))


def _lasting_order(
    section: _Section, counts: Mapping[str, int], labels: Mapping[str, str]
) -> list[str]:
    if section.counted == "decade":
        return sorted(counts, reverse=True)
    return sorted(counts, key=lambda value: (-counts[value], labels[value], value))
