"""How far a record got, by what its status claims say."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import library_of, record, status_claim

from atlas_gui.domain.ladder import furthest_status, rungs
from atlas_gui.domain.record import Record
from atlas_gui.domain.vocabulary import CLIMBING_KINDS, LADDER, STOPPED_STEPS, Kind, Step


def _record(*claims: dict[str, Any], kind: str = "contract") -> Record:
    return library_of(record("a", kind=kind, claims=list(claims))).records["a"]


def _furthest(*claims: dict[str, Any]) -> Step | None:
    found = furthest_status(_record(*claims).claims)
    return found.value.step if found else None


def _preferred(step: str) -> dict[str, Any]:
    return {**status_claim(step), "rank": "preferred", "reason": "the treaty itself"}


@given(st.lists(st.sampled_from(LADDER), min_size=1, unique=True))
def test_the_highest_rung_tells_how_far_it_got(steps: list[Step]) -> None:
    claims = [status_claim(step) for step in steps]
    top = max(map(LADDER.index, steps))
    assert _furthest(*claims) is LADDER[top]
    assert [rung.passed for rung in rungs(_record(*claims))] == [n <= top for n in range(7)]


@pytest.mark.parametrize("stop", sorted(STOPPED_STEPS))
def test_a_stop_tells_more_than_any_rung(stop: Step) -> None:
    assert _furthest(status_claim("completed"), status_claim(stop)) is stop


def test_what_the_editors_prefer_wins_and_nothing_above_it_is_reached() -> None:
    claims = (status_claim("completed"), _preferred("signed"), status_claim("discussed"))
    assert _furthest(*claims) is Step.SIGNED
    found = {rung.step: rung for rung in rungs(_record(*claims))}
    assert found[Step.SIGNED].passed and found[Step.DISCUSSED].claims
    assert not found[Step.COMPLETED].passed and not found[Step.COMPLETED].claims


def test_a_rung_below_is_passed_without_a_claim() -> None:
    found = {rung.step: rung for rung in rungs(_record(status_claim("signed")))}
    assert found[Step.ANNOUNCED].passed and not found[Step.ANNOUNCED].claims
    assert not found[Step.IN_FORCE].passed


def test_a_claim_that_was_set_aside_reaches_nothing() -> None:
    aside = {**status_claim("completed"), "rank": "deprecated", "reason": "a slip"}
    assert _furthest(aside) is None
    assert rungs(_record(aside)) == ()


@pytest.mark.parametrize("kind", sorted(set(Kind) - CLIMBING_KINDS))
def test_what_is_no_undertaking_climbs_no_ladder(kind: Kind) -> None:
    assert rungs(_record(status_claim("announced"), kind=kind)) == ()


def test_what_stands_beside_the_ladder_has_no_rungs() -> None:
    assert rungs(_record(status_claim("cancelled"))) == ()
