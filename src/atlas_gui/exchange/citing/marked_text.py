"""Formatted text while a citation is being made: what is formatting stands in it as characters.

These are noncharacters, which no text may hold (and which `clean` takes out of any). So a text of a
record can never become formatting, nothing need be escaped before the end, and one rendering gives
both HTML and plain text.
"""

import re
from html import escape
from typing import NamedTuple

_TAGS = ("i", "b", "u", "sup", "sub", "small")
_ON = {tag: chr(0xFDD0 + 2 * place) for place, tag in enumerate(_TAGS)}
_OFF = {tag: chr(0xFDD1 + 2 * place) for place, tag in enumerate(_TAGS)}
OPEN_QUOTE, CLOSE_QUOTE, OPEN_STATUS, CLOSE_STATUS = map(chr, range(0xFDE0, 0xFDE4))

_HTML = {
    **{mark: f"<{tag}>" for tag, mark in _ON.items()},
    **{mark: f"</{tag}>" for tag, mark in _OFF.items()},
    _ON["small"]: '<span style="font-variant:small-caps">',
    _OFF["small"]: "</span>",
}
_MARK = "[\ufdd0-\ufdef]"
_CLOSING = "[" + "".join(_OFF.values()) + CLOSE_QUOTE + "]"
# Control characters, noncharacters, and marks that turn the direction of what follows.
_NOT_TEXT = re.compile(
    "[\u202a-\u202e\u2066-\u2069\ufffc\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff]"
)
_STATUS_AT_END = re.compile(f"{OPEN_STATUS}([^{CLOSE_STATUS}]*){CLOSE_STATUS}({_CLOSING}+)")
_STATUS_MARKS = re.compile(f"[{OPEN_STATUS}{CLOSE_STATUS}]")
_FULL_STOP_TOO_MANY = re.compile(f"([.?!…])({_MARK}*)\\.(?!\\.)")
_COMMA_TOO_MANY = re.compile(f",({_MARK}*),")
_AFTER_QUOTE = re.compile(f"({CLOSE_QUOTE}{_CLOSING}*)([.,])")
_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# Not those that do not break: French puts them before colons.
_SPACES = re.compile(r"[ \t\r\n]{2,}|[\t\r\n]")
_INNER = {"“": "‘", "”": "’"}


class Quotes(NamedTuple):
    """The quotation marks of a style's language, and whether full stop and comma stand within."""

    opening: str = "“"
    closing: str = "”"
    inner_opening: str = "‘"
    inner_closing: str = "’"
    punctuation_within: bool = True


class Citation(NamedTuple):
    """A citation, or a list of them, as HTML and as plain text that say the same."""

    html: str
    plain: str


class MarkingFormatter:
    """What citeproc-py calls to format: the marks of this module round the text."""

    @staticmethod
    def preformat(text: str) -> str:
        """The text of a style as it is: it is escaped with everything else, at the end."""
        return str(text)

    @staticmethod
    def Italic(text: str) -> str:
        """Italics."""
        return _wrapped("i", text)

    @staticmethod
    def Bold(text: str) -> str:
        """Bold."""
        return _wrapped("b", text)

    @staticmethod
    def Underline(text: str) -> str:
        """Underlined."""
        return _wrapped("u", text)

    @staticmethod
    def Superscript(text: str) -> str:
        """Raised."""
        return _wrapped("sup", text)

    @staticmethod
    def Subscript(text: str) -> str:
        """Lowered."""
        return _wrapped("sub", text)

    @staticmethod
    def SmallCaps(text: str) -> str:
        """Small capitals."""
        return _wrapped("small", text)

    Oblique = Italic
    Light = preformat


def clean(text: str) -> str:
    """One line of text without control characters and without anything that means formatting."""
    return _NOT_TEXT.sub("", " ".join(text.split()))


def with_apostrophes(text: str) -> str:
    """The text with typographic apostrophes, as in "Cuba’s"."""
    return _APOSTROPHE.sub("’", text)


def without_marks(text: str) -> str:
    """The text without its formatting, to be compared."""
    return re.sub(_MARK, "", text)


def finished(marked: str, quotes: Quotes) -> Citation:
    """The HTML and the plain text of a rendered entry, its punctuation put right.

    citeproc-py sees no further than the end of a text: full stops meet behind italics, stand
    outside quotation marks, and quotations within quotations look like those around them.
    """
    # How far it got is no part of the title that italics or quotation marks go round.
    text = _STATUS_AT_END.sub(r"\2\1", marked)
    text = _STATUS_MARKS.sub("", text)
    if quotes.punctuation_within:
        text = _AFTER_QUOTE.sub(r"\2\1", text)
    text = _COMMA_TOO_MANY.sub(r",\1", text)
    text = _FULL_STOP_TOO_MANY.sub(r"\1\2", text)
    text = _with_quotes(_SPACES.sub(" ", text).strip(), quotes)
    html = "".join(_HTML.get(one) or escape(one, quote=False) for one in text)
    return Citation(html, without_marks(text))


def _wrapped(tag: str, text: str) -> str:
    return f"{_ON[tag]}{text}{_OFF[tag]}"


def _with_quotes(text: str, quotes: Quotes) -> str:
    """Put in the quotation marks; what is quoted within a quotation gets the other kind."""
    shown: list[str] = []
    depth = 0
    for one in text:
        if one == OPEN_QUOTE:
            shown.append(quotes.inner_opening if depth % 2 else quotes.opening)
            depth += 1
        elif one == CLOSE_QUOTE:
            depth = max(0, depth - 1)
            shown.append(quotes.inner_closing if depth % 2 else quotes.closing)
        elif depth % 2 and quotes.opening == "“":
            shown.append(_INNER.get(one, one))
        else:
            shown.append(one)
    return "".join(shown)
