"""What the parties of a treaty did is found by party, by the source's name, and by the act."""

import pytest
from support.acts import act, treaty
from support.libraries import library_of, record, status_claim
from support.whole_index import index_over

from atlas_gui.domain.library import Library
from atlas_gui.models.snippets import Snippets
from atlas_gui.search.corpus import own_texts, owners_of
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import parse
from atlas_gui.search.terms import terms_of


@pytest.fixture(scope="module")
def library() -> Library:
    return library_of(
        treaty(600),
        record(
            "sea",
            kind="treaty",
            claims=[
                status_claim("signed"),
                act("one", "ratification", party="country:RUS", named="Muscovy"),
                act("two", "other", named="Tanganyika Territory", wording="Took note solemnly"),
            ],
        ),
    )


@pytest.fixture(scope="module")
def index(library: Library) -> SearchIndex:
    return index_over(library)


@pytest.mark.parametrize(
    ("typed", "ids"),
    [
        ("party:russia", {"sea"}),
        ("country:RUS", {"sea"}),
        ("party:muscovy", {"sea"}),
        ('party:"tanganyika territory"', {"sea"}),
        ('party:"party 77"', {"treaty"}),
        ("tanganyika", {"sea"}),
        ("solemnly", {"sea"}),
        ("ratification", {"sea", "treaty"}),
        ('"withdrawal of a reservation"', {"treaty"}),
    ],
)
def test_acts_are_found(typed: str, ids: set[str], index: SearchIndex) -> None:
    result = index.search(parse(typed))
    assert {index.id_of(row) for row in result.rows} == ids


def test_the_index_holds_a_party_and_an_act_once_a_record(library: Library) -> None:
    held = library.records["treaty"]
    texts = own_texts(held, library)
    assert len(texts.claims) == 2 + 5
    assert len(texts.sources) == 2
    owners = owners_of(held, library)
    assert len(set(owners)) == len(owners)
    assert [owner for owner in owners if owner.startswith("named:")] == [
        f"named:Party {number}" for number in range(2, 120)
    ]


def test_a_row_shows_what_was_found_of_an_act(library: Library) -> None:
    snippets = Snippets(library)
    assert snippets.of("sea", terms_of(parse("solemnly"))) == "Act: Took note solemnly"
    assert snippets.of("sea", terms_of(parse("muscovy"))) == "Party: Muscovy"
    assert snippets.of("treaty", terms_of(parse("participants"))) == "Passage: Participants"
