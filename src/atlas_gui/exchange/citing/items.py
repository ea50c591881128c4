"""Records and sources as CSL-JSON 1.0.2 items, for citing and for reference managers.

Of the types of CSL, those are used that reference managers know and every style prints somehow:

| Kind of record | Type | Whose date is `issued` |
|---|---|---|
| treaty | `treaty` | signature, else the record's main date |
| visit | `event` | the record's main date |
| statement | `speech`; `document` if it was signed | the record's main date |
| trade | `dataset` | the period the figure is for |
| contract, investment, loan, grant, security, milestone | `document` | the record's main date |

No type of CSL is a loan or a gift. `report` and the legal types would claim a publication or a
court; `document` claims least, and `genre` says what it is.

A thing talked about must not read as done, whatever the style: the title of a record that is not
signed, held or paid, or that was stopped, ends in its status in square brackets, as editors mark
what they add. `status` holds the same word, for settled records too.
"""

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from atlas_gui.domain.catalogue import main_date
from atlas_gui.domain.claims import Claim, DateClaim, PartyClaim, PlaceClaim, StatusClaim
from atlas_gui.domain.entities import Source
from atlas_gui.domain.labels import label
from atlas_gui.domain.ladder import furthest_status
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.domain.vocabulary import DateBasis, Kind, Rank, Role, Step
from atlas_gui.exchange.citing.dates import claimed_date, csl_date

_TYPES = {
    Kind.TREATY: "treaty",
    Kind.VISIT: "event",
    Kind.STATEMENT: "speech",
    Kind.TRADE: "dataset",
}
# Neither says what sort of thing it was.
_NO_GENRE = frozenset({Kind.SECURITY, Kind.MILESTONE})
_SETTLED = frozenset(
    {
        Step.SIGNED,
        Step.IN_FORCE,
        Step.UNDER_WAY,
        Step.COMPLETED,
        Step.TOOK_PLACE,
        Step.REPORTED,
    }
)


def record_item(record: Record, library: Library) -> dict[str, Any]:
    """A record as plain JSON data, keys as in CSL-JSON; dates as `csl_date` makes them.

    A treaty has its parties as `author`, its signature as `original-date` and its entry into force
    as `available-date`, each only if a standing claim gives it. `custom` holds what CSL has no
    name for: `kind`, the bare `title`, `status`, `countries` (codes) and, of the main date, `date`
    (EDTF) and `date-basis`.
    """
    status = furthest_status(record.claims)
    step = status.value.step if status else None
    date = main_date(record.claims)
    title = in_language(record.title)
    item: dict[str, Any] = {
        "id": record.id,
        "type": _item_type(record, step),
        "title": _marked_title(title, step),
        "language": next((tag for tag, name in record.title.items() if name == title), "en"),
        "genre": "" if record.kind in _NO_GENRE else label(record.kind),
        "status": label(step).lower() if step else "",
        "author": [{"literal": name} for name in _authors(record, step, library)],
        "event-place": _place(record, library),
        "container-title": in_language(library.info.title),
        "publisher": in_language(library.info.title),
        "version": library.info.edition,
        "URL": library.permalink(record.id),
        "abstract": record.summary,
        "keyword": ", ".join(map(label, record.sectors)),
        "custom": {
            "kind": str(record.kind),
            "title": title,
            "status": str(step or ""),
            "countries": list(record.countries),
            "date": date.edtf if date else "",
            "date-basis": str(date.basis) if date else "",
        },
        "issued": claimed_date(date) if date else {},
    }
    if record.kind is Kind.TREATY:
        item.update(_treaty_dates(record.claims, item["issued"]))
    return {key: value for key, value in item.items() if value}


def source_item(source: Source) -> dict[str, Any]:
    """A source as plain JSON data, keys as in CSL-JSON: what its own item says, and no more."""
    # By way of JSON: what is a tuple here is a list there.
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(source.csl))
    return {"id": source.id, **plain}


def marked_status(item: dict[str, Any]) -> str:
    """What the title of an item ends in to say how far it got, with its blank: " [announced]"."""
    bare: str = item.get("custom", {}).get("title", "")
    title: str = item.get("title", "")
    return title.removeprefix(bare) if bare and title.startswith(bare) else ""


def _marked_title(title: str, step: Step | None) -> str:
    return title if step is None or step in _SETTLED else f"{title} [{label(step).lower()}]"


def _item_type(record: Record, step: Step | None) -> str:
    if record.kind is Kind.STATEMENT and step is Step.SIGNED:
        return "document"
    return _TYPES.get(record.kind, "document")


def _authors(record: Record, step: Step | None, library: Library) -> Sequence[str]:
    """Who a style may put in front: parties of a treaty, speakers, signatories; else nobody."""
    if record.kind is Kind.TREATY or (record.kind is Kind.STATEMENT and step is Step.SIGNED):
        return [library.country_name(code) for code in _parties(record)]
    if record.kind is not Kind.STATEMENT:
        return ()
    speakers = list(dict.fromkeys(_party_references(record.claims, Role.SPEAKER)))
    for table in ("person:", "organisation:", "country:"):
        if named := [speaker for speaker in speakers if speaker.startswith(table)]:
            return [library.party_name(speaker) for speaker in named]
    return ()


def _parties(record: Record) -> Sequence[str]:
    """The countries that signed; all countries of the record if not even two are said to have."""
    references = _party_references(record.claims, Role.SIGNATORY)
    signed = {one.partition(":")[2] for one in references if one.startswith("country:")}
    named = [code for code in record.countries if code in signed]
    return named if len(named) > 1 else record.countries


def _party_references(claims: Iterable[Claim], role: Role) -> Iterable[str]:
    for claim in claims:
        if not isinstance(claim, PartyClaim) or claim.rank is Rank.DEPRECATED:
            continue
        if claim.value.role is role:
            yield claim.value.party


def _place(record: Record, library: Library) -> str:
    """Where an event or speech was, or a treaty was signed; where a plant stands is no such place."""
    values = [
        claim.value
        for claim in record.claims
        if isinstance(claim, PlaceClaim) and claim.rank is not Rank.DEPRECATED
    ]
    places: dict[str, None] = {}
    for value in values:
        country = library.country_name(value.country) if value.country else ""
        closer = any(v.country == value.country and v.name != country for v in values)
        if value.name == country and closer:
            continue
        named = not country or country.lower() in value.name.lower()
        places[value.name if named else f"{value.name}, {country}"] = None
    if record.kind is Kind.TREATY:
        signed = _signature(record.claims) is not None
        return next(iter(places)) if signed and len(places) == 1 else ""
    return "; ".join(places) if record.kind in (Kind.VISIT, Kind.STATEMENT) else ""


def _treaty_dates(claims: Iterable[Claim], issued: dict[str, Any]) -> dict[str, Any]:
    claims = tuple(claims)
    dates: dict[str, Any] = {"issued": issued}
    if signed := _signature(claims):
        dates["issued"] = dates["original-date"] = signed
    if in_force := _date_of(claims, DateBasis.IN_FORCE, Step.IN_FORCE):
        dates["available-date"] = in_force
    return dates


def _signature(claims: Iterable[Claim]) -> dict[str, Any] | None:
    return _date_of(tuple(claims), DateBasis.SIGNED, Step.SIGNED)


def _date_of(claims: Sequence[Claim], basis: DateBasis, step: Step) -> dict[str, Any] | None:
    """The date something happened: a date of that basis, else that of the step; preferred first."""
    standing = sorted(
        (claim for claim in claims if claim.rank is not Rank.DEPRECATED),
        key=lambda claim: claim.rank is not Rank.PREFERRED,
    )
    for claim in standing:
        if isinstance(claim, DateClaim) and claim.value.basis is basis:
            return claimed_date(claim.value)
    for claim in standing:
        if isinstance(claim, StatusClaim) and claim.value.step is step and claim.value.date:
            return csl_date(claim.value.date.edtf, claim.value.date.wording)
    return None
