"""Any text on one line of Markdown, which shows it and nothing else, and the text again."""

import re
from typing import Final

_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~^$=@&]|(?i:(?<=www)\.)|:(?=/|[\w+-]+:)")
# Line ends of any sort, other control characters, halves of pairs, and spaces that would not be seen.
_UNSEEN: Final = re.compile("[\0-\x1f\x7f-\xa0\u2028\u2029\ufeff]|^ | $|(?<= ) ")
_WRITTEN: Final = re.compile(r"\\([!-/:-@\[-`{-~])|&#(\d{1,7});")


def escaped(text: str, also: str = "") -> str:
    r"""A text as Markdown, on one line; characters in `also` are written by their numbers.

    >>> escaped("a *b*\n<c>")
    'a \\*b\\*&#10;\\<c\\>'
    """
    marked = _MARKUP.sub(r"\\\g<0>", text)
    numbered = _UNSEEN.sub(_number, marked)
    for character in also:
        numbered = numbered.replace(character, f"&#{ord(character)};")
    return numbered


def unescaped(text: str) -> str:
    r"""The text that `escaped` was given.

    >>> unescaped("a \\*b\\*&#10;\\<c\\>")
    'a *b*\n<c>'
    """
    return _WRITTEN.sub(_character, text)


def _number(found: re.Match[str]) -> str:
    return f"&#{ord(found[0])};"


def _character(found: re.Match[str]) -> str:
    if found[1]:
        return found[1]
    number = int(found[2])
    return chr(number) if number <= 0x10FFFF else found[0]
