"""What a reader asks for, as a value.

Words all count, in any order; the last word may be unfinished; "quoted words" stand together;
`pair:` `kind:` `status:` `date:` and `no:date` narrow. An unknown `x:` is text like any other.

>>> parse('nickel pair:CUB-CHN')
Query(clauses=(Word(text='nickel'), Field(name='pair', value='CUB-CHN')))
>>> format_query(parse('"joint venture"  gas'))
'"joint venture" gas'
"""

import re
from collections.abc import Iterable
from typing import Final

from msgspec import Struct

FIELD_NAMES: Final = ("pair", "kind", "status", "date", "no")


class Word(Struct, frozen=True):
    """One word as typed."""

    text: str


class Phrase(Struct, frozen=True):
    """Words that must stand together, in this order."""

    text: str


class Field(Struct, frozen=True):
    """A narrowing clause: `name` is one of FIELD_NAMES, `value` is as typed."""

    name: str
    value: str


Clause = Word | Phrase | Field


class Query(Struct, frozen=True):
    """Clauses that must all hold; no clause matches everything."""

    clauses: tuple[Clause, ...] = ()

    @property
    def text_clauses(self) -> tuple[Word | Phrase, ...]:
        """What is looked for in the text of records."""
        return tuple(c for c in self.clauses if not isinstance(c, Field))

    @property
    def fields(self) -> tuple[Field, ...]:
        """What narrows by a property of records."""
        return tuple(c for c in self.clauses if isinstance(c, Field))

    def with_field(self, name: str, value: str) -> "Query":
        """The same query narrowed to one value of a field, in place of any other value of it."""
        return Query((*self.without_field(name).clauses, Field(name, value)))

    def without_field(self, name: str) -> "Query":
        """The same query without any clause on a field."""
        return Query(tuple(c for c in self.clauses if not isinstance(c, Field) or c.name != name))


_CLAUSE = re.compile(
    rf"""
    (?P<name>(?a:{"|".join(FIELD_NAMES)})):(?:"(?P<quoted>[^"]*[^\s"][^"]*)"|(?P<value>[^\s"]+))(?=[\s"]|$)
    | "(?P<phrase>[^"]*)(?:"|$)
    | (?P<word>[^\s"]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def parse(text: str) -> Query:
    """The query a reader typed; any text at all has a reading."""
    return Query(tuple(_clauses(text)))


def _clauses(text: str) -> Iterable[Clause]:
    for match in _CLAUSE.finditer(text):
        if match["name"]:
            yield Field(match["name"].lower(), (match["quoted"] or match["value"]).strip())
        elif match["phrase"] is not None:
            if phrase := " ".join(match["phrase"].split()):
                yield Phrase(phrase)
        else:
            yield Word(match["word"])


def format_query(query: Query) -> str:
    """The query as a reader would type it; `parse(format_query(q)) == q` for every parsed q."""
    return " ".join(map(_format_clause, query.clauses))


def _format_clause(clause: Clause) -> str:
    if isinstance(clause, Word):
        return clause.text
    if isinstance(clause, Phrase):
        return f'"{clause.text}"'
    quoted = any(character.isspace() for character in clause.value)
    return f'{clause.name}:"{clause.value}"' if quoted else f"{clause.name}:{clause.value}"
