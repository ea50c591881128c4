"""The timeline pane as the window sees it."""

from collections.abc import Collection, Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAccessible, QResizeEvent
from PySide6.QtWidgets import QStyle, QVBoxLayout, QWidget

from atlas_gui.i18n import _
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.accessible import interface_of
from atlas_gui.ui.timeline.axis_heading import AxisHeading
from atlas_gui.ui.timeline.canvas import LaneCanvas
from atlas_gui.ui.timeline.content import TimelineContent
from atlas_gui.ui.timeline.date_jump import DateJump
from atlas_gui.ui.timeline.history_strip import HistoryStrip
from atlas_gui.ui.timeline.lane_menu import LaneMenus
from atlas_gui.ui.timeline.legend import LegendPopup
from atlas_gui.ui.timeline.marked_range import MarkedRange
from atlas_gui.ui.timeline.overview_strip import OverviewStrip
from atlas_gui.ui.timeline.shown_span import ShownSpan
from atlas_gui.ui.timeline.subjects import Subjects
from atlas_gui.ui.timeline.trade_strip import TradeStrip
from atlas_gui.ui.timeline.undated_tray import UndatedTray


class TimelineView(QWidget):
    """Heading, lanes and overview strip under one span.

    Signals: `record_selected` and `record_activated` carry the id of the record that the reader
    wants selected or opened; `menu_requested` an id and a place on the screen; `undated_requested`
    asks for `show_undated`; `span_changed` carries the `Span` now shown; `range_chosen` the first
    and the last day of what is to be kept. What is wanted of the lanes stands at `lane_menus`; the
    strips below them are filled by whoever knows the records.
    """

    record_selected = Signal(str)
    record_activated = Signal(str)
    menu_requested = Signal(str, QPoint)
    undated_requested = Signal()
    span_changed = Signal(object)
    range_chosen = Signal(object, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        QAccessible.installFactory(interface_of)
        self._theme = theme
        self._shown = ShownSpan(self)
        self._subjects = Subjects(self)
        self.content: TimelineContent | None = None
        marked = MarkedRange(self)
        self._heading = AxisHeading(marked, theme, self)
        self._canvas = LaneCanvas(self._shown, marked, self._subjects, theme, self)
        self.history_strip = HistoryStrip(self._shown, self._canvas.scale, theme, self)
        self.trade_strip = TradeStrip(self._shown, self._canvas.scale, theme, self)
        self._strip = OverviewStrip(self._shown, theme, self)
        self.lane_menus = LaneMenus(self)
        self.setAccessibleName(_("Timeline"))
        self.setFocusProxy(self._canvas)
        self._lay_out()
        self._connect()
        marked.chosen.connect(self.range_chosen)

    def show_content(self, content: TimelineContent) -> None:
        """Show other marks; a search moves to its own range of time."""
        self.content = content
        self._subjects.set_teller(content.tell)
        scene = Scene(content.marks, content.folded)
        self._shown.set_extent(content.found, content.whole, searched=content.searched)
        self._canvas.set_scene(scene, content.empty_words)
        self._strip.set_days(content.found_days, content.library_days)
        self._heading.set_undated(content.undated)
        self._heading.set_repeated(content.repeated)
        self._heading.set_hidden(len(content.hidden))
        self.lane_menus.set_lanes(content.by, content.hidden)
        self._label_axis()

    def set_selected(self, row: int | None, *, reveal: bool) -> None:
        """Mark the record of a row as selected, and bring it into view if that is wanted."""
        self._canvas.set_selected(row, reveal=reveal)

    def set_starred(self, rows: Collection[int], changed: Iterable[int]) -> None:
        """Mark the records of these rows as starred; of the `changed` ones something else is said now."""
        self._subjects.read_again(changed)
        self._canvas.set_starred(rows)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        strips = (self.history_strip, self.trade_strip, self._strip)
        for part in (self._heading, self._canvas, *strips):
            part.set_theme(theme)

    def set_animated(self, animated: bool) -> None:
        """Whether far moves glide and changes fade; never where the system wants no motion."""
        hint = QStyle.StyleHint.SH_Widget_Animation_Duration
        animated = animated and self.style().styleHint(hint, None, self) > 0
        self._shown.animates = animated
        self._canvas.set_animated(animated)

    def surfaces(self) -> list[QWidget]:
        """The parts that are painted first."""
        return [self._heading, self._canvas, self._strip]

    def span(self) -> Span:
        """The time that is shown, or will be in a moment."""
        return self._shown.target

    def set_span(self, span: Span) -> None:
        """Show `span`, within the time there is anything to show of."""
        self._shown.set(span)

    def expect(self, span: Span) -> None:
        """Let the next search show `span` instead of what it finds."""
        self._shown.expect(span)

    @Slot()
    def fit_all(self) -> None:
        """Show all that was found; if that is shown, the whole library's time."""
        self._shown.fit_all()

    @Slot()
    def fit_selection(self) -> None:
        """Show the selected record with room around it."""
        extent = self._canvas.scene.extent(self._canvas.selected)
        if extent is not None:
            self._shown.fit(extent)

    @Slot()
    def keep_shown(self) -> None:
        """Ask for only what lies in the time that is shown."""
        self._canvas.marked.ask_for(self._shown.target)

    @Slot()
    def show_legend(self) -> None:
        """Explain the drawings in a popup."""
        self._pop_up(LegendPopup(self._theme, self), self._heading.legend_button)

    @Slot()
    def ask_for_date(self) -> None:
        """Let the reader type a date to go to."""
        popup = DateJump(self._theme, self)
        popup.chosen.connect(self._shown.fit)
        self._pop_up(popup, self._heading.legend_button)

    def show_undated(self, titles: Sequence[str], total: int) -> UndatedTray:
        """List records without a date in a popup; the caller hears what is chosen."""
        tray = UndatedTray(titles, total, self._theme, self)
        self._pop_up(tray, self._heading.undated_button)
        return tray

    @Slot()
    def show_lane_choices(self) -> None:
        """Offer what the lanes may tell apart."""
        button = self._heading.lanes_button
        self.lane_menus.open_choices(button.mapToGlobal(QPoint(0, button.height() + 2)))

    def _pop_up(self, popup: QWidget, button: QWidget) -> None:
        """Show a popup above a button, or below it where there is no room."""
        popup.adjustSize()
        above = button.mapToGlobal(QPoint(0, -popup.height() - 4))
        below = button.mapToGlobal(QPoint(0, button.height() + 4))
        room = self.screen().availableGeometry()
        place = above if above.y() >= room.top() else below
        place.setX(min(place.x(), room.right() - popup.width()))
        popup.move(place)
        popup.show()
        popup.setFocus(Qt.FocusReason.PopupFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addWidget(self._canvas, 1)
        column.addWidget(self.history_strip)
        column.addWidget(self.trade_strip)
        column.addWidget(self._strip)
        heading = self._heading
        buttons = (heading.lanes_button, heading.legend_button, heading.undated_button)
        order = (*buttons, self._canvas, self.history_strip, self.trade_strip, self._strip)
        for one, other in pairwise(order):
            self.setTabOrder(one, other)

    def _connect(self) -> None:
        self._canvas.menu_requested.connect(self.menu_requested)
        self._canvas.record_activated.connect(self.record_activated)
        self._canvas.record_selected.connect(self.record_selected)
        self.trade_strip.record_selected.connect(self.record_selected)
        self._canvas.lane_menu_requested.connect(self._on_lane_menu)
        self._canvas.lane_change_requested.connect(self.lane_menus.wished)
        self._heading.legend_requested.connect(self.show_legend)
        self._heading.lanes_requested.connect(self.show_lane_choices)
        self._heading.undated_requested.connect(self.undated_requested)
        self._shown.changed.connect(self._on_span_changed)

    @Slot(str, QPoint)
    def _on_lane_menu(self, key: str, place: QPoint) -> None:
        for lane in self._canvas.picture().lanes:
            if lane.lane.key == key:
                self.lane_menus.open_for(lane.lane, place, folded=lane.collapsed)

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
        for strip in (self.history_strip, self.trade_strip):
            strip.fit_window(self.window().height())
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self._label_axis()
