"""Answers a whole query: which rows meet it, and how well."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

import numpy

from atlas_gui.i18n import _
from atlas_gui.search.corpus import Part
from atlas_gui.search.folding import is_ideograph, words
from atlas_gui.search.narrowing import Narrowing
from atlas_gui.search.query import AllOf, AnyOf, Clause, Field, Not, Phrase, Query, Word
from atlas_gui.search.query_values import ValueFault
from atlas_gui.search.result import Instead
from atlas_gui.search.terms import last_word
from atlas_gui.search.text_engine import (
    ABSENT,
    AS_WORDS,
    INSIDE_WORDS,
    SPELT_ALIKE,
    TITLE_BEGINS,
    WHOLE_TITLE,
    Grades,
    Levels,
    Mask,
    Range,
    TextEngine,
)

# A word that fewer records have is looked for inside others too, then spelt alike.
ENOUGH: Final = 5
_SHORTEST_DOUBTED: Final = 6
# Nobody misspells more words than this in one search, and each is held against all that there are.
_MOST_DOUBTED: Final = 8
_SUM_MASK: Final = numpy.uint16(255)
_CLASS: Final = 8
_MONEY: Final = frozenset({"amount", "cur"})


class Matches(NamedTuple):
    """Which rows meet a query, how well (None if it has no words), and what was looked for instead."""

    mask: Mask
    grades: Grades | None
    instead: tuple[Instead, ...] = ()
    faults: tuple[str, ...] = ()


class Matcher:
    """Answers queries over one index; not for two threads at a time."""

    def __init__(self, texts: TextEngine, narrowing: Narrowing) -> None:
        self._texts = texts
        self._narrowing = narrowing

    def matches(self, query: Query) -> Matches:
        """The rows that meet every clause.

        A word that few records have is also looked for inside others, then with other spellings;
        the answers that this adds come last.
        """
        return _Pass(self._texts, self._narrowing, query, widening=True).matches()


class _Found(NamedTuple):
    mask: Mask
    grades: Grades | None


class _Pass:
    """One reading of a query; only with `widening` are rare words looked for in other forms."""

    def __init__(
        self, texts: TextEngine, narrowing: Narrowing, query: Query, *, widening: bool
    ) -> None:
        self._texts = texts
        self._narrowing = narrowing
        self._query = query
        self._widening = widening
        self._last = last_word(query)
        self._instead: dict[str, tuple[str, ...]] = {}
        self._doubts = 0
        self._faults: dict[str, None] = {}

    def matches(self) -> Matches:
        found = self._all(self._query.clauses, tuple(Part))
        grades = found.grades
        if grades is not None:
            grades = self._with_titles(grades)
        instead = tuple(Instead(typed, words) for typed, words in self._instead.items())
        return Matches(found.mask, grades, instead, tuple(self._faults))

    def _all(self, clauses: Sequence[Clause], parts: tuple[Part, ...]) -> _Found:
        """Rows that meet all of these; a clause that cannot be read is left out."""
        mask = numpy.ones(self._texts.rows, numpy.bool_)
        grades: Grades | None = None
        parts = self._parts_for(clauses, parts)
        money = [c for c in clauses if isinstance(c, Field) and c.name in _MONEY]
        if money:
            mask &= self._money(money)
        for clause in clauses:
            found = self._one(clause, parts)
            if found is None:
                continue
            mask &= found.mask
            if found.grades is not None:
                grades = found.grades if grades is None else _joined(grades, found.grades)
        return _Found(mask, grades)

    def _parts_for(self, clauses: Iterable[Clause], parts: tuple[Part, ...]) -> tuple[Part, ...]:
        named = [c for c in clauses if isinstance(c, Field) and c.name == "in"]
        if not named:
            return parts
        try:
            return self._narrowing.parts(named)
        except ValueFault as fault:
            self._faults[str(fault)] = None
            return parts

    def _money(self, fields: Sequence[Field]) -> Mask:
        """Clauses on money must hold for one and the same sum; what cannot be read is left out."""
        readable = []
        for field in fields:
            try:
                self._narrowing.sums((field,))
            except ValueFault as fault:
                self._faults[str(fault)] = None
            else:
                readable.append(field)
        if not readable:
            return numpy.ones(self._texts.rows, numpy.bool_)
        return self._narrowing.sums(readable)

    def _one(self, clause: Clause, parts: tuple[Part, ...]) -> _Found | None:
        """The rows that meet a clause; None if it says nothing by itself."""
        match clause:
            case Word() | Phrase():
                return self._text(clause, parts)
            case Field():
                return self._field(clause)
            case Not():
                found = self._negated(clause.clause, parts)
                return None if found is None else _Found(~found.mask, None)
            case AllOf():
                return self._all(clause.clauses, parts)
            case AnyOf():
                return self._any(clause.clauses, parts)

    def _by_itself(self, clause: Clause, parts: tuple[Part, ...]) -> _Found | None:
        """The rows that meet a clause with no other one beside it; None if it says nothing."""
        if not isinstance(clause, Field) or clause.name not in _MONEY:
            return self._one(clause, parts)
        try:
            return _Found(self._narrowing.sums((clause,)), None)
        except ValueFault as fault:
            self._faults[str(fault)] = None
            return None

    def _any(self, clauses: Sequence[Clause], parts: tuple[Part, ...]) -> _Found | None:
        found = [one for clause in clauses if (one := self._by_itself(clause, parts)) is not None]
        if not found:
            return None
        mask = numpy.zeros(self._texts.rows, numpy.bool_)
        graded = any(one.grades is not None for one in found)
        grades = numpy.full(self._texts.rows, numpy.iinfo(numpy.uint16).max, numpy.uint16)
        for one in found:
            mask |= one.mask
            if one.grades is not None:
                numpy.minimum(grades, one.grades, out=grades, where=one.mask)
            else:
                # A row that only its facts bring in stands behind those that words bring in.
                numpy.minimum(grades, _graded(AS_WORDS, ABSENT - 1), out=grades, where=one.mask)
        return _Found(mask, grades if graded else None)

    def _negated(self, clause: Clause, parts: tuple[Part, ...]) -> _Found | None:
        """What must not hold is taken literally: nothing is excluded for being spelt alike."""
        if isinstance(clause, Field) and clause.name == "in":
            self._faults[_("in: says where to look; it cannot be excluded.")] = None
            return None
        narrow = _Pass(self._texts, self._narrowing, Query(), widening=False)
        found = narrow._by_itself(clause, parts)
        self._faults.update(narrow._faults)
        return found

    def _field(self, field: Field) -> _Found | None:
        if field.name in _MONEY or field.name == "in":
            return None
        mask, faults = self._narrowing.mask(field)
        self._faults.update(dict.fromkeys(faults))
        return None if mask is None else _Found(mask, None)

    # Text.

    def _text(self, clause: Word | Phrase, parts: tuple[Part, ...]) -> _Found | None:
        tokens = words(clause.text)
        if not tokens:
            return None
        prefix = self._is_prefix(clause, tokens)
        if len(tokens) == 1:
            found = self._texts.range_of(tokens[0], prefix=prefix)
            levels = self._texts.levels_of_word(found, parts)
        else:
            levels = self._texts.levels_of_phrase(tokens, prefix=prefix, parts=parts)
        mask = levels != ABSENT
        grades = _graded_levels(AS_WORDS, levels)
        if self._widening and isinstance(clause, Word) and len(tokens) == 1:
            mask, grades = self._widened(clause, tokens[0], parts, mask, grades)
        return _Found(mask, grades)

    def _is_prefix(self, clause: Word | Phrase, tokens: Sequence[str]) -> bool:
        unfinished = clause.prefix or clause is self._last
        # A character of Chinese is a whole word; so is what a reader put between quotes.
        return unfinished and not is_ideograph(tokens[-1])

    def _widened(
        self, clause: Word, token: str, parts: tuple[Part, ...], mask: Mask, grades: Grades
    ) -> tuple[Mask, Grades]:
        """What few records have as a word, others may have inside one, or in another spelling."""
        if numpy.count_nonzero(mask) < ENOUGH:
            inside = self._texts.levels_of_numbers(self._texts.words.containing(token), parts)
            mask, grades = _behind(mask, grades, _graded_levels(INSIDE_WORDS, inside), inside)
        found = numpy.count_nonzero(mask)
        # A short word that is found at all is not misspelt: loan is no slip for lon.
        doubted = found < ENOUGH and (found == 0 or len(token) >= _SHORTEST_DOUBTED)
        if doubted and self._doubts < _MOST_DOUBTED:
            self._doubts += 1
            levels = self._spelt_alike(clause, token, parts)
            mask, grades = _behind(mask, grades, _graded_levels(SPELT_ALIKE, levels), levels)
        return mask, grades

    def _spelt_alike(self, clause: Word, token: str, parts: tuple[Part, ...]) -> Levels:
        vocabulary = self._texts.words
        prefix = self._is_prefix(clause, (token,))
        similar = [
            one
            for one in vocabulary.similar(token, unfinished=prefix)
            # What begins so has been found as it stands.
            if not (prefix and one.word.startswith(token))
        ]
        levels = self._texts.levels_of_numbers((one.number for one in similar), parts)
        named = [one.word for one in similar]
        for split in vocabulary.split(token):
            apart = self._texts.levels_of_phrase(split, prefix=False, parts=parts)
            if (apart != ABSENT).any():
                named.insert(0, " ".join(split))
                levels = numpy.minimum(levels, apart)
        if named:
            self._instead[clause.text] = tuple(named)
        return levels

    # Titles.

    def _with_titles(self, grades: Grades) -> Grades:
        """Better grades for rows whose title is what was typed, or begins with it."""
        ranges = self._typed_ranges()
        if not ranges:
            return grades
        beginning, whole = self._texts.titles_beginning(ranges)
        grades = grades.copy()
        grades[beginning] = _graded(TITLE_BEGINS, 0)
        grades[whole] = _graded(WHOLE_TITLE, 0)
        return grades

    def _typed_ranges(self) -> list[Range]:
        """What was typed as one series of words; none if it cannot be a title."""
        ranges: list[Range] = []
        for clause in self._query.clauses:
            if isinstance(clause, AnyOf | AllOf):
                return []
            if isinstance(clause, Word | Phrase):
                tokens = words(clause.text)
                prefix = bool(tokens) and self._is_prefix(clause, tokens)
                for place, token in enumerate(tokens):
                    last = place == len(tokens) - 1
                    ranges.append(self._texts.range_of(token, prefix=prefix and last))
        return ranges


def _graded(how: int, level: int) -> numpy.uint16:
    return numpy.uint16(how << _CLASS | level)


def _graded_levels(how: int, levels: Levels) -> Grades:
    return levels.astype(numpy.uint16) | numpy.uint16(how << _CLASS)


def _joined(one: Grades, other: Grades) -> Grades:
    """The grade of a row that meets both: the worse way of being found, the sum of the places."""
    how = numpy.maximum(one >> _CLASS, other >> _CLASS)
    place = numpy.minimum((one & _SUM_MASK) + (other & _SUM_MASK), _SUM_MASK)
    joined: Grades = (how << _CLASS) | place
    return joined


def _behind(mask: Mask, grades: Grades, wider: Grades, levels: Levels) -> tuple[Mask, Grades]:
    """Rows found before as they were, then those that a wider reading adds."""
    return mask | (levels != ABSENT), numpy.where(mask, grades, wider)
