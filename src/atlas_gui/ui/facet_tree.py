"""The view of the facets: what a click, a key and the context menu do with a value."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QHelpEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTreeView, QWidget

from atlas_gui.i18n import _
from atlas_gui.models.facet_model import FacetModel, FacetRole
from atlas_gui.models.facets import FacetValue
from atlas_gui.ui.facet_delegate import FacetDelegate
from atlas_gui.ui.plain_tooltip import show_plain_tooltip
from atlas_gui.ui.theme import Theme

_ALT = Qt.KeyboardModifier.AltModifier


class FacetTree(QTreeView):
    """A click, Enter or Space adds a value or takes it away; Alt+click or Delete excludes it.

    Signals: `value_requested(str, str, bool)` field, value, whether to exclude it;
    `removal_requested(str, str)`.
    """

    value_requested = Signal(str, str, bool)
    removal_requested = Signal(str, str)

    def __init__(self, model: FacetModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._facets = model
        self.setModel(model)
        self._delegate = FacetDelegate(theme, self)
        self.setItemDelegate(self._delegate)
        self.setObjectName("facet_tree")
        self.setAccessibleName(_("Narrow by"))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setUniformRowHeights(True)
        self.setExpandsOnDoubleClick(False)
        # A highlight would say that a value is chosen; a ring says where the keyboard is.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.verticalScrollBar().valueChanged.connect(self._offer_more_in_sight)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._delegate.set_theme(theme)
        self.viewport().update()

    @Slot()
    def _offer_more_in_sight(self) -> None:
        """Once the end of an opened section comes into sight, offer what follows."""
        sight = self.viewport().rect()
        for row in range(self._facets.rowCount()):
            section = self._facets.index(row, 0)
            field = section.data(FacetRole.FIELD)
            if self.isExpanded(section) and self._facets.is_opened(field):
                rest = self.visualRect(self._facets.rest_of(field))
                if rest.isValid() and rest.intersects(sight):
                    self._facets.offer_more(field)

    def _press_row(self, index: QModelIndex, *, exclude: bool) -> None:
        """Do what a row is for."""
        field, value = index.data(FacetRole.FIELD), index.data(FacetRole.VALUE)
        if isinstance(value, FacetValue):
            self._ask_for(field, value, exclude=exclude)
        elif index.data(FacetRole.REST):
            if not self._facets.offer_more(field):
                self._facets.offer_few(field)
                self.scrollTo(self._facets.section(field))
        elif index.isValid():
            self.setExpanded(index, not self.isExpanded(index))

    def _ask_for(self, field: str, value: FacetValue, *, exclude: bool) -> None:
        is_so = value.state == "out" if exclude else value.state != ""
        if is_so:
            self.removal_requested.emit(field, value.value)
        else:
            self.value_requested.emit(field, value.value, exclude)

    def _is_on_exclude(self, index: QModelIndex, place: QPointF) -> bool:
        value = index.data(FacetRole.VALUE)
        if not isinstance(value, FacetValue) or value.state == "out":
            return False
        row = QRectF(self.visualRect(index))
        return self._delegate.exclude_area(row, value.count).contains(place)

    def _menu_of(self, index: QModelIndex) -> QMenu | None:
        field, value = index.data(FacetRole.FIELD), index.data(FacetRole.VALUE)
        if not isinstance(value, FacetValue):
            return None
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        ask = partial(self.value_requested.emit, field, value.value)
        if value.state != "in":
            menu.addAction(_("&Only records with this"), partial(ask, False))
        if value.state != "out":
            menu.addAction(_("&Exclude"), partial(ask, True))
        if value.state:
            take_away = partial(self.removal_requested.emit, field, value.value)
            menu.addAction(_("&No longer narrow by this"), take_away)
        return menu

    # Qt calls these.

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or index != self.currentIndex():
            return
        exclude = bool(event.modifiers() & _ALT) or self._is_on_exclude(index, event.position())
        self._press_row(index, exclude=exclude)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index = self.currentIndex()
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter | Qt.Key.Key_Space:
                self._press_row(index, exclude=bool(event.modifiers() & _ALT))
            case Qt.Key.Key_Delete:
                if isinstance(index.data(FacetRole.VALUE), FacetValue):
                    self._press_row(index, exclude=True)
            case _other:
                super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        menu = self._menu_of(index)
        if menu is not None:
            place = event.globalPos() if by_mouse else self._below(index)
            menu.popup(place)

    def _below(self, index: QModelIndex) -> QPoint:
        return self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            index = self.indexAt(event.pos())
            if self._is_on_exclude(index, QPointF(event.pos())):
                show_plain_tooltip(event.globalPos(), _("Exclude (Alt+click, Delete)"), self)
                return True
        return super().viewportEvent(event)
