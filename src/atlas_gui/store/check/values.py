"""Faults inside one value that a schema cannot state: dates, currencies, country codes, ranks."""

from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pycountry
from babel.numbers import list_currencies

from atlas_gui.domain.citation import csl_edtf
from atlas_gui.domain.claims import (
    ActionClaim,
    ActionValue,
    AmountClaim,
    Claim,
    DateClaim,
    ShareClaim,
    StatusClaim,
)
from atlas_gui.domain.edtf import EdtfError, parse_edtf
from atlas_gui.domain.entities import Country, CslItem, Document, Source
from atlas_gui.domain.record import Record
from atlas_gui.domain.vocabulary import STEPS_OF_KIND, Act, Rank
from atlas_gui.i18n import _
from atlas_gui.store.check.faults import Fault, Place, listed, shown
from atlas_gui.store.check.references import Documents, documents_of

# CSL 1.0.2, appendix III.
_CSL_TYPES = frozenset(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter"
    " classic collection dataset document entry entry-dictionary entry-encyclopedia event figure"
    " graphic hearing interview legal_case legislation manuscript map motion_picture musical_score"
    " pamphlet paper-conference patent performance periodical personal_communication post"
    " post-weblog regulation report review review-book software song speech standard thesis treaty"
    " webpage".split()
)


def value_faults(documents: Documents) -> Iterator[Fault]:
    """Every fault that shows in one document alone, beyond its schema."""
    for place, country in documents_of(documents, Country):
        yield from _country_faults(country, place)
    for place, source in documents_of(documents, Source):
        yield from _csl_faults(source.csl, place.at("csl"))
    for held in documents.values():
        for place, document in held:
            yield from _language_faults(document, place)
    for place, record in documents_of(documents, Record):
        for claim in record.claims:
            yield from _claim_faults(record, claim, place._replace(claim=claim.id))


def _country_faults(country: Country, place: Place) -> Iterator[Fault]:
    if country.id not in known_country_codes() and not "QMA" <= country.id <= "QZZ":
        yield Fault(
            place.at("id"),
            _("no country code"),
            shown(country.id),
            _("ISO 3166-1 and 3166-3 alpha-3, or QMA to QZZ for a state that ISO never listed"),
        )
    if country.valid is not None:
        yield from _edtf_faults(country.valid, place.at("valid"))


@cache
def known_country_codes() -> frozenset[str]:
    """Alpha-3 codes of states and territories, living (ISO 3166-1) and gone (ISO 3166-3)."""
    living = {country.alpha_3 for country in pycountry.countries}
    return frozenset(living | {country.alpha_3 for country in pycountry.historic_countries})


@cache
def known_currency_codes() -> frozenset[str]:
    """ISO 4217 codes, with those of currencies that are gone, as CLDR lists them.

    Two codes of the standard are those of no currency: XXX, and XTS for tests.
    """
    return frozenset(list_currencies()) - {"XXX", "XTS"}


def is_language(code: str) -> bool:
    """Whether ISO 639 has this code, of two letters or three."""
    key = "alpha_2" if len(code) == 2 else "alpha_3"
    return pycountry.languages.get(**{key: code}) is not None


def _language_faults(document: Document, place: Place) -> Iterator[Fault]:
    for field in ("names", "title"):
        for tag in getattr(document, field, ()):
            yield from _tag_faults(tag, place.at(field))


def _tag_faults(tag: str, place: Place) -> Iterator[Fault]:
    if not is_language(tag.partition("-")[0]):
        yield Fault(place, _("unknown language"), shown(tag), "en, es, ru, vi, zh, …")


def _csl_faults(item: CslItem, place: Place) -> Iterator[Fault]:
    if item.type not in _CSL_TYPES:
        yield Fault(
            place.at("type"), _("no CSL type"), shown(item.type), listed(sorted(_CSL_TYPES))
        )
    yield from _tag_faults(item.language, place.at("language"))
    for field in ("issued", "accessed"):
        date = getattr(item, field)
        for parts in date.date_parts if date else ():
            yield from _edtf_faults(csl_edtf(parts), place.at(f"{field}.date-parts"))
    for index, author in enumerate(item.author):
        if not (author.literal or author.family):
            yield Fault(
                place.at(f"author[{index}]"), _("an author needs a literal or a family name")
            )


def _edtf_faults(text: str, place: Place) -> Iterator[Fault]:
    try:
        parse_edtf(text)
    except EdtfError as error:
        yield Fault(
            place,
            _("no EDTF date: {reason}").format(reason=error),
            shown(text),
            _("ISO 8601-2, such as 2005, 2005-11, 2014~, 1996/1999, ../1991"),
        )


def _claim_faults(record: Record, claim: Claim, place: Place) -> Iterator[Fault]:
    if claim.rank is not Rank.NORMAL and claim.reason is None:
        yield Fault(place.at("reason"), _("a rank other than normal needs its reason"))
    if isinstance(claim, DateClaim):
        yield from _edtf_faults(claim.value.edtf, place.at("value.edtf"))
    if isinstance(claim, StatusClaim):
        yield from _status_faults(record, claim, place)
    if isinstance(claim, AmountClaim) and claim.value.currency not in known_currency_codes():
        yield Fault(
            place.at("value.currency"), _("no currency"), shown(claim.value.currency), "ISO 4217"
        )
    if isinstance(claim, ShareClaim) and Decimal(claim.value.percent) > 100:
        yield Fault(
            place.at("value.percent"), _("a share above 100 %"), claim.value.percent, "0 … 100"
        )
    if isinstance(claim, ActionClaim):
        yield from _action_faults(claim.value, place)
    for index, evidence in enumerate(claim.evidence):
        if evidence.as_of is not None:
            yield from _edtf_faults(evidence.as_of.edtf, place.at(f"evidence[{index}].as_of.edtf"))


def _action_faults(value: ActionValue, place: Place) -> Iterator[Fault]:
    if value.party is None and value.named is None:
        yield Fault(place.at("value"), _("an act needs its party, or what the source calls it"))
    if value.act is Act.OTHER and value.wording is None:
        yield Fault(place.at("value.wording"), _("an act “other” needs the source's word for it"))
    for field, phrase in (("date", value.date), ("effective", value.effective)):
        if phrase is not None:
            yield from _edtf_faults(phrase.edtf, place.at(f"value.{field}.edtf"))


def _status_faults(record: Record, claim: StatusClaim, place: Place) -> Iterator[Fault]:
    allowed = STEPS_OF_KIND[record.kind]
    if claim.value.step not in allowed:
        yield Fault(
            place.at("value.step"),
            _("no step for a record of kind “{kind}”").format(kind=record.kind),
            shown(claim.value.step),
            listed(allowed),
        )
    if claim.value.date is not None:
        yield from _edtf_faults(claim.value.date.edtf, place.at("value.date.edtf"))
