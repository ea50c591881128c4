"""Queries changed by clicks: values added, excluded and taken out again, and a range of years.

All of it concerns the top level of a query, where a clause narrows everything; what stands in an
OR, or in brackets behind a NOT, stays as the reader wrote it.
"""

from collections.abc import Callable, Hashable, Mapping
from typing import Final, Literal

from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.search.folding import words
from atlas_gui.search.query_clauses import (
    AllOf,
    AnyOf,
    Clause,
    Field,
    Not,
    Phrase,
    Query,
    Word,
)
from atlas_gui.search.query_values import (
    ValueFault,
    currency_meant,
    kinds_meant,
    mark_meant,
    part_meant,
    property_meant,
    sectors_meant,
    steps_meant,
)

ValueState = Literal["", "in", "out"]
_RANGE_NAMES: Final = ("date", "after", "before")


def with_value(query: Query, field: str, value: str, *, exclude: bool = False) -> Query:
    """The query that also lets `value` through or, with `exclude`, keeps it out.

    The value joins the list of the field's last clause of that sort, else it is a clause of its
    own; from the opposite list it is taken out. `field` is one whose values are a list.
    """
    clauses = list(without_value(query, field, value).clauses)
    for place, clause in reversed(list(enumerate(clauses))):
        found = _field_of(clause, field)
        if found is not None and isinstance(clause, Not) == exclude:
            clauses[place] = _clause(Field.of(field, *found.values, value), exclude)
            return Query(tuple(clauses))
    return Query((*clauses, _clause(Field.of(field, value), exclude)))


def without_value(query: Query, field: str, value: str) -> Query:
    """The query that neither asks for `value` nor keeps it out."""
    unwanted = _meaning(field, value)
    clauses: list[Clause] = []
    for clause in query.clauses:
        found = _field_of(clause, field)
        if found is None:
            clauses.append(clause)
            continue
        kept = [each for each in found.values if _meaning(field, each) != unwanted]
        if len(kept) == len(found.values):
            clauses.append(clause)
        elif kept:
            clauses.append(_clause(Field.of(field, *kept), isinstance(clause, Not)))
    return Query(tuple(clauses))


def value_state(query: Query, field: str, value: str) -> ValueState:
    """Whether the query asks for `value` ("in"), keeps it out ("out") or does neither ("")."""
    wanted = _meaning(field, value)
    states: set[ValueState] = {
        "out" if isinstance(clause, Not) else "in"
        for clause in query.clauses
        if (found := _field_of(clause, field)) is not None
        and wanted in (_meaning(field, each) for each in found.values)
    }
    return "out" if "out" in states else "in" if states else ""


def with_range(query: Query, first_year: int, last_year: int) -> Query:
    """The query narrowed to the years from `first_year` to `last_year`, in place of any other dates."""
    first, last = _year(min(first_year, last_year)), _year(max(first_year, last_year))
    value = first if first == last else f"{first}..{last}"
    return Query((*without_range(query).clauses, Field("date", value)))


def with_days(query: Query, first: int, last: int) -> Query:
    """The query narrowed to the days from `first` to `last`; whole years are written as years."""
    begin, end = calendar_day(first), calendar_day(last)
    if (begin.month, begin.day, end.month, end.day) == (1, 1, 12, 31):
        return with_range(query, begin.year, end.year)
    value = "..".join(f"{_year(day.year)}-{day.month:02}-{day.day:02}" for day in (begin, end))
    return Query((*without_range(query).clauses, Field("date", value)))


def without_range(query: Query) -> Query:
    """The query without the clauses that narrow it to dates; dates that are excluded stay so."""
    for name in _RANGE_NAMES:
        query = query.without_field(name)
    return query


def literal(query: Query) -> Query:
    """The query that takes every word for exactly that word: none is unfinished or misspelt."""
    return Query(tuple(map(_literal, query.clauses)))


def _literal(clause: Clause) -> Clause:
    if isinstance(clause, Word):
        return Phrase(clause.text, clause.prefix)
    if isinstance(clause, Not):
        return Not(_literal(clause.clause))
    if isinstance(clause, AllOf):
        return AllOf(tuple(map(_literal, clause.clauses)))
    if isinstance(clause, AnyOf):
        return AnyOf(tuple(map(_literal, clause.clauses)))
    return clause


def _field_of(clause: Clause, name: str) -> Field | None:
    """The field in a clause that is one or excludes one, if it is called `name`."""
    inner = clause.clause if isinstance(clause, Not) else clause
    return inner if isinstance(inner, Field) and inner.name == name else None


def _clause(field: Field, exclude: bool) -> Clause:
    return Not(field) if exclude else field


def _year(year: int) -> str:
    """A year as EDTF writes it."""
    if abs(year) > 9999:
        return f"Y{year}"
    return f"-{-year:04}" if year < 0 else f"{year:04}"


_MEANINGS: Final[Mapping[str, Callable[[str], Hashable]]] = {
    "kind": kinds_meant,
    "status": steps_meant,
    "sector": sectors_meant,
    "cur": currency_meant,
    "has": lambda value: property_meant("has", value),
    "no": lambda value: property_meant("no", value),
    "in": part_meant,
    "is": mark_meant,
    "pair": lambda value: tuple(sorted(words(value))),
}


def _meaning(name: str, value: str) -> Hashable:
    """What two spellings of one value have in common."""
    plain = " ".join(value.split()).casefold()
    try:
        return _MEANINGS[name](value) if name in _MEANINGS else tuple(words(value)) or plain
    except ValueFault:
        return plain
