"""The lanes of the timeline as a widget: what it shows, and where."""

from collections.abc import Callable, Collection
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAccessible,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QScrollBar, QToolTip, QWidget

from atlas_gui.i18n import _
from atlas_gui.timeline.navigation import nearest
from atlas_gui.timeline.picture import Picture
from atlas_gui.timeline.rows import Item
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.starred import StarredMarks
from atlas_gui.ui.plain_tooltip import show_plain_tooltip
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.accessible import (
    announce_focus,
    announce_selection,
    stop_interface,
)
from atlas_gui.ui.timeline.kept_picture import KeptPicture
from atlas_gui.ui.timeline.keys import LaneKeys
from atlas_gui.ui.timeline.lane_painter import LanePainter, LaneView, area_of
from atlas_gui.ui.timeline.marked_range import MarkedRange
from atlas_gui.ui.timeline.opening_items import ItemOpener
from atlas_gui.ui.timeline.pointer import LanePointer
from atlas_gui.ui.timeline.shown_span import ShownSpan
from atlas_gui.ui.timeline.subjects import Subjects
from atlas_gui.ui.timeline.telling import LaneTeller
from atlas_gui.ui.timeline.text_widths import text_size_of

_LABEL_COLUMN = 260
_RIGHT_MARGIN = 14
_ROOM_AROUND_MARK = 8


class LaneCanvas(QWidget):
    """Marks in lanes under a shared span; marks are named by their number in the scene.

    Signals: `record_selected` and `record_activated` carry a record's id, `menu_requested` an id
    and a place on the screen, `lane_menu_requested` a lane's key and a place; `lane_change_requested`
    a `LaneWish` and a lane's key.
    """

    record_selected = Signal(str)
    record_activated = Signal(str)
    menu_requested = Signal(str, QPoint)
    lane_menu_requested = Signal(str, QPoint)
    lane_change_requested = Signal(object, str)

    def __init__(
        self,
        shown: ShownSpan,
        marked: MarkedRange,
        subjects: Subjects,
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.shown = shown
        self.marked = marked
        self.scene = Scene()
        self.current: int | None = None
        self._by_keyboard = False
        self._unsaid: Callable[[], None] | None = None
        self.selected: tuple[int, ...] = ()
        self._starred_rows: Collection[int] = ()
        self._starred: StarredMarks | None = None
        self._theme = theme
        self.subjects = subjects
        self._empty_words = ""
        self.scroll_bar = QScrollBar(Qt.Orientation.Vertical, self)
        self.scroll_bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroll_bar.valueChanged.connect(self.update)
        self.teller = LaneTeller(self)
        self.opener = ItemOpener(self)
        self._pointer = LanePointer(self)
        self._keys = LaneKeys(self)
        self._picture = KeptPicture(self)
        self._painter = LanePainter(theme, subjects.ready)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(64)
        self.setAccessibleName(_("Records on the timeline"))
        shown.changed.connect(self._on_span_changed)
        marked.changed.connect(self.update)
        subjects.arrived.connect(self._on_subjects_arrived)

    def set_scene(self, scene: Scene, empty_words: str = "") -> None:
        """Show other marks, or `empty_words`; keyboard and selection stay on records still there."""
        old = self.scene.marks
        kept = old.row_of(self.current) if self.current is not None else None
        chosen = old.row_of(self.selected[0]) if self.selected else None
        self._empty_words = empty_words
        self.scene = scene
        self._starred = None
        self._unsaid = None
        marks = scene.marks.of_row(kept) if kept is not None else []
        self.current = marks[0] if marks else None
        self.selected = tuple(scene.marks.of_row(chosen)) if chosen is not None else ()
        self._fit_scroll_bar()
        self.update()

    def set_selected(self, row: int | None, *, reveal: bool) -> None:
        """Mark the record of a row as selected; bring it into view if that is wanted."""
        marks = tuple(self.scene.marks.of_row(row)) if row is not None else ()
        changed = marks != self.selected
        self.selected = marks
        if marks and reveal:
            self.current = marks[0]
            self.reveal(marks[0])
            if changed:
                self._say(announce_selection, marks[0])
        self.update()

    def set_starred(self, rows: Collection[int]) -> None:
        """Mark the records of these rows as starred."""
        self._starred_rows, self._starred = rows, None
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self._painter = LanePainter(theme, self.subjects.ready)
        self.update()

    def set_animated(self, animated: bool) -> None:
        """Whether what changes is seen changing."""
        self._picture.animates = animated
        self._pointer.animates = animated

    def scale(self) -> Scale:
        """The span laid over the room right of the lane labels."""
        left = min(_LABEL_COLUMN, max(120, round(self.width() * 0.22)))
        return Scale(self.shown.span, max(self.width() - left - _RIGHT_MARGIN, 1), left)

    def picture(self) -> Picture:
        """What stands where now."""
        return self.scene.picture(self.scale())

    def view(self) -> LaneView:
        """What the lanes look like now."""
        if self._starred is None:
            self._starred = StarredMarks(self.scene.marks, self._starred_rows)
        focused = self.hasFocus() and self._by_keyboard and self.current is not None
        return LaneView(
            self.scale(),
            self.scroll_bar.value(),
            (self.width(), self.height()),
            self.selected,
            self.current if focused else None,
            self.teller.brief(self.current) if focused and self.current is not None else "",
            self.marked.span,
            self._starred,
        )

    def area_of(self, mark: int) -> QRectF:
        """Where a mark is on the canvas; beside it, where it is too far out of sight to be laid out."""
        found = area_of(self.scene, mark, self.view())
        if found is not None:
            return found
        place = self.picture().lanes[self.scene.marks.lane_of(mark)]
        extent, scale = self.scene.marks.span_of(mark), self.scale()
        left, right = scale.x(extent.start), scale.x(extent.end)
        return QRectF(left, place.top - self.scroll_bar.value(), right - left, place.height)

    def item_at(self, place: QPointF) -> Item | None:
        """The mark or count that is painted at a place of the canvas."""
        return self.picture().item_at(place.x(), place.y() + self.scroll_bar.value())

    def reveal(self, mark: int) -> None:
        """Bring a mark into view, sideways and up or down."""
        self.shown.reveal(self.scene.marks.span_of(mark))
        area, bar = self.area_of(mark), self.scroll_bar
        above = area.top() - _ROOM_AROUND_MARK
        below = area.bottom() + _ROOM_AROUND_MARK - self.height()
        if above < 0:
            bar.setValue(round(bar.value() + above))
        elif below > 0:
            bar.setValue(round(bar.value() + below))

    def go_to(self, mark: int) -> None:
        """Put the keyboard on a mark and say so to assistive programs."""
        self.current = mark
        self.reveal(mark)
        self.update()
        self._say(announce_focus, mark)

    def select(self, mark: int) -> None:
        """Put the keyboard on a mark and choose its record."""
        self.go_to(mark)
        self.record_selected.emit(self.subjects.of(self.scene.marks.row_of(mark)).record_id)

    def activate(self, mark: int) -> None:
        """Choose a mark's record and ask for it to be opened."""
        record_id = self.subjects.of(self.scene.marks.row_of(mark)).record_id
        self.record_selected.emit(record_id)
        self.record_activated.emit(record_id)

    def tell(self, mark: int) -> None:
        """Tell what a mark, or the count it is in, stands for, just below it."""
        corner = self.area_of(mark).bottomLeft().toPoint()
        corner.setX(max(corner.x(), round(self.scale().left)))
        show_plain_tooltip(self.mapToGlobal(corner), self.teller.whole(mark), self)

    def _say(self, announce: Callable[["LaneCanvas", int], None], mark: int) -> None:
        """Announce a mark; one that is too far away to be laid out yet, when the view is there."""
        far = QAccessible.isActive() and stop_interface(self, mark) is None
        self._unsaid = partial(announce, self, mark) if far else None
        if not far:
            announce(self, mark)

    def _begin_in_sight(self) -> None:
        """After the mouse, the keyboard goes on with what the reader sees now."""
        if self.current is not None:
            seen = self.scene.marks.span_of(self.current).overlaps(self.shown.target)
            self.current = self.current if seen else None

    @Slot(object)
    def _on_span_changed(self, span: Span) -> None:
        self._fit_scroll_bar()
        self.update()
        # What is told stands beside a mark that has moved away.
        QToolTip.hideText()
        if self._unsaid is not None and span == self.shown.target:
            say, self._unsaid = self._unsaid, None
            say()

    @Slot()
    def _on_subjects_arrived(self) -> None:
        self._picture.forget()
        self.update()

    def _fit_scroll_bar(self) -> None:
        self.scene.set_room(self.height(), text_size_of(self.fontMetrics()))
        content = self.picture().height
        bar = self.scroll_bar
        bar.setRange(0, max(0, round(content - self.height())))
        bar.setPageStep(self.height())
        bar.setSingleStep(18)
        bar.setVisible(bar.maximum() > 0)

    def _paint(self, painter: QPainter, view: LaneView) -> None:
        self._painter.paint(painter, self.scene, view)
        if self._empty_words and not len(self.scene.marks):
            painter.setPen(QColor(self._theme.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._empty_words)

    # Qt overrides

    def sizeHint(self) -> QSize:
        """Room for six lanes."""
        return QSize(900, 180)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint from the prepared picture."""
        view = self.view()
        painter = QPainter(self)
        looks = (self.scene, view, self._theme, self._empty_words)
        form = (self.scene, self.picture().form)
        self._picture.paint(painter, looks, form, lambda inner: self._paint(inner, view))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the scroll bar at the right edge."""
        super().resizeEvent(event)
        width = _RIGHT_MARGIN - 2
        self.scroll_bar.setGeometry(self.width() - width, 0, width, self.height())
        self._fit_scroll_bar()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is: on the selected mark, or near the middle."""
        super().focusInEvent(event)
        self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        if self.current is None:
            middle = nearest(self.scene.marks, self.shown.span.middle)
            self.current = self.selected[0] if self.selected else middle
        if self.current is not None:
            announce_focus(self, self.current)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard's ring away."""
        super().focusOutEvent(event)
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move by keyboard; keys without a meaning here go to the window."""
        if not self._by_keyboard:
            self._begin_in_sight()
        self._by_keyboard = True
        if not self._keys.press(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a click or a drag; whoever uses the mouse needs no ring of the keyboard's."""
        self._by_keyboard = False
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
        """Ask for the menu of the mark or the lane under the pointer, or of the keyboard's mark."""
        self._pointer.context_menu(event)

    def event(self, event: QEvent) -> bool:
        """Tell what is under the pointer only when it is wanted; zoom when two fingers spread."""
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            words = self.teller.at(QPointF(event.pos()))
            if words:
                show_plain_tooltip(event.globalPos(), words, self)
                return True
        if isinstance(event, QNativeGestureEvent) and self._pointer.pinch(event):
            return True
        return super().event(event)
