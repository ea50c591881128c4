"""Sums over columns against a plain reckoning over the records as they stand in the file."""

import itertools
import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Context, Decimal
from pathlib import Path
from typing import Any, NamedTuple

import numpy
import pytest
from bench.corpus import make_library
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.deals import deal
from support.libraries import (
    Plain,
    amount_claim,
    date_claim,
    library_of,
    plain_library,
    record,
    status_claim,
    write,
)
from support.places import SHIPPED_LIBRARY
from support.whole_index import chosen, index_over, reading_over

from atlas_gui.domain.catalogue import entry_of
from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.record import Record
from atlas_gui.domain.sums import Measure, Reason, Stage, sums_of
from atlas_gui.domain.vocabulary import RelationType
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, index_of_titles
from atlas_gui.search.money_answers import NONE, SEVERAL, By, Sums
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.store import open_library

_QUERIES = [
    "",
    "china",
    "kind:loan,grant",
    "status:signed",
    "kind:trade",
    "no:date",
    "-zzzz",
    "zzzz",
]
_WITHIN = {RelationType.PART_OF, RelationType.FINANCES, RelationType.IMPLEMENTS}
_EXACT = Context(prec=80)
Cell = tuple[Measure, Stage]


class Reckoning(NamedTuple):
    """Amounts of records by measure and stage, and how many sums of how many records were left out."""

    amounts: Mapping[Cell, Mapping[str, Decimal]]
    left_out: Mapping[Reason, tuple[int, int]]
    without: int


def reckoned(library: Library, ids: list[str]) -> Reckoning:
    """What sums.md says, record by record, without an index."""
    amounts: defaultdict[Cell, dict[str, Decimal]] = defaultdict(dict)
    left: defaultdict[Reason, list[str]] = defaultdict(list)
    named = set()
    shown = [library.records[one] for one in ids if one in library.records]
    for held in shown:
        sums = sums_of(held)
        if sums.counted or sums.left_out:
            named.add(held.id)
        for out in sums.left_out:
            left[out.reason].append(held.id)
        for one in sums.counted:
            amounts[one.measure, one.stage][held.id] = one.amount
    for cell, by_id in amounts.items():
        gone = {one: Reason.WITHIN for one in by_id if _above(library, one) & set(by_id) - {one}}
        if cell[1] is Stage.TRADED:
            for one, other in itertools.permutations(by_id, 2):
                if one not in gone and _same_trade(library, by_id, one, other):
                    gone[one] = Reason.SAME_TRADE
        for one, reason in gone.items():
            del by_id[one]
            left[reason].append(one)
    return Reckoning(
        {cell: by_id for cell, by_id in amounts.items() if by_id},
        {reason: (len(held), len(set(held))) for reason, held in left.items()},
        len(shown) - len(named),
    )


def _above(library: Library, record_id: str) -> set[str]:
    """Every record that has this one's money in its own."""
    found: set[str] = set()
    waiting = [record_id]
    while waiting:
        for link in _links(library.records.get(waiting.pop())):
            if link not in found:
                found.add(link)
                waiting.append(link)
    return found


def _links(held: Record | None) -> Iterator[str]:
    for relation in held.relations if held else ():
        if relation.type in _WITHIN:
            yield relation.target


def _same_trade(library: Library, amounts: Mapping[str, Decimal], one: str, other: str) -> bool:
    """Whether a figure lies in the time of another for the same pairs; of alike ones the larger counts."""
    first, second = (entry_of(library.records[held], library) for held in (one, other))
    if set(first.pairs) != set(second.pairs) or not first.date or not second.date:
        return False
    spans = [(entry.date.earliest, entry.date.latest) for entry in (first, second) if entry.date]
    (start, end), (begin, stop) = spans
    if start is None or end is None or begin is None or stop is None:
        return False
    if (start, end) == (begin, stop):
        return (amounts[other], one) > (amounts[one], other)
    return begin <= start and end <= stop


def told(sums: Sums) -> tuple[dict[Cell, tuple[Decimal, int]], dict[Reason, tuple[int, int]], int]:
    """What the index says, in the form of a reckoning."""
    totals = {(one.measure, one.stage): (one.amount, one.sums) for one in sums.totals}
    return totals, {one.reason: (one.sums, one.records) for one in sums.left_out}, sums.without


def expected(
    reckoning: Reckoning,
) -> tuple[dict[Cell, tuple[Decimal, int]], dict[Reason, tuple[int, int]], int]:
    totals = {
        cell: (exact(by_id.values()), len(by_id)) for cell, by_id in reckoning.amounts.items()
    }
    return totals, dict(reckoning.left_out), reckoning.without


def exact(amounts: Any) -> Decimal:
    total = Decimal(0)
    for amount in amounts:
        total = _EXACT.add(total, amount)
    return total


@pytest.fixture(scope="module")
def shipped() -> Reading:
    return reading_over(open_library(SHIPPED_LIBRARY))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    path: Path = tmp_path_factory.mktemp("made") / "made.json"
    return reading_over(open_library(make_library(path, 600)))


@pytest.fixture(scope="module", params=["shipped", "made"])
def reading(request: pytest.FixtureRequest) -> Reading:
    held: Reading = request.getfixturevalue(request.param)
    return held


@pytest.mark.parametrize("query", _QUERIES)
def test_sums_are_those_of_a_plain_reckoning(reading: Reading, query: str) -> None:
    result = reading.index.search(parse(query))
    found = reading.index.sums(result)
    assert told(found) == expected(reckoned(reading.library, list(result.ids)))
    assert found.records == result.total
    assert found.unreadable == 0


@pytest.mark.parametrize("query", _QUERIES)
@pytest.mark.parametrize("by", By)
def test_rows_are_those_of_a_plain_reckoning(reading: Reading, query: str, by: By) -> None:
    result = reading.index.search(parse(query))
    reckoning = reckoned(reading.library, list(result.ids))
    for (measure, stage), by_id in reckoning.amounts.items():
        rows = reading.index.sums_by(result, measure, stage, by)
        if by is By.CURRENCY:
            found = {Measure(row.key, row.conversion): row.amount for row in rows}
            assert found == {
                cell[0]: exact(held.values())
                for cell, held in reckoning.amounts.items()
                if cell[1] is stage
            }
            continue
        parts: defaultdict[str, list[Decimal]] = defaultdict(list)
        for name, amount in by_id.items():
            parts[_key(reading.library, name, by)].append(amount)
        assert {row.key: (row.amount, row.sums) for row in rows} == {
            key: (exact(held), len(held)) for key, held in parts.items()
        }
        assert exact(row.amount for row in rows) == exact(by_id.values())


def _key(library: Library, record_id: str, by: By) -> str:
    entry = entry_of(library.records[record_id], library)
    if by is By.KIND:
        return str(entry.kind)
    if by is By.YEAR:
        return entry.year or NONE
    held: list[Any] = (
        [pair.id for pair in entry.pairs] if by is By.PAIR else [str(one) for one in entry.sectors]
    )
    once = list(dict.fromkeys(held))
    return once[0] if len(once) == 1 else SEVERAL if once else NONE


def test_the_shipped_library_adds_up_to_what_its_file_says() -> None:
    """From the JSON alone, by a rule that is simpler and does for this library."""
    plain = json.loads(SHIPPED_LIBRARY.read_text(encoding="utf-8"))
    unsettled = {"discussed", "announced", "preliminary", "planned", "target", "cancelled"}
    totals: Counter[tuple[str, str]] = Counter()
    stages = {"committed": "promised", "contracted": "promised", "traded": "traded"}
    for held in plain["records"].values():
        steps = {c["value"]["step"] for c in held["claims"] if c["property"] == "status"}
        for claim in held["claims"]:
            value = claim["value"]
            if claim["property"] != "amount" or "of" in value or steps & unsettled - {"announced"}:
                continue
            if steps == {"announced"} or value["kind"] in ("planned", "discussed", "target"):
                continue
            totals[value["currency"], stages.get(value["kind"], "paid")] += int(value["amount"])
    index = index_over(open_library(SHIPPED_LIBRARY))
    sums = index.sums(index.search(parse("")))
    assert {(one.currency, str(one.stage)): int(one.amount) for one in sums.totals} == totals
    assert sum(totals.values()) > 10**11


# Any library.

_KINDS = st.sampled_from(["committed", "paid", "traded", "planned"])
_AMOUNTS = st.from_regex(r"(0|[1-9][0-9]{0,23})(\.[0-9]{1,12})?", fullmatch=True)


@st.composite
def _libraries(draw: st.DrawFn) -> list[Plain]:
    names = [f"r{number}" for number in range(draw(st.integers(1, 8)))]
    held = []
    for name in names:
        claims = [status_claim(draw(st.sampled_from(["signed", "completed", "cancelled"])))]
        if edtf := draw(st.sampled_from(["", "2005", "2005-03", "2004/2006", "199X"])):
            claims.append(date_claim(edtf))
        for number in range(draw(st.integers(0, 2))):
            currency = draw(st.sampled_from(["USD", "CNY"]))
            claim = amount_claim(draw(_AMOUNTS), currency, f"a{number}")
            claim["value"]["kind"] = draw(_KINDS)
            claim["value"] |= draw(st.sampled_from([{}, {}, {"conversion": "2014 US dollars"}]))
            claims.append(claim)
        relations = [
            {"type": draw(st.sampled_from(["part-of", "related"])), "target": target}
            for target in draw(st.lists(st.sampled_from(names), max_size=1))
            # A ring is a matter of its own, above.
            if target > name
        ]
        countries = draw(st.sampled_from([["CHN", "CUB"], ["CHN", "CUB", "RUS"]]))
        sectors = draw(st.sampled_from([["mining"], ["mining", "energy"], ["energy", "energy"]]))
        parts = {"claims": claims, "relations": relations, "countries": countries}
        held.append(record(name, sectors=sectors, **parts))
    return held


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(_libraries(), st.randoms(), st.data())
def test_any_library_adds_up_and_so_do_its_rows(
    held: list[Plain], order: Any, data: st.DataObject
) -> None:
    reading = reading_over(library_of(*order.sample(held, len(held))))
    names = data.draw(st.lists(st.sampled_from([one["id"] for one in held]), unique=True))
    result = chosen(reading, *names)
    sums = reading.index.sums(result)
    assert told(sums) == expected(reckoned(reading.library, names))
    for total in sums.totals:
        for by in (By.PAIR, By.YEAR, By.KIND, By.SECTOR):
            rows = reading.index.sums_by(result, total.measure, total.stage, by)
            assert exact(row.amount for row in rows) == total.amount
            assert sum(row.sums for row in rows) == total.sums


# The rest.


def test_the_answer_for_everything_is_ready_and_the_same(reading: Reading) -> None:
    index = reading.index
    ready = index.sums(index.search(parse("")))
    reckoned_now = index.engine().money.sums(numpy.ones(len(index), numpy.bool_))
    assert ready == reckoned_now


def test_most_sums_lead(made: Reading) -> None:
    totals = made.index.sums(made.index.search(parse(""))).totals
    assert len(totals) > 3
    assert [one.sums for one in totals] == sorted((one.sums for one in totals), reverse=True)


def test_of_very_many_totals_the_leading_ones_are_made_and_the_rest_counted() -> None:
    held = [deal(f"d{number}") for number in range(250)]
    for number, one in enumerate(held[1:]):
        one["claims"][1]["value"]["conversion"] = f"prices {number // 2 if number < 4 else number}"
    index = index_over(library_of(*held))
    for query in ("", "-zzzz"):
        result = index.search(parse(query))
        sums = index.sums(result)
        assert (len(sums.totals), sums.more) == (200, 48)
        assert [one.sums for one in sums.totals[:3]] == [2, 2, 1]
        every = index.sums(result, most=None)
        assert (len(every.totals), every.more) == (248, 0)
        assert every.left_out == sums.left_out


def test_sums_that_are_not_exact_are_counted() -> None:
    qualifiers = ("exact", "about", "almost", "more-than", "less-than", "less-than")
    held = [deal(f"d{number}") for number in range(len(qualifiers))]
    for one, qualifier in zip(held, qualifiers, strict=True):
        one["claims"][1]["value"]["qualifier"] = qualifier
    index = index_over(library_of(*held))
    (total,) = index.sums(index.search(parse(""))).totals
    assert (total.sums, total.about, total.more, total.less) == (6, 2, 1, 2)
    assert total.amount == 30


def test_the_largest_amounts_of_the_model_add_up_to_the_last_digit() -> None:
    largest = "9" * 24 + "." + "9" * 12
    held = [deal(f"d{number}", largest) for number in range(3)] + [deal("d", "0.000000000001")]
    index = index_over(library_of(*held))
    (total,) = index.sums(index.search(parse(""))).totals
    assert str(total.amount) == "2" + "9" * 24 + "." + "9" * 11 + "8"
    (row,) = index.sums_by(index.search(parse("")), total.measure, total.stage, By.SECTOR)
    assert row.amount == total.amount


def test_a_record_that_cannot_be_read_is_told_apart(tmp_path: Path) -> None:
    plain = plain_library(deal("sound"), record("poor"), deal("broken"))
    plain["records"]["3"]["kind"] = "no such kind"
    index = index_over(open_library(write(plain, tmp_path)))
    sums = index.sums(index.search(parse("")))
    assert (sums.records, sums.without, sums.unreadable) == (3, 1, 1)


def test_an_index_of_titles_names_no_sum() -> None:
    library = library_of(deal("one"))
    index = SearchIndex(library, unpacked(index_of_titles(library), index_key(library)))
    assert not index.complete
    assert index.sums(index.search(parse(""))).totals == ()


def test_a_state_and_its_successor_are_no_pair() -> None:
    reading = reading_over(library_of(deal("one", countries=["RUS", "SUN"])))
    result: SearchResult = reading.index.search(parse(""))
    (row,) = reading.index.sums_by(result, Measure("USD"), Stage.PROMISED, By.PAIR)
    assert (row.key, row.amount) == (NONE, 5)


def test_a_total_that_is_not_there_has_no_rows(shipped: Reading) -> None:
    result = shipped.index.search(parse(""))
    assert shipped.index.sums_by(result, Measure("XXX"), Stage.PAID, By.PAIR) == []
    assert shipped.index.left_out(result, Reason.MARKED) == []
    assert Pair("CHN", "CUB").id in {
        row.key for row in shipped.index.sums_by(result, Measure("USD"), Stage.PAID, By.PAIR)
    }
