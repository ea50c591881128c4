"""Icons are there in every size, drawn for it, and readable by others."""

import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from desktop import icons, identity
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QImage, QImageReader


def sizes_in(content: bytes, kind: bytes) -> list[int]:
    """The sizes that Qt's own reader finds in an icon, each of which it can read."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(kind))
    found = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        image = reader.read()
        assert not image.isNull() and image.width() == image.height()
        found.append(image.width())
    return found


@pytest.mark.parametrize("size", icons.SIZES)
def test_each_size_has_the_program_in_its_colours_on_a_clear_ground(size: int) -> None:
    image = icons.picture(size)
    assert (image.width(), image.height()) == (size, size)
    assert image.pixelColor(0, 0).alpha() < 128, "the corners are round"
    middle = [image.pixelColor(x, size // 2) for x in range(size)]
    assert any(one.lightness() > 240 for one in middle), "pages are white"
    assert any(one.red() > 200 and one.blue() < 120 for one in middle), "the line is orange"
    assert any(one.blue() > one.red() + 80 for one in middle), "the cover is blue"


def test_small_sizes_have_drawings_of_their_own() -> None:
    assert icons.drawing(16).name == "atlas-16.svg"
    assert {icons.drawing(size).name for size in (22, 24, 32)} == {"atlas-24.svg"}
    assert {icons.drawing(size).name for size in (48, 512)} == {"atlas.svg"}


def test_the_symbolic_icon_has_one_colour_that_desktops_can_replace() -> None:
    top = ET.parse(icons.SOURCES / "atlas-gui-symbolic.svg").getroot()  # noqa: S314  our own
    assert (top.get("width"), top.get("viewBox")) == ("16", "0 0 16 16")
    assert {one.get("fill") for one in top} == {"#2e3436"}
    assert not [one for one in top if one.get("stroke") or one.get("style")]


def test_panel_icons_stand_out_on_their_panels() -> None:
    for name, light in (("tray-light", False), ("tray-dark", True)):
        renderer = icons.QSvgRenderer(str(icons.SOURCES / f"{name}.svg"))
        assert renderer.isValid()
        (fill,) = {one.get("fill") for one in ET.parse(icons.SOURCES / f"{name}.svg").getroot()}  # noqa: S314
        assert (int(str(fill)[1:3], 16) > 200) is light, name


def test_windows_and_macos_find_every_size(tmp_path: Path) -> None:
    icons.write_program_icons(tmp_path / "icons")
    for name in ("atlas-gui", "atlas-library"):
        ico = (tmp_path / "icons" / f"{name}.ico").read_bytes()
        assert sorted(sizes_in(ico, b"ico")) == sorted(icons.ICO_SIZES)
        icns = (tmp_path / "icons" / f"{name}.icns").read_bytes()
        assert int.from_bytes(icns[4:8], "big") == len(icns)
        assert {16, 32, 128, 256, 512, 1024} <= set(sizes_in(icns, b"icns"))


def test_a_bitmap_in_an_icon_stands_upright() -> None:
    """Bitmaps are kept from below: turned over they would pass every test of size."""
    data = QByteArray(icons.ico())
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"ico"))
    for number in range(reader.imageCount()):
        reader.jumpToImage(number)
        image = reader.read().convertToFormat(QImage.Format.Format_ARGB32)
        assert image == icons.picture(image.width()).convertToFormat(QImage.Format.Format_ARGB32)


def test_the_icons_of_the_theme_carry_their_own_size(tmp_path: Path) -> None:
    icons.write_icons(tmp_path)
    pictures = list(tmp_path.rglob("*.png"))
    assert len(pictures) == len(icons.SIZES) + len(icons.DOCUMENT_SIZES)
    for path in pictures:
        assert path.parts[-3] == f"{QImage(str(path)).width()}x{QImage(str(path)).height()}"
    assert (tmp_path / "symbolic" / "apps" / "atlas-gui-symbolic.svg").exists()


def test_a_screen_changes_nothing_in_the_file(qapp: object) -> None:
    assert qapp is not None
    alone = "from desktop.icons import png; import sys; sys.stdout.buffer.write(png(48))"
    made = subprocess.run(
        [sys.executable, "-c", alone],
        cwd=identity.ROOT / "packaging",
        capture_output=True,
        check=True,
    )
    assert made.stdout == icons.png(48)
