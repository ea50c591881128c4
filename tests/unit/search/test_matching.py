"""Which records answer, and in which order: the rule of docs/search.md, case by case."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import Plain, amount_claim, date_claim, evidence, library_of, record
from support.places import SHIPPED_LIBRARY
from support.whole_index import index_over

from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import Query, parse
from atlas_gui.search.query_editing import literal
from atlas_gui.store import open_library


def claim(kind: str, **value: object) -> Plain:
    return {"property": kind, "id": f"{kind}-x", "value": value, "evidence": [evidence()]}


def titled(name: str, title: str, *more: Plain, **parts: object) -> Plain:
    """A record called so, of one date claim and no word that is looked for here."""
    return record(name, title={"en": title}, claims=[date_claim("2005"), *more], **parts)


def found(index: SearchIndex, typed: str) -> list[str]:
    return list(index.search(parse(typed)).ids)


_TEXT = "Spoken of by minmetals."
_BY_PLACE = (
    titled("by-source", "One", {**claim("place", name="Here"), "evidence": [
        {**evidence(), "note": _TEXT}]}),
    titled("by-claim", "Two", claim("statement", text=_TEXT)),
    titled("by-summary", "Three", claim("place", name="Here"), summary=_TEXT),
    titled("by-party", "Four", claim("party", party="organisation:minmetals", role="buyer")),
    titled("by-title", "The Minmetals case", claim("place", name="Here")),
    titled("by-beginning", "Minmetals and others", claim("place", name="Here")),
    titled("by-whole-title", "Minmetals", claim("place", name="Here")),
)  # fmt: skip


def test_title_and_parties_stand_above_summary_claims_and_sources() -> None:
    index = index_over(library_of(*_BY_PLACE))
    wanted = [held["id"] for held in reversed(_BY_PLACE)]
    assert found(index, "minmetals") == wanted
    assert found(index, "Minmetals") == wanted
    assert found(index, "minmetal") == ["by-beginning", "by-whole-title", *wanted[2:]]


@pytest.mark.parametrize(
    ("scope", "ids"),
    [
        ("title", ["by-whole-title", "by-beginning", "by-title"]),
        ("parties", ["by-party"]),
        ("summary", ["by-summary"]),
        ("claims", ["by-claim", "by-party"]),  # the claim says who it was
        ("sources", ["by-source"]),
    ],
)
def test_words_are_looked_for_where_the_reader_wants(scope: str, ids: list[str]) -> None:
    index = index_over(library_of(*_BY_PLACE))
    assert sorted(found(index, f"minmetals in:{scope}")) == sorted(ids)
    assert sorted(found(index, f"in:{scope} minmetals")) == sorted(ids)


def test_several_scopes_are_either_of_them() -> None:
    index = index_over(library_of(*_BY_PLACE))
    assert found(index, "minmetals in:summary,sources") == ["by-summary", "by-source"]


@pytest.mark.parametrize(
    ("typed", "scope"),
    [("survey", "sources"), ("contract", "claims"), ("mining", "claims"), ("cuba", "parties")],
)
def test_names_that_records_share_count_where_they_belong(typed: str, scope: str) -> None:
    index = index_over(library_of(*_BY_PLACE))
    assert len(found(index, f"{typed} in:{scope}")) == len(_BY_PLACE)
    for other in {"title", "parties", "summary", "claims", "sources"} - {scope}:
        assert not index.search(literal(parse(f"{typed} in:{other}"))).total


_BY_SPELLING = (
    titled("alike", "A harbor of old", summary="Nothing."),
    titled("inside", "The superharbour", summary="Nothing."),
    titled("word", "The harbour", summary="Nothing."),
    titled("beginning", "Harbour works", summary="Nothing."),
    titled("exact", "Harbour", summary="Nothing."),
)


def test_words_stand_above_parts_of_words_and_these_above_other_spellings() -> None:
    index = index_over(library_of(*_BY_SPELLING))
    wanted = [held["id"] for held in reversed(_BY_SPELLING)]
    result = index.search(parse("harbour"))
    assert list(result.ids) == wanted
    assert [(one.typed, one.found) for one in result.instead] == [("harbour", ("harbor",))]
    scores = [result.score(place) for place in range(result.total)]
    assert scores[0] == 1
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_where_enough_is_found_nothing_else_is_looked_for() -> None:
    many = [titled(f"h{number}", f"The harbour {number}") for number in range(5)]
    index = index_over(library_of(*_BY_SPELLING[:2], *many))
    result = index.search(parse("harbour"))
    assert set(result.ids) == {held["id"] for held in many}
    assert result.instead == ()


def test_taken_literally_no_other_spelling_is_looked_for() -> None:
    index = index_over(library_of(*_BY_SPELLING))
    query = literal(parse("harbour"))
    result = index.search(query)
    assert set(result.ids) == {"exact", "beginning", "word"}
    assert result.instead == ()
    assert index.search(literal(parse("harbuor"))).total == 0
    assert index.search(parse("harbuor")).total > 0


def test_two_words_written_as_one_are_found() -> None:
    index = index_over(library_of(*_BY_SPELLING))
    result = index.search(parse("harbourworks"))
    assert list(result.ids) == ["beginning"]
    assert result.instead[0].found[0] == "harbour works"


# Ties.

_SILK = {"title": {"en": "Silk road"}}
_TIED = (
    record("b-late", claims=[date_claim("2010")], **_SILK),
    record("a-late", claims=[date_claim("2010")], **_SILK),
    record("early", claims=[date_claim("1990")], **_SILK),
    record("heavy", claims=[date_claim("2020"), amount_claim("5")], **_SILK),
)


def test_what_tells_more_comes_first_then_the_earlier_then_by_name() -> None:
    index = index_over(library_of(*_TIED))
    for typed in ("silk road", "silk", "road", '"silk road"', "silk OR road"):
        assert found(index, typed) == ["heavy", "early", "a-late", "b-late"]


@given(order=st.permutations(range(4)))
def test_the_order_of_the_file_does_not_matter(order: Sequence[int]) -> None:
    index = index_over(library_of(*(_TIED[place] for place in order)))
    assert found(index, "silk") == ["heavy", "early", "a-late", "b-late"]


# On the shipped library: how clauses go together.


@pytest.fixture(scope="module")
def shipped() -> SearchIndex:
    return index_over(open_library(SHIPPED_LIBRARY))


_simple = st.sampled_from(
    [
        "nickel",
        "huawei",
        "huawie",
        "agreement",
        "Xudabo",
        "华",
        '"joint venture"',
        "kind:loan",
        "country:CHN",
        "pair:CHN-CUB",
        "date:2000..2010",
        "has:amount",
        "amount:>1M",
        "status:signed",
        "in:title oil",
    ]
)


@given(typed=st.lists(_simple, min_size=1, max_size=3).map(" ".join))
def test_asking_again_gives_the_same_order(typed: str, shipped: SearchIndex) -> None:
    first = found(shipped, typed)
    found(shipped, "oil -china")
    assert found(shipped, typed) == first
    assert len(set(first)) == len(first)


@given(one=_simple, other=_simple)
def test_both_is_what_each_finds_and_either_is_what_any_finds(
    one: str, other: str, shipped: SearchIndex
) -> None:
    # Asked for alone, a word may still be unfinished; one that another word follows is not.
    left, right = literal(parse(one)), literal(parse(other))
    if any(word.startswith(("in:", "amount:")) for word in (one, other)):
        return
    sets = [set(shipped.search(query).ids) for query in (left, right)]
    both = Query((*left.clauses, *right.clauses))
    assert set(shipped.search(both).ids) == sets[0] & sets[1]
    either = shipped.search(parse(f"({literal_text(one)}) OR ({literal_text(other)})"))
    assert set(either.ids) == sets[0] | sets[1]


def literal_text(typed: str) -> str:
    return typed if ":" in typed or '"' in typed else f'"{typed}"'


@given(typed=_simple)
def test_not_is_all_the_rest(typed: str, shipped: SearchIndex) -> None:
    everything = set(shipped.search(parse("")).ids)
    without = set(shipped.search(parse(f"-({literal_text(typed)})")).ids)
    with_it = set(shipped.search(parse(literal_text(typed))).ids)
    assert without == everything - with_it
    assert without & with_it == set()


def test_nothing_is_excluded_for_being_spelt_alike(shipped: SearchIndex) -> None:
    everything = shipped.search(parse("")).total
    assert shipped.search(parse("huawie")).total > 0
    assert shipped.search(parse("-huawie")).total == everything


# Sums of money.


@pytest.fixture(scope="module")
def sums() -> SearchIndex:
    return index_over(
        library_of(
            titled("both", "A", amount_claim("500", "USD"), amount_claim("9", "EUR", "other")),
            titled("large-euro", "B", amount_claim("700", "EUR")),
            titled("small-dollar", "C", amount_claim("9", "USD")),
            titled("none", "D"),
        )
    )


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("amount:>100", {"both", "large-euro"}),
        ("cur:EUR", {"both", "large-euro"}),
        ("amount:>100 cur:EUR", {"large-euro"}),
        ("cur:EUR amount:>100", {"large-euro"}),
        ("amount:>100 amount:<600", {"both"}),
        ("amount:<100 cur:USD", {"small-dollar"}),
        ("amount:9", {"both", "small-dollar"}),
        ("amount:>100EUR", {"large-euro"}),
        ("cur:USD,EUR amount:<10", {"both", "small-dollar"}),
        ("-amount:>100", {"small-dollar", "none"}),
        ("no:amount", {"none"}),
        ("cur:EUR OR cur:USD", {"both", "large-euro", "small-dollar"}),
    ],
)
def test_size_and_currency_are_of_one_sum(typed: str, ids: set[str], sums: SearchIndex) -> None:
    result = sums.search(parse(typed))
    assert set(result.ids) == ids
    assert result.faults == ()


@pytest.mark.parametrize(
    ("typed", "rest"),
    [
        ("amount:much cur:EUR", "cur:EUR"),
        ("cur:XXX amount:>100", "amount:>100"),
        ("kind:friendship cur:EUR", "cur:EUR"),
        ("in:nowhere cur:EUR", "cur:EUR"),
        ("-date:soon cur:EUR", "cur:EUR"),
        ("(date:soon OR cur:EUR)", "cur:EUR"),
        ("(cur:XXX OR cur:EUR)", "cur:EUR"),
        ("-amount:much cur:EUR", "cur:EUR"),
        ("cur:XXX", ""),
        ("-cur:XXX", ""),
    ],
)
def test_a_clause_that_says_nothing_is_left_out(typed: str, rest: str, sums: SearchIndex) -> None:
    result = sums.search(parse(typed))
    assert list(result.ids) == found(sums, rest)
    assert len(result.faults) == 1


def test_no_more_than_eight_words_of_a_query_are_doubted() -> None:
    index = index_over(library_of(record("nickel-plant", title={"en": "Nickel plant"})))
    slips = [f"{letter}ickel" for letter in "abcdefghijkl"]
    result = index.search(parse(" OR ".join(slips)))
    assert len(result.instead) == 8
    # The last word is still being typed: of that, the beginning has to be right.
    assert len(index.search(parse(" OR ".join([*slips[9:], "plant"]))).instead) == 3
