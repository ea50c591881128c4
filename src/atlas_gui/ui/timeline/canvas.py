"""The lanes of the timeline as a widget: what it shows, and where."""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QMenu, QScrollBar, QWidget

from atlas_gui.i18n import _
from atlas_gui.timeline.bands import BandPlace
from atlas_gui.timeline.rows import Item
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span
from atlas_gui.ui.plain_tooltip import show_plain_tooltip
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.accessible import announce_focus, announce_selection
from atlas_gui.ui.timeline.kept_picture import KeptPicture
from atlas_gui.ui.timeline.keys import LaneKeys
from atlas_gui.ui.timeline.lane_bands import LaneBands
from atlas_gui.ui.timeline.lane_painter import LaneView, paint_lanes, to_rectf
from atlas_gui.ui.timeline.pointer import LanePointer
from atlas_gui.ui.timeline.shown_span import ShownSpan

_LABEL_COLUMN = 260
_RIGHT_MARGIN = 14
_ROOM_AROUND_MARK = 8


class LaneCanvas(QWidget):
    """Marks in lanes under a shared span.

    Signals: `record_selected` and `record_activated` carry a record's id, `menu_requested` an id
    and a place on the screen.
    """

    record_selected = Signal(str)
    record_activated = Signal(str)
    menu_requested = Signal(str, QPoint)

    def __init__(self, shown: ShownSpan, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.shown = shown
        self.scene = Scene()
        self.current: int | None = None
        self.selected: str | None = None
        self._theme = theme
        self._pointer = LanePointer(self)
        self._keys = LaneKeys(self)
        self.bands = LaneBands(self)
        self._picture = KeptPicture()
        self.scroll_bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.scroll_bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_bar.valueChanged.connect(self.update)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._empty_words = ""
        self.setMouseTracking(True)
        self.setMinimumHeight(64)
        self.setAccessibleName(_("Records on the timeline"))
        shown.changed.connect(self._on_span_changed)

    def set_scene(self, scene: Scene, empty_words: str | None = None) -> None:
        """Show other marks; the keyboard stays on its record if that is still there.

        `empty_words` stand in their place if there are none; the words of before stay if None.
        """
        self._empty_words = self._empty_words if empty_words is None else empty_words
        kept = None if self.current is None else self.scene.marks[self.current].record_id
        self.scene = scene
        stays = scene.of_record(kept) or scene.of_record(self.selected)
        self.current = stays[0] if stays else None
        self._fit_scroll_bar()
        self.update()

    def set_selected(self, record_id: str | None) -> None:
        """Mark a record as selected and bring it into view."""
        if record_id == self.selected:
            return
        self.selected = record_id
        chosen = self.scene.of_record(record_id)
        if chosen:
            self.current = chosen[0]
            self.reveal(chosen[0])
            announce_selection(self, chosen[0])
        self.update()

    def reveal_selected(self) -> None:
        """Bring the selected mark into view, if it is on the canvas at all."""
        for index in self.scene.of_record(self.selected)[:1]:
            self.reveal(index)

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def scale(self) -> Scale:
        """The span laid over the room right of the lane labels."""
        left = min(_LABEL_COLUMN, max(120, round(self.width() * 0.22)))
        return Scale(self.shown.span, max(self.width() - left - _RIGHT_MARGIN, 1), left)

    def area_of(self, index: int) -> QRectF:
        """Where a mark is on the canvas, in sight or not."""
        scale = self.scale()
        placed = self.scene.place(index, scale)
        return to_rectf(self.scene.rect(placed, scale), self.scroll_bar.value())

    def area_of_band(self, place: BandPlace) -> QRectF:
        """Where the column around a place in a band is on the canvas."""
        column = self.scene.column_rect(place, self.scale())
        return to_rectf(column, self.scroll_bar.value())

    def item_at(self, place: QPointF) -> Item | None:
        """What is painted at a place of the canvas."""
        scale = self.scale()
        if place.x() < scale.left:
            return None
        return self.scene.hit(place.x(), place.y() + self.scroll_bar.value(), scale)

    def reveal(self, index: int) -> None:
        """Bring a mark into view, sideways and up or down."""
        self.shown.reveal(self.scene.marks[index].extent)
        self._scroll_to(self.area_of(index))

    def reveal_band(self, place: BandPlace) -> None:
        """Bring a place in a band into view, sideways and up or down."""
        self.shown.reveal(Span(place.day, place.day + 1))
        self._scroll_to(self.area_of_band(place))

    def _scroll_to(self, area: QRectF) -> None:
        bar = self.scroll_bar
        above = area.top() - _ROOM_AROUND_MARK
        below = area.bottom() + _ROOM_AROUND_MARK - self.height()
        if above < 0:
            bar.setValue(round(bar.value() + above))
        elif below > 0:
            bar.setValue(round(bar.value() + below))

    def go_to(self, index: int) -> None:
        """Put the keyboard on a mark and say so to assistive programs."""
        self.current = index
        self.reveal(index)
        self.update()
        announce_focus(self, index)

    def open_item(self, item: Item) -> None:
        """Choose a mark; a count comes apart, or lists its marks where they never would."""
        marks = [self.scene.marks[index] for index in item.marks]
        if not item.is_count:
            self.go_to(item.marks[0])
            self.record_selected.emit(marks[0].record_id)
            return
        whole = self.scene.extent(item.marks)
        if whole is not None and len({mark.extent for mark in marks}) > 1:
            self.shown.fit(whole)
        else:
            self._list_marks(item)

    def activate(self, index: int) -> None:
        """Select a mark's record and ask for it to be opened."""
        record_id = self.scene.marks[index].record_id
        self.record_selected.emit(record_id)
        self.record_activated.emit(record_id)

    def show_tooltip(self, index: int) -> None:
        """Tell what a mark stands for, just below it."""
        corner = self.area_of(index).bottomLeft().toPoint()
        show_plain_tooltip(self.mapToGlobal(corner), self.scene.marks[index].tooltip, self)

    def _list_marks(self, item: Item) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for index in item.marks:
            name = self.scene.marks[index].brief_name
            menu.addAction(name.replace("&", "&&")).setData(index)
        menu.triggered.connect(self._on_listed)
        corner = self.area_of(item.marks[0]).bottomLeft().toPoint()
        menu.popup(self.mapToGlobal(corner))

    @Slot(QAction)
    def _on_listed(self, action: QAction) -> None:
        index = int(action.data())
        if index < len(self.scene.marks):
            self.go_to(index)
            self.record_selected.emit(self.scene.marks[index].record_id)

    @Slot(object)
    def _on_span_changed(self, _span: object) -> None:
        self._fit_scroll_bar()
        self.update()

    def _fit_scroll_bar(self) -> None:
        self.scene.set_room(self.height())
        content = self.scene.layout(self.scale()).height
        self.scroll_bar.setRange(0, max(0, round(content - self.height())))
        self.scroll_bar.setPageStep(self.height())
        self.scroll_bar.setSingleStep(18)
        self.scroll_bar.setVisible(self.scroll_bar.maximum() > 0)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for six lanes."""
        return QSize(900, 180)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint from the prepared layout."""
        current = self.current if self.hasFocus() else None
        band = self.bands.place() if self.hasFocus() and current is None else None
        size = (self.width(), self.height())
        view = LaneView(self.scale(), self.scroll_bar.value(), size, self.selected, current, band)
        painter = QPainter(self)
        looks = (self.scene, view, self._theme, self._empty_words)
        self._picture.paint(self, painter, looks, lambda inner: self._paint(inner, view))
        painter.end()

    def _paint(self, painter: QPainter, view: LaneView) -> None:
        paint_lanes(painter, self.scene, view, self._theme)
        if self._empty_words and not self.scene.lanes:
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty_words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll bar at the right edge."""
        super().resizeEvent(event)
        width = _RIGHT_MARGIN - 2
        self.scroll_bar.setGeometry(self.width() - width, 0, width, self.height())
        self._fit_scroll_bar()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is, from the selected mark or the one in the middle."""
        super().focusInEvent(event)
        if self.current is None and not self.scene.has_bands:
            self.current = self.scene.order.nearest(self.shown.span.middle)
        if self.current is not None:
            announce_focus(self, self.current)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard's ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by keyboard; keys without a meaning here go to the window."""
        if not self.bands.press(event) and not self._keys.press(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag."""
        self._pointer.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the time along."""
        self._pointer.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what was clicked, unless it was a drag."""
        self._pointer.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open a mark; beside the marks, show everything."""
        self._pointer.double_click(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom at the pointer, or pan with Shift."""
        self._pointer.wheel(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the mark under the pointer, or of the keyboard's mark."""
        self._pointer.context_menu(event)

    def event(self, event: QEvent) -> bool:
        """Show a tooltip that is made only when it is wanted."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = QPointF(event.pos())
            item, band = self.item_at(place), self.bands.at(place)
            if item is not None or band is not None:
                words = self.bands.words(band) if band else ""
                words = self.scene.tooltip(item) if item is not None else words
                show_plain_tooltip(event.globalPos(), words, self)
                return True
        return super().event(event)
