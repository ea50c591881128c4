"""What lies between records: sums that are in the sums of others, and figures of one time."""

import itertools
from typing import Any

import pytest
from support.deals import deal
from support.libraries import (
    Plain,
    amount_claim,
    date_claim,
    library_of,
    record,
    status_claim,
)
from support.whole_index import chosen, reading_over

from atlas_gui.domain.sums import sums_of
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.reading import Reading


def sums_shown(index: SearchIndex, reading: Reading, *names: str) -> dict[str, list[str]]:
    """Which of some records count when just these are shown, and which are left out for what."""
    result = chosen(reading, *names)
    out = {
        str(one.reason): sorted(index.left_out(result, one.reason))
        for one in index.sums(result).left_out
    }
    gone = {name for held in out.values() for name in held}
    return {"counted": sorted(set(names) - gone), **out}


@pytest.mark.parametrize("kind", ["part-of", "finances", "implements"])
def test_money_that_is_in_the_sum_of_another_record_counts_only_without_that(kind: str) -> None:
    reading = reading_over(library_of(deal("loan", within={"project": kind}), deal("project", "9")))
    index = reading.index
    assert sums_shown(index, reading, "loan", "project") == {
        "counted": ["project"],
        "within": ["loan"],
    }
    assert sums_shown(index, reading, "loan") == {"counted": ["loan"]}


@pytest.mark.parametrize("kind", ["related", "follows", "announced-at", "target-for"])
def test_other_relations_leave_sums_alone(kind: str) -> None:
    reading = reading_over(library_of(deal("loan", within={"project": kind}), deal("project", "9")))
    assert sums_shown(reading.index, reading, "loan", "project") == {"counted": ["loan", "project"]}


def test_a_part_of_a_part_is_in_the_whole_also_where_what_lies_between_is_not_shown() -> None:
    chain = (
        deal("bolt", within={"wheel": "part-of"}),
        record("wheel", relations=[{"type": "part-of", "target": "car"}]),
        deal("car", "9"),
    )
    reading = reading_over(library_of(*chain))
    for names in (("bolt", "car"), ("bolt", "wheel", "car")):
        shown = sums_shown(reading.index, reading, *names)
        assert shown["within"] == ["bolt"]
        assert "car" in shown["counted"]


def test_of_records_that_are_part_of_one_another_one_counts() -> None:
    ring = [
        deal("a", within={"b": "part-of"}),
        deal("b", within={"c": "part-of"}),
        deal("c", within={"a": "part-of"}),
    ]
    for order in itertools.permutations(ring):
        reading = reading_over(library_of(*order))
        assert sums_shown(reading.index, reading, "a", "b", "c") == {
            "counted": ["a"],
            "within": ["b", "c"],
        }
        assert sums_shown(reading.index, reading, "b", "c")["counted"] == ["b"]


def test_a_record_that_is_part_of_itself_or_of_nothing_counts() -> None:
    reading = reading_over(
        library_of(deal("self", within={"self": "part-of"}), deal("lost", within={"no": "part-of"}))
    )
    assert sums_shown(reading.index, reading, "lost", "self") == {"counted": ["lost", "self"]}


def test_a_part_in_another_currency_or_stage_is_not_in_the_sum() -> None:
    other = deal("loan", within={"project": "part-of"})
    for change in ({"currency": "CNY"}, {"kind": "paid"}, {"conversion": "2014 US dollars"}):
        held = deal("loan", within={"project": "part-of"})
        held["claims"][1]["value"] |= change
        reading = reading_over(library_of(held, deal("project", "9")))
        assert "within" not in sums_shown(reading.index, reading, "loan", "project")
    reading = reading_over(library_of(other, deal("project", "9")))
    assert "within" in sums_shown(reading.index, reading, "loan", "project")


def figure(name: str, edtf: str, amount: str = "5", **parts: Any) -> Plain:
    claim = amount_claim(amount)
    claim["value"]["kind"] = "traded"
    claims = [claim, status_claim("reported")]
    if edtf:
        claims.append(date_claim(edtf, "period"))
    return record(name, kind="trade", claims=claims, **parts)


@pytest.mark.parametrize(
    ("figures", "counted"),
    [
        ([figure("a", "2005", "5"), figure("b", "2005", "7")], ["b"]),
        ([figure("a", "2005", "5"), figure("b", "2005", "5")], ["a"]),
        ([figure("a", "2005", "9"), figure("b", "2001/2006", "7")], ["b"]),
        ([figure("a", "2005", "9"), figure("b", "2005-03", "7")], ["a"]),
        ([figure("a", "2005"), figure("b", "2006")], ["a", "b"]),
        ([figure("a", "2004/2005"), figure("b", "2005/2006")], ["a", "b"]),
        ([figure("a", "2005"), figure("b", "")], ["a", "b"]),
        ([figure("a", "2005"), figure("b", "2004/..")], ["a", "b"]),
        ([figure("a", "2005"), figure("b", "2005", countries=["CHN", "RUS"])], ["a", "b"]),
    ],
)
def test_of_trade_figures_for_the_same_time_one_counts(
    figures: list[Plain], counted: list[str]
) -> None:
    for order in itertools.permutations(figures):
        reading = reading_over(library_of(*order))
        shown = sums_shown(reading.index, reading, "a", "b")
        assert shown["counted"] == counted
        (total,) = reading.index.sums(chosen(reading, "a", "b")).totals
        assert total.amount == sum(
            sums_of(reading.library.records[one]).counted[0].amount for one in counted
        )
        for name in ("a", "b"):
            assert sums_shown(reading.index, reading, name) == {"counted": [name]}
