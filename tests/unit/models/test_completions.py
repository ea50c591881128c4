"""What is offered where the reader is typing."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.models.completions import Choice, Completer
from atlas_gui.search.query import Field, Query, parse
from atlas_gui.search.query_clauses import FIELD_NAMES

_CHOICES = {
    "pair": (
        Choice("CHN-RUS", "China – Russia", 31),
        Choice("CHN-CUB", "China – Cuba", 29),
        Choice("CUB-VNM", "Cuba – Việt Nam", 5),
    ),
    "sector": (Choice("nuclear", "Nuclear power", 2), Choice("energy", "Energy", 9)),
    "source": (Choice("Granma, the paper", "Granma", 3), Choice("R (1)", "R (1)", 1)),
    "party": tuple(Choice(f"Company {number}", f"Company {number}") for number in range(200)),
}


class Library:
    def values(self, field: str) -> Sequence[Choice]:
        return _CHOICES.get(field, ())


def offered(text: str, *, asked: bool = False) -> list[str]:
    """What is offered at the bar in a text."""
    made = Completer(Library()).at(text.replace("|", ""), text.index("|"), asked=asked)
    return [item.text for item in made.items]


def taken(text: str) -> str:
    """The text after the first thing offered at the bar is taken."""
    cursor, plain = text.index("|"), text.replace("|", "")
    made = Completer(Library()).at(plain, cursor)
    return plain[: made.start] + made.items[0].text + plain[made.end :]


def test_two_letters_of_a_field_offer_it_and_ordinary_words_nothing() -> None:
    assert offered("pa|") == ["pair:", "party:"]
    assert offered("nickel PAR|") == ["party:"]
    assert offered("-ki|") == ["kind:"]
    assert offered("(co|") == ["country:"]
    assert offered("typ|") == ["kind:"]
    assert offered("p|") == []
    assert offered("nickel|") == []
    assert offered("|") == []
    assert offered("pa|r") == []
    assert offered('"pa|') == []


def test_one_may_ask_for_all_fields() -> None:
    assert len(offered("|", asked=True)) == len(FIELD_NAMES)
    assert offered("p|", asked=True) == ["pair:", "party:"]
    assert len(offered("nickel |", asked=True)) == len(FIELD_NAMES)


def test_a_colon_offers_the_values_in_their_order() -> None:
    assert offered("pair:|") == ["CHN-RUS", "CHN-CUB", "CUB-VNM"]
    assert offered("nickel -pair:|") == ["CHN-RUS", "CHN-CUB", "CUB-VNM"]
    assert len(offered("party:|")) == 30


def test_values_are_found_by_code_by_label_and_without_accents() -> None:
    assert offered("pair:cub|") == ["CUB-VNM", "CHN-CUB"]
    assert offered("pair:viet|") == ["CUB-VNM"]
    assert offered("pair:VIỆT|") == ["CUB-VNM"]
    assert offered('pair:"cuba china|') == ["CHN-CUB"]
    assert offered("sector:pow|") == ["nuclear"]
    assert offered("sector:ower|") == []


def test_fields_of_dates_and_sums_and_unknown_ones_offer_nothing() -> None:
    for text in ("date:|", "amount:1|", "http:|", "12:3|"):
        assert offered(text) == []


@pytest.mark.parametrize(
    ("field", "wanted"),
    [("kind:lo|", ["loan"]), ("has:am|", ["amount"]), ("no:da|", ["date"]), ("in:ti|", ["title"])],
)
def test_what_is_the_same_in_every_library_needs_no_library(field: str, wanted: list[str]) -> None:
    assert offered(field) == wanted


def test_what_stands_complete_is_not_offered_again() -> None:
    assert offered("sector:energy|") == []


def test_taking_replaces_what_is_typed_and_no_more() -> None:
    assert taken("nickel pa| x") == "nickel pair: x"
    assert taken("pair:cu| nickel") == "pair:CUB-VNM nickel"
    assert taken("pair:CHN-RUS,ch|") == "pair:CHN-RUS,CHN-RUS"
    assert taken("sector:energy,nu|,x y") == "sector:energy,nuclear,x y"
    assert taken("pair:ch|xyz gas") == "pair:CHN-RUSxyz gas".replace("xyz", "")
    assert taken('sector:"nuclear po|wer" x') == "sector:nuclear x"


def test_values_with_blanks_commas_and_brackets_are_written_so_that_they_are_read() -> None:
    for text, value in (("source:gra|", "Granma, the paper"), ("source:r|", "R (1)")):
        clause = parse(taken(text)).clauses[0]
        assert isinstance(clause, Field)
        assert clause.values == (value,)


def test_labels_and_counts_are_told() -> None:
    first = Completer(Library()).at("pair:viet", 9).items[0]
    assert (first.label, first.detail, first.count) == ("Cuba – Việt Nam", "CUB-VNM", 5)
    assert Completer(Library()).at("pa", 2).items[0].detail == "records between two countries"


@given(st.text(alphabet='pair:kindCUB-()", “«»𝄞о', max_size=30), st.integers(0, 30))
def test_any_text_is_answered_within_itself(text: str, cursor: int) -> None:
    cursor = min(cursor, len(text))
    made = Completer(Library()).at(text, cursor)
    assert 0 <= made.start <= cursor <= made.end <= len(text) or not made.items


@given(st.sampled_from([choice.value for choices in _CHOICES.values() for choice in choices]))
def test_a_value_that_is_taken_is_read_as_that_value(value: str) -> None:
    field = next(name for name, held in _CHOICES.items() if value in {c.value for c in held})
    text = f'{field}:"{value.partition(",")[0].partition("(")[0].strip()}'
    items = Completer(Library()).at(text, len(text)).items
    wanted = Query((Field.of(field, value),))
    item = next(item for item in items if parse(f"{field}:{item.text}") == wanted)
    assert item.is_whole
