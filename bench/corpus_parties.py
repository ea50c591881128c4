"""Who and what the records of a made library are about: states, pairs, bodies, people, sources."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import accumulate, combinations
from random import Random
from typing import Any, NamedTuple

from babel import Locale

from atlas_gui.domain.vocabulary import OrganisationKind, SourceKind
from bench.corpus_words import seeded, vocabulary

Plain = dict[str, Any]

LANGUAGES = ("en", "es", "zh", "ru", "vi")
_ORGANISATIONS, _PEOPLE, _SOURCES, _PAIRS = 2_000, 1_000, 1_500, 200
# Alpha-3 and alpha-2 codes, the states that appear most often first.
_STATES = (
    "CHN:CN CUB:CU RUS:RU USA:US VNM:VN GBR:GB FRA:FR DEU:DE JPN:JP IND:IN BRA:BR VEN:VE IRN:IR "
    "PRK:KP KOR:KR ESP:ES ITA:IT CAN:CA MEX:MX ARG:AR CHL:CL PER:PE BOL:BO ECU:EC COL:CO NIC:NI "
    "ZAF:ZA AGO:AO ETH:ET NGA:NG DZA:DZ EGY:EG KEN:KE TZA:TZ GHA:GH MOZ:MZ NAM:NA ZMB:ZM SYR:SY "
    "TUR:TR SAU:SA ARE:AE QAT:QA PAK:PK BGD:BD LKA:LK LAO:LA KHM:KH MMR:MM THA:TH IDN:ID MYS:MY "
    "PHL:PH AUS:AU POL:PL CZE:CZ HUN:HU SRB:RS BLR:BY KAZ:KZ"
)
# States that are gone: code, today's state, first and last day, names.
_GONE: Sequence[tuple[str, str, int, str, Plain]] = (
    ("SUN", "RUS", 1991, "1922-12-30/1991-12-26", {"en": "Soviet Union", "ru": "Советский Союз",
     "es": "Unión Soviética", "zh": "苏联", "vi": "Liên Xô"}),
    ("CSK", "CZE", 1992, "1918-10-28/1992-12-31", {"en": "Czechoslovakia", "ru": "Чехословакия"}),
    ("YUG", "SRB", 1991, "1918-12-01/1992-04-27", {"en": "Yugoslavia", "ru": "Югославия"}),
    ("DDR", "DEU", 1990, "1949-10-07/1990-10-02", {"en": "East Germany", "ru": "ГДР"}),
)  # fmt: skip
_ALIASES = {"SUN": ["USSR", "U.S.S.R.", "URSS", "СССР"], "CHN": ["PRC", "中华人民共和国"]}
_BODY_WORDS = (
    "Group Corporation Bank Ministry University Agency Institute Company Holding Industries Mining "
    "Energy Telecom Shipping Railways Fund Development Trading Press Academy".split()
)
_GIVEN = (
    "Ana Carlos José María Luis Ivan Sergei Olga Nikolai Elena Wei Li Xiaoming Hua Jun Minh Thảo "
    "Hùng Lan Đức John Mary Peter Anne Hassan Fatima Ali Kenji Yuki Thomas Ingrid Łukasz Søren"
).split()
_GIVEN_RUSSIAN, _GIVEN_CHINESE = "Иван Сергей Ольга Николай".split(), "伟 丽 明 华 军"

# Letters that Unicode does not decompose.
_PLAIN_LETTERS = str.maketrans("łøđ", "lod")


class Parties(NamedTuple):
    """What records refer to; `pairs` are the pairs of states, `weights` how often each appears."""

    countries: dict[str, Plain]
    organisations: list[Plain]
    people: list[Plain]
    sources: list[Plain]
    pairs: list[tuple[str, str]]
    weights: list[float]


def parties(seed: int) -> Parties:
    """The same for the same seed, however large the library is."""
    chance = seeded(f"parties {seed}")
    countries = _countries()
    living = [code for code, held in countries.items() if "successor" not in held]
    pairs = _pairs(chance, living)
    return Parties(
        countries,
        list(_organisations(chance, living)),
        list(_people(chance, living)),
        list(_sources(chance)),
        pairs,
        list(accumulate(1 / rank for rank in range(1, len(pairs) + 1))),
    )


def in_its_time(code: str, year: int) -> str:
    """The state that stood in `year` where `code` stands today."""
    return next((gone for gone, now, end, *_ in _GONE if now == code and 1922 < year <= end), code)


def slug(text: str) -> str:
    """An identifier out of a name; empty if nothing of the name is a Latin letter or a digit."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_PLAIN_LETTERS))
    letters = re.sub(r"[^\w\s–-]", "", plain.replace("–", "-"))
    return re.sub("[^a-z0-9]+", "-", letters.encode("ascii", "ignore").decode()).strip("-")


def _countries() -> dict[str, Plain]:
    locales = {language: Locale.parse(language) for language in LANGUAGES}
    found: dict[str, Plain] = {}
    for code, short in (state.split(":") for state in _STATES.split()):
        names = {tag: locale.territories[short] for tag, locale in locales.items()}
        found[code] = {"id": code, "names": names}
    for gone, now, _end, valid, names in _GONE:
        found[gone] = {"id": gone, "names": names, "valid": valid, "successor": now}
    for code, aliases in _ALIASES.items():
        found[code]["aliases"] = aliases
    return found


def _pairs(chance: Random, living: list[str]) -> list[tuple[str, str]]:
    """Pairs of the states that appear often before those of the rest."""
    ranks = {code: rank for rank, code in enumerate(living, start=1)}
    every = [(min(pair), max(pair)) for pair in combinations(living, 2)]
    every.sort(key=lambda pair: ranks[pair[0]] * ranks[pair[1]] * chance.uniform(0.5, 2))
    return every[:_PAIRS]


def _organisations(chance: Random, living: list[str]) -> Iterator[Plain]:
    words, kinds = vocabulary("en"), list(OrganisationKind)
    for number in range(_ORGANISATIONS):
        name = f"{words.rare(chance).title()} {chance.choice(_BODY_WORDS)}"
        body: Plain = {
            "id": f"{slug(name)}-{number}",
            "names": {"en": name, **_foreign_names(chance, "公司", "Компания")},
            "kind": str(chance.choice(kinds)),
            "country": chance.choice(living),
        }
        if chance.random() < 0.3:
            initials = "".join(word[0] for word in name.split()) + words.rare(chance)[:2].upper()
            body["aliases"] = [initials]
        yield body


def _foreign_names(chance: Random, chinese: str, russian: str) -> Plain:
    names: Plain = {}
    if chance.random() < 0.3:
        names["zh"] = vocabulary("zh").rare(chance) + chinese
    if chance.random() < 0.3:
        names["ru"] = f"{russian} {vocabulary('ru').rare(chance).title()}"
    return names


def _people(chance: Random, living: list[str]) -> Iterator[Plain]:
    for number in range(_PEOPLE):
        family = vocabulary(chance.choice(("en", "es"))).rare(chance).title()
        name = f"{chance.choice(_GIVEN)} {family}"
        names = {"en": name}
        if chance.random() < 0.4:
            names["ru"] = f"{chance.choice(_GIVEN_RUSSIAN)} {vocabulary('ru').rare(chance).title()}"
        if chance.random() < 0.4:
            names["zh"] = vocabulary("zh").rare(chance) + chance.choice(_GIVEN_CHINESE.split())
        yield {
            "id": f"{slug(name)}-{number}",
            "names": names,
            "country": chance.choice(living),
        }


def _sources(chance: Random) -> Iterator[Plain]:
    words, kinds = vocabulary("en"), list(SourceKind)
    for number in range(_SOURCES):
        title = words.phrase(chance, chance.randint(5, 11)).capitalize()
        publisher = f"{words.rare(chance).title()} {chance.choice(('Press', 'News', 'Archive'))}"
        yield {
            "id": f"{slug(publisher)}-{number}",
            "kind": str(chance.choice(kinds)),
            "csl": {
                "type": "article",
                "title": title,
                "language": chance.choice(LANGUAGES) if chance.random() < 0.4 else "en",
                "publisher": publisher,
                "issued": {"date-parts": [[chance.randint(1900, 2026), chance.randint(1, 12)]]},
            },
            "short_title": f"{publisher}, {' '.join(title.split()[:3])}",
        }
