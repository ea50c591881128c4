"""Trade figures laid out on their strip: a row of bars for each pair, each with its own measure."""

from collections.abc import Callable, Iterable, Sequence
from typing import Final, NamedTuple

from PySide6.QtCore import QPointF, QRectF

from atlas_gui.domain.trade_figures import TradeFigure
from atlas_gui.i18n import _
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.series import SeriesChart, SeriesPicture
from atlas_gui.timeline.span import Span

MOST_ROWS: Final = 3
# Above the tallest bar, for the sign that a sum is not exact.
SIGN_ROOM: Final = 6.0
_LOWEST_BARS: Final = 24.0
_ROOM_ROUND_WORDS: Final = 4.0


class PairChart(NamedTuple):
    """The figures of the same pairs, with the pairs' name."""

    name: str
    chart: SeriesChart

    @property
    def words(self) -> str:
        """The pairs, and what a bar as high as the chart is worth: "China – Cuba: US$1.6 billion"."""
        maxima = _(", ").join(maximum.words for maximum in self.chart.maxima)
        return _("{pair}: {maximum}").format(pair=self.name, maximum=maxima)


class FiguresContent(NamedTuple):
    """The trade figures found, of `pairs` pairs in all, of which the first ones have a chart.

    `tell` says a figure in words. Where there are `words`, they are shown in place of charts;
    `note` says what has been left out.
    """

    charts: tuple[PairChart, ...]
    pairs: int
    tell: Callable[[TradeFigure], str]
    words: str = ""
    note: str = ""


class ChartRow(NamedTuple):
    """A chart in its row: the words' place and the bars as they are in sight."""

    pair: PairChart
    area: QRectF
    words_area: QRectF
    picture: SeriesPicture


class WordsSize(NamedTuple):
    """The height of a line of words, and the width of a text on it."""

    height: float
    width_of: Callable[[str], float]


class Figures:
    """All figures of the rows in the order of time, with the bars of those in sight."""

    def __init__(
        self,
        rows: Sequence[ChartRow],
        ordered: Sequence[TradeFigure],
        tell: Callable[[TradeFigure], str],
        record_id: str,
    ) -> None:
        self.rows = rows
        self.ordered = ordered
        self._tell = tell
        self._record_id = record_id
        self._rects = {id(bar.figure): bar.rect for row in rows for bar in row.picture.bars}

    def __len__(self) -> int:
        return len(self.ordered)

    def name(self, number: int) -> str:
        """The figure in words."""
        return self._tell(self.ordered[number])

    def told(self, number: int) -> str:
        """The figure in words, which say it all."""
        return self.name(number)

    def area(self, number: int) -> QRectF | None:
        """Where its bar is; None out of sight."""
        rect = self._rects.get(id(self.ordered[number]))
        return None if rect is None else QRectF(*rect)

    def extent(self, number: int) -> Span:
        """Its days."""
        figure = self.ordered[number]
        return Span(figure.first, figure.last + 1)

    def is_chosen(self, number: int) -> bool:
        """Whether its record is the selected one."""
        return self.ordered[number].record_id == self._record_id

    def at(self, place: QPointF) -> int | None:
        """The figure whose bar is at a place."""
        for row in self.rows:
            if row.area.top() <= place.y() < row.area.bottom():
                found = row.picture.figure_at(place.x(), place.y())
                if found is not None:
                    return next(n for n, one in enumerate(self.ordered) if one is found)
        return None


def in_time(charts: Iterable[PairChart]) -> list[TradeFigure]:
    """The figures of some charts in the order in which a reader walks through them."""
    figures = (figure for pair in charts for one in pair.chart.series for figure in one.figures)
    return sorted(figures, key=lambda figure: (figure.first, figure.last))


def rows_in(height: float, charts: int, line: float) -> int:
    """How many charts find room one below the other."""
    room = int(height // (line + _ROOM_ROUND_WORDS))
    return min(charts, MOST_ROWS, max(room, 1))


def lay_out_rows(
    charts: Sequence[PairChart], scale: Scale, height: float, text: WordsSize
) -> list[ChartRow]:
    """Each chart in a row of the same height; words stand above the bars, or where few bars are."""
    each = (height - 1) / max(len(charts), 1)
    above = each - text.height >= _LOWEST_BARS
    head = text.height + 2 if above else SIGN_ROOM
    found = []
    for number, pair in enumerate(charts):
        top = 1 + number * each
        area = QRectF(scale.left, top, scale.width, each)
        picture = pair.chart.laid_out(scale, top + head, each - head - 1)
        found.append(ChartRow(pair, area, _words_area(pair.words, area, picture, text), picture))
    return found


def _words_area(words: str, row: QRectF, picture: SeriesPicture, text: WordsSize) -> QRectF:
    """At the left end of a row, or at the right one if fewer bars would be covered there."""
    width = min(text.width_of(words) + 2 * _ROOM_ROUND_WORDS, row.width())
    left = QRectF(row.left() + 2, row.top() + 1, width, text.height)
    right = left.translated(row.width() - width - 4, 0)
    return right if _bars_under(right, picture) < _bars_under(left, picture) else left


def _bars_under(words: QRectF, picture: SeriesPicture) -> int:
    left, right, bottom = words.left(), words.right(), words.bottom()
    rects = (bar.rect for bar in picture.bars)
    return sum(rect.x < right and rect.x + rect.width > left and rect.y < bottom for rect in rects)
