"""What the value of each narrowing clause means: days, sums of money, words of the vocabularies.

Everything here takes one item of a value and raises ValueFault, whose text is for the reader, if it
means nothing. Names of countries, parties and sources depend on the library; the search reads them.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Final, TypeVar

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import GROUP_OF_KIND, Group, Kind, Sector, Step
from atlas_gui.i18n import _, mark
from atlas_gui.search.folding import words
from atlas_gui.search.query_amounts import AmountTest, amount_test, currency_meant
from atlas_gui.search.query_clauses import Field, ValueFault
from atlas_gui.search.query_dates import date_bounds

__all__ = [
    "HAS_VALUES",
    "IN_VALUES",
    "IS_VALUES",
    "AmountTest",
    "ValueFault",
    "amount_test",
    "currency_meant",
    "date_bounds",
    "kinds_meant",
    "mark_label",
    "mark_meant",
    "part_label",
    "part_meant",
    "property_label",
    "property_meant",
    "sectors_meant",
    "steps_meant",
    "value_faults",
]

_Vocabulary = TypeVar("_Vocabulary", bound=StrEnum)

_HAS_LABELS: Final[Mapping[str, str]] = {
    "disagreement": mark("disagreement"),
    "amount": mark("amount"),
    "date": mark("date"),
    "source": mark("source"),
    "relation": mark("relation"),
    "place": mark("place"),
    "quantity": mark("quantity"),
    "share": mark("share"),
}
_IN_LABELS: Final[Mapping[str, str]] = {
    "title": mark("title"),
    "parties": mark("parties"),
    "summary": mark("summary"),
    "claims": mark("claims"),
    "sources": mark("sources"),
}
_IS_LABELS: Final[Mapping[str, str]] = {
    "starred": mark("starred"),
    "listed": mark("on the reading list"),
    "noted": mark("noted"),
    "tagged": mark("tagged"),
}
HAS_VALUES: Final = tuple(_HAS_LABELS)
IN_VALUES: Final = tuple(_IN_LABELS)
IS_VALUES: Final = tuple(_IS_LABELS)
_SAME: Final[Mapping[str, str]] = {"conflict": "disagreement", "party": "parties"}


def kinds_meant(value: str) -> frozenset[Kind]:
    """The kinds that `kind:` asks for, by a kind or by the group it stands in."""
    wanted = _named("kind", (*Kind, *Group), value)
    return frozenset(
        kind for kind, group in GROUP_OF_KIND.items() if not wanted.isdisjoint((kind, group))
    )


def steps_meant(value: str) -> frozenset[Step]:
    """The steps that `status:` asks for."""
    return _named("status", Step, value)


def sectors_meant(value: str) -> frozenset[Sector]:
    """The sectors that `sector:` asks for."""
    return _named("sector", Sector, value)


def property_meant(name: str, value: str) -> str:
    """Which of HAS_VALUES `has:` or `no:` asks for."""
    return _choice(name, value, _HAS_LABELS)


def part_meant(value: str) -> str:
    """Which of IN_VALUES `in:` asks for."""
    return _choice("in", value, _IN_LABELS)


def mark_meant(value: str) -> str:
    """Which of IS_VALUES `is:` asks for."""
    return _choice("is", value, _IS_LABELS)


def mark_label(value: str) -> str:
    """The reader's word for one of IS_VALUES."""
    return _(_IS_LABELS[value])


def property_label(value: str) -> str:
    """The reader's word for one of HAS_VALUES."""
    return _(_HAS_LABELS[value])


def part_label(value: str) -> str:
    """The reader's word for one of IN_VALUES."""
    return _(_IN_LABELS[value])


def value_faults(field: Field) -> tuple[str | None, ...]:
    """What is wrong with each of a field's values, None where nothing is."""
    return tuple(_fault(field.name, value) for value in field.values)


def _fault(name: str, value: str) -> str | None:
    read = _READERS.get(name)
    try:
        if read is not None:
            read(name, value)
    except ValueFault as fault:
        return str(fault)
    return None


_READERS: Final[Mapping[str, Callable[[str, str], object]]] = {
    "kind": lambda _name, value: kinds_meant(value),
    "status": lambda _name, value: steps_meant(value),
    "sector": lambda _name, value: sectors_meant(value),
    "date": date_bounds,
    "after": date_bounds,
    "before": date_bounds,
    "amount": lambda _name, value: amount_test(value),
    "cur": lambda _name, value: currency_meant(value),
    "has": property_meant,
    "no": property_meant,
    "in": lambda _name, value: part_meant(value),
    "is": lambda _name, value: mark_meant(value),
}


def _named(name: str, vocabulary: Iterable[_Vocabulary], value: str) -> frozenset[_Vocabulary]:
    """The words that are called `value`, by their name in the file or by their label."""
    vocabulary = tuple(vocabulary)
    typed = words(value)
    found = frozenset(w for w in vocabulary if typed in (words(w), words(label(w))))
    if found:
        return found
    raise _unknown(name, value, vocabulary)


def _choice(name: str, value: str, labels: Mapping[str, str]) -> str:
    typed = words(value)
    for choice, english in labels.items():
        if typed in (words(choice), words(_(english))):
            return choice
    other = _SAME.get(value.lower(), "")
    if other in labels:
        return other
    raise _unknown(name, value, labels)


def _unknown(name: str, value: str, known: Iterable[str]) -> ValueFault:
    return ValueFault(
        _("{name}:{value} is not known; known are {words}.").format(
            name=name, value=value, words=", ".join(dict.fromkeys(known))
        )
    )
