"""Shows on the timeline what was found: each record as a mark, or very many as a crowd."""

from collections.abc import Iterable
from functools import lru_cache

from PySide6.QtCore import QObject, Slot

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Group
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.state.browser_state import BrowserState
from atlas_gui.timeline.crowd import Crowd, LaneDays
from atlas_gui.timeline.marks import Lane, Mark, Subject, make_mark
from atlas_gui.timeline.opening import opening_span
from atlas_gui.timeline.scene import CROWDED
from atlas_gui.timeline.span import Span
from atlas_gui.ui.timeline.view import TimelineView

_REMEMBERED = 4_096


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
        timeline.marks_wanted.connect(self._show_marks_in_view)

    def opening_span(self) -> Span | None:
        """The time to show of what was found, at the first start."""
        result = self._state.result
        if result.total > CROWDED:
            return None
        return opening_span(list(self._marks(result.ids)))

    def show_result(self, result: SearchResult) -> None:
        """Show these records and no others."""
        if result.total > CROWDED:
            self._show_crowd(result)
        else:
            marks = list(self._marks(result.ids))
            self._timeline.set_marks(marks, self._lanes, result.total - len(marks))
        self.select(self._state.record_id)

    def select(self, record_id: str) -> None:
        """Mark a record as selected."""
        mark = self._mark_of(record_id) if record_id else None
        self._timeline.set_selected_mark(mark)
        self._timeline.set_selected(record_id or None)

    def _show_crowd(self, result: SearchResult) -> None:
        days = self._reading.index.lane_days(result)
        crowd = Crowd({lane: LaneDays(*ends) for lane, ends in days.items()})
        dated = sum(len(starts) for starts, _ends in days.values())
        self._timeline.set_crowd(crowd, self._lanes, result.total - dated)

    @Slot(object)
    def _show_marks_in_view(self, span: Span) -> None:
        ids = self._reading.index.ids_between(self._state.result, span.start, span.end)
        self._timeline.set_marks_in_view(list(self._marks(ids)))

    def _marks(self, ids: Iterable[str]) -> Iterable[Mark]:
        return (mark for mark in map(self._mark_of, ids) if mark is not None)

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
