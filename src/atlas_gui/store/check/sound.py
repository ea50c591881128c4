"""Tell at once that a document is sound, as nearly all are; faults are named by others.

A document is sound if the checker finds no fault in it. Here that is proved for one at a time, in far
less time than it takes to look for faults one by one. What cannot be proved so may still be sound.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, Final

import msgspec

from atlas_gui.domain.claims import (
    ActionValue,
    AmountValue,
    Claim,
    DatePhrase,
    DateValue,
    PartyValue,
    PlaceValue,
    QuantityValue,
    RankingValue,
    ShareValue,
    StatementValue,
    StatusValue,
)
from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.domain.entities import Country, Document, Organisation, Person, Source
from atlas_gui.domain.pairs import living_state
from atlas_gui.domain.record import Record
from atlas_gui.domain.vocabulary import STEPS_OF_KIND, Act, Kind, Rank
from atlas_gui.store.check.faults import Place
from atlas_gui.store.check.references import reference_faults
from atlas_gui.store.check.sound_text import texts_are_sound
from atlas_gui.store.check.values import (
    is_language,
    known_currency_codes,
    value_faults,
)

_TYPES: Final[Mapping[str, type[Document]]] = {
    "organisations": Organisation,
    "people": Person,
    "sources": Source,
    "records": Record,
}
_MOST_REMEMBERED: Final = 1 << 16
_USUAL_DATE: Final = re.compile(r"\d{4}(?:-\d\d-\d\d)?", re.ASCII)
_YEAR: Final = 4


class SoundDocuments:
    """Reads documents that have no fault.

    `known` has the identifiers of each table, `countries` every country that can be read.
    """

    def __init__(self, known: Mapping[str, set[str]], countries: Iterable[Country]) -> None:
        self._known = known
        self._countries = {country.id: country for country in countries}
        self._parties = {
            *(f"country:{name}" for name in known["countries"]),
            *(f"organisation:{name}" for name in known["organisations"]),
            *(f"person:{name}" for name in known["people"]),
        }
        self._decoders = {
            table: msgspec.json.Decoder(document_type) for table, document_type in _TYPES.items()
        }
        self._encode = msgspec.json.Encoder().encode
        self._values: Mapping[type, Callable[[Any, Kind], bool]] = {
            DateValue: self._date,
            StatusValue: self._status,
            AmountValue: self._amount,
            QuantityValue: self._quantity,
            ShareValue: self._share,
            PartyValue: self._party,
            PlaceValue: self._place,
            StatementValue: self._statement,
            RankingValue: self._party,
            ActionValue: self._action,
        }
        # It depends on the countries alone, and few sets of them are many records'.
        self._living: dict[tuple[str, ...], frozenset[str]] = {}

    def read(self, table: str, raw: msgspec.Raw) -> Document | None:
        """A document without any fault; None if that cannot be said at once."""
        decoder = self._decoders.get(table)
        if decoder is None:
            return None
        content = bytes(raw)
        try:
            document = decoder.decode(content)
            compact = self._compact(content, document)
            if compact is None or not texts_are_sound(compact.decode()):
                return None
        except (msgspec.DecodeError, RecursionError, UnicodeDecodeError):
            return None
        if isinstance(document, Record):
            return document if self._is_sound(document) else None
        return document if self._other_is_sound(table, document) else None

    def _compact(self, content: bytes, document: Document) -> bytes | None:
        """The document without white space between its parts; None if a name may be there twice.

        What is written again is the same only if nothing was passed over when it was read.
        """
        if self._encode(document) == content:
            return content
        compact = msgspec.json.format(content, indent=-1)
        return compact if self._encode(msgspec.json.decode(content)) == compact else None

    def _other_is_sound(self, table: str, document: Document) -> bool:
        """Bodies, people and sources are few enough to ask those who name faults."""
        lists: tuple[tuple[object, ...], ...] = ()
        if isinstance(document, Source):
            lists = (document.damage, document.csl.author)
        elif isinstance(document, Organisation | Person):
            lists = (document.aliases,)
        place = Place(table)
        held = {table: [(place, document)]}
        return (
            all(map(_distinct, lists))
            and not any(True for _fault in value_faults(held))
            and not any(True for _fault in reference_faults(held, dict(self._known)))
        )

    def _is_sound(self, record: Record) -> bool:
        states = self._states(record.countries)
        records = self._known["records"]
        return (
            len(states) > 1
            and all(
                # Their form is part of the schema: two codes with a hyphen between.
                pair[:3] < pair[4:] and pair[:3] in states and pair[4:] in states
                for pair in record.pairs
            )
            and all(map(_distinct, (record.pairs, record.sectors, record.relations)))
            and all(map(_is_language_tag, record.title))
            and all(
                relation.target in records and relation.target != record.id
                for relation in record.relations
            )
            and len({claim.id for claim in record.claims}) == len(record.claims)
            and all(self._claim_is_sound(claim, record.kind) for claim in record.claims)
        )

    def _states(self, codes: tuple[str, ...]) -> frozenset[str]:
        """Today's states of countries that are known and each named once; else none."""
        found = self._living.get(codes)
        if found is None:
            sound = _distinct(codes) and self._known["countries"].issuperset(codes)
            living = (living_state(code, self._countries) for code in codes) if sound else ()
            found = frozenset(living)
            if len(self._living) < _MOST_REMEMBERED:
                self._living[codes] = found
        return found

    def _claim_is_sound(self, claim: Claim, kind: Kind) -> bool:
        if claim.rank is not Rank.NORMAL and claim.reason is None:
            return False
        sources = self._known["sources"]
        for passage in claim.evidence:
            if passage.source not in sources or not _phrase_is_date(passage.as_of):
                return False
        value = claim.value
        return (
            _distinct(claim.evidence)
            # A property that is not in the table is one that nobody thought of here.
            and (is_sound := self._values.get(type(value))) is not None
            and is_sound(value, kind)
        )

    def _date(self, value: DateValue, _kind: Kind) -> bool:
        return _is_date(value.edtf)

    def _amount(self, value: AmountValue, _kind: Kind) -> bool:
        return value.currency in known_currency_codes()

    def _quantity(self, _value: QuantityValue, _kind: Kind) -> bool:
        return True

    def _status(self, value: StatusValue, kind: Kind) -> bool:
        return value.step in STEPS_OF_KIND[kind] and _phrase_is_date(value.date)

    def _party(self, value: PartyValue | RankingValue, _kind: Kind) -> bool:
        return value.party in self._parties

    def _share(self, value: ShareValue, _kind: Kind) -> bool:
        return value.party in self._parties and Decimal(value.percent) <= 100

    def _place(self, value: PlaceValue, _kind: Kind) -> bool:
        return value.country is None or value.country in self._known["countries"]

    def _statement(self, value: StatementValue, _kind: Kind) -> bool:
        return value.speaker is None or value.speaker in self._parties

    def _action(self, value: ActionValue, _kind: Kind) -> bool:
        return (
            (value.named is not None if value.party is None else value.party in self._parties)
            and (value.act is not Act.OTHER or value.wording is not None)
            and _phrase_is_date(value.date)
            and _phrase_is_date(value.effective)
        )


def _distinct(entries: tuple[object, ...]) -> bool:
    """Whether no entry of a list stands there twice; what differs as read differed as it stood."""
    return len(entries) < 2 or len(set(entries)) == len(entries)


def _phrase_is_date(phrase: DatePhrase | None) -> bool:
    return phrase is None or _is_date(phrase.edtf)


@lru_cache(maxsize=_MOST_REMEMBERED)
def _is_date(text: str) -> bool:
    """Whether a text is a date, the usual ones quickly; dates come again and again."""
    try:
        if _USUAL_DATE.fullmatch(text):
            if len(text) > _YEAR:
                dt.date.fromisoformat(text)
            return True
    except ValueError:
        pass
    try:
        parse_edtf(text)
    except EdtfError:
        return False
    return True


@lru_cache(maxsize=1_024)
def _is_language_tag(tag: str) -> bool:
    return is_language(tag.partition("-")[0])
