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
    """Every label under its bar, on one line if they fit, else on two in turn."""
    font, text, muted = style
    bold = QFont(font)
    bold.setBold(True)
    furthest = max(place for place, rung in enumerate(rungs) if rung.passed)
    fonts = [bold if place == furthest else font for place in range(len(rungs))]
    areas = label_areas(rect, [label(rung.step) for rung in rungs], fonts, step, furthest)
    for place, area in areas.items():
        painter.setFont(fonts[place])
        painter.setPen(QPen(text if place == furthest else muted))
        baseline = area.top() + QFontMetricsF(fonts[place]).ascent()
        painter.drawText(QPointF(area.left(), baseline), label(rungs[place].step))


def label_areas(
    rect: QRectF, words: list[str], fonts: list[QFont], step: float, furthest: int
) -> dict[int, QRectF]:
    """Where each label goes, by the place of its rung; one that fits on no line is left out.

    The furthest rung's label is on the first line and never left out.
    """
    height = QFontMetricsF(fonts[furthest]).height()
    areas: dict[int, QRectF] = {}
    for place, (word, font) in enumerate(zip(words, fonts, strict=True)):
        width = QFontMetricsF(font).horizontalAdvance(word) + 1
        middle = rect.left() + (place + 0.5) * step - _GAP / 2
        left = min(max(middle - width / 2, rect.left()), rect.right() - width)
        areas[place] = QRectF(left, rect.top() + _BAR + 3, width, height)
    if any(_touch(areas[place], areas[place + 1]) for place in range(len(areas) - 1)):
        for place, area in areas.items():
            area.translate(0, height * ((place - furthest) % 2))
    kept: dict[int, QRectF] = {}
    for place in sorted(areas, key=lambda place: abs(place - furthest)):
        if not any(_touch(areas[place], other) for other in kept.values()):
            kept[place] = areas[place]
    return kept


def _touch(one: QRectF, other: QRectF) -> bool:
    return one.adjusted(-_APART, 0, _APART, 0).intersects(other)


def _label_font(doc: QTextDocument) -> QFont:
    font = QFont(doc.defaultFont())
    font.setPointSizeF(font.pointSizeF() * _LABEL_SCALE)
    return font
