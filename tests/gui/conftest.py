"""What the tests of the window share."""

import pytest
from pytestqt.qtbot import QtBot
from support.atlas_window import atlas, settings_folder, shipped_library
from support.timeline_pane import RECORDS, content_of, crowd_of

from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline.view import TimelineView

__all__ = ["atlas", "settings_folder", "shipped_library"]


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
