"""Renders the icons of Atlas from `resources/icons`: PNG for every size, `.ico` and `.icns`.

Three drawings: a simple one that is set on the pixels of 16, one for 22 to 32, and the full one above.
Rendered files are built and never committed.
"""

from __future__ import annotations

import shutil
import struct
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QImage, QImageWriter, QPainter
from PySide6.QtSvg import QSvgRenderer

from desktop import identity

SOURCES: Final = identity.ROOT / "resources" / "icons"
SIZES: Final = (16, 22, 24, 32, 48, 64, 128, 256, 512)
ICO_SIZES: Final = (16, 24, 32, 48, 64, 128, 256)
# 96 an inch.
_DOTS_PER_METRE: Final = 3780
DOCUMENT_SIZES: Final = (16, 32, 48, 64, 128, 256)
# What macOS calls the PNGs of its icons: four letters, pixels.
_ICNS_KINDS: Final = (
    (b"icp4", 16),
    (b"icp5", 32),
    (b"ic11", 32),
    (b"ic12", 64),
    (b"ic07", 128),
    (b"ic13", 256),
    (b"ic08", 256),
    (b"ic14", 512),
    (b"ic09", 512),
    (b"ic10", 1024),
)
_LARGEST_BITMAP: Final = 64


def drawing(size: int, name: str = "atlas") -> Path:
    """The drawing that suits a size in pixels; `name` is "atlas" or "library"."""
    steps = ((16, "-16"), (32, "-24")) if name == "atlas" else ((32, "-16"),)
    suffix = next((ending for most, ending in steps if size <= most), "")
    return SOURCES / f"{name}{suffix}.svg"


def picture(size: int, name: str = "atlas") -> QImage:
    """A square picture of `size` pixels with a transparent ground."""
    renderer = QSvgRenderer(str(drawing(size, name)))
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    # Otherwise that of the screen, if the process has one, and it stands in the file.
    image.setDotsPerMeterX(_DOTS_PER_METRE)
    image.setDotsPerMeterY(_DOTS_PER_METRE)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return image


def png(size: int, name: str = "atlas") -> bytes:
    """The same picture as a PNG."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"PNG")).write(picture(size, name))
    return bytes(content.data())


def ico(name: str = "atlas") -> bytes:
    """All sizes as a Windows icon: bitmaps up to 64 pixels, which every part of Windows reads."""
    images = [
        (size, _bitmap(size, name) if size <= _LARGEST_BITMAP else png(size, name))
        for size in ICO_SIZES
    ]
    offset = 6 + 16 * len(images)
    head, body = struct.pack("<HHH", 0, 1, len(images)), b""
    for size, content in images:
        side = size % 256  # 0 stands for 256
        place = offset + len(body)
        head += struct.pack("<BBBBHHII", side, side, 0, 0, 1, 32, len(content), place)
        body += content
    return head + body


def icns(name: str = "atlas") -> bytes:
    """All sizes as an icon of macOS."""
    body = b""
    for kind, size in _ICNS_KINDS:
        content = png(size, name)
        body += kind + struct.pack(">I", len(content) + 8) + content
    return b"icns" + struct.pack(">I", len(body) + 8) + body


def write_icons(theme: Path, name: str = identity.NAME) -> None:
    """Fill a folder of an icon theme, such as `share/icons/hicolor`; `name` is the program's icon."""
    for size in SIZES:
        _write(theme / f"{size}x{size}" / "apps" / f"{name}.png", png(size))
    for size in DOCUMENT_SIZES:
        folder = theme / f"{size}x{size}" / "mimetypes"
        _write(folder / f"{identity.document_icon(name)}.png", png(size, "library"))
    for source, place in (
        ("atlas", f"scalable/apps/{name}"),
        ("library", f"scalable/mimetypes/{identity.document_icon(name)}"),
        ("atlas-gui-symbolic", f"symbolic/apps/{name}-symbolic"),
        ("tray-light", f"scalable/status/{name}-tray-light"),
        ("tray-dark", f"scalable/status/{name}-tray-dark"),
    ):
        path = theme / f"{place}.svg"
        path.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(SOURCES / f"{source}.svg", path)
        path.chmod(0o644)


def write_program_icons(folder: Path) -> None:
    """The icons of program and libraries as files of their own, for Windows and macOS.

    atlas-gui.ico, atlas-gui.icns, atlas-library.ico and atlas-library.icns; `folder` is made.
    """
    for drawn, called in (("atlas", identity.NAME), ("library", "atlas-library")):
        _write(folder / f"{called}.ico", ico(drawn))
        _write(folder / f"{called}.icns", icns(drawn))


def _bitmap(size: int, name: str) -> bytes:
    """A picture as icons hold it: header, colours from below, and an empty mask."""
    image = picture(size, name).convertToFormat(QImage.Format.Format_ARGB32).flipped()
    colours = bytes(image.constBits())
    mask = bytes((size + 31) // 32 * 4 * size)
    length = len(colours) + len(mask)
    header = struct.pack("<IiiHHIIiiII", 40, size, 2 * size, 1, 32, 0, length, 0, 0, 0, 0)
    return header + colours + mask


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(0o644)
