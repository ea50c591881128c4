"""All keys on one sheet: those of the actions, and those that only a pane understands."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.i18n import _, mark
from atlas_gui.ui.actions import ACTIONS, Menu, keys_in_words, plain_text

_PANES: Final = (
    (
        mark("Search field"),
        (
            (mark("Go to the list"), mark("Down")),
            (mark("Open the first record found"), mark("Enter")),
            (mark("Clear, then go to the list"), mark("Esc")),
            (mark("Offer fields and values"), "Ctrl+Space"),
            (mark("Earlier searches"), "Ctrl+↓"),
        ),
    ),
    (
        mark("Country pairs"),
        (
            (mark("Open or close a row"), mark("Right, Left")),
            (mark("Open all rows below"), "*"),
            (mark("Narrow the list to the row"), mark("Enter")),
        ),
    ),
    (
        mark("Saved searches"),
        (
            (mark("Run the search"), mark("Enter")),
            (mark("Rename, remove"), mark("F2, Del")),
            (mark("Move up, down"), mark("Alt+Shift with arrows")),
            (mark("Undo, redo"), "Ctrl+Z, Ctrl+Y"),
        ),
    ),
    (
        mark("Filters"),
        (
            (mark("Narrow to the value, or no longer"), mark("Enter or Space")),
            (mark("Exclude the value, or no longer"), mark("Del")),
            (mark("Open or close a section"), mark("Right, Left")),
        ),
    ),
    (
        mark("Years in the filters"),
        (
            (mark("Move the end that is held by a year"), mark("Left, Right")),
            (mark("By ten years"), mark("Ctrl with arrows")),
            (mark("To the first, last year"), mark("Home, End")),
            (mark("The other end"), mark("Tab")),
            (mark("All years"), mark("Esc")),
        ),
    ),
    (
        mark("Record list"),
        (
            (mark("Read the record"), mark("Enter")),
            (mark("First, last record"), mark("Home, End")),
            (mark("Select several"), mark("Shift or Ctrl with arrows or click")),
            (mark("Back to the search"), mark("Esc")),
        ),
    ),
    (
        mark("Timeline"),
        (
            (mark("Previous, next mark or column"), mark("Left, Right")),
            (mark("Lane above, below"), mark("Up, Down")),
            (mark("First, last mark of the lane"), mark("Home, End")),
            (mark("Zoom in, out, show what was found"), "+  −  0"),
            (mark("Earlier, later"), mark("Page Up, Page Down")),
            (mark("Open the record, take a count or column apart"), mark("Enter")),
            (mark("Tell about the mark or column"), mark("Space")),
            (mark("Keep only the time that is shown"), "F"),
            (mark("Keep only a range of time"), mark("Drag along the years, or Shift with drag")),
            (mark("Fold or open the lane"), "C"),
            (mark("Move the lane up, down"), mark("Alt+Shift with Up, Down")),
            (mark("Hide the lane"), mark("Delete")),
        ),
    ),
    (
        mark("Strip under the timeline"),
        (
            (mark("Earlier, later"), mark("Left, Right")),
            (mark("Move the end, the beginning"), mark("Shift with arrows, Ctrl with arrows")),
            (mark("To the first, last record"), mark("Home, End")),
            (mark("Zoom in, out, show all"), "+  −  0"),
        ),
    ),
    (
        mark("Preview of a PDF"),
        (
            (mark("Zoom in, out, fit the width"), "Ctrl++, Ctrl+-, Ctrl+0"),
            (mark("Save, print"), "Ctrl+S, Ctrl+P"),
            (mark("Close"), mark("Esc")),
        ),
    ),
)


class ShortcutSheet(QDialog):
    """A list to read; closes with Esc."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Shortcuts"))
        self._sheet = QTreeWidget(self)
        self._sheet.setAccessibleName(_("Shortcuts"))
        self._sheet.setHeaderLabels([_("What it does"), _("Keys")])
        self._sheet.setRootIsDecorated(False)
        self._sheet.setIndentation(12)
        self._sheet.setSelectionMode(QTreeWidget.SelectionMode.SingleSelection)
        self._fill()
        header = self._sheet.header()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self._sheet, 1)
        column.addWidget(buttons)
        height = self.fontMetrics().height()
        self.resize(height * 34, height * 32)

    def _fill(self) -> None:
        for menu in Menu:
            specs = [spec for spec in ACTIONS if spec.menu is menu and spec.shortcuts]
            rows = [(plain_text(_(spec.text)), keys_in_words(spec)) for spec in specs]
            self._add_section(plain_text(_(menu.value)), rows)
        for heading, keys in _PANES:
            self._add_section(_(heading), [(_(what), _(key)) for what, key in keys])
        self._sheet.expandAll()

    def _add_section(self, heading: str, rows: list[tuple[str, str]]) -> None:
        if not rows:
            return
        section = QTreeWidgetItem(self._sheet, [heading])
        section.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = self.font()
        font.setBold(True)
        section.setFont(0, font)
        for row in rows:
            QTreeWidgetItem(section, list(row))
