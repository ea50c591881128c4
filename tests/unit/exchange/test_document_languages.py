"""Documents in other languages: what can be said in them is translated, and they say it."""

import io
import re
from collections.abc import Iterable, Iterator
from decimal import Decimal
from gettext import NullTranslations
from string import Formatter

import messages
import pytest
from babel.messages.catalog import Catalog, Message
from pypdf import PdfReader
from support.places import SHIPPED_LIBRARY

from atlas_gui import i18n
from atlas_gui.domain.citation import language_name
from atlas_gui.domain.claims import AmountKind, AmountValue
from atlas_gui.domain.country_names import known_country_name
from atlas_gui.domain.date_words import date_in_words, long_date_in_words
from atlas_gui.domain.edtf import parse_edtf
from atlas_gui.domain.figures import amount_in_words, grouped, scaled_number
from atlas_gui.domain.library import Library
from atlas_gui.domain.time_shape import time_shape
from atlas_gui.exchange.pdf.making import (
    dossier_pdf,
    label_languages,
    locale_folder,
    record_pdf,
)
from atlas_gui.exchange.report.axis import axis_around, ticks_on
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.i18n import speaking
from atlas_gui.store import open_library

_LANGUAGES = ("es", "fr", "ru", "vi", "zh")
_RECORD = "las-camariocas-nickel-plant"
# Why a text is no EDTF: a document prints the text instead.
_WHY_NO_DATE = {
    (None, "a day has two digits"),
    (None, "a month has two digits"),
    (None, "a year has four digits; longer ones begin with Y"),
}
_SOURCES = {"es": "Fuentes", "fr": "Sources", "ru": "Источники", "vi": "Nguồn", "zh": "来源"}
_CLAIMS = {
    "es": "Qué dicen las fuentes",
    "fr": "Ce que disent les sources",
    "ru": "Что сообщают источники",
    "vi": "Các nguồn cho biết",
    "zh": "来源的说法",
}


@pytest.fixture(scope="module")
def library() -> Library:
    return open_library(SHIPPED_LIBRARY)


@pytest.fixture(params=_LANGUAGES)
def language(request: pytest.FixtureRequest) -> Iterator[str]:
    """A language that is spoken throughout the test."""
    tag = str(request.param)
    with speaking(tag, locale_folder()):
        yield tag


def _catalogue(tag: str) -> Catalog:
    return messages.read(messages.LOCALE / tag / "LC_MESSAGES" / "documents.po")


def _ids(catalogue: Iterable[Message]) -> set[tuple[str | None, object]]:
    return {(message.context, message.id) for message in catalogue if message.id}


def test_the_languages_are_known_to_readers() -> None:
    assert label_languages() == ("en", *_LANGUAGES)


@pytest.mark.parametrize("tag", _LANGUAGES)
def test_every_message_is_translated_and_none_is_left_over(tag: str) -> None:
    catalogue = _catalogue(tag)
    assert _ids(catalogue) == _ids(messages.template()), "make messages"
    assert str(catalogue.locale) == tag
    for message in catalogue:
        if message.id:
            assert messages.is_translated(message.string), message.id
            assert not message.fuzzy


@pytest.mark.parametrize("tag", _LANGUAGES)
def test_translations_fit_the_places_where_they_stand(tag: str) -> None:
    catalogue = _catalogue(tag)
    for message in catalogue:
        if not message.id:
            continue
        original = message.id if isinstance(message.id, str) else message.id[-1]
        several = message.string
        said = (several,) if isinstance(several, str) else several
        assert isinstance(message.id, str) or len(said) == catalogue.num_plurals, original
        for one in said:
            assert _places(one) == _places(original), original
            assert _edges(one) == _edges(original), original
            assert "  " not in one


def _places(pattern: str) -> list[str]:
    return sorted(place for _text, place, *_rest in Formatter().parse(pattern) if place)


def _edges(text: str) -> tuple[bool, bool]:
    return text[:1].isspace(), text[-1:].isspace()


class _Listening(NullTranslations):
    """Remembers everything that is said."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: set[tuple[str | None, object]] = set()

    def gettext(self, message: str) -> str:
        self.heard.add((None, message))
        return message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self.heard.add((None, (msgid1, msgid2)))
        return msgid1 if n == 1 else msgid2

    def pgettext(self, context: str, message: str) -> str:
        self.heard.add((context, message))
        return message


def test_nothing_is_said_in_a_document_that_the_catalogues_lack(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening = _Listening()
    monkeypatch.setattr(i18n, "_document_catalogue", lambda *_place: listening)
    for subject, query in ((Subject.SEARCH, "steel"), (Subject.SELECTION, "")):
        dossier_pdf(library, _wish(library, subject, query), ReportOptions())
    record_pdf(library, library.records[_RECORD], ReportOptions())
    assert len(listening.heard) > 150
    assert listening.heard - _WHY_NO_DATE <= _ids(messages.template())


def _wish(library: Library, subject: Subject, query: str = "") -> DossierWish:
    ids = tuple(library.records)
    return DossierWish(subject, ids, len(ids) + 1, query=query)


def test_a_record_speaks_the_language(language: str, library: Library) -> None:
    options = ReportOptions(language=language)
    pdf = PdfReader(io.BytesIO(record_pdf(library, library.records[_RECORD], options).pdf))
    text = _text_of(pdf)
    assert pdf.root_object["/Lang"] == language
    for heading in (_SOURCES[language], _CLAIMS[language]):
        assert _bare(heading) in text
    assert _bare("What the sources say") not in text
    title = library.records[_RECORD].title
    assert _bare(title.get(language, title["en"])) in text
    tongues = {tag.split("-")[0] for tag in _languages_within(pdf)}
    assert "en" in tongues, "what the editors wrote is English"


def test_a_dossier_speaks_the_language(language: str, library: Library) -> None:
    ids = tuple(library.records)[:3]
    wish = DossierWish(Subject.SELECTION, ids, 1234)
    pdf = PdfReader(io.BytesIO(dossier_pdf(library, wish, ReportOptions(language=language)).pdf))
    text = _text_of(pdf)
    assert _bare(_CLAIMS[language]) in text
    assert "Contents" not in text
    assert _bare(grouped(1231)) in text


def _text_of(pdf: PdfReader) -> str:
    return _bare("".join(page.extract_text() for page in pdf.pages))


def _bare(text: str) -> str:
    """Without spaces, lines and hyphens, which depend on how a page is set."""
    return re.sub(r"[\s\u00ad\u200b-]", "", text)


def _languages_within(pdf: PdfReader) -> set[str]:
    """The languages that parts of the structure tree are tagged with."""
    found: set[str] = set()
    for number in range(1, len(pdf.xref[0]) + sum(map(len, pdf.xref_objStm.values())) + 1):
        thing = pdf.get_object(number)
        if isinstance(thing, dict) and "/Lang" in thing and "/S" in thing:
            found.add(str(thing["/Lang"]))
    return found


@pytest.mark.parametrize(
    ("tag", "long", "short"),
    [
        ("en", "5 March 2006", "5 Mar 2006"),
        ("es", "5 de marzo de 2006", "5 de mar. de 2006"),
        ("fr", "5 mars 2006", "5 mars 2006"),
        ("ru", "5 марта 2006", "5 мар. 2006"),
        ("vi", "5 tháng 3 năm 2006", "5 thg 3 năm 2006"),
        ("zh", "2006年3月5日", "2006年3月5日"),
    ],
)
def test_a_day_is_written_as_usual(tag: str, long: str, short: str) -> None:
    with speaking(tag, locale_folder()):
        assert long_date_in_words("2006-03-05") == long
        assert date_in_words("2006-03-05") == short


@pytest.mark.parametrize(
    ("tag", "edtf", "words"),
    [
        ("fr", "2006-03-01", "1er mars 2006"),
        ("ru", "2006-05", "май 2006"),
        ("ru", "2006-05-09", "9 мая 2006"),
        ("ru", "2006-05-01/2006-05-09", "1–9 мая 2006"),
        ("es", "2006-05-01/2006-05-09", "1–9 de mayo de 2006"),
        ("vi", "2006-05-01/2006-05-09", "1–9 tháng 5 năm 2006"),
        ("zh", "2006-05-01/2006-05-09", "2006年5月1日–2006年5月9日"),
        ("zh", "2006-05", "2006年5月"),
        ("zh", "199X", "1990年代"),
    ],
)
def test_dates_keep_the_rules_of_the_language(tag: str, edtf: str, words: str) -> None:
    with speaking(tag, locale_folder()):
        assert long_date_in_words(edtf) == words


@pytest.mark.parametrize(
    ("tag", "number", "words"),
    [
        ("en", "1234567.5", "1,234,567.5"),
        ("es", "1500000", "1,5 millones"),
        ("es", "1000000", "1 millón"),
        ("es", "20000000000", "20 mil millones"),
        ("fr", "60000", "60\u202f000"),
        ("fr", "1500000000", "1,5 milliards"),
        ("ru", "153300000", "153,3 млн"),
        ("vi", "29.9", "29,9"),
        ("zh", "500000000", "5亿"),
        ("zh", "153300000", "1.533亿"),
        ("zh", "60000", "6万"),
    ],
)
def test_numbers_keep_the_rules_of_the_language(tag: str, number: str, words: str) -> None:
    with speaking(tag, locale_folder()):
        assert scaled_number(number) == words


def test_sums_and_names_of_languages_are_those_of_the_language() -> None:
    value = AmountValue("500000000", "USD", AmountKind.PLANNED)
    with speaking("zh", locale_folder()):
        assert amount_in_words(value) == "5亿美元"
        assert language_name("es") == "西班牙语"
    with speaking("fr", locale_folder()):
        assert amount_in_words(value) == "500 millions\u00a0$\u00a0US"
        assert language_name("zh") == "chinois"
    assert amount_in_words(value) == "US$500 million"
    assert language_name("zh") == "Chinese"
    assert grouped(Decimal("60000.5")) == "60,000.5"


def test_countries_have_their_names_where_the_library_has_none(library: Library) -> None:
    with speaking("fr", locale_folder()):
        assert library.country_name("CHN") == library.party_name("country:CHN") == "Chine"
    with speaking("es", locale_folder()):
        assert library.country_name("USA") == library.countries["USA"].names["es"]
    assert library.country_name("CHN") == "China"
    assert known_country_name("CUB", "zh") == "古巴"
    assert known_country_name("SUN", "fr") == known_country_name("CUB", "qqq") == ""


@pytest.mark.parametrize("tag", _LANGUAGES)
def test_labels_on_an_axis_stand_clear_of_one_another(tag: str) -> None:
    """The last label stays within the axis, which pushes it towards the one before it."""
    shape = time_shape(parse_edtf("2004"), lasting=False)
    assert shape is not None
    with speaking(tag, locale_folder()):
        labelled = [
            tick for tick in ticks_on(axis_around([(parse_edtf("2004"), shape)])) if tick.label
        ]
    assert len(labelled) > 2
    ends = [min(tick.place + _half(tick.label), 1.0) for tick in labelled]
    starts = [end - 2 * _half(tick.label) for end, tick in zip(ends, labelled, strict=True)]
    assert all(end < start for end, start in zip(ends, starts[1:], strict=False))


def _half(label: str) -> float:
    """Half of the width of a label as it is set, measured on a page, as a part of the axis."""
    return sum(21.5 if letter in "年月" else 6.0 for letter in label) / 560 / 2
