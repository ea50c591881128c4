"""Text from outside, made fit for a library without losing what can be read of it."""

import re
import unicodedata

from atlas_gui.exchange.importing.rows import Cell
from atlas_gui.store.check.texts import JOINERS, MISREAD, UNSEEN

# Stands for a sign that nobody can read.
UNREADABLE = "\N{WHITE SQUARE}"
_MISREAD_RUN = re.compile("[\u0080-\u00ff‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]{2,}")
_BLANKS = re.compile("[\t\v\f\u0085\u2028\u2029\u00a0]")
_UNDEFINED = dict.fromkeys((0x81, 0x8D, 0x8F, 0x90, 0x9D))


def is_plain(text: str) -> bool:
    """Whether `cleaned` would leave a text as it is: quick, for nearly all are."""
    return text.isascii() and text.isprintable()


def cleaned(text: str) -> str:
    r"""`text` without signs that cannot be seen, and with UTF-8 that was misread put right.

    Tabs and the like become blanks, control characters a square; line breaks stay.

    >>> cleaned("Comitê\tde EmergÃªncia\x8d")
    'Comitê de Emergência□'
    """
    if is_plain(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if MISREAD.search(text):
        text = _MISREAD_RUN.sub(lambda found: _reread(found[0]), text)
    text = _BLANKS.sub(" ", text)
    if text.isprintable() and "\N{REPLACEMENT CHARACTER}" not in text:
        return text
    return "".join(map(_visible, text)).strip()


def cleaned_cell(cell: Cell) -> Cell:
    """A cell with all its text cleaned; the very same if there was nothing to do."""
    if isinstance(cell, str):
        return cell if is_plain(cell) else cleaned(cell) or None
    # Lists and objects are such as a decoder of JSON makes: many, so that their exact types are asked.
    if isinstance(cell, dict):
        if all(held is None or (type(held) is str and is_plain(held)) for held in cell.values()):
            return cell
        return {name: cleaned_cell(held) for name, held in cell.items()}
    if isinstance(cell, list | tuple):
        return [cleaned_cell(held) for held in cell]
    return cell


def _reread(run: str) -> str:
    """A run of signs read as the UTF-8 it was, if it was; else as it stands."""
    try:
        raw = b"".join(_byte(sign) for sign in run)
        return raw.decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        # Some of it may still be: a letter that was right stands beside one that was misread.
        return MISREAD.sub(lambda found: _reread_part(found[0]), run)


def _reread_part(part: str) -> str:
    try:
        return b"".join(map(_byte, part)).decode("utf-8")
    except (UnicodeDecodeError, UnicodeEncodeError):
        return UNREADABLE * len(part)


def _byte(sign: str) -> bytes:
    if ord(sign) <= 0xFF and ord(sign) in _UNDEFINED:
        return bytes([ord(sign)])
    try:
        return sign.encode("cp1252")
    except UnicodeEncodeError:
        return sign.encode("latin-1")


def _visible(sign: str) -> str:
    if sign == "\n" or sign in JOINERS:
        return sign
    kind = unicodedata.category(sign)
    if kind in ("Cc", "Cs", "Cn") or sign == "\N{REPLACEMENT CHARACTER}":
        return UNREADABLE
    return "" if kind in UNSEEN else sign
