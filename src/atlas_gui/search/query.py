"""What a reader asks for: its language, as values, and the way from text to values and back.

Words all count, in any order; the last word may be unfinished, and so may `word*`; "quoted words"
stand together; `-` and NOT exclude, OR gives a choice, brackets group; `pair:` `kind:` `date:` and
other fields narrow. An unknown `x:` is text like any other.

>>> parse('nickel pair:CUB-CHN')
Query(clauses=(Word(text='nickel', prefix=False), Field(name='pair', value='CUB-CHN')))
>>> format_query(parse('“joint venture”  gas NOT type:loan'))
'"joint venture" gas -kind:loan'
"""

from atlas_gui.search.query_clauses import (
    FIELD_NAMES,
    AllOf,
    AnyOf,
    Clause,
    Field,
    Not,
    Phrase,
    Query,
    Word,
)
from atlas_gui.search.query_parsing import (
    MAX_CLAUSES,
    MAX_DEPTH,
    MAX_LENGTH,
    Fault,
    Parsed,
    Piece,
    read_query,
)
from atlas_gui.search.query_writing import format_query

__all__ = [
    "FIELD_NAMES",
    "MAX_CLAUSES",
    "MAX_DEPTH",
    "MAX_LENGTH",
    "AllOf",
    "AnyOf",
    "Clause",
    "Fault",
    "Field",
    "Not",
    "Parsed",
    "Phrase",
    "Piece",
    "Query",
    "Word",
    "format_query",
    "parse",
    "read_query",
]


def parse(text: str) -> Query:
    """The query a reader typed; any text at all has a reading."""
    return read_query(text).query
