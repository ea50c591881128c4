"""Turns what the state says into what the panes show; the panes never know one another."""

from collections.abc import Sequence

from msgspec import Struct
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QFont

from atlas_gui.domain.catalogue import Catalogue, Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.vocabulary import Group
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.pair_tree import Node, Order, build_tree
from atlas_gui.models.record_document import (
    RecordPage,
    damaged_document,
    record_document,
)
from atlas_gui.models.record_document.writer import Palette
from atlas_gui.search.index import SearchIndex, SearchResult
from atlas_gui.search.query import Query, format_query, parse
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.timeline.marks import Lane, Mark, Subject, make_mark
from atlas_gui.timeline.opening import opening_span
from atlas_gui.timeline.span import Span
from atlas_gui.ui.detail_pane import DetailPane
from atlas_gui.ui.pair_tree_pane import PairTreePane
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.view import TimelineView


class Panes(Struct, frozen=True):
    """The four panes of a window."""

    tree: PairTreePane
    records: RecordListPane
    detail: DetailPane
    timeline: TimelineView


class Reading(Struct, frozen=True):
    """What a window reads from."""

    library: Library
    catalogue: Catalogue
    index: SearchIndex


class Presenter(QObject):
    """Fills the panes.

    Signals: `found(int)` how many records; `counted(str, str)` the same beside the whole, and as a
    sentence; `disputed(int)` on how many of the found records sources disagree; `faulted(str)` which
    clauses of the query were left out and why, empty if none was.
    """

    found = Signal(int)
    counted = Signal(str, str)
    disputed = Signal(int)
    faulted = Signal(str)

    def __init__(
        self, reading: Reading, state: BrowserState, panes: Panes, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._state = state
        self._panes = panes
        self._theme = theme
        self._order: Order = "count"

    @property
    def order(self) -> Order:
        """How the pairs of the tree are sorted."""
        return self._order

    def begin(self, order: Order, query: str) -> None:
        """Fill the panes for the first time."""
        self._order = order
        self._state.set_query(query)
        self.show_result(self._state.result)

    def opening_span(self) -> Span | None:
        """The time to show of what was found, at the first start."""
        entries = map(self._reading.catalogue.entry, self._state.result.ids)
        return opening_span([mark for mark in map(_mark_of, entries) if mark is not None])

    def damage_notice(self) -> str:
        """A sentence on what of the library could not be read; empty if all could."""
        count = len(self._reading.library.damaged)
        if not count:
            return ""
        return ngettext(
            "{count} document of this library could not be read; it stands under"
            " “Unreadable records” with its reason.",
            "{count} documents of this library could not be read; they stand under"
            " “Unreadable records” with their reasons.",
            count,
        ).format(count=count)

    def set_order(self, order: Order) -> None:
        """Sort the pairs of the tree another way."""
        self._order = order
        self._fill_tree()

    def set_theme(self, theme: Theme) -> None:
        """Write the page again in other colours."""
        self._theme = theme
        self.write_page(keep_place=True)

    @Slot(object)
    def show_result(self, result: SearchResult) -> None:
        """Show what a query found in list, tree and timeline, and mark its words in the page."""
        entries = [self._reading.catalogue.entry(record_id) for record_id in result.ids]
        self._panes.records.show_entries(entries, result.terms, self._state.query)
        self._panes.records.select_record(self._state.record_id)
        self._fill_tree()
        self._fill_timeline(entries)
        self._tell_count(result)
        self.disputed.emit(sum(1 for entry in entries if entry.disagreements))
        self.write_page(keep_place=True)

    @Slot(str)
    def show_record(self, record_id: str) -> None:
        """Show a record in all panes."""
        self._panes.records.select_record(record_id)
        self._panes.tree.reveal_record(record_id)
        self._panes.timeline.set_selected(record_id or None)
        self.write_page(keep_place=False)

    def write_page(self, *, keep_place: bool) -> None:
        """Write the page of the open record."""
        entry = self._entry()
        if entry is None:
            return
        page = RecordPage(
            self._reading.library, self._palette(), self._font(), self._state.result.terms
        )
        library = self._reading.library
        if entry.damage:
            document = damaged_document(library.damaged[entry.id], page)
        else:
            document = record_document(library.records[entry.id], page)
        self._panes.detail.show_page(document, _spoken(entry), keep_place=keep_place)

    def _entry(self) -> Entry | None:
        record_id = self._state.record_id
        return self._reading.catalogue.entry(record_id) if record_id else None

    def narrowed(self, pair_id: str, group: str) -> str:
        """The query as it is, narrowed to a pair and a group; empty ones widen it again."""
        query = _without_tree_fields(parse(self._state.query))
        if pair_id:
            query = query.with_field("pair", pair_id)
        if group:
            query = query.with_field("kind", group)
        return format_query(query)

    def _fill_tree(self) -> None:
        query = parse(self._state.query)
        wider = _without_tree_fields(query)
        result = self._state.result if wider == query else self._reading.index.search(wider)
        matching = [self._reading.catalogue.entry(record_id) for record_id in result.ids]
        self._panes.tree.show_tree(build_tree(self._reading.library, matching, self._order))
        self._panes.tree.follow_result(self._state.record_id, self._tree_key(query))

    def _tree_key(self, query: Query) -> str:
        """The key of the tree row that a query is narrowed to; that of the first row if to none."""
        named = [field.value for field in query.fields if field.name == "pair"]
        groups = [field.value for field in query.fields if field.name == "kind"]
        if not named:
            return "all"
        pairs = self._reading.index.pairs_named(named[0])
        if len(named) > 1 or len(pairs) != 1:
            return ""
        pair = next(iter(pairs)).id
        return f"{pair}/{groups[0]}" if len(groups) == 1 and groups[0] in set(Group) else pair

    def _fill_timeline(self, entries: Sequence[Entry]) -> None:
        marks = [mark for mark in map(_mark_of, entries) if mark is not None]
        lanes = [Lane(group.value, label(group), group) for group in Group]
        self._panes.timeline.set_marks(marks, lanes, len(entries) - len(marks))
        self._panes.timeline.set_selected(self._state.record_id or None)

    def _tell_count(self, result: SearchResult) -> None:
        found, total = len(result.ids), len(self._reading.catalogue)
        count = _("{found} of {total}").format(found=found, total=total)
        sentence = ngettext(
            "{found} of {total} record found", "{found} of {total} records found", total
        ).format(found=found, total=total)
        self.found.emit(found)
        self.counted.emit(count, sentence)
        self.faulted.emit("\n".join(result.faults))

    def _font(self) -> QFont:
        return self._panes.detail.font()

    def _palette(self) -> Palette:
        theme = self._theme
        return Palette(
            text=theme.text,
            muted=theme.muted,
            line=theme.line,
            link=theme.accent,
            mark=theme.mark,
            warning_bg=theme.warning_bg,
            warning_text=theme.warning_text,
            rung_done=theme.rung_done,
            rung_open=theme.rung_open,
        )


def _without_tree_fields(query: Query) -> Query:
    """The query without what a click in the tree sets: the pair, and a group as its kind."""
    kinds = [field.value for field in query.fields if field.name == "kind"]
    wider = query.without_field("pair")
    return wider.without_field("kind") if set(kinds) <= set(Group) else wider


def _mark_of(entry: Entry) -> Mark | None:
    if entry.date is None or entry.group is None:
        return None
    subject = Subject(
        entry.id,
        entry.title,
        entry.group.value,
        entry.kind,
        entry.step,
        wording=entry.date_words or None,
    )
    return make_mark(subject, entry.date.text)


def _spoken(entry: Entry) -> str:
    words = [entry.title, entry.date_words, label(entry.step) if entry.step else ""]
    return ", ".join(filter(None, words))


def most_telling(catalogue: Catalogue, library: Library) -> str:
    """The record to begin with: disputed if there is one, then the one with most to tell."""

    def weight(record_id: str) -> tuple[bool, int]:
        record = library.records[record_id]
        return (catalogue.entry(record_id).disagreements > 0, len(record.claims))

    return max(library.records, key=weight, default="")


def tree_root(reading: Reading) -> Node:
    """The tree of all records, to begin with."""
    return build_tree(reading.library, reading.catalogue.entries)
