"""Clauses that narrow by a property, against reading the records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import Plain, amount_claim, date_claim, evidence, library_of, record
from support.places import SHIPPED_LIBRARY
from support.whole_index import entries_of, index_over

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.library import Library
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import parse
from atlas_gui.search.query_dates import date_bounds
from atlas_gui.store import open_library


def party(reference: str) -> Plain:
    return {
        "property": "party",
        "id": "party",
        "value": {"party": reference, "role": "buyer"},
        "evidence": [evidence()],
    }


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return index_over(
        library_of(
            record("mine", claims=[date_claim("2004"), party("organisation:minmetals")]),
            record("loan", kind="loan", claims=[date_claim("1980/1985", "period")]),
            record("grant", kind="grant", sectors=["health"], claims=[amount_claim("5")]),
            record("sugar", countries=["SUN", "CUB"], kind="trade", sectors=["agriculture"]),
            record("talk", kind="visit", claims=[date_claim("2019"), party("person:xi-jinping")]),
        )
    )


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("pair:CUB-CHN", {"mine", "loan", "grant", "talk"}),
        ("pair:China-Cuba", {"mine", "loan", "grant", "talk"}),
        ("pair:中国-Cuba", {"mine", "loan", "grant", "talk"}),
        ("pair:PRC-CUB", {"mine", "loan", "grant", "talk"}),
        ('pair:"soviet union cuba"', {"sugar"}),
        ("pair:CUB-Россия", {"sugar"}),
        ("pair:CUB-RUS,CHN-CUB", {"mine", "loan", "grant", "talk", "sugar"}),
        ("country:SUN", {"sugar"}),
        ("country:russia", {"sugar"}),
        ("country:中国", {"mine", "loan", "grant", "talk"}),
        ("-country:CHN", {"sugar"}),
        ("party:minmetals", {"mine"}),
        ('party:"xi jinping"', {"talk"}),
        ("party:习近平", {"talk"}),
        ("party:minm", {"mine"}),
        ("kind:loan,grant", {"loan", "grant"}),
        ("kind:aid", {"loan", "grant"}),
        ("-kind:aid", {"mine", "sugar", "talk"}),
        ("sector:health", {"grant"}),
        ("sector:HEALTH,agriculture", {"grant", "sugar"}),
        ("source:survey", {"mine", "loan", "grant", "sugar", "talk"}),
        ('source:"a survey"', {"mine", "loan", "grant", "sugar", "talk"}),
        ("lang:en", {"mine", "loan", "grant", "sugar", "talk"}),
        ("status:signed", {"sugar"}),
        ("date:1983", {"loan"}),
        ("after:2004", {"sugar", "talk"}),
        ("before:2004", {"loan"}),
        ("has:amount", {"grant"}),
        ("no:date", {"grant"}),
        ("has:source", {"mine", "loan", "grant", "sugar", "talk"}),
        ("no:source", set()),
        ("has:disagreement", set()),
    ],
)
def test_a_clause_finds_its_records(typed: str, ids: set[str], index: SearchIndex) -> None:
    result = index.search(parse(typed))
    assert set(result.ids) == ids
    assert result.faults == ()


@pytest.mark.parametrize(
    ("typed", "word"),
    [
        ("pair:CHN-XXX", "CHN-XXX"),
        ("pair:CHN-CHN", "CHN-CHN"),
        ("country:atlantis", "atlantis"),
        ("party:nobody", "nobody"),
        ("source:nowhere", "nowhere"),
        ("lang:tlh", "tlh"),
        ("cur:XXX", "XXX"),
        ("kind:friendship", "friendship"),
        ("sector:magic", "magic"),
        ("status:asleep", "asleep"),
        ("has:luck", "luck"),
        ("after:soon", "soon"),
        ("before:", "before"),
    ],
)
def test_a_value_that_means_nothing_is_said_and_left_out(
    typed: str, word: str, index: SearchIndex
) -> None:
    result = index.search(parse(typed))
    assert result.total == len(index)
    if typed != "before:":
        (fault,) = result.faults
        assert word in fault


def test_one_bad_value_of_several_is_left_out_alone(index: SearchIndex) -> None:
    result = index.search(parse("kind:loan,friendship"))
    assert set(result.ids) == {"loan"}
    assert len(result.faults) == 1


# Against the shipped library, record by record.

_LIBRARY: Library = open_library(SHIPPED_LIBRARY)
_ENTRIES = entries_of(_LIBRARY)


@pytest.fixture(scope="module")
def shipped() -> SearchIndex:
    return index_over(_LIBRARY)


def days(entry: Entry) -> tuple[int, int] | None:
    """The first and the last day on which a record may lie; None if it has no date."""
    if entry.date is None or not entry.date.is_dated:
        return None
    early, late = entry.date.earliest, entry.date.latest
    return (-(10**9) if early is None else early, 10**9 if late is None else late)


_years = st.integers(1850, 2030)


@given(year=_years, length=st.integers(0, 40))
def test_a_date_may_lie_in_a_time(year: int, length: int, shipped: SearchIndex) -> None:
    value = f"{year}..{year + length}"
    first, last = date_bounds("date", value)
    assert first is not None and last is not None
    wanted = {e.id for e in _ENTRIES if (d := days(e)) and d[0] <= last and d[1] >= first}
    assert set(shipped.search(parse(f"date:{value}")).ids) == wanted


@given(year=_years)
def test_after_and_before_leave_no_doubt(year: int, shipped: SearchIndex) -> None:
    first, last = date_bounds("date", str(year))
    assert first is not None and last is not None
    later = {e.id for e in _ENTRIES if (d := days(e)) and d[0] > last}
    earlier = {e.id for e in _ENTRIES if (d := days(e)) and d[1] < first}
    assert set(shipped.search(parse(f"after:{year}")).ids) == later
    assert set(shipped.search(parse(f"before:{year}")).ids) == earlier


@pytest.mark.parametrize("kind", sorted({str(entry.kind) for entry in _ENTRIES}))
def test_kinds_are_those_of_the_records(kind: str, shipped: SearchIndex) -> None:
    wanted = {entry.id for entry in _ENTRIES if str(entry.kind) == kind}
    assert set(shipped.search(parse(f"kind:{kind}")).ids) == wanted


@pytest.mark.parametrize("step", sorted({str(entry.step) for entry in _ENTRIES if entry.step}))
def test_steps_are_those_of_the_records(step: str, shipped: SearchIndex) -> None:
    wanted = {entry.id for entry in _ENTRIES if str(entry.step) == step}
    assert set(shipped.search(parse(f"status:{step}")).ids) == wanted


def test_every_source_finds_the_records_that_rest_on_it(shipped: SearchIndex) -> None:
    for source in _LIBRARY.sources:
        wanted = {
            held.id
            for held in _LIBRARY.records.values()
            if any(e.source == source for claim in held.claims for e in claim.evidence)
        }
        if wanted:
            assert set(shipped.search(parse(f"source:{source}")).ids) == wanted


def test_disagreements_are_those_of_the_entries(shipped: SearchIndex) -> None:
    wanted = {entry.id for entry in _ENTRIES if entry.disagreements}
    assert wanted
    assert set(shipped.search(parse("has:disagreement")).ids) == wanted
    assert set(shipped.search(parse("no:disagreement")).ids) == {e.id for e in _ENTRIES} - wanted
