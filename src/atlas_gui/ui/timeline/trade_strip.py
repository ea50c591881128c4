"""The strip that shows trade figures as bars, to the axis of the lanes."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from atlas_gui.domain.trade_figures import TradeFigure
from atlas_gui.i18n import _, ngettext
from atlas_gui.timeline.scale import Scale
from atlas_gui.ui.theme import Theme
from atlas_gui.ui.timeline.axis_strip import AxisStrip
from atlas_gui.ui.timeline.lane_painter import smaller
from atlas_gui.ui.timeline.shown_span import ShownSpan
from atlas_gui.ui.timeline.trade_painter import TradePainter, fill_of
from atlas_gui.ui.timeline.trade_rows import (
    Figures,
    FiguresContent,
    PairChart,
    WordsSize,
    in_time,
    lay_out_rows,
    rows_in,
)

_LINES: Final = 3.6
_LINES_OF_WORDS: Final = 1.8
_MOST_SERIES_TOLD: Final = 12


class TradeStrip(AxisStrip):
    """Bars by pair and reporter; it is hidden where no trade figure was found.

    Signal: `record_selected` carries the id of the record whose figure was chosen.
    """

    record_selected = Signal(str)
    chooses = True

    def __init__(
        self,
        shown: ShownSpan,
        scale: Callable[[], Scale],
        theme: Theme,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(shown, scale, theme, parent)
        self._content = _EMPTY
        self._ordered: list[TradeFigure] = []
        self._figures = Figures((), (), _EMPTY.tell, "")
        self._laid_out_for: object = None
        self._record_id = ""
        self._painter = TradePainter(theme)
        self.setAccessibleName(_("Trade figures"))
        self.set_lines(_LINES)

    def show_content(self, content: FiguresContent | None) -> None:
        """Show other figures, or none; the keyboard stays on its figure if that is there."""
        self._content = content or _EMPTY
        self.set_lines(_LINES_OF_WORDS if self._content.words else _LINES)
        self._order()
        self.setVisible(bool(self._content.words or self._ordered))
        self.update()

    def set_selected(self, record_id: str) -> None:
        """Mark the figures of a record as selected."""
        self._record_id = record_id
        self._laid_out_for = None
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._painter = TradePainter(theme)
        super().set_theme(theme)

    def things(self) -> Figures:
        """The figures as they stand now."""
        scale = self.scale()
        looks = (scale, self.height(), self.font())
        if looks != self._laid_out_for:
            charts, metrics = self._shown_charts(), self._small()
            text = WordsSize(metrics.height(), metrics.horizontalAdvance)
            rows = lay_out_rows(charts, scale, self.height(), text)
            self._figures = Figures(rows, self._ordered, self._content.tell, self._record_id)
            self._laid_out_for = looks
        return self._figures

    def summary(self) -> str:
        """What the rows are of, how each series is filled, and what is left out."""
        content = self._content
        lines = [_("Trade figures"), content.words]
        for pair in self._shown_charts():
            lines.append(pair.words)
            lines.extend(_series_in_words(pair))
        lines.extend([self._more_in_words(), content.note])
        return "\n".join(filter(None, lines))

    def label(self) -> tuple[str, str]:
        """What the strip is of, and how many pairs it has no room for."""
        return _("Trade figures"), self._more_in_words()

    def paint_plot(self, painter: QPainter, plot: QRectF) -> None:
        """Paint the bars, or the words in their place."""
        if self._content.words:
            painter.setPen(QColor(self.theme.muted))
            painter.drawText(plot, Qt.AlignmentFlag.AlignCenter, self._content.words)
            return
        painter.setFont(smaller(self.font()))
        for row in self.things().rows:
            self._painter.paint_row(painter, row, self._record_id)

    def choose(self, number: int) -> None:
        """Ask for the record of a figure."""
        self.record_selected.emit(self._ordered[number].record_id)

    def _small(self) -> QFontMetricsF:
        return QFontMetricsF(smaller(self.font()))

    def _shown_charts(self) -> tuple[PairChart, ...]:
        charts = self._content.charts
        return charts[: rows_in(self.height(), len(charts), self._small().height())]

    def _order(self) -> None:
        """Put the figures that are shown in order; the keyboard stays on its own if that is there."""
        kept = self._ordered[self.current] if self.current is not None else None
        self._ordered = in_time(self._shown_charts())
        self.current = self._ordered.index(kept) if kept in self._ordered else None
        self._laid_out_for = None

    def _more_in_words(self) -> str:
        more = self._content.pairs - len(self._shown_charts())
        if not more:
            return ""
        return ngettext(
            "and {count} more pair: narrow the search",
            "and {count} more pairs: narrow the search",
            more,
        ).format(count=more)

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many rows as there is room for now."""
        super().resizeEvent(event)
        self._order()


def _series_in_words(pair: PairChart) -> list[str]:
    """Each series with its fill, targets by theirs."""
    series = pair.chart.series
    lines = [
        _("{series}: {fill}").format(series=one.label, fill=_(fill_of(number).name))
        for number, one in enumerate(series[:_MOST_SERIES_TOLD])
    ]
    rest = len(series) - len(lines)
    if rest:
        lines.append(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
    if any(figure.is_target for one in series for figure in one.figures):
        lines.append(_("Targets: hollow, dashed"))
    return lines


def _no_words(_figure: TradeFigure) -> str:
    return ""


_EMPTY: Final = FiguresContent((), 0, _no_words)
