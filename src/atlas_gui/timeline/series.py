"""Trade figures as bars over the axis of time: where each stands, and which one is at a place."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from atlas_gui.domain.library import Library
from atlas_gui.domain.trade_figures import (
    SeriesKey,
    TradeFigure,
    series_in_words,
    sum_in_words,
)
from atlas_gui.timeline.layout import Rect
from atlas_gui.timeline.scale import Scale

LEAST_WIDTH: Final = 5.0
# What is worth little has a low bar, and is still to be hit.
_LEAST_TARGET: Final = 8.0


class Series(NamedTuple):
    """Figures that may be compared over time, in its order; `label` tells of what and by whom."""

    key: SeriesKey
    label: str
    figures: tuple[TradeFigure, ...]


class Bar(NamedTuple):
    """A figure and its place; `series` is the number of its series, `is_hollow` says it is a target."""

    figure: TradeFigure
    series: int
    rect: Rect
    is_hollow: bool
    is_approximate: bool


class Maximum(NamedTuple):
    """What a bar as high as the chart would be worth in a currency: "US$108 billion"."""

    currency: str
    amount: Decimal
    words: str


class SeriesPicture(NamedTuple):
    """The bars in sight in the order of painting, tallest first, so that none hides another's top.

    `maxima` has one for each currency, by its code: bars of different currencies do not compare.
    """

    bars: tuple[Bar, ...]
    maxima: tuple[Maximum, ...]

    def in_time(self) -> list[Bar]:
        """The bars in the order in which a reader walks through them."""
        return sorted(self.bars, key=lambda bar: (*_period(bar.figure), bar.rect.x))

    def figure_at(self, x: float, y: float) -> TradeFigure | None:
        """The figure whose bar is at a place, of several the one in front; None beside all of them."""
        for bar in reversed(self.bars):
            rect = bar.rect
            bottom = rect.y + rect.height
            top = min(rect.y, bottom - _LEAST_TARGET)
            if rect.x <= x < rect.x + rect.width and top <= y < bottom:
                return bar.figure
        return None


class _Placed(NamedTuple):
    """A figure as the `slot`th of `slots` bars of the same days, and its height from 0 to 1."""

    figure: TradeFigure
    series: int
    slot: int
    slots: int
    part: float


def series_of(figures: Iterable[TradeFigure], library: Library) -> tuple[Series, ...]:
    """The figures by what they are of, who reports them, and currency."""
    by_key: dict[SeriesKey, list[TradeFigure]] = defaultdict(list)
    for figure in figures:
        by_key[figure.series].append(figure)
    return tuple(
        Series(key, series_in_words(key, library), tuple(sorted(held, key=_period)))
        for key, held in sorted(by_key.items(), key=lambda item: _order(item[0]))
    )


class SeriesChart:
    """The bars of some series; made once, laid out for each scale."""

    def __init__(self, series: Sequence[Series]) -> None:
        self.series = tuple(series)
        self.maxima = tuple(_maxima(self.series))
        placed = sorted(_placed(self.series, self.maxima), key=lambda one: _period(one.figure))
        self._placed = placed
        self._firsts = [one.figure.first for one in placed]
        self._longest = max((f.last - f.first + 1 for f in (p.figure for p in placed)), default=0)
        self._most_slots = max((one.slots for one in placed), default=0)

    def laid_out(self, scale: Scale, top: float, height: float) -> SeriesPicture:
        """The bars of which any part is in sight, between `top` and `height` pixels below it.

        A bar is as wide as its days; bars of the same days share that room side by side, or more
        of it if each would be narrower than five pixels. What is far out of sight is brought near.
        """
        bars = (_bar(one, scale, top, height) for one in self._near(scale))
        seen = (bar for bar in bars if _in_sight(bar.rect, scale))
        tallest_first = sorted(seen, key=lambda bar: -bar.rect.height)
        return SeriesPicture(tuple(tallest_first), self.maxima)

    def _near(self, scale: Scale) -> Iterable[_Placed]:
        """Those that may be in sight: bars may be wider than their days."""
        more = self._most_slots * LEAST_WIDTH / scale.pixels_per_day
        begin = bisect_left(self._firsts, scale.span.start - self._longest - more)
        end = bisect_right(self._firsts, scale.span.end + more)
        return self._placed[begin:end]


def _period(figure: TradeFigure) -> tuple[int, int]:
    return (figure.first, figure.last)


def _order(key: SeriesKey) -> tuple[object, ...]:
    """By pairs; the whole trade before its parts, what was said before what was converted."""
    converted = (key.conversion is not None, key.conversion or "")
    return (key.pairs, key.of is not None, key.of or "", key.currency, *converted, key.reporter)


def _maxima(series: Iterable[Series]) -> Iterator[Maximum]:
    highest: dict[str, Decimal] = {}
    for one in series:
        currency = one.key.currency
        most = max(figure.amount for figure in one.figures)
        highest[currency] = max(most, highest.get(currency, most))
    for currency, amount in sorted(highest.items()):
        yield Maximum(currency, amount, sum_in_words(amount, currency))


def _placed(series: Sequence[Series], maxima: Iterable[Maximum]) -> Iterator[_Placed]:
    most = {maximum.currency: maximum.amount for maximum in maxima}
    held: dict[tuple[int, int], list[tuple[int, TradeFigure]]] = defaultdict(list)
    for number, one in enumerate(series):
        for figure in one.figures:
            held[_period(figure)].append((number, figure))
    for same in held.values():
        for slot, (number, figure) in enumerate(same):
            highest = most[figure.series.currency]
            part = float(figure.amount / highest) if highest else 0.0
            yield _Placed(figure, number, slot, len(same), part)


def _bar(one: _Placed, scale: Scale, top: float, height: float) -> Bar:
    figure = one.figure
    left, right = scale.x(figure.first), scale.x(figure.last + 1)
    width = max((right - left) / one.slots, LEAST_WIDTH)
    x = (left + right - width * one.slots) / 2 + width * one.slot
    begin, end = _brought_near(x, scale), _brought_near(x + width, scale)
    tall = height * one.part
    rect = Rect(begin, top + height - tall, end - begin, tall)
    return Bar(figure, one.series, rect, figure.is_target, figure.is_approximate)


def _brought_near(x: float, scale: Scale) -> float:
    """A place no farther from what is in sight than that is wide."""
    return min(max(x, scale.left - scale.width), scale.left + 2 * scale.width)


def _in_sight(rect: Rect, scale: Scale) -> bool:
    return rect.x < scale.left + scale.width and rect.x + rect.width > scale.left
