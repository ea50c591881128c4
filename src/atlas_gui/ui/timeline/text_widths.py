"""How wide texts are: measured once, as a picture that moves shows the same ones again and again."""

from functools import lru_cache

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF

_REMEMBERED = 4_096


def width_of(text: str, font: QFont) -> float:
    """The width of `text` in pixels."""
    return _width(text, font.key())


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
