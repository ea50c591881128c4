"""The text side of a query as runs of folded tokens: what to look for, and where it stands."""

from collections.abc import Sequence
from typing import NamedTuple

from atlas_gui.search.folding import is_ideograph, tokens, words
from atlas_gui.search.query import Phrase, Query


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
    pair in the tree while a word is half typed must not lose what it had found.
    """
    found: list[Term] = []
    last = query.text_clauses[-1] if query.text_clauses else None
    for clause in query.text_clauses:
        folded = tuple(words(clause.text))
        if folded:
            unfinished = clause is last and not isinstance(clause, Phrase)
            found.append(Term(folded, unfinished and not is_ideograph(folded[-1])))
    return tuple(found)


def matches_in(text: str, terms: Sequence[Term]) -> tuple[Match, ...]:
    """Every place of a text where a term stands, in order, overlapping places joined."""
    if not terms or not text:
        return ()
    found = tokens(text)
    texts = [token.text for token in found]
    spans = sorted(
        (found[first].start, found[first + len(term.tokens) - 1].end)
        for term in terms
        for first in _places(texts, term)
    )
    return _joined(spans)


def _places(texts: list[str], term: Term) -> list[int]:
    return [first for first in range(len(texts)) if _stands_at(texts, first, term)]


def _stands_at(texts: list[str], first: int, term: Term) -> bool:
    *whole, last = term.tokens
    end = first + len(whole)
    if end >= len(texts) or texts[first:end] != whole:
        return False
    return texts[end].startswith(last) if term.prefix else texts[end] == last


def _joined(spans: list[tuple[int, int]]) -> tuple[Match, ...]:
    joined: list[Match] = []
    for start, end in spans:
        if joined and start <= joined[-1].end:
            joined[-1] = Match(joined[-1].start, max(end, joined[-1].end))
        else:
            joined.append(Match(start, end))
    return tuple(joined)
