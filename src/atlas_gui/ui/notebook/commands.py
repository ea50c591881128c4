"""What a reader can do with the notebook, from menu, keys and strip, and on which records."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from atlas_gui.domain.notebook import Change, SearchEdit
from atlas_gui.i18n import _, ngettext
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.notebook import NotebookState
from atlas_gui.ui.actions import ActionTable, Needs
from atlas_gui.ui.notebook.note_keeping import NoteKeeping
from atlas_gui.ui.notebook.steps import redone_together, undone_together
from atlas_gui.ui.notebook.strip import NotebookStrip
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.saved_search_list import SavedSearchList

# The titles of more than these take longer to read than anybody wants to wait for a star.
MOST_AT_ONCE = 1_000


class NotebookCommands(QObject):
    """Acts on what `chosen` answers: how many records are chosen, and a way to their titles by id."""

    def __init__(
        self,
        notebook: NotebookState,
        state: BrowserState,
        strip: NotebookStrip,
        keeping: NoteKeeping,
        notice: NoticeBar,
        chosen: Callable[[], tuple[int, Callable[[], Mapping[str, str]]]],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._window = parent
        self._notebook = notebook
        self._state = state
        self._strip = strip
        self._keeping = keeping
        self._notice = notice
        self._chosen = chosen
        self._actions: ActionTable | None = None

    def handlers(self) -> dict[str, Callable[[], None]]:
        """What is done for each action of the table."""
        return {
            "star": self._toggle_star,
            "add_tag": self._go_to_tags,
            "write_note": self._go_to_note,
            "insert_link": self._insert_link,
            "read_later": self._toggle_listing,
            "show_starred": self._show_starred,
            "show_listed": self._show_listed,
            "show_noted": self._show_noted,
            "undo_notebook": self._undo_here,
            "redo_notebook": self._redo_here,
            "notebook_strip": self._toggle_strip,
        }

    def met(self) -> dict[Needs, bool]:
        """Which needs of actions are met."""
        steps = self._notebook.notebook
        return {Needs.TO_UNDO: bool(steps.done), Needs.TO_REDO: bool(steps.undone)}

    def bind(self, actions: ActionTable) -> None:
        """Keep these actions true from now on."""
        self._actions = actions
        self.tell_steps()

    @Slot()
    def tell_steps(self) -> None:
        """Say in the menu what undo and redo would do now."""
        if self._actions is None:
            return
        steps = self._notebook.notebook
        undo, redo = self._actions["undo_notebook"], self._actions["redo_notebook"]
        what = steps.done[-1].words.replace("&", "&&") if steps.done else ""
        undo.setText(_("&Undo: {what}").format(what=what) if what else _("&Undo"))
        undo.setEnabled(bool(steps.done))
        what = steps.undone[-1].words.replace("&", "&&") if steps.undone else ""
        redo.setText(_("R&edo: {what}").format(what=what) if what else _("R&edo"))
        redo.setEnabled(bool(steps.undone))

    def tell_kept(self, *, starred: bool, listed: bool) -> None:
        """Check the actions for what is so already."""
        if self._actions is not None:
            self._actions["star"].setChecked(starred)
            self._actions["read_later"].setChecked(listed)

    # What is kept about the chosen records.

    @Slot(bool)
    def set_starred(self, on: bool) -> None:
        """Give the chosen records a star, or take it away."""
        if records := self._records():
            self._notebook.set_starred(records, on=on)

    @Slot(bool)
    def set_listed(self, on: bool) -> None:
        """Put the chosen records on the reading list, or take them off it."""
        if records := self._records():
            self._notebook.set_listed(records, on=on)

    @Slot(str)
    def add_tag(self, tag: str) -> None:
        """Give the chosen records a tag."""
        if records := self._records():
            self._notebook.set_tag(records, tag, on=True)

    @Slot(str)
    def remove_tag(self, tag: str) -> None:
        """Take a tag from the chosen records."""
        if records := self._records():
            self._notebook.set_tag(records, tag, on=False)

    def _records(self) -> Mapping[str, str]:
        count, titles = self._chosen()
        if count > MOST_AT_ONCE:
            words = ngettext(
                "{count:,} record is selected; what you keep can be changed on {most:,} at once.",
                "{count:,} records are selected; what you keep can be changed on {most:,} at once.",
                count,
            )
            self._notice.tell_in_passing(words.format(count=count, most=MOST_AT_ONCE))
            return {}
        return titles()

    def _toggle_star(self) -> None:
        self.set_starred(not self._strip.shown.starred)
        self._check_again()

    def _toggle_listing(self) -> None:
        self.set_listed(not self._strip.shown.listed)
        self._check_again()

    def _check_again(self) -> None:
        """An action that is triggered turns by itself, whatever comes of it."""
        self.tell_kept(starred=self._strip.shown.starred, listed=self._strip.shown.listed)

    # Undo and redo.

    def _undo_here(self) -> None:
        """Undo; in the list of saved searches it goes to what changed there."""
        focused, done = self._window.focusWidget(), self._notebook.notebook.done
        if isinstance(focused, SavedSearchList) and _is_about_searches(done[-1:]):
            focused.undo_requested.emit()
        else:
            self.undo()

    def _redo_here(self) -> None:
        focused, undone = self._window.focusWidget(), self._notebook.notebook.undone
        if isinstance(focused, SavedSearchList) and _is_about_searches(undone[-1:]):
            focused.redo_requested.emit()
        else:
            self.redo()

    @Slot()
    def undo(self) -> None:
        """Take back the last act; a note that was written in one go is one."""
        self._keeping.save_and_show()
        for _step in range(undone_together(self._notebook.notebook.done)):
            self._notebook.undo()
        self._keeping.save_and_show()

    @Slot()
    def redo(self) -> None:
        """Do again what was taken back last."""
        self._keeping.save_and_show()
        for _step in range(redone_together(self._notebook.notebook.undone)):
            self._notebook.redo()
        self._keeping.save_and_show()

    # Where to go.

    def _go_to_tags(self) -> None:
        self._unfold()
        self._strip.tags.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_note(self) -> None:
        self._unfold()
        self._strip.note.moveCursor(QTextCursor.MoveOperation.End)
        self._strip.note.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _insert_link(self) -> None:
        self._unfold()
        if self._strip.note.insert_copied_link():
            self._strip.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._notice.tell_in_passing(
                _("Copy the link of a record first: go to it and press Ctrl+Alt+K.")
            )

    def _show_starred(self) -> None:
        self._state.set_query("is:starred")

    def _show_listed(self) -> None:
        self._state.set_query("is:listed")

    def _show_noted(self) -> None:
        self._state.set_query("is:noted")

    def _unfold(self) -> None:
        if self._strip.folded:
            self.fold(folded=False)

    def _toggle_strip(self) -> None:
        self.fold(folded=not self._strip.folded)

    def fold(self, *, folded: bool) -> None:
        """Show all of the strip, or its heading alone."""
        self._keeping.save()
        self._strip.set_folded(folded=folded)
        if self._actions is not None:
            self._actions["notebook_strip"].setChecked(not folded)

    def follow_toggles(self) -> None:
        """Fold the strip as its action says."""
        if self._actions is not None:
            self._strip.set_folded(folded=not self._actions["notebook_strip"].isChecked())


def _is_about_searches(changes: Sequence[Change]) -> bool:
    return any(isinstance(edit, SearchEdit) for change in changes for edit in change.edits)
