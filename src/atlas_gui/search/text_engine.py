"""Finds the rows in which words and phrases stand, each with a grade of how well it answers.

A grade is a number of two bytes, smaller for a better answer. The upper byte says how the words
were found (the whole title, its beginning, as words, inside words, spelt alike), the lower one in
which part of the record. docs/search.md gives the rule.
"""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from string import ascii_lowercase
from typing import Final, NamedTuple

import numpy
from numpy.typing import NDArray

from atlas_gui.search.building import BREAK
from atlas_gui.search.corpus import Part
from atlas_gui.search.index_file import IndexData
from atlas_gui.search.vocabulary import Vocabulary

Mask = NDArray[numpy.bool_]
Grades = NDArray[numpy.uint16]
Levels = NDArray[numpy.uint8]
Numbers = NDArray[numpy.uint32]
WHOLE_TITLE, TITLE_BEGINS, AS_WORDS, INSIDE_WORDS, SPELT_ALIKE = range(5)
ABSENT: Final = 255
EVERYWHERE: Final = tuple(Part)
_STEPS_A_PART: Final = 2
_REMEMBERED_WORDS: Final = 32
_REMEMBERED_LEVELS: Final = 96


class Range(NamedTuple):
    """Numbers of words, half open; `exact` is the number of the word that was typed itself, or 0."""

    first: int
    last: int
    exact: int


class TextEngine:
    """The text side of an index."""

    def __init__(self, data: IndexData) -> None:
        self._data = data
        self.rows = data.header.rows
        self._levels = lru_cache(maxsize=_REMEMBERED_LEVELS)(self._find_levels)
        self.words = Vocabulary(data.text("words"))
        self._postings = [
            (self._column(f"{part.name.lower()}_starts"), self._column(f"{part.name.lower()}_rows"))
            for part in Part
        ]
        self._stream = _Stream(self._column("stream"))
        self._stream_rows = self._column("stream_rows")
        self._part_starts = self._column("part_starts")
        self._names = _Stream(self._column("name_tokens"))
        self._name_starts = self._column("name_starts")
        self._name_owners = self._column("name_owners")
        self._owner_starts: list[int] = self._column("owner_starts").tolist()
        self._owner_members = self._column("owner_members").astype(numpy.intp)
        self._owner_parts = numpy.frombuffer(data.numbers("owner_parts"), numpy.uint8)
        self._opening_starts = self._column("opening_starts")
        self._opening_places = self._column("opening_places")
        self._opening_rows = self._column("opening_rows")

    def _column(self, name: str) -> Numbers:
        return numpy.frombuffer(self._data.numbers(name), numpy.uint32)

    # Words.

    def range_of(self, word: str, *, prefix: bool) -> Range:
        """The numbers that a typed word stands for."""
        if prefix:
            first, last = self.words.beginning(word)
            exact = first if first < last and self.words.word(first) == word else 0
            return Range(first, last, exact)
        number = self.words.number(word)
        return Range(number, number + 1 if number else 0, number)

    def levels_of_word(self, found: Range, parts: tuple[Part, ...] = EVERYWHERE) -> Levels:
        """Of every row the best place where a word of this range stands; ABSENT where none does.

        Whole words count before words that only begin so. The answer is not to be written to: the
        words that stay while another one is typed are looked for once.
        """
        return self._levels(found, parts)

    def prepare(self) -> None:
        """Make ready what a reader types first: one letter, with which most words begin."""
        self.words.prepare()
        for letter in ascii_lowercase:
            self.levels_of_word(self.range_of(letter, prefix=True))

    def _find_levels(self, found: Range, parts: tuple[Part, ...]) -> Levels:
        levels = numpy.full(self.rows, ABSENT, numpy.uint8)
        if found.first >= found.last:
            return levels
        names = self._owners_by_part(self._names_with(found.first, found.last), parts)
        whole = self._owners_by_part(self._names_with(found.exact, found.exact + 1), parts)
        # From the least place to the best, so that the best one stays.
        for part in sorted(parts, reverse=True):
            level = _STEPS_A_PART * part
            if found.last - found.first > 1 or not found.exact:
                self._mark(levels, part, found.first, found.last, level + 1)
                self._mark_owners(levels, names[part], level + 1)
            if found.exact:
                self._mark(levels, part, found.exact, found.exact + 1, level)
                self._mark_owners(levels, whole[part], level)
        return levels

    def levels_of_numbers(
        self, numbers: Iterable[int], parts: tuple[Part, ...] = EVERYWHERE
    ) -> Levels:
        """The same for any words by number, each as good as another."""
        levels = numpy.full(self.rows, ABSENT, numpy.uint8)
        listed = list(numbers)
        owners = numpy.unique(
            numpy.concatenate([self._names_with(n, n + 1) for n in listed])
            if listed
            else numpy.empty(0, numpy.uint32)
        )
        by_part = self._owners_by_part(owners, parts)
        for part in sorted(parts, reverse=True):
            level = _STEPS_A_PART * part
            for number in listed:
                self._mark(levels, part, number, number + 1, level)
            self._mark_owners(levels, by_part[part], level)
        return levels

    def _mark(self, levels: Levels, part: Part, first: int, last: int, level: int) -> None:
        starts, rows = self._postings[part]
        here = rows[starts[first - 1] : starts[last - 1]]
        # Numpy scatters by machine words; converting first is three times as fast.
        levels[here.astype(numpy.intp)] = level

    # Names that many records share.

    def _names_with(self, first: int, last: int) -> Numbers:
        """The owners of the names in which a word of this range stands."""
        if first < 1:
            return numpy.empty(0, numpy.uint32)
        places = numpy.flatnonzero(_within(self._names.tokens, Range(first, last, 0)))
        return self._owners_at(places)

    def _owners_at(self, places: NDArray[numpy.intp]) -> Numbers:
        names = numpy.searchsorted(self._name_starts, places, side="right") - 1
        return numpy.unique(self._name_owners[names])

    def _owners_by_part(self, owners: Numbers, parts: Sequence[Part]) -> dict[Part, Numbers]:
        where = self._owner_parts[owners]
        return {part: owners[where == part] for part in parts}

    def _mark_owners(self, levels: Levels, owners: Numbers, level: int) -> None:
        if len(owners):
            levels[self._rows_of(owners.tolist())] = level

    def _rows_of(self, owners: Iterable[int]) -> NDArray[numpy.intp]:
        starts, members = self._owner_starts, self._owner_members
        return numpy.concatenate([members[starts[owner] : starts[owner + 1]] for owner in owners])

    def rows_of_owners(self, owners: Iterable[int]) -> Mask:
        """The rows that refer to any of these."""
        mask = numpy.zeros(self.rows, numpy.bool_)
        mask[self._rows_of(owners)] = True
        return mask

    def owners_named(self, tokens: Sequence[str], *, whole: bool) -> list[int]:
        """The owners of which a name is these words, or with `whole` false begins so or has them.

        The last word may be unfinished unless `whole`.
        """
        ranges = [self.range_of(word, prefix=False) for word in tokens[:-1]]
        ranges.append(self.range_of(tokens[-1], prefix=not whole))
        places = self._names.places(ranges)
        if whole:
            ends = places + len(tokens)
            starts = self._name_starts[numpy.searchsorted(self._name_starts, places, "right") - 1]
            places = places[(starts == places) & (self._names.tokens[ends] == BREAK)]
        owners: list[int] = self._owners_at(places).tolist()
        return owners

    # Phrases.

    def levels_of_phrase(
        self, tokens: Sequence[str], *, prefix: bool, parts: tuple[Part, ...] = EVERYWHERE
    ) -> Levels:
        """Of every row the best place where these words follow one another."""
        ranges = [self.range_of(word, prefix=False) for word in tokens[:-1]]
        ranges.append(self.range_of(tokens[-1], prefix=prefix))
        if len(ranges) == 1:
            return self.levels_of_word(ranges[0], parts)
        levels = numpy.full(self.rows, ABSENT, numpy.uint8)
        if any(found.first >= found.last for found in ranges):
            return levels
        segments = numpy.searchsorted(self._part_starts, self._stream.places(ranges), side="right")
        # A part without any text begins where the next one does; the last of them holds the text.
        segments -= 1
        hit_parts = segments % len(Part)
        rows = self._stream_rows[segments // len(Part)]
        owners = self._owners_by_part(self._owners_at(self._names.places(ranges)), parts)
        for part in sorted(parts, reverse=True):
            levels[rows[hit_parts == part]] = _STEPS_A_PART * part
            self._mark_owners(levels, owners[part], _STEPS_A_PART * part)
        return levels

    # Titles.

    def titles_beginning(self, ranges: Sequence[Range]) -> tuple[Numbers, Numbers]:
        """Rows with a title that begins with these words, and among them those that end there."""
        first = ranges[0]
        if any(found.first >= found.last for found in ranges):
            return numpy.empty(0, numpy.uint32), numpy.empty(0, numpy.uint32)
        here = slice(self._opening_starts[first.first - 1], self._opening_starts[first.last - 1])
        places, rows = self._opening_places[here], self._opening_rows[here]
        for step, found in enumerate(ranges):
            tokens = self._stream.tokens[places + numpy.uint32(step)]
            fits = (tokens >= found.first) & (tokens < found.last)
            places, rows = places[fits], rows[fits]
        last = ranges[-1]
        ends = self._stream.tokens[places + numpy.uint32(len(ranges))] == BREAK
        whole = ends & (self._stream.tokens[places + numpy.uint32(len(ranges) - 1)] == last.exact)
        return rows, rows[whole]

    @cached_property
    def owner_names(self) -> dict[str, int]:
        """The number of each owner, such as country:CHN."""
        return {name: number for number, name in enumerate(self._data.header.names["owner"])}


class _Stream:
    """Texts as one series of words by number, in which phrases are found."""

    def __init__(self, tokens: Numbers) -> None:
        self.tokens = tokens
        # A phrase is typed letter by letter, and its first word looked for at each of them.
        self._places = lru_cache(maxsize=_REMEMBERED_WORDS)(self._find)

    def places(self, ranges: Sequence[Range]) -> NDArray[numpy.intp]:
        """Where one of each range follows one of the range before."""
        tokens = self.tokens
        if not len(tokens) or any(found.first >= found.last for found in ranges):
            return numpy.empty(0, numpy.intp)
        # A single word is looked for first: a range of them is found more often.
        anchor = next((i for i, found in enumerate(ranges) if found.last - found.first == 1), 0)
        places = self._places(ranges[anchor].first, ranges[anchor].last) - anchor
        places = places[(places >= 0) & (places + len(ranges) <= len(tokens))]
        for step, found in enumerate(ranges):
            if step != anchor:
                places = places[_within(tokens[places + step], found)]
        return places

    def _find(self, first: int, last: int) -> NDArray[numpy.intp]:
        return numpy.flatnonzero(_within(self.tokens, Range(first, last, 0)))


def _within(tokens: Numbers, found: Range) -> Mask:
    mask: Mask
    if found.last - found.first == 1:
        mask = tokens == found.first
    else:
        mask = (tokens >= found.first) & (tokens < found.last)
    return mask
