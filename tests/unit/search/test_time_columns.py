"""Columns of time against a plain reading of the records, one by one."""

from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import numpy
import pytest
from bench.corpus import make_library
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import date_claim, library_of, record, status_claim
from support.places import SHIPPED_LIBRARY
from support.whole_index import chosen, entries_of, index_over, reading_over

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.time_shape import TimeShape, time_shape
from atlas_gui.domain.vocabulary import Group, Kind, Sector, Step
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, index_of_titles
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.search.time_columns import TimeColumns
from atlas_gui.store import open_library

_QUERIES = ["", "china", "kind:loan,grant", "status:signed", "date:2005..2010", "no:date", "-zzzz"]
_WIDTHS = {"rows": "i4", "traits": "u2", "kinds": "u1", "steps": "u1"}
_NO_STEP = 255

_LANES_OF: Mapping[LaneBy, Callable[[Entry], set[str]]] = {
    LaneBy.GROUP: lambda e: {str(e.group)},
    LaneBy.KIND: lambda e: {str(e.kind)},
    LaneBy.STATUS: lambda e: {str(e.step or "")},
    LaneBy.SECTOR: lambda e: set(map(str, e.sectors)) or {""},
    LaneBy.PAIR: lambda e: {pair.id for pair in e.pairs} or {""},
    LaneBy.COUNTRY: lambda e: {code for pair in e.pairs for code in pair} or {""},
    LaneBy.NONE: lambda _: {""},
}


@pytest.fixture(scope="module")
def shipped() -> Reading:
    return reading_over(open_library(SHIPPED_LIBRARY))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Reading:
    path: Path = tmp_path_factory.mktemp("made") / "made.json"
    return reading_over(open_library(make_library(path, 300)))


@pytest.fixture(scope="module", params=["shipped", "made"])
def reading(request: pytest.FixtureRequest) -> Reading:
    held: Reading = request.getfixturevalue(request.param)
    return held


def shape_of(entry: Entry) -> TimeShape | None:
    return time_shape(entry.date, lasting=entry.lasting) if entry.date else None


def told(reading: Reading, columns: TimeColumns) -> dict[str, list[int]]:
    """Of each record what the columns say, the rows aside."""
    lines = zip(*(column.tolist() for column in columns), strict=True)
    return {reading.index.id_of(row): line for row, *line in lines}


def expected(reading: Reading, result: SearchResult) -> dict[str, list[int]]:
    found = {}
    for entry in map(reading.catalogue.entry, result.ids):
        shape = shape_of(entry)
        if shape is not None and entry.kind is not None:
            kind = list(Kind).index(entry.kind)
            step = list(Step).index(entry.step) if entry.step else _NO_STEP
            found[entry.id] = [*map(int, shape), kind, step]
    return found


def lanes_of(
    reading: Reading, columns: TimeColumns, by: LaneBy
) -> tuple[dict[str, set[str]], tuple[str, ...]]:
    """The lanes of each record, and all of them; no link may be there twice."""
    links = reading.index.lane_links(columns, by)
    found: dict[str, set[str]] = {}
    for place, lane in zip(links.places.tolist(), links.lanes.tolist(), strict=True):
        lanes = found.setdefault(reading.index.id_of(int(columns.rows[place])), set())
        assert links.names[lane] not in lanes
        lanes.add(links.names[lane])
    return found, links.names


@pytest.mark.parametrize("typed", _QUERIES)
def test_columns_say_what_the_records_say(typed: str, reading: Reading) -> None:
    result = reading.index.search(parse(typed))
    columns = reading.index.time_columns(result)
    assert told(reading, columns) == expected(reading, result)
    assert columns.rows.tolist() == sorted(set(columns.rows.tolist()))
    for name, column in columns._asdict().items():
        assert column.dtype == numpy.dtype(_WIDTHS.get(name, "i8"))


@pytest.mark.parametrize("by", LaneBy)
@pytest.mark.parametrize("typed", _QUERIES)
def test_records_stand_in_the_lanes_of_what_they_have(
    typed: str, by: LaneBy, reading: Reading
) -> None:
    result = reading.index.search(parse(typed))
    columns = reading.index.time_columns(result)
    lanes, names = lanes_of(reading, columns, by)
    entry = reading.catalogue.entry
    assert lanes == {name: _LANES_OF[by](entry(name)) for name in expected(reading, result)}
    assert set(names) == {lane for held in lanes.values() for lane in held}
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("by", "order"),
    [
        (LaneBy.GROUP, list(Group)),
        (LaneBy.KIND, list(Kind)),
        (LaneBy.STATUS, list(Step)),
        (LaneBy.SECTOR, list(Sector)),
        (LaneBy.PAIR, None),
        (LaneBy.COUNTRY, None),
    ],
)
def test_lanes_come_in_the_order_of_their_words_and_the_nameless_one_last(
    by: LaneBy, order: list[str] | None, made: Reading
) -> None:
    index = made.index
    *names, last = index.lane_links(index.time_columns(None), by).names
    if last:
        names.append(last)
    assert "" not in names
    assert names == sorted(names, key=order.index if order else None)


def test_none_stands_for_the_whole_library(reading: Reading) -> None:
    columns = reading.index.time_columns(None)
    everything = reading.index.search(parse(""))
    assert told(reading, columns) == expected(reading, everything)
    assert len(columns.rows) > 50


def test_the_made_library_has_what_these_tests_are_about(made: Reading) -> None:
    entries = entries_of(made.library)
    assert any(shape_of(entry) is None for entry in entries)
    assert any(entry.lasting for entry in entries)
    assert any(len(entry.sectors) > 1 for entry in entries)


def test_what_has_a_shape_is_what_the_index_calls_dated(reading: Reading) -> None:
    dated = set(reading.index.search(parse("has:date")).ids)
    assert set(told(reading, reading.index.time_columns(None))) == dated


_DATES = ["2004", "199X", "XXXX", "XXXX-09", "9999", "2004-22?", "-0043-03", ".."]


@pytest.mark.parametrize("pattern", ["{}/{}", "[{},{}]", "{{{},{}}}", "[{}..{}]", "{{{},XXXX,{}}}"])
def test_a_date_has_a_shape_just_where_it_counts_as_dated(pattern: str) -> None:
    read = 0
    for ends in product(_DATES, _DATES):
        try:
            date = parse_edtf(pattern.format(*ends))
        except EdtfError:
            continue
        read += 1
        assert (time_shape(date) is not None) == date.is_dated, date.text
    assert read > len(_DATES)


@given(data=st.data())
def test_any_choice_of_records_is_told_alone(data: st.DataObject, made: Reading) -> None:
    names = [entry.id for entry in entries_of(made.library)[:40]]
    picked = data.draw(st.lists(st.sampled_from(names), unique=True))
    by = data.draw(st.sampled_from(LaneBy))
    result = chosen(made, *picked)
    columns = made.index.time_columns(result)
    assert told(made, columns) == expected(made, result)
    lanes, names_of_lanes = lanes_of(made, columns, by)
    assert lanes.keys() == expected(made, result).keys()
    assert set(names_of_lanes) == {lane for held in lanes.values() for lane in held}


def _several() -> Reading:
    library = library_of(
        record(
            "three",
            countries=["SUN", "CUB", "CHN"],
            sectors=["trade", "mining", "trade"],
            claims=[date_claim("2005"), status_claim("signed")],
        ),
        record("bare", countries=["RUS", "SUN"], claims=[date_claim("1999", "period")]),
        record("undated", claims=[status_claim("signed")]),
        record("odd", claims=[date_claim("some day")]),
        record("no-digit", claims=[date_claim("XXXX-09")]),
    )
    damaged = DamagedRecord("lost", "Lost", "records/6", "no kind")
    return reading_over(
        Library(
            library.info,
            library.countries.values(),
            (),
            (),
            library.sources.values(),
            library.records.values(),
            [damaged],
        )
    )


def test_a_record_stands_once_in_every_lane_it_has_and_without_any_in_one_of_no_name() -> None:
    reading = _several()
    columns = reading.index.time_columns(None)
    for by, three, bare, names in (
        (LaneBy.PAIR, ("CHN-CUB", "CHN-RUS", "CUB-RUS"), "", ("CHN-CUB", "CHN-RUS", "CUB-RUS", "")),
        (LaneBy.COUNTRY, ("CHN", "CUB", "RUS"), "", ("CHN", "CUB", "RUS", "")),
        (LaneBy.SECTOR, ("mining", "trade"), "mining", ("mining", "trade")),
        (LaneBy.STATUS, ("signed",), "", ("signed", "")),
    ):
        found = {"three": set(three), "bare": {bare}}
        assert lanes_of(reading, columns, by) == (found, names)


def test_a_day_before_christ_is_a_day_as_any_other() -> None:
    reading = reading_over(library_of(record("caesar", claims=[date_claim("-0043-03-15")])))
    assert (
        told(reading, reading.index.time_columns(None))["caesar"][:4]
        == [day_number(-43, 3, 15)] * 4
    )


def test_what_is_undated_or_unreadable_is_in_no_column() -> None:
    reading = _several()
    assert set(told(reading, reading.index.time_columns(None))) == {"three", "bare"}
    unreadable = reading.index.search(parse("lost"))
    assert unreadable.total == 1
    assert len(reading.index.time_columns(unreadable).rows) == 0


def test_a_period_takes_all_of_its_year_and_a_signature_one_day_of_it() -> None:
    claims = {"period": [date_claim("2005", "period")], "signed": [date_claim("2005", "signed")]}
    library = library_of(*(record(name, claims=held) for name, held in claims.items()))
    reading = reading_over(library)
    columns = told(reading, reading.index.time_columns(None))
    first, sure_first, sure_last, last, *_ = columns["period"]
    assert (first, last) == (sure_first, sure_last)
    first, sure_first, sure_last, last, *_ = columns["signed"]
    assert sure_last < sure_first and (first, last) == (columns["period"][0], columns["period"][3])


@pytest.mark.parametrize("by", LaneBy)
def test_titles_alone_tell_no_time_until_the_whole_index_takes_over(
    by: LaneBy, shipped: Reading
) -> None:
    library = shipped.library
    index = SearchIndex(library, unpacked(index_of_titles(library), index_key(library)))
    columns = index.time_columns(None)
    assert {len(column) for column in columns} == {0}
    links = index.lane_links(columns, by)
    assert (len(links.places), len(links.lanes), links.names) == (0, 0, ())
    index.take_over(shipped.index)
    assert len(index.time_columns(None).rows) > 0


def test_the_columns_of_everything_cannot_be_spoiled(shipped: Reading) -> None:
    with pytest.raises(ValueError, match="read-only"):
        shipped.index.time_columns(None).first[0] = 0


def test_an_empty_library_has_empty_columns() -> None:
    library = library_of(record("a"))
    index = index_over(Library(library.info, (), (), (), (), ()))
    columns = index.time_columns(None)
    assert len(columns.rows) == 0
    assert {index.lane_links(columns, by).names for by in LaneBy} == {()}
