"""The delegate of every view whose rows show a record's text."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionViewItem

from atlas_gui.ui.plain_tooltip import show_plain_tooltip


class PlainTipDelegate(QStyledItemDelegate):
    """Shows a row's tooltip as it stands; Qt's own would read markup in it."""

    # Qt calls this.

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        if event.type() != QEvent.Type.ToolTip or not text:
            return False
        show_plain_tooltip(event.globalPos(), text, view)
        return True
