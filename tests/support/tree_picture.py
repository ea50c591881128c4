"""A tree view as indented text, as a reader sees it."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QTreeView


def picture(view: QTreeView) -> str:
    """The rows in sight of an endless window: `-` open, `+` closed, `*` the selected one."""
    return "\n".join(_lines(view, QModelIndex(), 0))


def _lines(view: QTreeView, above: QModelIndex, depth: int) -> Iterator[str]:
    model = view.model()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        count = index.siblingAtColumn(1).data()
        selected = " *" if view.selectionModel().isSelected(index) else ""
        words = f"{index.data()} ({count})" if count else index.data()
        yield f"{'  ' * depth}{_sign(view, index)} {words}{selected}"
        if view.isExpanded(index):
            yield from _lines(view, index, depth + 1)


def _sign(view: QTreeView, index: QModelIndex) -> str:
    if not view.model().rowCount(index):
        return "."
    return "-" if view.isExpanded(index) else "+"
