"""When each step was reached, by the dates of the record's claims."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import date_claim, library_of, record, status_claim

from atlas_gui.domain.status_history import StatusHistory, status_history
from atlas_gui.domain.time_shape import TimeTrait
from atlas_gui.domain.vocabulary import DateBasis, Step

Plain = dict[str, Any]


def history(*claims: Plain, kind: str = "contract") -> StatusHistory:
    return status_history(library_of(record("a", kind=kind, claims=list(claims))).records["a"])


def status(step: str, edtf: str, number: int = 1, **more: str) -> Plain:
    claim = status_claim(step)
    value = {"step": step, "date": {"edtf": edtf, **more}}
    return {**claim, "id": f"status-{step}-{number}", "value": value}


def told(found: StatusHistory) -> list[tuple[str, str]]:
    return [(step.step.value, step.date.text) for step in found.steps]


def test_steps_stand_in_the_order_of_time_and_not_of_the_file() -> None:
    found = history(
        status("in-force", "2006"), status("signed", "2005-11-03"), status("announced", "2004")
    )
    assert told(found) == [("announced", "2004"), ("signed", "2005-11-03"), ("in-force", "2006")]
    assert found.undated == () and found.others == ()


def test_of_steps_of_one_day_the_lower_rung_comes_first() -> None:
    found = history(status("signed", "2005-11-03"), status("announced", "2005-11-03"))
    assert [step.step for step in found.steps] == [Step.ANNOUNCED, Step.SIGNED]


@pytest.mark.parametrize(
    ("step", "basis", "kind"),
    [
        ("signed", "signed", "treaty"),
        ("preliminary", "signed", "treaty"),
        ("in-force", "in-force", "treaty"),
        ("under-way", "started", "contract"),
        ("under-way", "period", "contract"),
        ("took-place", "held", "visit"),
        ("took-place", "said", "statement"),
        ("announced", "announced", "grant"),
        ("planned", "planned", "visit"),
        ("target", "planned", "trade"),
        ("completed", "ended", "contract"),
        ("terminated", "ended", "treaty"),
        ("reported", "reported", "trade"),
    ],
)
def test_a_date_of_the_matching_basis_dates_a_step(step: str, basis: str, kind: str) -> None:
    found = history(status_claim(step), date_claim("2005-11", basis), kind=kind)
    assert told(found) == [(step, "2005-11")]
    assert found.steps[0].claim_ids == (f"status-{step}", f"date-{basis}")
    assert found.undated == () and found.others == ()


@pytest.mark.parametrize(
    ("step", "basis", "kind"),
    [
        ("signed", "announced", "treaty"),
        ("took-place", "said", "security"),
        ("under-way", "as-of", "contract"),
    ],
)
def test_any_other_date_stands_for_itself(step: str, basis: str, kind: str) -> None:
    found = history(status_claim(step), date_claim("2005-11", basis), kind=kind)
    assert found.steps == ()
    assert [undated.step.value for undated in found.undated] == [step]
    assert [other.claim.id for other in found.others] == [f"date-{basis}"]


def test_the_day_of_signing_is_not_that_of_the_preliminary_step_too() -> None:
    found = history(
        status_claim("preliminary"), status_claim("signed"), date_claim("2005-11", "signed")
    )
    assert told(found) == [("signed", "2005-11")]
    assert [undated.step for undated in found.undated] == [Step.PRELIMINARY]


def test_the_same_date_from_two_claims_is_one_step() -> None:
    found = history(status("signed", "2005-11"), date_claim("2005-11", "signed"))
    assert [step.claim_ids for step in found.steps] == [("status-signed-1", "date-signed")]


def test_dates_that_disagree_both_stand() -> None:
    found = history(
        status("signed", "2005-12"), status("signed", "2005-11", 2), date_claim("2005", "signed")
    )
    assert told(found) == [("signed", "2005"), ("signed", "2005-11"), ("signed", "2005-12")]
    assert [step.claim_ids for step in found.steps] == [
        ("date-signed",),
        ("status-signed-2",),
        ("status-signed-1",),
    ]


def test_a_date_that_names_no_day_leaves_the_step_undated_and_is_told() -> None:
    found = history(status("announced", "XXXX-01"), date_claim("XXXX-01", "announced"))
    assert found.steps == () and found.others == ()
    (undated,) = found.undated
    assert undated.step is Step.ANNOUNCED
    assert undated.claim_ids == ("status-announced-1", "date-announced")
    assert undated.words == "Jan, year unknown"


def test_the_phrase_of_the_source_is_kept() -> None:
    found = history(status("signed", "2006-05~/2006-08~", wording="mid-2006"))
    assert found.steps[0].date_words == "mid-2006"
    assert history(status("signed", "2006-05")).steps[0].date_words == "May 2006"


def test_a_period_lasts_and_a_year_does_not() -> None:
    lasting = history(status_claim("under-way"), date_claim("2006", "period")).steps[0]
    assert TimeTrait.WITHIN not in lasting.shape.traits
    assert TimeTrait.WITHIN in history(status("signed", "2006")).steps[0].shape.traits


def test_what_the_editors_set_aside_is_nowhere() -> None:
    aside = {"rank": "deprecated", "reason": "a slip"}
    found = history({**status("signed", "2005"), **aside}, {**date_claim("2004", "as-of"), **aside})
    assert found == StatusHistory((), (), ())


def test_a_date_passed_over_for_another_dates_no_step_but_is_told() -> None:
    better = {"rank": "preferred", "reason": "the treaty itself", "id": "better"}
    found = history(
        status_claim("signed"),
        date_claim("2004", "signed"),
        {**date_claim("2005", "signed"), **better},
    )
    assert told(found) == [("signed", "2005")]
    assert [other.claim.id for other in found.others] == ["date-signed"]


def test_nothing_above_a_preferred_rung_was_reached() -> None:
    better = {"rank": "preferred", "reason": "the treaty itself"}
    found = history(status("completed", "2007"), {**status("signed", "2005"), **better})
    assert told(found) == [("signed", "2005")]
    assert [(other.claim.id, other.date_words) for other in found.others] == [
        ("status-completed-1", "2007")
    ]


_steps = st.sampled_from(list(Step))
_dates = st.sampled_from(["2004", "2005-11", "2005-11-03", "XXXX-01", "2004/..", "[2025..]"])
_statuses = st.builds(status, _steps.map(str), _dates, st.integers(1, 99))
_bare = st.builds(lambda step: status_claim(step.value), _steps)
_other = st.builds(
    lambda edtf, basis: date_claim(edtf, basis.value), _dates, st.sampled_from(DateBasis)
)


@given(st.lists(st.one_of(_statuses, _bare, _other), min_size=1, unique_by=lambda c: c["id"]))
def test_no_step_and_no_day_is_lost(claims: list[Plain]) -> None:
    found = history(*claims)
    wanted = {claim["value"]["step"] for claim in claims if claim["property"] == "status"}
    dated = {step.step for step in found.steps}
    undated = {step.step for step in found.undated}
    assert dated | undated == wanted and not dated & undated
    days = {claim["value"].get("edtf") for claim in claims if claim["property"] == "date"}
    shown = {step.date.text for step in found.steps} | {o.date.text for o in found.others}
    assert days - {None, "XXXX-01"} <= shown
    firsts = [step.shape.first for step in found.steps]
    assert firsts == sorted(firsts)
