"""What hangs from the timeline: the tray of the undated, the field for a date, the key, the heading."""

import pytest
import shiboken6
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot
from support.timeline_pane import LANES, RECORDS, canvas, content_of, heading

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Group, Step
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import DARK, LIGHT, Theme
from atlas_gui.ui.timeline.date_jump import DateJump
from atlas_gui.ui.timeline.legend import LegendPopup
from atlas_gui.ui.timeline.undated_tray import UndatedTray
from atlas_gui.ui.timeline.view import TimelineView

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def texts(view: TimelineView) -> list[str]:
    """What stands on the buttons and labels of the heading."""
    parts = [*heading(view).findChildren(QPushButton), *heading(view).findChildren(QLabel)]
    return [part.text() for part in parts if part.isVisible()]


def wait_until_gone(popup: QWidget, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not shiboken6.isValid(popup))


# The heading


def test_the_heading_tells_what_the_axis_does_not_show(view: TimelineView) -> None:
    view.show_content(
        content_of(RECORDS, undated=1_234, repeated=7, hidden=(LANES["aid"], LANES["deals"]))
    )
    assert {"1,234 without a date", "7 in several lanes", "Lanes, 2 hidden"} <= set(texts(view))
    view.show_content(content_of(RECORDS))
    assert set(texts(view)) == {"Lanes", "Key"}


def test_parts_of_the_heading_do_not_cover_each_other(view: TimelineView) -> None:
    view.show_content(content_of(RECORDS, undated=1_234, repeated=7, hidden=(LANES["aid"],)))
    parts = [*heading(view).findChildren(QPushButton), *heading(view).findChildren(QLabel)]
    shown = [part.geometry() for part in parts if part.isVisible()]
    assert len(shown) == 4
    for place, one in enumerate(shown):
        assert heading(view).rect().contains(one)
        assert not any(one.intersects(other) for other in shown[place + 1 :])


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_labels_of_the_axis_follow_the_span(view: TimelineView, theme: Theme) -> None:
    view.set_theme(theme)
    axis = heading(view)
    pictures = []
    for start, length in ((730_000.0, 10.0), (730_000.0, 4_000.0), (731_000.0, 4_000.0)):
        view.set_span(Span(start, start + length))
        pictures.append(axis.grab().toImage())
    assert pictures[0] != pictures[1] != pictures[2]


def test_buttons_ask_for_what_they_say(view: TimelineView, qtbot: QtBot) -> None:
    view.show_content(content_of(RECORDS, undated=2))
    axis = heading(view)
    with qtbot.waitSignal(view.undated_requested):
        qtbot.keyClick(axis.undated_button, Qt.Key.Key_Space)
    with qtbot.waitSignal(axis.lanes_requested):
        qtbot.mouseClick(axis.lanes_button, Qt.MouseButton.LeftButton)
    for menu in view.findChildren(type(view.lane_menus.open_choices(QPoint(0, 0)))):
        menu.close()
    qtbot.mouseClick(axis.legend_button, Qt.MouseButton.LeftButton)
    popup = view.findChild(LegendPopup)
    assert popup is not None and popup.isVisible()
    popup.close()


# The undated


def tray_of(view: TimelineView, *titles: str, total: int) -> UndatedTray:
    tray = view.show_undated(titles, total)
    assert tray.isVisible()
    return tray


def listed(tray: UndatedTray) -> QListView:
    found = tray.findChild(QListView)
    assert found is not None
    return found


def test_the_tray_lists_titles_and_says_how_many_there_are(view: TimelineView) -> None:
    tray = tray_of(view, "A loan", "<b>A visit</b>", total=1_002)
    assert tray.accessibleName() == "Records without a date"
    model = listed(tray).model()
    assert [model.index(n, 0).data() for n in range(model.rowCount())] == [
        "A loan",
        "<b>A visit</b>",
    ]
    (words,) = [part.text() for part in tray.findChildren(QLabel)]
    assert words == "1,002 records of which no date is known"
    tray.close()


@pytest.mark.parametrize("pressed", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_in_the_tray_chooses_a_record_once_and_closes_it(
    view: TimelineView, qtbot: QtBot, pressed: Qt.Key
) -> None:
    tray = tray_of(view, "A loan", "A visit", total=2)
    chosen: list[int] = []
    tray.chosen.connect(chosen.append)
    qtbot.keyClick(listed(tray), Qt.Key.Key_Down)
    qtbot.keyClick(listed(tray), pressed)
    assert chosen == [1]
    wait_until_gone(tray, qtbot)


def test_a_click_in_the_tray_chooses_a_record(view: TimelineView, qtbot: QtBot) -> None:
    tray = tray_of(view, "A loan", "A visit", total=2)
    rows = listed(tray)
    place = rows.visualRect(rows.model().index(1, 0)).center()
    chosen: list[int] = []
    tray.chosen.connect(chosen.append)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen == [1]
    wait_until_gone(tray, qtbot)


def test_the_tray_leads_to_the_list(view: TimelineView, qtbot: QtBot) -> None:
    tray = tray_of(view, "A loan", total=900)
    button = tray.findChild(QPushButton)
    assert button is not None
    asked: list[bool] = []
    tray.all_requested.connect(lambda: asked.append(True))
    button.click()
    assert asked == [True]
    wait_until_gone(tray, qtbot)


def test_escape_closes_the_tray_and_chooses_nothing(view: TimelineView, qtbot: QtBot) -> None:
    tray = tray_of(view, "A loan", total=1)
    chosen: list[int] = []
    tray.chosen.connect(chosen.append)
    qtbot.keyClick(listed(tray), Qt.Key.Key_Escape)
    assert not tray.isVisible()
    assert chosen == []


# Going to a date


def jump(view: TimelineView) -> tuple[DateJump, QLineEdit]:
    view.ask_for_date()
    popup = view.findChild(DateJump)
    assert popup is not None and popup.isVisible()
    field = popup.findChild(QLineEdit)
    assert field is not None
    return popup, field


def answer(popup: DateJump) -> str:
    return next((part.text() for part in popup.findChildren(QLabel)[1:] if part.isVisible()), "")


@pytest.mark.parametrize(
    ("typed", "first", "last"),
    [
        ("2004", (2004, 1, 1), (2004, 12, 31)),
        ("March 1998", (1998, 3, 1), (1998, 3, 31)),
        ("1990s", (1990, 1, 1), (1999, 12, 31)),
        ("5 June 2019", (2019, 6, 5), (2019, 6, 5)),
    ],
)
def test_a_date_in_words_is_gone_to(
    view: TimelineView,
    qtbot: QtBot,
    typed: str,
    first: tuple[int, int, int],
    last: tuple[int, int, int],
) -> None:
    popup, field = jump(view)
    qtbot.keyClicks(field, typed)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    wait_until_gone(popup, qtbot)
    wanted = Span(float(day_number(*first)), float(day_number(*last) + 1))
    assert view.span().contains(wanted)
    assert view.span().length <= max(2.1 * wanted.length, 4.1)


def test_what_is_no_date_is_answered_in_words(view: TimelineView, qtbot: QtBot) -> None:
    before = view.span()
    popup, field = jump(view)
    qtbot.keyClicks(field, "<b>soon</b>")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert popup.isVisible()
    assert answer(popup)
    assert field.accessibleDescription() == answer(popup)
    assert field.selectedText() == "<b>soon</b>"
    assert view.span() == before
    label_of_answer = next(p for p in popup.findChildren(QLabel) if p.text() == answer(popup))
    assert label_of_answer.textFormat() == Qt.TextFormat.PlainText
    qtbot.keyClicks(field, "2004")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    wait_until_gone(popup, qtbot)
    assert view.span() != before


def test_an_empty_field_goes_nowhere(view: TimelineView, qtbot: QtBot) -> None:
    before = view.span()
    popup, field = jump(view)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert popup.isVisible() and answer(popup)
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not popup.isVisible()
    assert view.span() == before


def test_a_date_beside_the_library_ends_at_its_limits(view: TimelineView, qtbot: QtBot) -> None:
    popup, field = jump(view)
    qtbot.keyClicks(field, "1200")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    wait_until_gone(popup, qtbot)
    limits = canvas(view).shown.limits
    assert limits.contains(view.span())
    assert view.span().start == limits.start


# The key to the drawings


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_key_explains_every_status_group_and_time(
    view: TimelineView, qtbot: QtBot, theme: Theme
) -> None:
    view.set_theme(theme)
    view.show_legend()
    popup = view.findChild(LegendPopup)
    assert popup is not None
    lines = popup.texts()
    together = " ".join(lines)
    for step in Step:
        assert label(step) in together
    for group in Group:
        assert label(group) in lines
    for words in ("Status", "Kind", "Time", "Counts", "About then", "Doubted", "Goes on"):
        assert words in lines
    assert popup.accessibleDescription() == "\n".join(lines)
    assert not popup.grab().isNull()
    qtbot.keyClick(popup, Qt.Key.Key_Escape)
    assert not popup.isVisible()


def test_every_line_of_the_key_has_a_sample_of_its_own(view: TimelineView) -> None:
    view.show_legend()
    popup = view.findChild(LegendPopup)
    assert popup is not None
    grid = popup._grid
    pictures = []
    for column in (0, 2, 4):
        for row in range(grid.rowCount()):
            item = grid.itemAtPosition(row, column)
            sample = item.widget() if item is not None else None
            if sample is None or isinstance(sample, QLabel):
                continue
            pictures.append(sample.grab().toImage())
    assert len(pictures) == len(popup.texts()) - 5
    # One glyph stands for what happened, for its group and for a day; all others differ.
    distinct = [one for n, one in enumerate(pictures) if one not in pictures[:n]]
    assert len(distinct) == len(pictures) - 2
    popup.close()
