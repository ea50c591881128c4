"""What Atlas proposes for a file that no profile knows."""

import csv
from pathlib import Path

import pytest
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.vocabulary import Kind, Sector, Step
from atlas_gui.exchange.importing.guessing.first_look import first_look
from atlas_gui.exchange.importing.guessing.open_words import open_words
from atlas_gui.exchange.importing.guessing.proposals import (
    guessed_decimal,
    guessed_kinds,
    guessed_order,
    guessed_sectors,
    guessed_steps,
)
from atlas_gui.exchange.importing.profile.choices import ColumnMeaning, profile_of
from atlas_gui.exchange.importing.profile.model import DateOrder
from atlas_gui.exchange.importing.rows import FileWishes

M = ColumnMeaning
_GERMAN = [
    ["Lfd. Nr.", "Vorhaben", "Geber", "Empfänger", "Betrag", "Währung", "unterzeichnet", "Ende",
     "Stand", "Art", "Bereich", "Quelle", "Bemerkung"],
    ["1", "Lieferung von 500 Bussen", "China", "Kuba", "120,5 Mio.", "EUR", "12.03.2008",
     "31.12.2010", "abgeschlossen", "Vertrag", "Verkehr", "Granma", "Erste Rate bezahlt"],
    ["2", "Kredit für Wasserkraftwerk", "VR China", "Vietnam", "1.250.000,00", "USD",
     "3. Mai 2011", "", "laufend", "Kredit", "Energie", "Xinhua", ""],
    ["3", "Krankenhaus", "Klingonenreich", "Kuba", "", "", "2009", "", "geplant", "Zuschuss",
     "Gesundheit", "", ""],
]  # fmt: skip
_ENGLISH = [
    ["Project ID", "Title", "Donor", "Recipient", "Amount (USD)", "Start date", "Status", "Sector"],
    ["a1", "Road repair", "China", "Cuba", "1,500.50", "03/25/2010", "Completed", "Transport"],
    ["a2", "School meals", "Spain", "Viet Nam", "2,000", "12/31/2011", "Pledge", "Health"],
]
_SPANISH = [
    ["Título", "Países", "Importe", "Moneda", "Fecha", "Fuente"],
    ["Hospital", "China; Cuba", "1.200,50", "EUR", "12/03/2008", "Granma"],
    ["Puerto", "España; Cuba", "30,5", "EUR", "31/03/2008", "Prensa"],
]


def _file(folder: Path, rows: list[list[str]]) -> Path:
    path = folder / "list.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, delimiter=";", quoting=csv.QUOTE_ALL).writerows(rows)
    return path


@pytest.mark.parametrize(
    ("rows", "language", "meanings"),
    [
        (_GERMAN, "de", [M.IDENTIFIER, M.TITLE, M.SIDE_ONE, M.SIDE_TWO, M.AMOUNT, M.CURRENCY,
                         M.SIGNED, M.ENDED, M.STATUS, M.KIND, M.SECTOR, M.SOURCE, M.KEEP]),
        (_ENGLISH, "en", [M.IDENTIFIER, M.TITLE, M.SIDE_ONE, M.SIDE_TWO, M.AMOUNT, M.STARTED,
                          M.STATUS, M.SECTOR]),
        (_SPANISH, "es", [M.TITLE, M.PARTIES, M.AMOUNT, M.CURRENCY, M.DATED, M.SOURCE]),
    ],
)  # fmt: skip
def test_columns_are_understood_by_their_headings_and_what_stands_below(
    tmp_path: Path, rows: list[list[str]], language: str, meanings: list[ColumnMeaning]
) -> None:
    look = first_look(_file(tmp_path, rows), FileWishes(), tmp_path)
    assert look.choices is not None
    assert look.choices.language == language
    assert list(look.choices.columns.values()) == meanings
    assert look.fitting is None


def test_signs_are_read_off_the_file(tmp_path: Path) -> None:
    look = first_look(_file(tmp_path, _ENGLISH), FileWishes(), tmp_path)
    assert look.choices is not None
    assert (look.choices.order, look.choices.decimal) == (DateOrder.MONTH_FIRST, ".")
    look = first_look(_file(tmp_path, _SPANISH), FileWishes(), tmp_path)
    assert look.choices is not None
    assert (look.choices.order, look.choices.decimal) == (DateOrder.DAY_FIRST, ",")
    assert look.choices.split == ";"


def test_the_words_of_the_whole_file_are_counted(tmp_path: Path) -> None:
    path = _file(tmp_path, _GERMAN)
    look = first_look(path, FileWishes(), tmp_path)
    assert look.choices is not None
    assert look.choices.steps == {
        "abgeschlossen": Step.COMPLETED, "laufend": Step.UNDER_WAY, "geplant": Step.ANNOUNCED,
    }  # fmt: skip
    found = open_words(path, FileWishes(), profile_of(look.choices), look.choices)
    assert found.words[M.KIND] == {"Vertrag": 1, "Kredit": 1, "Zuschuss": 1}
    assert [(one.label, one.count) for one in found.labels] == [("Klingonenreich", 1)]


def test_words_that_nobody_knows_are_left_to_the_reader() -> None:
    assert guessed_steps(["fertig", "In Umsetzung", "blau"]) == {
        "fertig": Step.COMPLETED, "In Umsetzung": Step.UNDER_WAY,
    }  # fmt: skip
    assert guessed_kinds(["Darlehen", "Staatsbesuch", "?"]) == {
        "Darlehen": Kind.LOAN, "Staatsbesuch": Kind.VISIT,
    }  # fmt: skip
    assert guessed_sectors(["Bergbau", "health", ""]) == {
        "Bergbau": (Sector.MINING,), "health": (Sector.HEALTH,),
    }  # fmt: skip


def test_what_contradicts_itself_is_not_settled() -> None:
    assert guessed_order(["31/12/2020", "12/31/2020"]) is DateOrder.UNSTATED
    assert guessed_order(["01/02/2020"]) is DateOrder.UNSTATED
    assert guessed_decimal(["1,5", "2.5"]) is None
    assert guessed_decimal(["1,234", "5"]) is None


def test_a_library_has_nothing_to_be_guessed_at(tmp_path: Path) -> None:
    look = first_look(SHIPPED_LIBRARY, FileWishes(), tmp_path)
    assert (look.table, look.choices, look.fitting) == (None, None, None)
