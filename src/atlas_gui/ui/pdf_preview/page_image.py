"""One page of a preview as a widget."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QImageReader, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget

from atlas_gui.i18n import _


class PageImage(QWidget):
    """Shows a PNG at any scale, sharp for the screen it is on.

    The image is unpacked when it is first painted, and only the size on show is kept: a document
    of a hundred pages would otherwise fill the memory.
    """

    def __init__(self, png: bytes, name: str, border: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._png = QByteArray(png)
        self._natural = _size_of(self._png)
        self._border = QColor(border)
        self._shown = QPixmap()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setAccessibleDescription(
            _("A picture of the page. The saved PDF can be read aloud and searched.")
        )

    @property
    def natural_width(self) -> int:
        """The width of the image in its own pixels."""
        return self._natural.width()

    def set_width(self, width: int) -> None:
        """Be `width` logical pixels wide, and as high as the page's proportions ask."""
        height = round(width * self._natural.height() / max(self._natural.width(), 1))
        self.setFixedSize(width, max(height, 1))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page on white, whatever the theme: it is a sheet of paper."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), Qt.GlobalColor.white)
        painter.drawPixmap(0, 0, self._fitting(self.size() * self.devicePixelRatioF()))
        painter.setPen(QPen(self._border, 1))
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))

    def _fitting(self, size: QSize) -> QPixmap:
        if self._shown.size() != size:
            image = QImage.fromData(self._png).scaled(
                size,
                Qt.AspectRatioMode.IgnoreAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._shown = QPixmap.fromImage(image)
            self._shown.setDevicePixelRatio(self.devicePixelRatioF())
        return self._shown


def _size_of(png: QByteArray) -> QSize:
    buffer = QBuffer(png)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    size = QImageReader(buffer).size()
    return size if size.isValid() else QSize(1, 1)
