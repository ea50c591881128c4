"""From what a reader typed to clauses, with a word on every place that says nothing.

    query   = { clause }                      all count; AND between them changes nothing
    clause  = operand { "OR" operand }        OR takes its two neighbours and no more
    operand = { "-" | "NOT" } ( "(" query ")" | field | phrase | word )

OR takes its neighbours, as it does in web search: whatever is added to a query, by hand or with a
click on a facet, then narrows all of it. Were OR the weaker one, a click would narrow only what
stands behind the last OR.
"""

from collections.abc import Iterable
from typing import Final

from msgspec import Struct

from atlas_gui.i18n import _
from atlas_gui.search.folding import words
from atlas_gui.search.query_clauses import (
    SINGLE_VALUED,
    Clause,
    Field,
    Not,
    Phrase,
    Query,
    Word,
    all_of,
    any_of,
    flat,
    negated,
)
from atlas_gui.search.query_lexing import Lexeme, Sort, lexemes, plain
from atlas_gui.search.query_values import value_faults
from atlas_gui.search.query_writing import format_query

MAX_LENGTH: Final = 2_000
MAX_CLAUSES: Final = 64
MAX_DEPTH: Final = 12
_LEAVES = (Sort.FIELD, Sort.PHRASE, Sort.WORD)
_OPERANDS = (*_LEAVES, Sort.OPEN, Sort.NOT)


class Fault(Struct, frozen=True):
    """A place of the typed text that says nothing, and a sentence for the reader about it."""

    start: int
    end: int
    message: str


class Piece(Struct, frozen=True):
    """Where a Field, or a Field that must not hold, stands in the typed text."""

    start: int
    end: int
    clause: Field | Not


class Parsed(Struct, frozen=True):
    """What was read from a text.

    Places count characters as Python does, from 0, `end` not included. A clause whose value says
    nothing stays in the query, so that it can be corrected; the search leaves it out.
    """

    query: Query
    faults: tuple[Fault, ...] = ()
    pieces: tuple[Piece, ...] = ()


def read_query(text: str) -> Parsed:
    """The best reading of any text at all, in time that grows no faster than its length."""
    reader = _Reader(plain(text[:MAX_LENGTH]))
    query = Query(flat(reader.clauses(0)))
    faults = sorted(reader.faults, key=lambda fault: (fault.start, fault.end))
    fitting = _fitting(query)
    if len(text) > MAX_LENGTH or fitting != query:
        message = _("The search is too long; only its first {number} characters count.")
        start = min(len(text), MAX_LENGTH)
        faults.append(Fault(start, len(text), message.format(number=f"{MAX_LENGTH:,}")))
    return Parsed(fitting, tuple(faults), tuple(reader.pieces))


def _fitting(query: Query) -> Query:
    """The query without the last clauses if, written out in full, it is too long to be read again."""
    while len(format_query(query)) > MAX_LENGTH:
        query = Query(query.clauses[:-1])
    return query


class _Reader:
    """Reads the lexemes of one text from left to right, each of them once."""

    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self.pieces: list[Piece] = []
        self._length = len(text)
        self._lexemes = list(lexemes(text))
        self._position = 0
        self._leaves = 0
        self._stopped = False

    def clauses(self, depth: int) -> list[Clause]:
        """The clauses up to the end, or inside brackets up to the closing one."""
        found: list[Clause] = []
        while (lexeme := self._next()) is not None:
            if lexeme.sort in _OPERANDS:
                clause = self._alternatives(depth)
                found.extend(() if clause is None else (clause,))
            elif lexeme.sort is Sort.CLOSE and depth:
                break
            else:
                self._skip(lexeme)
        return found

    def _next(self) -> Lexeme | None:
        return self._lexemes[self._position] if self._position < len(self._lexemes) else None

    def _at(self, *sorts: Sort) -> bool:
        lexeme = self._next()
        return lexeme is not None and lexeme.sort in sorts

    def _take(self) -> Lexeme:
        self._position += 1
        return self._lexemes[self._position - 1]

    def _skip(self, lexeme: Lexeme) -> None:
        self._position += 1
        if lexeme.sort is Sort.CLOSE:
            self._say(lexeme, _("This bracket closes none; it is left out."))
        elif lexeme.sort is Sort.OR:
            self._say_lone_or(lexeme)

    def _say(self, lexeme: Lexeme, message: str) -> None:
        self.faults.append(Fault(lexeme.start, lexeme.end, message))

    def _say_lone_or(self, lexeme: Lexeme) -> None:
        self._say(lexeme, _("OR stands between two things to look for, as in “nickel OR cobalt”."))

    def _stop(self, lexeme: Lexeme, message: str) -> None:
        self.faults.append(Fault(lexeme.start, self._length, message))
        self._position = len(self._lexemes)
        self._stopped = True

    def _alternatives(self, depth: int) -> Clause | None:
        found = [self._operand(depth)]
        while self._at(Sort.OR):
            separator = self._take()
            if self._at(*_OPERANDS):
                found.append(self._operand(depth))
            else:
                self._say_lone_or(separator)
        return any_of(clause for clause in found if clause is not None)

    def _operand(self, depth: int) -> Clause | None:
        first = self._next()
        negations = 0
        while self._at(Sort.NOT):
            last = self._take()
            negations += 1
        if not self._at(*_LEAVES, Sort.OPEN):
            self._say(last, _("NOT stands before what is not wanted, as in “-income”."))
            return None
        opposite = negations % 2 == 1
        clause = self._group(depth) if self._at(Sort.OPEN) else self._leaf()
        if clause is None:
            return None
        result = negated(clause) if opposite else clause
        if isinstance(clause, Field) and first is not None:
            kept = Not(clause) if opposite else clause
            end = self._lexemes[self._position - 1].end
            self.pieces.append(Piece(first.start, end, kept))
        return result

    def _group(self, depth: int) -> Clause | None:
        opening = self._take()
        if depth == MAX_DEPTH:
            message = _("Brackets stand more than {number} deep; the rest is left out.")
            self._stop(opening, message.format(number=MAX_DEPTH))
            return None
        found = all_of(self.clauses(depth + 1))
        if self._at(Sort.CLOSE):
            self._position += 1
        elif not self._stopped:
            self._say(
                opening, _("This bracket is not closed; all that follows counts as inside it.")
            )
        return found

    def _leaf(self) -> Clause | None:
        lexeme = self._take()
        clause = _LEAF_READERS[lexeme.sort](lexeme)
        # Each value is looked up by itself, and so is each fault put together.
        self._leaves += len(clause.values) if isinstance(clause, Field) else 1
        if self._leaves > MAX_CLAUSES:
            message = _("The search has more than {number} clauses; the rest is left out.")
            self._stop(lexeme, message.format(number=MAX_CLAUSES))
            return None
        if clause is None and lexeme.sort is Sort.FIELD:
            message = _("{name}: has no value; it is left out.")
            self._say(lexeme, message.format(name=lexeme.name))
        if isinstance(clause, Field):
            self.faults.extend(_faults_of(lexeme, clause))
        return clause


def _word(lexeme: Lexeme) -> Word | None:
    """The word, unless there is nothing in it to look for: “&” asks for nothing."""
    text = lexeme.text.rstrip("*")
    return Word(text, prefix=text != lexeme.text) if words(text) else None


def _phrase(lexeme: Lexeme) -> Phrase | None:
    typed = " ".join(lexeme.text.split())
    text = typed.rstrip("* ")
    return Phrase(text, prefix=text != typed or not lexeme.closed) if words(text) else None


def _field(lexeme: Lexeme) -> Field | None:
    items = [" ".join(text.split()) for text, _start, _end in _items(lexeme)]
    items = [item for item in items if item]
    return Field.of(lexeme.name, *items) if items else None


_LEAF_READERS = {Sort.WORD: _word, Sort.PHRASE: _phrase, Sort.FIELD: _field}


def _faults_of(lexeme: Lexeme, field: Field) -> Iterable[Fault]:
    """A fault for each item of a value that says nothing, where the item stands."""
    places = [(start, end) for text, start, end in _items(lexeme) if text.strip()]
    for (start, end), message in zip(places, value_faults(field), strict=True):
        if message is not None:
            yield Fault(start, end, message)


def _items(lexeme: Lexeme) -> list[tuple[str, int, int]]:
    """The items of a field's value without quotes, and where in the typed text each stands."""
    found: list[tuple[str, int, int]] = []
    splits = lexeme.name not in SINGLE_VALUED
    begin, quoted = 0, False
    for place, character in enumerate(f"{lexeme.text},"):
        if character == '"':
            quoted = not quoted
        ends = place == len(lexeme.text)
        if ends or (splits and character == "," and not quoted):
            text = lexeme.text[begin:place].replace('"', "")
            found.append((text, lexeme.text_start + begin, lexeme.text_start + place))
            begin = place + 1
    return found
