"""Found records by year as bars, and a range of years between two grips."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractSlider, QWidget

from atlas_gui.domain.date_names import year_in_words
from atlas_gui.i18n import _
from atlas_gui.models.year_bins import YearBins, bins_of
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.year_drawing import Grip, YearDrawing, most_bars, paint_years

_REACH = 8
_FAR = 10


class YearHistogram(QAbstractSlider):
    """Drag a grip, or from year to year, for a range; Esc or a double click takes it away.

    Keys: Left and Right move a grip by a year, with Ctrl by ten; Home and End to the ends; Tab goes
    from grip to grip. A slider whose value is the year of the present grip: so assistive
    programs know it.

    Signals: `range_moved(int, int)` while a grip moves; `range_requested(int, int)` first and last
    year, once it is let go; `range_removed()`.
    """

    range_moved = Signal(int, int)
    range_requested = Signal(int, int)
    range_removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._first_year = 0
        self._counts: tuple[int, ...] = ()
        self._chosen: tuple[int, int] | None = None
        self._range = (0, 0)
        self._grip = Grip.FIRST
        self._held: Grip | None = None
        self._is_pending = False
        self._bins = YearBins()
        self.setObjectName("year_histogram")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Records by year"))
        self.valueChanged.connect(self._follow_value)

    def show_years(
        self, first_year: int, counts: Sequence[int], chosen: tuple[int, int] | None
    ) -> None:
        """Show how many records each year has, and the range the query asks for.

        The same years for every query of a library let the bars stand still while one types.
        """
        self._first_year = first_year
        self._counts = tuple(counts)
        self._chosen = chosen
        self._count_bars()
        if self._held is None and not self._is_pending:
            self._range = self._within(chosen or self._whole())
        self._tell_value()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    @property
    def chosen(self) -> tuple[int, int] | None:
        """The range as it stands, moved or not; None if it is the whole time."""
        return self._range if self._range != self._whole() or self._chosen else None

    @property
    def bins(self) -> YearBins:
        """The bars as they are gathered for this width."""
        return self._bins

    def grip_place(self, grip: Grip) -> QPointF:
        """Where a grip is."""
        return self._drawing().grip(grip)

    def _whole(self) -> tuple[int, int]:
        return self._first_year, self._first_year + max(len(self._counts), 1) - 1

    def _within(self, years: tuple[int, int]) -> tuple[int, int]:
        first, last = self._whole()
        start, end = (min(max(year, first), last) for year in years)
        return start, max(start, end)

    def _count_bars(self) -> None:
        self._bins = bins_of(self._first_year, self._counts, most_bars(self.width()))

    def _drawing(self) -> YearDrawing:
        """Where everything is just now."""
        return YearDrawing(
            bins=self._bins,
            whole=self._whole(),
            range=self._range,
            is_chosen=self.chosen is not None,
            present=self._grip if self.hasFocus() else None,
            width=self.width(),
            height=self.height(),
            line=self.fontMetrics().height(),
        )

    # Moving

    def _move(self, grip: Grip, year: int) -> None:
        first, last = self._whole()
        other = self._range[1 - grip]
        least, most = (first, other) if grip is Grip.FIRST else (other, last)
        moved = min(max(year, least), most)
        if moved != self._range[grip]:
            self._range = (moved, other) if grip is Grip.FIRST else (other, moved)
            self._is_pending = True
            self.range_moved.emit(*self._range)
        self._tell_value()
        self.update()

    def _request(self) -> None:
        """Ask for the range as it stands; one over the whole time is none."""
        if not self._is_pending:
            return
        self._is_pending = False
        if self._range != self._whole():
            self.range_requested.emit(*self._range)
        elif self._chosen is not None:
            self.range_removed.emit()

    @Slot()
    def remove_range(self) -> None:
        """Ask for all years again."""
        self._held = None
        self._is_pending = False
        self._range = self._whole()
        self._chosen = None
        self.range_removed.emit()
        self._tell_value()
        self.update()

    def _take(self, grip: Grip) -> None:
        self._grip = grip
        self._tell_value()
        self.update()

    def _tell_value(self) -> None:
        """The present grip and its year, for assistive programs."""
        was_blocked = self.blockSignals(True)
        self.setRange(*self._whole())
        self.setValue(self._range[self._grip])
        self.blockSignals(was_blocked)
        if not self._counts:
            self.setAccessibleDescription(_("No years"))
            return
        name = _("first year") if self._grip is Grip.FIRST else _("last year")
        first, last = (year_in_words(year) for year in self._range)
        text = _("{first} to {last}; the arrow keys move the {grip}")
        self.setAccessibleDescription(text.format(first=first, last=last, grip=name))

    @Slot(int)
    def _follow_value(self, year: int) -> None:
        """Assistive programs set the value at once."""
        self._move(self._grip, year)
        self._request()

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(240, 62 + self.fontMetrics().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, 40 + self.fontMetrics().height())

    def resizeEvent(self, _event: QEvent) -> None:
        self._count_bars()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._counts:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_years(painter, self._drawing(), self._theme)
        painter.end()

    def _grip_at(self, x: float) -> Grip | None:
        """The grip under the pointer; of two in one place, the one with room to move."""
        distances = {grip: abs(self.grip_place(grip).x() - x) for grip in Grip}
        nearest = min(Grip, key=lambda grip: distances[grip])
        if distances[nearest] > _REACH:
            return None
        at_start = self._range[1] == self._whole()[0]
        return Grip.LAST if at_start and distances[Grip.LAST] <= _REACH else nearest

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of a grip; elsewhere, begin another range there."""
        if event.button() != Qt.MouseButton.LeftButton or not self._counts:
            return
        x = event.position().x()
        held = self._grip_at(x)
        if held is None:
            year = self._drawing().year_at(x)
            self._range = (year, year)
            self._is_pending = True
            held = Grip.LAST
        self._held = held
        self._take(held)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        x = event.position().x()
        if self._held is None:
            over = self._counts and self._grip_at(x) is not None
            self.setCursor(Qt.CursorShape.SizeHorCursor if over else Qt.CursorShape.ArrowCursor)
            return
        year, other = self._drawing().year_at(x), self._range[1 - self._held]
        if (year < other) if self._held is Grip.LAST else (year > other):
            # Past the other grip, that one is dragged on.
            self._range = (other, other)
            self._held = Grip(1 - self._held)
            self._grip = self._held
        self._move(self._held, year)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        if self._held is not None:
            self._held = None
            self._request()

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        self.remove_range()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # The wheel scrolls the pane; a slider would change its value in passing.
        event.ignore()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _FAR if event.modifiers() & Qt.KeyboardModifier.ControlModifier else 1
        year = self._range[self._grip]
        match event.key():
            case Qt.Key.Key_Left:
                self._move(self._grip, year - step)
            case Qt.Key.Key_Right:
                self._move(self._grip, year + step)
            case Qt.Key.Key_Home:
                self._move(self._grip, self._whole()[0])
            case Qt.Key.Key_End:
                self._move(self._grip, self._whole()[1])
            case Qt.Key.Key_Escape if self.chosen:
                self.remove_range()
            case _other:
                event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Ask for the range once a key is let go, however often it repeated."""
        if not event.isAutoRepeat():
            self._request()

    def focusNextPrevChild(self, next: bool) -> bool:
        wanted = Grip.LAST if next else Grip.FIRST
        if self._counts and self._grip is not wanted:
            self._request()
            self._take(wanted)
            return True
        return super().focusNextPrevChild(next)

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() == Qt.FocusReason.TabFocusReason:
            self._take(Grip.FIRST)
        elif event.reason() == Qt.FocusReason.BacktabFocusReason:
            self._take(Grip.LAST)
        self.update()

    def focusOutEvent(self, _event: QFocusEvent) -> None:
        self._request()
        self.update()
