"""Fills what stands round a search: facets, years, saved searches, the query in words, its faults."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.models.facets import FacetOrder
from atlas_gui.models.library_names import LibraryNames
from atlas_gui.search.query import Field, Not, Query, format_query, parse, read_query
from atlas_gui.search.query_dates import date_bounds
from atlas_gui.search.query_editing import with_range, with_value, without_range, without_value
from atlas_gui.search.query_values import ValueFault
from atlas_gui.search.query_words import query_in_words
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.state.saved_searches import SavedSearches
from atlas_gui.ui.facet_pane import FacetPane
from atlas_gui.ui.saved_search_pane import SavedSearchPane
from atlas_gui.ui.search_bar import SearchBar

_COUNTED = ("pair", "kind", "status", "sector", "decade", "source")


class SearchPresenter(QObject):
    """Keeps the panes of the search in step with the state.

    Signal: `faulted(str)` which clauses of the query were left out and why, empty if none was.
    """

    faulted = Signal(str)

    def __init__(
        self,
        reading: Reading,
        state: BrowserState,
        bar: SearchBar,
        facets: FacetPane,
        saved: SavedSearchPane,
        searches: SavedSearches,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._state = state
        self._bar = bar
        self._facets = facets
        self._saved = saved
        self._searches = searches
        self._names = LibraryNames(reading)
        self._order: FacetOrder | None = None
        self._counts: list[int | None] = []
        # One saved search a turn of the event loop: each costs as much as a key typed.
        self._counting = QTimer(self)
        self._counting.timeout.connect(self._count_next)
        bar.set_source(self._names)
        searches.changed.connect(self.count_saved)
        facets.value_requested.connect(self._add_value)
        facets.removal_requested.connect(self._remove_value)
        facets.range_requested.connect(self._add_range)
        facets.range_removed.connect(self._remove_range)
        saved.query_requested.connect(state.set_query)

    @Slot(object)
    def show_result(self, result: SearchResult) -> None:
        """Show what the found records have in common, if the reader looks at it."""
        parsed = read_query(self._state.query)
        faults = dict.fromkeys((*(fault.message for fault in parsed.faults), *result.faults))
        self.faulted.emit("\n".join(faults))
        self._bar.set_words(query_in_words(parsed.query, self._names.name_of))
        self._saved.set_query(self._state.query)
        # Not whether it is on the screen: the window may not have been shown yet.
        if not self._facets.isHidden():
            self.show_facets()

    @Slot()
    def show_facets(self) -> None:
        """Fill the facets, whether or not they can be seen yet."""
        result = self._state.result
        if self._order is None:
            whole = self._reading.index.search(Query())
            self._order = FacetOrder(self._counted(whole), self._names.label_of)
        self._facets.show_facets(self._order.facets(self._counted(result), result.query))
        years = self._reading.index.counts(result).years()
        self._facets.show_years(years.first, years.counts, _chosen_years(result.query))

    @Slot()
    def use_other_index(self) -> None:
        """Forget what was worked out of the index before this one."""
        self._order = None
        self._names.forget()
        self._bar.set_source(self._names)
        self.count_saved()

    @Slot()
    def count_saved(self) -> None:
        """Count what every saved search finds, one after another."""
        self._counts = [None] * len(self._searches.items)
        self._saved.set_counts(self._counts)
        # Titles alone would count too few, or with clauses left out too many.
        if self._reading.index.complete:
            self._counting.start(0)

    @Slot()
    def _count_next(self) -> None:
        items = self._searches.items
        waiting = [place for place, count in enumerate(self._counts) if count is None]
        if not waiting or len(items) != len(self._counts):
            self._counting.stop()
            return
        place = waiting[0]
        self._counts[place] = self._reading.index.search(parse(items[place].query)).total
        self._saved.set_counts(self._counts)

    def _counted(self, result: SearchResult) -> Mapping[str, Mapping[str, int]]:
        counts = self._reading.index.counts(result)
        return {field: counts.of(field) for field in _COUNTED}

    @Slot(str, str, bool)
    def _add_value(self, field: str, value: str, exclude: bool) -> None:
        query = parse(self._state.query)
        if field != "date":
            query = with_value(query, field, value, exclude=exclude)
        elif exclude:
            kept = without_value(query, field, value).clauses
            query = Query((*kept, Not(Field(field, value))))
        else:
            # A record may lie in one time; asking for two means the later wish.
            query = without_range(query).with_field(field, value)
        self._state.set_query(format_query(query))

    @Slot(str, str)
    def _remove_value(self, field: str, value: str) -> None:
        query = without_value(parse(self._state.query), field, value)
        self._state.set_query(format_query(query))

    @Slot(int, int)
    def _add_range(self, first: int, last: int) -> None:
        query = with_range(parse(self._state.query), first, last)
        self._state.set_query(format_query(query))

    @Slot()
    def _remove_range(self) -> None:
        self._state.set_query(format_query(without_range(parse(self._state.query))))


def _chosen_years(query: Query) -> tuple[int, int] | None:
    """The years that a query is narrowed to, if it is to a range with two ends."""
    for field in query.fields:
        if field.name == "date":
            try:
                first, last = date_bounds("date", field.value)
            except ValueFault:
                continue
            if first is not None and last is not None:
                return calendar_day(first).year, calendar_day(last).year
    return None
