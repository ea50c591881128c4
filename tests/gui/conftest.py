"""What the tests of the window share."""

import gc
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.atlas_window import atlas, settings_folder, shared, shipped_library, windows_closed
from support.timeline_pane import RECORDS, content_of, crowd_of

from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.view import TimelineView

__all__ = ["atlas", "settings_folder", "shared", "shipped_library", "windows_closed"]


@pytest.fixture(scope="session", autouse=True)
def clipboard_left_empty(qapp: QApplication) -> Iterator[None]:
    """What Python put on the clipboard may not outlive Python: the offscreen platform keeps it."""
    yield
    qapp.clipboard().clear()


@pytest.fixture(autouse=True)
def no_widget_left_over(qapp: QApplication) -> Iterator[None]:
    """Delete what a test has closed at its end."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect(1)


@pytest.fixture
def view(qtbot: QtBot) -> TimelineView:
    made = TimelineView(LIGHT)
    qtbot.addWidget(made)
    made.resize(1200, 300)
    made.show_content(content_of(RECORDS, undated=2))
    made.show()
    qtbot.waitExposed(made)
    made.setFocus()
    return made


@pytest.fixture
def crowded(view: TimelineView) -> TimelineView:
    view.show_content(crowd_of())
    return view
