"""Record text as it may be printed: every character visible, none that rearranges its neighbours."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

# Format characters that a script needs to be written at all; every other one is shown by its code.
_NEEDED_FORMATS = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u061c\u2060")
_UNPRINTABLE = frozenset({"Cc", "Cf", "Cn", "Co", "Cs"})
_LINE_ENDS = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_LONG_WORD = re.compile(r"[^\s\u200b/-]{40}(?=[^\s\u200b/-]{8})")
_SIGN_BEFORE_NUMBER = re.compile("(?<=[§¶]) (?=[0-9])")
ZERO_WIDTH_SPACE = "\u200b"
# They change the shapes of the letters beside them.
JOINERS = "\u200c\u200d"


def code_point(character: str) -> str:
    r"""The name of a character that cannot be shown.

    >>> code_point("\x07"), code_point("\U000f0000")
    ('U+0007', 'U+F0000')
    """
    return f"U+{ord(character):04X}"


def display_text(text: str) -> str:
    r"""`text` with line ends made alike and every invisible character shown by its code point.

    Words longer than a line get places to break at; a section sign stays with its number.

    >>> display_text("a\tb\x07\u202ec")
    'a bU+0007U+202Ec'
    """
    lines = _LINE_ENDS.sub("\n", text).replace("\t", " ").strip()
    visible = "".join(_visible(lines)) if not lines.isprintable() else lines
    joined = _SIGN_BEFORE_NUMBER.sub("\N{NO-BREAK SPACE}", visible)
    return _LONG_WORD.sub(lambda match: match[0] + ZERO_WIDTH_SPACE, joined)


def one_line(text: str) -> str:
    r"""`display_text` for a title or a label: white space of any sort becomes one space.

    >>> one_line(" Two\n lines ")
    'Two lines'
    """
    return " ".join(display_text(text).split())


def without(text: str, characters: frozenset[str]) -> str:
    """`text` with each of `characters` replaced by its code point, and what joins it to the next."""
    return text if characters.isdisjoint(text) else "".join(_replaced(text, characters))


def _replaced(text: str, characters: frozenset[str]) -> Iterable[str]:
    gone = False
    for character in text:
        gone = character in characters or (gone and character in JOINERS)
        yield code_point(character) if gone else character


def map_texts(value: Any, change: Callable[[str], str]) -> Any:
    """Plain data with `change` applied to every text in it, keys excepted."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {key: map_texts(item, change) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [map_texts(item, change) for item in value]
    return value


def all_texts(value: Any) -> Iterator[str]:
    """Every text in plain data."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for item in value.values():
            yield from all_texts(item)
    elif isinstance(value, Sequence):
        for item in value:
            yield from all_texts(item)


def _visible(text: str) -> Iterable[str]:
    for character in text:
        hidden = unicodedata.category(character) in _UNPRINTABLE
        if hidden and character != "\n" and character not in _NEEDED_FORMATS:
            yield code_point(character)
        else:
            yield character
