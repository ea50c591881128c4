"""Scripts of the world, and the typefaces that the usual systems have for them."""

import unicodedata
from collections.abc import Mapping
from enum import StrEnum

from atlas_gui.i18n import _, mark


class Script(StrEnum):
    """A script for which the fonts that come with Atlas have no letters."""

    HAN = "han"
    JAPANESE = "japanese"
    KOREAN = "korean"
    ARABIC = "arabic"
    HEBREW = "hebrew"
    DEVANAGARI = "devanagari"
    BENGALI = "bengali"
    TAMIL = "tamil"
    THAI = "thai"
    LAO = "lao"
    KHMER = "khmer"
    MYANMAR = "myanmar"
    ETHIOPIC = "ethiopic"
    GEORGIAN = "georgian"
    ARMENIAN = "armenian"
    MONGOLIAN = "mongolian"
    TIBETAN = "tibetan"
    OTHER = "other"


# For each script the families to look for, best first: serifs that go with Libertinus, then what
# Linux, macOS and Windows ship.
FAMILIES: Mapping[Script, tuple[str, ...]] = {
    Script.HAN: (
        "Noto Serif CJK SC",
        "Noto Serif SC",
        "Source Han Serif SC",
        "Songti SC",
        "STSong",
        "SimSun",
        "Noto Sans CJK SC",
        "Noto Sans SC",
        "Source Han Sans SC",
        "PingFang SC",
        "Hiragino Sans GB",
        "Microsoft YaHei",
        "WenQuanYi Zen Hei",
        "WenQuanYi Micro Hei",
        "AR PL UMing CN",
        "Droid Sans Fallback",
    ),
    Script.JAPANESE: (
        "Noto Serif CJK JP",
        "Noto Serif JP",
        "Source Han Serif",
        "Hiragino Mincho ProN",
        "Yu Mincho",
        "MS Mincho",
        "IPAexMincho",
        "Noto Sans CJK JP",
        "Noto Sans JP",
        "Hiragino Sans",
        "Yu Gothic",
        "MS Gothic",
        "Droid Sans Fallback",
    ),
    Script.KOREAN: (
        "Noto Serif CJK KR",
        "Noto Serif KR",
        "AppleMyungjo",
        "Batang",
        "NanumMyeongjo",
        "Noto Sans CJK KR",
        "Noto Sans KR",
        "Apple SD Gothic Neo",
        "Malgun Gothic",
        "NanumGothic",
        "Droid Sans Fallback",
    ),
    Script.ARABIC: (
        "Noto Naskh Arabic",
        "Amiri",
        "Geeza Pro",
        "Times New Roman",
        "Segoe UI",
        "Noto Sans Arabic",
        "DejaVu Sans",
    ),
    Script.HEBREW: (
        "Noto Serif Hebrew",
        "New Peninim MT",
        "David",
        "Times New Roman",
        "Arial Hebrew",
        "Noto Sans Hebrew",
        "DejaVu Sans",
    ),
    Script.DEVANAGARI: (
        "Noto Serif Devanagari",
        "Kohinoor Devanagari",
        "Nirmala UI",
        "Noto Sans Devanagari",
        "Lohit Devanagari",
    ),
    Script.BENGALI: (
        "Noto Serif Bengali",
        "Kohinoor Bangla",
        "Nirmala UI",
        "Noto Sans Bengali",
    ),
    Script.TAMIL: ("Noto Serif Tamil", "Tamil MN", "Nirmala UI", "Noto Sans Tamil"),
    Script.THAI: (
        "Noto Serif Thai",
        "Thonburi",
        "Leelawadee UI",
        "Noto Sans Thai",
        "Norasi",
        "Loma",
    ),
    Script.LAO: ("Noto Serif Lao", "Lao MN", "Leelawadee UI", "Noto Sans Lao"),
    Script.KHMER: ("Noto Serif Khmer", "Khmer MN", "Leelawadee UI", "Noto Sans Khmer"),
    Script.MYANMAR: ("Noto Serif Myanmar", "Myanmar MN", "Myanmar Text", "Noto Sans Myanmar"),
    Script.ETHIOPIC: ("Noto Serif Ethiopic", "Kefa", "Ebrima", "Nyala", "Noto Sans Ethiopic"),
    Script.GEORGIAN: ("Noto Serif Georgian", "Sylfaen", "Noto Sans Georgian", "DejaVu Serif"),
    Script.ARMENIAN: ("Noto Serif Armenian", "Sylfaen", "Noto Sans Armenian", "DejaVu Serif"),
    Script.MONGOLIAN: ("Noto Sans Mongolian", "Mongolian Baiti"),
    Script.TIBETAN: ("Noto Serif Tibetan", "Kailasa", "Microsoft Himalaya"),
    Script.OTHER: ("DejaVu Sans", "Noto Sans", "Segoe UI Symbol", "Apple Symbols"),
}
_NAMES: Mapping[Script, str] = {
    Script.HAN: mark("Chinese"),
    Script.JAPANESE: mark("Japanese"),
    Script.KOREAN: mark("Korean"),
    Script.ARABIC: mark("Arabic"),
    Script.HEBREW: mark("Hebrew"),
    Script.DEVANAGARI: mark("Devanagari"),
    Script.BENGALI: mark("Bengali"),
    Script.TAMIL: mark("Tamil"),
    Script.THAI: mark("Thai"),
    Script.LAO: mark("Lao"),
    Script.KHMER: mark("Khmer"),
    Script.MYANMAR: mark("Burmese"),
    Script.ETHIOPIC: mark("Ethiopic"),
    Script.GEORGIAN: mark("Georgian"),
    Script.ARMENIAN: mark("Armenian"),
    Script.MONGOLIAN: mark("Mongolian"),
    Script.TIBETAN: mark("Tibetan"),
    Script.OTHER: mark("other characters"),
}
# The first word of a character's Unicode name tells its script.
_FIRST_WORDS: Mapping[str, Script] = {
    "CJK": Script.HAN,
    "IDEOGRAPHIC": Script.HAN,
    "BOPOMOFO": Script.HAN,
    "FULLWIDTH": Script.HAN,
    "HIRAGANA": Script.JAPANESE,
    "KATAKANA": Script.JAPANESE,
    "KATAKANA-HIRAGANA": Script.JAPANESE,
    "HALFWIDTH": Script.JAPANESE,
    "HANGUL": Script.KOREAN,
}


def script_of(character: str) -> Script:
    """The script of a character that the bundled fonts lack.

    >>> script_of("华"), script_of("ქ"), script_of("😀")
    (<Script.HAN: 'han'>, <Script.GEORGIAN: 'georgian'>, <Script.OTHER: 'other'>)
    """
    first = unicodedata.name(character, "").partition(" ")[0]
    if first in _FIRST_WORDS:
        return _FIRST_WORDS[first]
    name = first.lower()
    return Script(name) if name in _SCRIPT_VALUES else Script.OTHER


def script_name(script: Script) -> str:
    """The reader's word for a script."""
    return _(_NAMES[script])


_SCRIPT_VALUES = frozenset(script.value for script in Script)
