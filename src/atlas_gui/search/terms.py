"""The text side of a query as runs of folded tokens: what to look for, and where it stands."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from atlas_gui.search.folding import Token, is_ideograph, tokens, words
from atlas_gui.search.query import AllOf, AnyOf, Clause, Phrase, Query, Word

# A painted pane has a few hundred texts, and every key paints it again.
_REMEMBERED_TEXTS = 2048
_LONGEST_REMEMBERED = 4_000


class Term(NamedTuple):
    """Tokens that must follow one another; with `prefix` the last one may be unfinished."""

    tokens: tuple[str, ...]
    prefix: bool


class Match(NamedTuple):
    """Where a term stands in a text: from `start` up to, not including, `end`."""

    start: int
    end: int


def terms_of(query: Query) -> tuple[Term, ...]:
    """What a query looks for in the text of a record, in the order it was typed.

    The last word is taken for unfinished, also when the query is narrowed behind it: choosing a
    pair in the tree while a word is half typed must not lose what it had found. What is not wanted
    is no term.
    """
    wanted = list(_wanted(query.clauses))
    last = _last_word_at(wanted)
    found: list[Term] = []
    for place, clause in enumerate(wanted):
        folded = tuple(words(clause.text))
        if folded:
            unfinished = clause.prefix or place == last
            found.append(Term(folded, unfinished and not is_ideograph(folded[-1])))
    return tuple(found)


def last_word(query: Query) -> Word | None:
    """The word that may be unfinished: the last one that is wanted and stands in no phrase."""
    wanted = list(_wanted(query.clauses))
    place = _last_word_at(wanted)
    found = None if place is None else wanted[place]
    return found if isinstance(found, Word) else None


def _last_word_at(wanted: Sequence[Word | Phrase]) -> int | None:
    return max((p for p, clause in enumerate(wanted) if isinstance(clause, Word)), default=None)


def _wanted(clauses: Sequence[Clause]) -> Iterator[Word | Phrase]:
    for clause in clauses:
        if isinstance(clause, Word | Phrase):
            yield clause
        elif isinstance(clause, AllOf | AnyOf):
            yield from _wanted(clause.clauses)


def matches_in(text: str, terms: Sequence[Term]) -> tuple[Match, ...]:
    """Every place of a text where a term stands, in order, overlapping places joined."""
    if not terms or not text:
        return ()
    folded = _remembered(text) if len(text) <= _LONGEST_REMEMBERED else _folded(text)
    spans = sorted(span for term in terms for span in _spans(folded, term))
    return _joined(spans)


class _Folded(NamedTuple):
    """The tokens of a text, and their texts, each between two spaces."""

    tokens: list[Token]
    texts: list[str]
    run: str


def _folded(text: str) -> _Folded:
    found = tokens(text)
    texts = [token.text for token in found]
    return _Folded(found, texts, f" {' '.join(texts)} ")


_remembered = lru_cache(maxsize=_REMEMBERED_TEXTS)(_folded)


def _spans(folded: _Folded, term: Term) -> Iterator[tuple[int, int]]:
    wanted = " " + " ".join(term.tokens) + ("" if term.prefix else " ")
    # One search in C tells most texts apart from those that are worth a walk.
    if wanted not in folded.run:
        return
    *whole, last = term.tokens
    for first in range(len(folded.texts) - len(whole)):
        end = first + len(whole)
        text = folded.texts[end]
        fits = text.startswith(last) if term.prefix else text == last
        if fits and folded.texts[first:end] == whole:
            yield folded.tokens[first].start, folded.tokens[end].end


def _joined(spans: list[tuple[int, int]]) -> tuple[Match, ...]:
    joined: list[Match] = []
    for start, end in spans:
        if joined and start <= joined[-1].end:
            joined[-1] = Match(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Match(start, end))
    return tuple(joined)
