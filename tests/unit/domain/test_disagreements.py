"""Which claims are rivals, which rivals disagree, and which of them still stand."""

from typing import Any

import msgspec
import pytest
from support.libraries import amount_claim, evidence, status_claim

from atlas_gui.domain.claims import Claim
from atlas_gui.domain.disagreements import disagreements_among, slot_of, standing_claims

Plain = dict[str, Any]


def _claims(*plain: Plain) -> list[Claim]:
    return [msgspec.convert(claim, Claim) for claim in plain]


def _disputed(*plain: Plain) -> list[list[str]]:
    return [[claim.id for claim in found.claims] for found in disagreements_among(_claims(*plain))]


def _as_of(claim: Plain, *dates: str) -> Plain:
    return {**claim, "evidence": [{**evidence(), "as_of": {"edtf": date}} for date in dates]}


def _party(name: str, reference: str, **parts: Any) -> Plain:
    value = {"party": reference, "role": "buyer"}
    return {
        "property": "party",
        "id": name,
        "value": value,
        "evidence": [evidence()],
        **parts,
    }


def test_two_amounts_for_one_question_disagree() -> None:
    assert _disputed(amount_claim("5", name="a"), amount_claim("6", name="b")) == [["a", "b"]]


def test_an_equal_third_claim_stands_with_the_one_it_supports() -> None:
    rivals = [amount_claim(n, name=name) for n, name in (("5", "a"), ("6", "b"), ("5", "c"))]
    assert _disputed(*rivals) == [["a", "b", "c"]]


def test_amounts_of_different_matters_are_no_rivals() -> None:
    other = amount_claim("6", name="b")
    other["value"]["of"] = "the first stage"
    assert _disputed(amount_claim("5", name="a"), other) == []


def test_an_original_sum_and_what_it_was_converted_into_are_no_rivals() -> None:
    converted = amount_claim("6", name="b")
    converted["value"]["conversion"] = "2014 US dollars"
    assert _disputed(amount_claim("5", name="a"), converted) == []
    rival = amount_claim("7", name="c")
    rival["value"]["conversion"] = "2014 US dollars"
    assert _disputed(amount_claim("5", name="a"), converted, rival) == [["b", "c"]]


def test_that_a_sum_must_not_be_added_is_no_other_value() -> None:
    umbrella = amount_claim("5", name="b")
    umbrella["value"]["not_counted"] = "a framework"
    assert _disputed(amount_claim("5", name="a"), umbrella) == []


@pytest.mark.parametrize(("one", "other"), [("29.9", "29.90"), ("5", "5.000")])
def test_a_last_zero_is_no_disagreement(one: str, other: str) -> None:
    assert _disputed(amount_claim(one, name="a"), amount_claim(other, name="b")) == []


def test_a_date_that_is_only_worded_otherwise_is_no_disagreement() -> None:
    one, other = status_claim("signed"), {**status_claim("signed"), "id": "other"}
    one["value"] = {"step": "signed", "date": {"edtf": "2006", "wording": "in 2006"}}
    other["value"] = {"step": "signed", "date": {"edtf": "2006"}, "inferred_from": "its title"}
    assert _disputed({**one, "topic": "signing"}, {**other, "topic": "signing"}) == []


def test_values_as_of_different_times_are_a_sequence() -> None:
    one, other = amount_claim("5", name="a"), amount_claim("6", name="b")
    assert _disputed(_as_of(one, "2004"), _as_of(other, "2006")) == []
    assert _disputed(_as_of(one, "2004"), _as_of(other, "2004-05")) == [["a", "b"]]


@pytest.mark.parametrize("dates", [("2006", "not a date"), ("2006", "../2004")])
def test_a_time_that_is_not_bounded_settles_nothing(dates: tuple[str, ...]) -> None:
    one, other = amount_claim("5", name="a"), amount_claim("6", name="b")
    assert _disputed(_as_of(one, "2004"), _as_of(other, *dates)) == [["a", "b"]]


def test_the_preferred_claim_settles_a_question() -> None:
    preferred = {**amount_claim("5", name="a"), "rank": "preferred", "reason": "later"}
    assert _disputed(preferred, amount_claim("6", name="b")) == []


def test_two_preferred_claims_still_disagree() -> None:
    rank = {"rank": "preferred", "reason": "later"}
    rivals = [{**amount_claim(n, name=name), **rank} for n, name in (("5", "a"), ("6", "b"))]
    assert _disputed(*rivals, amount_claim("7", name="c")) == [["a", "b"]]


def test_what_the_editors_set_aside_disputes_nothing() -> None:
    aside = {**amount_claim("6", name="b"), "rank": "deprecated", "reason": "a slip"}
    assert _disputed(amount_claim("5", name="a"), aside) == []


def test_parties_compete_only_under_a_topic() -> None:
    one, other = _party("a", "country:CHN"), _party("b", "country:CUB")
    assert [slot_of(claim) for claim in _claims(one, other)] == [None, None]
    assert _disputed(one, other) == []
    assert _disputed({**one, "topic": "who paid"}, {**other, "topic": "who paid"}) == [["a", "b"]]


def test_a_claim_passed_over_for_a_preferred_rival_does_not_stand() -> None:
    preferred = {**amount_claim("5", name="a"), "rank": "preferred", "reason": "later"}
    aside = {**amount_claim("7", name="c"), "rank": "deprecated", "reason": "a slip"}
    party = _party("d", "country:CHN")
    standing = standing_claims(_claims(amount_claim("6", name="b"), preferred, aside, party))
    assert [claim.id for claim in standing] == ["a", "d"]
