"""Text reduced to what a reader types: no case, no accents, no punctuation, Chinese by character.

Index and query pass through the same folding, so that Rodriguez finds Rodríguez, dang finds Đặng
and 为 finds 华为. SQLite's own `remove_diacritics` misses letters such as ł and đ, and takes a run
of Chinese for one word.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

# Letters that Unicode does not decompose although readers type them as their plain neighbours.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ß": "ss",
        "ħ": "h",
        "ŧ": "t",
    }
)
_HAN = (
    "\u2e80-\u2fdf"  # radicals
    "\u3040-\u30ff"  # kana
    "\u3100-\u312f\u31a0-\u31bf"  # bopomofo
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"  # ideographs
    "\uac00-\ud7af"  # Hangul syllables
    "\U00020000-\U0003ffff"
)
# Compiling these takes longer than opening a small library; `_pattern` leaves it to first use.
_LETTER = rf"[^\W\d_{_HAN}]"
# Single letters with dots between them are one word: U.S.S.R. is USSR.
_ABBREVIATION = rf"(?<![^\W_{_HAN}]){_LETTER}(?:\.{_LETTER})+(?![^\W_{_HAN}])"
_TOKEN = rf"[{_HAN}]|{_ABBREVIATION}|[^\W_{_HAN}]+"
_IDEOGRAPH = rf"[{_HAN}]"


@cache
def _pattern(expression: str) -> re.Pattern[str]:
    return re.compile(expression, re.DOTALL)


class Token(NamedTuple):
    """A folded word and where it stands in the text it was folded from."""

    text: str
    start: int
    end: int


_COMBINING = r"[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f]+"


def fold(text: str) -> str:
    """The text without case and accents; words stay apart as they were."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN)).casefold()
    # Composing again puts Hangul syllables back together; letters have lost what could join them.
    return unicodedata.normalize("NFC", _pattern(_COMBINING).sub("", decomposed)).translate(_PLAIN)


_fold_cluster = lru_cache(maxsize=4096)(fold)
# A character and what joins it: accents, voicing marks of kana, vowels and finals of Hangul.
_CLUSTER = r".[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u3099\u309a\u1160-\u11ff]*"


def tokens(text: str) -> list[Token]:
    """The folded words of a text, each Chinese, Japanese or Korean character one word.

    >>> [token.text for token in tokens("Bruno Rodríguez, 华为")]
    ['bruno', 'rodriguez', '华', '为']
    """
    if text.isascii():
        return [
            Token(found.group().replace(".", ""), *found.span())
            for found in _pattern(_TOKEN).finditer(text.lower())
        ]
    folded: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for cluster in _pattern(_CLUSTER).finditer(text):
        for piece in _fold_cluster(cluster.group()):
            folded.append(piece)
            starts.append(cluster.start())
            ends.append(cluster.end())
    return [
        Token(match.group().replace(".", ""), starts[match.start()], ends[match.end() - 1])
        for match in _pattern(_TOKEN).finditer("".join(folded))
    ]


def words(text: str) -> list[str]:
    """The folded words of a text, without their places: faster for indexing."""
    found = _pattern(_TOKEN).findall(fold(text))
    return [word.replace(".", "") for word in found] if "." in text else found


def is_ideograph(token: str) -> bool:
    """Whether a token is one character of a script that writes no spaces."""
    return len(token) == 1 and _pattern(_IDEOGRAPH).match(token) is not None
