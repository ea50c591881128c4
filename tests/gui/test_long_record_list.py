"""The record list with more records than it has room for."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.libraries import library_of, record
from support.record_list import click_heading, shown_pane
from support.whole_index import chosen, reading_over

from atlas_gui.models.record_list_model import Column, Index, RecordListModel
from atlas_gui.search.reading import Reading

# The offscreen platform says this of every window; it is about the platform, not the pane.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture(scope="module")
def many() -> Reading:
    """Five hundred records with titles in the other order than their names."""
    return reading_over(
        library_of(*(record(f"r{n}", title={"en": f"Title {999 - n}"}) for n in range(500)))
    )


def test_a_selected_row_out_of_sight_is_brought_into_view(qtbot: QtBot, many: Reading) -> None:
    pane = shown_pane(qtbot, many, list(many.library.records))
    pane.select_record("r400")
    middle = pane.view.visualRect(pane.view.currentIndex()).center()
    assert pane.view.viewport().rect().contains(middle)
    assert pane.selected_ids() == ["r400"]


def test_a_selected_row_stays_in_view_when_the_list_is_sorted(qtbot: QtBot, many: Reading) -> None:
    pane = shown_pane(qtbot, many, list(many.library.records))
    pane.select_record("r2")
    click_heading(qtbot, pane, Column.RECORD)
    assert pane.view.currentIndex().row() > 400
    middle = pane.view.visualRect(pane.view.currentIndex()).center()
    assert pane.view.viewport().rect().contains(middle)


def test_another_result_is_shown_from_its_best(qtbot: QtBot, many: Reading) -> None:
    names = list(many.library.records)
    pane = shown_pane(qtbot, many, names)
    pane.select_record("r400")
    assert pane.view.verticalScrollBar().value() > 0
    pane.show_result(chosen(many, *names[:200]), "")
    pane.select_record("r400")
    assert pane.view.verticalScrollBar().value() == 0


def test_all_of_a_long_list_are_counted_without_looking_at_each(
    qtbot: QtBot, many: Reading
) -> None:
    looked_at: list[int] = []

    class Watched(RecordListModel):
        def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
            looked_at.append(index.row())
            return super().data(index, role)

    pane = shown_pane(qtbot, many, list(many.library.records), Watched(many))
    counted: list[int] = []
    pane.selection_counted.connect(counted.append)
    pane.take_focus()
    assert looked_at
    looked_at.clear()
    qtbot.keyClick(pane.view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert counted[-1] == 500
    # What is on the screen may be painted anew; the rest is nobody's business.
    assert len(set(looked_at)) < 100


def test_with_all_selected_nothing_is_asked_of_every_row(
    qtbot: QtBot, many: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    pane = shown_pane(qtbot, many, list(many.library.records))
    asked: set[int] = set()
    usual = RecordListModel.flags

    def flags(model: RecordListModel, index: Index) -> Qt.ItemFlag:
        asked.add(index.row())
        return usual(model, index)

    monkeypatch.setattr(RecordListModel, "flags", flags)
    pane.view.selectAll()
    pane.view.grab()
    pane.view.header().grab()
    assert pane.selected_ids() == list(many.library.records)
    assert len(asked) < 100
