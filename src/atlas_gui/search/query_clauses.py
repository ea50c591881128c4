"""The clauses of a query, as values that can be compared, kept and put together."""

from collections.abc import Iterable
from typing import Final, Union

from msgspec import Struct

FIELD_NAMES: Final = (
    "pair",
    "country",
    "party",
    "kind",
    "status",
    "sector",
    "date",
    "after",
    "before",
    "amount",
    "cur",
    "source",
    "lang",
    "has",
    "no",
    "in",
    "tag",
    "is",
    "note",
)
# A number has commas of its own, and a date in EDTF may have them.
SINGLE_VALUED: Final = frozenset({"date", "after", "before", "amount"})


class ValueFault(ValueError):
    """A value of a narrowing clause that means nothing; its text tells the reader what would."""


class Word(Struct, frozen=True):
    """One word as typed; with `prefix` (typed as `word*`) it may go on."""

    text: str
    prefix: bool = False


class Phrase(Struct, frozen=True):
    """Words that must stand together, in this order; with `prefix` the last one may go on."""

    text: str
    prefix: bool = False


class Field(Struct, frozen=True):
    """A narrowing clause: `name` is one of FIELD_NAMES, `value` is as typed, without quotes.

    A value of most fields is a list: any of its items will do. Commas stand between the items, and
    an item that has a comma itself keeps its quotes; `Field.of` writes such a list.
    """

    name: str
    value: str

    @classmethod
    def of(cls, name: str, *values: str) -> "Field":
        """The clause that asks for any of `values`, each of which may be any text."""
        if name in SINGLE_VALUED:
            return cls(name, _plain(",".join(values)))
        return cls(name, ",".join(f'"{_plain(v)}"' if "," in v else _plain(v) for v in values))

    @property
    def values(self) -> tuple[str, ...]:
        """The items of the value, of which any will do; never empty for a clause that was read."""
        if self.name in SINGLE_VALUED:
            return (self.value,)
        items = (" ".join(item.split()) for item in _items(self.value))
        return tuple(item for item in items if item)


def _items(value: str) -> Iterable[str]:
    """What stands between the commas that are outside quotes, without the quotes."""
    item = ""
    for number, part in enumerate(value.split('"')):
        if number % 2:
            item += part
            continue
        first, *others = part.split(",")
        item += first
        for other in others:
            yield item
            item = other
    yield item


def _plain(value: str) -> str:
    return " ".join(value.replace('"', " ").split())


class Not(Struct, frozen=True):
    """What must not hold; what is negated twice is read as not negated."""

    clause: "Clause"


class AllOf(Struct, frozen=True):
    """Two or more clauses that must all hold, inside an OR or a NOT."""

    clauses: tuple["Clause", ...]


class AnyOf(Struct, frozen=True):
    """Two or more clauses of which one is enough."""

    clauses: tuple["Clause", ...]


# The quoted names are resolved here for those that read the annotations at run time.
Clause = Union[Word, Phrase, Field, Not, AllOf, AnyOf]  # noqa: UP007


class Query(Struct, frozen=True):
    """Clauses that must all hold; no clause matches everything."""

    clauses: tuple[Clause, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """What narrows to a property of records; what stands in an OR or NOT is not among it."""
        return tuple(c for c in self.clauses if isinstance(c, Field))

    def with_field(self, name: str, value: str) -> "Query":
        """The same query narrowed to one value of a field, in place of any other value of it."""
        kept = (
            clause
            for clause in self.without_field(name).clauses
            if not (isinstance(clause, Not) and _asks_for(clause.clause, name, value))
        )
        return Query((*kept, Field.of(name, value)))

    def without_field(self, name: str) -> "Query":
        """The same query without any clause that narrows to values of a field."""
        return Query(tuple(c for c in self.clauses if not isinstance(c, Field) or c.name != name))


def _asks_for(clause: Clause, name: str, value: str) -> bool:
    return isinstance(clause, Field) and clause.name == name and value in clause.values


def all_of(clauses: Iterable[Clause]) -> Clause | None:
    """One clause for several that must all hold, none for none."""
    return _joined(flat(clauses), AllOf)


def any_of(clauses: Iterable[Clause]) -> Clause | None:
    """One clause for several of which one is enough, none for none."""
    found: list[Clause] = []
    for clause in clauses:
        found.extend(clause.clauses if isinstance(clause, AnyOf) else (clause,))
    return _joined(tuple(found), AnyOf)


def flat(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """The clauses with those of an AllOf among them in its place."""
    found: list[Clause] = []
    for clause in clauses:
        found.extend(clause.clauses if isinstance(clause, AllOf) else (clause,))
    return tuple(found)


def negated(clause: Clause) -> Clause:
    """The opposite of a clause."""
    return clause.clause if isinstance(clause, Not) else Not(clause)


def _joined(clauses: tuple[Clause, ...], group: type[AllOf] | type[AnyOf]) -> Clause | None:
    if len(clauses) > 1:
        return group(clauses)
    return clauses[0] if clauses else None
