"""Claims: one value of one property of a record, with the passages that bear on it.

A claim's `property` decides the shape of its `value`; the vocabulary is closed.
"""

from typing import Annotated, ClassVar

from msgspec import Meta, Struct

from atlas_gui.domain.texts import (
    CountryCode,
    CurrencyCode,
    Decimal,
    EdtfText,
    Label,
    PartyRef,
    Slug,
    Text,
)
from atlas_gui.domain.vocabulary import (
    Act,
    AmountKind,
    Confidence,
    DateBasis,
    Qualifier,
    Rank,
    Role,
    Stance,
    Step,
)


class Value(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, gc=False):
    """Base of everything that stands inside a claim."""


class DatePhrase(Value, frozen=True):
    """A date as EDTF, with the source's own phrase where EDTF says less ("mid-2006")."""

    edtf: EdtfText
    wording: Label | None = None


class DateValue(Value, frozen=True):
    """When something happened; `inferred_from` says what an inferred date rests on."""

    edtf: EdtfText
    basis: DateBasis
    wording: Label | None = None
    inferred_from: Text | None = None


class StatusValue(Value, frozen=True):
    """A rung that was reached, and when if the source says so."""

    step: Step
    date: DatePhrase | None = None
    inferred_from: Text | None = None


class AmountValue(Value, frozen=True):
    """A sum of money: `amount` units of `currency`; `of` says of what, if not of the whole.

    `conversion` says how, and into whose prices, it was converted, if it is not the original sum.
    `not_counted` says why it must not be added to the sums of other records, such as a framework
    whose parts are records of their own.
    """

    amount: Decimal
    currency: CurrencyCode
    kind: AmountKind
    qualifier: Qualifier = Qualifier.EXACT
    of: Label | None = None
    conversion: Label | None = None
    not_counted: Label | None = None


class QuantityValue(Value, frozen=True):
    """A count or measure: `number` of `unit`; `of` says what is counted."""

    number: Decimal
    unit: Label
    qualifier: Qualifier = Qualifier.EXACT
    of: Label | None = None


class ShareValue(Value, frozen=True):
    """A party's part of a whole, in per cent; `of` names the whole, if not the record's matter."""

    party: PartyRef
    percent: Decimal
    qualifier: Qualifier = Qualifier.EXACT
    of: Label | None = None


class PartyValue(Value, frozen=True):
    """Who took part, as what; `office` is the post held at the time."""

    party: PartyRef
    role: Role
    office: Label | None = None


class PlaceValue(Value, frozen=True):
    """Where; the country if it is known."""

    name: Label
    country: CountryCode | None = None


class StatementValue(Value, frozen=True):
    """What was said or stands to be told, in the project's own words; `speaker` if somebody said it."""

    text: Text
    speaker: PartyRef | None = None


class RankingValue(Value, frozen=True):
    """The place of a party in an order: second among "Cuba's trading partners"."""

    party: PartyRef
    position: Annotated[int, Meta(ge=1, le=10_000)]
    among: Label


class ActionValue(Value, frozen=True):
    """What one party did about a treaty: `act`, when, and from when it has effect.

    `party` is None while nobody has settled whom the source means by `named`; beside a party,
    `named` is what the source calls it. `wording` is the source's own word for the act where that
    says more, and is needed beside an act that no word of the vocabulary fits.
    """

    act: Act
    party: PartyRef | None = None
    named: Label | None = None
    date: DatePhrase | None = None
    effective: DatePhrase | None = None
    wording: Label | None = None


class Evidence(Value, frozen=True):
    """One passage of one source: where it stands, how it bears on the value, how far it carries.

    `attributed_to` names whom the source itself relies on ("EFE"); `damage` describes text that is
    missing or garbled in the passage.
    """

    source: Slug
    locator: Label
    stance: Stance = Stance.SUPPORTS
    as_of: DatePhrase | None = None
    confidence: Confidence = Confidence.MEDIUM
    attributed_to: Label | None = None
    note: Text | None = None
    damage: Text | None = None


class ClaimBase(
    Struct,
    frozen=True,
    forbid_unknown_fields=True,
    omit_defaults=True,
    gc=False,
    tag_field="property",
):
    """What every claim has. `topic` makes claims of a many-valued property compete (docs/data-model.md)."""

    property: ClassVar[str]

    id: Slug
    evidence: Annotated[tuple[Evidence, ...], Meta(min_length=1)]
    rank: Rank = Rank.NORMAL
    reason: Text | None = None
    topic: Label | None = None


class DateClaim(ClaimBase, frozen=True, kw_only=True, tag="date"):
    """A date with what it is the date of."""

    property = "date"
    value: DateValue


class StatusClaim(ClaimBase, frozen=True, kw_only=True, tag="status"):
    """How far it had got."""

    property = "status"
    value: StatusValue


class AmountClaim(ClaimBase, frozen=True, kw_only=True, tag="amount"):
    """A sum of money."""

    property = "amount"
    value: AmountValue


class QuantityClaim(ClaimBase, frozen=True, kw_only=True, tag="quantity"):
    """A count or measure."""

    property = "quantity"
    value: QuantityValue


class ShareClaim(ClaimBase, frozen=True, kw_only=True, tag="share"):
    """A part of a whole."""

    property = "share"
    value: ShareValue


class PartyClaim(ClaimBase, frozen=True, kw_only=True, tag="party"):
    """Somebody who took part."""

    property = "party"
    value: PartyValue


class PlaceClaim(ClaimBase, frozen=True, kw_only=True, tag="place"):
    """A place."""

    property = "place"
    value: PlaceValue


class StatementClaim(ClaimBase, frozen=True, kw_only=True, tag="statement"):
    """Something said or told."""

    property = "statement"
    value: StatementValue


class ActionClaim(ClaimBase, frozen=True, kw_only=True, tag="action"):
    """What a party did about a treaty."""

    property = "action"
    value: ActionValue


class RankingClaim(ClaimBase, frozen=True, kw_only=True, tag="ranking"):
    """A place in an order."""

    property = "ranking"
    value: RankingValue


Claim = (
    DateClaim
    | StatusClaim
    | AmountClaim
    | QuantityClaim
    | ShareClaim
    | PartyClaim
    | PlaceClaim
    | StatementClaim
    | RankingClaim
    | ActionClaim
)
