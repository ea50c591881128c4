"""Years gathered into bars: nothing lost, never more bars than there is room for."""

from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.models.year_bins import YearBins, bins_of

_COUNTS = st.lists(st.integers(0, 50), max_size=400)
_YEARS = st.integers(-3000, 3000)


@given(_YEARS, _COUNTS, st.integers(-5, 300))
def test_every_record_stands_in_one_bar(first: int, counts: list[int], most: int) -> None:
    assert sum(bins_of(first, counts, most).counts) == sum(counts)


@given(_YEARS, _COUNTS, st.integers(2, 300))
def test_there_are_no_more_bars_than_asked_for(first: int, counts: list[int], most: int) -> None:
    assert len(bins_of(first, counts, most).counts) <= most


@given(_YEARS, _COUNTS.filter(bool), st.integers(2, 300))
def test_bars_begin_at_round_years_and_cover_all(first: int, counts: list[int], most: int) -> None:
    bins = bins_of(first, counts, most)
    assert bins.first % bins.step == 0
    assert bins.first <= first
    assert bins.first + bins.years >= first + len(counts)


def test_years_stand_alone_where_there_is_room() -> None:
    assert bins_of(1990, [3, 0, 1], 10) == YearBins(1990, 1, (3, 0, 1))


def test_steps_are_those_readers_think_in() -> None:
    steps = {bins_of(1850, [1] * 177, most).step for most in range(2, 200)}
    assert steps <= {1, 2, 5, 10, 20, 50, 100, 200}


def test_no_years_make_no_bars() -> None:
    assert bins_of(1990, [], 10).counts == ()
