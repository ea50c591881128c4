"""The records of the list as a reader sees them: in its order, and which of them are selected."""

from typing import NamedTuple

from PySide6.QtWidgets import QAbstractItemView

from atlas_gui.models.record_list_model import RecordListModel


class Listed(NamedTuple):
    """Identifiers from top to bottom: all of the list, and those that are selected."""

    found: list[str]
    selected: list[str]


def listed_records(view: QAbstractItemView) -> Listed:
    """What stands in a view of the records that were found; nothing in any other view."""
    model = view.model()
    if not isinstance(model, RecordListModel):
        return Listed([], [])
    selection = view.selectionModel().selection()
    # Not by the index: all of a hundred thousand rows may be selected.
    parts = (selection.at(place) for place in range(selection.count()))
    rows = sorted({row for part in parts for row in range(part.top(), part.bottom() + 1)})
    found = [model.id_at(row) for row in range(model.rowCount())]
    return Listed(found, [found[row] for row in rows])
