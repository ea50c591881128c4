"""Dragging records out of the window: what a drag carries, when it is made, and who may take it."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtCore import QMimeData, QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support import hostile
from support.atlas_window import OpenAtlas

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.citing.citing import Citation
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.models.roles import Role
from atlas_gui.ui.dragging import drag_files, record_drag
from atlas_gui.ui.dragging.drag_picture import drag_picture
from atlas_gui.ui.dragging.record_mime import RecordMime
from atlas_gui.ui.drop_target import DropTarget
from atlas_gui.ui.theme import DARK, LIGHT, Theme

# The offscreen platform says this of every window; it is about the platform, not the window.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_LOCOMOTIVES = "chinese-locomotives-for-cuba"


class _Drag:
    """Stands in for Qt's drag, which would wait for a mouse: remembers what would be dropped."""

    begun: ClassVar[list["_Drag"]] = []

    def __init__(self, source: QWidget) -> None:
        self.source = source

    def setMimeData(self, data: QMimeData) -> None:
        self.data = data

    def setPixmap(self, picture: QPixmap) -> None:
        self.picture = picture

    def setHotSpot(self, place: QPoint) -> None:
        self.place = place

    def exec(self, actions: Qt.DropAction) -> Qt.DropAction:
        self.actions = actions
        self.begun.append(self)
        return actions


@pytest.fixture(autouse=True)
def drags(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[_Drag]]:
    monkeypatch.setattr(record_drag, "QDrag", _Drag)
    yield _Drag.begun
    _Drag.begun.clear()


def _move_mouse(view: QAbstractItemView, index: QModelIndex) -> None:
    """Press on a row, move further than a click may, and let go."""
    ground, start = view.viewport(), view.visualRect(index).center()
    far = QApplication.startDragDistance() + 4
    QTest.mousePress(ground, Qt.MouseButton.LeftButton, pos=start)
    for step in (QPoint(far, 0), QPoint(far, far), QPoint(2 * far, far)):
        QTest.mouseMove(ground, start + step)
    QTest.mouseRelease(ground, Qt.MouseButton.LeftButton, pos=start)


def _row(atlas: OpenAtlas, record_id: str) -> QModelIndex:
    return atlas.records.view.model().index(atlas.listed().index(record_id), 1)


def _begins(data: QMimeData) -> list[tuple[str, bytes]]:
    files = [Path(url.toLocalFile()) for url in data.urls()]
    return [(file.name, file.read_bytes()[:5]) for file in files]


def test_a_row_gives_its_citation_and_its_pdf(atlas: OpenAtlas, drags: list[_Drag]) -> None:
    atlas.search_for("locomotives")
    _move_mouse(atlas.records.view, _row(atlas, _LOCOMOTIVES))
    (drag,) = drags
    assert drag.data.formats() == ["text/plain", "text/html", "text/uri-list"]
    assert drag.data.text().startswith("“Chinese Locomotives for Cuba” (contract, as of mid-2006)")
    assert "<i>Bilateral Relations</i>" in drag.data.html()
    assert _begins(drag.data) == [(f"{_LOCOMOTIVES}.pdf", b"%PDF-")]
    assert drag.actions == Qt.DropAction.CopyAction
    assert atlas.state.record_id == _LOCOMOTIVES


def test_several_rows_give_a_bibliography_and_a_pdf_each(
    atlas: OpenAtlas, drags: list[_Drag]
) -> None:
    atlas.search_for("kind:treaty")
    atlas.records.view.selectAll()
    chosen = atlas.records.selected_ids()
    assert 1 < len(chosen) <= record_drag.MOST_FILES
    _move_mouse(atlas.records.view, _row(atlas, chosen[0]))
    (drag,) = drags
    assert len(drag.data.text().splitlines()) == len(chosen)
    assert _begins(drag.data) == [(f"{one}.pdf", b"%PDF-") for one in chosen]


def test_many_rows_give_a_bibliography_alone(atlas: OpenAtlas, drags: list[_Drag]) -> None:
    atlas.records.view.selectAll()
    chosen = atlas.records.selected_ids()
    assert len(chosen) > record_drag.MOST_FILES
    _move_mouse(atlas.records.view, _row(atlas, chosen[0]))
    (drag,) = drags
    assert drag.data.formats() == ["text/plain", "text/html"]
    assert not drag.data.urls()
    assert len(drag.data.text().splitlines()) == len(chosen)


def test_more_than_a_program_waits_for_is_not_dragged(
    atlas: OpenAtlas, drags: list[_Drag], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_drag, "MOST_CITED", 3)
    atlas.records.view.selectAll()
    atlas.records.drag_requested.emit(atlas.records.selected_ids())
    assert not drags
    assert "No more than 3 records" in atlas.notice.text


def test_records_of_the_tree_are_dragged_and_pairs_are_not(
    atlas: OpenAtlas, drags: list[_Drag]
) -> None:
    view = atlas.tree.view
    model = view.model()
    view.expandRecursively(model.index(1, 0))
    record = model.index(0, 0, model.index(0, 0, model.index(1, 0)))
    record_id = record.data(Role.RECORD_ID)
    view.scrollTo(record)
    _move_mouse(view, record)
    (drag,) = drags
    assert drag.data.text().endswith(f"/{record_id}.")
    assert _begins(drag.data) == [(f"{record_id}.pdf", b"%PDF-")]
    drags.clear()
    _move_mouse(view, model.index(1, 0))
    _move_mouse(view, model.index(0, 0, model.index(1, 0)))
    assert not drags


def test_where_the_pdf_fails_the_citation_stays(
    atlas: OpenAtlas, drags: list[_Drag], monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    def fails(*_arguments: object) -> list[Path]:
        raise AtlasError("There is no room for the PDF.")

    monkeypatch.setattr(drag_files, "make_files", fails)
    atlas.records.drag_requested.emit([_LOCOMOTIVES])
    (drag,) = drags
    assert not drag.data.urls()
    assert not drag.data.hasUrls()
    assert drag.data.hasText()
    assert drag.data.text().startswith("“Chinese Locomotives")
    qtbot.waitUntil(lambda: atlas.notice.text == "There is no room for the PDF.")


def test_what_cannot_be_read_is_not_dragged(atlas: OpenAtlas, drags: list[_Drag]) -> None:
    atlas.records.drag_requested.emit(["gone"])
    assert not drags
    assert "can be read" in atlas.notice.text


def test_whoever_asks_too_early_gets_nothing_and_no_standstill() -> None:
    citation: Future[Citation] = Future()
    files: Future[list[Path]] = Future()
    data = RecordMime(citation, files, patience=0.0)
    assert data.hasUrls()
    assert data.urls() == []
    assert data.text() == ""
    assert data.came_too_late
    citation.set_result(Citation("<i>a</i>", "a"))
    files.set_result([Path("/tmp/b c/ü.pdf")])  # noqa: S108  never opened
    assert (data.text(), data.html()) == ("a", "<i>a</i>")
    assert [url.toLocalFile() for url in data.urls()] == ["/tmp/b c/ü.pdf"]  # noqa: S108
    assert bytes(data.data("text/uri-list").data()) == b"file:///tmp/b%20c/%C3%BC.pdf\r\n"
    assert data.data("text/csv").isEmpty()


@pytest.mark.parametrize("kind", [QTextEdit, QPlainTextEdit, QLineEdit])
def test_the_editors_of_qt_take_the_text(
    kind: type[Any], atlas: OpenAtlas, drags: list[_Drag], qapp: QApplication
) -> None:
    atlas.records.drag_requested.emit([_LOCOMOTIVES])
    (drag,) = drags
    editor = kind(atlas.window)
    place = QPointF(editor.rect().center())
    ground = editor if kind is QLineEdit else editor.viewport()
    both = (Qt.DropAction.CopyAction, drag.data, Qt.MouseButton.LeftButton)
    entering = QDragEnterEvent(place.toPoint(), *both, Qt.KeyboardModifier.NoModifier)
    qapp.sendEvent(ground, entering)
    assert entering.isAccepted()
    qapp.sendEvent(ground, QDropEvent(place, *both, Qt.KeyboardModifier.NoModifier))
    shown = editor.text() if kind is QLineEdit else editor.toPlainText()
    assert shown.startswith("“Chinese Locomotives")
    assert ".pdf" not in shown


class _OwnDrop(QDropEvent):
    """A drop of what is dragged from a window of ours."""

    def __init__(self, data: QMimeData, window: QWidget | None) -> None:
        nothing = Qt.KeyboardModifier.NoModifier
        left, copy = Qt.MouseButton.LeftButton, Qt.DropAction.CopyAction
        super().__init__(QPointF(9, 9), copy, data, left, nothing)
        self._window = window

    def source(self) -> QWidget | None:  # type: ignore[override]
        return self._window


def test_a_window_takes_no_records_of_its_own(atlas: OpenAtlas, tmp_path: Path) -> None:
    citation: Future[Citation] = Future()
    files: Future[list[Path]] = Future()
    data = RecordMime(citation, files, patience=0.0)
    (target,) = atlas.window.findChildren(DropTarget)
    arrived: list[object] = []
    target.files_dropped.connect(arrived.append)
    target.text_dropped.connect(arrived.append)
    own = _OwnDrop(data, atlas.window)
    assert target.eventFilter(atlas.window, own)
    assert not own.isAccepted()
    assert not arrived
    assert not data.came_too_late, "nobody asked for it"
    files.set_result([tmp_path / "of-another-program.pdf"])
    foreign = _OwnDrop(data, None)
    assert target.eventFilter(atlas.window, foreign)
    assert arrived == [[tmp_path / "of-another-program.pdf"]]


def test_each_drag_has_files_of_its_own(shipped_library: Library) -> None:
    first = drag_files.make_files(shipped_library, [_LOCOMOTIVES], ReportOptions())
    again = drag_files.make_files(shipped_library, [_LOCOMOTIVES] * 2, ReportOptions())
    assert first[0].name == again[0].name == f"{_LOCOMOTIVES}.pdf"
    assert again[1].name == f"{_LOCOMOTIVES}-2.pdf"
    assert len({*first, *again}) == 3
    assert all(file.read_bytes().startswith(b"%PDF-") for file in (*first, *again))


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_the_picture_is_small_and_in_the_colours_of_the_theme(
    theme: Theme, atlas: OpenAtlas
) -> None:
    short = drag_picture("3 records", theme, atlas.window)
    long = drag_picture("A very long title. " * 40, theme, atlas.window)
    assert short.width() < long.width() < 600
    image = short.toImage()
    ground = image.pixelColor(image.rect().center().x(), 4)
    assert ground.name() == theme.raised
    inks = _colours(short)
    assert theme.text in inks
    assert theme.strong_line in inks


@pytest.mark.parametrize("text", [hostile.TITLE, hostile.CONTROLS, ""])
def test_the_picture_shows_any_text(text: str, atlas: OpenAtlas) -> None:
    picture = drag_picture(text, LIGHT, atlas.window)
    assert 0 < picture.width() < 600


def _colours(picture: QPixmap) -> set[str]:
    image = picture.toImage()
    size = image.size()
    return {
        image.pixelColor(x, y).name() for x in range(size.width()) for y in range(size.height())
    }
