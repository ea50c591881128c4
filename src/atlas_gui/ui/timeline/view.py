"""The timeline pane as the window sees it."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from atlas_gui.i18n import _
from atlas_gui.timeline.crowd import Crowd
from atlas_gui.timeline.marks import Lane, Mark
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.accessible import interface_of
from atlas_gui.ui.timeline.axis_heading import AxisHeading
from atlas_gui.ui.timeline.canvas import LaneCanvas
from atlas_gui.ui.timeline.crowd_marks import CrowdMarks
from atlas_gui.ui.timeline.legend import LegendPopup
from atlas_gui.ui.timeline.overview_strip import OverviewStrip
from atlas_gui.ui.timeline.shown_span import ShownSpan


class TimelineView(QWidget):
    """Heading, lanes and overview strip under one span.

    Signals: `record_selected` and `record_activated` carry the id of the record that the reader
    wants selected or opened; `menu_requested` an id and a place on the screen; `undated_requested`
    asks for the records without a date; `span_changed` carries the `Span` now shown;
    `marks_wanted` the `Span` whose marks `set_marks_in_view` is to bring, while a crowd is shown.
    """

    record_selected = Signal(str)
    record_activated = Signal(str)
    menu_requested = Signal(str, QPoint)
    undated_requested = Signal()
    span_changed = Signal(object)
    marks_wanted = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        QAccessible.installFactory(interface_of)
        self._theme = theme
        self._shown = ShownSpan(self)
        self._heading = AxisHeading(theme, self)
        self._canvas = LaneCanvas(self._shown, theme, self)
        self._crowd_marks = CrowdMarks(self._canvas, self._shown, self)
        self._strip = OverviewStrip(self._shown, theme, self)
        self.setAccessibleName(_("Timeline"))
        self.setFocusProxy(self._canvas)
        self._lay_out()
        self._connect()

    def set_marks(self, marks: Sequence[Mark], lanes: Sequence[Lane], undated: int = 0) -> None:
        """Show `marks` in those of `lanes` that have any, and say how many records are undated.

        Raises KeyError if a mark's lane is not among `lanes`.
        """
        scene = Scene(marks, lanes)
        self._crowd_marks.set_crowd(None, lanes)
        self._show(scene, undated)

    def set_crowd(self, crowd: Crowd, lanes: Sequence[Lane], undated: int = 0) -> None:
        """Show more records than can be told apart as bands, and say how many are undated.

        Raises KeyError if a lane of the crowd is not among `lanes`.
        """
        self._crowd_marks.set_crowd(crowd, lanes)
        self._show(self._crowd_marks.bands(), undated)
        self._crowd_marks.look()

    def set_marks_in_view(self, marks: Sequence[Mark]) -> None:
        """Show one by one all records of the crowd that touch the span asked for last."""
        self._crowd_marks.set_marks(marks)

    def set_selected_mark(self, mark: Mark | None) -> None:
        """Take the mark of the record to be selected, which a crowd does not hold."""
        self._crowd_marks.set_selected_mark(mark)

    def set_selected(self, record_id: str | None) -> None:
        """Mark a record as selected and bring it into view; nothing happens if it already is."""
        self._canvas.set_selected(record_id)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        for part in (self._heading, self._canvas, self._strip):
            part.set_theme(theme)

    def span(self) -> Span:
        """The time that is shown."""
        return self._shown.span

    def set_span(self, span: Span) -> None:
        """Show `span`, within the time there is anything to show of."""
        self._shown.set(span)

    @Slot()
    def fit_all(self) -> None:
        """Show all marks."""
        self._shown.fit_all()

    @Slot()
    def fit_selection(self) -> None:
        """Show the selected record with room around it."""
        extent = self._canvas.scene.extent(self._canvas.scene.of_record(self._canvas.selected))
        if extent is not None:
            self._shown.fit(extent)

    @Slot()
    def show_legend(self) -> None:
        """Explain the drawings in a popup below the button."""
        popup = LegendPopup(self._theme, self)
        button = self._heading.legend_button
        popup.adjustSize()
        above = button.mapToGlobal(QPoint(0, -popup.height() - 4))
        below = button.mapToGlobal(QPoint(0, button.height() + 4))
        fits_above = above.y() >= self.screen().availableGeometry().top()
        popup.move(above if fits_above else below)
        popup.show()
        popup.setFocus(Qt.FocusReason.PopupFocusReason)

    def _show(self, scene: Scene, undated: int) -> None:
        empty = _("None of the records found has a date.") if undated else ""
        self._canvas.set_scene(scene, empty)
        self._strip.set_scene(scene)
        self._heading.set_undated(undated)
        self._shown.set_extent(scene.extent())
        self._canvas.reveal_selected()
        self._strip.update()
        self._label_axis()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._canvas, 1)
        column.addWidget(self._strip)
        self.setTabOrder(self._heading.legend_button, self._heading.undated_button)
        self.setTabOrder(self._heading.undated_button, self._canvas)
        self.setTabOrder(self._canvas, self._strip)

    def _connect(self) -> None:
        self._canvas.menu_requested.connect(self.menu_requested)
        self._canvas.record_activated.connect(self.record_activated)
        self._canvas.record_selected.connect(self.record_selected)
        self._crowd_marks.wanted.connect(self.marks_wanted)
        self._heading.legend_requested.connect(self.show_legend)
        self._heading.undated_requested.connect(self.undated_requested)
        self._shown.changed.connect(self._on_span_changed)

    @Slot(object)
    def _on_span_changed(self, span: object) -> None:
        self._label_axis()
        self.span_changed.emit(span)

    def _label_axis(self) -> None:
        self._heading.set_scale(self._canvas.scale())

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the axis above the lanes in step with them."""
        super().resizeEvent(event)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._label_axis()
