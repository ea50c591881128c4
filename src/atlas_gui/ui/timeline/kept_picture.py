"""A painted picture that is shown again while nothing changes, and fades into the next one."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QSize, QVariantAnimation
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QWidget

_FADE_MS = 170


class KeptPicture:
    """What a widget looked like, for looks that are compared with those of now.

    `animates` says whether one form of the picture fades into another.
    """

    def __init__(self, widget: QWidget) -> None:
        self.animates = False
        self._widget = widget
        self._picture = QPixmap()
        self._before = QPixmap()
        self._looks: object = None
        self._form: object = None
        self._fade = QVariantAnimation(widget)
        self._fade.setDuration(_FADE_MS)
        self._fade.setStartValue(1.0)
        self._fade.setEndValue(0.0)
        self._fade.valueChanged.connect(widget.update)

    def forget(self) -> None:
        """Paint anew next time, whatever the looks."""
        self._looks = None

    def paint(
        self, painter: QPainter, looks: object, form: object, anew: Callable[[QPainter], None]
    ) -> None:
        """Paint the picture; `anew` is called for it if `looks`, size, font or screen are others.

        `anew` paints over every pixel of the widget. With another `form`, the picture of before
        fades out above the new one.
        """
        widget = self._widget
        ratio = widget.devicePixelRatioF()
        now = (looks, widget.size(), widget.font(), ratio)
        if now != self._looks:
            size = QSize(round(widget.width() * ratio), round(widget.height() * ratio))
            fits = self._picture.size() == size
            if self.animates and form != self._form and self._form is not None and fits:
                self._before = self._picture
                self._fade.start()
                self._picture = QPixmap()
            if self._picture.size() != size:
                self._picture = QPixmap(size)
                self._picture.setDevicePixelRatio(ratio)
            inner = QPainter(self._picture)
            inner.setFont(widget.font())
            anew(inner)
            inner.end()
            self._looks, self._form = now, form
        painter.drawPixmap(QPoint(0, 0), self._picture)
        if self._fade.state() == QVariantAnimation.State.Running:
            painter.setOpacity(self._fade.currentValue())
            painter.drawPixmap(QPoint(0, 0), self._before)
            painter.setOpacity(1.0)
