"""Turns what the state says into what list, tree and page show; the panes never know one another."""

from typing import TYPE_CHECKING

from msgspec import Struct
from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFont

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.record import Record
from atlas_gui.domain.vocabulary import Group
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.pair_tree import Node, Order, build_tree
from atlas_gui.models.record_document import (
    RecordPage,
    damaged_document,
    record_document,
)
from atlas_gui.models.record_document.writer import Palette
from atlas_gui.search.query import Query, format_query, parse
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.ui.detail_pane import DetailPane
from atlas_gui.ui.facet_pane import FacetPane
from atlas_gui.ui.notebook.strip import NotebookStrip
from atlas_gui.ui.pair_tree_pane import PairTreePane
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.saved_search_pane import SavedSearchPane
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline_place import TimelinePlace

if TYPE_CHECKING:
    from atlas_gui.ui.timeline_presenter import TimelinePresenter

# Longer than a paint takes: what the reader looks at is painted before what follows is worked out.
_AFTERWARDS_MS = 25
# So many other disputed records of a pair are named on a page.
_MOST_ELSEWHERE = 5


class Panes(Struct, frozen=True):
    """The panes of a window."""

    tree: PairTreePane
    saved: SavedSearchPane
    facets: FacetPane
    records: RecordListPane
    detail: DetailPane
    notebook: NotebookStrip
    timeline: TimelinePlace


class Presenter(QObject):
    """Fills the panes.

    Signals: `found(int)` how many records; `counted(str, str)` the same beside the whole, and as a
    sentence; `disputed(int)` on how many of the found records sources disagree; `summed(Sums | None)`
    what their sums add up to, None while that cannot be known.
    """

    found = Signal(int)
    counted = Signal(str, str)
    disputed = Signal(int)
    summed = Signal(object)

    def __init__(
        self, reading: Reading, state: BrowserState, panes: Panes, theme: Theme, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._state = state
        self._panes = panes
        self._theme = theme
        self._order: Order = "count"
        self._timeline: TimelinePresenter | None = None
        # The record of which the reader asked to see what a long page leaves out.
        self._whole = ""
        # What follows the list may come a turn later: the next key must not wait for it.
        self._afterwards = QTimer(self)
        self._afterwards.setSingleShot(True)
        self._afterwards.timeout.connect(self._show_afterwards)

    @property
    def order(self) -> Order:
        """How the pairs of the tree are sorted."""
        return self._order

    def begin(self, order: Order, query: str) -> None:
        """Fill the panes for the first time."""
        self._order = order
        self._state.set_query(query)
        self.show_result(self._state.result)
        self.finish()

    def finish(self) -> None:
        """Do at once what would otherwise follow in a moment."""
        if self._afterwards.isActive():
            self._afterwards.stop()
            self._show_afterwards()

    def follow_with(self, timeline: "TimelinePresenter") -> None:
        """Let the timeline follow as well, now that it is there."""
        self._timeline = timeline

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
        """Show what a query found in list and tree at once, and elsewhere a moment later."""
        self._panes.records.show_result(result, self._state.query)
        # A search is for its best answers: only without one the open record comes into view.
        reveal = not result.query.clauses
        self._panes.records.select_record(self._state.record_id, reveal=reveal)
        self._fill_tree()
        self._tell_count(result)
        self._afterwards.start(_AFTERWARDS_MS)

    @Slot(str)
    def show_record(self, record_id: str) -> None:
        """Show a record in all panes."""
        self._panes.records.select_record(record_id)
        self._panes.tree.reveal_record(self._entry())
        if self._timeline is not None:
            self._timeline.select(record_id)
        self.write_page(keep_place=False)

    @Slot()
    def show_whole(self) -> None:
        """Write the page of the open record again, with what was left out of it."""
        self._whole = self._state.record_id
        self.write_page(keep_place=True)

    def write_page(self, *, keep_place: bool) -> None:
        """Write the page of the open record."""
        entry = self._entry()
        if entry is None:
            return
        library = self._reading.library
        if entry.damage:
            page = RecordPage(library, self._palette(), self._font())
            document = damaged_document(library.damaged[entry.id], page)
        else:
            record = library.records[entry.id]
            elsewhere, more = self._disputed_elsewhere(entry)
            page = RecordPage(
                library,
                self._palette(),
                self._font(),
                elsewhere=elsewhere,
                elsewhere_more=more,
                whole=entry.id == self._whole,
            )
            document = record_document(record, page)
        self._panes.detail.show_page(document, _spoken(entry), keep_place=keep_place)

    @Slot()
    def _show_afterwards(self) -> None:
        result = self._state.result
        index = self._reading.index
        self.disputed.emit(index.counts(result).disputed())
        # Titles alone say nothing of sums.
        self.summed.emit(index.sums(result) if index.complete else None)
        self._panes.detail.set_terms(result.terms)
        if self._timeline is not None:
            self._timeline.show_result(result)

    def _entry(self) -> Entry | None:
        record_id = self._state.record_id
        known = bool(record_id) and record_id in self._reading.catalogue
        return self._reading.catalogue.entry(record_id) if known else None

    def _disputed_elsewhere(self, entry: Entry) -> tuple[tuple[Record, ...], int]:
        """Some other records of the same pairs on which sources disagree, and how many more."""
        ids = self._reading.index.disputed_under(pair.id for pair in entry.pairs)
        others = [record_id for record_id in ids if record_id != entry.id]
        records = map(self._reading.library.records.get, others[:_MOST_ELSEWHERE])
        shown = tuple(record for record in records if record is not None)
        return shown, max(len(others) - _MOST_ELSEWHERE, 0)

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
        self._panes.tree.show_tree(build_tree(self._reading, result, self._order))
        self._panes.tree.follow_result(self._entry(), self._tree_key(query))

    def _tree_key(self, query: Query) -> str:
        """The key of the tree row that a query is narrowed to; that of the first row if to none."""
        named = [value for field in query.fields if field.name == "pair" for value in field.values]
        groups = [value for field in query.fields if field.name == "kind" for value in field.values]
        if not named:
            return "all"
        pairs = self._reading.index.pairs_named(named[0])
        if len(named) > 1 or len(pairs) != 1:
            return ""
        pair = next(iter(pairs)).id
        return f"{pair}/{groups[0]}" if len(groups) == 1 and groups[0] in set(Group) else pair

    def _tell_count(self, result: SearchResult) -> None:
        found, total = result.total, len(self._reading.index)
        count = _("{found:,} of {total:,}").format(found=found, total=total)
        sentence = ngettext(
            "{found:,} of {total:,} record found", "{found:,} of {total:,} records found", total
        ).format(found=found, total=total)
        self.found.emit(found)
        self.counted.emit(count, sentence)

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
    """The query without what a click in the tree sets: the pair, and after it a group as its kind.

    A kind without a pair, or before it, is a filter, also where a group has the same name.
    """
    names = [field.name for field in query.fields]
    kinds = [value for field in query.fields if field.name == "kind" for value in field.values]
    wider = query.without_field("pair")
    after_pair = "pair" in names and "kind" not in names[: names.index("pair")]
    return wider.without_field("kind") if after_pair and set(kinds) <= set(Group) else wider


def _spoken(entry: Entry) -> str:
    words = [entry.title, entry.date_words, label(entry.step) if entry.step else ""]
    return ", ".join(filter(None, words))


def tree_root(reading: Reading) -> Node:
    """The tree of all records, to begin with."""
    return build_tree(reading, reading.index.search(Query()))
