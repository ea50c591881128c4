"""The left pane: country pairs, their groups and records, with what matches now."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QIcon, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QToolButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.domain.catalogue import Entry
from atlas_gui.i18n import _
from atlas_gui.models.pair_tree import Node, NodeKind
from atlas_gui.models.pair_tree_model import COUNT, NAME, PairTreeModel
from atlas_gui.models.roles import Role
from atlas_gui.ui.later_paint import LaterPaint
from atlas_gui.ui.pair_tree_delegate import COUNT_PADDING, PairTreeDelegate
from atlas_gui.ui.theme import Theme


class PairTreeView(QTreeView):
    """A tree from which records can be dragged. Signal: `drag_begun(str)` with a record's id."""

    drag_begun = Signal(str)

    def startDrag(self, _actions: Qt.DropAction) -> None:
        """Qt calls this where the mouse begins to drag a row that may be dragged."""
        self.drag_begun.emit(self.currentIndex().data(Role.RECORD_ID) or "")


class PairTreePane(QWidget):
    """Shows the tree and says what the reader wants of it.

    Signals: `narrow_requested(str, str)` pair id and group (each may be empty); `record_requested(str)`;
    `menu_requested(str, QPoint)` a record's id and the place on the screen;
    `drag_requested(list[str])` the record that the mouse drags.
    """

    narrow_requested = Signal(str, str)
    record_requested = Signal(str)
    menu_requested = Signal(str, QPoint)
    drag_requested = Signal(object)

    def __init__(self, model: PairTreeModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("side_pane")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._model = model
        self._expanded: set[str] = set()
        # Rows opened only to show the selected record; they close when another one is selected.
        self._opened: set[str] = set()
        self._following = False
        self._heading = QLabel(_("Country pairs"), self)
        self._heading.setObjectName("pane_heading")
        self._order = QToolButton(self)
        self._order.setAccessibleName(_("Order of the country pairs"))
        self._order.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._order.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._tree = self._make_tree(model)
        self._delegate = PairTreeDelegate(theme, self._tree)
        self._tree.setItemDelegate(self._delegate)
        self._later = LaterPaint((self._tree.viewport(),), self)
        self._lay_out()
        self._connect()

    @property
    def view(self) -> QTreeView:
        """The tree itself, for the order of focus."""
        return self._tree

    @property
    def expanded(self) -> tuple[str, ...]:
        """Keys of the rows that stand open."""
        return tuple(sorted(self._expanded))

    def set_order_actions(self, actions: list[QAction]) -> None:
        """Offer these orders in the heading."""
        menu = QMenu(self._order)
        menu.addActions(actions)
        self._order.setMenu(menu)
        self._order.setToolTip(_("Order of the country pairs"))

    def set_theme(self, theme: Theme, order_icon: QIcon) -> None:
        """Use these colours, and an icon in them."""
        self._order.setIcon(order_icon)
        self._delegate.set_theme(theme)
        self._tree.viewport().update()

    def set_stars(
        self, stars_of_pair: Callable[[str], int], is_starred: Callable[[str], bool]
    ) -> None:
        """Show beside its count how many starred records a pair has, and which records these are."""
        self._model.set_stars(stars_of_pair, is_starred)

    def tell_stars(self, pair_ids: Collection[str]) -> None:
        """Show that these pairs have other stars now, and records perhaps too."""
        self._model.tell_stars(pair_ids)
        self._tree.viewport().update()

    def show_tree(self, root: Node) -> None:
        """Show another tree; rows stay open, selected and in place by their keys."""
        current = self._tree.currentIndex().data(Role.KEY)
        place = self._tree.verticalScrollBar().value()
        self._later.hold()
        self._model.show_tree(root)
        self._fit_count_column(root)
        names = (node.name for node in root.children if node.kind is NodeKind.PAIR)
        self._delegate.set_longest_name(max(names, key=len, default=""))
        self._restore_expanded()
        if current:
            self._set_current(self._model.index_of(current))
        self._tree.verticalScrollBar().setValue(place)

    def expand_keys(self, keys: tuple[str, ...]) -> None:
        """Open these rows."""
        self._expanded = set(keys)
        self._restore_expanded()

    def reveal_record(self, entry: Entry | None) -> None:
        """Select a record's row and open what it stands in, for as long as it is selected.

        Of several rows, that under the present pair, else under an open one, else the first.
        """
        current = self._tree.currentIndex()
        if entry is None or (current.isValid() and current.data(Role.RECORD_ID) == entry.id):
            return
        row = self._nearest_row(entry, current.data(Role.PAIR))
        if row.isValid():
            self._open_for_now(row)
            self._set_current(row)
            self._bring_into_view(row)

    def _nearest_row(self, entry: Entry, pair: object) -> QModelIndex:
        """The row of a record under the present pair, else under an open one, else the first.

        A treaty of many states stands under hundreds of pairs: only one of them is looked into.
        """
        holders = self._model.holders_of_record(entry)
        if not holders:
            return QModelIndex()
        best = min(holders, key=lambda holder: self._distance(holder, pair))
        return self._model.row_below(best, entry.id)

    def follow_result(self, entry: Entry | None, narrowing: str) -> None:
        """After another search: stay on the row it was narrowed to, else on the record's.

        `narrowing` is the key of that row, "all" where nothing narrows, empty where no row does.
        """
        current: str = self._tree.currentIndex().data(Role.KEY) or ""
        if current and current == narrowing:
            return
        if narrowing != "all" or entry is None or not self._nearest_row(entry, None).isValid():
            index = self._model.index_of(narrowing)
            inside = current.startswith(f"{narrowing}/")
            if index.isValid() and not inside:
                self._set_current(index)
                self._bring_into_view(index)
                return
        self.reveal_record(entry)

    def _make_tree(self, model: PairTreeModel) -> PairTreeView:
        tree = PairTreeView(self)
        tree.setDragEnabled(True)
        tree.setModel(model)
        tree.setAccessibleName(_("Country pairs"))
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setIndentation(14)
        tree.setExpandsOnDoubleClick(True)
        tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(COUNT, QHeaderView.ResizeMode.Fixed)
        return tree

    def _lay_out(self) -> None:
        heading = QHBoxLayout()
        heading.setContentsMargins(13, 6, 6, 4)
        heading.addWidget(self._heading)
        heading.addStretch(1)
        heading.addWidget(self._order)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(heading)
        column.addWidget(self._tree, 1)
        self._heading.setBuddy(self._tree)

    def _connect(self) -> None:
        self._tree.clicked.connect(self._choose)
        self._tree.activated.connect(self._choose)
        self._tree.drag_begun.connect(self._on_drag_begun)
        self._tree.selectionModel().currentChanged.connect(self._follow_keyboard)
        self._tree.expanded.connect(self._remember_expanded)
        self._tree.collapsed.connect(self._forget_expanded)
        self._tree.customContextMenuRequested.connect(self._ask_for_menu)

    def _set_current(self, index: QModelIndex) -> None:
        selection = self._tree.selectionModel()
        was_blocked = selection.blockSignals(True)
        selection.setCurrentIndex(
            index,
            selection.SelectionFlag.ClearAndSelect | selection.SelectionFlag.Rows,
        )
        selection.blockSignals(was_blocked)
        self._tree.viewport().update()

    def _distance(self, holder: QModelIndex, pair: object) -> tuple[bool, bool]:
        """How far a row is from where the reader is: in another pair, in a closed one."""
        return (holder.data(Role.PAIR) != pair, not self._tree.isExpanded(holder.parent()))

    def _open_for_now(self, row: QModelIndex) -> None:
        """Open what a row stands in; close what was opened so for another row."""
        above = (row.parent(), row.parent().parent())
        needed = {str(index.data(Role.KEY)) for index in above if index.isValid()}
        left, self._opened = self._opened - needed, needed - self._expanded
        self._following = True
        for key in left:
            self._tree.collapse(self._model.index_of(key))
        for index in above:
            self._tree.expand(index)
        self._following = False

    def _bring_into_view(self, row: QModelIndex) -> None:
        """Scroll no further than needed, and rather show what a row stands in than what follows."""
        if not self._tree.viewport().rect().contains(self._tree.visualRect(row)):
            self._tree.scrollTo(row.parent().parent(), QTreeView.ScrollHint.PositionAtTop)
            self._tree.scrollTo(row)

    def _fit_count_column(self, root: Node) -> None:
        """As wide as the largest count; the hidden heading must not take room from the names."""
        largest = f"{root.children[0].count:,}"
        width = self._tree.fontMetrics().horizontalAdvance(largest) + COUNT_PADDING
        self._tree.header().resizeSection(COUNT, width)

    def _restore_expanded(self) -> None:
        self._following = True
        for key in sorted(self._expanded | self._opened):
            index = self._model.index_of(key)
            if index.isValid():
                self._tree.expand(index)
        self._following = False

    @Slot(str)
    def _on_drag_begun(self, record_id: str) -> None:
        if record_id:
            self.drag_requested.emit([record_id])

    @Slot(QModelIndex)
    def _choose(self, index: QModelIndex) -> None:
        record_id = index.data(Role.RECORD_ID)
        if record_id:
            self.record_requested.emit(record_id)
        elif index.data(Role.KEY) != "unreadable":
            pair, group = index.data(Role.PAIR), index.data(Role.GROUP)
            self.narrow_requested.emit(pair.id if pair else "", str(group) if group else "")

    @Slot(QModelIndex, QModelIndex)
    def _follow_keyboard(self, current: QModelIndex, _previous: QModelIndex) -> None:
        """Records open as the arrow keys pass them; pairs and groups wait for Enter or a click."""
        if current.data(Role.RECORD_ID):
            self._choose(current)

    @Slot(QModelIndex)
    def _remember_expanded(self, index: QModelIndex) -> None:
        # Opening everything below a row tells of records too, which have nothing to open.
        if self._model.hasChildren(index) and not self._following:
            self._expanded.add(index.data(Role.KEY))

    @Slot(QModelIndex)
    def _forget_expanded(self, index: QModelIndex) -> None:
        if not self._following:
            self._expanded.discard(index.data(Role.KEY))
            self._opened.discard(index.data(Role.KEY))

    def showEvent(self, event: QShowEvent) -> None:
        """Only now is it known how many rows there is room for."""
        super().showEvent(event)
        self._tree.scrollToTop()
        self._bring_into_view(self._tree.currentIndex())

    @Slot(QPoint)
    def _ask_for_menu(self, place: QPoint) -> None:
        index = self._tree.indexAt(place)
        on_screen = self._tree.viewport().mapToGlobal(place)
        if index.data(Role.RECORD_ID):
            self._choose(index)
            self.menu_requested.emit(index.data(Role.RECORD_ID), on_screen)
        elif index.isValid():
            self._row_menu(index).popup(on_screen)

    def _row_menu(self, index: QModelIndex) -> QMenu:
        """What can be done with a row that stands for several records."""
        key = index.data(Role.KEY)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("&Show only these records"), partial(self._choose_row, key))
        menu.addSeparator()
        menu.addAction(_("&Open all rows below"), partial(self._open_below, key))
        menu.addAction(_("&Close all rows"), self._tree.collapseAll)
        return menu

    def _choose_row(self, key: str) -> None:
        self._choose(self._model.index_of(key))

    def _open_below(self, key: str) -> None:
        self._tree.expandRecursively(self._model.index_of(key))
