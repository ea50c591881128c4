"""The status of the selected record on its strip: shown where there is a history, true to its dates."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QFont
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from support.strips import (
    Strips,
    accessible,
    names,
    picture,
    step,
    strips_over,
    tooltip_at,
    with_steps,
)

from atlas_gui.domain.edtf import parse_edtf
from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.status_history import StatusHistory, StatusStep
from atlas_gui.domain.time_shape import time_shape
from atlas_gui.domain.vocabulary import Group, Step
from atlas_gui.timeline.history import Box, TextSize
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import DARK, LIGHT, Theme
from atlas_gui.ui.timeline.history_painter import DrawnHistory, draw_history
from atlas_gui.ui.timeline.history_strip import HistoryStrip

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
CLIMB = (step("announced", "2001-03"), step("signed", "2003"), step("in-force", "2006-05-04"))
DECADE = Scale(Span(day_number(2000), day_number(2010)), 1000.0, 200.0)
TEXT = TextSize(11.0, lambda words: 6.0 * len(words))


@pytest.fixture
def strips(qtbot: QtBot) -> Strips:
    made = strips_over(qtbot, with_steps(*CLIMB, step("completed")))
    made.presenter.show_record("nickel-plant")
    QApplication.processEvents()
    return made


@pytest.fixture
def strip(strips: Strips) -> HistoryStrip:
    strips.view.history_strip.setFocus()
    return strips.view.history_strip


def drawn(*steps: tuple[Step, str], scale: Scale = DECADE, height: float = 44.0) -> DrawnHistory:
    made = []
    for name, edtf in steps:
        date = parse_edtf(edtf)
        shape = time_shape(date)
        assert shape is not None
        made.append(StatusStep(name, date, shape, ("a",)))
    history = StatusHistory(tuple(sorted(made, key=lambda one: one.shape.first)), (), ())
    return draw_history(history, Group.DEALS, scale, height, TEXT)


# When it is shown.


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ((step("announced"),), False),
        ((step("signed", "2003"),), False),
        ((step("signed", "2003"), step("announced"), step("in-force")), False),
        ((step("signed", "2003"), step("in-force", "2004")), True),
        ((step("signed", "2003"), step("in-force", "2004"), step("completed")), True),
    ],
)
def test_a_history_takes_two_dated_steps(
    qtbot: QtBot, steps: tuple[dict[str, object], ...], *, shown: bool
) -> None:
    made = strips_over(qtbot, with_steps(*steps))
    made.presenter.show_record("nickel-plant")
    assert made.view.history_strip.isVisible() is shown


def test_it_goes_with_the_record(strips: Strips) -> None:
    assert strips.view.history_strip.isVisible()
    strips.presenter.show_record("no-such-record")
    assert not strips.view.history_strip.isVisible()


def test_moving_in_time_does_not_hide_it(strips: Strips) -> None:
    lanes = strips.canvas().height()
    strips.show_years(1900, 1950)
    QApplication.processEvents()
    assert strips.view.history_strip.isVisible()
    assert strips.canvas().height() == lanes


# What is drawn.


@pytest.mark.parametrize("years", [(2000, 2010), (1950, 2020), (2002, 2004)])
def test_steps_stand_where_their_days_are_in_the_lanes(
    strips: Strips, years: tuple[int, int]
) -> None:
    strips.show_years(*years)
    scale, found = strips.canvas().scale(), strips.view.history_strip.things().drawn
    look = found.steps[1].look
    middle = (scale.x(day_number(2003)) + scale.x(day_number(2004))) / 2
    assert (look.core_start + look.core_end) / 2 == pytest.approx(middle)
    if years != (1950, 2020):
        assert look.core_start == pytest.approx(scale.x(day_number(2003)))


def test_a_year_never_looks_like_a_day() -> None:
    century = Scale(Span(day_number(1950), day_number(2050)), 1000.0, 200.0)
    signed, in_force = drawn(
        (Step.SIGNED, "2003"), (Step.IN_FORCE, "2006-05-04"), scale=century
    ).steps
    assert in_force.look.is_dot
    assert not signed.look.is_dot
    assert signed.area.width > 2 * in_force.area.width


def test_what_is_said_of_an_end_has_room() -> None:
    plain, about, goes_on = (
        drawn((Step.SIGNED, "2002-01"), (Step.UNDER_WAY, edtf)).steps[-1].area.width
        for edtf in ("2004/2006", "2004~/2006", "2004/..")
    )
    assert about > plain
    assert goes_on > drawn((Step.UNDER_WAY, "2004")).steps[0].area.width


dates = st.builds(
    lambda year, form: form.format(year=year),
    st.integers(1998, 2012),
    st.sampled_from(["{year}", "{year}-05", "{year}-05-04", "{year}~", "{year}/.."]),
)
histories = st.lists(st.tuples(st.sampled_from(Step), dates), min_size=1, max_size=7)


@given(histories, st.sampled_from([30.0, 44.0, 90.0]))
def test_words_keep_clear_of_marks_of_one_another_and_of_the_edges(
    made: list[tuple[Step, str]], height: float
) -> None:
    found = drawn(*made, height=height)
    words = [label.box for label in found.labels]
    assert not any(one.overlaps(other) for one, other in combinations(words, 2))
    assert not any(box.overlaps(mark.box) for box in words for mark in found.steps)
    view = Box(DECADE.left, 0, DECADE.width, height)
    for box in words:
        assert view.x <= box.x and box.right <= view.right
        assert view.y <= box.y and box.bottom <= view.bottom


@pytest.mark.parametrize("height", [41.0, 44.0, 90.0])
def test_each_step_that_has_room_is_named(height: float) -> None:
    climb = ((Step.ANNOUNCED, "2001-03"), (Step.SIGNED, "2003"), (Step.IN_FORCE, "2006-05-04"))
    found = drawn(*climb, (Step.SUSPENDED, "2008"), height=height)
    told = {label.mark: label.text for label in found.labels}
    assert told == {
        0: "Announced, Mar 2001",
        1: "Signed, 2003",
        2: "In force, 4 May 2006",
        3: "Suspended, 2008",
    }


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_marks_have_the_colour_of_the_records_group(qtbot: QtBot, theme: Theme) -> None:
    made = strips_over(qtbot, with_steps(*CLIMB), theme=theme)
    made.presenter.show_record("nickel-plant")
    QApplication.processEvents()
    image = picture(made.view.history_strip)
    colour = QColor(theme.group_colours[Group.DEALS])
    assert image.pixelColor(2, image.height() // 2) == QColor(theme.base)
    found = (
        image.pixelColor(x, y) == colour
        for x in range(image.width())
        for y in range(image.height())
    )
    assert sum(found) > len(CLIMB)


def test_nothing_is_painted_into_the_label_column(strips: Strips) -> None:
    strip = strips.view.history_strip
    left = int(strip.scale().left)
    strips.show_years(2003, 2006)
    column = picture(strip).copy(0, 0, left, strip.height())
    strips.show_years(1900, 1910)
    assert picture(strip).copy(0, 0, left, strip.height()) == column


def test_it_grows_with_the_text_and_leaves_a_low_window_room(strips: Strips) -> None:
    strip = strips.view.history_strip
    strip.fit_window(2000)
    usual = strip.height()
    font = QFont(strip.font())
    font.setPointSizeF(font.pointSizeF() * 2)
    strip.setFont(font)
    assert strip.height() > 1.8 * usual
    strip.fit_window(640)
    assert strip.height() <= 48


# What is told.


def test_the_pointer_is_told_step_date_and_sources(strip: HistoryStrip) -> None:
    area = strip.things().area(2)
    assert area is not None
    assert tooltip_at(strip, area.center().toPoint()) == "<qt>In force, 4 May 2006<br>Survey</qt>"


def test_the_label_tells_the_whole_history_with_what_has_no_date(strip: HistoryStrip) -> None:
    told = tooltip_at(strip, QPoint(20, strip.height() // 2))
    assert "Nickel plant" in told
    assert "Announced, Mar 2001; Signed, 2003; In force, 4 May 2006; Completed, undated" in told


def test_empty_places_tell_nothing(strip: HistoryStrip) -> None:
    assert tooltip_at(strip, QPoint(strip.width() - 20, strip.height() - 3)) == ""


def test_the_keyboard_goes_from_step_to_step(strip: HistoryStrip, qtbot: QtBot) -> None:
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    visited = [strip.current]
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Left):
        qtbot.keyClick(strip, key)
        visited.append(strip.current)
    assert visited == [0, 1, 2, 2, 1]
    QToolTip.hideText()
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert QToolTip.text() == "<qt>Signed, 2003<br>Survey</qt>"


def test_the_keyboard_brings_a_step_into_view(strips: Strips, qtbot: QtBot) -> None:
    strips.show_years(1990, 2010)
    strips.view.set_span(Span(day_number(1992), day_number(1996)))
    strip = strips.view.history_strip
    assert strip.things().area(2) is None
    qtbot.keyClick(strip, Qt.Key.Key_End)
    assert strip.things().area(2) is not None


def test_enter_opens_nothing(strips: Strips, qtbot: QtBot) -> None:
    strip = strips.view.history_strip
    selected = QSignalSpy(strips.view.record_selected)
    opened = QSignalSpy(strips.view.record_activated)
    qtbot.keyClick(strip, Qt.Key.Key_End)
    qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert selected.count() == opened.count() == 0


def test_assistive_programs_find_a_list_of_steps(strip: HistoryStrip) -> None:
    found = accessible(strip)
    assert found.role() == QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Status of the record"
    assert "Completed, undated" in found.text(QAccessible.Text.Description)
    assert names(found) == ["Announced, Mar 2001", "Signed, 2003", "In force, 4 May 2006"]
    item = found.child(1)
    assert item.role() == QAccessible.Role.ListItem
    assert found.indexOfChild(item) == 1
    middle = item.rect().center()
    assert found.childAt(middle.x(), middle.y()) is item
    strip.go_to(1)
    assert found.focusChild() is item
    assert item.state().focused and item.state().selected


def test_assistive_programs_learn_that_steps_are_gone(strips: Strips) -> None:
    found = accessible(strips.view.history_strip)
    item = found.child(0)
    strips.presenter.show_record("no-such-record")
    assert not item.isValid()
    assert item.text(QAccessible.Text.Name) == ""
    assert found.childCount() == 0


def test_markup_from_a_record_stays_text(qtbot: QtBot) -> None:
    spoiled = with_steps(*CLIMB)
    spoiled["title"] = {"en": "<b>Bold</b>"}
    made = strips_over(qtbot, spoiled)
    made.presenter.show_record("nickel-plant")
    QApplication.processEvents()
    strip = made.view.history_strip
    assert "&lt;b&gt;Bold" in tooltip_at(strip, QPoint(20, strip.height() // 2))
