"""What macOS hands over by an event; posted here as it would be there."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QFileOpenEvent
from PySide6.QtWidgets import QApplication

from atlas_gui.app.file_events import FileEvents
from atlas_gui.handover.message import Wish

_LINK = "atlas:/CHN-CUB/las-camariocas-nickel-plant"


@pytest.fixture
def events(qapp: QApplication) -> Iterator[FileEvents]:
    made = FileEvents(qapp)
    yield made
    qapp.removeEventFilter(made)
    made.setParent(None)


def test_what_comes_before_the_window_waits_for_it(
    events: FileEvents, qapp: QApplication, tmp_path: Path
) -> None:
    library = tmp_path / "Relations é.atlas"
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(str(library)))
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl(_LINK)))
    granted: list[Wish] = []
    events.grant_with(granted.append)
    assert [wish.file_paths for wish in granted] == [[library], []]
    assert [wish.links for wish in granted] == [(), (_LINK,)]
    QCoreApplication.sendEvent(qapp, QFileOpenEvent(QUrl(_LINK)))
    assert len(granted) == 3


def test_what_is_nothing_of_atlas_goes_on_its_way(events: FileEvents, qapp: QApplication) -> None:
    granted: list[Wish] = []
    events.grant_with(granted.append)
    event = QFileOpenEvent(QUrl("https://example.com/"))
    assert not events.eventFilter(qapp, event)
    assert granted == []
