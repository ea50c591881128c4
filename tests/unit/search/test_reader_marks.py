"""Clauses on what the reader keeps: answered by the notebook as it is at each search."""

import pytest
from support.libraries import library_of, record
from support.whole_index import index_over

from atlas_gui.domain.notebook import Change, Entry, EntryEdit, Notebook
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import parse
from atlas_gui.search.query_words import query_in_words
from atlas_gui.search.reader_marks import asks_notebook

_AT = "2026-01-02T03:04:05Z"


def kept(record_id: str, **what: object) -> Entry:
    return Entry(record_id, _AT, **what)  # type: ignore[arg-type]


@pytest.fixture
def notebook() -> Notebook:
    return Notebook(
        [
            kept("mine", starred=True, tags=("Énergie", "to read")),
            kept(
                "loan", tags=("energie-2",), note="Ask Rodríguez about the\n2nd tranche: 中国银行"
            ),
            kept("grant", starred=True, note="<b>Second</b> thoughts", reading=1.0),
            kept("gone-from-here", starred=True, tags=("lost",), note="tranche"),
        ]
    )


@pytest.fixture
def index(notebook: Notebook) -> SearchIndex:
    made = index_over(library_of(*map(record, ("mine", "loan", "grant", "sugar"))))
    made.use_notebook(notebook)
    return made


def found(index: SearchIndex, typed: str) -> set[str]:
    return set(index.search(parse(typed)).ids)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("is:starred", {"mine", "grant"}),
        ("-is:starred", {"loan", "sugar"}),
        ("is:listed", {"grant"}),
        ("is:noted", {"loan", "grant"}),
        ("is:tagged", {"mine", "loan"}),
        ("is:starred,noted", {"mine", "grant", "loan"}),
        ("is:starred is:noted", {"grant"}),
        ("is:starred OR is:tagged", {"mine", "grant", "loan"}),
        ("tag:énergie", {"mine"}),
        ("tag:ENERGIE", {"mine"}),
        ('tag:"to read"', {"mine"}),
        ("tag:energ", {"mine", "loan"}),
        ("-tag:energie", {"loan", "grant", "sugar"}),
        ("tag:lost", set()),
        ("note:rodriguez", {"loan"}),
        ("note:tran", {"loan"}),
        ("note:ranche", set()),
        ('note:"the 2nd"', {"loan"}),
        ('note:"2nd the"', set()),
        ("note:银行", {"loan"}),
        ("note:second,tranche", {"loan", "grant"}),
        ("note:<b>", {"grant"}),
    ],
)
def test_what_a_clause_finds(index: SearchIndex, typed: str, ids: set[str]) -> None:
    result = index.search(parse(typed))
    assert set(result.ids) == ids
    assert result.faults == ()


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("tag:nowhere", "there are energie-2, lost, to read, Énergie"),
        ("is:odd", "known are starred, listed, noted, tagged"),
        ("note:…", "no word"),
    ],
)
def test_a_value_that_means_nothing_is_told_and_left_out(
    index: SearchIndex, typed: str, told: str
) -> None:
    result = index.search(parse(typed))
    assert result.total == 4
    assert told in " ".join(result.faults)


def test_a_change_is_found_at_the_next_search(index: SearchIndex, notebook: Notebook) -> None:
    before = notebook.entry("loan")
    assert before is not None
    after = kept("loan", note="Nothing any more")
    notebook.apply(Change("c", _AT, (EntryEdit("loan", before, after),)))
    assert found(index, "note:tranche") == set()
    assert found(index, "note:nothing") == {"loan"}
    assert found(index, "is:tagged") == {"mine"}


def test_without_a_notebook_nothing_is_kept() -> None:
    bare = index_over(library_of(record("mine")))
    assert found(bare, "is:starred") == set()
    assert found(bare, "-is:starred") == {"mine"}


def test_an_index_that_is_taken_over_asks_the_same_notebook(index: SearchIndex) -> None:
    other = index_over(library_of(*map(record, ("mine", "loan"))))
    assert found(other, "is:starred") == set()
    index.take_over(other)
    assert found(index, "is:starred") == {"mine"}


@pytest.mark.parametrize(
    "typed", ["is:starred", "-tag:a", "x (kind:loan OR note:y)", "a OR -is:noted"]
)
def test_queries_that_ask_the_notebook(typed: str) -> None:
    assert asks_notebook(parse(typed))


@pytest.mark.parametrize("typed", ["", "starred", "kind:loan", '"is:starred"', "island:x"])
def test_queries_that_do_not(typed: str) -> None:
    assert not asks_notebook(parse(typed))


def test_a_query_in_words_tells_the_clauses() -> None:
    words = query_in_words(parse('is:starred -tag:"to read" note:bank'), lambda _f, value: value)
    assert words == ("Records that are starred, not tagged “to read”, with “bank” in your note")
