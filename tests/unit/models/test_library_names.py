"""What values are called in a library, and how many records have each."""

import pytest
from support.libraries import Plain, amount_claim, date_claim, evidence, library_of, record
from support.whole_index import reading_over

from atlas_gui.domain.notebook import Change, Entry, EntryEdit, Notebook
from atlas_gui.models.library_names import LibraryNames
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading


def party(reference: str) -> Plain:
    return {
        "property": "party",
        "id": "party",
        "value": {"party": reference, "role": "buyer"},
        "evidence": [evidence()],
    }


@pytest.fixture(scope="module")
def reading() -> Reading:
    return reading_over(
        library_of(
            record("mine", claims=[date_claim("2004"), party("organisation:minmetals")]),
            record("loan", kind="loan", claims=[amount_claim("5"), amount_claim("6", name="b")]),
            record("sugar", countries=["SUN", "CUB"], claims=[amount_claim("7", "EUR")]),
            record("talk", kind="visit", claims=[party("person:xi-jinping"), date_claim("2019")]),
            record("trip", kind="visit", claims=[party("person:xi-jinping"), date_claim("2020")]),
        )
    )


@pytest.fixture(scope="module")
def names(reading: Reading) -> LibraryNames:
    return LibraryNames(reading)


@pytest.mark.parametrize(
    ("field", "value", "name"),
    [
        ("pair", "CHN-CUB", "China and Cuba"),
        ("pair", "CUB-CHN", "Cuba and China"),
        ("pair", "china cuba", "China and Cuba"),
        ("pair", "SUN-CUB", "Soviet Union and Cuba"),
        ("pair", "nowhere", "nowhere"),
        ("pair", "AAA-BBB", "AAA-BBB"),
        ("country", "RUS", "Russia"),
        ("country", "XXX", "XXX"),
        ("source", "survey", "Survey"),
        ("source", "nothing", "nothing"),
        ("kind", "loan", "loan"),
        ("no such field", "value", "value"),
    ],
)
def test_a_value_has_a_name(field: str, value: str, name: str, names: LibraryNames) -> None:
    assert names.name_of(field, value) == name


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("pair", "CHN-CUB", "China – Cuba"),
        ("pair", "odd", "odd"),
        ("country", "CUB", "Cuba"),
        ("source", "survey", "Survey"),
    ],
)
def test_a_value_that_stands_alone_has_a_label(
    field: str, value: str, label: str, names: LibraryNames
) -> None:
    assert names.label_of(field, value) == label


@pytest.mark.parametrize(
    ("field", "choices"),
    [
        ("pair", [("CHN-CUB", "China – Cuba", 4), ("CUB-RUS", "Cuba – Russia", 1)]),
        ("cur", [("USD", "USD", 2), ("EUR", "EUR", 1)]),
        ("source", [("survey", "Survey", 5)]),
        ("party", [("Xi Jinping", "Xi Jinping", 2), ("Minmetals", "Minmetals", 1)]),
        ("lang", [("en", "en", None)]),
        ("kind", [("contract", "contract", 2), ("visit", "visit", 2), ("loan", "loan", 1)]),
        ("date", []),
        ("no such field", []),
    ],
)
def test_values_of_most_records_come_first(
    field: str, choices: list[tuple[str, str, int | None]], names: LibraryNames
) -> None:
    assert [(c.value, c.label, c.count) for c in names.values(field)] == choices


def test_gone_and_living_states_are_both_countries(names: LibraryNames) -> None:
    found = {choice.value: choice.count for choice in names.values("country")}
    assert found == {"CUB": 5, "CHN": 4, "SUN": 1, "RUS": 1}


@pytest.mark.parametrize("field", ["pair", "country", "party", "source", "kind", "status"])
def test_a_count_is_what_the_value_finds(field: str, names: LibraryNames, reading: Reading) -> None:
    for choice in names.values(field):
        found = reading.index.search(parse(f'{field}:"{choice.value}"'))
        assert (found.total, found.faults) == (choice.count, ())


def test_tags_are_those_of_now_and_stay_the_same_object_until_they_change(
    names: LibraryNames, reading: Reading
) -> None:
    at = "2026-01-02T03:04:05Z"
    notebook = Notebook([Entry("a", at, tags=("oil", "to read")), Entry("b", at, tags=("oil",))])
    assert list(names.values("tag")) == []
    reading.index.use_notebook(notebook)
    first = names.values("tag")
    assert [(choice.value, choice.count) for choice in first] == [("oil", 2), ("to read", 1)]
    assert names.values("tag") is first
    notebook.apply(Change("c", at, (EntryEdit("c", None, Entry("c", at, tags=("new",))),)))
    assert [choice.value for choice in names.values("tag")] == ["oil", "new", "to read"]
