"""Dates typed in the reader's own language, and in English beside it."""

from datetime import date
from gettext import NullTranslations

import pytest

from atlas_gui import i18n
from atlas_gui.domain.date_input import date_typed
from atlas_gui.domain.date_words import date_in_words, long_date_in_words

TODAY = date(2026, 11, 22).toordinal()


def read(text: str) -> str:
    return date_typed(text, TODAY).text


GERMAN = {
    "March": "März",
    "May": "Mai",
    "{day} {month} {year}": "{day}. {month} {year}",
    "{decade}s": "{decade}er",
    "since {date}": "seit {date}",
    "about {date}": "um {date}",
    "before {date}": "vor {date}",
    "winter {year}/{next_year}": "Winter {year}/{next_year}",
    "summer {year}": "Sommer {year}",
    "{year} BC": "{year} v. Chr.",
    "{first} to {last}": "{first} bis {last}",
    "{number}th century": "{number}. Jahrhundert",
    "until {date}": "bis {datum}",
    "till {date}": "bis {",
    "today": "heute",
}


class German(NullTranslations):
    """A few words of a catalogue."""

    def gettext(self, message: str) -> str:
        return GERMAN.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        return {"Mar": "Mrz", "May": "Mai"}.get(message, message) if context else message


@pytest.fixture
def german(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(i18n, "_catalogue", German())


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("März 1998", "1998-03"),
        ("MARZ 1998", "1998-03"),
        ("Mrz 1998", "1998-03"),
        ("Mar 1998", "1998-03"),
        ("12. Mai 2003", "2003-05-12"),
        ("12 May 2003", "2003-05-12"),
        ("1990er", "199X"),
        ("1990s", "199X"),
        ("seit 1998", "1998/.."),
        ("um März 1998", "1998-03~"),
        ("vor 44 v. Chr.", "[..-0044]"),
        ("Winter 1962/63", "1962-24"),
        ("Winter 1962", "1962-24"),
        ("Sommer 1962 bis Mai 1963", "1962-22/1963-05"),
        ("19. Jahrhundert", "18XX"),
        ("until 1990", "../1990"),
        ("heute", "2026-11-22"),
    ],
)
def test_names_and_phrases_of_the_readers_language_are_understood(text: str, edtf: str) -> None:
    assert read(text) == edtf


@pytest.mark.usefixtures("german")
def test_words_of_the_readers_language_can_be_read_back() -> None:
    for text in ("2003-03-12", "1998-03~/..", "[..-0044]", "199X~", "1962-22"):
        assert read(date_in_words(text)) == text
        assert read(long_date_in_words(text)) == text
