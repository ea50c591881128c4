"""A record as one line: which date, which value and which status stand for it."""

from datetime import date
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import (
    Plain,
    amount_claim,
    date_claim,
    evidence,
    library_of,
    record,
    status_claim,
)
from support.whole_index import entries_of

from atlas_gui.domain.catalogue import (
    Catalogue,
    Entry,
    entry_of,
    main_date,
    main_value,
)
from atlas_gui.domain.claims import Claim, DateClaim
from atlas_gui.domain.edtf import parse_edtf, sort_key
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.entities import LibraryInfo
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.vocabulary import (
    GROUP_OF_KIND,
    DateBasis,
    Group,
    Kind,
    Rank,
    Sector,
    Step,
)

_BASES = list(DateBasis)
_RANKS = st.sampled_from(Rank)


def _ranked(claim: Plain, rank: str) -> Plain:
    return {**claim, "rank": rank, "reason": "the treaty itself"}


def _named(claim: Plain, name: str) -> Plain:
    return {**claim, "id": name}


def _of(claim: Plain, **value: str) -> Plain:
    return {**claim, "value": {**claim["value"], **value}}


def _quantity(number: str, unit: str = "locomotives", name: str = "quantity") -> Plain:
    return {
        "property": "quantity",
        "id": name,
        "value": {"number": number, "unit": unit},
        "evidence": [evidence()],
    }


def _claims(*claims: Plain) -> tuple[Claim, ...]:
    return msgspec.convert(claims, tuple[Claim, ...])


def _entry(*claims: Plain, **parts: Any) -> Entry:
    library = library_of(record("a", claims=list(claims), **parts))
    return entry_of(library.records["a"], library)


def _date(edtf: str, basis: str = "signed", name: str = "date", **value: str) -> Plain:
    return _of(_named(date_claim(edtf, basis), name), **value)


# A converted sum.


def test_an_original_sum_stands_for_a_record_before_a_converted_one() -> None:
    converted = _of(amount_claim("7", name="b"), conversion="2014 US dollars")
    assert _entry(converted, amount_claim("5", "CNY")).value == "CN¥5"
    assert _entry(converted).value == "≈ US$7"


# Which date.


@given(st.lists(st.sampled_from(_BASES), min_size=1, unique=True))
def test_the_firmest_basis_gives_the_date(bases: list[DateBasis]) -> None:
    found = main_date(_claims(*(date_claim("2005", basis) for basis in bases)))
    assert found is not None
    assert found.basis is min(bases, key=_BASES.index)


@given(st.lists(st.tuples(st.sampled_from(_BASES), _RANKS), max_size=6))
def test_a_preferred_date_goes_before_any_basis_and_one_set_aside_never_counts(
    held: list[tuple[DateBasis, Rank]],
) -> None:
    claims = _claims(*(_ranked(date_claim("2005", basis), rank) for basis, rank in held))
    found = main_date(claims)
    standing = [
        claim
        for claim in claims
        if isinstance(claim, DateClaim) and claim.rank is not Rank.DEPRECATED
    ]
    preferred = [claim for claim in standing if claim.rank is Rank.PREFERRED]
    choice = [claim.value.basis for claim in preferred or standing]
    assert (found.basis if found else None) is min(choice, key=_BASES.index, default=None)


def test_of_two_equal_dates_the_first_of_the_file_counts() -> None:
    found = main_date(_claims(_date("2005", name="one"), _date("2004", name="other")))
    assert found is not None
    assert found.edtf == "2005"


def test_what_is_no_date_dates_nothing() -> None:
    assert main_date(_claims(status_claim("signed"), amount_claim("5"))) is None
    assert main_date(()) is None


def test_an_entry_has_its_date_as_value_as_words_and_as_key() -> None:
    entry = _entry(_date("2006", "reported", "late"), _date("2005-11", "signed", "early"))
    assert entry.date == parse_edtf("2005-11")
    assert entry.date_key == sort_key(entry.date)
    assert entry.date_words == "Nov 2005"
    assert entry.date_note == ""


def test_the_phrase_of_the_source_goes_before_the_words_of_the_format() -> None:
    assert _entry(_date("2006-05/2006-08", wording="mid-2006")).date_words == "mid-2006"


@pytest.mark.parametrize("basis", DateBasis)
def test_a_date_that_is_not_when_it_happened_says_so(basis: DateBasis) -> None:
    noted = {DateBasis.AS_OF: "as of", DateBasis.REPORTED: "reported", DateBasis.PLANNED: "planned"}
    assert _entry(_date("2005", basis)).date_note == noted.get(basis, "")


@pytest.mark.parametrize("basis", DateBasis)
def test_only_a_period_took_all_of_its_date(basis: DateBasis) -> None:
    assert _entry(_date("2005", basis)).lasting is (basis is DateBasis.PERIOD)
    assert not _entry(status_claim("signed")).lasting


def test_what_lasts_is_the_main_date_and_no_other() -> None:
    assert not _entry(_date("2005", "period", "one"), _date("2006", "signed", "other")).lasting


def test_an_undated_record_is_an_entry_that_comes_last() -> None:
    entry = _entry(status_claim("signed"))
    assert (entry.date, entry.date_words, entry.date_note, entry.year) == (None, "", "", "")
    assert entry.date_key > _entry(_date("9999-12-31")).date_key


def test_a_date_nobody_can_read_is_shown_as_it_stands_and_sorted_as_none() -> None:
    entry = _entry(_date("some day"))
    assert (entry.date, entry.date_words, entry.year) == (None, "some day", "")
    assert entry.date_key == sort_key(None)


@pytest.mark.parametrize(
    ("edtf", "year"),
    [
        ("2005-11", "2005"),
        ("1980/1985", "1980"),
        ("../1990-06", "1990"),
        ("1991/..", "1991"),
        ("199X", "1990"),
        ("2014~", "2014"),
        ("XXXX-09", ""),
        ("-0043-03-15", "-43"),
    ],
)
def test_the_year_is_that_in_which_the_date_begins(edtf: str, year: str) -> None:
    assert _entry(_date(edtf)).year == year


@given(st.dates())
def test_the_year_of_a_day_is_its_year(day: date) -> None:
    entry = _entry(_date(day.isoformat()))
    assert entry.year == str(day.year)
    assert entry.date is not None and entry.date.earliest is not None
    assert calendar_day(entry.date.earliest) == (day.year, day.month, day.day)


@given(st.lists(st.dates(), min_size=2, max_size=5))
def test_entries_sort_by_their_day(days: list[date]) -> None:
    keys = [_entry(_date(day.isoformat())).date_key for day in days]
    assert sorted(keys) == [_entry(_date(day.isoformat())).date_key for day in sorted(days)]


# Which value.


_MONEY = amount_claim("5000000")
_PART = _of(amount_claim("7", name="part"), of="the first phase")
_COUNT = _quantity("100")


@pytest.mark.parametrize(
    ("claims", "chosen"),
    [
        ((), None),
        ((date_claim("2005"),), None),
        ((_COUNT,), "quantity"),
        ((_COUNT, _MONEY), "amount"),
        ((_PART, _MONEY), "amount"),
        ((_COUNT, _PART), "part"),
        ((_MONEY, amount_claim("9", name="later")), "amount"),
        ((_MONEY, _ranked(_COUNT, "preferred")), "quantity"),
        ((_MONEY, _ranked(_PART, "preferred")), "part"),
        ((_ranked(_MONEY, "deprecated"), _COUNT), "quantity"),
        ((_ranked(_MONEY, "deprecated"),), None),
    ],
    ids=[
        "nothing",
        "no value",
        "a count",
        "money before a count",
        "the whole before a part",
        "money of a part before a count",
        "the first of the file",
        "a preferred count",
        "a preferred part",
        "money set aside",
        "all set aside",
    ],
)
def test_one_value_stands_for_a_record(claims: tuple[Plain, ...], chosen: str | None) -> None:
    found = main_value(_claims(*claims))
    assert (found.id if found else None) == chosen


@given(st.lists(_RANKS, min_size=1, max_size=5))
def test_no_value_that_was_set_aside_stands_for_a_record(ranks: list[Rank]) -> None:
    claims = _claims(
        *(_ranked(amount_claim("5", name=f"a{n}"), rank) for n, rank in enumerate(ranks))
    )
    found = main_value(claims)
    if found is None:
        assert set(ranks) == {Rank.DEPRECATED}
    else:
        assert found.rank is (Rank.PREFERRED if Rank.PREFERRED in ranks else Rank.NORMAL)


@pytest.mark.parametrize(
    ("claim", "value", "note", "key"),
    [
        (_MONEY, "US$5 million", "committed", ("USD", Decimal(5_000_000))),
        (_of(_MONEY, kind="planned"), "US$5 million", "planned", ("USD", Decimal(5_000_000))),
        (_quantity("24.5", "per cent"), "24.5 per cent", "", ("per cent", Decimal("24.5"))),
        (date_claim("2005"), "", "", ("", Decimal(-1))),
    ],
    ids=["money", "money that is only planned", "a count", "none"],
)
def test_an_entry_says_what_sort_of_value_it_has(
    claim: Plain, value: str, note: str, key: tuple[str, Decimal]
) -> None:
    entry = _entry(claim)
    assert (entry.value, entry.value_note, entry.value_key) == (value, note, key)


@given(st.lists(st.integers(0, 10**24 - 1), min_size=1, max_size=5))
def test_sums_of_one_currency_sort_by_size_to_the_last_digit(sums: list[int]) -> None:
    found = sorted(_entry(amount_claim(str(each))).value_key for each in sums)
    assert found == [("USD", Decimal(each)) for each in sorted(sums)]


def test_a_disputed_value_says_so() -> None:
    entry = _entry(_MONEY, amount_claim("6000000", name="other"))
    assert entry.value_note == "committed ≠"
    assert entry.disagreements == 1
    assert _entry(_COUNT, _quantity("90", name="other")).value_note == "≠"


def test_a_dispute_on_something_else_is_no_dispute_on_the_value() -> None:
    entry = _entry(_MONEY, _date("2005", name="one"), _date("2004", name="other"))
    assert entry.value_note == "committed"
    assert entry.disagreements == 1


def test_a_dispute_that_the_editors_settled_is_none() -> None:
    entry = _entry(_ranked(_MONEY, "preferred"), amount_claim("6000000", name="other"))
    assert (entry.value, entry.value_note, entry.disagreements) == ("US$5 million", "committed", 0)


# The rest of the line.


@pytest.mark.parametrize("kind", Kind)
def test_an_entry_stands_in_the_group_of_its_kind(kind: Kind) -> None:
    entry = _entry(date_claim("2005"), kind=kind)
    assert (entry.kind, entry.group) == (kind, GROUP_OF_KIND[kind])


def test_an_entry_tells_how_far_it_got() -> None:
    assert _entry(status_claim("announced"), status_claim("signed")).step is Step.SIGNED
    assert _entry(date_claim("2005")).step is None


def test_an_entry_has_the_words_pairs_and_sectors_of_its_record() -> None:
    entry = _entry(
        date_claim("2005"),
        title={"zh": "镍厂", "en": "Nickel plant"},
        countries=["SUN", "CUB", "CHN"],
        sectors=["mining", "trade"],
    )
    assert (entry.title, entry.summary) == ("Nickel plant", "Something was agreed.")
    assert entry.pairs == (Pair("CUB", "RUS"), Pair("CHN", "RUS"), Pair("CHN", "CUB"))
    assert entry.sectors == (Sector.MINING, Sector.TRADE)
    assert entry.damage == ""


def test_a_source_counts_once_however_often_it_is_cited() -> None:
    twice = {**date_claim("2005"), "evidence": [evidence(), evidence()]}
    other = {**status_claim("signed"), "evidence": [evidence(), evidence("yearbook")]}
    assert _entry(twice, other).sources == 2


# All of them.


_DAMAGED = DamagedRecord("document-7", "Gas field", "record 7", "The claims are missing.")


def _library(*records: Plain, damaged: tuple[DamagedRecord, ...] = ()) -> Library:
    sound = library_of(*records)
    info: LibraryInfo = sound.info
    return Library(
        info, sound.countries.values(), (), (), (), sound.records.values(), damaged=damaged
    )


def test_a_catalogue_lists_what_can_be_read_and_then_what_cannot() -> None:
    library = _library(record("b"), record("a"), damaged=(_DAMAGED,))
    assert [entry.id for entry in entries_of(library)] == ["b", "a", "document-7"]
    assert len(Catalogue(library)) == 3


def test_an_entry_is_found_by_its_identifier() -> None:
    catalogue = Catalogue(_library(record("a"), damaged=(_DAMAGED,)))
    assert catalogue.entry("a").title == "A"
    assert catalogue.entry("document-7").damage == _DAMAGED.reason
    assert "a" in catalogue and "document-7" in catalogue
    assert "b" not in catalogue
    with pytest.raises(KeyError):
        catalogue.entry("b")


def test_an_empty_catalogue_has_no_entries() -> None:
    library = _library(record("a"))
    empty = Catalogue(Library(library.info, (), (), (), (), ()))
    assert len(empty) == 0
    assert "a" not in empty


def test_a_record_that_cannot_be_read_keeps_its_title_and_gives_its_reason() -> None:
    entry = Catalogue(_library(record("a"), damaged=(_DAMAGED,))).entry("document-7")
    assert (entry.title, entry.summary, entry.damage) == (
        "Gas field",
        _DAMAGED.reason,
        _DAMAGED.reason,
    )
    assert (entry.kind, entry.group, entry.step, entry.date) == (None, None, None, None)
    assert (entry.pairs, entry.sectors, entry.sources, entry.disagreements) == ((), (), 0, 0)
    assert (entry.date_words, entry.date_note, entry.year) == ("", "", "")
    assert (entry.value, entry.value_note, entry.value_key) == ("", "", ("", Decimal(-1)))


def test_entries_of_every_sort_can_be_sorted_together() -> None:
    library = _library(
        record("late", claims=[date_claim("2010"), _MONEY]),
        record("never", claims=[status_claim("signed")]),
        record("early", claims=[date_claim("../1990"), _COUNT]),
        record("odd", claims=[date_claim("soon")]),
        damaged=(_DAMAGED,),
    )
    entries = entries_of(library)
    by_date = [entry.id for entry in sorted(entries, key=lambda entry: entry.date_key)]
    assert by_date == ["early", "late", "never", "odd", "document-7"]
    by_value = [entry.id for entry in sorted(entries, key=lambda entry: entry.value_key)]
    assert by_value == ["never", "odd", "document-7", "late", "early"]


def test_the_groups_of_a_catalogue_are_those_of_its_kinds() -> None:
    library = _library(record("a", kind="loan"), record("b", kind="grant"), record("c"))
    groups = [entry.group for entry in entries_of(library)]
    assert groups == [Group.AID, Group.AID, Group.DEALS]
