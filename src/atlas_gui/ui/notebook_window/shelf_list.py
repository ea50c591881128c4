"""The parts of the notebook, with how many records each has: its shelves, and every tag."""

from collections.abc import Iterator
from functools import partial
from typing import NamedTuple

from PySide6.QtCore import QPoint, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QMenu, QWidget

from atlas_gui.domain.notebook import Notebook
from atlas_gui.i18n import _
from atlas_gui.models.notebook_listing import Shelf
from atlas_gui.models.record_document import one_line


class Place(NamedTuple):
    """A part of the notebook: the records with a tag, or else a shelf."""

    shelf: Shelf = Shelf.ALL
    tag: str = ""

    def is_same(self, other: "Place") -> bool:
        """Whether both are one part, in whatever case its tag is written."""
        return self.shelf is other.shelf and self.tag.casefold() == other.tag.casefold()


class ShelfList(QListWidget):
    """Signals: `place_changed()`; `rename_requested(str)` a tag."""

    place_changed = Signal()
    rename_requested = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._place = Place()
        self._places: list[Place] = []
        self.setAccessibleName(_("Parts of the notebook"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_about_tag)
        self.currentRowChanged.connect(self._on_row_changed)
        self.itemActivated.connect(self._on_activated)

    @property
    def place(self) -> Place:
        """The part that is chosen."""
        return self._place

    def go_to(self, place: Place) -> None:
        """Choose another part; one that is not there yet is chosen once it is."""
        self._place = place
        self._choose_row()
        self.place_changed.emit()

    def fill(self, notebook: Notebook, missing: int) -> None:
        """Show the parts that there are now; the chosen one stays, or everything is chosen."""
        found = list(_parts(notebook, missing))
        blocker = QSignalBlocker(self)
        if [place for place, _words in found] != self._places:
            self._places = [place for place, _words in found]
            self.clear()
            for place, _words in found:
                item = QListWidgetItem()
                if place.tag:
                    item.setToolTip(_("Enter or F2 renames the tag"))
                self.addItem(item)
        for row, (_place, words) in enumerate(found):
            if (item := self.item(row)).text() != words:
                item.setText(words)
        blocker.unblock()
        if not self._choose_row():
            self.go_to(Place())

    def _choose_row(self) -> bool:
        """Put the bar where the chosen part is; whether it is there."""
        rows = (row for row, place in enumerate(self._places) if place.is_same(self._place))
        row = next(rows, -1)
        blocker = QSignalBlocker(self)
        self.setCurrentRow(row)
        blocker.unblock()
        return row >= 0

    def _tag_at(self, row: int) -> str:
        return self._places[row].tag if 0 <= row < len(self._places) else ""

    @Slot(int)
    def _on_row_changed(self, row: int) -> None:
        if 0 <= row < len(self._places):
            self._place = self._places[row]
            self.place_changed.emit()

    @Slot(QListWidgetItem)
    def _on_activated(self, item: QListWidgetItem) -> None:
        self._ask_to_rename(self._tag_at(self.row(item)))

    def _ask_to_rename(self, tag: str) -> None:
        if tag:
            self.rename_requested.emit(tag)

    @Slot(QPoint)
    def _ask_about_tag(self, place: QPoint) -> None:
        tag = self._tag_at(self.indexAt(place).row())
        if tag:
            menu = QMenu(self)
            menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            # By name: the rows may be others by the time somebody chooses.
            menu.addAction(_("&Rename…"), partial(self._ask_to_rename, tag))
            menu.popup(self.viewport().mapToGlobal(place))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt calls this."""
        if event.key() == Qt.Key.Key_F2:
            self._ask_to_rename(self._tag_at(self.currentRow()))
        else:
            super().keyPressEvent(event)


def _parts(book: Notebook, missing: int) -> Iterator[tuple[Place, str]]:
    counts = {
        Shelf.ALL: len(book.entries),
        Shelf.STARRED: len(book.starred),
        Shelf.READING: len(book.listed),
        Shelf.NOTED: len(book.noted),
        Shelf.MISSING: missing,
    }
    pattern = _("{name} ({count:,})")
    for shelf, count in counts.items():
        yield Place(shelf), pattern.format(name=_(shelf.value), count=count)
    for tag, count in book.tags().items():
        yield Place(tag=tag), pattern.format(name=one_line(f"# {tag}"), count=count)
