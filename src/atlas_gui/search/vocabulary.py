"""The words of a library by alphabet: those that begin so, those that hold it, those spelt alike."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final, NamedTuple

import numpy
from numpy.typing import NDArray

from atlas_gui.search.folding import is_ideograph

_LAST: Final = "\U0010ffff"
# A word shorter than this is like too many others; of longer ones a second slip is forgiven.
_SHORTEST_SIMILAR: Final = 4
# Of a word that is still being typed, more has to be there before its end can be guessed.
_SHORTEST_BEGINNING: Final = 5
_LENGTH_FOR_TWO_SLIPS: Final = 8
_SHORTEST_INSIDE: Final = 3
_MOST_SIMILAR: Final = 12


class Similar(NamedTuple):
    """A word of the library that is spelt much like a typed one."""

    number: int
    word: str
    slips: int


class Vocabulary:
    """Words have the numbers 1 to n in the order of the alphabet; ranges are half open."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = text.split("\n") if text else []

    def __len__(self) -> int:
        return len(self._words)

    def word(self, number: int) -> str:
        """The word with a number."""
        return self._words[number - 1]

    def number(self, word: str) -> int:
        """The number of a word; 0 if the library does not have it."""
        place = bisect_left(self._words, word)
        found = place < len(self._words) and self._words[place] == word
        return place + 1 if found else 0

    def beginning(self, start: str) -> tuple[int, int]:
        """The numbers of the words that begin so, the word itself first."""
        first = bisect_left(self._words, start)
        return first + 1, bisect_right(self._words, start + _LAST, first) + 1

    def containing(self, inside: str) -> list[int]:
        """The numbers of the words that hold this somewhere; none for so little that all do."""
        if len(inside) < _SHORTEST_INSIDE:
            return []
        return [bisect_right(self._ends, place) + 1 for place in self._places(inside)]

    def similar(self, typed: str, *, unfinished: bool) -> list[Similar]:
        """The words most like a typed one, nearest first; with `unfinished` like its beginning.

        A slip is a letter too many, too few, wrong, or two letters in the wrong order.
        """
        allowed = _slips_allowed(typed)
        if not allowed or is_ideograph(typed[0]):
            return []
        unfinished = unfinished and len(typed) >= _SHORTEST_BEGINNING
        numbers = self._candidates(typed, allowed, unfinished=unfinished)
        candidates = [self._words[number - 1] for number in numbers]
        if unfinished:
            # A shorter word is its own beginning, so that whole words are among these.
            lengths = (len(typed), len(typed) + 1)
            beginnings = ([word[:length] for word in candidates] for length in lengths)
            slips = numpy.minimum(*(_slips(typed, words, allowed) for words in beginnings))
        else:
            slips = _slips(typed, candidates, allowed)
        near = slips[(slips > 0) & (slips <= allowed)]
        if not len(near):
            return []
        # A word at two slips is no answer where one is to be had at one.
        nearest = int(near.min())
        best = [
            Similar(numbers[place], candidates[place], nearest)
            for place in numpy.flatnonzero(slips == nearest).tolist()
        ]
        best.sort(key=lambda one: (one.word[0] != typed[0], len(one.word), one.word))
        return best[:_MOST_SIMILAR]

    def split(self, typed: str) -> Iterator[tuple[str, str]]:
        """Two words of the library that somebody wrote without the space between them."""
        for cut in range(2, len(typed) - 1):
            first, second = typed[:cut], typed[cut:]
            if self.number(first) and self.number(second):
                yield first, second

    @cached_property
    def _ends(self) -> list[int]:
        """Where in the text each word ends."""
        lengths = numpy.fromiter(map(len, self._words), numpy.int64, len(self._words))
        ends: list[int] = (numpy.cumsum(lengths + 1) - 1).tolist()
        return ends

    def _places(self, inside: str) -> Iterator[int]:
        place = self._text.find(inside)
        while place >= 0:
            yield place
            # One hit a word is enough.
            end = self._text.find("\n", place)
            place = self._text.find(inside, end) if end >= 0 else -1

    @cached_property
    def _letters(self) -> tuple[NDArray[numpy.uint64], NDArray[numpy.int64], NDArray[numpy.uint32]]:
        """For each word the set of its letters, as bits, its length, and its first letter."""
        masks = numpy.fromiter(map(_letter_bits, self._words), numpy.uint64, len(self._words))
        lengths = numpy.fromiter(map(len, self._words), numpy.int64, len(self._words))
        firsts = numpy.fromiter((ord(w[0]) for w in self._words), numpy.uint32, len(self._words))
        return masks, lengths, firsts

    def _candidates(self, typed: str, allowed: int, *, unfinished: bool) -> list[int]:
        """Words that miss no more of the typed letters than slips are allowed."""
        masks, lengths, firsts = self._letters
        bits = numpy.uint64(_letter_bits(typed))
        near = lengths >= len(typed) - allowed
        near &= numpy.bitwise_count(bits & ~masks) <= allowed
        if not unfinished:
            near &= lengths <= len(typed) + allowed
            near &= numpy.bitwise_count(masks & ~bits) <= allowed
        elif allowed == 1:
            # Of a short beginning the first letter, or the first two turned round, has to be right.
            near &= (firsts == ord(typed[0])) | (firsts == ord(typed[1]))
        numbers: list[int] = (numpy.flatnonzero(near) + 1).tolist()
        return numbers

    def prepare(self) -> None:
        """Make ready what the first misspelt word would otherwise wait for."""
        _ = self._letters, self._ends
        _slips("loads", ["here"], 1)


def _slips_allowed(typed: str) -> int:
    if len(typed) < _SHORTEST_SIMILAR or any(map(str.isdigit, typed)):
        return 0
    return 2 if len(typed) >= _LENGTH_FOR_TWO_SLIPS else 1


def _slips(typed: str, words: Sequence[str], allowed: int) -> NDArray[numpy.uint8]:
    """How many slips lie between a typed word and each of others; one more than allowed for more."""
    from rapidfuzz.distance import OSA  # only a word that is nowhere to be found needs it
    from rapidfuzz.process import cdist

    if not words:
        return numpy.empty(0, numpy.uint8)
    found: NDArray[numpy.uint8] = cdist(
        [typed], words, scorer=OSA.distance, score_cutoff=allowed, dtype=numpy.uint8
    )[0]
    return found


def _letter_bits(word: str) -> int:
    bits = 0
    for letter in word:
        bits |= 1 << (ord(letter) & 63)
    return bits
