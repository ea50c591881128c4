"""A table of plain text, for lists that are only looked at."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar, overload

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

_Index = QModelIndex | QPersistentModelIndex
_LONGEST = 300
T = TypeVar("T")


class WordedRows(Sequence[Sequence[str]], Generic[T]):
    """Things as rows of words; a row is put into words when somebody looks at it, and not before."""

    def __init__(self, things: Sequence[T], words: Callable[[T], Sequence[str]]) -> None:
        self._things = things
        self._words = words

    @overload
    def __getitem__(self, place: int) -> Sequence[str]: ...

    @overload
    def __getitem__(self, place: slice) -> "WordedRows[T]": ...

    def __getitem__(self, place: int | slice) -> "Sequence[str] | WordedRows[T]":
        """A row in words, or some of the rows."""
        if isinstance(place, slice):
            return WordedRows(self._things[place], self._words)
        return self._words(self._things[place])

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._things)


class PlainTableModel(QAbstractTableModel):
    """`rows` of as many texts as there are `headings`; nothing in them is read as markup.

    `numbers` are the columns that hold numbers and stand to the right.
    """

    def __init__(
        self,
        headings: Sequence[str],
        rows: Sequence[Sequence[str]] = (),
        numbers: frozenset[int] = frozenset(),
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._rows = rows
        self._numbers = numbers

    def show(self, rows: Sequence[Sequence[str]], headings: Sequence[str] | None = None) -> None:
        """Put other rows, and perhaps other headings, in the place of all."""
        self.beginResetModel()
        self._rows = rows
        self._headings = self._headings if headings is None else tuple(headings)
        self.endResetModel()

    def text(self, row: int, column: int) -> str:
        """The whole text of a cell."""
        return self._rows[row][column]

    # Qt overrides

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._headings)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See QAbstractItemModel; a tooltip would read markup, so there is none."""
        if role == Qt.ItemDataRole.DisplayRole:
            text = " ".join(self._rows[index.row()][index.column()].split())
            return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._numbers:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """See QAbstractItemModel."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._numbers:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None
