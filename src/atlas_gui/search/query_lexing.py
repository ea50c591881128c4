"""The typed text of a query cut into lexemes; every character belongs to one or is a space."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum, auto
from functools import cache
from typing import Final, NamedTuple

from atlas_gui.search.query_clauses import FIELD_NAMES

# Short names that readers bring along from other programs.
ALIASES: Final[Mapping[str, str]] = {
    "type": "kind",
    "currency": "cur",
    "language": "lang",
}
_QUOTES = "“”„‟«»＂"
# One character for one, so that places in the plain text are places in the typed text. What cannot
# be seen or is half a character would keep a clause from being recognised.
_PLAIN: Final = str.maketrans(
    {
        **dict.fromkeys(_QUOTES, '"'),
        **dict.fromkeys("\N{MINUS SIGN}\N{FULLWIDTH HYPHEN-MINUS}", "-"),
        **dict(zip("（）：，＊", "():,*", strict=True)),
        **{chr(code): " " for code in (*range(0x20), 0x7F, 0xFEFF)},
        **{chr(code): " " for code in (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F))},
        **{chr(code): " " for code in range(0x2066, 0x206A)},
        **{chr(code): " " for code in range(0xD800, 0xE000)},
    }
)
# What may stand in a word: a pair of brackets too, as in “agreement(s)”.
_INNER = r"""[^\s"()]|\([^\s"()]*\)"""


class Sort(Enum):
    """What a lexeme is."""

    OPEN = auto()
    CLOSE = auto()
    AND = auto()
    OR = auto()
    NOT = auto()
    FIELD = auto()
    PHRASE = auto()
    WORD = auto()


class Lexeme(NamedTuple):
    """A piece of a typed query: from `start` up to, not including, `end`.

    `name` is the canonical name of a field. `text` is the word, what stands between the quotes of a
    phrase, or the value of a field with its quotes, which begins at `text_start`. `closed` says
    whether a quote that was opened is closed.
    """

    sort: Sort
    start: int
    end: int
    text: str = ""
    text_start: int = 0
    name: str = ""
    closed: bool = True


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join((*FIELD_NAMES, *ALIASES))
    return re.compile(
        rf"""
        (?P<open>\() | (?P<close>\))
        | (?P<minus>-)(?=[^\s)])
        | (?P<operator>AND|OR|NOT)(?=[\s"()]|\Z)
        | (?P<name>(?ai:{names})):(?P<value>(?:"[^"]*(?:"|\Z)|{_INNER})*)
        | "(?P<phrase>[^"]*)(?P<closing>"|\Z)
        | (?P<word>[^\s"()](?:{_INNER})*)
        """,
        re.VERBOSE,
    )


def plain(text: str) -> str:
    """The text as long as before, with typographic signs of the language as plain ones."""
    return text.translate(_PLAIN)


def lexemes(text: str) -> Iterator[Lexeme]:
    """The lexemes of a plain text, in order, in time that grows with its length."""
    for match in _pattern().finditer(text):
        yield _lexeme(match)


def _lexeme(match: re.Match[str]) -> Lexeme:
    start, end = match.span()
    if match["open"]:
        return Lexeme(Sort.OPEN, start, end)
    if match["close"]:
        return Lexeme(Sort.CLOSE, start, end)
    if match["minus"]:
        return Lexeme(Sort.NOT, start, end)
    if match["operator"]:
        return Lexeme(Sort[match["operator"]], start, end)
    if match["name"]:
        name = match["name"].lower()
        return Lexeme(
            Sort.FIELD, start, end, match["value"], match.start("value"), ALIASES.get(name, name)
        )
    if match["phrase"] is not None:
        text, closed = match["phrase"], bool(match["closing"])
        return Lexeme(Sort.PHRASE, start, end, text, match.start("phrase"), closed=closed)
    return Lexeme(Sort.WORD, start, end, match["word"], start)
