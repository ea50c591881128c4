"""A timeline with its two strips over a made library, and ways to look at them."""

from typing import NamedTuple

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QAccessible, QAccessibleInterface, QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading
from atlas_gui.timeline.span import Span
from atlas_gui.ui.figures_presenter import FiguresPresenter
from atlas_gui.ui.theme import LIGHT, Theme
from atlas_gui.ui.timeline.axis_strip import AxisStrip
from atlas_gui.ui.timeline.canvas import LaneCanvas
from atlas_gui.ui.timeline.shown_span import ShownSpan
from atlas_gui.ui.timeline.view import TimelineView
from support.libraries import Plain, date_claim, evidence, library_of, record
from support.whole_index import reading_over

SIZE = (1200, 700)
_BEFORE = "told before"


class Strips(NamedTuple):
    """A shown timeline, what fills its strips, and what is read from."""

    view: TimelineView
    presenter: FiguresPresenter
    reading: Reading

    def search(self, text: str) -> None:
        """Show what a query finds, read to the end."""
        self.presenter.show_result(self.reading.index.search(parse(text)))
        self.presenter.finish()
        QApplication.processEvents()

    def show_years(self, first: int, last: int) -> None:
        """Show the time from the first day of one year to the first of another."""
        (shown,) = self.view.findChildren(ShownSpan)
        span = Span(day_number(first), day_number(last))
        shown.set_extent(span, span, searched=False)
        self.view.set_span(span)

    def canvas(self) -> LaneCanvas:
        """The lanes above the strips."""
        (found,) = self.view.findChildren(LaneCanvas)
        return found


def strips_over(qtbot: QtBot, *records: Plain, theme: Theme = LIGHT) -> Strips:
    """A timeline whose strips are filled from a library of these records; 2000 to 2010 is shown."""
    view = TimelineView(theme)
    qtbot.addWidget(view)
    view.resize(*SIZE)
    view.show()
    qtbot.waitExposed(view)
    reading = reading_over(library_of(*records))
    presenter = FiguresPresenter(reading, view.history_strip, view.trade_strip, view)
    presenter.set_shown(True)
    made = Strips(view, presenter, reading)
    made.show_years(2000, 2010)
    return made


def step(name: str, edtf: str | None = None) -> Plain:
    """A claim that a step was reached, on a date if there is one."""
    value: Plain = {"step": name}
    if edtf is not None:
        value["date"] = {"edtf": edtf}
    claim_id = f"{name}-{edtf or 'undated'}".lower()
    safe = "".join(c if c.isalnum() else "-" for c in claim_id).strip("-")
    while "--" in safe:
        safe = safe.replace("--", "-")
    return {"property": "status", "id": safe, "value": value, "evidence": [evidence()]}


def with_steps(*steps: Plain, name: str = "nickel-plant") -> Plain:
    """A record with these steps and no other claim."""
    return record(name, claims=list(steps))


def trade(
    name: str, year: str, *amounts: Plain, countries: tuple[str, ...] = ("CHN", "CUB")
) -> Plain:
    """A record on the trade of a year."""
    claims = [date_claim(year, "period"), *amounts]
    return record(name, kind="trade", countries=list(countries), claims=claims)


def traded(amount: str, name: str = "amount", **parts: str) -> Plain:
    """A claim on what was traded, by the one source there is."""
    value = {"amount": amount, "currency": "USD", "kind": "traded", **parts}
    return {"property": "amount", "id": name, "value": value, "evidence": [evidence()]}


def picture(strip: AxisStrip) -> QImage:
    """What a strip looks like."""
    return strip.grab().toImage()


def accessible(strip: AxisStrip) -> QAccessibleInterface:
    """A strip as assistive programs find it."""
    return QAccessible.queryAccessibleInterface(strip)


def names(found: QAccessibleInterface) -> list[str]:
    """What its items are called."""
    return [found.child(n).text(QAccessible.Text.Name) for n in range(found.childCount())]


def tooltip_at(strip: AxisStrip, place: QPoint) -> str:
    """What is told of a place of a strip; empty if nothing is."""
    # A tooltip that is to go stays for a moment.
    QToolTip.showText(strip.mapToGlobal(place), _BEFORE, strip)
    event = QHelpEvent(QEvent.Type.ToolTip, place, strip.mapToGlobal(place))
    QApplication.sendEvent(strip, event)
    return QToolTip.text() if QToolTip.text() != _BEFORE else ""
