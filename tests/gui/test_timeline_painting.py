"""What marks look like: told apart by shape alone, and saying no more of their time than is known."""

from itertools import combinations, product

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication
from support.timeline_pane import RECORDS, Made, content_of

from atlas_gui.domain.vocabulary import GROUP_OF_KIND, Group, Kind, Step
from atlas_gui.timeline.drawing import Drawing, Glyph, glyph_of, steps_drawn_as
from atlas_gui.timeline.layout import Rect
from atlas_gui.timeline.looks import look_of
from atlas_gui.timeline.rows import METRICS, fill_rows, shapes_of
from atlas_gui.timeline.samples import sample_marks, status_look
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import DARK, LIGHT, Theme
from atlas_gui.ui.timeline.lane_painter import LanePainter, LaneView
from atlas_gui.ui.timeline.mark_painter import MarkPainter

_MARGIN = 40
_HEIGHT = 28
_MIDDLE = 14
_THEMES = pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])

# What is said of one year, each of which means something else.
OF_A_YEAR = {
    "within": "2004",
    "about": "2004~",
    "doubted": "2004?",
    "both": "2004%",
    "goes on": "2004/..",
    "nines": "2004/9999",
    "had begun": "../2004",
    "end unknown": "2004/",
    "start unknown": "/2004",
    "before": "[..2004]",
    "after": "[2004..]",
    "about, goes on": "2004~/..",
    "doubted, goes on": "2004?/..",
}


@pytest.fixture(autouse=True)
def _application(qapp: QApplication) -> None:
    assert qapp is not None


def painted(
    edtf: str,
    pixels_per_day: float,
    theme: Theme = LIGHT,
    *,
    step: Step | None = None,
    lasting: bool = False,
    outlines: bool = False,
    kind: Kind = Kind.MILESTONE,
) -> QImage:
    """One mark on its ground; its own days begin 40 pixels from the left."""
    marks = sample_marks([(edtf, lasting)], kind, step)
    origin = float(marks.first[0])
    (item,) = fill_rows(shapes_of(marks, marks.places, pixels_per_day, origin, METRICS), METRICS)
    shift = _MARGIN - item.core_start
    width = round(item.end + shift) + _MARGIN
    scale = Scale(Span(origin, origin + width / pixels_per_day), width, shift)
    image = blank(theme, width)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = Rect(item.start + shift, _MIDDLE - 6, item.end - item.start, 12)
    look = look_of(marks, item, scale, shift)
    MarkPainter(theme, outlines=outlines).paint(painter, area, look)
    painter.end()
    return image


def blank(theme: Theme, width: int) -> QImage:
    image = QImage(width, _HEIGHT, QImage.Format.Format_ARGB32)
    image.fill(QColor(theme.base))
    return image


def of_width(image: QImage, width: int, theme: Theme) -> QImage:
    """The same picture on a wider ground."""
    wide = blank(theme, width)
    painter = QPainter(wide)
    painter.drawImage(0, 0, image)
    painter.end()
    return wide


def differ(images: dict[str, QImage], theme: Theme, least: int = 12) -> list[tuple[str, str]]:
    """The pairs of pictures that look the same to somebody who sees no colours.

    They look the same if fewer than `least` pixels are clearly lighter in one of them.
    """
    width = max(image.width() for image in images.values())
    grey = {
        name: of_width(image, width, theme).convertToFormat(QImage.Format.Format_Grayscale8)
        for name, image in images.items()
    }
    levels = {
        name: [bytes(image.constScanLine(y))[:width] for y in range(_HEIGHT)]
        for name, image in grey.items()
    }
    alike = []
    for one, other in combinations(levels, 2):
        rows = zip(levels[one], levels[other], strict=True)
        clear = sum(abs(a - b) > 24 for row in rows for a, b in zip(*row, strict=True))
        if clear < least:
            alike.append((one, other))
    return alike


def strength(image: QImage, x: int, y: int = _MIDDLE) -> int:
    """How far a pixel is from the ground of the light theme."""
    return 255 - image.pixelColor(x, y).lightness()


def inked_columns(image: QImage) -> list[int]:
    return [
        x for x in range(image.width()) if any(strength(image, x, y) > 30 for y in range(_HEIGHT))
    ]


# Time


@_THEMES
@pytest.mark.parametrize("outlines", [False, True], ids=["screen", "file"])
@pytest.mark.parametrize("pixels_per_year", [10.0, 60.0, 300.0])
def test_each_thing_said_of_a_year_looks_its_own_way(
    theme: Theme, outlines: bool, pixels_per_year: float
) -> None:
    images = {
        name: painted(edtf, pixels_per_year / 366, theme, outlines=outlines)
        for name, edtf in OF_A_YEAR.items()
    }
    images["all of it"] = painted("2004", pixels_per_year / 366, theme, lasting=True)
    # An end in the year 9999 is an open end.
    assert differ(images, theme) == [("goes on", "nines")]


@_THEMES
def test_moment_and_span_and_unknown_moment_of_one_width_look_different(theme: Theme) -> None:
    width = 120.0
    images = {
        "day": painted("2004-06-15", width, theme),
        "within a year": painted("2004", width / 366, theme),
        "within a season": painted("2004-22", width / 92, theme),
        "within a decade": painted("200X", width / 3_653, theme),
        "within a century": painted("20XX", width / 36_525, theme),
        "some day of a month": painted("2004-06-XX", width / 30, theme),
        "all of a year": painted("2004", width / 366, theme, lasting=True),
        "from day to day": painted("2004-01-01/2004-12-31", width / 366, theme),
        "from year to year": painted("2000/2009", width / 3_653, theme),
    }
    # How long the time is, the axis says; that something happened at one moment of it looks the
    # same for each, and so does what took all of a time.
    unknown = [name for name in images if name.startswith(("day", "within", "some"))]
    sure = ["all of a year", "from day to day"]
    same = {*combinations(unknown, 2), *combinations(sure, 2)}
    alike = {pair for pair in differ(images, theme) if pair not in same}
    assert alike == set()


@pytest.mark.parametrize("pixels_per_day", [0.001, 0.02, 0.1, 0.5, 3.0])
@pytest.mark.parametrize("edtf", ["2004", "2004-22", "200X", "20XX", "[2004..]", "[..2004]"])
def test_what_is_known_to_a_longer_time_never_looks_like_a_day(
    edtf: str, pixels_per_day: float
) -> None:
    images = {
        "day": painted("2004-06-15", pixels_per_day),
        "month": painted("2004-06", pixels_per_day),
        edtf: painted(edtf, pixels_per_day),
    }
    assert [pair for pair in differ(images, LIGHT) if edtf in pair] == []


@pytest.mark.parametrize("pixels_per_day", [0.001, 0.02, 0.1])
def test_a_day_is_a_dot_where_there_is_no_room_for_it(pixels_per_day: float) -> None:
    dot = inked_columns(painted("2004-06-15", pixels_per_day))
    assert dot[-1] - dot[0] < 13
    year = inked_columns(painted("2004", pixels_per_day))
    assert year[-1] - year[0] >= METRICS.narrowest_range - 2


def test_about_fades_out_and_a_known_end_is_hard() -> None:
    about = painted("2000~/2009~", 60 / 3_653)
    known = painted("2000-01-01/2009-12-31", 60 / 3_653)
    ends = [strength(about, x) for x in (_MARGIN + 1, _MARGIN + 30)]
    assert ends[0] < ends[1]
    assert strength(known, _MARGIN + 5) == strength(known, _MARGIN + 30) > 60


def test_what_is_open_points_on_and_what_is_unknown_does_not() -> None:
    going_on, unknown, known = (
        painted(edtf, 60 / 366) for edtf in ("2004/..", "2004/", "2004/2004")
    )
    for image in (going_on, unknown):
        assert inked_columns(image)[-1] > inked_columns(known)[-1] + 8
    tip = inked_columns(going_on)[-1]
    heights = [
        sum(strength(image, x, y) > 60 for y in range(_HEIGHT) for x in range(tip - 6, tip + 1))
        for image in (going_on, unknown)
    ]
    assert heights[0] > heights[1]


def test_before_points_to_earlier_and_after_to_later() -> None:
    before, after = (inked_columns(painted(edtf, 60 / 366)) for edtf in ("[..2004]", "[2004..]"))
    year = inked_columns(painted("2004", 60 / 366))
    assert before[0] < year[0] - 8 and before[-1] <= year[-1] + 2
    assert after[-1] > year[-1] + 8 and after[0] >= year[0] - 2


def test_where_begin_and_end_are_known_to_a_year_the_bar_is_pointed() -> None:
    years = painted("2000/2009", 240 / 3_653)
    days = painted("2000-01-01/2009-12-31", 240 / 3_653)

    def height(image: QImage, x: int) -> int:
        return sum(strength(image, x, y) > 60 for y in range(_HEIGHT))

    assert height(years, _MARGIN + 6) < height(years, _MARGIN + 120)
    assert height(days, _MARGIN + 6) == height(days, _MARGIN + 120)


# Status and kind


def glyph(group: Group, step: Step | None, theme: Theme, *, outlines: bool = False) -> QImage:
    image = blank(theme, _HEIGHT)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look = status_look(group, step)
    MarkPainter(theme, outlines=outlines).paint_glyph(painter, QPointF(_MIDDLE, _MIDDLE), look)
    painter.end()
    return image


def in_one_colour(theme: Theme) -> dict[Group, str]:
    return dict.fromkeys(Group, theme.text)


@_THEMES
@pytest.mark.parametrize("outlines", [False, True], ids=["screen", "file"])
def test_every_status_of_every_group_can_be_told_without_colour(
    theme: Theme, outlines: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(type(theme), "group_colours", property(in_one_colour), raising=False)
    images = {
        f"{group} {drawing.name}": glyph(
            group, steps_drawn_as(drawing)[0], theme, outlines=outlines
        )
        for group, drawing in product(Group, Drawing)
    }
    assert len(images) == len(Group) * len(Drawing)
    assert differ(images, theme, least=4) == []


@_THEMES
@pytest.mark.parametrize("edtf", ["2000-01-01/2009-12-31", "2000/2009", "2004"])
def test_bars_tell_their_status_without_colour(edtf: str, theme: Theme) -> None:
    images = {
        drawing.name: painted(edtf, 90 / 3_653, theme, step=steps_drawn_as(drawing)[0])
        for drawing in Drawing
    }
    assert differ(images, theme, least=4) == []


def test_a_fuller_drawing_has_more_colour() -> None:
    def ink(step: Step) -> int:
        image = painted("2000-01-01/2009-12-31", 90 / 3_653, step=step)
        return sum(strength(image, x, y) for x in range(image.width()) for y in range(_HEIGHT))

    amounts = [ink(s) for s in (Step.ANNOUNCED, Step.SIGNED, Step.IN_FORCE, Step.UNDER_WAY)]
    assert amounts == sorted(set(amounts))


def test_groups_have_colours_of_their_own_as_well() -> None:
    kinds = {GROUP_OF_KIND[kind]: kind for kind in Kind}
    colours = {
        painted("2000-01-01/2009-12-31", 90 / 3_653, kind=kind).pixelColor(_MARGIN + 45, 14).name()
        for kind in kinds.values()
    }
    assert len(colours) == len(Group)
    assert {glyph_of(group) for group in kinds} == set(Glyph)


def test_in_a_lane_of_many_groups_a_bar_shows_its_glyph() -> None:
    marks = sample_marks([("2000-01-01/2009-12-31", False)])
    (item,) = fill_rows(
        shapes_of(marks, marks.places, 0.03, float(marks.first[0]), METRICS), METRICS
    )
    look = look_of(marks, item, Scale(Span(0.0, 1.0), 1.0), 0.0)
    images = []
    for shows in (False, True):
        image = blank(LIGHT, 160)
        painter = QPainter(image)
        area = Rect(item.start, 8, item.end - item.start, 12)
        MarkPainter(LIGHT).paint(painter, area, look._replace(shows_glyph=shows))
        painter.end()
        images.append(image)
    assert images[0] != images[1]


# Counts, and lanes as a whole


def counted(count: int, *, outlines: bool = False) -> QImage:
    image = blank(LIGHT, 40)
    painter = QPainter(image)
    MarkPainter(LIGHT, outlines=outlines).paint_count(painter, Rect(4, 8, 32, 12), count, None)
    painter.end()
    return image


@pytest.mark.parametrize("outlines", [False, True], ids=["screen", "file"])
def test_a_count_is_a_number(outlines: bool) -> None:
    images = [counted(count, outlines=outlines) for count in (7, 8, 17, 999)]
    assert all(one != other for one, other in combinations(images, 2))
    assert counted(20_000, outlines=outlines) == counted(50_000, outlines=outlines)


def lanes_painted(records: list[Made], span: Span) -> tuple[Scene, QImage]:
    content = content_of(records)
    scene = Scene(content.marks)
    scene.set_room(400.0)
    image = QImage(1200, 400, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    view = LaneView(Scale(span, 900, 260), 0.0, (1200, 400))
    LanePainter(LIGHT, content.tell).paint(painter, scene, view)
    painter.end()
    return scene, image


@pytest.mark.parametrize(("start", "length"), [(725_000, 15_000), (731_000, 3_000), (731_500, 200)])
def test_a_lane_paints_nothing_into_its_neighbours(start: int, length: int) -> None:
    """What stands in one lane changes no pixel of the others."""
    span = Span(float(start), float(start + length))
    whole, image = lanes_painted(list(RECORDS), span)
    # The same lane, its marks long over.
    others = [r._replace(edtf="1000-01-01") if r.lanes == "deals" else r for r in RECORDS]
    # As high as before, if empty.
    picture = whole.picture(Scale(span, 900, 260))
    agreements, deals, _visits = picture.lanes
    scene, without = lanes_painted(others, span)
    after = scene.picture(Scale(span, 900, 260)).lanes
    assert (after[0].top, after[0].height) == (agreements.top, agreements.height)
    rows = range(round(agreements.top), round(agreements.top + agreements.height))
    assert all(image.pixel(x, y) == without.pixel(x, y) for y in rows for x in range(262, 1158))
    if after[1].height == deals.height:
        rows = range(round(deals.top + deals.height), 300)
        assert all(image.pixel(x, y) == without.pixel(x, y) for y in rows for x in range(262, 1158))
    assert image != without


def test_nothing_is_painted_over_the_labels() -> None:
    long = [Made("long", "deals", "1500/2500"), Made("open", "visits", "../2030")]
    _scene, image = lanes_painted([*RECORDS, *long], Span(731_000.0, 731_100.0))
    ground = QColor(LIGHT.base)
    strip = {image.pixelColor(x, y).name() for x in range(252, 259) for y in range(4, 20)}
    assert strip == {ground.name()}
