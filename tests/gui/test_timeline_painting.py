"""What the marks look like: told apart without colour, soft where the date is."""

from itertools import combinations

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from atlas_gui.domain.vocabulary import Group, Step
from atlas_gui.timeline.drawing import Drawing, steps_drawn_as
from atlas_gui.timeline.layout import lay_out
from atlas_gui.timeline.marks import Lane, Subject, make_mark
from atlas_gui.ui.theme import DARK, LIGHT, Theme
from atlas_gui.ui.timeline.mark_painter import Ground, paint_count, paint_mark

_LANE = Lane("deals", "Deals", Group.DEALS)
_MARGIN = 4


def painted(edtf: str, step: Step | None, theme: Theme = LIGHT) -> QImage:
    """One mark on its ground, a year taking 60 pixels."""
    mark = make_mark(Subject("a", "A", "deals", step=step), edtf)
    assert mark is not None
    layout = lay_out([mark], [_LANE], 60 / 365.0, mark.extent.start)
    item = layout.lanes[0].items[0]
    width = item.end - item.start
    image = QImage(round(width) + 2 * _MARGIN, 24, QImage.Format.Format_ARGB32)
    image.fill(QColor(theme.base))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    ground = Ground(theme.group_colours[Group.DEALS], theme.base)
    paint_mark(painter, QRectF(_MARGIN, 6, width, 12), item, mark, ground)
    painter.end()
    return image


def strength(image: QImage, x: int, y: int = 12) -> int:
    """How far a pixel is from the ground of the light theme."""
    return 255 - image.pixelColor(x, y).lightness()


def grey(image: QImage) -> QImage:
    return image.convertToFormat(QImage.Format.Format_Grayscale8)


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    assert qapp is not None


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("edtf", ["2004-06-15", "2004"])
def test_drawings_differ_without_colour(edtf: str, theme: Theme) -> None:
    images = [grey(painted(edtf, steps_drawn_as(drawing)[0], theme)) for drawing in Drawing]
    assert all(one != other for one, other in combinations(images, 2))


def test_a_fuller_drawing_has_more_colour() -> None:
    def ink(step: Step) -> int:
        image = painted("2004", step)
        return sum(
            strength(image, x, y) for x in range(image.width()) for y in range(image.height())
        )

    steps = (Step.ANNOUNCED, Step.SIGNED, Step.IN_FORCE, Step.UNDER_WAY)
    amounts = [ink(step) for step in steps]
    assert amounts == sorted(amounts)


def test_a_doubtful_date_fades_out_on_both_sides() -> None:
    image = painted("2004~", None)
    last = image.width() - 1 - _MARGIN
    inwards = [strength(image, _MARGIN + step) for step in (0, 6, 14)]
    assert inwards == sorted(inwards)
    assert strength(image, last) < 40 < strength(image, image.width() // 2)


def test_a_known_date_has_hard_edges() -> None:
    image = painted("2004", None)
    assert strength(image, _MARGIN + 3) == strength(image, image.width() // 2)


def test_what_goes_on_has_an_arrow_and_what_has_no_known_end_has_none() -> None:
    going_on, unknown = painted("2004/..", None), painted("2004/", None)
    tip = going_on.width() - 1 - _MARGIN - 2
    assert strength(going_on, tip) > 100
    assert strength(unknown, tip) < 60


def test_a_count_is_a_number() -> None:
    def counted(count: int) -> QImage:
        image = QImage(40, 24, QImage.Format.Format_ARGB32)
        image.fill(QColor(LIGHT.base))
        painter = QPainter(image)
        ground = Ground(LIGHT.group_colours[Group.DEALS], LIGHT.base)
        paint_count(painter, QRectF(4, 6, 32, 12), count, ground, QColor(LIGHT.text))
        painter.end()
        return image

    assert counted(7) != counted(8)
    assert counted(1000) == counted(5000)
