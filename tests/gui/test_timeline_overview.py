"""The overview strip: what it shows, and how its handle is moved."""

import numpy
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot
from support.timeline_pane import RECORDS, content_of, crowd_of, strip

from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import DARK, LIGHT, Theme
from atlas_gui.ui.timeline.view import TimelineView

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

key = Qt.Key
_LEFT = Qt.MouseButton.LeftButton
_SHIFT, _CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


@pytest.fixture(autouse=True)
def _span(view: TimelineView) -> None:
    view.set_span(Span(725_000.0, 727_000.0))


def drag(view: TimelineView, qtbot: QtBot, start: QPoint, by: int) -> None:
    found = strip(view)
    qtbot.mousePress(found, _LEFT, pos=start)
    qtbot.mouseMove(found, start + QPoint(by // 2, 0))
    qtbot.mouseMove(found, start + QPoint(by, 0))
    qtbot.mouseRelease(found, _LEFT, pos=start + QPoint(by, 0))


def test_the_handle_lies_over_what_is_shown(view: TimelineView) -> None:
    scale = strip(view)._scale()
    handle = strip(view).handle()
    assert handle.left() == pytest.approx(scale.x(725_000.0))
    assert handle.right() == pytest.approx(scale.x(727_000.0))
    view.fit_all()
    assert strip(view).handle().width() > 0.9 * scale.width
    view.set_span(Span(725_000.0, 725_004.0))
    assert strip(view).handle().width() == pytest.approx(14.0)


def test_the_handle_is_dragged(view: TimelineView, qtbot: QtBot) -> None:
    middle = strip(view).handle().center().toPoint()
    days = 50 / strip(view)._scale().pixels_per_day
    drag(view, qtbot, middle, -50)
    assert view.span().start == pytest.approx(725_000.0 - days)
    assert view.span().length == pytest.approx(2_000.0)


@pytest.mark.parametrize("edge", ["start", "end"])
def test_an_edge_is_dragged(view: TimelineView, qtbot: QtBot, edge: str) -> None:
    handle = strip(view).handle()
    x = round(handle.left() if edge == "start" else handle.right())
    days = 40 / strip(view)._scale().pixels_per_day
    drag(view, qtbot, QPoint(x, 20), -40 if edge == "start" else 40)
    expected = (725_000.0 - days, 727_000.0) if edge == "start" else (725_000.0, 727_000.0 + days)
    assert (view.span().start, view.span().end) == pytest.approx(expected)


def test_an_edge_is_never_dragged_past_the_other(view: TimelineView, qtbot: QtBot) -> None:
    handle = strip(view).handle()
    drag(view, qtbot, QPoint(round(handle.right()), 20), -600)
    assert view.span().start == pytest.approx(725_000.0)
    assert view.span().length > 0


def test_the_pointer_shows_which_part_it_would_hold(view: TimelineView, qtbot: QtBot) -> None:
    found, handle = strip(view), strip(view).handle()
    for edge in (handle.left(), handle.right()):
        qtbot.mouseMove(found, QPoint(round(edge), 20))
        assert found.cursor().shape() == Qt.CursorShape.SizeHorCursor
        qtbot.mouseMove(found, handle.center().toPoint())
        assert found.cursor().shape() == Qt.CursorShape.ArrowCursor


def test_a_click_beside_the_handle_brings_it_there(view: TimelineView, qtbot: QtBot) -> None:
    day = strip(view)._scale().day(900)
    qtbot.mouseClick(strip(view), _LEFT, pos=QPoint(900, 20))
    assert view.span().middle == pytest.approx(day)
    assert view.span().length == pytest.approx(2_000.0)
    qtbot.mouseClick(strip(view), Qt.MouseButton.RightButton, pos=QPoint(300, 20))
    assert view.span().middle == pytest.approx(day)


def test_a_double_click_shows_everything(view: TimelineView, qtbot: QtBot) -> None:
    qtbot.mouseDClick(strip(view), _LEFT, pos=strip(view).handle().center().toPoint())
    assert strip(view)._shown.limits.length == pytest.approx(view.span().length)


@pytest.mark.parametrize(
    ("pressed", "modifier", "expected"),
    [
        (key.Key_Left, Qt.KeyboardModifier.NoModifier, (724_800.0, 726_800.0)),
        (key.Key_Right, Qt.KeyboardModifier.NoModifier, (725_200.0, 727_200.0)),
        (key.Key_Right, _SHIFT, (725_000.0, 727_200.0)),
        (key.Key_Left, _SHIFT, (725_000.0, 726_800.0)),
        (key.Key_Right, _CTRL, (725_200.0, 727_000.0)),
        (key.Key_Left, _CTRL, (724_800.0, 727_000.0)),
        (key.Key_Plus, Qt.KeyboardModifier.NoModifier, (725_200.0, 726_800.0)),
        (key.Key_Equal, Qt.KeyboardModifier.NoModifier, (725_200.0, 726_800.0)),
        (key.Key_Minus, Qt.KeyboardModifier.NoModifier, (724_750.0, 727_250.0)),
    ],
)
def test_the_handle_by_keyboard(
    view: TimelineView,
    qtbot: QtBot,
    pressed: Qt.Key,
    modifier: Qt.KeyboardModifier,
    expected: tuple[float, float],
) -> None:
    qtbot.keyClick(strip(view), pressed, modifier)
    assert (view.span().start, view.span().end) == pytest.approx(expected)


def test_home_and_end_and_nought(view: TimelineView, qtbot: QtBot) -> None:
    found, limits = strip(view), strip(view)._shown.limits
    qtbot.keyClick(found, key.Key_Home)
    assert view.span().start == limits.start
    qtbot.keyClick(found, key.Key_End)
    assert view.span().end == pytest.approx(limits.end)
    assert view.span().length == pytest.approx(2_000.0)
    qtbot.keyClick(found, key.Key_0)
    assert view.span() == limits
    before = view.span()
    qtbot.keyClick(found, key.Key_F5)
    assert view.span() == before


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_library_is_faint_and_what_was_found_is_strong(
    view: TimelineView, theme: Theme
) -> None:
    view.set_theme(theme)
    whole = crowd_of(2_000)
    view.show_content(crowd_of(2_000, found_days=whole.library_days[1_000:], searched=True))
    view.set_span(Span(whole.library_days[0] - 10.0, whole.library_days[0] - 5.0))
    found = strip(view)
    image, scale = found.grab().toImage(), found._scale()
    ground, bar = QColor(theme.window), QColor(theme.muted)
    inside = [round(scale.x(float(whole.library_days[n]))) for n in (300, 500, 700, 1_300, 1_500)]

    def part(x: int) -> float:
        """How much of the bars' colour there is: the most of some neighbouring columns."""
        colours = [image.pixelColor(at, found.height() - 10) for at in range(x - 4, x + 5)]
        depth = max(abs(colour.lightness() - ground.lightness()) for colour in colours)
        return depth / abs(bar.lightness() - ground.lightness())

    faint, strong = [part(x) for x in inside[:3]], [part(x) for x in inside[3:]]
    assert all(0.2 < depth < 0.4 for depth in faint)
    assert all(depth > 0.7 for depth in strong)


def test_nothing_found_leaves_the_library_faint(view: TimelineView) -> None:
    library = content_of(RECORDS).library_days
    view.show_content(content_of(RECORDS))
    with_found = strip(view).grab().toImage()
    none = numpy.empty(0, numpy.int64)
    view.show_content(content_of(RECORDS, found_days=none, library_days=library, searched=True))
    assert strip(view).grab().toImage() != with_found


def test_the_keyboard_shows_on_the_handle(view: TimelineView, qtbot: QtBot) -> None:
    without = strip(view).grab().toImage()
    strip(view).setFocus()
    qtbot.waitUntil(strip(view).hasFocus)
    assert strip(view).grab().toImage() != without
