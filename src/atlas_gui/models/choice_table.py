"""A table whose last column is a choice: what a column means, whom a label names."""

from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QFont

from atlas_gui.i18n import _

_Index = QModelIndex | QPersistentModelIndex
_LONGEST = 120
OPTIONS_ROLE = Qt.ItemDataRole.UserRole + 1
HEADING_ROLE = Qt.ItemDataRole.UserRole + 2


class ChoiceRow(Struct):
    """One row: `texts` stand before the choice; `kind` names the list of options, "" is a heading.

    `key` is what the choice is about. `urgent` rows stand out for as long as their value is empty.
    """

    key: str
    texts: tuple[str, ...]
    kind: str = ""
    value: str = ""
    urgent: bool = False


class ChoiceTableModel(QAbstractTableModel):
    """Rows of which one cell can be chosen from a list of (text, value); nothing in them is markup.

    `numbers` are the columns that stand to the right. Choices are changed by `setData` with a value.
    """

    def __init__(
        self, headings: Sequence[str], numbers: frozenset[int], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._headings = tuple(headings)
        self._numbers = numbers
        self._rows: list[ChoiceRow] = []
        self._options: dict[str, Sequence[tuple[str, str]]] = {}
        self._texts: dict[str, dict[str, str]] = {}

    @property
    def choice_column(self) -> int:
        """The column of the choice: the last."""
        return len(self._headings) - 1

    @property
    def rows(self) -> Sequence[ChoiceRow]:
        """What is shown, with the values as they are chosen now."""
        return self._rows

    def show(
        self, rows: Sequence[ChoiceRow], options: Mapping[str, Sequence[tuple[str, str]]]
    ) -> None:
        """Put other rows in the place of all; `options` are the lists to choose from, by kind."""
        self.beginResetModel()
        self._rows = list(rows)
        self._options = dict(options)
        self._texts = {
            kind: {value: text for text, value in listed} for kind, listed in options.items()
        }
        self.endResetModel()

    def chosen(self, kind: str) -> dict[str, str]:
        """The choices of a kind that are not empty, by what they are about."""
        return {row.key: row.value for row in self._rows if row.kind == kind and row.value}

    def first_open(self) -> int:
        """The first row with something to choose, an urgent one before others; -1 if there is none."""
        urgent = (number for number, row in enumerate(self._rows) if row.urgent and not row.value)
        any_row = (number for number, row in enumerate(self._rows) if row.kind)
        return next(urgent, next(any_row, -1))

    # Qt overrides

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  Qt's own default
        """See QAbstractItemModel."""
        return 0 if parent.isValid() else len(self._headings)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        """Headings are passed over; only the choice can be changed."""
        if not index.isValid() or not self._rows[index.row()].kind:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.column() == self.choice_column:
            flags |= Qt.ItemFlag.ItemIsEditable
        return flags

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """See QAbstractItemModel; a tooltip would read markup, so there is none."""
        row = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(row, index.column())
        if role == Qt.ItemDataRole.EditRole:
            return row.value
        if role == OPTIONS_ROLE:
            return self._options.get(row.kind, ())
        if role == HEADING_ROLE:
            return not row.kind
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() in self._numbers:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and (not row.kind or _stands_out(row)):
            font = QFont()
            font.setBold(True)
            return font
        return None

    def setData(self, index: _Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Choose one of the options, by its value; anything else is refused."""
        row = self._rows[index.row()]
        fits = index.column() == self.choice_column and value in self._texts.get(row.kind, {})
        if role != Qt.ItemDataRole.EditRole or not fits:
            return False
        if row.value != value:
            row.value = str(value)
            self.dataChanged.emit(
                self.index(index.row(), 0), self.index(index.row(), index.column())
            )
        return True

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """See QAbstractItemModel."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole and section in self._numbers:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _text(self, row: ChoiceRow, column: int) -> str:
        if column != self.choice_column:
            text = " ".join(row.texts[column].split()) if column < len(row.texts) else ""
            return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
        text = self._texts.get(row.kind, {}).get(row.value, "")
        return _("? {choice}").format(choice=text) if _stands_out(row) else text


def _stands_out(row: ChoiceRow) -> bool:
    return row.urgent and not row.value
