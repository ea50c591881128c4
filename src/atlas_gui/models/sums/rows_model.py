"""The parts of one total as a table, sorted by any column, with the total below."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from enum import IntEnum
from typing import Any, Final

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from atlas_gui.domain.library import Library
from atlas_gui.domain.sums_words import total_in_words
from atlas_gui.i18n import _
from atlas_gui.models.sums.words import by_in_words, row_money, row_name, share_in_words
from atlas_gui.search.money_answers import NONE, SEVERAL, By, SumRow, Total

Index = QModelIndex | QPersistentModelIndex
_NUMBERS: Final = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_ASCENDING: Final = Qt.SortOrder.AscendingOrder
_DESCENDING: Final = Qt.SortOrder.DescendingOrder


class Column(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    MONEY = 1
    SUMS = 2
    SHARE = 3


class Breakdown(Struct, frozen=True):
    """A total and its parts; by currency, `rows` are other totals and there is none of them."""

    total: Total
    by: By
    rows: Sequence[SumRow]

    @property
    def adds_up(self) -> bool:
        """Whether the rows are parts of the total."""
        return self.by is not By.CURRENCY


class ShownRow(Struct, frozen=True):
    """A row in words. `key` is the code of what it is about, empty for the total."""

    key: str
    name: str
    money: str
    amount: Decimal
    sums: int
    share: str


class SumRowsModel(QAbstractTableModel):
    """Shows a Breakdown; the rows that are no single thing stand behind the others by name."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._by = By.PAIR
        self._rows: list[ShownRow] = []
        self._total: ShownRow | None = None
        self._column = Column.MONEY
        self._order = _DESCENDING

    @property
    def rows(self) -> Sequence[ShownRow]:
        """The parts as they are shown, without the total."""
        return self._rows

    @property
    def total(self) -> ShownRow | None:
        """The last row, if the others add up to it."""
        return self._total

    def show(self, breakdown: Breakdown | None) -> None:
        """Show another one; years first come in their order, all else by size."""
        self.beginResetModel()
        self._rows, self._total = [], None
        if breakdown is not None:
            if breakdown.by is not self._by:
                is_time = breakdown.by is By.YEAR
                self._column = Column.NAME if is_time else Column.MONEY
                self._order = _ASCENDING if is_time else _DESCENDING
            self._by = breakdown.by
            self._rows = [self._shown(row, breakdown) for row in breakdown.rows]
            self._total = _total_row(breakdown) if breakdown.adds_up else None
            self._sort()
        self.endResetModel()

    def sort_or_turn(self, column: int) -> None:
        """Sort by a column: numbers from the largest on; by the column that is sorted by, turned round."""
        turned = _ASCENDING if self._order != _ASCENDING else _DESCENDING
        first = _ASCENDING if column == Column.NAME else _DESCENDING
        self.sort(column, turned if column == self._column else first)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)

    def headings(self) -> list[str]:
        """What stands above the columns."""
        return [by_in_words(self._by), _("Sum"), _("Sums"), _("Share")]

    def texts(self, row: int) -> list[str]:
        """The cells of a row."""
        shown = self._at(row)
        return [shown.name, shown.money, f"{shown.sums:,}", shown.share]

    def _shown(self, row: SumRow, breakdown: Breakdown) -> ShownRow:
        total = breakdown.total
        share = share_in_words(row.amount, total.amount) if breakdown.adds_up else ""
        return ShownRow(
            row.key,
            row_name(row, breakdown.by, self._library),
            row_money(row, total.measure, breakdown.by),
            row.amount,
            row.sums,
            share,
        )

    def _at(self, row: int) -> ShownRow:
        if row < len(self._rows):
            return self._rows[row]
        if self._total is None:
            raise IndexError(row)
        return self._total

    def _sort(self) -> None:
        key: Callable[[ShownRow], Any] = {
            Column.NAME: self._by_name,
            Column.SUMS: lambda row: row.sums,
        }.get(self._column, lambda row: row.amount)
        # Of equal rows those by name, whichever way the column is sorted.
        self._rows.sort(key=self._by_name)
        self._rows.sort(key=key, reverse=self._order != _ASCENDING)
        if self._column is Column.NAME:
            self._rows.sort(key=lambda row: row.key in (SEVERAL, NONE))

    def _by_name(self, row: ShownRow) -> tuple[int, str]:
        is_year = self._by is By.YEAR and row.key != NONE
        return (int(row.key) if is_year else 0, row.name.casefold())

    # Qt asks for the rest.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows) + (self._total is not None)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def sort(self, column: int, order: Qt.SortOrder = _ASCENDING) -> None:
        self.layoutAboutToBeChanged.emit()
        self._column, self._order = Column(column), order
        self._sort()
        self.layoutChanged.emit()

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            # Qt's own sign would stand on top of a heading that is aligned to the right.
            sign = "▴" if self._order == _ASCENDING else "▾"
            heading = self.headings()[section]
            return f"{sign} {heading}" if section == self._column else heading
        if role == Qt.ItemDataRole.ToolTipRole:
            return _("Click, or press {number} in the table, to sort by this").format(
                number=section + 1
            )
        if role == Qt.ItemDataRole.TextAlignmentRole and section != Column.NAME:
            return _NUMBERS
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        column = Column(index.column())
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self.texts(index.row())[column]
            case Qt.ItemDataRole.ToolTipRole if column is Column.NAME:
                return self._at(index.row()).name
            case Qt.ItemDataRole.TextAlignmentRole if column is not Column.NAME:
                return _NUMBERS
            case Qt.ItemDataRole.FontRole if index.row() == len(self._rows):
                bold = QFont()
                bold.setBold(True)
                return bold
        return None


def _total_row(breakdown: Breakdown) -> ShownRow:
    total = breakdown.total
    money = total_in_words(total.amount, total.measure._replace(conversion=None))
    share = share_in_words(total.amount, total.amount)
    return ShownRow("", _("Total"), money, total.amount, total.sums, share)
