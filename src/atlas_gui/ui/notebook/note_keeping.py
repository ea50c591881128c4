"""Saves the note that is being written, by itself, and shows what others have made of it."""

from PySide6.QtCore import QObject, QTimer, Slot

from atlas_gui.domain.notebook import LONGEST_NOTE, plain_note
from atlas_gui.domain.notebook.acts import BREAK
from atlas_gui.i18n import _
from atlas_gui.state.notebook import NotebookState
from atlas_gui.ui.notebook.note_editor import NoteEditor

# After so long a pause in typing; and however fast somebody types, after so long at the latest.
_PAUSE_MS = 1_000
_AT_LATEST_MS = 5_000


class NoteKeeping(QObject):
    """Between one editor and the notebook: nothing typed is lost, whoever else writes on the record."""

    def __init__(self, editor: NoteEditor, notebook: NotebookState, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = editor
        self._notebook = notebook
        self._record_id = ""
        self._title = ""
        # What of the notebook the editor's text began with.
        self._base = ""
        # What others wrote meanwhile: it is kept behind what is being typed.
        self._aside = ""
        self._showing = False
        self._pause = self._timer(_PAUSE_MS)
        self._at_latest = self._timer(_AT_LATEST_MS)
        editor.textChanged.connect(self._on_typed)
        editor.left.connect(self._on_left)

    @property
    def record_id(self) -> str:
        """The record whose note is open; empty if none is."""
        return self._record_id

    def open(self, record_id: str, title: str) -> None:
        """Save the note that was open, and open that of another record; empty opens none."""
        self._title = title
        if record_id == self._record_id:
            return
        self.save()
        self._record_id, self._title = record_id, title
        self._show()

    def follow(self) -> None:
        """Show what the notebook has now, unless somebody is writing here."""
        if self._editor.hasFocus() and self._is_changed():
            return
        if self._stored() != self._base or self._aside:
            self._show()

    @Slot()
    def save(self) -> None:
        """Put what was typed into the notebook, behind it what others wrote there since."""
        self._pause.stop()
        self._at_latest.stop()
        if not self._record_id or not self._is_changed():
            return
        typed, stored = plain_note(self._editor.toPlainText()), self._stored()
        if stored != self._base:
            self._aside = _without(stored, self._base)
        text = f"{typed}{BREAK}{self._aside}" if _adds(self._aside, typed) else typed
        if len(text) > LONGEST_NOTE:
            # What others wrote is one undo away; what was typed here would be nowhere.
            text = typed
            self._notebook.told.emit(
                _(
                    "This note was written in another window too, and both texts are too long for one."
                    " Yours is kept; Undo brings the other back."
                )
            )
        if self._notebook.set_note(self._record_id, self._title, text):
            self._base = self._stored()

    def save_and_show(self) -> None:
        """Save, and show the note as it is now, whoever is writing: before an undo, say."""
        self.save()
        self._show()

    def _timer(self, pause_ms: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        timer.timeout.connect(self.save)
        return timer

    def _stored(self) -> str:
        entry = self._notebook.notebook.entry(self._record_id)
        return entry.note if entry is not None else ""

    def _is_changed(self) -> bool:
        typed = plain_note(self._editor.toPlainText())
        aside = f"{typed}{BREAK}{self._aside}" if _adds(self._aside, typed) else typed
        return aside != self._base

    def _show(self) -> None:
        self._base, self._aside = self._stored() if self._record_id else "", ""
        self._showing = True
        if plain_note(self._editor.toPlainText()) != self._base:
            self._editor.show_text(self._base)
        self._showing = False

    @Slot()
    def _on_typed(self) -> None:
        if self._showing or not self._record_id or self._editor.isReadOnly():
            return
        self._pause.start()
        if not self._at_latest.isActive():
            self._at_latest.start()

    @Slot()
    def _on_left(self) -> None:
        self.save()
        self.follow()


def _adds(aside: str, typed: str) -> bool:
    """Whether what others wrote is more than what was typed."""
    return bool(aside) and aside not in typed


def _without(stored: str, base: str) -> str:
    """What others wrote, without what was there before."""
    if base and stored.endswith(f"{BREAK}{base}"):
        return stored.removesuffix(f"{BREAK}{base}")
    if base and stored.startswith(f"{base}{BREAK}"):
        return stored.removeprefix(f"{base}{BREAK}")
    return stored
