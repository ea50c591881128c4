"""A sheet as the bytes of a file, in each of the formats that it can be saved in."""

import re
from collections.abc import Callable
from enum import Enum
from functools import partial
from pathlib import Path
from time import sleep

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSize, QSizeF
from PySide6.QtGui import (
    QImage,
    QImageWriter,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPicture,
)
from PySide6.QtSvg import QSvgGenerator

from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _, mark
from atlas_gui.ui.timeline_export.sheet import Sheet

_PIXELS_PER_INCH = 96
_POINTS_PER_INCH = 72
# Fine enough that no letter is moved to fit a grid.
_PDF_RESOLUTION = 1_200
_MOST_PIXELS = 80_000_000
# The height of what is painted in one go.
_PIECE = 128
_METRES_PER_INCH = 0.0254
# Given by the format.
_PNG_KEYWORDS = ("Title", "Description")
# XML has no way to write these, and Qt writes them as they are.
_NOT_IN_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIZE_IN_MILLIMETRES = re.compile('<svg width="[0-9.]+mm" height="[0-9.]+mm"')


class Format(Enum):
    """A format by its suffix, with the name that a reader chooses it by."""

    SVG = ("svg", mark("SVG drawing"))
    PDF = ("pdf", mark("PDF document"))
    PNG = ("png", mark("PNG picture"))

    @property
    def suffix(self) -> str:
        """The end of a file's name, without the dot."""
        return self.value[0]

    @property
    def label(self) -> str:
        """What a reader chooses it by."""
        return _(self.value[1])

    @property
    def name_filter(self) -> str:
        """What a dialog for files shows and asks for."""
        return f"{self.label} (*.{self.suffix})"

    @staticmethod
    def of_path(path: Path) -> "Format | None":
        """The format that a file's name says; None if it says no such."""
        suffix = path.suffix.lower().removeprefix(".")
        return next((form for form in Format if form.suffix == suffix), None)


def encoder(sheet: Sheet, form: Format) -> Callable[[], bytes]:
    """Paints the sheet at once; what comes back makes the bytes, on any thread."""
    if form is Format.PNG:
        return partial(_png_bytes, recorded(sheet), sheet.size, sheet.title, sheet.description)
    data = svg_bytes(sheet) if form is Format.SVG else pdf_bytes(sheet)
    return lambda: data


def svg_bytes(sheet: Sheet) -> bytes:
    """The sheet as SVG 1.1, its text as text."""
    data = QByteArray()
    buffer = _opened(data)
    # Tiny, the other version Qt writes, has no clipping.
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    generator.setOutputDevice(buffer)
    generator.setResolution(_PIXELS_PER_INCH)
    generator.setSize(sheet.size)
    generator.setViewBox(QRect(0, 0, sheet.size.width(), sheet.size.height()))
    generator.setTitle(sheet.title)
    generator.setDescription(sheet.description)
    painter = QPainter(generator)
    sheet.paint(painter)
    painter.end()
    buffer.close()
    text = _NOT_IN_XML.sub("", bytes(data.data()).decode("utf-8", "ignore"))
    # Rounded millimetres would leave an empty edge.
    pixels = f'<svg width="{sheet.size.width()}" height="{sheet.size.height()}"'
    return _SIZE_IN_MILLIMETRES.sub(pixels, text, count=1).encode()


def pdf_bytes(sheet: Sheet) -> bytes:
    """The sheet as one page of PDF, as large as the sheet, with its fonts in it."""
    data = QByteArray()
    buffer = _opened(data)
    writer = QPdfWriter(buffer)
    writer.setTitle(sheet.title)
    writer.setCreator("Atlas")
    writer.setResolution(_PDF_RESOLUTION)
    points = QSizeF(sheet.size) * (_POINTS_PER_INCH / _PIXELS_PER_INCH)
    page = QPageSize(points, QPageSize.Unit.Point, "", QPageSize.SizeMatchPolicy.ExactMatch)
    writer.setPageLayout(QPageLayout(page, QPageLayout.Orientation.Portrait, QMarginsF()))
    painter = QPainter(writer)
    painter.scale(_PDF_RESOLUTION / _PIXELS_PER_INCH, _PDF_RESOLUTION / _PIXELS_PER_INCH)
    sheet.paint(painter)
    painter.end()
    buffer.close()
    return bytes(data.data())


def recorded(sheet: Sheet) -> QPicture:
    """What painting the sheet comes to, to be painted again on any thread."""
    picture = QPicture()
    painter = QPainter(picture)
    sheet.paint(painter)
    painter.end()
    return picture


def image_of(picture: QPicture, size: QSize) -> QImage:
    """A picture of `size` pixels, twice as fine as a screen where that is not too large.

    Raises AtlasError if there is no room for it in memory.
    """
    ratio = 2 if 4 * size.width() * size.height() <= _MOST_PIXELS else 1
    image = _blank(size * ratio, ratio)
    if image.isNull():
        raise AtlasError(_("The picture would be too large. Save the timeline as SVG or PDF."))
    painter = QPainter(image)
    # While a piece is painted, nothing else in Python goes on.
    for top in range(0, size.height(), _PIECE):
        piece = _blank(QSize(size.width(), _PIECE) * ratio, ratio)
        inner = QPainter(piece)
        inner.drawPicture(0, -top, picture)
        inner.end()
        painter.drawImage(0, top, piece)
        sleep(0)
    painter.end()
    return image


def _blank(size: QSize, ratio: int) -> QImage:
    image = QImage(size, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    return image


def _png_bytes(picture: QPicture, size: QSize, title: str, description: str) -> bytes:
    image = image_of(picture, size)
    dots = round(image.devicePixelRatio() * _PIXELS_PER_INCH / _METRES_PER_INCH)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    for keyword, text in zip(_PNG_KEYWORDS, (title, description), strict=True):
        image.setText(keyword, text)
    data = QByteArray()
    buffer = _opened(data)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(data.data())


def _opened(data: QByteArray) -> QBuffer:
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return buffer
