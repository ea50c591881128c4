"""Importing from the window: how it begins, what is open afterwards, and who can use the wizard."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAccessible, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QPushButton,
    QTabWidget,
    QWidget,
)
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.import_desk import (
    COLUMNS,
    FILE,
    PREVIEW,
    REPORT,
    TIMEOUT,
    WORDS,
    ImportDesk,
    german_workbook,
)
from support.libraries import plain_library, record, write

from atlas_gui.app import make_application
from atlas_gui.app.windows import windows_in_sight
from atlas_gui.models.roles import Role
from atlas_gui.store.library_store import LibraryStore
from atlas_gui.ui.importing.wizard import ImportWizard
from atlas_gui.ui.main_window import MainWindow
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.theme import DARK, LIGHT, Theme

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return german_workbook(tmp_path / "Vorhaben.xlsx")


@pytest.fixture(autouse=True)
def reader_of_this_test(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Profiles that one test keeps are not there in the next."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))


@pytest.fixture(autouse=True)
def close_what_was_opened() -> Iterator[None]:
    yield
    for window in windows_in_sight():
        window.close()
    make_application().sendPostedEvents(None, QEvent.Type.DeferredDelete)


def drop(files: list[Path], on: QWidget) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    place, left = QPoint(5, 5), Qt.MouseButton.LeftButton
    keys, copy = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    QApplication.sendEvent(on, QDragEnterEvent(place, copy, mime, left, keys))
    QApplication.sendEvent(on, QDropEvent(QPointF(place), copy, mime, left, keys))


def wizards(window: QWidget) -> list[ImportWizard]:
    return [one for one in window.findChildren(ImportWizard) if one.isVisible()]


def desk_of(window: QWidget, qtbot: QtBot) -> ImportDesk:
    qtbot.waitUntil(lambda: len(wizards(window)) == 1, timeout=TIMEOUT)
    desk = ImportDesk(wizards(window)[0], qtbot)
    desk.settled()
    return desk


def by_menu(
    atlas: OpenAtlas, path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> ImportDesk:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
    atlas.press("Ctrl+I", atlas.window)
    return desk_of(atlas.window, qtbot)


def listed(window: MainWindow) -> set[str]:
    pane = window.findChild(RecordListPane)
    assert pane is not None
    model = pane.view.model()
    return {model.index(row, 0).data(Role.RECORD_ID) for row in range(model.rowCount())}


# How it begins.


def test_the_keys_begin_an_import(
    atlas: OpenAtlas, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = by_menu(atlas, book, qtbot, monkeypatch)
    assert desk.wizard.windowTitle() == "Import “Vorhaben.xlsx”"
    desk.wizard.close()


def test_no_file_chosen_begins_none(atlas: OpenAtlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: ("", ""))
    atlas.do("import_data")
    assert wizards(atlas.window) == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.csv", "title,country\nA bridge,Cuba\n"),
        ("list.ris", "TY  - BOOK\nTI  - A book\nER  - \n"),
        ("list.bib", "@book{a, title = {A book}}\n"),
        ("list.jsonl", '{"title": "A bridge"}\n{"title": "A road"}\n'),
    ],
)
def test_a_dropped_table_begins_an_import(
    atlas: OpenAtlas, tmp_path: Path, qtbot: QtBot, name: str, content: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    drop([path], atlas.window)
    desk = desk_of(atlas.window, qtbot)
    assert name in desk.wizard.windowTitle()
    assert name in atlas.notice.text
    assert windows_in_sight() == [atlas.window]
    desk.wizard.close()


def test_a_workbook_that_is_opened_begins_an_import(
    atlas: OpenAtlas, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(book)], ""))
    atlas.do("open_file")
    desk_of(atlas.window, qtbot).wizard.close()


def test_a_library_is_still_opened_and_any_text_refused(
    atlas: OpenAtlas, tmp_path: Path, qtbot: QtBot
) -> None:
    notes = tmp_path / "notes.txt"
    notes.write_text("nothing", encoding="utf-8")
    drop([notes], atlas.window)
    qtbot.waitUntil(lambda: "neither an Atlas library" in atlas.notice.text, timeout=TIMEOUT)
    drop([write(plain_library(record("one")), tmp_path, "one.json")], atlas.window)
    qtbot.waitUntil(lambda: len(windows_in_sight()) == 2, timeout=TIMEOUT)
    assert wizards(atlas.window) == []


def test_there_is_one_import_at_a_time(
    atlas: OpenAtlas, book: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = by_menu(atlas, book, qtbot, monkeypatch)
    other = tmp_path / "other.csv"
    other.write_text("a,b\n1,2\n", encoding="utf-8")
    drop([other], atlas.window)
    qtbot.waitUntil(lambda: "Another import is open" in atlas.notice.text, timeout=TIMEOUT)
    assert wizards(atlas.window) == [desk.wizard]
    desk.wizard.reject()
    drop([other], atlas.window)
    qtbot.waitUntil(
        lambda: [one.windowTitle() for one in wizards(atlas.window)] == ["Import “other.csv”"],
        timeout=TIMEOUT,
    )
    wizards(atlas.window)[0].reject()


# What is open afterwards.


def test_the_new_library_opens_in_a_window_of_its_own(
    atlas: OpenAtlas, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = by_menu(atlas, book, qtbot, monkeypatch)
    assert desk.wizard.findChildren(QTabWidget)
    desk.go_to_preview()
    desk.go_on(to=REPORT)
    desk.button("Open the library").click()
    qtbot.waitUntil(lambda: len(windows_in_sight()) == 2, timeout=TIMEOUT)
    (window,) = [one for one in windows_in_sight() if one is not atlas.window]
    assert len(listed(window)) == 5
    assert wizards(atlas.window) == []


def test_a_window_makes_room_for_its_library_as_it_is_then(
    atlas: OpenAtlas, book: Path, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = write(plain_library(record("one")), tmp_path, "own.json")
    drop([own], atlas.window)
    qtbot.waitUntil(lambda: len(windows_in_sight()) == 2, timeout=TIMEOUT)
    (window,) = [one for one in windows_in_sight() if one is not atlas.window]
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(book), ""))
    QTest.keySequence(window, "Ctrl+I")
    desk = desk_of(window, qtbot)
    desk.go_to_preview()
    into = desk.combo("Import into")
    into.setCurrentIndex(into.findText("The library of this window"))
    into.activated.emit(into.currentIndex())
    desk.settled()
    desk.go_on(to=REPORT)
    desk.button("Open the library").click()
    qtbot.waitUntil(lambda: window not in windows_in_sight(), timeout=TIMEOUT)
    assert len(windows_in_sight()) == 2
    (fresh,) = [one for one in windows_in_sight() if one is not atlas.window]
    assert len(listed(fresh)) == 6, "the old window is gone, the new one shows all"
    with LibraryStore.open(own):
        pass


def test_a_window_that_is_closed_lets_go_of_the_library(
    atlas: OpenAtlas, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = by_menu(atlas, book, qtbot, monkeypatch)
    desk.go_to_preview()
    atlas.window.close()
    assert not desk.wizard.isVisible()
    assert not (book.parent / ".Vorhaben.atlas.json.lock.json").exists()
    assert not (book.parent / "Vorhaben.atlas.json").exists()


# Who can use it.


def nameless(root: QWidget) -> list[str]:
    kinds = (Qt.FocusPolicy.TabFocus, Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.WheelFocus)
    found = []
    for widget in root.findChildren(QWidget):
        interface = QAccessible.queryAccessibleInterface(widget)
        takes = widget.focusPolicy() in kinds and widget.isVisible() and not widget.focusProxy()
        if takes and interface and not interface.text(QAccessible.Text.Name):
            found.append(f"{type(widget).__name__} in {type(widget.parent()).__name__}")
    return found


def letters(root: QWidget) -> list[str]:
    """The access keys of what is in sight."""
    texts = [
        one.text()
        for kind in (QLabel, QPushButton, QCheckBox)
        for one in root.findChildren(kind)
        if one.isVisible() and (not isinstance(one, QLabel) or one.buddy() is not None)
    ]
    plain = (text.replace("&&", "") for text in texts)
    return [text[text.index("&") + 1].lower() for text in plain if "&" in text]


def reached_by_tab(wizard: ImportWizard) -> list[QWidget]:
    """What has the keyboard, one Tab after another, until it comes round."""
    found: list[QWidget] = []
    for _press in range(40):
        widget = wizard.focusWidget()
        if widget is None or widget in found:
            break
        found.append(widget)
        QTest.keyClick(widget, Qt.Key.Key_Tab)
    return found


def test_each_step_has_names_letters_and_a_way_for_the_tab_key(
    atlas: OpenAtlas, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = by_menu(atlas, book, qtbot, monkeypatch)
    begins = {FILE: "What the columns mean", COLUMNS: "Columns of the file",
              WORDS: "Words and what they mean", PREVIEW: "Import into", REPORT: "Report"}  # fmt: skip
    for step, name in begins.items():
        assert desk.step == step
        focus = desk.wizard.focusWidget()
        assert focus is not None
        assert focus.accessibleName() == name
        assert nameless(desk.wizard) == []
        keys = letters(desk.wizard)
        assert len(set(keys)) == len(keys), keys
        reached = reached_by_tab(desk.wizard)
        assert {one for one in reached if isinstance(one, QPushButton)} == {
            one
            for one in desk.wizard.findChildren(QPushButton)
            if one.isVisible() and one.isEnabled()
        }
        if step != REPORT:
            focus.setFocus()
            desk.go_on(to=step + 1)
    desk.wizard.close()


def test_a_label_is_settled_by_keyboard_alone(
    atlas: OpenAtlas, book: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = by_menu(atlas, book, qtbot, monkeypatch)
    desk.go_on(to=COLUMNS)
    desk.go_on(to=WORDS)
    view = desk.wizard.focusWidget()
    assert view is not None
    first = desk.choices().rows[1]
    assert (first.key, first.value) == ("Klingonenreich", "")
    assert desk.choices().index(1, 3).data().startswith("? ")
    QTest.keyClick(view, Qt.Key.Key_Space)
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClicks(popup.focusWidget() or popup, "Vietn")
    QTest.keyClick(popup.focusWidget() or popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: first.value == "VNM", timeout=TIMEOUT)
    assert desk.choices().index(1, 3).data() == "Vietnam"
    qtbot.waitUntil(lambda: desk.wizard.focusWidget() is view, timeout=TIMEOUT)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.currentIndex().row() == 3, "the heading between is passed over"
    desk.go_on(to=PREVIEW)
    desk.wizard.close()


@pytest.mark.parametrize(("wish", "theme"), [("light", LIGHT), ("dark", DARK)])
def test_every_step_is_painted_in_both_looks(
    atlas: OpenAtlas,
    book: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    wish: str,
    theme: Theme,
) -> None:
    atlas.do(f"appearance_{wish}")
    desk = by_menu(atlas, book, qtbot, monkeypatch)
    for step in range(REPORT + 1):
        assert desk.step == step
        picture = desk.wizard.grab().toImage()
        ground = picture.pixelColor(3, 3)
        assert ground.name() == theme.window
        colours = {
            picture.pixel(x, y)
            for x in range(0, picture.width(), 3)
            for y in range(0, picture.height(), 3)
        }
        assert len(colours) > 8, "there is more than the ground"
        if step != REPORT:
            desk.go_on(to=step + 1)
    desk.wizard.close()
