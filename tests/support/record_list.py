"""The record list by itself, shown over results made by hand."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from atlas_gui.models.record_list_model import Column, RecordListModel
from atlas_gui.search.reading import Reading
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.theme import LIGHT
from support.whole_index import chosen


def shown_pane(
    qtbot: QtBot, reading: Reading, ids: Sequence[str], model: RecordListModel | None = None
) -> RecordListPane:
    """The list with these records, in this order."""
    made = RecordListPane(model or RecordListModel(reading), LIGHT)
    qtbot.addWidget(made)
    made.resize(900, 400)
    made.show_result(chosen(reading, *ids), "")
    made.fit_column_widths()
    made.show()
    qtbot.waitExposed(made)
    return made


def click_heading(qtbot: QtBot, pane: RecordListPane, column: Column) -> None:
    """Click on a heading."""
    header = pane.view.header()
    middle = header.sectionViewportPosition(column) + header.sectionSize(column) // 2
    where = QPoint(middle, header.height() // 2)
    qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=where)
