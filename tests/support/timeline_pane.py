"""A timeline with a few marks, or with a crowd of them, and ways to point at them."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from atlas_gui.domain.date_words import date_in_words
from atlas_gui.domain.edtf import parse_edtf
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.time_shape import TimeTrait, time_shape
from atlas_gui.domain.vocabulary import GROUP_OF_KIND, Group, Kind, Step
from atlas_gui.timeline.marks import Lane, MarkColumns, Marks
from atlas_gui.timeline.opening import whole_span
from atlas_gui.timeline.words import Subject
from atlas_gui.ui.timeline.axis_heading import AxisHeading
from atlas_gui.ui.timeline.canvas import LaneCanvas
from atlas_gui.ui.timeline.content import TimelineContent
from atlas_gui.ui.timeline.overview_strip import OverviewStrip
from atlas_gui.ui.timeline.view import TimelineView

W = TypeVar("W", bound=QWidget)
NO_STEP = 255
CROWD_DAYS = 20_000
CROWD_FIRST = 715_510  # 1 January 1960
LANES = {
    "agreements": Lane("agreements", "Agreements", Group.AGREEMENTS),
    "deals": Lane("deals", "Deals", Group.DEALS),
    "aid": Lane("aid", "Aid and loans", Group.AID),
    "visits": Lane("visits", "Visits and talks", Group.VISITS),
}


class Made(NamedTuple):
    """A record: its id, its date, the lanes that it stands in, its status and its kind."""

    record_id: str
    lanes: str
    edtf: str
    step: Step | None = None
    kind: Kind = Kind.CONTRACT

    @property
    def subject(self) -> Subject:
        words = date_in_words(self.edtf)
        group = GROUP_OF_KIND[self.kind]
        return Subject(self.record_id, self.record_id.title(), words, group, self.kind, self.step)


RECORDS = (
    Made("treaty", "agreements", "1960-11-30", Step.SIGNED),
    Made("nickel", "deals", "2004", Step.PRELIMINARY),
    Made("drilling", "deals", "2005-11", Step.SIGNED),
    Made("buses", "deals", "2006~", Step.ANNOUNCED),
    Made("network", "deals", "2019-06-05", Step.SUSPENDED),
    Made("talks", "visits", "1997~/1999~", Step.COMPLETED),
    Made("station", "visits", "1999/..", Step.CANCELLED),
    Made("visit", "visits", "2004-11-22", Step.TOOK_PLACE),
)


def content_of(records: Sequence[Made], **more: object) -> TimelineContent:
    """What a timeline of these records is filled with; a record's row is its place among them."""
    shapes = [time_shape(parse_edtf(record.edtf)) for record in records]
    assert None not in shapes
    days = numpy.array([shape[:4] for shape in shapes if shape], numpy.int64).reshape(-1, 4)
    columns = MarkColumns(
        numpy.arange(len(records), dtype=numpy.int32),
        *days.T,
        traits=numpy.array([shape.traits for shape in shapes if shape], numpy.uint16),
        kinds=numpy.array([list(Kind).index(r.kind) for r in records], numpy.uint8),
        steps=numpy.array([list(Step).index(r.step) if r.step else NO_STEP for r in records]),
    )
    keys = [key for key in LANES if any(key in record.lanes.split() for record in records)]
    links = [
        (place, keys.index(key))
        for place, record in enumerate(records)
        for key in record.lanes.split()
    ]
    places, numbers = numpy.array(links, numpy.int32).reshape(-1, 2).T
    marks = Marks(columns, [LANES[key] for key in keys], places, numbers)
    return _content(marks, {"tell": lambda row: records[row].subject, **more})


def crowd_of(size: int = CROWD_DAYS, **more: object) -> TimelineContent:
    """In the lane of deals a record for each day, in that of visits every tenth of them too."""
    first = numpy.arange(CROWD_FIRST, CROWD_FIRST + size, dtype=numpy.int64)
    rows = numpy.arange(size, dtype=numpy.int32)
    visits = rows[::10]
    columns = MarkColumns(
        rows,
        first,
        first,
        first,
        first,
        numpy.full(size, int(TimeTrait.MOMENT), numpy.uint16),
        numpy.zeros(size, numpy.uint8),
        numpy.full(size, NO_STEP, numpy.uint8),
    )
    lanes = numpy.repeat(numpy.array([0, 1], numpy.int32), [size, len(visits)])
    places = numpy.concatenate([rows, visits])
    marks = Marks(columns, [LANES["deals"], LANES["visits"]], places, lanes)
    return _content(marks, {"tell": _told_of_crowd, **more})


def _told_of_crowd(row: int) -> Subject:
    day = calendar_day(CROWD_FIRST + row)
    return Subject(f"record {row}", f"Record {row}", "{}-{:02}-{:02}".format(*day))


def _content(marks: Marks, more: dict[str, object]) -> TimelineContent:
    first = marks.columns.first
    given = {
        "marks": marks,
        "found_days": first,
        "library_days": first,
        "found": whole_span(marks.columns),
        "whole": whole_span(marks.columns),
    }
    return TimelineContent(**(given | more))


def canvas(view: TimelineView) -> LaneCanvas:
    return _the(view, LaneCanvas)


def strip(view: TimelineView) -> OverviewStrip:
    return _the(view, OverviewStrip)


def heading(view: TimelineView) -> AxisHeading:
    return _the(view, AxisHeading)


def _the(view: TimelineView, kind: type[W]) -> W:
    found = view.findChild(kind)
    assert found is not None
    return found


def mark_of(view: TimelineView, record_id: str) -> int:
    """The first mark of a record."""
    marks, subjects = canvas(view).scene.marks, canvas(view).subjects
    return next(m for m in range(len(marks)) if subjects.of(marks.row_of(m)).record_id == record_id)


def row_of(view: TimelineView, record_id: str) -> int:
    return canvas(view).scene.marks.row_of(mark_of(view, record_id))


def select(view: TimelineView, record_id: str) -> None:
    """Select a record as the window does."""
    view.set_selected(row_of(view, record_id), reveal=True)


def place_of(view: TimelineView, record_id: str) -> QPoint:
    return canvas(view).area_of(mark_of(view, record_id)).center().toPoint()


def place_of_column(view: TimelineView, lane: int, day: float) -> QPoint:
    """The middle of the column of a lane around a day."""
    lanes = canvas(view)
    picture = lanes.picture()
    place = picture.lanes[lane]
    assert place.band is not None
    number = place.band.columns.at(day)
    assert number is not None
    rect = picture.column_rect(place, place.band.columns.period(number))
    return QPoint(round(rect.x + rect.width / 2), round(rect.y + rect.height / 2))


def current(view: TimelineView) -> str:
    """The record that the keyboard is on."""
    mark = canvas(view).current
    assert mark is not None
    return canvas(view).teller.subject(mark).record_id


def wheel(
    widget: QWidget,
    place: QPoint,
    notches: int,
    modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
) -> None:
    event = QWheelEvent(
        QPointF(place),
        QPointF(widget.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)
