"""A window, its notebook strip, and what a reader does there."""

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtWidgets import QApplication

from atlas_gui.models.pair_tree_model import NAME
from atlas_gui.models.roles import Role
from atlas_gui.state.notebook import NotebookState
from atlas_gui.ui.notebook.note_editor import NoteEditor
from atlas_gui.ui.notebook.strip import NotebookStrip
from support.atlas_window import OpenAtlas

_SPOKEN = Qt.ItemDataRole.AccessibleTextRole


class NotebookDesk:
    """A window, its strip, and the notebook that both share."""

    def __init__(self, atlas: OpenAtlas) -> None:
        self.atlas = atlas
        (self.strip,) = atlas.window.findChildren(NotebookStrip)
        application = QApplication.instance()
        assert application is not None
        self.state = next(
            each for each in application.children() if isinstance(each, NotebookState)
        )
        self.first, self.second, self.third = atlas.listed()[:3]
        atlas.state.set_record(self.first)

    @property
    def note(self) -> NoteEditor:
        """The editor of the note."""
        return self.strip.note

    def kept(self, record_id: str) -> tuple[bool, tuple[str, ...], str, bool]:
        """What is kept about a record: star, tags, note, and whether it is to be read."""
        entry = self.state.notebook.entry(record_id)
        if entry is None:
            return (False, (), "", False)
        return (entry.starred, entry.tags, entry.note, entry.reading is not None)

    def select(self, *record_ids: str) -> None:
        """Select rows as with Ctrl and the mouse; the last is the current one."""
        view = self.atlas.records.view
        flags = QItemSelectionModel.SelectionFlag
        view.selectionModel().clearSelection()
        for record_id in record_ids:
            row = self.atlas.listed().index(record_id)
            index = view.model().index(row, 0)
            view.selectionModel().setCurrentIndex(index, flags.Select | flags.Rows)

    def write(self, text: str) -> None:
        """Type into the note."""
        self.atlas.do("write_note")
        self.atlas.type(text)

    def spoken(self, record_id: str) -> str:
        """What a screen reader is told of a row."""
        model = self.atlas.records.view.model()
        return str(model.index(self.atlas.listed().index(record_id), 1).data(_SPOKEN))

    def pair_rows(self) -> list[tuple[str, int]]:
        """What is said of each pair, and how many stars it has."""
        model = self.atlas.tree.view.model()
        rows = [model.index(row, NAME) for row in range(model.rowCount())]
        return [(row.data(_SPOKEN), row.data(Role.STARS)) for row in rows]
