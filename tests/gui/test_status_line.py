"""The status bar: three facts, in words that count right."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QMainWindow
from pytestqt.qtbot import QtBot
from support.hostile import TITLE

from atlas_gui.ui.status_line import StatusLine

# The offscreen platform says this of every window; it is about the platform, not the line.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setStatusBar(StatusLine(TITLE, made))
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def line(window: QMainWindow) -> StatusLine:
    found = window.statusBar()
    assert isinstance(found, StatusLine)
    return found


def said(line: StatusLine) -> list[str]:
    return [label.text() for label in line.findChildren(QLabel) if label.text()]


def test_it_says_how_much_was_found_and_selected(line: StatusLine) -> None:
    line.set_found(1)
    assert "1 record · 0 selected" in said(line)
    line.set_selected(2)
    assert "1 record · 2 selected" in said(line)
    line.set_found(100)
    assert "100 records · 2 selected" in said(line)


def test_it_says_where_sources_disagree_only_if_they_do(line: StatusLine) -> None:
    line.set_disputed(1)
    assert "≠ 1 record on which sources disagree" in said(line)
    line.set_disputed(3)
    assert "≠ 3 records on which sources disagree" in said(line)
    line.set_disputed(0)
    assert not any("disagree" in text for text in said(line))


def test_the_title_of_a_library_is_text_and_no_markup(line: StatusLine) -> None:
    (shown,) = [label for label in line.findChildren(QLabel) if label.text() == TITLE]
    assert shown.textFormat() is Qt.TextFormat.PlainText


# Each example sets all three facts anew.
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    facts=st.lists(
        st.tuples(st.sampled_from(["found", "selected", "disputed"]), st.integers(0, 10**6)),
        max_size=6,
    )
)
def test_what_was_said_last_stands(line: StatusLine, facts: list[tuple[str, int]]) -> None:
    last = {"found": 0, "selected": 0, "disputed": 0}
    for name, count in [*last.items(), *facts]:
        last[name] = count
        getattr(line, f"set_{name}")(count)
    noun = "record" if last["found"] == 1 else "records"
    assert f"{last['found']:,} {noun} · {last['selected']:,} selected" in said(line)
    assert any(f"≠ {last['disputed']:,} " in text for text in said(line)) == (last["disputed"] > 0)
