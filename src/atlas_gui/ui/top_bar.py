"""The bar across the top: back and forward, whose library this is, the search, citing and exporting."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLabel,
    QMenu,
    QPushButton,
    QToolButton,
    QWidget,
)

from atlas_gui.i18n import _
from atlas_gui.ui.actions import ActionTable
from atlas_gui.ui.icons import stroke_icon
from atlas_gui.ui.search_bar import SearchBar
from atlas_gui.ui.theme import Theme

# In a text field these take back what was typed there.
_OWN_KEYS = ("undo_notebook", "redo_notebook")
_CITING = ("copy_citation", "copy_bibliography", "citation_style")


class TopBar(QWidget):
    """Composes the bar; its buttons are the window's actions."""

    def __init__(
        self, actions: ActionTable, search: SearchBar, library_title: str, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("top_bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search = search
        self.back = self._button(actions["back"])
        self.forward = self._button(actions["forward"])
        self._brand = QLabel("Atlas", self)
        self._brand.setObjectName("brand")
        self._library = QLabel(self)
        self._library.setObjectName("library_title")
        self._library.setTextFormat(Qt.TextFormat.PlainText)
        self._library.setText(library_title)
        self.export = QPushButton(_("Export PDF"), self)
        self.export.setObjectName("primary")
        self.filters = self._button(actions["filters"])
        self.filters.setObjectName("filters_button")
        self.cite = self._cite_button(actions)
        leaving = (action for action in actions.all() if action.objectName() not in _OWN_KEYS)
        self.search.leave_keys(keys for action in leaving for keys in action.shortcuts())
        self.export.setAccessibleName(_("Export as PDF"))
        self.export.clicked.connect(actions["export_pdf"].trigger)
        _follow(self.export, actions["export_pdf"])
        self._lay_out()

    def set_theme(self, theme: Theme, icons: Path) -> None:
        """Draw the icons in the theme's colour."""
        # A button shows its action's icon, and its text where the action has none.
        for button, name in ((self.back, "back"), (self.forward, "forward")):
            button.defaultAction().setIcon(stroke_icon(icons, name, theme.text))
        self.search.set_theme(theme)
        self.search.set_icons(
            stroke_icon(icons, "search", theme.muted),
            stroke_icon(icons, "clear", theme.muted),
            stroke_icon(icons, "history", theme.muted),
        )

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setAccessibleName(action.text().replace("&", ""))
        # Holding a button shows the places it leads to.
        button.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        return button

    def _cite_button(self, actions: ActionTable) -> QToolButton:
        """Copies a citation of the record; held down, it offers what else there is to cite."""
        button = QToolButton(self)
        button.setText(_("Cite"))
        button.setAccessibleName(_("Copy citation"))
        button.clicked.connect(actions["copy_citation"].trigger)
        menu = QMenu(button)
        menu.addActions([actions[name] for name in _CITING])
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.DelayedPopup)
        _follow(button, actions["copy_citation"])
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 7, 12, 7)
        row.setSpacing(6)
        row.addWidget(self.back)
        row.addWidget(self.forward)
        row.addSpacing(4)
        row.addWidget(self._brand)
        row.addWidget(self._library)
        row.addSpacing(10)
        row.addStretch(1)
        row.addWidget(self.search, 12)
        row.addStretch(1)
        row.addSpacing(10)
        row.addWidget(self.filters)
        row.addWidget(self.cite)
        row.addSpacing(4)
        row.addWidget(self.export)


def _follow(button: QAbstractButton, action: QAction) -> None:
    """Let a button with words of its own be possible when its action is, and explain itself alike."""
    button.setToolTip(action.toolTip())
    button.setEnabled(action.isEnabled())
    action.enabledChanged.connect(button.setEnabled)
