"""Pairs of states: whichever comes first, under the states of today."""

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.entities import Country
from atlas_gui.domain.pairs import Pair, living_state, pair_of, pairs_among, pairs_named

_CODES = ("AAA", "BBB", "CCC", "DDD", "EEE")
_codes = st.sampled_from(_CODES)
# Any code may follow any other, so that chains, rings and states nobody holds all come up.
_successors = st.dictionaries(_codes, st.none() | st.sampled_from((*_CODES, "ZZZ")))


def _countries(successors: Mapping[str, str | None]) -> dict[str, Country]:
    return {
        code: Country(code, {"en": code.title()}, successor=successor)
        for code, successor in successors.items()
    }


GONE = _countries({"RUS": None, "SUN": "RUS", "RSF": "SUN", "CUB": None, "CHN": None})


@given(one=_codes, other=_codes)
def test_a_pair_is_the_same_from_both_sides(one: str, other: str) -> None:
    pair = pair_of(one, other)
    assert pair == pair_of(other, one)
    assert sorted((one, other)) == list(pair)
    assert pair.id == f"{pair.first}-{pair.second}"


def test_the_identifier_of_a_pair_is_in_alphabetical_order() -> None:
    assert pair_of("CUB", "CHN").id == "CHN-CUB"


@pytest.mark.parametrize(
    ("code", "living"),
    [("CUB", "CUB"), ("SUN", "RUS"), ("RSF", "RUS"), ("ZZZ", "ZZZ")],
    ids=["living", "gone", "gone twice", "not held"],
)
def test_a_state_that_is_gone_counts_under_the_one_that_lives(code: str, living: str) -> None:
    assert living_state(code, GONE) == living


def test_a_successor_that_the_library_lacks_is_named_by_its_code() -> None:
    assert living_state("SUN", _countries({"SUN": "RUS"})) == "RUS"


@pytest.mark.parametrize(
    ("successors", "code", "living"),
    [
        ({"AAA": "AAA"}, "AAA", "AAA"),
        ({"AAA": "BBB", "BBB": "AAA"}, "AAA", "AAA"),
        ({"AAA": "BBB", "BBB": "AAA"}, "BBB", "BBB"),
        ({"AAA": "BBB", "BBB": "CCC", "CCC": "BBB"}, "AAA", "BBB"),
    ],
    ids=["its own", "of two", "of two, the other", "entered from outside"],
)
def test_a_ring_of_successors_ends_where_it_was_entered(
    successors: dict[str, str], code: str, living: str
) -> None:
    assert living_state(code, _countries(successors)) == living


@given(code=_codes, successors=_successors)
def test_a_living_state_counts_under_itself(code: str, successors: dict[str, str | None]) -> None:
    countries = _countries(successors)
    living = living_state(code, countries)
    assert living_state(living, countries) == living


def test_every_two_states_are_a_pair_in_order_of_appearance() -> None:
    assert pairs_among(("RUS", "CUB", "CHN"), GONE) == (
        Pair("CUB", "RUS"),
        Pair("CHN", "RUS"),
        Pair("CHN", "CUB"),
    )


def test_a_state_and_its_successor_are_one_state_in_pairs() -> None:
    assert pairs_among(("SUN", "CUB", "RUS"), GONE) == (Pair("CUB", "RUS"),)
    assert pairs_among(("SUN", "RUS"), GONE) == ()


@given(codes=st.lists(_codes, max_size=6), successors=_successors)
def test_pairs_are_of_two_states_that_live_and_come_once(
    codes: list[str], successors: dict[str, str | None]
) -> None:
    countries = _countries(successors)
    living = {living_state(code, countries) for code in codes}
    pairs = pairs_among(codes, countries)
    assert len(pairs) == len(set(pairs)) == len(living) * (len(living) - 1) // 2
    assert all(first < second and {first, second} <= living for first, second in pairs)


@given(
    named=st.lists(st.builds(lambda one, other: f"{one}-{other}", _codes, _codes), max_size=6),
    successors=_successors,
)
def test_pairs_that_a_record_names_are_of_two_states_that_live_and_come_once(
    named: list[str], successors: dict[str, str | None]
) -> None:
    countries = _countries(successors)
    pairs = pairs_named(named, countries)
    wanted = [pairs_among(pair_id.split("-"), countries) for pair_id in named]
    assert pairs == tuple(dict.fromkeys(pair for found in wanted for pair in found))


def test_a_pair_named_with_a_state_that_is_gone_is_one_of_today() -> None:
    assert pairs_named(("CUB-SUN", "CUB-RUS", "CHN-CUB"), GONE) == (
        Pair("CUB", "RUS"),
        Pair("CHN", "CUB"),
    )
