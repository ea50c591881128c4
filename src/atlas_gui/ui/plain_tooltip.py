"""Tooltips whose text is never read as markup."""

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)


def show_plain_tooltip(place: QPoint, text: str, owner: QWidget) -> None:
    """Show `text` at a place of the screen.

    A tooltip guesses whether its text is HTML. Escaped text inside real markup leaves nothing to
    guess, and long lines are wrapped.
    """
    from html import escape  # brings a table of all entities, which most starts can do without

    lines = "<br>".join(escape(line) for line in text.splitlines())
    QToolTip.showText(place, f"<qt>{lines}</qt>", owner)


class PlainTipDelegate(QStyledItemDelegate):
    """Shows the tooltips of a model as the text they are."""

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """Qt asks for this where a tooltip is due."""
        text = index.data(Qt.ItemDataRole.ToolTipRole)
        if event.type() != QEvent.Type.ToolTip or not text:
            return False
        show_plain_tooltip(event.globalPos(), text, view)
        return True
