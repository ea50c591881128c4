"""Paints the rows of the facets: a box with a sign, the value, its count; headings with an arrow."""

from functools import lru_cache

from PySide6.QtCore import QLineF, QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeView, QWidget

from atlas_gui.models.facet_model import FacetRole
from atlas_gui.models.facets import FacetValue
from atlas_gui.ui.plain_tooltip import PlainTipDelegate
from atlas_gui.ui.theme import Theme

_LEFT, _RIGHT = 13.0, 9.0
_BOX = 12.0
_GAP = 7.0
# Reckoned once: each is needed for every row at every key.
_ON_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_ON_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
Index = QModelIndex | QPersistentModelIndex


class _Inks:
    """The colours of a theme that the rows need."""

    def __init__(self, theme: Theme) -> None:
        self.text = QColor(theme.text)
        self.muted = QColor(theme.muted)
        self.accent = QColor(theme.accent)
        self.accent_text = QColor(theme.accent_text)
        self.error_text = QColor(theme.error_text)
        self.strong_line = QColor(theme.strong_line)
        self.hover = QColor(theme.hover)


class _Type:
    """A font in the cuts the rows need, with its measures."""

    def __init__(self, font: QFont) -> None:
        self.plain = QFont(font)
        self.bold = QFont(font)
        self.bold.setWeight(QFont.Weight.DemiBold)
        self.struck = QFont(font)
        self.struck.setStrikeOut(True)
        self.measures = {
            id(cut): QFontMetricsF(cut) for cut in (self.plain, self.bold, self.struck)
        }
        # The same names are written again at every key.
        self._fitting = lru_cache(maxsize=1024)(self._fit)

    def width(self, count: int) -> float:
        """The width of a count."""
        return self.measures[id(self.plain)].horizontalAdvance(f"{count:,}")

    def _fit(self, text: str, cut: int, width: int) -> str:
        return self.measures[cut].elidedText(text, Qt.TextElideMode.ElideRight, width)

    def write(self, painter: QPainter, area: QRectF, text: str, cut: QFont) -> None:
        """Write a text in one of the cuts, shortened to its area."""
        painter.setFont(cut)
        painter.drawText(area, _ON_LEFT, self._fitting(text, id(cut), int(area.width())))


class FacetDelegate(PlainTipDelegate):
    """A tick says that a value is asked for; a bar and a struck-out name that it is excluded."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._inks = _Inks(theme)
        self._type = _Type(parent.font())

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._inks = _Inks(theme)

    def exclude_area(self, row: QRectF, count: int) -> QRectF:
        """Where the button to exclude stands in a row under the pointer: beside the count."""
        right = row.right() - _RIGHT - self._type.width(count) - 3
        side = min(row.height() - 4, 18.0)
        return QRectF(right - side, row.center().y() - side / 2, side, side)

    # Qt calls these.

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, round(option.fontMetrics.height() * 1.5))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        if option.font != self._type.plain:
            self._type = _Type(option.font)
        area = QRectF(option.rect)
        is_over = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if is_over:
            painter.fillRect(area, self._inks.hover)
        value = index.data(FacetRole.VALUE)
        if isinstance(value, FacetValue):
            self._paint_value(painter, area, value, is_over=is_over)
        elif index.data(FacetRole.REST):
            self._paint_rest(painter, area, str(index.data()))
        else:
            self._paint_heading(painter, area, option, index)
        view = option.widget
        if isinstance(view, QTreeView) and view.hasFocus() and view.currentIndex() == index:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(self._inks.accent, 1.5))
            painter.drawRoundedRect(area.adjusted(5, 1, -4, -1), 4, 4)
        painter.restore()

    def _paint_value(
        self, painter: QPainter, area: QRectF, value: FacetValue, *, is_over: bool
    ) -> None:
        self._paint_box(painter, area, value)
        muted = self._inks.muted
        painter.setPen(muted)
        painter.setFont(self._type.plain)
        painter.drawText(area.adjusted(0, 0, -_RIGHT, 0), _ON_RIGHT, f"{value.count:,}")
        right = area.right() - _RIGHT - self._type.width(value.count) - 6
        if is_over and value.state != "out":
            button = self.exclude_area(area, value.count)
            self._paint_exclude(painter, button)
            right = button.left() - 4
        left = area.left() + _LEFT + _BOX + _GAP
        if value.count and value.state != "out":
            painter.setPen(self._inks.text)
        else:
            painter.setPen(muted)
        cuts = {"in": self._type.bold, "out": self._type.struck}
        cut = cuts.get(value.state, self._type.plain)
        self._type.write(
            painter, QRectF(left, area.top(), right - left, area.height()), value.label, cut
        )

    def _paint_box(self, painter: QPainter, area: QRectF, value: FacetValue) -> None:
        box = QRectF(area.left() + _LEFT, area.center().y() - _BOX / 2, _BOX, _BOX)
        inks = self._inks
        match value.state:
            case "in":
                painter.setPen(QPen(inks.accent, 1.2))
                painter.setBrush(inks.accent)
                painter.drawRoundedRect(box, 3, 3)
                painter.setPen(_stroke(inks.accent_text, 1.8))
                tick = QPainterPath(box.topLeft() + QPointF(2.8, 6.2))
                tick.lineTo(box.topLeft() + QPointF(5.2, 8.6))
                tick.lineTo(box.topLeft() + QPointF(9.4, 3.8))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawPath(tick)
            case "out":
                painter.setPen(QPen(inks.error_text, 1.2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box, 3, 3)
                painter.setPen(_stroke(inks.error_text, 1.8))
                middle = box.center()
                painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0))
            case _neither:
                painter.setPen(QPen(inks.strong_line, 1.0))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 3, 3)

    def _paint_exclude(self, painter: QPainter, button: QRectF) -> None:
        """A circle with a bar, as on a road that may not be entered."""
        circle = QRectF(0, 0, 13, 13)
        circle.moveCenter(button.center())
        painter.setPen(_stroke(self._inks.error_text, 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawEllipse(circle)
        middle = circle.center()
        painter.drawLine(middle - QPointF(3, 0), middle + QPointF(3, 0))

    def _paint_rest(self, painter: QPainter, area: QRectF, text: str) -> None:
        painter.setPen(self._inks.accent)
        place = area.adjusted(_LEFT + _BOX + _GAP, 0, -_RIGHT, 0)
        self._type.write(painter, place, text, self._type.plain)

    def _paint_heading(
        self, painter: QPainter, area: QRectF, option: QStyleOptionViewItem, index: Index
    ) -> None:
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        middle = QPointF(area.left() + _LEFT + _BOX / 2, area.center().y())
        painter.setPen(_stroke(self._inks.muted, 1.6))
        painter.drawLines(_arrow(middle, is_open=is_open))
        place = area.adjusted(_LEFT + _BOX + _GAP, 0, -_RIGHT, 0)
        painter.setPen(self._inks.muted)
        self._type.write(painter, place, str(index.data()), self._type.bold)
        chosen = index.data(FacetRole.CHOSEN)
        if chosen and not is_open:
            # A closed section must not hide that something in it narrows.
            painter.setPen(self._inks.accent)
            painter.drawText(place, _ON_RIGHT, f"✓ {chosen}")


def _stroke(colour: QColor, width: float) -> QPen:
    line, cap = Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap
    return QPen(colour, width, line, cap, Qt.PenJoinStyle.RoundJoin)


def _arrow(middle: QPointF, *, is_open: bool) -> list[QLineF]:
    """An arrow down, or to the right."""
    if is_open:
        tip, ends = QPointF(0, 2), (QPointF(-4, -2), QPointF(4, -2))
    else:
        tip, ends = QPointF(2, 0), (QPointF(-2, -4), QPointF(-2, 4))
    return [QLineF(middle + end, middle + tip) for end in ends]
