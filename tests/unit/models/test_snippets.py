"""What a row of the list shows where neither title nor summary has a match."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import amount_claim, date_claim, evidence, library_of, record
from support.places import SHIPPED_LIBRARY

from atlas_gui.models.snippets import Snippets
from atlas_gui.search.query import parse
from atlas_gui.search.terms import matches_in, terms_of
from atlas_gui.store import open_library

_LONG = " ".join(f"word{number}" for number in range(100))


def said(typed: str, **parts: Any) -> str | None:
    library = library_of(record("nickel-plant", **parts))
    return Snippets(library).of("nickel-plant", terms_of(parse(typed)))


def passage(**parts: Any) -> list[dict[str, Any]]:
    return [{**date_claim("2005"), "evidence": [{**evidence(), **parts}]}]


def party(reference: str) -> list[dict[str, Any]]:
    return [
        {
            "property": "party",
            "id": "party",
            "value": {"party": reference, "role": "seller"},
            "evidence": [evidence()],
        }
    ]


@pytest.mark.parametrize(
    "typed", ["nickel", "nick", "agreed", '"something was"', "nickel 2005", "", "-nickel", "zzz"]
)
def test_a_match_in_sight_needs_no_snippet_and_no_match_has_none(typed: str) -> None:
    assert said(typed) is None


@pytest.mark.parametrize(
    ("typed", "parts", "expected"),
    [
        ("镍", {"title": {"en": "Plant", "zh": "镍厂"}}, "Title: 镍厂"),
        ("china", {}, "Country: China"),
        ("中国", {}, "Country: China (中国)"),
        ("prc", {}, "Country: China (PRC)"),
        ("chn", {}, "Country: China (CHN)"),
        ("minmetals", {"claims": party("organisation:minmetals")}, "Seller: Minmetals"),
        ("习近平", {"claims": party("person:xi-jinping")}, "Party: Xi Jinping (习近平)"),
        ("mining", {}, "Sector: Mining"),
        ("contract", {}, "Kind: Contract"),
        ("survey", {}, "Source: A survey"),
        ("xinhua", {"claims": passage(attributed_to="Xinhua")}, "Passage: Xinhua"),
        ("ledger", {"claims": passage(note="From a ledger.")}, "Passage: From a ledger."),
        ("section", {}, "Passage: Section 1"),
    ],
)
def test_the_first_text_with_a_match_is_shown_with_what_it_is(
    typed: str, parts: dict[str, Any], expected: str
) -> None:
    assert said(typed, **parts) == expected


def test_a_claim_speaks_for_itself() -> None:
    told = said("committed", claims=[amount_claim("500000000", "USD")])
    assert told is not None
    assert "500" in told


def test_a_long_summary_is_cut_so_that_its_match_is_seen() -> None:
    assert said("word60 x", summary=_LONG) == (
        "…word58 word59 word60 word61 word62 word63 word64 word65 word66 word67 word68"
        " word69 word70 word71 word72 word73 word74…"
    )
    assert said("word2 x", summary=_LONG) is None
    end = said("word99 x", summary=_LONG)
    assert end is not None
    assert end.startswith("…")
    assert end.endswith(" word99")


@given(
    words=st.lists(st.text("abéß为𠮷 -", min_size=1, max_size=60), max_size=12),
    typed=st.text("abé为𠮷", min_size=1, max_size=3),
)
def test_a_snippet_holds_a_match_near_its_beginning_and_is_short(
    words: list[str], typed: str
) -> None:
    told = said(typed, title={"en": "X"}, summary=f"x {' '.join(words)} x")
    if told is not None:
        matches = matches_in(told, terms_of(parse(typed)))
        assert matches
        assert matches[0].start <= 36
        assert len(told) <= 122 or matches[0].end >= 120


def test_snippets_are_those_of_the_records_of_their_library() -> None:
    library = open_library(SHIPPED_LIBRARY)
    snippets = Snippets(library)
    some = list(library.records)[:20]
    for typed in ("c", "ch", "china", "xi", "section"):
        terms = terms_of(parse(typed))
        for record_id in some:
            expected = Snippets(library).of(record_id, terms)
            assert snippets.of(record_id, list(terms)) == expected
    assert snippets.of("no-such-record", terms_of(parse("china"))) is None
