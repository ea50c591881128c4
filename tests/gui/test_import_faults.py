"""What can go wrong on the way of an import: it is told in one sentence, and nothing else breaks."""

import errno
import os
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPlainTextEdit, QTableView
from pytestqt.qtbot import QtBot
from support.import_desk import (
    COLUMNS,
    FILE,
    PREVIEW,
    REPORT,
    ROWS,
    WORDS,
    ImportDesk,
    german_workbook,
    import_of,
)
from support.libraries import plain_library, record, write

from atlas_gui.store import open_library
from atlas_gui.store.library_store import LibraryStore

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]


@pytest.fixture
def reader(tmp_path: Path) -> Path:
    """The folder of what the reader keeps."""
    folder = tmp_path / "reader"
    folder.mkdir()
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return german_workbook(tmp_path / "Vorhaben.xlsx")


def choose_another(desk: ImportDesk, target: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Choose a library to import into by the system's dialog."""
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **_more: (str(target), ""))
    into = desk.combo("Import into")
    into.setCurrentIndex(into.count() - 1)
    into.activated.emit(into.currentIndex())
    desk.settled()


# The file.


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("photo.csv", b"\x89PNG\r\n\x1a\n rest", "an image"),
        ("empty.csv", b"", "is empty"),
        ("page.xlsx", b"<!doctype html><table></table>", "a web page"),
        ("broken.json", b'[{"a": 1}, {"a', "broken.json"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_and_goes_no_further(
    tmp_path: Path, reader: Path, qtbot: QtBot, name: str, content: bytes, told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with import_of(path, reader, qtbot) as desk:
        desk.settled()
        assert told in desk.told
        assert not desk.button("Next").isEnabled()
        assert desk.step == FILE


def test_a_file_that_is_gone_between_two_steps_is_told(
    book: Path, reader: Path, qtbot: QtBot
) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.settled()
        desk.go_on(to=COLUMNS)
        book.unlink()
        desk.go_on(to=COLUMNS)
        assert os.strerror(errno.ENOENT) in desk.told
        german_workbook(book)
        desk.go_on(to=WORDS)


def test_a_profile_that_does_not_fit_is_told(book: Path, reader: Path, qtbot: QtBot) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.settled()
        profile = desk.combo("What the columns mean")
        profile.setCurrentIndex(profile.findData("uk-treaties"))
        profile.activated.emit(profile.currentIndex())
        desk.settled()
        if desk.told == "":
            desk.go_on(to=FILE)
        assert desk.told, "the sentence says what is missing"
        assert desk.step == FILE
        profile.setCurrentIndex(0)
        profile.activated.emit(0)
        desk.settled()
        desk.go_on(to=COLUMNS)


# The library.


def test_a_target_that_is_no_library_is_told(
    book: Path, reader: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = book.parent / "other.json"
    other.write_text('{"some": "thing"}', encoding="utf-8")
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        choose_another(desk, other, monkeypatch)
        assert "other.json" in desk.told
        assert desk.summary() == desk.told
        assert not desk.button("Import").isEnabled()
        # Choosing another one goes on as if nothing had happened.
        choose_another(desk, book.parent / "fresh.json", monkeypatch)
        assert desk.button("Import").isEnabled()
        desk.go_on(to=REPORT)
    assert other.read_text(encoding="utf-8") == '{"some": "thing"}'
    assert len(open_library(book.parent / "fresh.json").records) == 5


def test_a_library_that_somebody_else_writes_is_told(
    book: Path, reader: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = write(plain_library(record("one")), book.parent, "other.json")
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        with LibraryStore.open(other):
            choose_another(desk, other, monkeypatch)
            assert "other.json" in desk.told
            assert not desk.button("Import").isEnabled()
        choose_another(desk, other, monkeypatch)
        assert desk.button("Import").isEnabled(), desk.told


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_told(
    book: Path, reader: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = book.parent / "sealed"
    folder.mkdir(mode=0o500)
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        choose_another(desk, folder / "new.json", monkeypatch)
        assert not desk.button("Import").isEnabled()
        assert desk.told


def test_no_target_chosen_changes_nothing(
    book: Path, reader: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        before = desk.combo("Import into").currentText()
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **_more: ("", ""))
        into = desk.combo("Import into")
        into.setCurrentIndex(into.count() - 1)
        into.activated.emit(into.currentIndex())
        desk.settled()
        assert into.currentText() == before
        assert desk.button("Import").isEnabled()


def test_a_library_is_taken_as_it_is(tmp_path: Path, reader: Path, qtbot: QtBot) -> None:
    path = write(plain_library(record("one"), record("two")), tmp_path, "given.json")
    with import_of(path, reader, qtbot) as desk:
        desk.settled()
        desk.go_on(to=PREVIEW)
        assert desk.summary().startswith("2 records would be new")
        assert not desk.box("Remember").isVisibleTo(desk.wizard)
        desk.go_back()
        assert desk.step == FILE
        desk.go_on(to=PREVIEW)
        desk.go_on(to=REPORT)
    assert set(open_library(tmp_path / "given.atlas.json").records) == {"one", "two"}


# Text that tries to be more.

HOSTILE = "<h1>Ti&tel</h1> <img src='file:///etc/passwd'> %n [x] =1+1"


def test_hostile_texts_stay_text_everywhere(tmp_path: Path, reader: Path, qtbot: QtBot) -> None:
    path = tmp_path / "a <b>& {0}.csv"
    header = f'"{HOSTILE}",Land,Partner,Stand\n'
    path.write_text(
        header
        + f'"{HOSTILE} one",<b>Ku&ba</b>,China,<i>laufend</i>\n"=cmd()|x",Kuba,China,signed\n',
        encoding="utf-8",
    )
    with import_of(path, reader, qtbot) as desk:
        desk.settled()
        shown = desk.named(QTableView, "The first rows of the file").model()
        assert shown.headerData(1, Qt.Orientation.Horizontal) == HOSTILE
        assert shown.index(0, 1).data() == f"{HOSTILE} one"
        assert shown.index(0, 1).data(Qt.ItemDataRole.ToolTipRole) is None
        desk.go_on(to=COLUMNS)
        desk.choose(HOSTILE, "title")
        desk.choose("Land", "side-one")
        desk.choose("Partner", "side-two")
        desk.choose("Stand", "status")
        rows = {row.key for row in desk.choices().rows}
        assert HOSTILE in rows
        desk.go_on(to=WORDS)
        assert {"<b>Ku&ba</b>", "<i>laufend</i>"} <= {row.key for row in desk.choices().rows}
        desk.go_on(to=PREVIEW)
        assert [line[2] for line in desk.tab("2 rows")] == [f"{HOSTILE} one", "=cmd()|x"]
        desk.go_on(to=REPORT)
        assert f"{HOSTILE} one" in desk.named(QPlainTextEdit, "Report").toPlainText()
    library = open_library(next(tmp_path.glob("*.atlas.json")))
    assert f"{HOSTILE} one" in {next(iter(one.title.values())) for one in library.records.values()}
    assert list((reader / "profiles").iterdir()), "a profile of such names can be written"
    with import_of(path, reader, qtbot) as desk:
        desk.go_to_preview()
        assert "Nothing would change" in desk.summary()


def test_many_labels_are_all_listed(tmp_path: Path, reader: Path, qtbot: QtBot) -> None:
    rows = [(number, f"Schule {number}", f"Reich {number}", "Kuba", *ROWS[4][4:])
            for number in range(1, 401)]  # fmt: skip
    path = german_workbook(tmp_path / "many.xlsx", rows)
    with import_of(path, reader, qtbot) as desk:
        desk.settled()
        desk.go_on(to=COLUMNS)
        desk.choose("Länder Geber", "side-one")
        desk.choose("Länder Empfänger", "side-two")
        desk.go_on(to=WORDS)
        assert sum(row.kind == "label" for row in desk.choices().rows) == 400
        assert desk.wizard.findChildren(QComboBox, "choice_box") == [], "no box but the open one"
        QTest.keyClick(desk.wizard.focusWidget(), Qt.Key.Key_Space)
        (box,) = desk.wizard.findChildren(QComboBox, "choice_box")
        assert box.count() > 200
        box.hidePopup()
