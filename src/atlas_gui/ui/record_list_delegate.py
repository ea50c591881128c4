"""Paints the record list: two lines a row, matched words marked, status by shape and word."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import (
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.i18n import _
from atlas_gui.models.record_list_model import Column
from atlas_gui.models.roles import Role
from atlas_gui.search.terms import Term, matches_in
from atlas_gui.timeline.drawing import drawing_of
from atlas_gui.ui.plain_tooltip import PlainTipDelegate
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.mark_painter import Ground, paint_shape

_SIDE: Final = 9.0
_ABOVE: Final = 7.0
_SMALL: Final = 0.88
_DOT: Final = 9.0
Index = QModelIndex | QPersistentModelIndex


class RecordListDelegate(PlainTipDelegate):
    """Every row is equally high, so that a hundred thousand rows scroll like ten."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._terms: Sequence[Term] = ()
        self._value_in_record = False
        self._disputes_in_record = False

    def set_theme(self, theme: Theme) -> None:
        """Use these colours."""
        self._theme = theme

    def set_terms(self, terms: Sequence[Term]) -> None:
        """Mark these words."""
        self._terms = terms

    def set_in_record(self, *, value: bool, disputes: bool) -> None:
        """Put before the summary what has no column of its own for want of room."""
        self._value_in_record = value
        self._disputes_in_record = disputes

    # Qt calls these.

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        title, small = QFontMetricsF(option.font), QFontMetricsF(_small(option.font))
        return QSize(40, round(title.height() + small.height() + 2 * _ABOVE + 1))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawPrimitive(
            QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget
        )
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        entry: Entry = index.data(Role.ENTRY)
        area = QRectF(option.rect).adjusted(_SIDE, _ABOVE, -_SIDE, -_ABOVE)
        match index.column():
            case Column.DATE:
                self._paint_date(painter, area, option.font, entry)
            case Column.RECORD:
                self._paint_record(painter, area, option.font, entry)
            case Column.STATUS:
                self._paint_status(painter, area, option.font, entry)
            case Column.VALUE:
                self._paint_value(painter, area, option.font, entry)
            case _:
                self._paint_sources(painter, area, option.font, entry)
        self._paint_line(painter, QRectF(option.rect))
        painter.restore()

    def _paint_line(self, painter: QPainter, row: QRectF) -> None:
        painter.setPen(QPen(QColor(self._theme.line), 1))
        bottom = row.bottom() - 0.5
        painter.drawLine(QPointF(row.left(), bottom), QPointF(row.right() + 1, bottom))

    def _paint_date(self, painter: QPainter, area: QRectF, font: QFont, entry: Entry) -> None:
        words = entry.date_words or _("no date")
        self._paint_line_of_text(painter, area, font, words, quiet=not entry.date_words)
        below = area.adjusted(0, QFontMetricsF(font).height() + 1, 0, 0)
        self._paint_line_of_text(painter, below, _small(font), entry.date_note, quiet=True)

    def _paint_record(self, painter: QPainter, area: QRectF, font: QFont, entry: Entry) -> None:
        bold = QFont(font)
        bold.setWeight(QFont.Weight.DemiBold)
        height = QFontMetricsF(bold).height()
        dot = QRectF(area.left(), area.top() + (height - _DOT) / 2, _DOT, _DOT)
        painter.setPen(Qt.PenStyle.NoPen)
        if entry.group is not None:
            painter.setBrush(QColor(self._theme.group_colours[entry.group]))
            painter.drawEllipse(dot)
        title = f"⚠ {entry.title}" if entry.damage else entry.title
        text = area.adjusted(_DOT + 6, 0, 0, 0)
        self._paint_line_of_text(painter, text, bold, title)
        value = f"{entry.value} {entry.value_note}".strip() if self._value_in_record else ""
        disputed = self._disputes_in_record and entry.disagreements > 0
        sign = _("≠ sources disagree") if disputed else ""
        summary = " · ".join(filter(None, (sign, value, entry.summary)))
        below = text.adjusted(0, height + 1, 0, 0)
        self._paint_line_of_text(painter, below, _small(font), summary, quiet=True)

    def _paint_status(self, painter: QPainter, area: QRectF, font: QFont, entry: Entry) -> None:
        if entry.step is None:
            return
        small = _small(font)
        metrics = QFontMetricsF(small)
        words = label(entry.step)
        glyph = metrics.ascent()
        width = min(metrics.horizontalAdvance(words) + glyph + 20, area.width() + _SIDE)
        chip = QRectF(area.left(), area.top() - 1, width, metrics.height() + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.rung_open))
        painter.drawRoundedRect(chip, chip.height() / 2, chip.height() / 2)
        sign = QRectF(chip.left() + 8, chip.center().y() - glyph / 2, glyph, glyph)
        ground = Ground(self._theme.text, self._theme.rung_open)
        paint_shape(painter, sign, drawing_of(entry.step), QBrush(ground.colour), ground)
        text = chip.adjusted(glyph + 13, 0, -4, 0)
        painter.setFont(small)
        painter.setPen(ground.colour)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, text.width())
        painter.drawText(
            text, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown
        )

    def _paint_value(self, painter: QPainter, area: QRectF, font: QFont, entry: Entry) -> None:
        self._paint_right(painter, area, font, entry.value or "–")
        below = area.adjusted(0, QFontMetricsF(font).height() + 1, 0, 0)
        self._paint_right(painter, below, _small(font), entry.value_note, quiet=True)

    def _paint_sources(self, painter: QPainter, area: QRectF, font: QFont, entry: Entry) -> None:
        # Apart from the number, or it would read as "not equal to one".
        if entry.disagreements:
            self._paint_line_of_text(painter, area, font, "≠")
        self._paint_right(painter, area, font, str(entry.sources))

    def _paint_right(
        self, painter: QPainter, area: QRectF, font: QFont, text: str, *, quiet: bool = False
    ) -> None:
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        left = area.right() - metrics.horizontalAdvance(shown)
        self._paint_run(painter, QPointF(left, area.top()), font, shown, quiet=quiet or text == "–")

    def _paint_line_of_text(
        self, painter: QPainter, area: QRectF, font: QFont, text: str, *, quiet: bool = False
    ) -> None:
        one_line = " ".join(text.split())
        shown = QFontMetricsF(font).elidedText(
            one_line, Qt.TextElideMode.ElideRight, max(area.width(), 0)
        )
        self._paint_run(painter, area.topLeft(), font, shown, quiet=quiet)

    def _paint_run(
        self, painter: QPainter, place: QPointF, font: QFont, text: str, *, quiet: bool
    ) -> None:
        metrics = QFontMetricsF(font)
        baseline = QPointF(place.x(), place.y() + metrics.ascent())
        painter.setFont(font)
        painter.setPen(QColor(self._theme.muted if quiet else self._theme.text))
        painter.drawText(baseline, text)
        for match in matches_in(text, self._terms):
            start = metrics.horizontalAdvance(text[: match.start])
            width = metrics.horizontalAdvance(text[: match.end]) - start
            marked = QRectF(place.x() + start - 1, place.y(), width + 2, metrics.height())
            self._paint_marked(painter, marked, baseline, text)

    def _paint_marked(self, painter: QPainter, area: QRectF, baseline: QPointF, text: str) -> None:
        """The part of a line inside `area` on the marking colour, on which quiet text is too faint."""
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._theme.mark))
        painter.drawRoundedRect(area, 2, 2)
        painter.setClipRect(area)
        painter.setPen(QColor(self._theme.text))
        painter.drawText(baseline, text)
        painter.restore()


def _small(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(font.pointSizeF() * _SMALL)
    return small
