"""Shows on the timeline what was found: each record as a mark, or very many as a crowd."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from time import monotonic

from PySide6.QtCore import QObject, QTimer, Slot

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Group
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.timeline.crowd import Crowd, LaneDays, days_of
from atlas_gui.timeline.marks import Lane, Mark, Subject, make_mark
from atlas_gui.timeline.opening import opening_span
from atlas_gui.timeline.scene import CROWDED
from atlas_gui.timeline.span import Span
from atlas_gui.ui.timeline.view import TimelineView

_REMEMBERED = 4_096
# Seconds.
_PART_OF_A_FRAME = 0.005


class TimelinePresenter(QObject):
    """Fills the timeline and answers what it asks for."""

    def __init__(
        self, reading: Reading, state: BrowserState, timeline: TimelineView, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reading = reading
        self._state = state
        self._timeline = timeline
        self._lanes = [Lane(group.value, label(group), group) for group in Group]
        self._mark_of = lru_cache(maxsize=_REMEMBERED)(self._make_mark)
        self._waiting: Iterator[str] = iter(())
        self._made: list[Mark] = []
        self._deliver: Callable[[list[Mark]], None] = self._show_marks
        # Records that nobody has looked at yet are read a few at a time, between two keys.
        self._making = QTimer(self)
        self._making.timeout.connect(self._make_some)
        timeline.marks_wanted.connect(self._begin_marks_in_view)

    def opening_span(self) -> Span | None:
        """The time to show of what was found, at the first start."""
        result = self._state.result
        if result.total > CROWDED or not self._reading.index.complete:
            return None
        marks = (mark for mark in map(self._mark_of, result.ids) if mark is not None)
        return opening_span(list(marks))

    def show_result(self, result: SearchResult) -> None:
        """Show these records and no others; what has to be read for it comes a moment later."""
        self._making.stop()
        if not self._reading.index.complete:
            # Until the whole library has been read, nobody knows when anything was.
            self._timeline.set_marks((), self._lanes, 0)
        elif result.total > CROWDED:
            self._show_crowd(result)
            self.select(self._state.record_id)
        else:
            self._begin(result.ids, self._show_marks)

    def finish(self) -> None:
        """Do at once what would otherwise follow in a moment."""
        while self._making.isActive():
            self._make_some()

    def select(self, record_id: str) -> None:
        """Mark a record as selected, if it is among those that were found."""
        row = self._reading.index.row_of(record_id) if record_id else None
        held = row is not None and self._state.result.holds(row)
        self._timeline.set_selected_mark(self._mark_of(record_id) if held else None)
        self._timeline.set_selected(record_id if held else None)

    def _show_crowd(self, result: SearchResult) -> None:
        days = self._reading.index.lane_days(result)
        crowd = Crowd({lane: LaneDays(*ends) for lane, ends in days.items()})
        self._timeline.set_crowd(crowd, self._lanes, result.total - crowd.total)

    def _show_marks(self, marks: list[Mark]) -> None:
        undated = self._state.result.total - len(marks)
        self._timeline.set_marks(marks, self._lanes, undated)
        self.select(self._state.record_id)

    @Slot(object)
    def _begin_marks_in_view(self, span: Span) -> None:
        first, last = days_of(span)
        ids = self._reading.index.ids_between(self._state.result, first, last)
        self._begin(ids, self._timeline.set_marks_in_view)

    def _begin(self, ids: Iterable[str], deliver: Callable[[list[Mark]], None]) -> None:
        self._waiting, self._made, self._deliver = iter(ids), [], deliver
        self._making.start(0)
        self._make_some()

    @Slot()
    def _make_some(self) -> None:
        """Make marks for part of a frame; when all are made, show them."""
        until = monotonic() + _PART_OF_A_FRAME
        for record_id in self._waiting:
            mark = self._mark_of(record_id)
            if mark is not None:
                self._made.append(mark)
            if monotonic() > until:
                return
        self._making.stop()
        self._deliver(self._made)

    def _make_mark(self, record_id: str) -> Mark | None:
        return mark_of(self._reading.catalogue.entry(record_id))


def mark_of(entry: Entry) -> Mark | None:
    """The mark of a record; None if there is no day to place it by."""
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
