"""How texts are placed, and how wide they are: measured once, as a moving picture repeats them."""

from functools import lru_cache
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QFontMetricsF

# Never clipped to its box, which is a matter of rounding: in an SVG, Qt would go on with that clip.
CENTRED: Final = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip)
BEGINNING: Final = int(
    Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
)
_REMEMBERED = 4_096
# The height of a line that rows and counts are made for.
_USUAL_LINE = 20.0


def width_of(text: str, font: QFont) -> float:
    """The width of `text` in pixels."""
    return _width(text, font.key())


def line_height(font: QFont) -> float:
    """The height of a line in pixels."""
    return _metrics(font.key()).height()


def elided(text: str, font: QFont, room: float) -> str:
    """`text`, or as much of its beginning as there is room for."""
    if width_of(text, font) <= room:
        return text
    return _elided(text, font.key(), int(room))


@lru_cache(maxsize=_REMEMBERED)
def _width(text: str, key: str) -> float:
    return _metrics(key).horizontalAdvance(text)


@lru_cache(maxsize=_REMEMBERED)
def _elided(text: str, key: str, room: int) -> str:
    return _metrics(key).elidedText(text, Qt.TextElideMode.ElideRight, room)


@lru_cache(maxsize=16)
def _metrics(key: str) -> QFontMetricsF:
    font = QFont()
    font.fromString(key)
    return QFontMetricsF(font)


def text_size_of(font: QFontMetrics) -> float:
    """How many times as large as usual a font is; never less than once."""
    return max(font.height() / _USUAL_LINE, 1.0)
