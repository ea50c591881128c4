"""The facets for Qt's views: sections, under each the first of its values and a row for the rest.

Only rows that can be seen soon are offered to a view, which lays out all it is offered; and where
rows stay, a view is told of new counts alone.
"""

from collections.abc import Iterator, Sequence
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from atlas_gui.i18n import _, ngettext
from atlas_gui.models.facets import Facet, FacetValue, State

Index = QModelIndex | QPersistentModelIndex
FEW = 6
_PAGE = 50
# No value is called so: a clause without a value is none.
_REST = ""
_SECTION_ID = 0
_HEADING = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
_LEAF = _HEADING | Qt.ItemFlag.ItemNeverHasChildren


class FacetRole(IntEnum):
    """Data roles; the comment says what the model answers."""

    VALUE = Qt.ItemDataRole.UserRole + 1  # the FacetValue of a row, else None
    FIELD = Qt.ItemDataRole.UserRole + 2  # str, the field of the row's section
    REST = Qt.ItemDataRole.UserRole + 3  # whether the row stands for further values
    CHOSEN = Qt.ItemDataRole.UserRole + 4  # int, how many values of a section are chosen


class FacetModel(QAbstractItemModel):
    """Shows facets; `show` puts others in their place, row by row."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._facets: tuple[Facet, ...] = ()
        self._rows: list[list[str]] = []
        self._shown: list[list[FacetValue]] = []
        self._most: list[int] = []

    def show(self, facets: tuple[Facet, ...]) -> None:
        """Show these; sections of the same fields keep their rows and how many they offer."""
        if [facet.field for facet in facets] != [facet.field for facet in self._facets]:
            self.beginResetModel()
            self._facets = facets
            self._most = [FEW] * len(facets)
            self._rows = [self._wanted(section) for section in range(len(facets))]
            self._shown = [self._values(section) for section in range(len(facets))]
            self.endResetModel()
            return
        self._facets = facets
        for section in range(len(facets)):
            # Whoever scrolled far down and then asks for something else starts from the top.
            self._most[section] = min(self._most[section], _PAGE)
            self._renew(section)

    def section(self, field: str) -> QModelIndex:
        """The heading of a field; invalid if there is none."""
        fields = [facet.field for facet in self._facets]
        return self.index(fields.index(field), 0) if field in fields else QModelIndex()

    def row_of(self, field: str, value: str) -> QModelIndex:
        """The row of a value; invalid if it is not offered."""
        above = self.section(field)
        rows = self._rows[above.row()] if above.isValid() else []
        return self.index(rows.index(value), 0, above) if value in rows else QModelIndex()

    def rest_of(self, field: str) -> QModelIndex:
        """The last row of a section with many values, which offers more or fewer of them."""
        return self.row_of(field, _REST)

    def offer_more(self, field: str) -> bool:
        """Offer more values of a section; False if all of them are offered."""
        section = self.section(field).row()
        if section < 0 or self._most[section] >= len(self._facets[section].values):
            return False
        self._most[section] = self._most[section] // _PAGE * _PAGE + _PAGE
        self._renew(section)
        return True

    def offer_few(self, field: str) -> None:
        """Offer the first values of a section alone."""
        section = self.section(field).row()
        if section >= 0:
            self._most[section] = FEW
            self._renew(section)

    def is_opened(self, field: str) -> bool:
        """Whether a section offers more than its first values."""
        section = self.section(field).row()
        return section >= 0 and self._most[section] > FEW

    def _wanted(self, section: int) -> list[str]:
        """The rows of a section; what is chosen is among them wherever it stands."""
        values = self._facets[section].values
        most = self._most[section]
        rows = list(values.keys[:most])
        if len(values) > most:
            chosen = set(values.chosen).difference(rows)
            rows += sorted(chosen, key=values.keys.index)
        if len(values) > FEW:
            rows.append(_REST)
        return rows

    def _values(self, section: int) -> list[FacetValue]:
        values = self._facets[section].values
        return [values.of(key) for key in self._rows[section] if key != _REST]

    def _renew(self, section: int) -> None:
        above, wanted = self.index(section, 0), self._wanted(section)
        if wanted != self._rows[section]:
            self._drop_rows(section, above, set(wanted))
            held = set(self._rows[section])
            if [key for key in wanted if key in held] != self._rows[section]:
                # Another library has an order of its own.
                self._drop_rows(section, above, set())
            self._add_rows(section, above, wanted)
        was, self._shown[section] = self._shown[section], self._values(section)
        if self._rows[section] and was != self._shown[section]:
            last = len(self._rows[section]) - 1
            self.dataChanged.emit(self.index(0, 0, above), self.index(last, 0, above))
            self.dataChanged.emit(above, above)

    def _drop_rows(self, section: int, above: QModelIndex, wanted: set[str]) -> None:
        rows = self._rows[section]
        gone = [row for row, key in enumerate(rows) if key not in wanted]
        for first, last in reversed(list(_runs(gone))):
            self.beginRemoveRows(above, first, last)
            del rows[first : last + 1]
            self.endRemoveRows()

    def _add_rows(self, section: int, above: QModelIndex, wanted: list[str]) -> None:
        held = set(self._rows[section])
        for first, last in _runs([row for row, key in enumerate(wanted) if key not in held]):
            self.beginInsertRows(above, first, last)
            self._rows[section][first:first] = wanted[first : last + 1]
            self.endInsertRows()

    # Qt asks for the rest.

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        if column != 0 or not 0 <= row < self.rowCount(parent):
            return QModelIndex()
        return self.createIndex(row, 0, parent.row() + 1 if parent.isValid() else _SECTION_ID)

    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        above = index.internalId() if index.isValid() else _SECTION_ID
        return self.createIndex(above - 1, 0, _SECTION_ID) if above else QModelIndex()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        if not parent.isValid():
            return len(self._facets)
        return len(self._rows[parent.row()]) if parent.internalId() == _SECTION_ID else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 1

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return _HEADING if index.internalId() == _SECTION_ID else _LEAF

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        if index.internalId() == _SECTION_ID:
            return self._section_data(self._facets[index.row()], role)
        section = index.internalId() - 1
        facet, rows = self._facets[section], self._rows[section]
        if role == FacetRole.FIELD:
            return facet.field
        is_rest = rows[index.row()] == _REST
        if role == FacetRole.REST:
            return is_rest
        if is_rest:
            return self._rest_text(section) if role in _TEXT_ROLES else None
        value = facet.values.of(rows[index.row()])
        if role == FacetRole.VALUE:
            return value
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return _spoken(value)
        return value.label if role in _TEXT_ROLES else None

    def _section_data(self, facet: Facet, role: int) -> Any:
        if role in (*_TEXT_ROLES, Qt.ItemDataRole.AccessibleTextRole):
            return facet.heading
        if role == FacetRole.FIELD:
            return facet.field
        if role == FacetRole.CHOSEN:
            return sum(1 for _value in facet.values.chosen)
        return None

    def _rest_text(self, section: int) -> str:
        held = len(self._facets[section].values)
        if self._most[section] == FEW:
            return ngettext("Show all {count}", "Show all {count}", held).format(count=f"{held:,}")
        left = held - self._most[section]
        if left <= 0:
            return _("Show fewer")
        return ngettext("{count} more", "{count} more", left).format(count=f"{left:,}")


_TEXT_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


def _spoken(value: FacetValue) -> str:
    records = ngettext("{count} record", "{count} records", value.count).format(count=value.count)
    state = _state_in_words(value.state)
    return f"{value.label}, {records}, {state}" if state else f"{value.label}, {records}"


def _state_in_words(state: State) -> str:
    match state:
        case "in":
            return _("chosen")
        case "out":
            return _("excluded")
    return ""


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Rows that follow one another, as first and last."""
    start = 0
    for place, row in enumerate(rows):
        if place + 1 == len(rows) or rows[place + 1] != row + 1:
            yield rows[start], row
            start = place + 1
