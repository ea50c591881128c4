"""The real window over a library, opened as the program opens it and put away without a trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from atlas_gui.app import Atlas, build, make_application
from atlas_gui.app.shared import Shared
from atlas_gui.app.windows import windows_in_sight
from atlas_gui.domain.library import Library
from atlas_gui.models.roles import Role
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.reading import Reading
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.settings import SettingsFile
from atlas_gui.store import open_library
from atlas_gui.ui.detail_pane import DetailPane
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.pair_tree_pane import PairTreePane
from atlas_gui.ui.presenter import Presenter
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.search_bar import SearchBar
from atlas_gui.ui.timeline.canvas import LaneCanvas
from atlas_gui.ui.timeline.view import TimelineView
from support.places import SHIPPED_LIBRARY
from support.whole_index import reading_over

# The offscreen platform's screen is smaller than what Atlas is laid out for.
_SIZE = (1280, 800)
W = TypeVar("W", bound=QWidget)


class OpenAtlas:
    """A window as a reader has it: panes by what they are, actions by id, keys by name."""

    def __init__(self, built: Atlas, state: BrowserState, library: Library) -> None:
        self.window = built.window
        self.tasks = built.tasks
        self.state = state
        self.library = library
        self.tree = self._the(PairTreePane)
        self.records = self._the(RecordListPane)
        self.detail = self._the(DetailPane)
        self.timeline = self._the(TimelineView)
        self.lanes = self._the(LaneCanvas)
        self.search = self._the(SearchBar)
        self.notice = self._the(NoticeBar)

    def _the(self, kind: type[W]) -> W:
        (found,) = self.window.findChildren(kind)
        return found

    def action(self, action_id: str) -> QAction:
        """One of the window's actions."""
        found = self.window.findChild(QAction, action_id)
        assert isinstance(found, QAction)
        return found

    def do(self, action_id: str) -> None:
        """Do what a menu entry does; one that is disabled does nothing."""
        self.action(action_id).trigger()

    def press(self, keys: str, on: QWidget | None = None) -> None:
        """Press keys named as in "Alt+Left" where the keyboard is."""
        QTest.keySequence(on or self.focused(), keys)

    def type(self, text: str) -> None:
        """Write into what has the keyboard."""
        QTest.keyClicks(self.focused(), text)

    def click(self, place: QPoint, on: QWidget) -> None:
        """Click with the left button."""
        QTest.mouseClick(on, Qt.MouseButton.LeftButton, pos=place)

    def focused(self) -> QWidget:
        """What has the keyboard; the window if nothing has."""
        return QApplication.focusWidget() or self.window

    def search_for(self, text: str) -> None:
        """Replace what stands in the search field by typing."""
        self.do("focus_search")
        self.press("Del", self.search.field)
        QTest.keyClicks(self.search.field, text)

    def listed(self) -> list[str]:
        """The records in the list, from top to bottom."""
        model = self.records.view.model()
        return [model.index(row, 0).data(Role.RECORD_ID) for row in range(model.rowCount())]

    def title_on_page(self) -> str:
        """The heading of the open page."""
        block = self.detail.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == 1:
                return block.text()
            block = block.next()
        return ""

    def marks(self) -> list[str]:
        """The records on the timeline, once it has followed the list."""
        (presenter,) = self.window.findChildren(Presenter)
        presenter.finish()
        marks, subjects = self.lanes.scene.marks, self.lanes.subjects
        return [subjects.of(marks.row_of(mark)).record_id for mark in range(len(marks))]


@contextmanager
def atlas_over(library: Library, settings_folder: Path) -> Iterator[OpenAtlas]:
    """A shown window; afterwards the application looks and holds what it did before."""
    with atlas_reading(_reading_of(library), settings_folder) as opened:
        yield opened


@contextmanager
def atlas_reading(reading: Reading, settings_folder: Path, link: str = "") -> Iterator[OpenAtlas]:
    """A shown window over a library with an index of its own, begun where a link leads."""
    application = make_application()
    font, palette = application.font(), application.palette()
    sheet = application.styleSheet()
    settings = SettingsFile(settings_folder)
    atlas = build(application, reading, settings, settings_folder)
    made = [child for child in application.children() if _ours(child)]
    (state,) = [child for child in made if isinstance(child, BrowserState)]
    try:
        if link:
            atlas.window.follow(link)
        atlas.window.resize(*_SIZE)
        atlas.window.show()
        assert QTest.qWaitForWindowExposed(atlas.window)
        atlas.window.fill_timeline()
        opened = OpenAtlas(atlas, state, reading.library)
        # What glides would be somewhere else at every look.
        if not opened.action("less_motion").isChecked():
            opened.do("less_motion")
        yield opened
    finally:
        atlas.window.close()
        # As at the end of the program: nothing is written after what it belongs to is gone.
        atlas.shared.finish()
        _destroy([atlas.window, *made], application)
        application.setStyleSheet(sheet)
        application.setPalette(palette)
        application.setFont(font)


@lru_cache(maxsize=2)
def _reading_of(library: Library) -> Reading:
    """Most windows of the tests are over the same library; its index need not be made for each."""
    return reading_over(library)


def _ours(child: QObject) -> bool:
    """The application also holds what is Qt's own, such as its style."""
    return type(child).__module__.startswith("atlas_gui")


def _destroy(objects: list[QObject], application: QApplication) -> None:
    for each in objects:
        each.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def shipped_library() -> Library:
    """The library that comes with Atlas."""
    return open_library(SHIPPED_LIBRARY)


@pytest.fixture
def settings_folder(tmp_path: Path) -> Path:
    """Where the window of this test keeps what it remembers; empty at first."""
    return tmp_path / "settings"


@pytest.fixture
def atlas(qapp: object, shipped_library: Library, settings_folder: Path) -> Iterator[OpenAtlas]:  # noqa: ARG001  Qt has to be there
    """The window over the shipped library, as at the first start."""
    with atlas_over(shipped_library, settings_folder) as opened:
        yield opened


@pytest.fixture
def shared(atlas: OpenAtlas, tmp_path: Path) -> Shared:
    """What the open window shares with those that will be opened."""
    parts = atlas.window._parts
    return Shared(
        parts.appearance,
        parts.notebook,
        parts.searches,
        parts.history,
        parts.recent,
        parts.warned,
        IndexFolder(tmp_path / "indexes"),
        lambda: (),
    )


@pytest.fixture
def windows_closed() -> Iterator[None]:
    """Close at the end whatever windows a test has opened beside its own."""
    yield
    for window in windows_in_sight():
        window.close()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
