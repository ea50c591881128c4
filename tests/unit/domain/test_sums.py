"""Which sums of a record count, by themselves, and why the others do not: docs/sums.md as tests."""

import random
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import Plain, amount_claim, record, status_claim
from support.places import ROOT

from atlas_gui.domain.record import Record
from atlas_gui.domain.sums import (
    Measure,
    Reason,
    RecordSums,
    Stage,
    amount_of,
    sums_of,
    units_of,
)
from atlas_gui.domain.vocabulary import AmountKind, Kind, Qualifier, Step

_USD = Measure("USD")
_PROMISED = ("committed", "contracted")
_PAID = ("paid", "disbursed", "donated")
_TALK = ("discussed", "planned", "target")


def money(amount: str = "5", name: str = "a", **value: str) -> Plain:
    claim = amount_claim(amount, name=name)
    return {**claim, "value": {**claim["value"], **value}}


def ranked(claim: Plain, rank: str) -> Plain:
    return {**claim, "rank": rank, "reason": "it is later"}


def sums(*claims: Plain, step: str = "signed", **parts: Any) -> RecordSums:
    held = [*([status_claim(step)] if step else []), *claims]
    return sums_of(msgspec.convert(record("one", claims=held, **parts), Record))


def counted(found: RecordSums) -> list[tuple[Measure, Stage, str]]:
    return [(one.measure, one.stage, str(one.amount)) for one in found.counted]


def reasons(found: RecordSums) -> list[Reason]:
    return [one.reason for one in found.left_out]


# Stages and measures.


@pytest.mark.parametrize("kind", AmountKind)
def test_every_kind_of_amount_has_its_stage_or_is_only_talk(kind: AmountKind) -> None:
    found = sums(money(kind=kind))
    if kind in _TALK:
        assert (counted(found), reasons(found)) == ([], [Reason.ONLY_TALKED_ABOUT])
        assert found.left_out[0].stage is None
        return
    stage = Stage.PROMISED if kind in _PROMISED else Stage.PAID if kind in _PAID else Stage.TRADED
    assert (counted(found), reasons(found)) == ([(_USD, stage, "5")], [])


def test_an_original_sum_and_a_converted_one_are_two_measures() -> None:
    found = sums(
        money("30", "a", currency="CNY"),
        money("5", "b", conversion="2014 US dollars"),
        money("7", "c", conversion="2021 US dollars"),
    )
    assert counted(found) == [
        (Measure("CNY"), Stage.PROMISED, "30"),
        (Measure("USD", "2014 US dollars"), Stage.PROMISED, "5"),
        (Measure("USD", "2021 US dollars"), Stage.PROMISED, "7"),
    ]
    assert reasons(found) == []


def test_what_was_promised_and_what_was_paid_stay_apart() -> None:
    found = sums(money("100"), money("20", "b", kind="paid"), money("9", "c", kind="planned"))
    assert counted(found) == [(_USD, Stage.PAID, "20"), (_USD, Stage.PROMISED, "100")]
    assert reasons(found) == [Reason.ONLY_TALKED_ABOUT]


def test_a_record_without_sums_has_none() -> None:
    assert sums() == RecordSums()


# Status.


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("kind", ["committed", "paid", "traded"])
def test_the_status_of_a_record_says_whether_its_sums_count(step: Step, kind: str) -> None:
    found = sums(money(kind=kind), step=step, kind="milestone")
    stopped = {Step.CANCELLED}
    if kind == "committed":
        stopped |= {Step.SUSPENDED, Step.TERMINATED, Step.SUPERSEDED}
    if step is Step.TARGET:
        expected = [Reason.ONLY_TALKED_ABOUT]
    elif step in (Step.DISCUSSED, Step.ANNOUNCED, Step.PRELIMINARY, Step.PLANNED):
        expected = [Reason.NOT_SETTLED]
    else:
        expected = [Reason.STOPPED] if step in stopped else []
    assert reasons(found) == expected
    assert len(found.counted) == (not expected)


def test_without_a_status_a_sum_counts() -> None:
    assert counted(sums(money(), step="")) == [(_USD, Stage.PROMISED, "5")]


@pytest.mark.parametrize("kind", Kind)
def test_the_kind_of_a_record_does_not_matter(kind: Kind) -> None:
    assert len(sums(money(), step="", kind=kind).counted) == 1


# Several claims of one record.


def test_a_sum_on_which_sources_disagree_is_left_out_with_its_range() -> None:
    found = sums(money("5"), money("7.5", "b"))
    (left,) = found.left_out
    assert (left.reason, left.least, left.most) == (Reason.DISPUTED, Decimal(5), Decimal("7.5"))
    assert (left.claim_ids, found.counted) == (("a", "b"), ())


def test_a_disagreement_on_the_currency_leaves_both_out() -> None:
    found = sums(money("5"), money("30", "b", currency="CNY"))
    assert (found.counted, reasons(found)) == ((), [Reason.DISPUTED, Reason.DISPUTED])


def test_what_the_editors_prefer_counts_and_what_they_set_aside_is_nowhere() -> None:
    found = sums(ranked(money("5"), "preferred"), money("7", "b"))
    assert (counted(found), reasons(found)) == ([(_USD, Stage.PROMISED, "5")], [])
    found = sums(ranked(money("5"), "deprecated"), money("7", "b"))
    assert (counted(found), reasons(found)) == ([(_USD, Stage.PROMISED, "7")], [])
    assert sums(ranked(money("5"), "deprecated")) == RecordSums()


def test_one_amount_that_several_claims_give_counts_once() -> None:
    found = sums(money("5"), money("5.00", "b"), money("5", "c", kind="contracted"))
    assert counted(found) == [(_USD, Stage.PROMISED, "5")]
    assert found.counted[0].claim_ids == ("a", "b", "c")


def test_different_sums_of_one_stage_may_be_the_same_money() -> None:
    found = sums(money("5"), money("6", "b", kind="contracted"))
    (left,) = found.left_out
    assert (found.counted, left.reason) == ((), Reason.SEVERAL)
    assert (left.least, left.most) == (Decimal(5), Decimal(6))


def test_sums_of_different_times_are_not_added() -> None:
    early, late = money("5", kind="disbursed"), money("8", "b", kind="disbursed")
    early["evidence"][0]["as_of"] = {"edtf": "2010"}
    late["evidence"][0]["as_of"] = {"edtf": "2015"}
    assert reasons(sums(early, late)) == [Reason.SEVERAL]


def test_a_part_beside_the_whole_is_in_it() -> None:
    found = sums(money("5"), money("2", "b", of="the first stage"))
    assert (counted(found), reasons(found)) == ([(_USD, Stage.PROMISED, "5")], [Reason.PART])
    assert found.left_out[0].claim_ids == ("b",)


def test_parts_without_a_whole_are_left_out() -> None:
    found = sums(money("5", of="the mine"), money("2", "b", of="the road"))
    (left,) = found.left_out
    assert (found.counted, left.reason, left.most) == ((), Reason.ONLY_PARTS, Decimal(5))


def test_a_whole_of_another_stage_makes_no_part_count() -> None:
    found = sums(money("5"), money("2", "b", kind="paid", of="the first tranche"))
    assert (counted(found), reasons(found)) == ([(_USD, Stage.PROMISED, "5")], [Reason.ONLY_PARTS])


def test_what_the_library_marks_is_left_out_with_its_reason() -> None:
    found = sums(money("5", not_counted="a framework"))
    (left,) = found.left_out
    assert (found.counted, left.reason, left.notes) == ((), Reason.MARKED, ("a framework",))
    found = sums(money("5", not_counted="a framework"), money("3", "b", kind="contracted"))
    assert (counted(found), reasons(found)) == ([(_USD, Stage.PROMISED, "3")], [Reason.MARKED])


@pytest.mark.parametrize("qualifier", Qualifier)
def test_a_sum_that_is_not_exact_counts_and_says_so(qualifier: Qualifier) -> None:
    (one,) = sums(money(qualifier=qualifier)).counted
    assert (one.amount, one.qualifier) == (Decimal(5), qualifier)


_CLAIMS = st.lists(
    st.tuples(
        st.sampled_from(["1", "2", "2.0"]),
        st.sampled_from(["USD", "CNY"]),
        st.sampled_from(list(AmountKind)),
        st.sampled_from([{}, {}, {"of": "x"}, {"not_counted": "y"}, {"conversion": "z"}]),
        st.sampled_from(["normal", "normal", "preferred", "deprecated"]),
    ),
    max_size=6,
)


def _made(drawn: Sequence[tuple[str, str, AmountKind, dict[str, str], str]]) -> list[Plain]:
    return [
        ranked(money(amount, f"c{n}", currency=currency, kind=kind, **more), rank)
        for n, (amount, currency, kind, more, rank) in enumerate(drawn)
    ]


@given(_CLAIMS, st.sampled_from(list(Step)), st.randoms())
def test_the_order_of_claims_changes_nothing(
    drawn: Sequence[Any], step: Step, order: random.Random
) -> None:
    claims = _made(drawn)
    shuffled = order.sample(claims, len(claims))
    assert sums(*claims, step=step) == sums(*shuffled, step=step)


@given(_CLAIMS, st.sampled_from(list(Step)))
def test_of_a_record_at_most_one_sum_counts_in_a_measure_and_stage_and_nothing_is_lost(
    drawn: Sequence[Any], step: Step
) -> None:
    claims = _made(drawn)
    found = sums(*claims, step=step)
    cells = [(one.measure, one.stage) for one in found.counted]
    assert len(cells) == len(set(cells))
    told = {name for one in (*found.counted, *found.left_out) for name in one.claim_ids}
    aside = {claim["id"] for claim in claims if claim["rank"] == "deprecated"}
    # What is neither told nor set aside was passed over, or is a part of what is told as a whole.
    for claim in claims:
        if claim["id"] not in told | aside:
            assert claim["rank"] != "preferred" or "of" in claim["value"]
    assert not told & aside


# Exact numbers.

_AMOUNTS = st.from_regex(r"(0|[1-9][0-9]{0,23})(\.[0-9]{1,12})?", fullmatch=True)


@given(_AMOUNTS)
def test_no_digit_of_an_amount_is_lost(amount: str) -> None:
    assert amount_of(units_of(Decimal(amount))) == Decimal(amount)


@given(st.lists(_AMOUNTS, max_size=30))
def test_amounts_add_up_exactly(amounts: list[str]) -> None:
    total = amount_of(sum(units_of(Decimal(amount)) for amount in amounts))
    cents = sum(int(f"{Decimal(amount):.12f}".replace(".", "")) for amount in amounts)
    assert f"{total:.12f}".replace(".", "").lstrip("0") == (str(cents) if cents else "")
    assert "E" not in str(total)


def test_every_reason_is_documented_and_no_other() -> None:
    text = (ROOT / "docs" / "sums.md").read_text(encoding="utf-8")
    _before, _heading, after = text.partition("\n| Left out | Because |\n")
    table = after.partition("\n\n")[0]
    assert re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE) == list(map(str, Reason))
