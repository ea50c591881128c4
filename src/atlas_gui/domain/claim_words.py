"""Claims and their evidence in plain words, the same in the window, on the clipboard and in a PDF."""

from collections.abc import Iterable, Mapping

from atlas_gui.domain.claims import (
    ActionValue,
    AmountClaim,
    AmountValue,
    Claim,
    DateClaim,
    DatePhrase,
    DateValue,
    Evidence,
    PartyValue,
    PlaceValue,
    QuantityValue,
    RankingValue,
    ShareValue,
    StatementValue,
    StatusValue,
)
from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.disagreements import Disagreement
from atlas_gui.domain.figures import amount_in_words, quantity_in_words, share_in_words
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.vocabulary import Act, AmountKind, Confidence, DateBasis, Rank, Stance
from atlas_gui.i18n import _, mark

_DATE_HEADINGS: Mapping[DateBasis, str] = {
    DateBasis.SIGNED: mark("Date signed"),
    DateBasis.HELD: mark("Date held"),
    DateBasis.IN_FORCE: mark("In force from"),
    DateBasis.STARTED: mark("Date started"),
    DateBasis.PERIOD: mark("Period"),
    DateBasis.ANNOUNCED: mark("Date announced"),
    DateBasis.SAID: mark("Date said"),
    DateBasis.PLANNED: mark("Planned date"),
    DateBasis.ENDED: mark("Date ended"),
    DateBasis.REPORTED: mark("Date reported"),
    DateBasis.AS_OF: mark("As of"),
}
_AMOUNT_HEADINGS: Mapping[AmountKind, str] = {
    AmountKind.DISCUSSED: mark("Amount under discussion"),
    AmountKind.PLANNED: mark("Planned amount"),
    AmountKind.COMMITTED: mark("Committed amount"),
    AmountKind.CONTRACTED: mark("Contracted amount"),
    AmountKind.PAID: mark("Amount paid"),
    AmountKind.DISBURSED: mark("Amount disbursed"),
    AmountKind.DONATED: mark("Amount donated"),
    AmountKind.TRADED: mark("Amount traded"),
    AmountKind.TARGET: mark("Target amount"),
}
_HEADINGS: Mapping[str, str] = {
    "status": mark("Status"),
    "quantity": mark("Quantity"),
    "share": mark("Share"),
    "party": mark("Party"),
    "place": mark("Place"),
    "statement": mark("Statement"),
    "ranking": mark("Ranking"),
    "action": mark("Act"),
}


def claim_heading(claim: Claim) -> str:
    """What a claim is about, in a word or two: "Date signed", "Planned amount", "Party"."""
    if isinstance(claim, DateClaim):
        return _(_DATE_HEADINGS[claim.value.basis])
    if isinstance(claim, AmountClaim):
        return _(_AMOUNT_HEADINGS[claim.value.kind])
    return _(_HEADINGS[claim.property])


def point_in_words(disagreement: Disagreement) -> str:
    """What sources disagree on: the editors' topic, else what the rival claims are about."""
    first = disagreement.claims[0]
    topic = first.topic or ""
    return topic[:1].upper() + topic[1:] or claim_heading(first)


def claim_in_words(claim: Claim, library: Library) -> str:
    """A claim's value alone: "US$500 million planned", "Cubaníquel 51 %", "Buyer: Cuba"."""
    value = claim.value
    if isinstance(value, DateValue):
        return _date(value)
    if isinstance(value, StatusValue):
        return _status(value)
    if isinstance(value, AmountValue):
        return _amount(value)
    if isinstance(value, QuantityValue):
        return _quantity(value)
    if isinstance(value, ActionValue):
        return _action(value, library)
    return _naming(value, library)


def _naming(
    value: ShareValue | PartyValue | PlaceValue | StatementValue | RankingValue, library: Library
) -> str:
    """A value that names somebody or something the library has a name for."""
    if isinstance(value, ShareValue):
        return _share(value, library)
    if isinstance(value, PartyValue):
        return _party(value, library)
    if isinstance(value, PlaceValue):
        return _place(value, library)
    if isinstance(value, StatementValue):
        return _statement(value, library)
    return _ranking(value, library)


def rank_in_words(claim: Claim) -> str:
    """What the editors decided about a claim and why; empty where they decided nothing."""
    if claim.rank is Rank.NORMAL:
        return ""
    word = _("Preferred") if claim.rank is Rank.PREFERRED else _("Set aside")
    return _("{decision}: {reason}").format(
        decision=word, reason=claim.reason or _("no reason given")
    )


def date_phrase_in_words(phrase: DatePhrase) -> str:
    """A date in the source's own phrase if that says more, else written out: "mid-2006"."""
    return phrase.wording or long_date_in_words(phrase.edtf)


def passage_in_words(evidence: Evidence) -> str:
    """Where a passage stands and how far it carries, for a reader who already sees the source.

    Support and medium confidence go without saying.
    """
    clauses = "; ".join((evidence.locator, *_reservations(evidence)))
    sentences = tuple(_remarks(evidence))
    return ". ".join((clauses, " ".join(sentences))) if sentences else clauses


def _reservations(evidence: Evidence) -> Iterable[str]:
    if evidence.as_of is not None:
        yield _("as of {date}").format(date=date_phrase_in_words(evidence.as_of))
    if evidence.attributed_to is not None:
        yield _("according to {authority}").format(authority=evidence.attributed_to)
    if evidence.stance is not Stance.SUPPORTS:
        yield label(evidence.stance)
    if evidence.confidence is not Confidence.MEDIUM:
        yield label(evidence.confidence)


def _remarks(evidence: Evidence) -> Iterable[str]:
    if evidence.note is not None:
        yield evidence.note
    if evidence.damage is not None:
        yield _("Damaged text: {damage}").format(damage=evidence.damage)


def actor_in_words(value: ActionValue, library: Library) -> str:
    """Whose act it is, with the source's name for it where that is another: "Russia (“USSR”)"."""
    name = library.party_name(value.party) if value.party is not None else value.named
    if name is None:
        return _("not named")
    if value.named in (None, name):
        return name
    return _("{name} (“{named}”)").format(name=name, named=value.named)


def act_in_words(value: ActionValue) -> str:
    """What was done, with the source's word where it says more: "Accession (“adhésion”)"."""
    if value.wording is None:
        return label(value.act)
    if value.act is Act.OTHER:
        return value.wording
    return _("{act} (“{wording}”)").format(act=label(value.act), wording=value.wording)


def _with_matter(value: str, matter: str | None) -> str:
    """The value with what it is a value of, where that is not the matter of the whole record."""
    return _("{value} ({matter})").format(value=value, matter=matter) if matter else value


def _with_ground(value: str, ground: str | None) -> str:
    if ground is None:
        return value
    return _("{value} (inferred: {ground})").format(value=value, ground=ground)


def _date(value: DateValue) -> str:
    return _with_ground(value.wording or long_date_in_words(value.edtf), value.inferred_from)


def _status(value: StatusValue) -> str:
    step = label(value.step)
    if value.date is not None:
        date = date_phrase_in_words(value.date)
        step = _("{step}, {date}").format(step=step, date=date)
    return _with_ground(step, value.inferred_from)


def _amount(value: AmountValue) -> str:
    money = _("{money} {kind}").format(money=amount_in_words(value), kind=label(value.kind))
    return _with_matter(money, "; ".join(_remarks_on_sum(value)))


def _remarks_on_sum(value: AmountValue) -> Iterable[str]:
    """Of what it is a sum, that it is no original one, that nobody may add it to others."""
    if value.of is not None:
        yield value.of
    if value.conversion is not None:
        yield _("≈ in {conversion}").format(conversion=value.conversion)
    if value.not_counted is not None:
        yield _("not counted in sums: {reason}").format(reason=value.not_counted)


def _quantity(value: QuantityValue) -> str:
    return _with_matter(quantity_in_words(value), value.of)


def _share(value: ShareValue, library: Library) -> str:
    party = library.party_name(value.party)
    share = _("{party} {share}").format(party=party, share=share_in_words(value))
    return _with_matter(share, value.of)


def _party(value: PartyValue, library: Library) -> str:
    name = library.party_name(value.party)
    if value.office is not None:
        name = _("{name}, {office}").format(name=name, office=value.office)
    return _("{role}: {name}").format(role=label(value.role), name=name)


def _place(value: PlaceValue, library: Library) -> str:
    if value.country is None:
        return value.name
    country = library.country_name(value.country)
    if value.name == country:
        return country
    return _("{place}, {country}").format(place=value.name, country=country)


def _statement(value: StatementValue, library: Library) -> str:
    if value.speaker is None:
        return value.text
    speaker = library.party_name(value.speaker)
    return _("{speaker}: {text}").format(speaker=speaker, text=value.text)


def _ranking(value: RankingValue, library: Library) -> str:
    party = library.party_name(value.party)
    return _("{party}: number {position} among {among}").format(
        party=party, position=value.position, among=value.among
    )


def _action(value: ActionValue, library: Library) -> str:
    act = act_in_words(value)
    if value.date is not None:
        act = _("{act}, {date}").format(act=act, date=date_phrase_in_words(value.date))
    if value.effective is not None:
        day = date_phrase_in_words(value.effective)
        act = _("{act}; in effect {date}").format(act=act, date=day)
    return _("{party}: {act}").format(party=actor_in_words(value, library), act=act)
