"""Trade figures as bars: within the lane, as wide as their days, as high as their worth, none lost."""

from collections import Counter
from decimal import Decimal
from itertools import combinations
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import library_of

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.trade_figures import SeriesKey, TradeFigure
from atlas_gui.domain.vocabulary import AmountKind, Qualifier
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.series import (
    LEAST_WIDTH,
    Bar,
    Maximum,
    SeriesChart,
    SeriesPicture,
    series_of,
)
from atlas_gui.timeline.span import Span

LIBRARY = library_of()
PAIR = Pair("CHN", "RUS")
KEY = SeriesKey((PAIR,), None, "EFE", "USD")
TOP, HEIGHT = 40.0, 60.0
DECADE = Scale(Span(day_number(2010), day_number(2020)), 1000.0, 50.0)
# So much may be lost by taking one float from another, in pixels.
NEARLY = 1e-6


def figure(
    year: int, amount: str = "100", key: SeriesKey = KEY, last: int | None = None, **parts: object
) -> TradeFigure:
    made = TradeFigure(
        record_id=f"trade-{year}",
        claim_id="amount",
        first=day_number(year),
        last=day_number(year + 1) - 1 if last is None else last,
        date_words=str(year),
        amount=Decimal(amount),
        kind=AmountKind.TRADED,
        qualifier=Qualifier.EXACT,
        is_target=False,
        series=key,
    )
    return made._replace(**parts)


def chart(*figures: TradeFigure) -> SeriesChart:
    return SeriesChart(series_of(figures, LIBRARY))


def picture(*figures: TradeFigure, scale: Scale = DECADE) -> SeriesPicture:
    return chart(*figures).laid_out(scale, TOP, HEIGHT)


keys = st.builds(
    SeriesKey,
    pairs=st.sampled_from([(), (PAIR,), (PAIR, Pair("CHN", "CUB"))]),
    of=st.sampled_from([None, "oil", "exports"]),
    reporter=st.sampled_from(["EFE", "Customs"]),
    currency=st.sampled_from(["USD", "CNY"]),
)


@st.composite
def figures(draw: st.DrawFn) -> TradeFigure:
    year = draw(st.sampled_from([2008, 2013, 2016, 2022]))
    return figure(
        year,
        draw(st.from_regex(r"(0|[1-9][0-9]{0,14})(\.[0-9]{1,3})?", fullmatch=True)),
        draw(keys),
        day_number(year) + draw(st.sampled_from([0, 364, 3000])),
        claim_id=draw(st.sampled_from(["one", "other"])),
        is_target=draw(st.booleans()),
        qualifier=draw(st.sampled_from(Qualifier)),
    )


held = st.lists(figures(), max_size=12)
lengths = st.sampled_from([0.02, 1.0, 30.0])


def scale_of(length: float) -> Scale:
    middle = DECADE.span.middle
    half = DECADE.span.length * length / 2
    return Scale(Span(middle - half, middle + half), 1000.0, 50.0)


# Series.


@given(held)
def test_every_figure_stands_in_the_series_of_its_kind_in_time(made: list[TradeFigure]) -> None:
    series = series_of(made, LIBRARY)
    assert Counter(f for one in series for f in one.figures) == Counter(made)
    assert all(f.series == one.key for one in series for f in one.figures)
    assert len({one.key for one in series}) == len(series)
    for one in series:
        periods = [(f.first, f.last) for f in one.figures]
        assert periods == sorted(periods)


@given(held, st.randoms(use_true_random=False))
def test_series_do_not_hang_on_the_order_of_records(made: list[TradeFigure], rolls: Random) -> None:
    shuffled = list(made)
    rolls.shuffle(shuffled)
    names = [one.label for one in series_of(made, LIBRARY)]
    assert names == [one.label for one in series_of(shuffled, LIBRARY)]


def test_currencies_directions_and_reporters_are_never_mixed() -> None:
    others = [
        KEY._replace(of="exports"),
        KEY._replace(reporter="Customs"),
        KEY._replace(currency="CNY"),
        KEY._replace(pairs=(Pair("CHN", "CUB"),)),
    ]
    series = series_of([figure(2018, key=key) for key in (KEY, *others)], LIBRARY)
    assert {one.key for one in series} == {KEY, *others}
    assert "China – Russia trade, reported by EFE" in [one.label for one in series]


# Bars.


@given(held, lengths)
def test_bars_stand_on_the_ground_of_their_lane_and_none_is_lost(
    made: list[TradeFigure], length: float
) -> None:
    scale = scale_of(length)
    found = picture(*made, scale=scale)
    right = scale.left + scale.width
    for bar in found.bars:
        rect = bar.rect
        assert rect.y >= TOP - NEARLY
        assert rect.y + rect.height == pytest.approx(TOP + HEIGHT)
        assert rect.x < right and rect.x + rect.width > scale.left
        assert (bar.is_hollow, bar.is_approximate) == (
            bar.figure.is_target,
            bar.figure.qualifier is not Qualifier.EXACT,
        )
    shown = Counter(bar.figure for bar in found.bars)
    alone = Counter((f.first, f.last) for f in made)
    for one, count in Counter(made).items():
        # Of several side by side, some may stand beyond the edge.
        if alone[one.first, one.last] == 1:
            in_sight = scale.x(one.first) < right and scale.x(one.last + 1) > scale.left
            assert shown[one] == count or not in_sight
    assert not shown - Counter(made)


@given(held)
def test_everything_is_shown_where_all_of_time_is_in_sight(made: list[TradeFigure]) -> None:
    found = picture(*made, scale=scale_of(30.0))
    assert Counter(bar.figure for bar in found.bars) == Counter(made)
    assert Counter(bar.figure for bar in found.in_time()) == Counter(made)


@given(held)
def test_heights_are_as_the_sums_within_a_currency(made: list[TradeFigure]) -> None:
    found = picture(*made, scale=scale_of(30.0))
    most = {maximum.currency: maximum.amount for maximum in found.maxima}
    assert set(most) == {one.series.currency for one in made}
    for currency, amount in most.items():
        assert amount == max(f.amount for f in made if f.series.currency == currency)
    for bar in found.bars:
        amount = most[bar.figure.series.currency]
        part = float(bar.figure.amount / amount) if amount else 0.0
        assert bar.rect.height == pytest.approx(HEIGHT * part)


@given(held)
def test_bars_of_the_same_days_share_them_side_by_side(made: list[TradeFigure]) -> None:
    scale = scale_of(30.0)
    bars = picture(*made, scale=scale).bars
    for bar in bars:
        assert bar.rect.width >= LEAST_WIDTH - NEARLY
    for one, other in combinations(bars, 2):
        if (one.figure.first, one.figure.last) == (other.figure.first, other.figure.last):
            before, after = sorted((one.rect, other.rect))
            assert before.x + before.width <= after.x + NEARLY


def test_a_bar_alone_is_as_wide_as_its_days() -> None:
    (bar,) = picture(figure(2018)).bars
    assert bar.rect.x == pytest.approx(DECADE.x(day_number(2018)))
    assert bar.rect.x + bar.rect.width == pytest.approx(DECADE.x(day_number(2019)))


def test_bars_of_one_year_divide_it_in_the_order_of_their_series() -> None:
    found = picture(figure(2018, key=KEY._replace(of="oil")), figure(2018))
    whole, part = found.in_time()
    assert (whole.figure.series.of, part.figure.series.of) == (None, "oil")
    year = DECADE.x(day_number(2019)) - DECADE.x(day_number(2018))
    assert whole.rect.x == pytest.approx(DECADE.x(day_number(2018)))
    assert whole.rect.width == pytest.approx(year / 2)
    assert part.rect.x == pytest.approx(whole.rect.x + whole.rect.width)


def test_bars_of_a_day_stand_about_its_middle() -> None:
    day = day_number(2018, 6, 6)
    made = [figure(2018, key=KEY._replace(reporter=name)) for name in ("EFE", "Customs")]
    found = picture(*(one._replace(first=day, last=day) for one in made)).in_time()
    assert [bar.rect.width for bar in found] == pytest.approx([LEAST_WIDTH] * 2)
    assert found[1].rect.x == pytest.approx(DECADE.x(day + 0.5))


@given(held, st.floats(-4000, 4000))
def test_panning_moves_bars_and_changes_nothing_else(made: list[TradeFigure], days: float) -> None:
    def places(scale: Scale) -> dict[str, Bar]:
        # Each with a name of its own, as two figures may be alike.
        named = [one._replace(record_id=str(place)) for place, one in enumerate(made)]
        return {bar.figure.record_id: bar for bar in picture(*named, scale=scale).bars}

    scale = scale_of(1.0)
    moved = Scale(Span(scale.span.start + days, scale.span.end + days), scale.width, scale.left)
    shift = days * scale.pixels_per_day
    before, after = places(scale), places(moved)
    for name in before.keys() & after.keys():
        one, other = before[name].rect, after[name].rect
        inside = (
            scale.left < r.x and r.x + r.width < scale.left + scale.width for r in (one, other)
        )
        if all(inside):
            assert other.x == pytest.approx(one.x - shift, abs=1e-3)
            assert other[1:] == pytest.approx(one[1:], abs=1e-3)


def test_of_many_bars_of_a_day_beyond_the_edge_those_in_sight_are_shown() -> None:
    day = day_number(2010) - 3
    made = [figure(2018, claim_id=str(place), first=day, last=day) for place in range(9)]
    # The middle of 45 pixels stands one pixel before the edge.
    assert len(picture(*made).bars) == 5
    day = day_number(2020) + 3
    made = [figure(2018, claim_id=str(place), first=day, last=day) for place in range(9)]
    assert len(picture(*made).bars) == 5


def test_any_number_of_bars_share_a_year() -> None:
    made = [figure(2018, claim_id=str(place)) for place in range(40)]
    found = picture(*made).in_time()
    assert [bar.figure for bar in found] == made
    assert found[-1].rect.x == pytest.approx(found[0].rect.x + 39 * LEAST_WIDTH)


def test_what_lasts_for_millennia_is_brought_near() -> None:
    made = figure(2018)._replace(first=-(10**12), last=10**12)
    (bar,) = picture(made).bars
    assert bar.rect.x >= DECADE.left - DECADE.width
    assert bar.rect.width <= 3 * DECADE.width


def test_targets_are_hollow_and_what_is_said_roughly_is_flagged() -> None:
    found = picture(
        figure(2017, is_target=True),
        figure(2018, qualifier=Qualifier.ABOUT),
        figure(2019),
    ).in_time()
    assert [bar.is_hollow for bar in found] == [True, False, False]
    assert [bar.is_approximate for bar in found] == [False, True, False]


def test_each_currency_has_a_maximum_of_its_own() -> None:
    cny = KEY._replace(currency="CNY")
    found = picture(
        figure(2017, "108000000000"), figure(2018, "54000000000"), figure(2018, "7", cny)
    )
    assert found.maxima == (
        Maximum("CNY", Decimal(7), "CN¥7"),
        Maximum("USD", Decimal(108_000_000_000), "US$108 billion"),
    )
    heights = {bar.figure.amount: bar.rect.height for bar in found.bars}
    assert heights == {
        Decimal(108_000_000_000): HEIGHT,
        Decimal(7): HEIGHT,
        Decimal(54_000_000_000): HEIGHT / 2,
    }


def test_nothing_has_no_bars_and_worth_nothing_no_height() -> None:
    assert picture() == SeriesPicture((), ())
    (bar,) = picture(figure(2018, "0")).bars
    assert bar.rect.height == 0


# What is at a place.


@given(held)
def test_a_place_on_a_bar_is_that_of_its_figure_or_of_one_in_front(made: list[TradeFigure]) -> None:
    found = picture(*made, scale=scale_of(30.0))
    for number, bar in enumerate(found.bars):
        rect = bar.rect
        place = (rect.x + rect.width / 2, rect.y + rect.height - 1)
        front = [other.figure for other in found.bars[number:]]
        assert found.figure_at(*place) in front


def test_of_a_bar_behind_a_lower_one_the_top_is_hit() -> None:
    quarter = figure(2018, "25", last=day_number(2018, 3, 31))
    year = figure(2018, "100")
    found = picture(year, quarter)
    x = DECADE.x(day_number(2018, 2, 1))
    assert found.figure_at(x, TOP + 1) == year
    assert found.figure_at(x, TOP + HEIGHT - 1) == quarter
    assert found.figure_at(DECADE.x(day_number(2018, 9, 1)), TOP + HEIGHT - 1) == year


def test_a_bar_too_low_to_see_is_hit_just_above_the_ground() -> None:
    low = figure(2018, "1")
    found = picture(low, figure(2012, "1000000"))
    x = DECADE.x(day_number(2018, 7, 1))
    assert found.figure_at(x, TOP + HEIGHT - 5) == low
    assert found.figure_at(x, TOP + HEIGHT / 2) is None
    assert found.figure_at(x, TOP + HEIGHT) is None
    assert found.figure_at(DECADE.x(day_number(2016)), TOP + HEIGHT - 5) is None
