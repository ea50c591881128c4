"""Decodes JSON, and makes cells of what it holds."""

from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final

import msgspec

from atlas_gui.exchange.importing.reading.limits import CELL_SIGNS, DIGITS
from atlas_gui.exchange.importing.rows import Cell
from atlas_gui.i18n import _

# What decoding may raise for bytes that are no JSON that is taken.
JSON_ERRORS: Final = (
    msgspec.DecodeError,
    UnicodeDecodeError,
    RecursionError,
    InvalidOperation,
    OverflowError,
    ValueError,
)
_MOST: Final = 10**DIGITS
# Objects within objects become columns only so deep; what is deeper stays in its cell.
_DEPTH: Final = 8
# Bytes that only stand in JSON of which some text may be blank or has blanks at its ends; the
# others only behind a backslash, or beside what is not ASCII.
_BLANKS: Final = (b'""', b'" ', b' "}', b' "]', b' ",')
_ESCAPED_BLANKS: Final = (b'"\\', b"\\u", b'\\n"', b'\\t"', b'\\r"', b'\\f"')
_WIDE_BLANKS: Final = (
    b"\xc2\xa0",
    b"\xc2\x85",
    b"\xe1\x9a\x80",
    b"\xe2\x80",
    b"\xe2\x81\x9f",
    b"\xe3\x80\x80",
)


class UnusableError(ValueError):
    """A value that cannot be a cell; its text says why, in the reader's language."""


def decoder() -> "msgspec.json.Decoder[Any]":
    """A decoder that keeps every digit of a number, and refuses those that have too many."""
    return msgspec.json.Decoder(float_hook=_decimal)


def why_no_json(error: Exception) -> str:
    """The reason why something is not taken as JSON, as the middle of a sentence."""
    if isinstance(error, RecursionError):
        return _("it is nested too deeply")
    if isinstance(error, UnusableError):
        return str(error)
    if isinstance(error, InvalidOperation | OverflowError | msgspec.ValidationError):
        return _("a number is too large")
    if isinstance(error, UnicodeDecodeError):
        return _("it is not UTF-8")
    if "truncated" in str(error):
        return _("it ends in the middle")
    detail = str(error).removeprefix("JSON is malformed: ")[:100]
    return _("it is no JSON ({detail})").format(detail=detail)


def needs_trimming(content: bytes) -> bool:
    """Whether any text in this JSON may be blank or begin or end with blanks; false if surely none."""
    # A loop of its own is twice as fast as any().
    for sign in _BLANKS:
        if sign in content:
            return True
    if b"\\" in content and any(sign in content for sign in _ESCAPED_BLANKS):
        return True
    return not content.isascii() and any(sign in content for sign in _WIDE_BLANKS)


def trimmed(value: Any) -> Cell:
    """A decoded value as a cell: without blanks around texts, None for an empty one.

    Raises UnusableError for what is too long or no number.
    """
    kind = type(value)
    if kind is str:
        if len(value) > CELL_SIGNS:
            raise UnusableError(_("a text has more than {most:,} signs").format(most=CELL_SIGNS))
        return value.strip() or None
    if kind is list:
        return [trimmed(held) for held in value]
    if kind is dict:
        return {name: trimmed(held) for name, held in value.items()}
    if kind is int:
        _check_whole(value)
    return value  # type: ignore[no-any-return]  # a number, a truth value or None


def flattened(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """An object whose objects have become columns of their own, `a.b`; lists stay as they are.

    Raises UnusableError for a number that is too large.
    """
    nested = False
    for value in item.values():
        kind = type(value)
        if kind is dict:
            nested = True
        elif kind is int:
            _check_whole(value)
    if not nested:
        return item
    flat: dict[str, Any] = {}
    _flatten(item, "", flat, _DEPTH)
    return flat


def column_names(names: Sequence[str]) -> Sequence[str]:
    """Names of objects as columns, which are never blank: an empty name is told by its place."""
    taken = set(names)
    made = []
    for place, name in enumerate(names):
        shown = " ".join(name.split())
        if shown != name or not shown:
            shown = shown or f"Column {place + 1}"
            number = 2
            plain = shown
            while shown in taken:
                shown, number = f"{plain} ({number})", number + 1
            taken.add(shown)
        made.append(shown)
    return made


def _flatten(item: Mapping[str, Any], before: str, flat: dict[str, Any], depth: int) -> None:
    for name, value in item.items():
        if type(value) is dict and value and depth:
            _flatten(value, f"{before}{name}.", flat, depth - 1)
        else:
            path = f"{before}{name}"
            # {"a.b": 1, "a": {"b": 2}} holds two values by one path.
            while path in flat:
                path += "'"
            # What is empty, is an empty cell.
            flat[path] = None if value == {} else value


def _decimal(digits: str) -> Decimal:
    number = Decimal(digits)
    if abs(number.adjusted()) > DIGITS or len(digits) > 2 * DIGITS:
        raise UnusableError(_("a number is too large"))
    return number


def _check_whole(number: int) -> None:
    if not -_MOST < number < _MOST:
        raise UnusableError(_("a number is too large"))
