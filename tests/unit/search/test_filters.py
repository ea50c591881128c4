"""The narrowing clauses: what they let through, and what they say where they say nothing."""

from collections.abc import Callable, Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import Plain, date_claim, library_of, record, status_claim

from atlas_gui.domain.catalogue import catalogue_of
from atlas_gui.domain.edtf import parse_edtf
from atlas_gui.domain.entities import Country
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.vocabulary import GROUP_OF_KIND, Group, Kind, Step
from atlas_gui.search import filters as filters_module
from atlas_gui.search.filters import Filters, passes
from atlas_gui.search.query import Field, Query, Word, parse

_DATES = {
    "day": "2005-11-22",
    "year": "2004",
    "about": "2006~",
    "decade": "199X",
    "interval": "2001/2008",
    "since": "2007/..",
    "until": "../1985",
    "unknown-end": "2002/",
    "either": "[1970,1980]",
    "yearless": "XXXX-09",
    "unreadable": "one fine day",
}
_RECORDS: tuple[Plain, ...] = (
    *(record(name, claims=[date_claim(edtf)]) for name, edtf in _DATES.items()),
    record("undated", claims=[status_claim("announced")], kind="loan"),
    record("gift", kind="grant", countries=["SUN", "CUB"], claims=[status_claim("completed")]),
    record("summit", kind="visit", countries=["CHN", "CUB", "RUS"]),
    record("figure", kind="trade", countries=["CHN", "RUS"]),
    record("patrol", kind="security", countries=["CHN", "RUS"], pairs=["CHN-RUS"]),
    record("port", kind="investment", claims=[status_claim("in-force"), status_claim("signed")]),
)
LIBRARY = library_of(*_RECORDS)
FILTERS = Filters(LIBRARY)
ENTRIES = catalogue_of(LIBRARY).entries
EVERYTHING = frozenset(entry.id for entry in ENTRIES)


def found(query: Query | str) -> frozenset[str]:
    """The records that meet the narrowing clauses of a query, which all have to be understood."""
    tests, faults = FILTERS.tests(parse(query) if isinstance(query, str) else query)
    assert faults == []
    return frozenset(entry.id for entry in ENTRIES if passes(entry, tests))


def fault(query: str) -> str:
    """What is said of a query with one clause that says nothing."""
    tests, faults = FILTERS.tests(parse(query))
    assert tests == []
    (said,) = faults
    return said


def _where(kinds: set[str]) -> frozenset[str]:
    return frozenset(r.id for r in LIBRARY.records.values() if r.kind in kinds)


def test_a_query_that_narrows_nothing_lets_everything_through() -> None:
    assert found("nickel “joint venture”") == found("") == EVERYTHING


# Pairs.


@pytest.mark.parametrize(
    ("value", "pair"),
    [
        ("CHN-CUB", "CHN-CUB"),
        ("CUB-CHN", "CHN-CUB"),
        ("cub-chn", "CHN-CUB"),
        ("China Cuba", "CHN-CUB"),
        ("cuba – china", "CHN-CUB"),
        ("PRC, Cuba", "CHN-CUB"),
        ("中国 Cuba", "CHN-CUB"),
        ("Cuba中国", "CHN-CUB"),
        ("Россия-中国", "CHN-RUS"),
        ("россия cub", "CUB-RUS"),
        ("SUN-CUB", "CUB-RUS"),
        ("Cuba Soviet Union", "CUB-RUS"),
        ("soviet union cuba", "CUB-RUS"),
    ],
)
def test_a_pair_is_named_by_codes_or_names_in_any_order(value: str, pair: str) -> None:
    assert {each.id for each in FILTERS.pairs_named(value)} == {pair}
    wanted = {entry.id for entry in ENTRIES if pair in {each.id for each in entry.pairs}}
    assert wanted
    assert found(Query((Field("pair", value),))) == wanted


_NAMES: Mapping[str, tuple[str, ...]] = {
    "CHN": ("CHN", "China", "中国", "PRC"),
    "CUB": ("CUB", "Cuba"),
    "RUS": ("RUS", "Russia", "Россия", "SUN", "Soviet Union"),
}
_named = st.sampled_from([(code, name) for code, names in _NAMES.items() for name in names])
_cases = st.sampled_from([str, str.lower, str.upper, str.title])


@given(one=_named, other=_named, between=st.sampled_from([" ", "-", " – ", ", ", "/"]), case=_cases)
def test_any_two_names_of_two_states_are_their_pair(
    one: tuple[str, str], other: tuple[str, str], between: str, case: Callable[[str], str]
) -> None:
    value = case(f"{one[1]}{between}{other[1]}")
    pairs = FILTERS.pairs_named(value)
    assert {frozenset(pair) for pair in pairs} == (
        {frozenset((one[0], other[0]))} if one[0] != other[0] else set()
    )


@pytest.mark.parametrize(
    "value",
    ["CHN", "CHN-", "China", "CHN-XXX", "CHN-CUB-RUS", "–", "CHN CHN", "SUN-RUS", "China 中国"],
)
def test_what_names_no_two_states_is_said_to(value: str) -> None:
    assert FILTERS.pairs_named(value) == frozenset()
    assert fault(f'pair:"{value}"').startswith(f"pair:{value} names no two countries")


def test_a_name_of_several_states_means_each_of_them() -> None:
    library = library_of(record("a"))
    twins = [
        *library.countries.values(),
        *(
            Country(code, {"en": "Korea"}, aliases=(name,))
            for code, name in (("KOR", "South Korea"), ("PRK", "North Korea"))
        ),
    ]
    named = Filters(Library(library.info, twins, (), (), (), ())).pairs_named
    assert named("Korea China") == {Pair("CHN", "KOR"), Pair("CHN", "PRK")}
    assert named("north korea – china") == {Pair("CHN", "PRK")}
    assert named("Korea Korea") == {Pair("KOR", "PRK")}


def test_a_name_that_can_be_cut_in_two_ways_means_both() -> None:
    library = library_of(record("a"))
    held = [
        Country("AAA", {"en": "Upper"}),
        Country("BBB", {"en": "Upper Lake"}),
        Country("CCC", {"en": "Lake Shore"}),
        Country("DDD", {"en": "Shore"}),
    ]
    named = Filters(Library(library.info, held, (), (), (), ())).pairs_named
    assert named("Upper Lake Shore") == {Pair("AAA", "CCC"), Pair("BBB", "DDD")}


# Kinds and groups.


@pytest.mark.parametrize("kind", Kind)
def test_a_kind_is_named_by_its_word_and_by_its_label(kind: Kind) -> None:
    alike = {kind} | {each for each in Kind if GROUP_OF_KIND[each].value == kind.value}
    assert found(Query((Field("kind", kind.value),))) == _where(set(alike))
    group = {each for each in Kind if label(GROUP_OF_KIND[each]) == label(kind)}
    assert found(Query((Field("kind", label(kind)),))) == _where({kind} | group)


@pytest.mark.parametrize("group", Group)
@pytest.mark.parametrize("case", [str, str.lower, str.upper])
def test_a_group_is_named_by_its_word_and_by_its_label(
    group: Group, case: Callable[[str], str]
) -> None:
    members = _where({kind for kind in Kind if GROUP_OF_KIND[kind] is group})
    assert found(Query((Field("kind", case(group.value)),))) == members
    assert found(Query((Field("kind", case(label(group))),))) == members


def test_a_damaged_record_is_of_no_kind() -> None:
    spoiled = DamagedRecord("spoiled", "Spoiled", "record 1", "It has no claims.")
    library = Library(LIBRARY.info, (), (), (), (), (), [spoiled])
    damaged = catalogue_of(library).entry("spoiled")
    for kind in (*Kind, *Group):
        tests, _faults = FILTERS.tests(Query((Field("kind", kind.value),)))
        assert not passes(damaged, tests)


# Status.


@pytest.mark.parametrize("step", Step)
def test_a_status_is_named_by_its_word_and_by_its_label(step: Step) -> None:
    reached = {entry.id for entry in ENTRIES if entry.step is step}
    for value in (step.value, step.value.upper(), step.value.replace("-", " "), label(step)):
        assert found(Query((Field("status", value),))) == reached


def test_the_furthest_status_counts() -> None:
    assert "port" in found('status:"in force"')
    assert "port" not in found("status:signed")


# Labels as a translator may write them.


def test_a_translated_label_names_its_word_however_it_is_joined(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(filters_module, "label", lambda word: f"État-{word}  d’ici")
    for value in ("état-loan d’ici", "etat loan d'ici", "ETAT-LOAN D’ICI"):
        assert found(Query((Field("kind", value),))) == {"undated"}


# Dates.


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        ("2004", {"year", "interval", "unknown-end"}),
        ("2005-11", {"day", "interval", "unknown-end"}),
        ("2005-11-23", {"interval", "unknown-end"}),
        ("..1975", {"until", "either"}),
        ("..1960", {"until"}),
        ("1999..2000", {"decade"}),
        ("1986..1989", set()),
        ("2007..2030", {"interval", "since", "unknown-end"}),
        ("2050..", {"since", "unknown-end"}),
        ("2006", {"about", "interval", "unknown-end"}),
        ("2006~", {"about", "interval", "unknown-end"}),
        ("197X", {"until", "either"}),
        ("1972/1974", {"until", "either"}),
        ("2050/..", {"since", "unknown-end"}),
        ("../1960", {"until"}),
    ],
)
def test_a_date_lets_through_what_may_lie_in_it(value: str, ids: set[str]) -> None:
    dated = {name for name in _DATES if name in found(Query((Field("date", value),)))}
    assert dated == ids


_years = st.integers(1, 9999).map("{:04}".format)


@given(year=_years)
def test_a_year_is_a_range_of_itself(year: str) -> None:
    assert found(f"date:{year}") == found(f"date:{year}..{year}")


@given(one=_years, other=_years)
def test_a_range_lets_through_what_begins_before_its_end_and_ends_after_its_start(
    one: str, other: str
) -> None:
    first, last = sorted((one, other))
    both = found(f"date:{first}..{last}")
    assert both == found(f"date:{first}..") & found(f"date:..{last}")
    for entry in ENTRIES:
        if entry.date is None or not entry.date.is_dated:
            assert entry.id not in both
            continue
        earliest, latest = entry.date.earliest, entry.date.latest
        opening, closing = parse_edtf(first).earliest, parse_edtf(last).latest
        assert opening is not None and closing is not None
        misses = (earliest is not None and earliest > closing) or (
            latest is not None and latest < opening
        )
        assert (entry.id in both) is not misses


def test_a_range_open_at_both_ends_lets_through_what_has_a_date() -> None:
    assert found("date:..") == EVERYTHING - found("no:date")


def test_what_has_no_date_is_asked_for_by_that() -> None:
    assert found("no:date") == {"undated", "gift", "port", "yearless", "unreadable"}
    assert found("NO:Date") == found("no:date")


@pytest.mark.parametrize("value", ["soon", "2004-13", "2004..soon", "soon..2004", "2004/2003", "…"])
def test_what_is_no_date_is_said_to_be_none(value: str) -> None:
    assert fault(f"date:{value}").startswith(f"date:{value} is no date")


def test_a_range_that_ends_before_it_begins_is_said_to() -> None:
    assert fault("date:2008..2004") == "date:2008..2004 ends before it begins."


# Several, and faulty ones.


def test_several_clauses_all_have_to_hold() -> None:
    assert found("pair:CHN-RUS kind:visit") == {"summit"}
    assert found("pair:CHN-RUS pair:CHN-CUB") == {"summit"}
    assert found("kind:loan kind:grant") == frozenset()
    assert found("kind:aid no:date status:completed pair:SUN-CUB") == {"gift"}


@pytest.mark.parametrize(
    "clause",
    ["pair:nowhere", "kind:nonsense", "status:nonsense", "date:nonsense", "no:nonsense"],
)
def test_a_clause_that_says_nothing_is_named_and_left_out(clause: str) -> None:
    assert clause in fault(clause)
    tests, faults = FILTERS.tests(parse(f"{clause} kind:loan"))
    assert len(tests) == len(faults) == 1
    assert {entry.id for entry in ENTRIES if passes(entry, tests)} == {"undated"}


@pytest.mark.parametrize(("clause", "words"), [("kind", [*Kind, *Group]), ("status", [*Step])])
def test_the_words_that_are_known_are_listed_once(clause: str, words: list[str]) -> None:
    said = fault(f"{clause}:nonsense").partition("known are ")[2].rstrip(".").split(", ")
    assert said == list(dict.fromkeys(map(str, words)))


_clauses = st.one_of(
    st.builds(Word, st.sampled_from(["nickel", "gas"])),
    st.builds(
        Field,
        st.just("pair"),
        st.sampled_from(["CHN-CUB", "Cuba Russia", "SUN-CHN", "nowhere", "CHN-CHN"]),
    ),
    st.builds(Field, st.just("kind"), st.sampled_from([*Kind, *Group, "", "?"]).map(str)),
    st.builds(Field, st.just("status"), st.sampled_from([*Step, "In force", "?"]).map(str)),
    st.builds(
        Field,
        st.just("date"),
        st.one_of(
            st.builds("{}..{}".format, _years | st.just(""), _years | st.just("")),
            st.sampled_from(list(_DATES.values())),
            st.text(max_size=8),
        ),
    ),
    st.builds(Field, st.just("no"), st.sampled_from(["date", "DATE", "money"])),
)


@given(clauses=st.lists(_clauses, max_size=4), more=_clauses)
def test_another_clause_never_lets_more_through(clauses: list[Field | Word], more: Field) -> None:
    before, faults = FILTERS.tests(Query(tuple(clauses)))
    after, more_faults = FILTERS.tests(Query((*clauses, more)))
    assert {e.id for e in ENTRIES if passes(e, after)} <= {
        e.id for e in ENTRIES if passes(e, before)
    }
    fields = [clause for clause in (*clauses, more) if isinstance(clause, Field)]
    assert len(after) + len(more_faults) == len(fields)
    assert more_faults[: len(faults)] == faults


@given(clauses=st.permutations(["kind:visit", "pair:CHN-RUS", "date:2005", "status:signed"]))
def test_the_order_of_clauses_does_not_matter(clauses: list[str]) -> None:
    assert found(" ".join(clauses)) == {"summit"}
