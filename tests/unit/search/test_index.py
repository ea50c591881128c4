"""The index against a plain reading of every text, and against odd things typed into it."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import date_claim, library_of, record, status_claim
from support.places import SHIPPED_LIBRARY
from support.whole_index import entries_of, index_over, reading_over

from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.record import Record
from atlas_gui.search.corpus import names_of_owner, own_texts, owners_of
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, index_of_titles
from atlas_gui.search.matching import ENOUGH
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading
from atlas_gui.search.terms import matches_in, terms_of
from atlas_gui.store import open_library

_RECORDS = (
    record("nickel-plant", title={"en": "Nickel plant", "zh": "镍厂"}, summary="A joint venture."),
    record("nickel", title={"en": "Nickel"}, claims=[date_claim("1999")]),
    record(
        "gas-loan",
        kind="loan",
        title={"en": "Loan for a gas field"},
        countries=["CUB", "SUN"],
        claims=[date_claim("1980/1985", "period"), status_claim("completed")],
        summary="Nickel is named here as well; so is Bruno Rodríguez.",
    ),
    record("talk", kind="visit", title={"en": "Talk"}, claims=[status_claim("took-place")]),
)


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(*_RECORDS)


@pytest.fixture(scope="module")
def index(library: Library) -> SearchIndex:
    return index_over(library)


@pytest.fixture(scope="module")
def shipped() -> Reading:
    return reading_over(open_library(SHIPPED_LIBRARY))


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["gas-loan", "nickel", "nickel-plant", "talk"]),
        ("nickel", ["nickel", "nickel-plant", "gas-loan"]),
        ("nick", ["nickel-plant", "nickel", "gas-loan"]),
        ("nick plant", ["nickel-plant"]),
        ("rodriguez", ["gas-loan"]),
        ("镍", ["nickel-plant"]),
        ('"joint venture"', ["nickel-plant"]),
        ('"venture joint"', []),
        ("kind:loan", ["gas-loan"]),
        ("kind:LOAN nickel", ["gas-loan"]),
        ("kind:aid", ["gas-loan"]),
        ("pair:CUB-RUS", ["gas-loan"]),
        ("pair:SUN-CUB", ["gas-loan"]),
        ('pair:"Cuba Russia"', ["gas-loan"]),
        ("pair:Cuba-Россия", ["gas-loan"]),
        ("status:signed", ["nickel-plant"]),
        ("status:took-place", ["talk"]),
        ("no:date", ["talk"]),
        ("date:2005", ["nickel-plant"]),
        ("date:1983", ["gas-loan"]),
        ("date:..1999", ["gas-loan", "nickel"]),
        ("date:1986..", ["nickel", "nickel-plant"]),
        ("date:1986..1998", []),
        ("has:date", ["gas-loan", "nickel", "nickel-plant"]),
    ],
)
def test_a_query_finds_its_records_best_first(
    typed: str, found: list[str], index: SearchIndex
) -> None:
    result = index.search(parse(typed))
    assert list(result.ids) == found
    assert result.faults == ()
    scores = [result.score(place) for place in range(result.total)]
    assert scores == sorted(scores, reverse=True)


@pytest.mark.parametrize(
    "typed",
    ["kind:friendship", "pair:CHN-USA", "pair:CHN", "date:soon", "date:2008..2004", "no:value"],
)
def test_a_clause_that_says_nothing_is_left_out_and_said(typed: str, index: SearchIndex) -> None:
    result = index.search(parse(typed))
    assert len(result.ids) == len(_RECORDS)
    (fault,) = result.faults
    assert typed.partition(":")[2] in fault


@pytest.mark.parametrize(
    "typed",
    [
        " ".join(["nickel"] * 2_000),
        " ".join(f"w{number}" for number in range(2_000)),
        '"' + "nickel " * 5_000 + '"',
        "x" * 100_000,
        "镍" * 5_000,
        "nickel\x00plant",
        "NEAR(a b) AND OR NOT title:nickel ^nickel nickel*",
        "'; DROP TABLE texts; --",
        "\ud800",
        "𐓏𐓘",
        "paır:CHN-CUB ſtatus:signed",
        'kind:" "',
    ],
)
def test_nothing_that_is_typed_makes_the_search_fail(typed: str, index: SearchIndex) -> None:
    assert set(index.search(parse(typed)).ids) <= {held["id"] for held in _RECORDS}
    assert index.search(parse("nickel")).ids


@given(typed=st.text(max_size=40))
def test_no_text_makes_the_search_fail(typed: str, index: SearchIndex) -> None:
    result = index.search(parse(typed))
    assert set(result.ids) <= {held["id"] for held in _RECORDS}


def _texts(record: Record, library: Library) -> Iterator[str]:
    yield from chain.from_iterable(own_texts(record, library))
    for owner in owners_of(record, library):
        yield from names_of_owner(owner, library)


def _plainly_found(library: Library, typed: str) -> set[str]:
    terms = terms_of(parse(typed))
    return {
        held.id
        for held in library.records.values()
        if all(any(matches_in(text, [term]) for text in _texts(held, library)) for term in terms)
    }


@given(data=st.data())
def test_the_index_finds_what_a_plain_reading_finds(data: st.DataObject, shipped: Reading) -> None:
    entry = data.draw(st.sampled_from(entries_of(shipped.library)))
    text = data.draw(st.sampled_from([entry.title, entry.summary]))
    taken = data.draw(st.lists(st.sampled_from(text.split()), min_size=1, max_size=3))
    cut = data.draw(st.integers(1, len(taken[-1])))
    typed = " ".join([*taken[:-1], taken[-1][:cut]])
    result = shipped.index.search(parse(typed))
    plainly = _plainly_found(shipped.library, typed)
    # What few records have is also looked for inside words and in other spellings, and comes last.
    assert set(result.ids[: len(plainly)]) == plainly
    if len(plainly) >= ENOUGH and len(taken) == 1:
        assert result.total == len(plainly)


@given(data=st.data())
def test_a_phrase_is_found_where_it_stands_and_nowhere_else(
    data: st.DataObject, shipped: Reading
) -> None:
    entry = data.draw(st.sampled_from(entries_of(shipped.library)))
    text = data.draw(st.sampled_from([entry.title, entry.summary])).replace('"', " ").split()
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first, min(first + 5, len(text) - 1)))
    typed = f'"{" ".join(text[first : last + 1])}"'
    found = set(shipped.index.search(parse(typed)).ids)
    assert found == _plainly_found(shipped.library, typed)


def test_every_record_is_found_by_its_title_first(shipped: Reading) -> None:
    entries = entries_of(shipped.library)
    titles = [entry.title for entry in entries]
    for entry in entries:
        result = shipped.index.search(parse(f'"{entry.title.replace(chr(34), " ")}"'))
        first = shipped.catalogue.entry(result.ids[0])
        assert first.title == entry.title or titles.count(entry.title) > 1


def test_an_empty_query_lists_everything_by_date(shipped: Reading) -> None:
    result = shipped.index.search(parse(""))
    keys = [shipped.catalogue.entry(name).date_key for name in result.ids]
    assert keys == sorted(keys)
    assert len(result.ids) == len(shipped.catalogue)
    assert not result.ranked


def test_what_is_ready_for_everything_is_what_would_be_computed(shipped: Reading) -> None:
    ready, computed = shipped.index.search(parse("")), shipped.index.search(parse("-zzzz"))
    assert ready.marks is None and computed.marks is not None
    assert list(ready.ids) == list(computed.ids)
    for days in (False, True):
        one, other = (shipped.index.counts(r).tree(with_days=days) for r in (ready, computed))
        assert one == other
    assert shipped.index.counts(ready).disputed() == shipped.index.counts(computed).disputed()


@pytest.mark.parametrize("typed", ["", "china", "kind:loan,grant", "nickel OR 5g", "date:2019"])
def test_counts_are_those_of_the_records_found(typed: str, shipped: Reading) -> None:
    result = shipped.index.search(parse(typed))
    entries = [shipped.catalogue.entry(name) for name in result.ids]
    counts = shipped.index.counts(result)
    assert counts.of("kind") == Counter(str(e.kind) for e in entries)
    assert counts.of("status") == Counter(str(e.step) for e in entries if e.step)
    assert counts.of("pair") == Counter(pair.id for e in entries for pair in e.pairs)
    assert counts.of("sector") == Counter(str(s) for e in entries for s in e.sectors)
    assert counts.disputed() == sum(1 for e in entries if e.disagreements)
    assert sum(counts.of("source").values()) == sum(e.sources for e in entries)
    first, years = counts.years()
    told = Counter(int(e.year) for e in entries if e.year)
    assert {first + place: count for place, count in enumerate(years) if count} == told


def test_a_decade_counts_what_its_clause_finds(shipped: Reading) -> None:
    for typed in ("", "cuba"):
        result = shipped.index.search(parse(typed))
        for decade, count in shipped.index.counts(result).of("decade").items():
            assert shipped.index.search(parse(f"{typed} date:{decade}")).total == count


def test_an_unreadable_record_is_found_by_what_is_left_of_it() -> None:
    library = library_of(_RECORDS[0])
    damaged = DamagedRecord("records-2-unreadable", "A broken accord", "records/2", "no kind")
    spoiled = Library(
        library.info,
        library.countries.values(),
        (),
        (),
        library.sources.values(),
        library.records.values(),
        [damaged],
    )
    index = index_over(spoiled)
    assert list(index.search(parse("broken")).ids) == [damaged.id]
    assert damaged.id in index.search(parse("")).ids
    assert damaged.id not in index.search(parse("has:date")).ids


def test_titles_alone_can_be_searched_to_begin_with(shipped: Reading) -> None:
    library = shipped.library
    first = SearchIndex(library, unpacked(index_of_titles(library), index_key(library)))
    assert not first.complete and shipped.index.complete
    found = first.search(parse("nickel pair:cub-chn"))
    assert list(found.ids) == ["las-camariocas-nickel-plant"]
    assert first.search(parse("")).total == len(library.records)
    first.take_over(shipped.index)
    assert first.complete
    assert list(first.search(parse("huawei")).ids) == list(
        shipped.index.search(parse("huawei")).ids
    )
