"""The list under the search field: what can be put in. It never takes the keyboard."""

from PySide6.QtCore import (
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.i18n import _
from atlas_gui.models.completion_model import COMPLETION_ROLE, CompletionModel, spoken
from atlas_gui.models.completions import Completion
from atlas_gui.ui.theme import Theme

_ROWS = 9
_NARROWEST, _WIDEST = 260, 460
_PADDING = 10
Index = QModelIndex | QPersistentModelIndex


class CompletionPopup(QFrame):
    """A part of the window rather than a window: nothing can take the keyboard from the field.

    Signal: `taken(Completion)` one was clicked.
    """

    taken = Signal(object)

    def __init__(self, field: QWidget, theme: Theme) -> None:
        super().__init__(field)
        self._field = field
        self.setObjectName("completion_popup")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._model = CompletionModel(self)
        self._list = QListView(self)
        self._list.setObjectName("completion_list")
        self._list.setAccessibleName(_("Suggestions"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.setModel(self._model)
        self._list.setUniformItemSizes(True)
        self._list.setMouseTracking(True)
        self._list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = _CompletionDelegate(theme, self._list)
        self._list.setItemDelegate(self._delegate)
        self._list.clicked.connect(self._take_row)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 4, 1, 4)
        column.addWidget(self._list)
        self.hide()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._delegate.set_theme(theme)

    @property
    def chosen(self) -> Completion | None:
        """What the reader has moved to; None as long as the keyboard is only typing."""
        index = self._list.currentIndex()
        return index.data(COMPLETION_ROLE) if self.isVisible() and index.isValid() else None

    def show_items(self, items: tuple[Completion, ...], left: int) -> None:
        """Show these below the field, from `left` in it on; nothing hides the list."""
        if not items:
            self.hide()
            return
        self._model.show(items)
        window = self._field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        below = self._field.mapTo(window, QPoint(left, self._field.height() + 4))
        width = min(max(self._delegate.width(items), _NARROWEST), _WIDEST, window.width())
        rows = min(len(items), _ROWS)
        height = rows * self._delegate.height() + 10
        place = QPoint(min(below.x(), window.width() - width), below.y())
        self.setGeometry(place.x(), place.y(), width, min(height, window.height() - place.y()))
        self._list.scrollToTop()
        self.show()
        self.raise_()

    def move_by(self, step: int) -> None:
        """Go up or down; past an end, back to typing."""
        row = self._list.currentIndex().row() + step
        rows = self._model.rowCount()
        if row == -2:
            row = rows - 1
        index = self._model.index(row) if 0 <= row < rows else QModelIndex()
        self._list.setCurrentIndex(index)
        if index.isValid():
            text = spoken(index.data(COMPLETION_ROLE))
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._field, text))

    @Slot(QModelIndex)
    def _take_row(self, index: QModelIndex) -> None:
        self.taken.emit(index.data(COMPLETION_ROLE))


class _CompletionDelegate(QStyledItemDelegate):
    """What is put in on the left, then what it is; the count on the right."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme

    def height(self) -> int:
        """The height of a row."""
        return round(self._view.fontMetrics().height() * 1.55)

    def width(self, items: tuple[Completion, ...]) -> int:
        """The width in which the longest of the first rows stands whole."""
        longest = max(len(item.label) + len(item.detail) for item in items)
        return longest * self._view.fontMetrics().averageCharWidth() + 8 * _PADDING

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(_NARROWEST, self.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        item: Completion = index.data(COMPLETION_ROLE)
        theme, area = self._theme, QRectF(option.rect)
        is_chosen = self._view.currentIndex() == index
        painter.save()
        if is_chosen:
            painter.fillRect(area, QColor(theme.selection))
            painter.fillRect(
                QRectF(area.left(), area.top(), 3, area.height()), QColor(theme.accent)
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(area, QColor(theme.hover))
        place = area.adjusted(_PADDING, 0, -_PADDING, 0)
        quiet = QColor(theme.text if is_chosen else theme.muted)
        if item.count is not None:
            painter.setPen(quiet)
            painter.drawText(place, _ON_RIGHT, f"{item.count:,}")
            place.setRight(place.right() - _PADDING - _advance(option.font, f"{item.count:,}"))
        label_font = QFont(option.font)
        if not item.is_whole:
            label_font.setWeight(QFont.Weight.DemiBold)
        place.setLeft(_write(painter, place, item.label, label_font, QColor(theme.text)))
        _write(painter, place, item.detail, option.font, quiet)
        painter.restore()


_ON_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ON_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


def _write(painter: QPainter, area: QRectF, text: str, font: QFont, colour: QColor) -> float:
    """Write a text as far as there is room; return where the next may begin."""
    painter.setFont(font)
    painter.setPen(colour)
    measures = painter.fontMetrics()
    shown = measures.elidedText(text, Qt.TextElideMode.ElideRight, max(int(area.width()), 0))
    painter.drawText(area, _ON_LEFT, shown)
    return area.left() + measures.horizontalAdvance(shown) + _PADDING


def _advance(font: QFont, text: str) -> int:
    return QFontMetrics(font).horizontalAdvance(text)
