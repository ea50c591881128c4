"""The rows of a total as bars: of years beside one another in time, of all else below one another."""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from atlas_gui.domain.sums import Measure
from atlas_gui.domain.sums_words import short_total
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.sums.rows_model import ShownRow
from atlas_gui.search.money_answers import NONE
from atlas_gui.ui.plain_tooltip import show_plain_tooltip
from atlas_gui.ui.theme import Theme

_MARGIN = 10
_PART_FOR_NAMES = 0.4
_THINNEST = 2.0
_WIDEST = 40.0
_GAP = 4


class Bar(NamedTuple):
    """A bar where it is painted, and the row it stands for."""

    row: ShownRow
    place: QRectF


class BarChart(QWidget):
    """What it shows stands as text in the table beside it, which assistive programs read."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: Sequence[ShownRow] = ()
        self._measure = Measure("")
        self._is_time = False
        self.setObjectName("sums_chart")
        self.setAccessibleName(_("Bars of the sums in the table beside it"))

    def show_rows(self, rows: Sequence[ShownRow], measure: Measure, *, in_time: bool) -> None:
        """Paint these; with `in_time`, keys are years."""
        self._rows, self._measure, self._is_time = tuple(rows), measure, in_time
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        self.update()

    def bars(self) -> list[Bar]:
        """The bars that have room, where they are."""
        return self._columns() if self._is_time else self._lines()

    @property
    def beyond(self) -> int:
        """How many rows have no bar: for want of room, or of a year."""
        return len(self._rows) - len(self.bars())

    # Qt calls these.

    def sizeHint(self) -> QSize:
        return QSize(340, 240)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 100)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.line))
        painter.setBrush(QColor(self._theme.base))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        if self._is_time:
            self._paint_columns(painter)
        else:
            self._paint_lines(painter)
        if beyond := self.beyond:
            self._write(painter, self._foot(), self._words_beyond(beyond), self._theme.muted)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            for bar in self.bars():
                column = QRectF(bar.place.left(), 0, bar.place.width(), self.height())
                line = QRectF(0, bar.place.top(), self.width(), bar.place.height())
                if (column if self._is_time else line).contains(event.pos()):
                    words = f"{bar.row.name}\n{bar.row.money}"
                    show_plain_tooltip(event.globalPos(), words, self)
            return True
        return super().event(event)

    # Lines below one another.

    def _lines(self) -> list[Bar]:
        rows = self._rows_in_sight()
        names = self._width_of_names(rows)
        room = max(self.width() - names - self._width_of_values(rows) - 2 * _MARGIN - 2 * _GAP, 1)
        height, left = self._line() + _GAP, _MARGIN + names + _GAP
        most = max((row.amount for row in self._rows), default=Decimal(0))
        return [
            Bar(row, QRectF(left, _MARGIN + place * height, room * _part(row, most), self._line()))
            for place, row in enumerate(rows)
        ]

    def _paint_lines(self, painter: QPainter) -> None:
        rows = self._rows_in_sight()
        names, values = self._width_of_names(rows), self._width_of_values(rows)
        for bar in self._lines():
            top, height = bar.place.top(), bar.place.height()
            name = QRectF(_MARGIN, top, names, height)
            self._write(painter, name, bar.row.name, self._theme.text)
            painter.fillRect(bar.place.adjusted(0, 2, 0, -2), QColor(self._theme.accent))
            value = QRectF(bar.place.right() + _GAP, top, values, height)
            self._write(painter, value, self._short(bar.row), self._theme.muted)

    def _rows_in_sight(self) -> Sequence[ShownRow]:
        """The first rows, as many as have room; the last line then says how many have none."""
        count = max((self.height() - 2 * _MARGIN) // (self._line() + _GAP), 0)
        return self._rows[: count if count >= len(self._rows) else max(count - 1, 0)]

    def _width_of_names(self, rows: Sequence[ShownRow]) -> float:
        widest = max((self._width(row.name) for row in rows), default=0)
        return min(widest + _GAP, (self.width() - 2 * _MARGIN) * _PART_FOR_NAMES)

    def _width_of_values(self, rows: Sequence[ShownRow]) -> float:
        return max((self._width(self._short(row)) for row in rows), default=0) + _GAP

    # Columns beside one another.

    def _columns(self) -> list[Bar]:
        dated = [row for row in self._rows if row.key != NONE]
        if not dated:
            return []
        years = [int(row.key) for row in dated]
        first, span = min(years), max(years) - min(years) + 1
        step = min((self.width() - 2 * _MARGIN) / span, _WIDEST)
        width = max(step * 0.8, _THINNEST)
        most = max(row.amount for row in dated)
        room = self._floor() - _MARGIN - self._line() - _GAP
        bars = []
        for row, year in zip(dated, years, strict=True):
            height = room * _part(row, most)
            left = _MARGIN + (year - first) * step
            bars.append(Bar(row, QRectF(left, self._floor() - height, width, height)))
        return bars

    def _paint_columns(self, painter: QPainter) -> None:
        bars = self._columns()
        if not bars:
            return
        for bar in bars:
            painter.fillRect(bar.place, QColor(self._theme.accent))
        painter.fillRect(
            QRectF(_MARGIN, self._floor(), self.width() - 2 * _MARGIN, 1),
            QColor(self._theme.strong_line),
        )
        free = -1.0
        for bar in sorted(bars, key=lambda bar: bar.place.left()):
            width = self._width(bar.row.name)
            left = min(max(bar.place.center().x() - width / 2, 0), self.width() - width)
            if left >= free:
                place = QRectF(left, self._floor() + 2, width + 1, self._line())
                self._write(painter, place, bar.row.name, self._theme.muted)
                free = left + width + 2 * _MARGIN
        highest = max(bars, key=lambda bar: bar.row.amount)
        words = self._short(highest.row)
        left = min(max(highest.place.center().x() - self._width(words) / 2, 0), self.width())
        left = min(left, self.width() - self._width(words) - 1)
        place = QRectF(left, highest.place.top() - self._line() - 1, self.width(), self._line())
        self._write(painter, place, words, self._theme.text)

    def _floor(self) -> float:
        """Where columns stand: above the years and the line below them."""
        return self.height() - _MARGIN - 2 * self._line() - _GAP

    # Text.

    def _foot(self) -> QRectF:
        top = self.height() - _MARGIN - self._line()
        return QRectF(_MARGIN, top, self.width() - 2 * _MARGIN, self._line())

    def _words_beyond(self, count: int) -> str:
        if self._is_time:
            without = next((row for row in self._rows if row.key == NONE), None)
            if without is not None:
                return f"{without.name}: {self._short(without)}"
        return ngettext(
            "and {count:,} row more in the table", "and {count:,} rows more in the table", count
        ).format(count=count)

    def _short(self, row: ShownRow) -> str:
        # By currency each row has its own, which its name says.
        currency = self._measure.currency or row.key
        return short_total(row.amount, Measure(currency))

    def _write(self, painter: QPainter, place: QRectF, text: str, colour: str) -> None:
        elided = self._metrics().elidedText(text, Qt.TextElideMode.ElideRight, int(place.width()))
        painter.setPen(QColor(colour))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine, elided)

    def _metrics(self) -> QFontMetrics:
        return self.fontMetrics()

    def _width(self, text: str) -> int:
        return self._metrics().horizontalAdvance(text)

    def _line(self) -> int:
        return self._metrics().height()


def _part(row: ShownRow, most: Decimal) -> float:
    """How long a bar is, from nothing to 1."""
    return float(row.amount / most) if most else 0.0
