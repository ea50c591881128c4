"""The import wizard, from the file to the report, forth and back, and given up at every point."""

import csv
import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QPlainTextEdit, QSpinBox, QTableView
from pytestqt.qtbot import QtBot
from support.held_runner import HeldRunner
from support.import_desk import (
    COLUMNS,
    FILE,
    PREVIEW,
    REPORT,
    ROWS,
    WORDS,
    german_workbook,
    import_of,
)

from atlas_gui.store import open_library
from atlas_gui.store.library_store import LibraryStore

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]
NEW = "Vorhaben.atlas.json"


@pytest.fixture
def reader(tmp_path: Path) -> Path:
    """The folder of what the reader keeps."""
    folder = tmp_path / "reader"
    folder.mkdir()
    return folder


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return german_workbook(tmp_path / "Vorhaben.xlsx")


def left_in(folder: Path) -> list[str]:
    """What is in a folder beside the workbook and the reader's own."""
    return sorted(
        one.name for one in folder.iterdir() if one.name not in ("Vorhaben.xlsx", "reader")
    )


def titles(path: Path) -> set[str]:
    return {record.title["en"] if "en" in record.title else next(iter(record.title.values()))
            for record in open_library(path).records.values()}  # fmt: skip


def test_the_whole_way_by_the_enter_key(book: Path, reader: Path, qtbot: QtBot) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.settled()
        assert desk.combo("Format").currentData() == "xlsx"
        assert desk.named(QSpinBox, "Rows of headings").value() == 2
        desk.go_on(to=COLUMNS)
        meant = {row.key: row.value for row in desk.choices().rows}
        assert meant["Vorhaben"] == "title"
        assert (meant["Länder Geber"], meant["Länder Empfänger"]) == ("side-one", "side-two")
        assert (meant["Betrag Zahl"], meant["Betrag Währung"]) == ("amount", "currency")
        desk.go_on(to=WORDS)
        desk.choose("Klingonenreich", "VNM")
        desk.go_on(to=PREVIEW)
        assert desk.summary() == "5 records would be new, 0 changed, 0 as they were."
        assert not (book.parent / NEW).exists(), "nothing is written before Import is pressed"
        desk.go_on(to=REPORT)
        report = desk.named(QPlainTextEdit, "Report").toPlainText()
        assert report.startswith("5 rows read: 5 records new")
        assert "no such day in the calendar" in report
        with qtbot.waitSignal(desk.wizard.open_requested) as opened:
            QTest.keyClick(desk.wizard, Qt.Key.Key_Return)
        assert opened.args == [book.parent / NEW]
    library = open_library(book.parent / NEW)
    assert len(library.records) == 5
    assert set(library.records["vorhaben-5"].countries) == {"CUB", "VNM"}


def test_what_is_settled_is_remembered_and_chosen_by_itself(
    book: Path, reader: Path, qtbot: QtBot
) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.settled()
        desk.go_on(to=COLUMNS)
        desk.go_on(to=WORDS)
        desk.choose("Klingonenreich", "VNM")
        desk.go_on(to=PREVIEW)
        assert desk.box("Remember").isChecked()
        desk.go_on(to=REPORT)
    profile = reader / "profiles" / "vorhaben.toml"
    assert 'Klingonenreich = "VNM"' in profile.read_text(encoding="utf-8")
    with import_of(book, reader, qtbot) as desk:
        desk.settled()
        assert desk.combo("What the columns mean").currentData() == "vorhaben"
        desk.go_on(to=PREVIEW)
        assert desk.summary() == "The library says all of that already. Nothing would change."
        assert desk.tab("Labels to settle") == []


def test_a_second_edition_shows_each_change_and_what_is_gone(
    book: Path, reader: Path, qtbot: QtBot
) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        desk.go_on(to=REPORT)
    changed = (*ROWS[0][:6], "13.03.2008", *ROWS[0][7:])
    german_workbook(book, (changed, *ROWS[1:4]))
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        assert "0 records would be new, 1 changed, 3 as they were." in desk.summary()
        assert "1 record of an earlier edition is no longer in the file." in desk.summary()
        (line,) = desk.tab("Changed")
        assert line[0] == "Lieferung von 500 Bussen"
        assert line[2:] == ["12 March 2008", "13 March 2008"]
        assert desk.tab("No longer in the file") == [["Schulen", "vorhaben-5"]]
        remove = desk.box("remove")
        assert not remove.isChecked(), "nothing goes unless the reader says so"
        remove.click()
        desk.go_on(to=REPORT)
    assert "Schulen" not in titles(book.parent / NEW)
    assert len(titles(book.parent / NEW)) == 4


def test_forth_and_back_keeps_what_was_chosen(book: Path, reader: Path, qtbot: QtBot) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.settled()
        desk.go_on(to=COLUMNS)
        desk.choose("Bemerkung", "leave-out")
        desk.go_on(to=WORDS)
        desk.choose("Klingonenreich", "VNM")
        desk.choose("wird geprüft", "discussed")
        desk.go_on(to=PREVIEW)
        desk.go_back()
        assert desk.step == WORDS
        assert desk.choices().chosen("label") == {"Klingonenreich": "VNM"}
        desk.go_back()
        assert desk.step == COLUMNS
        assert {row.key: row.value for row in desk.choices().rows}["Bemerkung"] == "leave-out"
        desk.go_back()
        assert desk.step == FILE
        assert not desk.button("Back").isEnabled()
        desk.go_on(to=COLUMNS)
        desk.go_on(to=WORDS)
        assert desk.choices().chosen("label") == {"Klingonenreich": "VNM"}
        assert desk.choices().chosen("status")["wird geprüft"] == "discussed"
        # What was settled can be settled otherwise.
        desk.choose("Klingonenreich", "")
        desk.go_on(to=PREVIEW)
        assert [line[0] for line in desk.tab("Labels to settle")] == ["Klingonenreich"]


def test_without_a_title_there_is_no_way_on(book: Path, reader: Path, qtbot: QtBot) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.settled()
        desk.go_on(to=COLUMNS)
        desk.choose("Vorhaben", "keep")
        assert "which column holds the title" in desk.told
        desk.go_on(to=COLUMNS)
        desk.choose("Vorhaben", "title")
        assert desk.told == ""
        desk.choose("Bemerkung", "title")
        assert "Two columns" in desk.told


def test_the_row_with_findings_is_shown_first(book: Path, reader: Path, qtbot: QtBot) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        found = desk.tab("Findings in this row")
        assert [line[1] for line in found] == ["31.06.1976"]
        assert len(desk.tab("5 rows")) == 5


@pytest.mark.parametrize("step", [FILE, COLUMNS, WORDS, PREVIEW])
def test_escape_leaves_nothing_behind(book: Path, reader: Path, qtbot: QtBot, step: int) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.settled()
        while desk.step < step:
            desk.go_on(to=desk.step + 1)
        QTest.keyClick(desk.wizard, Qt.Key.Key_Escape)
        assert not desk.wizard.isVisible()
        assert not (book.parent / NEW).exists()
    assert list(reader.rglob("*.toml")) == []
    # What the system locks stays, empty; who holds it does not.
    assert [name for name in left_in(book.parent) if not name.endswith(".lock")] == []


def test_the_library_is_free_again_once_the_wizard_is_closed(
    book: Path, reader: Path, qtbot: QtBot
) -> None:
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        desk.go_on(to=REPORT)
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        QTest.keyClick(desk.wizard, Qt.Key.Key_Escape)
        with LibraryStore.open(book.parent / NEW) as store:
            assert len(set(store.ids("records"))) == 5


def test_stopping_while_the_file_is_looked_at(book: Path, reader: Path, qtbot: QtBot) -> None:
    held = HeldRunner()
    with import_of(book, reader, qtbot, tasks=held) as desk:
        desk.button("Stop").click()
        assert desk.told == "Stopped. Nothing was written."
        held.release()
        assert desk.tab("The first rows") == []
        held.held.clear()
        desk.button("Next").click()
        held.release()
        assert len(desk.tab("The first rows")) == 5, "Next reads the file after all"


def test_stopping_while_rows_are_read_and_compared(book: Path, reader: Path, qtbot: QtBot) -> None:
    held = HeldRunner()

    def released() -> None:
        held.release()
        held.held.clear()

    with import_of(book, reader, qtbot, tasks=held) as desk:
        released()
        desk.button("Next").click()
        desk.button("Next").click()
        assert desk.told == "Reading every row…"
        assert not desk.button("Next").isEnabled()
        desk.button("Stop").click()
        released()
        assert desk.step == COLUMNS
        desk.button("Next").click()
        released()
        assert desk.step == WORDS
        desk.button("Next").click()
        assert desk.step == PREVIEW
        desk.button("Stop").click()
        released()
        assert not desk.button("Import").isEnabled()
        assert desk.summary() == "Stopped. Nothing was written."
        desk.go_back()
        desk.button("Next").click()
        released()
        assert desk.button("Import").isEnabled()
        desk.button("Import").click()
        desk.button("Stop").click()
        released()
        assert desk.step == PREVIEW
        assert desk.told == "Stopped. Nothing was written."
        assert not (book.parent / NEW).exists()
        assert desk.button("Import").isEnabled()


def test_another_meaning_drops_what_is_being_read(book: Path, reader: Path, qtbot: QtBot) -> None:
    held = HeldRunner()
    with import_of(book, reader, qtbot, tasks=held) as desk:
        held.release()
        desk.button("Next").click()
        held.held.clear()
        desk.button("Next").click()
        desk.choose("Bemerkung", "leave-out")
        held.release()
        assert desk.step == COLUMNS
        assert desk.button("Next").isEnabled()


@pytest.mark.parametrize("suffix", [".txt", ".csv", ".json"])
def test_the_report_is_saved(
    book: Path, reader: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    target = book.parent / f"told{suffix}"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        desk.go_on(to=REPORT)
        desk.button("Save the report…").click()
    written = target.read_text(encoding="utf-8-sig")
    if suffix == ".json":
        assert json.loads(written)["rows"] == 5
    elif suffix == ".csv":
        rows = list(csv.DictReader(written.splitlines()))
        assert sum(row["what"] == "added" for row in rows) == 5
    else:
        assert written.startswith("5 rows read")


def test_a_profile_that_cannot_be_kept_does_not_lose_the_report(
    book: Path, reader: Path, qtbot: QtBot
) -> None:
    (reader / "profiles").write_text("in the way", encoding="utf-8")
    with import_of(book, reader, qtbot) as desk:
        desk.go_to_preview()
        desk.go_on(to=REPORT)
        assert "profiles" in desk.told
    assert len(titles(book.parent / NEW)) == 5


def test_the_file_can_be_read_otherwise(tmp_path: Path, reader: Path, qtbot: QtBot) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes("Titel;Land\nBrücke;Kuba\nStraße;China\n".encode("cp1252"))
    with import_of(path, reader, qtbot) as desk:
        desk.settled()
        delimiter = desk.named(QComboBox, "Columns are parted by")
        assert delimiter.currentData() == ";"
        delimiter.setCurrentIndex(delimiter.findData(","))
        delimiter.activated.emit(delimiter.currentIndex())
        desk.settled()
        shown = desk.named(QTableView, "The first rows of the file").model()
        assert shown.columnCount() == 2, "the number of the row and one column"
