"""Any text at all is a query: it gets an answer, and the answers agree with one another."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.places import SHIPPED_LIBRARY
from support.whole_index import index_over

from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import AllOf, Not, Query, parse, read_query
from atlas_gui.search.result import SearchResult
from atlas_gui.store import open_library

_FIELDS = ("pair", "kind", "status", "sector", "decade", "source")
_PIECES = (
    'cuba china nickel "trade war" "open -xi -"hu jintao" NOT OR | AND ( ) (( )) -( * ca* * ** '
    "pair:CHN-CUB pair:- pair: kind:loan kind:loan,grant -kind:visit kind:zzz status:signed "
    "country:Cuba party:xi sector:trade date:2004..2008 date:..1990 date:9999..1 date:[..2004] "
    "after:2014 before:x amount:>100M amount:<>5 amount:€5m cur:USD source:a lang:en has:amount "
    "no:date in:title in:summary http://a.b 12:30 Sino-Cuban -- - + ~ ^ {} [] \\ / ' ` ; % _ "
    "华为 古 Лавров ё Đảng ß ﬁ İ ı ﷺ 👩‍👩‍👧 e\u0301\u0301\u0301 \u202e\u200f\u200b\ufeff \x00 \x01 "
    "\ud800 \udfff \u2028 \xa0 NEAR(a,5) a:b:c MATCH 'x' title:x {a b}:c ^x a+b a^2 --drop "
    "(a+)+$ .*.*.*=.* [[:alpha:]]+ \\1 (?=a) u.s.s.r. xudabo kamariokas"
).split(" ")
_piece = st.one_of(st.sampled_from(_PIECES), st.text(max_size=12))
_signs = st.one_of(
    st.sampled_from(list('"()-:*|,.<>“”„«»−\x00\u202e\u200f\ud800 ')), st.characters()
)
_query_texts = st.one_of(
    st.lists(_piece, max_size=9).map(" ".join),
    st.lists(_piece, max_size=5).map("".join),
    st.text(_signs, max_size=60),
)
# Each says something about some records of the shipped library, whatever stands beside it.
_TELLING = """
cuba | china | nickel* | "trade war" | -xi | -"hu jintao" | putin* | 古巴 | Лавров* | Đảng* | rodriguez*
kind:loan,grant | -kind:visit | pair:CHN-CUB | country:Cuba | party:huawei | sector:trade
status:signed | -sector:energy | date:2004..2008 | after:2014 | before:1950 | no:date | has:amount
-has:disagreement | lang:en | (panda* OR vostok*) | -(kind:visit OR cuba) | (kind:loan OR putin*)
"""
_telling = st.sampled_from([text.strip() for text in re.split(r"[|\n]", _TELLING) if text.strip()])
_telling_texts = st.lists(_telling, min_size=1, max_size=3).map(" ".join)
_short = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
_long = settings(max_examples=22_000, deadline=None, suppress_health_check=[HealthCheck.too_slow])

_MONSTERS: dict[str, str] = {
    "one long word": "a" * 100_000,
    "words": "cuba " * 20_000,
    "other words": " ".join(f"w{number}" for number in range(20_000)),
    "opened": "(" * 100_000,
    "closed": ")" * 100_000,
    "opened and closed": "()" * 50_000,
    "nested": "(a OR " * 20_000,
    "nested negations": "-(" * 50_000,
    "negations": "-" * 100_000,
    "words of negation": "NOT " * 25_000,
    "alternatives": "a OR " * 20_000,
    "only alternatives": "OR " * 33_000,
    "quotes": '"' * 100_000,
    "odd quotes": '"a ' * 33_333,
    "stars": "*" * 100_000,
    "starred": "a* " * 33_000,
    "fields": "kind:loan " * 10_000,
    "values": "kind:" + "loan," * 20_000,
    "colons": ":" * 100_000,
    "names of fields": "pair:" * 20_000,
    "dots": "date:" + "." * 99_000,
    "digits": "amount:>" + "9" * 99_000,
    "exponent": "amount:>1e999999999",
    "years": "date:" + "9" * 50_000 + ".." + "9" * 50_000,
    "NUL": "\x00" * 100_000,
    "NUL within": "cu\x00ba \x00",
    "half surrogates": "\ud800\udfff\udc00" * 33_000,
    "from right to left": "\u202e\u200f\u2067cuba\u2069" * 10_000,
    "marks without a letter": "\u0301" * 100_000,
    "letters of many marks": ("e" + "\u0301" * 300) * 300,
    "widest sign": "ﷺ" * 100_000,
    "Chinese": "古巴" * 50_000,
    "line breaks": "\n\r\u2028\u2029\x85\v\f" * 14_000,
    "SQL": "'; DROP TABLE records; --",
    "SQL within": '" OR 1=1; ATTACH "x" AS y; --',
    "FTS": '{title summary} : (cuba NEAR/3 china) AND "nickel" * ^xi + title:x NOT NEAR(a b, 2)',
    "expression bomb": "(a+)+" * 200 + "$",
    "expression": "^(([a-z])+.)+[A-Z]([a-z])+$" * 50,
    "markup": "<img src=x onerror=alert(1)><script>" * 100,
    "format": "%s%n{0}{__class__}$(id)`id`\\x41" * 100,
}


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return index_over(open_library(SHIPPED_LIBRARY))


def _is_sound(index: SearchIndex, result: SearchResult) -> None:
    rows = list(result.rows)
    assert result.total == len(rows) == len(result.ids) == len(set(rows))
    assert len(set(result.ids)) == len(rows) <= len(index)
    assert all(result.holds(row) for row in rows)
    for field in _FIELDS:
        counts = index.counts(result).of(field)
        assert all(0 < count <= len(rows) for count in counts.values())


def _answered(index: SearchIndex, text: str) -> None:
    read = read_query(text)
    assert read.query == parse(text)
    for fault in read.faults:
        assert 0 <= fault.start <= fault.end <= len(text)
        assert fault.message
    for piece in read.pieces:
        assert 0 <= piece.start < piece.end <= len(text)
    result = index.search(read.query)
    _is_sound(index, result)
    assert list(index.search(read.query).ids) == list(result.ids)


def _exact(index: SearchIndex, query: Query) -> set[str]:
    """What a query finds by itself.

    Few answers are filled up with similar words, and what two clauses find that way need not be
    what they find together; twice negated, a clause is taken as it stands.
    """
    negated = Not(AllOf(query.clauses) if len(query.clauses) > 1 else query.clauses[0])
    without = set(index.search(Query((negated,))).ids)
    return set(index.search(Query()).ids) - without


@pytest.mark.parametrize("name", _MONSTERS)
def test_a_monster_gets_an_answer(index: SearchIndex, name: str) -> None:
    _answered(index, _MONSTERS[name])


@given(text=_query_texts)
@_short
def test_any_text_gets_an_answer(index: SearchIndex, text: str) -> None:
    _answered(index, text)


@pytest.mark.slow
@pytest.mark.timeout(3_600)
@given(text=_query_texts)
@_long
def test_twenty_thousand_texts_get_an_answer(index: SearchIndex, text: str) -> None:
    _answered(index, text)


@given(one=_telling_texts, other=_telling_texts)
@_short
def test_another_clause_narrows(index: SearchIndex, one: str, other: str) -> None:
    first, second = parse(one), parse(other)
    both = _exact(index, Query((*first.clauses, *second.clauses)))
    assert both == _exact(index, first) & _exact(index, second)
    assert both <= set(index.search(Query((*first.clauses, *second.clauses))).ids)


@given(one=_telling_texts, other=_telling_texts)
@_short
def test_an_alternative_widens(index: SearchIndex, one: str, other: str) -> None:
    either = _exact(index, parse(f"({one}) OR ({other})"))
    assert either == _exact(index, parse(one)) | _exact(index, parse(other))


@given(text=_query_texts)
@_short
def test_what_is_negated_is_the_rest(index: SearchIndex, text: str) -> None:
    query = parse(text)
    for clause in query.clauses:
        if isinstance(clause, Not):
            continue
        everything = set(index.search(Query()).ids)
        without = set(index.search(Query((Not(clause),))).ids)
        found = set(index.search(Query((clause,))).ids)
        assert found | without == everything
