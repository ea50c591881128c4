r"""Turns the TeX of a bibliography into plain text: `M{\"u}ller \& Co.` is Müller & Co.

Only what stands for a sign is replaced; a command that is not known stays as it is written, for it
may mean something. Nothing is ever carried out.
"""

import re
import unicodedata
from typing import Final

_ACCENTS: Final = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "h": "\u0309",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_SIGNS: Final = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "aa": "å",
    "AA": "Å",
    "l": "ł",
    "L": "Ł",
    "i": "ı",
    "j": "ȷ",
    "dh": "ð",
    "DH": "Ð",
    "th": "þ",
    "TH": "Þ",
    "dj": "đ",
    "DJ": "Đ",
    "ng": "ŋ",
    "NG": "Ŋ",
    "textbackslash": "\\",
    "textasciitilde": "~",
    "textasciicircum": "^",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textunderscore": "_",
    "textbar": "|",
    "textless": "<",
    "textgreater": ">",
    "textdollar": "$",
    "textquotedbl": '"',
    "textquoteleft": "‘",
    "textquoteright": "’",
    "textquotedblleft": "“",
    "textquotedblright": "”",
    "textendash": "–",
    "textemdash": "—",
    "textregistered": "®",
    "texttrademark": "™",
    "textdegree": "°",
    "textnumero": "№",
    "guillemotleft": "«",
    "guillemotright": "»",
    "ldots": "…",
    "dots": "…",
    "textellipsis": "…",
    "euro": "€",
    "texteuro": "€",
    "pounds": "£",
    "textsterling": "£",
    "copyright": "©",
    "S": "§",
    "P": "¶",
    "LaTeX": "LaTeX",
    "TeX": "TeX",
}
# Commands that say how their text looks, which plain text does not.
_LOOKS: Final = frozenset(
    "emph textit textbf textsc textsf texttt textrm textup textnormal text mbox enquote url nolinkurl"
    " relax noopsort em it bf sc rm sf tt protect natexlab uppercase".split()
)
_LIGATURES: Final = {
    "---": "—",
    "--": "–",
    "``": "“",
    "''": "”",
    "?`": "¿",
    "!`": "¡",
    "~": "\u00a0",
}
_TOKEN = re.compile(
    r"""\\(?P<accent>[`'^"~=.]|[uvHtcdbkrh](?![A-Za-z]))\s*
        (?:\{\s*(?P<braced>\\?[A-Za-z]?)\s*\}|(?P<bare>\\[ij](?![A-Za-z])(?:\{\})?|[A-Za-z]))
      | \\(?P<command>[A-Za-z]+)(?P<after>\s*\{\}|[ \t]+(?=[^\s{]))?
      | \\(?P<escaped>[^A-Za-z])
      | (?P<ligature>---|--|``|''|[?!]`|~)
      | (?P<brace>[{}])""",
    re.VERBOSE,
)


def plain_text(tex: str) -> str:
    """The text that TeX would print, in one line, as far as it is plain."""
    if not any(sign in tex for sign in "\\{}~-`'"):
        return " ".join(tex.split())
    return " ".join(unicodedata.normalize("NFC", _TOKEN.sub(_plain, tex)).split())


def _plain(found: re.Match[str]) -> str:
    kind = found.lastgroup
    if kind == "brace":
        return ""
    if kind == "ligature":
        return _LIGATURES[found[0]]
    if kind == "escaped":
        sign = found["escaped"]
        # A backslash before a break or a blank is a blank; \- is where a word may be parted.
        return {"\\": " ", "-": "", "/": "", ",": " ", "\n": " "}.get(sign, sign)
    if found["accent"]:
        return _accented(found)
    command = found["command"]
    if command in _SIGNS:
        return _SIGNS[command]
    if command in _LOOKS:
        return ""
    # Its braces go as all do, but what stood in them is no part of its name.
    return found[0].replace("{}", "") + (" " if found.string.startswith("{", found.end()) else "")


def _accented(found: re.Match[str]) -> str:
    letter = (found["braced"] if found["braced"] is not None else found["bare"]).replace("{}", "")
    mark = _ACCENTS.get(found["accent"])
    if mark is None:
        return letter
    # The dot of i and j goes under an accent.
    plain = letter.lstrip("\\")
    return plain + mark if plain else found["accent"]
