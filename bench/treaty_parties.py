"""The parties of the treaty register as states, territories and bodies of a library.

The register names one state by several labels, states that are gone beside those of today, and in
small letters the territories to which a treaty was extended.
"""

import re
import string
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

import pycountry
from babel import Locale

Plain = dict[str, Any]

LANGUAGES = ("en", "es", "zh", "ru", "vi", "fr")
# For a treaty that names nobody else: a record is always of two.
UNNAMED = "QZZ"
UNITED_KINGDOM = "GBR"

# Labels that are neither today's name nor an official one of the state they mean.
_MEANT: Mapping[str, str] = {
    "ABYSSINIA": "ETH", "BELGO-LUXEMBOURG ECONOMIC UNION": "BEL LUX", "BRITISH EMPIRE": "GBR",
    "CEYLON": "LKA", "CHINA P R": "CHN", "CHINA REPUBLIC OF": "TWN", "CHINA TAIWAN": "TWN",
    "COMORO ISLANDS": "COM", "COMOROS ISLANDS": "COM", "CAPE VERDE ISLANDS": "CPV",
    "CONGO, REPUBLIC OF FORMERLY CONGO PR": "COG", "EIRE": "IRL", "GERMAN EMPIRE": "DEU",
    "GREAT BRITAIN": "GBR", "HAYTI": "HTI", "HOLY SEE": "VAT", "HONG KONG SAR": "HKG",
    "IRAK": "IRQ", "IRISH FREE STATE": "IRL", "IVORY COAST": "CIV", "KHMER REPUBLIC": "KHM",
    "MACAU": "MAC", "MACEDONIA THE FYR OF": "MKD", "MALAGASY REPUBLIC": "MDG", "MUSCAT": "OMN",
    "PALESTINE (INCL. PLO)": "PSE", "PERSIA": "IRN", "ROUMANIA": "ROU", "RWANDA-URUNDI": "RWA BDI",
    "SAINT CHRISTOPHER AND NEVIS": "KNA", "SALVADOR": "SLV", "SIAM": "THA",
    "SOMALI DEMOCRATIC REPUBLIC": "SOM", "SWAZILAND": "SWZ", "SWEDEN AND NORWAY": "SWE NOR",
    "SYRIA & GRAND LEBANON": "SYR LBN", "TANGANYIKA AND ZANZIBAR": "TZA", "TUNIS": "TUN",
    "TURKEY": "TUR", "UKRAINE S S R": "UKR", "UNITED ARAB REPUBLIC": "EGY",
    "VIETNAM, SOCIALIST REP OF": "VNM", "WESTERN SAMOA": "WSM", "YEMEN ARAB REPUBLIC": "YEM",
    "ARGENTINE REPUBLIC": "ARG", "SWISS CONFEDERATION": "CHE",
    # Gone, with a code in ISO 3166-3.
    "BURMA": "BUR", "BYELORUSSIA S S R": "BYS", "CZECHOSLOVAKIA": "CSK",
    "CZECH AND SLOVAK FEDERAL REPUBLIC": "CSK", "DAHOMEY": "DHY",
    "GERMAN DEMOCRATIC REPUBLIC": "DDR", "SERB-CROAT-SLOVENE STATE": "YUG",
    "SERBIA AND MONTENEGRO": "SCG", "SOUTH YEMEN": "YMD", "SOUTHERN RHODESIA": "RHO",
    "SOVIET UNION": "SUN", "UPPER VOLTA": "HVO", "VIETNAM D R": "VDR", "YUGOSLAVIA": "YUG",
    "YEMEN, PEOPLES'S DEMOCRATIC REPUBLIC OF": "YMD", "YUGOSLAVIA, FEDERAL REPUBLIC OF": "SCG",
    "ZAIRE": "ZAR",
    # Gone, without one.
    "SOUTH VIETNAM": "QVA", "SOUTH VIETNAM, PROV. REV. GOVT. OF REP.": "QVA",
    "VIETNAM, REPUBLIC OF": "QVA", "PRUSSIA": "QVB", "BAVARIA": "QVC", "HANOVER": "QVD",
    "MECKLENBERG-SCHWERIN": "QVE", "MECKLENBURG-SCHWERIN": "QVE", "SARDINIA": "QVF",
    "SICILY": "QVG", "TUSCANY": "QVH", "TANGANYIKA": "QVI", "ZANZIBAR": "QVJ", "MALAYA": "QVK",
    "ORANGE FREE STATE": "QVL", "TRANSJORDAN": "QVM", "HEJAZ": "QVN", "MISCELLANEOUS": UNNAMED,
}  # fmt: skip
_SUCCESSORS: Mapping[str, str] = {
    "BUR": "MMR", "BYS": "BLR", "CSK": "CZE", "DHY": "BEN", "DDR": "DEU", "SCG": "SRB",
    "YMD": "YEM", "RHO": "ZWE", "SUN": "RUS", "HVO": "BFA", "VDR": "VNM", "YUG": "SRB",
    "ZAR": "COD", "QVA": "VNM", "QVB": "DEU", "QVC": "DEU", "QVD": "DEU", "QVE": "DEU",
    "QVF": "ITA", "QVG": "ITA", "QVH": "ITA", "QVI": "TZA", "QVJ": "TZA", "QVK": "MYS",
    "QVL": "ZAF", "QVM": "JOR", "QVN": "SAU",
}  # fmt: skip
_KNOWN_NAMES: Mapping[str, dict[str, str]] = {
    "SUN": {"en": "Soviet Union", "ru": "Советский Союз", "es": "Unión Soviética", "zh": "苏联",
            "vi": "Liên Xô", "fr": "Union soviétique"},
    "CSK": {"en": "Czechoslovakia", "ru": "Чехословакия", "es": "Checoslovaquia"},
    "YUG": {"en": "Yugoslavia", "ru": "Югославия"},
    "SCG": {"en": "Serbia and Montenegro"},
    "DDR": {"en": "East Germany", "ru": "ГДР"},
    "QVA": {"en": "South Vietnam"},
    UNNAMED: {"en": "Parties not named"},
}  # fmt: skip
_ALIASES: Mapping[str, tuple[str, ...]] = {
    "SUN": ("USSR", "U.S.S.R.", "URSS", "СССР", "Union of Soviet Socialist Republics"),
    "RUS": ("Russian Federation",),
    "GBR": ("United Kingdom of Great Britain and Northern Ireland", "Great Britain", "UK"),
    "USA": ("United States of America", "US"),
}
_BODY = re.compile(
    "AGENCY|ASSOCIATION|BANK|COMMUNIT|COUNCIL|EUROPEAN UNION|EUTELSAT|FUND|GROUP|ORG\\b|ORGANI"
    "|PROGRAMME|UNITED NATIONS|ACP STATES"
)
_FILLERS = frozenset("the of and republic peoples".split())


def is_body(label: str) -> bool:
    """Whether a label names no state but a body of states, a bank or an agency."""
    return label.isupper() and _BODY.search(label) is not None


def is_state(label: str) -> bool:
    """Whether the register takes a label for a state: it writes those in capitals."""
    return label.isupper() and not is_body(label)


class Register:
    """Every label of the register with the states or territories it means."""

    def __init__(self, labels: Iterable[str]) -> None:
        self._labels = sorted({label for label in labels if not is_body(label)})
        known = {label: _codes_meant(label) for label in self._labels}
        unknown = sorted({label.upper() for label in self._labels if not known[label]})
        # ISO leaves these codes to whoever needs them; QVA and on stand above.
        numbered = {
            label: f"Q{string.ascii_uppercase[12 + place // 26]}"
            f"{string.ascii_uppercase[place % 26]}"
            for place, label in enumerate(unknown)
        }
        self._codes = {label: known[label] or (numbered[label.upper()],) for label in self._labels}
        self._codes[UNNAMED] = (UNNAMED,)

    def codes(self, label: str) -> Sequence[str]:
        """The codes that a label means: mostly one; KeyError for a label that was not given."""
        return self._codes[label]

    def countries(self) -> dict[str, Plain]:
        """Every state and territory as a document, by code; a state's labels are its aliases."""
        labels: dict[str, list[str]] = {}
        for label, codes in self._codes.items():
            for code in codes:
                shown = [string.capwords(label)] if len(codes) == 1 and label != code else []
                labels.setdefault(code, []).extend(shown)
        for gone in [code for code in labels if code in _SUCCESSORS]:
            labels.setdefault(_SUCCESSORS[gone], [])
        return {code: _country(code, held) for code, held in sorted(labels.items())}


def living(code: str) -> str:
    """The state that counts for `code` today."""
    return _SUCCESSORS.get(code, code)


def _country(code: str, labels: list[str]) -> Plain:
    names = _KNOWN_NAMES.get(code) or _living_names(code) or {"en": labels[0]}
    others = dict.fromkeys((*_ALIASES.get(code, ()), *labels))
    document: Plain = {"id": code, "names": names}
    if aliases := [alias for alias in others if alias not in names.values()]:
        document["aliases"] = aliases
    if code in _SUCCESSORS:
        document["successor"] = _SUCCESSORS[code]
    return document


def _living_names(code: str) -> dict[str, str]:
    country = pycountry.countries.get(alpha_3=code)
    if country is None:
        return {}
    return {tag: Locale.parse(tag).territories[country.alpha_2] for tag in LANGUAGES}


def _codes_meant(label: str) -> tuple[str, ...]:
    if meant := _MEANT.get(label.upper()):
        return tuple(meant.split())
    found = _codes_by_name().get(_key(label))
    return (found,) if found else ()


@cache
def _codes_by_name() -> Mapping[str, str]:
    """Codes of states and territories by every English name that Babel and pycountry have."""
    english = Locale.parse("en").territories
    found: dict[str, str] = {}
    for country in pycountry.countries:
        common, official = (
            getattr(country, field, country.name) for field in ("common_name", "official_name")
        )
        for name in (country.name, common, official, english.get(country.alpha_2, country.name)):
            found.setdefault(_key(name), country.alpha_3)
    return found


def _key(name: str) -> str:
    """A name without order, accents and the words that labels add or leave out."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    words = re.findall("[a-z]+", re.sub(r"\bst\b", "saint", plain))
    return " ".join(sorted(word for word in words if word not in _FILLERS))
