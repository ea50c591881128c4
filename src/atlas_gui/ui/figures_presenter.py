"""Fills the strips under the lanes: the status of the selected record, and the trade figures found."""

from collections import defaultdict
from collections.abc import Iterable
from functools import partial
from time import monotonic
from typing import Final

from PySide6.QtCore import QObject, QTimer, Slot

from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.record import Record
from atlas_gui.domain.status_history import StatusStep, status_history
from atlas_gui.domain.texts import in_language
from atlas_gui.domain.trade_figures import TradeFigure, figure_in_words, figures_of
from atlas_gui.domain.vocabulary import GROUP_OF_KIND
from atlas_gui.i18n import _
from atlas_gui.search.query import Query, parse
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.timeline.figure_rows import FigureRows, figure_rows
from atlas_gui.timeline.marks import MarkColumns
from atlas_gui.timeline.series import SeriesChart, series_of
from atlas_gui.ui.timeline.history_strip import HistoryContent, HistoryStrip
from atlas_gui.ui.timeline.trade_rows import MOST_ROWS, FiguresContent, PairChart
from atlas_gui.ui.timeline.trade_strip import TradeStrip

MOST_RECORDS: Final = 600
_REMEMBERED: Final = 5_000
# Seconds.
_PART_OF_A_FRAME: Final = 0.005
_WITH_SUMS: Final = "has:amount"


class FiguresPresenter(QObject):
    """Reads the records behind the strips; those with trade figures a few at a time."""

    def __init__(
        self, reading: Reading, history: HistoryStrip, trade: TradeStrip, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._history = history
        self._trade = trade
        self._shown = False
        self._result: SearchResult | None = None
        self._sums: tuple[SearchResult, SearchResult] | None = None
        self._known: dict[str, list[TradeFigure]] = {}
        self._found: list[TradeFigure] = []
        self._wanted: list[str] = []
        self._note = ""
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_some)

    def set_shown(self, shown: bool) -> None:
        """Whether trade figures are wanted; if not, nothing is read for them."""
        if shown != self._shown:
            self._shown = shown
            self._begin()

    def show_result(self, result: SearchResult) -> None:
        """Show the trade figures of what was found; what was being read before is dropped."""
        self._result = result
        self._begin()

    def show_record(self, record_id: str) -> None:
        """Show the status of a record, and mark its figures; an unreadable one has neither."""
        library = self._reading.library
        record = library.records.get(record_id)
        self._history.show_content(history_content(record, library) if record is not None else None)
        self._trade.set_selected(record_id)

    def finish(self) -> None:
        """Read at once what is being read."""
        while self._timer.isActive():
            self._read_some()

    def _begin(self) -> None:
        self._timer.stop()
        self._found = []
        index = self._reading.index
        if not self._shown or self._result is None or not index.complete:
            self._trade.show_content(None)
            return
        candidates = self._candidates(self._result)
        self._note = _others_left_out() if candidates and candidates.left_out else ""
        if candidates is None:
            self._trade.show_content(self._content(_too_many()))
            return
        self._wanted = [index.id_of(row) for row in reversed(candidates.rows)]
        self._timer.start()

    def _candidates(self, result: SearchResult) -> FigureRows | None:
        found = MarkColumns(*self._reading.index.time_columns(result))
        return figure_rows(found, self._with_sums().marks, MOST_RECORDS)

    def _with_sums(self) -> SearchResult:
        """The records that have any sum, looked for once for each index."""
        index = self._reading.index
        everything = index.search(Query())
        if self._sums is None or self._sums[0] is not everything:
            self._sums = (everything, index.search(parse(_WITH_SUMS)))
        return self._sums[1]

    @Slot()
    def _read_some(self) -> None:
        until = monotonic() + _PART_OF_A_FRAME
        while self._wanted and monotonic() < until:
            self._found.extend(self._figures(self._wanted.pop()))
        if not self._wanted:
            self._timer.stop()
            self._trade.show_content(self._content() if self._found else None)

    def _figures(self, record_id: str) -> list[TradeFigure]:
        if record_id not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            library = self._reading.library
            record = library.records.get(record_id)
            self._known[record_id] = figures_of(record, library) if record is not None else []
        return self._known[record_id]

    def _content(self, words: str = "") -> FiguresContent:
        library = self._reading.library
        charts, pairs = charts_of(self._found, library)
        tell = partial(_tell, library)
        return FiguresContent(charts, pairs, tell, words, self._note)


def history_content(record: Record, library: Library) -> HistoryContent:
    """The status of a record in time, each step with its sources."""
    history = status_history(record)
    sources = tuple(_sources_of(step, record, library) for step in history.steps)
    title = in_language(record.title)
    return HistoryContent(title, GROUP_OF_KIND[record.kind], history, sources)


def charts_of(
    figures: Iterable[TradeFigure], library: Library
) -> tuple[tuple[PairChart, ...], int]:
    """A chart for each of the pairs with most figures, and how many pairs there are in all."""
    by_pairs: defaultdict[tuple[Pair, ...], list[TradeFigure]] = defaultdict(list)
    for figure in figures:
        by_pairs[figure.series.pairs].append(figure)
    most_first = sorted(by_pairs, key=lambda pairs: (-len(by_pairs[pairs]), pairs))
    charts = (
        PairChart(_pairs_in_words(pairs, library), SeriesChart(series_of(by_pairs[pairs], library)))
        for pairs in most_first[:MOST_ROWS]
    )
    return tuple(charts), len(by_pairs)


def _sources_of(step: StatusStep, record: Record, library: Library) -> str:
    ids = dict.fromkeys(
        evidence.source
        for claim in record.claims
        if claim.id in step.claim_ids
        for evidence in claim.evidence
    )
    named = (library.sources.get(source_id) for source_id in ids)
    return "\n".join(source.short_title for source in named if source is not None)


def _pairs_in_words(pairs: Iterable[Pair], library: Library) -> str:
    return "; ".join(map(library.pair_name, pairs)) or _("Trade")


def _tell(library: Library, figure: TradeFigure) -> str:
    return figure_in_words(figure, library)


def _too_many() -> str:
    return _("More than {count} records with trade figures: narrow the search").format(
        count=MOST_RECORDS
    )


def _others_left_out() -> str:
    return _(
        "Sums in records that are not on trade have not been looked through: too many have any."
    )
