"""A window that begins with a link: the timeline, which is filled later, shows the time of its record."""

from pathlib import Path

import pytest
from support.atlas_window import atlas_reading
from support.whole_index import reading_over

from atlas_gui.domain.library import Library

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
_RECORD = "las-camariocas-nickel-plant"


@pytest.mark.parametrize("link", ["", f"atlas:/CHN-CUB/{_RECORD}"])
def test_it_shows_the_record_that_a_link_led_to(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    settings_folder: Path,
    link: str,
) -> None:
    reading = reading_over(shipped_library)
    with atlas_reading(reading, settings_folder, link) as atlas:
        marks, span = atlas.lanes.scene.marks, atlas.timeline.span()
        row = reading.index.row_of(_RECORD)
        mark = next(each for each in range(len(marks)) if marks.row_of(each) == row)
        shown = span.start <= float(marks.first[mark]) <= span.end
        assert shown == bool(link)
