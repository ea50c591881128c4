"""Labels of parties, whom they mean and when."""

import csv
from pathlib import Path

import msgspec
import pytest
from support.importing import one_record, profile

from atlas_gui import paths
from atlas_gui.domain.entities import Country
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.mapping.gazetteer import Gazetteer, label_key
from atlas_gui.exchange.importing.mapping.labels import UNSETTLED, LabelBook
from atlas_gui.exchange.importing.profile.model import LabelsTable
from atlas_gui.store.check.values import known_country_codes

_STATES = (
    Path(__file__).resolve().parents[6] / "shared" / "data" / "cow-states" / "cow_states2016.csv"
)
_KNOWN = msgspec.toml.decode(
    (paths.resources() / "countries" / "labels.toml").read_bytes(), type=LabelsTable
)


@pytest.fixture(scope="module")
def book() -> LabelBook:
    return LabelBook(LabelsTable(languages=("en", "de")))


@pytest.mark.parametrize(
    ("label", "day", "code"),
    [
        ("China", "1905", "QNG"),
        ("China", "1930-01-01", "QRC"),
        ("CHINA", "2006-05", "CHN"),
        ("Kuba", "", "CUB"),
        ("古巴", "", "CUB"),
        ("Куба", "", "CUB"),
        ("GERMANY", "1930", "QXD"),
        ("Germany", "1990-10-03", "DEU"),
        ("Turkey", "1900", "QOT"),
        ("TURKIYE", "2000", "TUR"),
        ("Sowjetunion", "1962-09-25", "SUN"),
        ("KHM", "", "KHM"),
        ("Congo, Dem. Rep.", "", "COD"),
        ("CONGO, DEMOCRATIC REPUBLIC OF", "", "COD"),
        ("KOREA REPUBLIC OF", "1990", "KOR"),
        ("Korea, Dem. Rep.", "1990", "PRK"),
        ("ST LUCIA", "", "LCA"),
        ("Niger", "", "NER"),
        ("Nigeria", "", "NGA"),
    ],
)
def test_a_label_means_the_state_of_its_time(
    book: LabelBook, label: str, day: str, code: str
) -> None:
    assert book.meant(label, day).parties == (f"country:{code}",)


def test_a_state_that_had_gone_by_then_is_told(book: LabelBook) -> None:
    assert book.meant("Soviet Union", "1995").out_of_time
    assert not book.meant("Soviet Union", "1991").out_of_time
    assert not book.meant("Soviet Union", "").out_of_time
    assert book.meant("Zaire", "1960-01-01").out_of_time


def test_what_nobody_knows_is_not_guessed_at(book: LabelBook) -> None:
    for label in ("Klingonenreich", "Sarawak", "", "cub", "X" * 500, "Republic of"):
        assert book.meant(label, "2000") == UNSETTLED


def test_the_profile_goes_before_all_that_is_known() -> None:
    table = msgspec.convert(
        {
            "meanings": {
                "China": "TWN",
                "Benelux": "BEL NLD LUX",
                "The Islands": "text",
                "CONGO": [{"party": "COD", "until": "1971-10-26"}, {"party": "COG"}],
                "Weltbank": "organisation:world-bank",
            },
            "organisations": [
                {
                    "id": "world-bank",
                    "names": {"en": "World Bank"},
                    "kind": "bank",
                    "aliases": ["IBRD"],
                }
            ],
        },
        LabelsTable,
    )
    own = LabelBook(table)
    assert own.meant("China", "2000").parties == ("country:TWN",)
    assert len(own.meant("Benelux", "").parties) == 3
    assert own.meant("the islands", "").settled
    assert own.meant("the islands", "").parties == ()
    assert own.meant("Congo", "1970").parties == ("country:COD",)
    assert own.meant("Congo", "1971-10-27").parties == ("country:COG",)
    assert own.meant("Congo", "").dated
    assert own.meant("IBRD", "").parties == ("organisation:world-bank",)


def test_names_are_found_within_running_text(book: LabelBook) -> None:
    text = (
        "Treaty between the United Kingdom of Great Britain and Northern Ireland, Cuba and turkey"
    )
    found = book.names_within(text)
    assert "Cuba" in found
    assert "turkey" not in found
    assert any("United Kingdom" in name for name in found)


def test_a_label_key_passes_over_order_case_and_accents() -> None:
    assert label_key("CÔTE D'IVOIRE") == label_key("Cote d'Ivoire")
    assert label_key("Republic of the Congo") == label_key("CONGO, REPUBLIC OF")
    assert label_key("Republic of the Congo") != label_key("Democratic Republic of the Congo")
    assert label_key("—") == "—"


def test_every_state_that_is_known_is_a_sound_one() -> None:
    gazetteer = Gazetteer()
    for country in _KNOWN.countries:
        assert country.id in known_country_codes() or "QMA" <= country.id <= "QZZ"
        assert gazetteer.country(country.successor or country.id) is not None
        assert country.valid is not None
    for label, meaning in _KNOWN.meanings.items():
        codes = [meaning] if isinstance(meaning, str) else [one.party for one in meaning]
        for code in codes:
            assert isinstance(gazetteer.country(code), Country), label


def test_dated_meanings_follow_one_another() -> None:
    for label, meaning in _KNOWN.meanings.items():
        if not isinstance(meaning, str):
            ends = [one.until for one in meaning]
            assert ends[-1] is None, label
            assert ends[:-1] == sorted(filter(None, ends)), label


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("SUN", "Russia"), ("DDR", "German Democratic Republic"), ("CSK", "Czechoslovakia"),
        ("QVS", "Republic of Vietnam"), ("YMD", "Yemen People's Republic"), ("QTG", "Tanzania"),
        ("QXB", "Bavaria"), ("QXH", "Hanover"), ("QTU", "Tuscany"), ("QXA", "Austria-Hungary"),
        ("QZB", "Zanzibar"), ("QSI", "Two Sicilies"),
    ],
)  # fmt: skip
def test_states_that_are_gone_ended_when_a_list_of_states_says(code: str, name: str) -> None:
    if not _STATES.exists():
        pytest.skip("the list of states does not lie beside this project")
    with _STATES.open(encoding="utf-8", newline="") as file:
        spells = [row for row in csv.DictReader(file) if row["statenme"] == name]
    assert spells, name
    country = next(one for one in _KNOWN.countries if one.id == code)
    last_year = int((country.valid or "").partition("/")[2][:4])
    ends = {int(row["endyear"]) for row in spells}
    if code in ("SUN", "QTG"):
        # The list goes on with the successor under the same number.
        assert max(ends) >= last_year
    else:
        assert min(abs(last_year - end) for end in ends) <= 1


def test_an_open_label_stays_with_the_record_and_is_counted() -> None:
    record, findings = one_record(profile(), country="Cuba; Atlantis")
    assert record.countries == ("CHN", "CUB")
    told = [finding for finding in findings if finding.code == "unknown-label"]
    assert [(one.row, one.column, one.value) for one in told] == [(2, "country", "Atlantis")]
    assert any("Atlantis" in str(claim.value) for claim in record.claims)


def test_a_meaning_that_names_nobody_is_refused() -> None:
    with pytest.raises(AtlasError, match="XXX"):
        one_record(profile(labels={"meanings": {"Cuba": "XXX"}}))
    with pytest.raises(AtlasError, match="does not describe"):
        one_record(profile(labels={"meanings": {"Cuba": "organisation:nobody"}}))
