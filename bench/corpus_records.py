"""One record of a made library: its title, texts, claims and relations."""

from collections import deque
from collections.abc import Iterator
from random import Random

from atlas_gui.domain.vocabulary import (
    STEPS_OF_KIND,
    AmountKind,
    DateBasis,
    Kind,
    RelationType,
    Role,
    Sector,
    Step,
)
from bench.corpus_parties import LANGUAGES, Parties, Plain, in_its_time, slug
from bench.corpus_words import seeded, vocabulary

# How often each kind occurs, how firm its usual date is, and what its title says in each language.
_KINDS: dict[Kind, tuple[int, DateBasis, dict[str, str]]] = {
    Kind.TREATY: (26, DateBasis.SIGNED, {
        "en": "Agreement between {a} and {b} on {topic}", "es": "Acuerdo entre {a} y {b} sobre {topic}",
        "zh": "{a}和{b}关于{topic}的协定", "ru": "Соглашение: {a} — {b}, {topic}",
        "vi": "Hiệp định giữa {a} và {b} về {topic}"}),
    Kind.CONTRACT: (12, DateBasis.SIGNED, {
        "en": "{topic} contract", "es": "Contrato de {topic}", "zh": "{a}与{b}{topic}合同",
        "ru": "Контракт: {topic}", "vi": "Hợp đồng {topic}"}),
    Kind.INVESTMENT: (8, DateBasis.ANNOUNCED, {
        "en": "{topic} joint venture in {b}", "es": "Empresa mixta {topic} en {b}",
        "zh": "{a}在{b}投资{topic}", "ru": "Совместное предприятие: {topic}", "vi": "Liên doanh {topic}"}),
    Kind.LOAN: (10, DateBasis.SIGNED, {
        "en": "{a} loan for {topic} in {b}", "es": "Préstamo de {a} para {topic}",
        "zh": "{a}向{b}提供{topic}贷款", "ru": "Кредит: {topic}", "vi": "Khoản vay cho {topic}"}),
    Kind.GRANT: (8, DateBasis.ANNOUNCED, {
        "en": "Donation of {topic} to {b}", "es": "Donación de {topic} a {b}",
        "zh": "{a}向{b}捐赠{topic}", "ru": "Помощь: {topic}", "vi": "Viện trợ {topic}"}),
    Kind.VISIT: (12, DateBasis.HELD, {
        "en": "Visit of {person} to {b}", "es": "Visita de {person} a {b}", "zh": "{person}访问{b}",
        "ru": "Визит: {person}, {b}", "vi": "Chuyến thăm {b} của {person}"}),
    Kind.STATEMENT: (9, DateBasis.SAID, {
        "en": "{person} on {topic}", "es": "Declaración de {person} sobre {topic}",
        "zh": "{person}谈{topic}", "ru": "Заявление: {topic}", "vi": "Tuyên bố về {topic}"}),
    Kind.TRADE: (7, DateBasis.PERIOD, {
        "en": "{a}–{b} trade: {topic}", "es": "Comercio entre {a} y {b}: {topic}",
        "zh": "{a}与{b}贸易：{topic}", "ru": "Торговля: {topic}", "vi": "Thương mại {a} – {b}"}),
    Kind.SECURITY: (4, DateBasis.STARTED, {
        "en": "{topic} exercise of {a} and {b}", "es": "Ejercicio {topic}", "zh": "{a}{b}{topic}演习",
        "ru": "Учения: {topic}", "vi": "Diễn tập {topic}"}),
    Kind.MILESTONE: (4, DateBasis.STARTED, {
        "en": "Opening of the {topic} of {a} in {b}", "es": "Apertura de {topic} en {b}",
        "zh": "{a}驻{b}{topic}", "ru": "Открытие: {topic}", "vi": "Khai trương {topic}"}),
}  # fmt: skip
_TITLED = {"en": 1.0, "es": 0.3, "zh": 0.35, "ru": 0.3, "vi": 0.15}
_CURRENCIES = "USD USD USD USD USD EUR EUR CNY CNY RUB GBP JPY CUP VND SUR".split()
_UNITS = ("tonnes", "barrels a day", "MW", "km", "students", "buses", "hectares", "doctors")
_PLACES = 400
_RELATED_WITHIN = 2_000


class RecordMaker:
    """Makes records one after another; each depends on the seed and on its number alone.

    A record is related to records that came shortly before it.
    """

    def __init__(self, parties: Parties, seed: int) -> None:
        self._parties = parties
        self._seed = seed
        self._kinds = list(_KINDS)
        self._weights = [weight for weight, _basis, _titles in _KINDS.values()]
        self._recent: deque[str] = deque(maxlen=_RELATED_WITHIN)
        chance = seeded(f"places {seed}")
        self._places = [vocabulary("es").rare(chance).title() for _ in range(_PLACES)]

    def record(self, number: int) -> Plain:
        """The record of this number."""
        chance = seeded(f"record {self._seed} {number}")
        kind = chance.choices(self._kinds, self._weights)[0]
        year = 1850 + int(177 * chance.random() ** 0.35)
        now, countries = self._countries(chance, year)
        person = chance.choice(self._parties.people)
        title = self._title(chance, kind, countries, person)
        record: Plain = {
            "id": f"{slug(title['en'])[:60].strip('-')}-{number}",
            "kind": str(kind),
            "title": title,
            "countries": countries,
            "summary": _sentences(chance, "en", chance.randint(3, 6)),
            "sectors": list(dict.fromkeys(map(str, chance.choices(list(Sector), k=2)))),
            "claims": list(_numbered(self._claims(chance, kind, year, countries, person))),
        }
        if self._recent and chance.random() < 0.35:
            record["relations"] = [
                {
                    "type": str(chance.choice(list(RelationType))),
                    "target": chance.choice(self._recent),
                }
            ]
        if len(countries) > 2:
            record["pairs"] = ["-".join(now)]
        self._recent.append(record["id"])
        return record

    def _countries(self, chance: Random, year: int) -> tuple[tuple[str, str], list[str]]:
        """The pair under today's states, and the states of the time; now and then a third one."""
        now = chance.choices(self._parties.pairs, cum_weights=self._parties.weights)[0]
        codes = list(now)
        if chance.random() < 0.08:
            codes.append(chance.choice(self._parties.pairs)[0])
        return now, list(dict.fromkeys(in_its_time(code, year) for code in dict.fromkeys(codes)))

    def _title(self, chance: Random, kind: Kind, countries: list[str], person: Plain) -> Plain:
        first, second = chance.sample(countries[:2], 2)
        titles: Plain = {}
        for language in LANGUAGES:
            if chance.random() >= _TITLED[language]:
                continue
            words = vocabulary(language)
            length = chance.randint(2, 5) + (language == "vi")
            title = _KINDS[kind][2][language].format(
                a=_named(self._parties.countries[first], language),
                b=_named(self._parties.countries[second], language),
                person=_named(person, language),
                topic=words.phrase(chance, length),
            )
            titles[language] = title[:1].upper() + title[1:]
        return titles

    def _claims(
        self, chance: Random, kind: Kind, year: int, countries: list[str], person: Plain
    ) -> Iterator[Plain]:
        """About seven claims, of which a few contradict one another."""
        basis = _KINDS[kind][1]
        disputed = chance.random() < 0.06
        if chance.random() < 0.96:
            yield self._claim(chance, "date", {"edtf": _date(chance, year), "basis": str(basis)})
            if disputed:
                other = {"edtf": str(year + 1), "basis": str(basis)}
                yield self._claim(chance, "date", other)
        yield self._claim(chance, "status", _status(chance, kind, year))
        for code in countries:
            yield self._claim(
                chance,
                "party",
                {"party": f"country:{code}", "role": str(chance.choice(list(Role)))},
            )
        yield from self._party_claims(chance, kind, person)
        if chance.random() < 0.4:
            amount = _amount(chance)
            yield self._claim(chance, "amount", amount)
            if disputed:
                yield self._claim(chance, "amount", {**amount, "amount": amount["amount"] + "5"})
        if chance.random() < 0.25:
            number, unit = str(chance.randint(2, 90_000)), chance.choice(_UNITS)
            yield self._claim(chance, "quantity", {"number": number, "unit": unit})
        if chance.random() < 0.4:
            place = {"name": chance.choice(self._places), "country": countries[0]}
            yield self._claim(chance, "place", place)
        for _ in range(chance.choice((1, 2, 2))):
            language = "en" if chance.random() < 0.85 else chance.choice(LANGUAGES[1:])
            text = {"text": _sentences(chance, language, chance.choice((1, 1, 2)))}
            yield self._claim(chance, "statement", text)

    def _party_claims(self, chance: Random, kind: Kind, person: Plain) -> Iterator[Plain]:
        """Bodies, the well-known ones often, and for words and visits the person."""
        bodies = self._parties.organisations
        for _ in range(chance.choice((0, 1, 1, 2))):
            body = bodies[int(len(bodies) ** chance.random()) - 1]
            value = {"party": f"organisation:{body['id']}", "role": str(chance.choice(list(Role)))}
            yield self._claim(chance, "party", value)
        if kind in {Kind.VISIT, Kind.STATEMENT} or chance.random() < 0.2:
            office = vocabulary("en").phrase(chance, 3).capitalize()
            value = {"party": f"person:{person['id']}", "role": "speaker", "office": office}
            yield self._claim(chance, "party", value)
        if chance.random() < 0.1:
            value = {
                "party": f"organisation:{bodies[0]['id']}",
                "percent": str(chance.randint(1, 99)),
            }
            yield self._claim(chance, "share", value)

    def _claim(self, chance: Random, name: str, value: Plain) -> Plain:
        sources = self._parties.sources
        source = sources[int(len(sources) ** chance.random()) - 1]
        evidence: Plain = {"source": source["id"], "locator": f"Section {chance.randint(1, 40)}"}
        if chance.random() < 0.15:
            evidence["note"] = _sentences(chance, "en", 1)
        return {"property": name, "id": name, "value": value, "evidence": [evidence]}


def _numbered(claims: Iterator[Plain]) -> Iterator[Plain]:
    """Claims with identifiers that differ."""
    for number, claim in enumerate(claims, start=1):
        yield {**claim, "id": f"{claim['property']}-{number}"}


def _named(party: Plain, language: str) -> str:
    names: dict[str, str] = party["names"]
    return names.get(language) or names["en"]


def _sentences(chance: Random, language: str, count: int) -> str:
    words = vocabulary(language)
    stop, joint = ("。", "") if language == "zh" else (".", " ")
    made = (words.phrase(chance, chance.randint(9, 19)) for _ in range(count))
    return joint.join(text[:1].upper() + text[1:] + stop for text in made)


def _date(chance: Random, year: int) -> str:
    """A date as precisely as sources give it: mostly a day, a month or a year."""
    month, day = chance.randint(1, 12), chance.randint(1, 28)
    forms = (
        (f"{year}-{month:02d}-{day:02d}", 40),
        (f"{year}-{month:02d}", 18),
        (str(year), 20),
        (f"{year}~", 5),
        (f"{year}?", 2),
        (f"{year}-{chance.randint(21, 24)}", 2),
        (f"{year}/{year + chance.randint(1, 9)}", 7),
        (f"{year}-{month:02d}/..", 2),
        (f"../{year}", 1),
        (f"{year // 10}X", 3),
    )
    return chance.choices([text for text, _ in forms], [weight for _, weight in forms])[0]


def _status(chance: Random, kind: Kind, year: int) -> Plain:
    step: Step = chance.choice(STEPS_OF_KIND[kind])
    status: Plain = {"step": str(step)}
    if chance.random() < 0.3:
        status["date"] = {"edtf": str(year)}
    return status


def _amount(chance: Random) -> Plain:
    """A sum between a thousand and some ten thousand million, of two digits as sums mostly are."""
    return {
        "amount": str(chance.randint(10, 99) * 10 ** chance.randint(2, 9)),
        "currency": chance.choice(_CURRENCIES),
        "kind": str(chance.choice(list(AmountKind))),
    }
