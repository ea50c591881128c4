"""What the tests of the window share."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.atlas_window import atlas, settings_folder, shipped_library
from support.timeline_pane import RECORDS, content_of, crowd_of

from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.view import TimelineView

__all__ = ["atlas", "settings_folder", "shipped_library"]


@pytest.fixture(autouse=True)
def no_widget_left_over(qapp: QApplication) -> Iterator[None]:
    """Delete what a test has closed at its end.

    Otherwise Python does so whenever it collects garbage: a window that goes while another one is
    being painted takes the painter's ground away.
    """
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


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
