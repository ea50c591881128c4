"""A timeline with a few marks, and ways to point at them."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

from atlas_gui.domain.vocabulary import Group, Kind, Step
from atlas_gui.timeline.marks import Lane, Mark, Subject, make_mark
from atlas_gui.ui.timeline.canvas import LaneCanvas
from atlas_gui.ui.timeline.overview_strip import OverviewStrip
from atlas_gui.ui.timeline.view import TimelineView

LANES = [
    Lane("agreements", "Agreements", Group.AGREEMENTS),
    Lane("deals", "Deals", Group.DEALS),
    Lane("aid", "Aid and loans", Group.AID),
    Lane("visits", "Visits and talks", Group.VISITS),
]


def mark(record_id: str, lane: str, edtf: str, step: Step | None = None) -> Mark:
    made = make_mark(Subject(record_id, record_id.title(), lane, Kind.CONTRACT, step), edtf)
    assert made is not None
    return made


MARKS = [
    mark("treaty", "agreements", "1960-11-30", Step.SIGNED),
    mark("nickel", "deals", "2004", Step.PRELIMINARY),
    mark("drilling", "deals", "2005-11", Step.SIGNED),
    mark("buses", "deals", "2006~", Step.ANNOUNCED),
    mark("network", "deals", "2019-06-05", Step.SUSPENDED),
    mark("visit", "visits", "2004-11-22", Step.TOOK_PLACE),
    mark("talks", "visits", "1997~/1999~", Step.COMPLETED),
    mark("station", "visits", "1999/..", Step.CANCELLED),
]


def canvas(view: TimelineView) -> LaneCanvas:
    found = view.findChild(LaneCanvas)
    assert found is not None
    return found


def strip(view: TimelineView) -> OverviewStrip:
    found = view.findChild(OverviewStrip)
    assert found is not None
    return found


def place_of(view: TimelineView, record_id: str) -> QPoint:
    index = canvas(view).scene.of_record(record_id)[0]
    return canvas(view).area_of(index).center().toPoint()


def current(view: TimelineView) -> str:
    index = canvas(view).current
    assert index is not None
    return MARKS[index].record_id


def wheel(view: TimelineView, place: QPoint, notches: int, modifier: Qt.KeyboardModifier) -> None:
    lanes = canvas(view)
    event = QWheelEvent(
        QPointF(place),
        QPointF(lanes.mapToGlobal(place)),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        modifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(lanes, event)
