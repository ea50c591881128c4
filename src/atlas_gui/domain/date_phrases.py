"""Phrases with places to fill in, read backwards: what stands in the places of a typed text."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator
from string import Formatter
from typing import NamedTuple

from atlas_gui.i18n import _

_SAME = str.maketrans("’‘ʼ`´‐‑−—―‒", "'''''---–––")


def fold(text: str) -> str:
    """`text` without case, accents, double spaces and the many kinds of dashes and apostrophes."""
    letters = unicodedata.normalize("NFKD", text.translate(_SAME).casefold())
    kept = (_digit(letter) for letter in letters if unicodedata.category(letter) != "Mn")
    return " ".join("".join(kept).split())


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter, letter))


class Phrase(NamedTuple):
    """The fixed words of a phrase, one more than there are places between them."""

    words: tuple[str, ...]
    places: tuple[str, ...]

    def readings(self, text: str) -> Iterator[dict[str, str]]:
        """What the places can hold so that the phrase is `text`, which is folded; never nothing."""
        for found in _split(self.words, text):
            values = [value.strip() for value in found]
            if all(values):
                yield dict(zip(self.places, values, strict=True))


Rule = tuple[Phrase, Callable[..., str | None]]


def _split(words: tuple[str, ...], text: str) -> Iterator[tuple[str, ...]]:
    head, rest = words[0], words[1:]
    if not text.startswith(head):
        return
    text = text[len(head) :]
    if not rest:
        if not text:
            yield ()
    elif len(rest) == 1:
        if text.endswith(rest[0]):
            yield (text[: len(text) - len(rest[0])],)
    else:
        at = text.find(rest[0], 1)
        while 0 < at < len(text):
            for others in _split(rest, text[at:]):
                yield (text[:at], *others)
            at = text.find(rest[0], at + 1)


def phrase(pattern: str) -> Phrase:
    """The phrase of a pattern such as "about {date}"."""
    words, places = [""], []
    for literal, place, *_rest in Formatter().parse(pattern):
        words[-1] += _folded_word(literal)
        if place is not None:
            places.append(place)
            words.append("")
    return Phrase(tuple(words), tuple(places))


def _folded_word(literal: str) -> str:
    # Spaces at the edges keep words apart: they belong to the phrase.
    before = " " if literal[:1].isspace() else ""
    after = " " if literal.strip() and literal[-1:].isspace() else ""
    return before + fold(literal) + after


def in_both_languages(pattern: str) -> tuple[Phrase, ...]:
    """The phrase in English and in the reader's language, once if they are the same.

    A translation that is no pattern, or has other places than the original, is left out.
    """
    original = phrase(pattern)
    try:
        translated = phrase(_(pattern))
    except ValueError:
        return (original,)
    if translated == original or sorted(translated.places) != sorted(original.places):
        return (original,)
    return original, translated


def rules(patterns: Iterable[str], meaning: Callable[..., str | None]) -> Iterator[Rule]:
    """Rules that give `meaning` what stands in the places of each pattern, by name."""
    for pattern in patterns:
        for found in in_both_languages(pattern):
            yield found, meaning


def readings(phrases: Iterable[Phrase], text: str) -> Iterator[dict[str, str]]:
    """All readings of `text` as any of the phrases, in their order."""
    for one in phrases:
        yield from one.readings(text)
