"""Shows on the timeline what was found: each dated record as a mark in the reader's lanes."""

import logging
from collections.abc import Collection, Iterable
from functools import partial
from itertools import islice
from typing import NamedTuple

from PySide6.QtCore import QObject, Signal, Slot

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.domain.pairs import pairs_named
from atlas_gui.domain.vocabulary import GROUP_OF_KIND, Group, Kind, Sector, Step
from atlas_gui.i18n import _
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.notebook import NotebookState
from atlas_gui.state.tasks import Task, TaskRunner
from atlas_gui.timeline.arrangement import Arrangement
from atlas_gui.timeline.lanes import REST, Arranged, Links, arrange
from atlas_gui.timeline.marks import Lane, MarkColumns
from atlas_gui.timeline.opening import opening_span, whole_span
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.words import Subject
from atlas_gui.ui.figures_presenter import FiguresPresenter
from atlas_gui.ui.timeline.content import TimelineContent
from atlas_gui.ui.timeline.keys import LaneWish
from atlas_gui.ui.timeline.view import TimelineView

_log = logging.getLogger(__name__)
_MOST_IN_TRAY = 500
# So many are sorted within part of a frame; more are, on another thread.
SORTED_AT_ONCE = 20_000


class Opening(NamedTuple):
    """The time to begin with, None for that in which most happened, and what is searched for then."""

    span: Span | None
    query: str


class TimelinePresenter(QObject):
    """Fills the timeline and answers what it asks for; `opening` waits for dates to be known.

    Signal: `undated_requested` asks for the records without a date in the list.
    """

    undated_requested = Signal()

    def __init__(
        self,
        reading: Reading,
        state: BrowserState,
        timeline: TimelineView,
        tasks: TaskRunner,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._state = state
        self._timeline = timeline
        self.figures = FiguresPresenter(reading, timeline.history_strip, timeline.trade_strip, self)
        self.arrangement = Arrangement()
        menus = timeline.lane_menus
        menus.by_chosen.connect(self._on_by_chosen)
        menus.wished.connect(self._on_wish)
        menus.shown_again.connect(self._on_shown_again)
        menus.all_shown.connect(self._on_all_shown)
        menus.all_folded.connect(self._on_all_folded)
        timeline.undated_requested.connect(self._show_undated)
        self._tasks = tasks
        self._sorting: Task | None = None
        self.opening: Opening | None = None
        self._lane_keys: tuple[str, ...] = ()
        self._notebook: NotebookState | None = None
        self._starred_rows: set[int] = set()
        # Whether they are rows of the whole index; nobody knows before the first are looked up.
        self._stars_of_whole: bool | None = None
        self._undated: list[str] = []

    def follow_notebook(self, notebook: NotebookState) -> None:
        """Show which records are starred, now and whenever that changes."""
        self._notebook = notebook
        notebook.entries_changed.connect(self._show_stars)
        self._show_stars(())

    @Slot(object)
    def _show_stars(self, changed: Iterable[str]) -> None:
        """Show what is so with these records now; a reader may have starred thousands of others."""
        if self._notebook is None:
            return
        starred, index = self._notebook.notebook.starred, self._reading.index
        if self._stars_of_whole is not index.complete:
            # Another index has other rows.
            self._stars_of_whole = index.complete
            self._starred_rows.clear()
            changed = {*starred, *changed}
        others = []
        for record_id in changed:
            row = index.row_of(record_id)
            if row is None:
                continue
            others.append(row)
            if record_id in starred:
                self._starred_rows.add(row)
            else:
                self._starred_rows.discard(row)
        self._timeline.set_starred(self._starred_rows, others)

    def open_at(self, span: Span | None) -> None:
        """Show `span`, or the time in which most happened, as soon as the dates are known."""
        self.opening = Opening(span, self._state.query)
        self._open()

    def set_arrangement(self, arrangement: Arrangement) -> None:
        """Arrange the lanes another way, from now on."""
        self.arrangement = arrangement

    def _rearrange(self, arrangement: Arrangement) -> None:
        if arrangement != self.arrangement:
            self.arrangement = arrangement
            self.show_result(self._state.result)

    def show_result(self, result: SearchResult) -> None:
        """Show these records and no others; very many of them as soon as they are sorted."""
        if self._sorting is not None:
            self._sorting.cancel()
            self._sorting = None
        index, arrangement = self._reading.index, self.arrangement
        found = index.time_columns(result)
        columns = MarkColumns(*found)
        links = Links(*index.lane_links(found, arrangement.by))
        sort = partial(arrange, columns, links, arrangement, partial(self._lane, arrangement.by))
        show = partial(self._show, result, columns)
        if len(columns.rows) <= SORTED_AT_ONCE:
            show(sort())
        else:
            self._sorting = self._tasks.submit(sort, show, _log_failure)
        self.figures.show_result(result)

    def _show(self, result: SearchResult, columns: MarkColumns, arranged: Arranged) -> None:
        self._sorting = None
        index, library = self._reading.index, self._columns(None)
        self._lane_keys = tuple(lane.key for lane in arranged.marks.lanes)
        # Until the whole library has been read, nobody knows when anything was.
        undated = result.total - len(columns.rows) if index.complete else 0
        content = TimelineContent(
            marks=arranged.marks,
            tell=self._tell,
            found_days=columns.first,
            library_days=library.first,
            found=whole_span(columns),
            whole=whole_span(library),
            by=self.arrangement.by,
            hidden=arranged.hidden,
            folded=self.arrangement.collapsed,
            undated=undated,
            repeated=arranged.repeated,
            searched=bool(result.query.clauses),
            empty_words=self._empty_words(undated, arranged.hidden),
            query=result.query,
        )
        if self._stars_of_whole is not index.complete:
            self._show_stars(())
        self._timeline.show_content(content)
        self._select(self._state.record_id, reveal=False)
        self._open()

    def _open(self) -> None:
        if self.opening is None or self._sorting is not None or not self._reading.index.complete:
            return
        opening, self.opening = self.opening, None
        # Whoever has searched for something else by now sees the time of that.
        if opening.query == self._state.query:
            span = opening.span or opening_span(self._columns(self._state.result))
            if span is not None:
                self._timeline.set_span(span)

    def _empty_words(self, undated: int, hidden: Collection[Lane]) -> str:
        """Why there is nothing to see, where there is nothing."""
        if not self._reading.index.complete:
            return _("The dates follow as soon as the library has been read.")
        if hidden:
            return _("All lanes with anything in them are hidden.")
        return _("None of the records found has a date.") if undated else ""

    def select(self, record_id: str, *, reveal: bool = True) -> None:
        """Mark a record as selected, if it is among those that were found."""
        self._select(record_id, reveal=reveal)
        self.figures.show_record(record_id)

    def _select(self, record_id: str, *, reveal: bool) -> None:
        row = self._reading.index.row_of(record_id) if record_id else None
        held = row is not None and self._state.result.holds(row)
        self._timeline.set_selected(row if held else None, reveal=reveal)

    def _columns(self, result: SearchResult | None) -> MarkColumns:
        return MarkColumns(*self._reading.index.time_columns(result))

    def _tell(self, row: int) -> Subject:
        entry = self._reading.catalogue.entry(self._reading.index.id_of(row))
        starred = self._notebook is not None and entry.id in self._notebook.notebook.starred
        return _subject(entry, starred=starred)

    def _lane(self, by: LaneBy, key: str) -> Lane:
        if key == REST:
            return Lane(key, _("All others"))
        if by is LaneBy.NONE:
            return Lane(key, _("All records"))
        if not key:
            return Lane(key, _("Without a status") if by is LaneBy.STATUS else _("None"))
        return Lane(key, self._lane_name(by, key), _group_of(by, key))

    def _lane_name(self, by: LaneBy, key: str) -> str:
        library = self._reading.library
        if by is LaneBy.PAIR:
            pairs = pairs_named([key], library.countries)
            return library.pair_name(pairs[0]) if pairs else key
        if by is LaneBy.COUNTRY:
            return library.country_name(key)
        return label(_WORDS[by](key))

    @Slot(object)
    def _on_by_chosen(self, by: LaneBy) -> None:
        # What was hidden or moved belongs to other lanes.
        if by is not self.arrangement.by:
            self._rearrange(Arrangement(by))

    @Slot(object, str)
    def _on_wish(self, wish: LaneWish, key: str) -> None:
        arrangement, shown = self.arrangement, self._lane_keys
        if key not in shown:
            return
        if wish is LaneWish.FOLD:
            arrangement = arrangement.with_folded([key], key not in arrangement.collapsed)
        elif wish is LaneWish.HIDE:
            arrangement = arrangement.with_hidden(key)
        elif wish is LaneWish.ONLY:
            arrangement = arrangement.with_only(shown, key)
        else:
            arrangement = arrangement.moved(shown, key, -1 if wish is LaneWish.UP else 1)
        self._rearrange(arrangement)

    @Slot(str)
    def _on_shown_again(self, key: str) -> None:
        self._rearrange(self.arrangement.with_shown(key))

    @Slot()
    def _on_all_shown(self) -> None:
        self._rearrange(self.arrangement.with_all_shown())

    @Slot(bool)
    def _on_all_folded(self, folded: bool) -> None:
        self._rearrange(self.arrangement.with_folded(self._lane_keys, folded))

    @Slot()
    def _show_undated(self) -> None:
        """List what was found without a date, best first."""
        result = self._state.result
        dated = set(self._columns(result).rows.tolist())
        rows = islice((row for row in result.rows if row not in dated), _MOST_IN_TRAY)
        self._undated = [self._reading.index.id_of(row) for row in rows]
        titles = [self._reading.catalogue.entry(record_id).title for record_id in self._undated]
        tray = self._timeline.show_undated(titles, result.total - len(dated))
        tray.chosen.connect(self._on_undated_chosen)
        tray.all_requested.connect(self.undated_requested)

    @Slot(int)
    def _on_undated_chosen(self, place: int) -> None:
        self._timeline.record_selected.emit(self._undated[place])


def _log_failure(error: Exception) -> None:
    _log.error("The records could not be put into lanes", exc_info=error)


def _subject(entry: Entry, *, starred: bool) -> Subject:
    return Subject(
        entry.id,
        entry.title,
        entry.date_words,
        group=entry.group,
        kind=entry.kind,
        step=entry.step,
        starred=starred,
    )


def _group_of(by: LaneBy, key: str) -> Group | None:
    """The group whose colour a lane has, where all of its marks are of one."""
    if by is LaneBy.GROUP:
        return Group(key)
    return GROUP_OF_KIND[Kind(key)] if by is LaneBy.KIND else None


_WORDS = {LaneBy.GROUP: Group, LaneBy.KIND: Kind, LaneBy.STATUS: Step, LaneBy.SECTOR: Sector}
