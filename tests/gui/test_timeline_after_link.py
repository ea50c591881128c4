"""A window that begins with a link: the timeline, which is filled later, shows the time of its record."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from support.whole_index import reading_over

from atlas_gui.app import build, make_application
from atlas_gui.domain.library import Library
from atlas_gui.state.settings import SettingsFile
from atlas_gui.ui.timeline.canvas import LaneCanvas
from atlas_gui.ui.timeline.view import TimelineView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_RECORD = "las-camariocas-nickel-plant"
_LINK = f"atlas:/CHN-CUB/{_RECORD}"


@pytest.mark.parametrize("link", ["", _LINK])
def test_it_shows_the_record_that_a_link_led_to(
    qapp: QApplication, shipped_library: Library, settings_folder: Path, link: str
) -> None:
    settings = SettingsFile(settings_folder)
    reading = reading_over(shipped_library)
    atlas = build(make_application(), reading, settings, settings_folder)
    try:
        if link:
            atlas.window.follow(link)
        atlas.window.resize(1280, 800)
        atlas.window.show()
        atlas.window.fill_timeline()
        qapp.processEvents()
        (view,) = atlas.window.findChildren(TimelineView)
        (canvas,) = atlas.window.findChildren(LaneCanvas)
        marks = canvas.scene.marks
        row = reading.index.row_of(_RECORD)
        mark = next(each for each in range(len(marks)) if marks.row_of(each) == row)
        first, span = float(marks.first[mark]), view.span()
        assert (span.start <= first <= span.end) == bool(link)
    finally:
        atlas.window.close()
        atlas.shared.finish()
