"""Which country a label names: today's states in many languages, states of the past, and codes."""

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

import msgspec

from atlas_gui import paths
from atlas_gui.domain.entities import Country
from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.importing.profile.model import LabelsTable, Meaning
from atlas_gui.search.folding import fold

_MORE_LANGUAGES = (
    "de",
    "fr",
    "es",
    "pt",
    "it",
    "nl",
    "ru",
    "zh",
    "vi",
    "ja",
    "ko",
    "ar",
    "pl",
    "tr",
)
_NAME_LANGUAGES = ("en", "es", "fr", "ru", "vi", "zh")
_WORDS = re.compile(r"[^\W_]+")
_FILLERS = frozenset("the of and & in".split())
_SAINT = re.compile(r"\bst\b")


@lru_cache(maxsize=50_000)
def label_key(label: str) -> str:
    """A label without case, accents, punctuation and the order of its words.

    >>> label_key("CONGO, DEMOCRATIC REPUBLIC OF THE") == label_key("Democratic Republic of the Congo")
    True
    """
    words = _WORDS.findall(_SAINT.sub("saint", fold(label)))
    return " ".join(sorted(word for word in words if word not in _FILLERS)) or label


class Gazetteer:
    """Labels of countries that need no profile to be understood."""

    def __init__(self, languages: Iterable[str] = ("en",)) -> None:
        known = _known()
        self.countries: Mapping[str, Country] = {one.id: one for one in known.countries}
        self._meanings = {label_key(label): meant for label, meant in known.meanings.items()}
        self._languages = tuple(dict.fromkeys((*languages, "en")))
        for country in known.countries:
            for name in (*country.names.values(), *country.aliases):
                self._meanings.setdefault(label_key(name), country.id)

    def meaning(self, label: str) -> Meaning | None:
        """What a label means, perhaps by date; None if nobody here knows it."""
        key = label_key(label)
        if key in self._meanings:
            return self._meanings[key]
        if label in _codes():
            return _codes()[label]
        for language in (*self._languages, *_MORE_LANGUAGES):
            if found := _names_in(language).get(key):
                return found
        return None

    def named_in(self, label: str, language: str) -> bool:
        """Whether a label is the name of one of today's states in a language."""
        return label_key(label) in _names_in(language)

    def country(self, code: str) -> Country | None:
        """The document of a country by its alpha-3 code; None if there is no such."""
        return self.countries.get(code) or _living(code)


@cache
def _known() -> LabelsTable:
    content = (paths.resources() / "countries" / "labels.toml").read_bytes()
    return msgspec.toml.decode(content, type=LabelsTable)


@cache
def _codes() -> Mapping[str, str]:
    """Alpha-3 codes by themselves and by alpha-2, as they are written: in capitals."""
    import pycountry

    found = {country.alpha_3: country.alpha_3 for country in pycountry.countries}
    return found | {country.alpha_2: country.alpha_3 for country in pycountry.countries}


@cache
def _names_in(language: str) -> Mapping[str, str]:
    """Codes by the names of today's states and territories in one language, folded."""
    import pycountry
    from babel import Locale, UnknownLocaleError

    try:
        territories = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[str, str] = {}
    for country in pycountry.countries:
        names = [territories.get(country.alpha_2)]
        if language == "en":
            names += [
                getattr(country, field, None) for field in ("name", "common_name", "official_name")
            ]
        for name in filter(None, names):
            found.setdefault(label_key(name), country.alpha_3)
    return found


@cache
def _living(code: str) -> Country | None:
    import pycountry
    from babel import Locale

    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return None
    names = {
        language: name
        for language in _NAME_LANGUAGES
        if (name := Locale.parse(language).territories.get(country.alpha_2))
    }
    official = getattr(country, "official_name", "")
    aliases = tuple(dict.fromkeys(filter(None, (country.name, official))))
    return Country(
        code,
        names or {"en": country.name},
        tuple(alias for alias in aliases if alias not in names.values()),
    )


def countries_by_name(language: str) -> list[tuple[str, str]]:
    """Code and name of every state and territory, those of the past as well, sorted by name."""
    from pycountry import countries

    codes = [country.alpha_3 for country in countries] + [one.id for one in _known().countries]
    gazetteer = Gazetteer((language,))
    found = [
        (code, in_language(country.names, (language,)))
        for code in codes
        if (country := gazetteer.country(code)) is not None
    ]
    return sorted(found, key=lambda one: fold(one[1]))
