"""What is said of a query, and where; and how far one is read that is too large."""

import pytest

from atlas_gui.search.query import (
    MAX_CLAUSES,
    MAX_DEPTH,
    MAX_LENGTH,
    AllOf,
    AnyOf,
    Clause,
    Field,
    Not,
    Word,
    format_query,
    parse,
    read_query,
)

A = Word("a")
LOAN = Field("kind", "loan")


def _depth(clause: Clause) -> int:
    if isinstance(clause, Not):
        return _depth(clause.clause)
    return 1 + max(map(_depth, clause.clauses)) if isinstance(clause, AllOf | AnyOf) else 0


def test_recognised_fields_have_their_place_at_any_depth() -> None:
    typed = 'gas kind:loan -pair:CHN-CUB (NOT sector:"a b" OR x) http://y'
    pieces = [(typed[p.start : p.end], p.clause) for p in read_query(typed).pieces]
    assert pieces == [
        ("kind:loan", LOAN),
        ("-pair:CHN-CUB", Not(Field("pair", "CHN-CUB"))),
        ('NOT sector:"a b"', Not(Field("sector", "a b"))),
    ]


@pytest.mark.parametrize(
    ("typed", "places", "said"),
    [
        ("a kind: b", ["kind:"], "kind: has no value"),
        ("type:,", ["type:,"], "kind: has no value"),
        ("kind:loan,foo,bar", ["foo", "bar"], "is not known; known are treaty"),
        ("status:nowhere", ["nowhere"], "status:nowhere is not known; known are discussed"),
        ('-sector:"a b"', ['"a b"'], "sector:a b is not known; known are agriculture"),
        ("has:charm", ["charm"], "known are disagreement, amount"),
        ("no:5", ["5"], "no:5 is not known; known are disagreement"),
        ("in:vain", ["vain"], "known are title, parties"),
        ("date:yesterday", ["yesterday"], "date:yesterday is no date"),
        ("after:soon", ["soon"], "after:soon is no date; try after:2004"),
        ("before:..", [".."], "before:.. is no date"),
        ("date:2008..2004", ["2008..2004"], "ends before it begins"),
        ("amount:much", ["much"], "amount:much is no sum"),
        ("amount:5M..1M", ["5M..1M"], "ends before it begins"),
        ("cur:dollars", ["dollars"], "write its three letters"),
        ("(a OR (b", ["(", "("], "not closed"),
        ("a) b)", [")", ")"], "closes none"),
        ("NOT", ["NOT"], "NOT stands before"),
        ("a NOT OR b", ["NOT"], "NOT stands before"),
        ("OR a", ["OR"], "OR stands between"),
        ("a OR OR b OR", ["OR", "OR"], "OR stands between"),
    ],
)
def test_a_fault_is_said_where_it_is(typed: str, places: list[str], said: str) -> None:
    faults = read_query(typed).faults
    assert [typed[fault.start : fault.end] for fault in faults] == places
    assert all(said in fault.message for fault in faults)


@pytest.mark.parametrize(
    "typed",
    ['"still typ', 'party:"still typ', "a b*", "http://x", "-a", "a AND b", "& - *", "kind:loan,"],
)
def test_what_is_being_typed_is_no_fault(typed: str) -> None:
    assert read_query(typed).faults == ()


def test_a_faulty_value_stays_to_be_corrected() -> None:
    assert format_query(parse("a kind:foo")) == "a kind:foo"


def test_what_is_too_long_is_read_as_far_as_the_limit() -> None:
    typed = f"{'x' * (MAX_LENGTH - 2)} a b c"
    found = read_query(typed)
    assert found.query.clauses[1:] == (A,)
    (fault,) = found.faults
    assert (fault.start, fault.end) == (MAX_LENGTH, len(typed))
    assert "2,000" in fault.message


def test_more_clauses_than_the_limit_are_left_out() -> None:
    typed = "a " * MAX_CLAUSES + "b c"
    found = read_query(typed)
    assert found.query.clauses == (A,) * MAX_CLAUSES
    (fault,) = found.faults
    assert typed[fault.start : fault.end] == "b c"
    assert read_query("a " * MAX_CLAUSES).faults == ()
    assert parse(f"sector:{'x,' * MAX_CLAUSES}x a").clauses == ()


def test_deeper_brackets_than_the_limit_are_left_out() -> None:
    nested = "a OR (b " * MAX_DEPTH
    assert "more than" not in " ".join(fault.message for fault in read_query(nested).faults)
    found = read_query(f"{nested}(c d")
    (fault,) = found.faults
    assert fault.start == len(nested)
    assert found.query == parse(nested)
    assert max(map(_depth, found.query.clauses)) <= 2 * MAX_DEPTH


@pytest.mark.parametrize(
    "unit",
    ["(", ")", "-", '"', "a ", "a(", "kind:,", "NOT ", "a OR ", "*", "()", "-(a ", 'a"', "\ud800"],
)
def test_a_hundred_thousand_characters_have_a_reading(unit: str) -> None:
    found = read_query(unit * (100_000 // len(unit)))
    assert found.faults
    assert parse(format_query(found.query)) == found.query
