"""The list of found records: date, record, status, value, sources; sortable by each."""

from collections.abc import Callable, Collection
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.notebook import Entry as Kept
from atlas_gui.i18n import _, mark, ngettext
from atlas_gui.models.kept_words import kept_in_words
from atlas_gui.models.roles import Role
from atlas_gui.search.query import Query
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult, SortColumn, place_of

Index = QModelIndex | QPersistentModelIndex


class Column(IntEnum):
    """The columns, left to right."""

    DATE = 0
    RECORD = 1
    STATUS = 2
    VALUE = 3
    SOURCES = 4


_HEADINGS: Final = (mark("Date"), mark("Record"), mark("Status"), mark("Value"), mark("Sources"))
_SORT_COLUMNS: Final[tuple[SortColumn, ...]] = ("date", "title", "status", "value", "sources")
FOUND_ORDER: Final = -1
# Of more records than these it takes less time to look at every row in sight again.
_MOST_TOLD_SINGLY: Final = 50
KeptOf = Callable[[str], Kept | None]


def _nothing_kept(_record_id: str) -> Kept | None:
    return None


class RecordListModel(QAbstractTableModel):
    """Found records as rows. Sorting by no column (FOUND_ORDER) keeps the order of the search.

    The entry of a record is made when its row is looked at.
    """

    def __init__(self, reading: Reading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._kept_of: KeptOf = _nothing_kept
        self._result = reading.index.search(Query())
        self._rows = self._result.rows
        self._sort_column = FOUND_ORDER
        self._sort_order = Qt.SortOrder.AscendingOrder

    def set_kept(self, kept_of: KeptOf) -> None:
        """Ask this what the reader keeps about a record."""
        self._kept_of = kept_of

    def tell_kept(self, record_ids: Collection[str]) -> None:
        """Say that something else is kept about these records."""
        last = len(Column) - 1
        if len(record_ids) > _MOST_TOLD_SINGLY:
            self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, last))
            return
        for record_id in record_ids:
            row = self.row_of(record_id)
            if row >= 0:
                self.dataChanged.emit(self.index(row, 0), self.index(row, last))

    def show_result(self, result: SearchResult) -> None:
        """Replace every row by what was found, best first, and sort them as the reader chose."""
        self.beginResetModel()
        self._result = result
        self._arrange()
        self.endResetModel()

    @property
    def result(self) -> SearchResult:
        """What is listed."""
        return self._result

    def row_of(self, record_id: str) -> int:
        """The row of a record, -1 if it is not listed."""
        row = self._reading.index.row_of(record_id)
        if row is None or not self._result.holds(row):
            return -1
        return place_of(self._rows, row)

    def id_at(self, row: int) -> str:
        """The record of a row."""
        return self._reading.index.id_of(self._rows[row])

    def entry_at(self, row: int) -> Entry:
        """The entry of a row."""
        return self._reading.catalogue.entry(self.id_at(row))

    # Qt asks for the rest.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(_HEADINGS)

    def flags(self, index: Index) -> Qt.ItemFlag:
        usual = super().flags(index)
        return usual | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if role == Role.RECORD_ID:
            return self.id_at(index.row())
        entry = self.entry_at(index.row())
        if role == Qt.ItemDataRole.DisplayRole:
            return _display(entry, index.column())
        if role == Role.ENTRY:
            return entry
        if role == Role.KEPT:
            return self._kept_of(entry.id)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(entry, index.column(), self._kept_of(entry.id))
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(entry, index.column(), self._kept_of(entry.id))
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in (
            Column.VALUE,
            Column.SOURCES,
        ):
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(_HEADINGS):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if section in (Column.VALUE, Column.SOURCES)
                else Qt.AlignmentFlag.AlignLeft
            )
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        # The column may come from a saved state, which may be anybody's.
        self._sort_column = column if 0 <= column < len(Column) else FOUND_ORDER
        self._sort_order = order
        self.layoutAboutToBeChanged.emit()
        moved = [(old, self.id_at(old.row())) for old in self.persistentIndexList()]
        self._arrange()
        self.changePersistentIndexList(
            [old for old, _id in moved],
            [self.index(self.row_of(record_id), old.column()) for old, record_id in moved],
        )
        self.layoutChanged.emit()

    def _arrange(self) -> None:
        if self._sort_column == FOUND_ORDER:
            self._rows = self._result.rows
            return
        self._rows = self._reading.index.sorted_rows(
            self._result,
            _SORT_COLUMNS[self._sort_column],
            descending=self._sort_order == Qt.SortOrder.DescendingOrder,
        )


def _display(entry: Entry, column: int) -> str:
    match column:
        case Column.DATE:
            return entry.date_words
        case Column.RECORD:
            return entry.title
        case Column.STATUS:
            return label(entry.step) if entry.step else ""
        case Column.VALUE:
            return entry.value
    return str(entry.sources)


def _spoken(entry: Entry, column: int, kept: Kept | None) -> str:
    match column:
        case Column.DATE:
            return " ".join((entry.date_words or _("no date"), entry.date_note)).strip()
        case Column.RECORD:
            return ", ".join(filter(None, (entry.title, _warning(entry), kept_in_words(kept))))
        case Column.VALUE:
            return f"{entry.value} {entry.value_note}".strip()
        case Column.SOURCES:
            return ngettext("{count} source", "{count} sources", entry.sources).format(
                count=entry.sources
            )
    return _display(entry, column)


def _warning(entry: Entry) -> str:
    if entry.damage:
        return _("This record could not be read: {reason}").format(reason=entry.damage)
    if entry.disagreements:
        return ngettext(
            "Its sources disagree on {count} point",
            "Its sources disagree on {count} points",
            entry.disagreements,
        ).format(count=entry.disagreements)
    return ""


def _tip(entry: Entry, column: int, kept: Kept | None) -> str | None:
    if column == Column.DATE and entry.date is not None:
        return _("EDTF {text}").format(text=entry.date.text)
    if column == Column.RECORD:
        told = (entry.title, entry.summary, _warning(entry), kept_in_words(kept))
        return "\n".join(filter(None, told))
    return None
