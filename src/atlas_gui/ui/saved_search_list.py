"""The view of the saved searches and how its rows are painted."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyleOptionViewItem, QWidget

from atlas_gui.i18n import _
from atlas_gui.models.saved_search_model import SavedRole, SavedSearchModel
from atlas_gui.ui.plain_tooltip import PlainTipDelegate
from atlas_gui.ui.theme import Theme

_LEFT, _RIGHT, _GAP = 13.0, 9.0, 6.0
_SIGN = 4.0
_ON_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ON_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
_CONTROL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Index = QModelIndex | QPersistentModelIndex


class SavedSearchList(QListView):
    """Enter runs a search, F2 renames it, Delete removes it, Alt+Shift+Up and Down move it.

    Signals: `run_requested(int)`, `removal_requested(int)`, `move_requested(int, int)` from one
    place to another, `undo_requested()`, `redo_requested()`.
    """

    run_requested = Signal(int)
    removal_requested = Signal(int)
    move_requested = Signal(int, int)
    undo_requested = Signal()
    redo_requested = Signal()

    def __init__(self, model: SavedSearchModel, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        self.setObjectName("saved_search_list")
        self.setAccessibleName(_("Saved searches"))
        self._delegate = SavedSearchDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.set_theme(theme)
        self.viewport().update()

    # Qt calls this.

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, modifiers = self.currentIndex().row(), event.modifiers()
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)
            return
        match event.key():
            case Qt.Key.Key_Z if modifiers == _CONTROL:
                self.undo_requested.emit()
            case Qt.Key.Key_Y if modifiers == _CONTROL:
                self.redo_requested.emit()
            case Qt.Key.Key_Z if modifiers == _CONTROL | _SHIFT:
                self.redo_requested.emit()
            case Qt.Key.Key_Up if modifiers == _ALT_SHIFT and row > 0:
                self.move_requested.emit(row, row - 1)
            case Qt.Key.Key_Down if modifiers == _ALT_SHIFT and row >= 0:
                self.move_requested.emit(row, row + 1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space if row >= 0:
                self.run_requested.emit(row)
            case Qt.Key.Key_Delete if row >= 0:
                self.removal_requested.emit(row)
            case _other:
                super().keyPressEvent(event)


class SavedSearchDelegate(PlainTipDelegate):
    """Name and count; a triangle and heavier type mark the search that is shown now."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme

    # Qt calls these.

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, round(option.fontMetrics.height() * 1.65))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        # Counts arrive while the reader is writing a name, and must not put the old one back.
        if not editor.property("is_filled"):
            super().setEditorData(editor, index)
            editor.setProperty("is_filled", True)

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: Index
    ) -> None:
        # The style would take the size of the text, and cut the frame of the editor.
        editor.setGeometry(option.rect.adjusted(6, 0, -6, 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, area = self._theme, QRectF(option.rect)
        view = option.widget
        has_focus = view is not None and view.hasFocus()
        is_present = bool(index.data(SavedRole.IS_PRESENT))
        is_current = bool(option.state & QStyle.StateFlag.State_Selected) and has_focus
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_present:
            painter.fillRect(area, QColor(theme.selection))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(theme.hover))
        if is_current:
            painter.setPen(QPen(QColor(theme.accent), 1.5))
            painter.drawRoundedRect(area.adjusted(5, 1, -4, -1), 4, 4)
        count = index.data(SavedRole.COUNT)
        right = area.right() - _RIGHT
        if count is not None:
            painter.setPen(QColor(theme.text if is_present else theme.muted))
            painter.drawText(area.adjusted(0, 0, -_RIGHT, 0), _ON_RIGHT, f"{count:,}")
            right -= QFontMetricsF(option.font).horizontalAdvance(f"{count:,}") + _GAP
        left = area.left() + _LEFT
        if is_present:
            _paint_sign(painter, QPointF(left, area.center().y()), theme)
            left += 2 * _SIGN + _GAP
        font = QFont(option.font)
        font.setWeight(QFont.Weight.DemiBold if is_present else option.font.weight())
        painter.setFont(font)
        painter.setPen(QColor(theme.muted if count == 0 and not is_present else theme.text))
        shown = QFontMetricsF(font).elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, right - left
        )
        painter.drawText(QRectF(left, area.top(), right - left, area.height()), _ON_LEFT, shown)
        painter.restore()


def _paint_sign(painter: QPainter, left: QPointF, theme: Theme) -> None:
    """A triangle that points to the name."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme.accent))
    tips = (QPointF(0, -_SIGN), QPointF(_SIGN * 1.5, 0), QPointF(0, _SIGN))
    painter.drawPolygon(QPolygonF([left + tip for tip in tips]))
