"""The index against a plain reading of every text, and against odd things typed into it."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import date_claim, library_of, record, status_claim
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.catalogue import Catalogue, catalogue_of
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.search.corpus import search_text
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import parse
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
def index(library: Library) -> Iterator[SearchIndex]:
    made = SearchIndex(library, catalogue_of(library))
    yield made
    made.close()


@pytest.fixture(scope="module")
def shipped() -> Iterator[tuple[Library, Catalogue, SearchIndex]]:
    library = open_library(SHIPPED_LIBRARY)
    catalogue = catalogue_of(library)
    made = SearchIndex(library, catalogue)
    yield library, catalogue, made
    made.close()


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", ["gas-loan", "nickel", "nickel-plant", "talk"]),
        ("nickel", ["nickel", "nickel-plant", "gas-loan"]),
        ("nick", ["nickel", "nickel-plant", "gas-loan"]),
        ("nick plant", []),
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
        ("date:..", ["gas-loan", "nickel", "nickel-plant"]),
    ],
)
def test_a_query_finds_its_records_best_first(
    typed: str, found: list[str], index: SearchIndex
) -> None:
    result = index.search(parse(typed))
    assert list(result.ids) == found
    assert result.faults == ()
    assert list(result.scores.values()) == sorted(result.scores.values(), reverse=True)


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


def _plainly_found(library: Library, typed: str) -> set[str]:
    terms = terms_of(parse(typed))
    return {
        held.id
        for held in library.records.values()
        if all(
            any(matches_in(text, [term]) for part in search_text(held, library) for text in part)
            for term in terms
        )
    }


@given(data=st.data())
def test_the_index_finds_what_a_plain_reading_finds(
    data: st.DataObject, shipped: tuple[Library, Catalogue, SearchIndex]
) -> None:
    library, catalogue, index = shipped
    entry = data.draw(st.sampled_from(catalogue.entries))
    text = data.draw(st.sampled_from([entry.title, entry.summary]))
    taken = data.draw(st.lists(st.sampled_from(text.split()), min_size=1, max_size=3))
    cut = data.draw(st.integers(1, len(taken[-1])))
    typed = " ".join([*taken[:-1], taken[-1][:cut]])
    found = set(index.search(parse(typed)).ids)
    assert found == _plainly_found(library, typed)


def test_every_record_is_found_by_its_title_first(
    shipped: tuple[Library, Catalogue, SearchIndex],
) -> None:
    _library, catalogue, index = shipped
    titles = [entry.title for entry in catalogue.entries]
    for entry in catalogue.entries:
        result = index.search(parse(f'"{entry.title.replace(chr(34), " ")}"'))
        first = catalogue.entry(result.ids[0])
        assert first.title == entry.title or titles.count(entry.title) > 1


def test_an_empty_query_lists_everything_by_date(
    shipped: tuple[Library, Catalogue, SearchIndex],
) -> None:
    _library, catalogue, index = shipped
    result = index.search(parse(""))
    keys = [catalogue.entry(name).date_key for name in result.ids]
    assert keys == sorted(keys)
    assert len(result.ids) == len(catalogue)
    assert not result.ranked


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
    index = SearchIndex(spoiled, catalogue_of(spoiled))
    assert index.search(parse("broken")).ids == (damaged.id,)
    assert damaged.id in index.search(parse("")).ids
    assert damaged.id not in index.search(parse("date:..")).ids
    index.close()
