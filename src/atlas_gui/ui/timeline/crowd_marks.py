"""The single marks of a crowd: asked for where few enough are in sight, bands everywhere else."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from atlas_gui.domain.date_names import year_in_words
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.i18n import _, ngettext
from atlas_gui.timeline.crowd import Crowd, days_of
from atlas_gui.timeline.marks import Lane, Mark
from atlas_gui.timeline.scene import CROWDED, Scene
from atlas_gui.timeline.span import Span
from atlas_gui.ui.timeline.canvas import LaneCanvas
from atlas_gui.ui.timeline.shown_span import ShownSpan

_REST_MS = 80
# How much more than what is shown is asked for on both sides, if it is not too much.
_MARGINS = (1.0, 0.5, 0.2)


class CrowdMarks(QObject):
    """Gives the canvas the scene of a crowd that fits the span shown.

    Signal: `wanted` carries the `Span` of which all marks are wanted.
    """

    wanted = Signal(object)

    def __init__(self, canvas: LaneCanvas, shown: ShownSpan, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._shown = shown
        self._crowd: Crowd | None = None
        self._lanes: Sequence[Lane] = ()
        self._selected: Mark | None = None
        self._asked: Span | None = None
        self._apart: Span | None = None
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._ask)
        shown.changed.connect(self._on_span_changed)

    def set_crowd(self, crowd: Crowd | None, lanes: Sequence[Lane]) -> None:
        """Take another crowd, or None where all marks are known; the caller sets the scene."""
        self._crowd, self._lanes = crowd, lanes
        self._asked = self._apart = None
        self._rest.stop()
        self._canvas.setAccessibleDescription("")

    def bands(self, kept: Sequence[Mark] = ()) -> Scene:
        """The crowd as bands, with the mark of the selected record and those to be `kept`."""
        return Scene(self._with_selected(kept), self._lanes, self._crowd)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Show the marks that were asked for last, unless the reader has moved on."""
        if self._crowd is None or self._asked is None:
            return
        self._apart, self._asked = self._asked, None
        canvas = self._canvas
        place = canvas.bands.cursor if canvas.current is None and canvas.hasFocus() else None
        scene = Scene(self._with_selected(marks), self._lanes, self._crowd, apart=True)
        canvas.set_scene(scene)
        canvas.bands.cursor = None
        if place is not None:
            canvas.current = scene.order.nearest(place.day)

    def set_selected_mark(self, mark: Mark | None) -> None:
        """Keep the selected record's mark in the scene, wherever that is."""
        if mark == self._selected:
            return
        self._selected = mark
        scene = self._canvas.scene
        if self._crowd is None:
            return
        if self._apart is None:
            self._canvas.set_scene(self.bands())
        elif mark is not None and not scene.of_record(mark.record_id):
            marks = self._with_selected(scene.marks)
            self._canvas.set_scene(Scene(marks, self._lanes, self._crowd, apart=True))

    @Slot()
    def look(self) -> None:
        """Go on with what fits the span that is shown now."""
        if self._crowd is None:
            return
        span = self._shown.span
        self._describe(self._crowd, span)
        if self._apart is not None and self._apart.contains(span):
            self._rest.stop()
            return
        if self._apart is not None:
            # The keyboard stays on its mark until the marks around it are back.
            scene, current = self._canvas.scene, self._canvas.current
            kept = [] if current is None else [scene.marks[current]]
            self._canvas.set_scene(self.bands(kept))
        self._apart = self._asked = None
        if self._crowd.touching(span) <= CROWDED:
            self._rest.start()
        else:
            self._rest.stop()

    @Slot(object)
    def _on_span_changed(self, _span: object) -> None:
        self.look()

    @Slot()
    def _ask(self) -> None:
        if self._crowd is None:
            return
        span = self._shown.span
        wider = (
            Span(span.start - span.length * part, span.end + span.length * part)
            for part in _MARGINS
        )
        fitting = (wide for wide in wider if self._crowd.touching(wide) <= CROWDED)
        self._asked = next(fitting, span)
        self.wanted.emit(self._asked)

    def _with_selected(self, marks: Sequence[Mark]) -> list[Mark]:
        """`marks` and that of the selected record, if it is of the crowd's lanes and not there."""
        mark, crowd = self._selected, self._crowd
        if mark is None or crowd is None or mark.lane not in crowd.lanes:
            return list(marks)
        there = any(found.record_id == mark.record_id for found in marks)
        return [*marks] if there else [*marks, mark]

    def _describe(self, crowd: Crowd, span: Span) -> None:
        """Say in words what the bands show."""
        days = days_of(span)
        first, last = (year_in_words(calendar_day(day).year) for day in days)
        lines = [_("{first} to {last} shown").format(first=first, last=last)]
        for lane in self._lanes:
            if lane.key not in crowd.lanes:
                continue
            total = crowd.lanes[lane.key].total
            words = ngettext(
                "{lane}: {count:,} of {total:,} record",
                "{lane}: {count:,} of {total:,} records",
                total,
            )
            count = crowd.lanes[lane.key].touching(*days)
            lines.append(words.format(lane=lane.label, count=count, total=total))
        self._canvas.setAccessibleDescription("\n".join(lines))
