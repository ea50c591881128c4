"""The notebook as a table: one row for each record about which something is kept."""

from collections.abc import Callable, Container, Mapping
from enum import IntEnum
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractTableModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from atlas_gui.domain.notebook import Entry, Notebook
from atlas_gui.i18n import _, mark
from atlas_gui.models.notebook_listing import Listing, Wish
from atlas_gui.models.record_document import one_line

Index = QModelIndex | QPersistentModelIndex
_LONGEST: Final = 200


class Column(IntEnum):
    """The columns, from left to right."""

    MARKS = 0
    TITLE = 1
    TAGS = 2
    NOTE = 3
    CHANGED = 4


_HEADINGS: Final[Mapping[Column, str]] = {
    Column.MARKS: mark("Marks"),
    Column.TITLE: mark("Record"),
    Column.TAGS: mark("Tags"),
    Column.NOTE: mark("Note"),
    Column.CHANGED: mark("Changed"),
}


class NotebookModel(QAbstractTableModel):
    """The rows of a listing, with what is kept about each record now.

    `known` are the records of the library, `title_of(record_id)` is what it calls one of them.
    """

    def __init__(
        self,
        notebook: Notebook,
        known: Container[str],
        title_of: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._notebook = notebook
        self._known = known
        self._title_of = title_of
        self._listing = Listing(Wish())
        self._locale = QLocale()

    @property
    def wish(self) -> Wish:
        """What is listed."""
        return self._listing.wish

    def show(self, listing: Listing) -> None:
        """List these records."""
        self.beginResetModel()
        self._listing = listing
        self.endResetModel()

    def entry_at(self, row: int) -> Entry | None:
        """What is kept about the record of a row."""
        records = self._listing.records
        return self._notebook.entry(records[row]) if 0 <= row < len(records) else None

    def row_of(self, record_id: str) -> int:
        """The row of a record; -1 if it is not listed."""
        return self._listing.rows.get(record_id, -1)

    def title(self, entry: Entry) -> str:
        """What a record is called here, or was called when something was last kept about it."""
        here = "" if self.is_missing(entry) else self._title_of(entry.record)
        return one_line(here or entry.title) or one_line(entry.record)

    def is_missing(self, entry: Entry) -> bool:
        """Whether the library has no such record."""
        return entry.record not in self._known

    # Qt asks for the rest.

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._listing.records)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(Column)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return _(_HEADINGS[Column(section)])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        entry = self.entry_at(index.row()) if index.isValid() else None
        if entry is None:
            return None
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._shown(entry, Column(index.column()))
            case Qt.ItemDataRole.ToolTipRole if index.column() == Column.TITLE:
                return self.title(entry)
            case Qt.ItemDataRole.ToolTipRole if index.column() == Column.MARKS:
                return ", ".join(self._marks(entry))
            case Qt.ItemDataRole.AccessibleTextRole:
                return self._spoken(entry, Column(index.column()))
            case Qt.ItemDataRole.UserRole:
                return entry.record
        return None

    def _shown(self, entry: Entry, column: Column) -> str:
        match column:
            case Column.MARKS:
                star = "★" if entry.starred else ""
                return star + ("≡" if entry.reading is not None else "")
            case Column.TITLE:
                title = self.title(entry)
                return (
                    _("{title} — not here").format(title=title) if self.is_missing(entry) else title
                )
            case Column.TAGS:
                return one_line(", ".join(entry.tags))
            case Column.NOTE:
                return one_line(entry.note[: 2 * _LONGEST])[:_LONGEST]
            case Column.CHANGED:
                return self._when(entry.changed)

    def _spoken(self, entry: Entry, column: Column) -> str:
        if column is Column.MARKS:
            return ", ".join(self._marks(entry)) or _("nothing")
        return self._shown(entry, column) or _("nothing")

    def _marks(self, entry: Entry) -> list[str]:
        """What the signs of a row mean, in words."""
        words = [_("starred")] if entry.starred else []
        return [*words, _("on the reading list")] if entry.reading is not None else words

    def _when(self, moment: str) -> str:
        local = QDateTime.fromString(moment, Qt.DateFormat.ISODate).toLocalTime()
        return self._locale.toString(local, QLocale.FormatType.ShortFormat)
