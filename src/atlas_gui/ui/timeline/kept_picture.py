"""A painted picture that is shown again as long as nothing about it changes."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget


class KeptPicture:
    """What a widget looked like, for looks that are compared with those of now."""

    def __init__(self) -> None:
        self._picture = QPixmap()
        self._looks: object = None

    def paint(
        self, widget: QWidget, painter: QPainter, looks: object, anew: Callable[[QPainter], None]
    ) -> None:
        """Paint the picture; `anew` is called for it if `looks`, size, font or screen are others.

        `anew` paints over every pixel of the widget.
        """
        ratio = widget.devicePixelRatioF()
        now = (looks, widget.size(), widget.font(), ratio)
        if now != self._looks:
            size = QSize(round(widget.width() * ratio), round(widget.height() * ratio))
            self._picture = QPixmap(size)
            self._picture.setDevicePixelRatio(ratio)
            inner = QPainter(self._picture)
            inner.setFont(widget.font())
            anew(inner)
            inner.end()
            self._looks = now
        painter.drawPixmap(QPoint(0, 0), self._picture)
