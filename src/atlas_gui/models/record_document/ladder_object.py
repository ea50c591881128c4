"""The status ladder as a drawing inside the document: one bar a rung, filled as far as it got."""

from typing import NamedTuple

from PySide6.QtCore import QObject, QPointF, QRect, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPainter,
    QPen,
    QPyTextObject,
    QTextDocument,
    QTextFormat,
)

from atlas_gui.domain.labels import label
from atlas_gui.domain.ladder import Rung

LADDER_TYPE = QTextFormat.ObjectTypes.UserObject + 1
_BAR, _GAP, _APART, _LABEL_SCALE = 5.0, 2.0, 4.0, 0.82


class LadderColours(NamedTuple):
    """Colours as `#rrggbb`."""

    done: str
    open: str
    text: str
    muted: str


class LadderObject(QPyTextObject):
    """Draws one ladder across the width of its document."""

    def __init__(
        self, rungs: tuple[Rung, ...], colours: LadderColours, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rungs = rungs
        self._colours = colours

    # Qt asks for these.

    def intrinsicSize(self, doc: QTextDocument, posInDocument: int, format: QTextFormat) -> QSizeF:
        # The document's own margin stands on both sides; a fraction less keeps it on one line.
        width = doc.textWidth() - 2 * doc.documentMargin() - 1
        return QSizeF(max(width, 60.0), _BAR + 4 + 2 * QFontMetricsF(_label_font(doc)).height())

    def drawObject(
        self,
        painter: QPainter,
        rect: QRectF | QRect,
        doc: QTextDocument,
        posInDocument: int,
        format: QTextFormat,
    ) -> None:
        done, open_, text, muted = map(QColor, self._colours)
        rungs, area = self._rungs, QRectF(rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = (area.width() + _GAP) / len(rungs)
        for place, rung in enumerate(rungs):
            bar = QRectF(area.left() + place * step, area.top(), step - _GAP, _BAR)
            _draw_bar(painter, bar, rung, done, open_)
        _draw_labels(painter, area, rungs, step, (_label_font(doc), text, muted))
        painter.restore()


def _draw_bar(painter: QPainter, bar: QRectF, rung: Rung, done: QColor, open_: QColor) -> None:
    """Full where a source says so, a thin line inside where it only follows, empty where not reached."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(open_)
    painter.drawRoundedRect(bar, 1.5, 1.5)
    if rung.passed:
        painter.setBrush(done)
        thin = bar.adjusted(0, bar.height() / 3, 0, -bar.height() / 3)
        painter.drawRoundedRect(bar if rung.claims else thin, 1.5, 1.5)


def _draw_labels(
    painter: QPainter,
    rect: QRectF,
    rungs: tuple[Rung, ...],
    step: float,
    style: tuple[QFont, QColor, QColor],
) -> None:
    """Every label under its bar: on the first line where there is room, else on the second."""
    font, text, muted = style
    furthest = max(place for place, rung in enumerate(rungs) if rung.passed)
    taken: list[QRectF] = []
    for place in sorted(range(len(rungs)), key=lambda p: (p != furthest, not rungs[p].claims, p)):
        used = QFont(font)
        used.setBold(place == furthest)
        metrics = QFontMetricsF(used)
        words = label(rungs[place].step)
        width = metrics.horizontalAdvance(words) + 1
        middle = rect.left() + (place + 0.5) * step - _GAP / 2
        left = min(max(middle - width / 2, rect.left()), rect.right() - width)
        area = QRectF(left, rect.top() + _BAR + 3, width, metrics.height())
        if any(area.adjusted(-_APART, 0, _APART, 0).intersects(other) for other in taken):
            area.translate(0, metrics.height())
        taken.append(area)
        painter.setFont(used)
        painter.setPen(QPen(text if place == furthest else muted))
        painter.drawText(QPointF(area.left(), area.top() + metrics.ascent()), words)


def _label_font(doc: QTextDocument) -> QFont:
    font = QFont(doc.defaultFont())
    font.setPointSizeF(font.pointSizeF() * _LABEL_SCALE)
    return font
