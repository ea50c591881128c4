"""The notebook in one window: the strip, the commands, and every pane that shows what is kept."""

from collections.abc import Callable, Iterable, Mapping
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QMainWindow

from atlas_gui.domain.notebook import Entry
from atlas_gui.domain.permalinks import read_permalink
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.pair_tree_stars import StarredPairs
from atlas_gui.search.query import parse
from atlas_gui.search.reader_marks import asks_notebook
from atlas_gui.ui.notebook.commands import MOST_AT_ONCE, NotebookCommands
from atlas_gui.ui.notebook.note_keeping import NoteKeeping
from atlas_gui.ui.notebook.strip import Shown
from atlas_gui.ui.notebook.tag_row import ShownTag
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.presenter import Panes
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.window_parts import WindowParts

# Seconds at a time, so that counting never holds up a frame.
_PART_OF_A_FRAME = 0.004


class NotebookPart(QObject):
    """Follows the notebook, whoever changes it, and shows at once what is different.

    Signals: `link_requested(str)` a lasting link to follow; `address_requested(str)` one of the web;
    `changed(frozenset[str])` the records about which something else is kept.
    """

    link_requested = Signal(str)
    address_requested = Signal(str)
    changed = Signal(object)

    def __init__(
        self, window: QMainWindow, parts: WindowParts, panes: Panes, notice: NoticeBar
    ) -> None:
        super().__init__(window)
        self._library = parts.reading.library
        self._notebook = parts.notebook
        self._notice = notice
        self._state = parts.state
        self._panes = panes
        self._strip = panes.notebook
        self._keeping = NoteKeeping(self._strip.note, parts.notebook, self)
        self.commands = NotebookCommands(
            parts.notebook, parts.state, self._strip, self._keeping, notice, self._chosen, window
        )
        self._pairs = StarredPairs(self._library)
        self._counting = QTimer(self)
        self._counting.setInterval(0)
        self._counting.timeout.connect(self._count_some)
        panes.records.set_kept(self._kept)
        panes.tree.set_stars(self._pairs.count_of, self._is_starred)
        self._connect()

    def begin(self) -> None:
        """Show what is kept, once the window looks as its reader left it."""
        self.commands.follow_toggles()
        self._count_pairs(self._notebook.notebook.starred)
        self.refresh()

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._strip.set_theme(theme)

    @Slot()
    def save(self) -> None:
        """Put into the notebook what has been typed so far."""
        self._keeping.save()

    def _kept(self, record_id: str) -> Entry | None:
        return self._notebook.notebook.entry(record_id)

    def _tags(self) -> Iterable[str]:
        return self._notebook.notebook.tags()

    def _is_starred(self, record_id: str) -> bool:
        return record_id in self._notebook.notebook.starred

    def _connect(self) -> None:
        notebook, strip, commands = self._notebook, self._strip, self.commands
        notebook.entries_changed.connect(self._on_entries_changed)
        notebook.steps_changed.connect(commands.tell_steps)
        notebook.unsaved_changed.connect(self._on_unsaved)
        self._state.selection_changed.connect(self.refresh)
        self._panes.records.selection_counted.connect(self.refresh)
        strip.star_requested.connect(commands.set_starred)
        strip.listing_requested.connect(commands.set_listed)
        strip.tags.tag_requested.connect(commands.add_tag)
        strip.tags.removal_requested.connect(commands.remove_tag)
        strip.fold_requested.connect(self._toggle_fold)
        strip.link_requested.connect(self._on_link)
        strip.note.cut_short.connect(self._tell_of_cut)
        strip.name_links(self._name_of)
        strip.show_unsaved(notebook.reason)

    # What is chosen.

    def _chosen(self) -> tuple[int, Callable[[], Mapping[str, str]]]:
        """How many records are chosen, and what answers with their titles by identifier.

        Those selected in the list, if the open one is among them; else the open one.
        """
        records, record_id = self._panes.records, self._state.record_id
        count = records.selected_count()
        if count > 1 and records.is_selected(record_id):
            return count, lambda: self._titles(records.selected_ids())
        return 1, partial(self._titles, [record_id])

    def _titles(self, record_ids: list[str]) -> Mapping[str, str]:
        """What the records are called; those that could not be read are left out."""
        known = self._library.records
        found = ((each, known.get(each)) for each in record_ids)
        return {each: in_language(record.title) for each, record in found if record is not None}

    @Slot()
    def refresh(self, *_told: object) -> None:
        """Show what is kept about the chosen records."""
        record = self._library.records.get(self._state.record_id)
        title = in_language(record.title) if record is not None else ""
        can_write = record is not None and not self._notebook.is_read_only
        self._keeping.open(self._state.record_id if record is not None else "", title)
        count, titles = self._chosen()
        ids = list(titles()) if count <= MOST_AT_ONCE else []
        shown = self._shown(count, ids, title, can_write=can_write)
        self._strip.show_kept(shown)
        self._strip.tags.show_tags(shown.tags, self._tags)
        self.commands.tell_kept(starred=shown.starred, listed=shown.listed)

    def _shown(self, count: int, ids: list[str], title: str, *, can_write: bool) -> Shown:
        notebook = self._notebook.notebook
        having: dict[str, int] = {}
        for entry in filter(None, map(notebook.entry, ids)):
            for tag in entry.tags:
                having[tag] = having.get(tag, 0) + 1
        return Shown(
            count=count,
            starred=bool(ids) and all(each in notebook.starred for each in ids),
            listed=bool(ids) and all(each in notebook.listed for each in ids),
            tags=tuple(
                ShownTag(tag, having[tag], len(ids)) for tag in sorted(having, key=str.casefold)
            ),
            summary=_summary(notebook.entry(self._state.record_id)),
            is_open=bool(ids or count > 1) and can_write,
            takes_note=can_write,
            title=title,
        )

    # What has changed.

    @Slot(object)
    def _on_entries_changed(self, record_ids: frozenset[str]) -> None:
        self._panes.records.tell_kept(record_ids)
        self._count_pairs(record_ids)
        self.refresh()
        self._keeping.follow()
        if asks_notebook(parse(self._state.query)):
            self._state.search_again()
        self.changed.emit(record_ids)

    def _count_pairs(self, record_ids: Iterable[str]) -> None:
        """Bring the counts of stars up to date: a few at once, many as there is time."""
        self._pairs.follow(record_ids, self._notebook.notebook.starred)
        if self._pairs.count_some(_PART_OF_A_FRAME):
            self._counting.start()
        self._panes.tree.tell_stars(self._pairs.take_changed())

    @Slot()
    def _count_some(self) -> None:
        if not self._pairs.count_some(_PART_OF_A_FRAME):
            self._counting.stop()
            self._panes.tree.tell_stars(self._pairs.take_changed())

    @Slot(int, str)
    def _on_unsaved(self, _count: int, reason: str) -> None:
        self._strip.show_unsaved(reason)

    @Slot()
    def _toggle_fold(self) -> None:
        self.commands.fold(folded=not self._strip.folded)

    @Slot()
    def _tell_of_cut(self) -> None:
        self._notice.tell(_("That was more than a note can hold: only its beginning was put in."))

    # Links.

    @Slot(str)
    def _on_link(self, link: str) -> None:
        self._keeping.save()
        if read_permalink(link) is not None:
            self.link_requested.emit(link)
        else:
            self.address_requested.emit(link)

    def _name_of(self, link: str) -> str:
        """What the record is called that a link leads to; nothing if it leads elsewhere."""
        found = read_permalink(link)
        record = self._library.records.get(found.record_id) if found is not None else None
        return in_language(record.title) if record is not None else ""


def _summary(entry: Entry | None) -> str:
    """What a folded strip says beside its heading."""
    if entry is None:
        return ""
    tags = ngettext("{count} tag", "{count} tags", len(entry.tags)).format(count=len(entry.tags))
    return " · ".join(filter(None, (tags if entry.tags else "", _("note") if entry.note else "")))
