"""The closed vocabularies of the record model.

Each member's value is what stands in the library file; `labels.py` holds what a reader sees.
"""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of fact a record is about."""

    TREATY = "treaty"
    CONTRACT = "contract"
    INVESTMENT = "investment"
    LOAN = "loan"
    GRANT = "grant"
    VISIT = "visit"
    STATEMENT = "statement"
    TRADE = "trade"
    SECURITY = "security"
    MILESTONE = "milestone"


class Group(StrEnum):
    """The heading under which a kind stands in the pair tree and on the timeline."""

    AGREEMENTS = "agreements"
    DEALS = "deals"
    AID = "aid"
    VISITS = "visits"
    STATEMENTS = "statements"
    TRADE = "trade"
    SECURITY = "security"
    MILESTONES = "milestones"


GROUP_OF_KIND: dict[Kind, Group] = {
    Kind.TREATY: Group.AGREEMENTS,
    Kind.CONTRACT: Group.DEALS,
    Kind.INVESTMENT: Group.DEALS,
    Kind.LOAN: Group.AID,
    Kind.GRANT: Group.AID,
    Kind.VISIT: Group.VISITS,
    Kind.STATEMENT: Group.STATEMENTS,
    Kind.TRADE: Group.TRADE,
    Kind.SECURITY: Group.SECURITY,
    Kind.MILESTONE: Group.MILESTONES,
}


class Step(StrEnum):
    """How far something got.

    The first seven are rungs of the ladder in order; the next four stand beside it; the last four
    say what became of a visit or what sort of figure a figure is.
    """

    DISCUSSED = "discussed"
    ANNOUNCED = "announced"
    PRELIMINARY = "preliminary"
    SIGNED = "signed"
    IN_FORCE = "in-force"
    UNDER_WAY = "under-way"
    COMPLETED = "completed"
    SUSPENDED = "suspended"
    CANCELLED = "cancelled"
    TERMINATED = "terminated"
    SUPERSEDED = "superseded"
    PLANNED = "planned"
    TOOK_PLACE = "took-place"
    REPORTED = "reported"
    TARGET = "target"


LADDER: tuple[Step, ...] = (
    Step.DISCUSSED,
    Step.ANNOUNCED,
    Step.PRELIMINARY,
    Step.SIGNED,
    Step.IN_FORCE,
    Step.UNDER_WAY,
    Step.COMPLETED,
)
STOPPED_STEPS: frozenset[Step] = frozenset(
    {Step.SUSPENDED, Step.CANCELLED, Step.TERMINATED, Step.SUPERSEDED}
)


class DateBasis(StrEnum):
    """What happened on a date; the order is the one in which a record's main date is chosen."""

    SIGNED = "signed"
    HELD = "held"
    IN_FORCE = "in-force"
    STARTED = "started"
    PERIOD = "period"
    ANNOUNCED = "announced"
    SAID = "said"
    PLANNED = "planned"
    ENDED = "ended"
    REPORTED = "reported"
    AS_OF = "as-of"


class AmountKind(StrEnum):
    """What a sum of money is: a thing talked about, promised, paid, or counted."""

    DISCUSSED = "discussed"
    PLANNED = "planned"
    COMMITTED = "committed"
    CONTRACTED = "contracted"
    PAID = "paid"
    DISBURSED = "disbursed"
    DONATED = "donated"
    TRADED = "traded"
    TARGET = "target"


class Qualifier(StrEnum):
    """How exactly a source gives a number."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more-than"
    LESS_THAN = "less-than"
    ALMOST = "almost"


class Role(StrEnum):
    """What a country, organisation or person had to do with the matter of a record."""

    ADVISER = "adviser"
    ALLY = "ally"
    ANNOUNCER = "announcer"
    ATTENDEE = "attendee"
    BUYER = "buyer"
    CLIENT = "client"
    CONTRACTOR = "contractor"
    DEVELOPER = "developer"
    DONOR = "donor"
    EXPORTER = "exporter"
    FINANCIER = "financier"
    GUARANTOR = "guarantor"
    HOST = "host"
    IMPORTER = "importer"
    INVESTOR = "investor"
    LENDER = "lender"
    MEMBER = "member"
    NEGOTIATOR = "negotiator"
    OPERATOR = "operator"
    OPPONENT = "opponent"
    OWNER = "owner"
    PARTICIPANT = "participant"
    PARTNER = "partner"
    PROVIDER = "provider"
    RECIPIENT = "recipient"
    RECOGNISED = "recognised"
    RECOGNISING = "recognising"
    SELLER = "seller"
    SIGNATORY = "signatory"
    SPEAKER = "speaker"
    SUBJECT = "subject"
    SUPPORTER = "supporter"
    TARGET = "target"
    VISITOR = "visitor"


class Act(StrEnum):
    """What a party did about a treaty, in the terms of the law of treaties and its registers."""

    SIGNATURE = "signature"
    DEFINITIVE_SIGNATURE = "definitive-signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    ADHERENCE = "adherence"
    SUCCESSION = "succession"
    ADOPTION = "adoption"
    CONFIRMATION = "confirmation"
    CONSENT = "consent"
    MEMBERSHIP = "membership"
    PROVISIONAL_APPLICATION = "provisional-application"
    APPLICATION = "application"
    EXTENSION = "extension"
    ENTRY_INTO_FORCE = "entry-into-force"
    DECLARATION = "declaration"
    RESERVATION = "reservation"
    OBJECTION = "objection"
    STATEMENT_WITHDRAWN = "statement-withdrawn"
    NOTIFICATION = "notification"
    COMMUNICATION = "communication"
    SUSPENSION = "suspension"
    WITHDRAWAL = "withdrawal"
    DENUNCIATION = "denunciation"
    TERMINATION = "termination"
    OTHER = "other"


class Rank(StrEnum):
    """Whether the editors prefer one claim over its rivals; anything but normal says why."""

    PREFERRED = "preferred"
    NORMAL = "normal"
    DEPRECATED = "deprecated"


class Stance(StrEnum):
    """How a passage bears on the value it is cited for."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    MENTIONS = "mentions"


class Confidence(StrEnum):
    """How far a passage can be relied on for the value it is cited for."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class RelationType(StrEnum):
    """How one record bears on another; the reverse direction is computed."""

    PART_OF = "part-of"
    ANNOUNCED_AT = "announced-at"
    FINANCES = "finances"
    FOLLOWS = "follows"
    IMPLEMENTS = "implements"
    TARGET_FOR = "target-for"
    RELATED = "related"


class SourceKind(StrEnum):
    """What sort of document a source is."""

    ENCYCLOPEDIA = "encyclopedia"
    NEWS = "news"
    ANALYSIS = "analysis"
    OFFICIAL = "official"
    ACADEMIC = "academic"
    DATASET = "dataset"


class OrganisationKind(StrEnum):
    """What sort of body an organisation is."""

    COMPANY = "company"
    BANK = "bank"
    FUND = "fund"
    MINISTRY = "ministry"
    AGENCY = "agency"
    PARTY = "party"
    MEDIA = "media"
    ACADEMIC = "academic"
    INTERNATIONAL = "international"
    ARMED_FORCES = "armed-forces"
    OTHER = "other"


class Sector(StrEnum):
    """What part of life a record belongs to; a record may have several."""

    AGRICULTURE = "agriculture"
    CULTURE = "culture"
    DEFENCE = "defence"
    DIPLOMACY = "diplomacy"
    ENERGY = "energy"
    ENVIRONMENT = "environment"
    FINANCE = "finance"
    HEALTH = "health"
    HUMANITARIAN = "humanitarian"
    INDUSTRY = "industry"
    INTELLIGENCE = "intelligence"
    MEDIA = "media"
    MINING = "mining"
    NUCLEAR = "nuclear"
    SCIENCE = "science"
    SPACE = "space"
    TELECOMMUNICATIONS = "telecommunications"
    TRADE = "trade"
    TRANSPORT = "transport"


# What two sides undertake gets somewhere step by step; what merely happens or is so does not.
CLIMBING_KINDS: frozenset[Kind] = frozenset(
    {Kind.TREATY, Kind.CONTRACT, Kind.INVESTMENT, Kind.LOAN, Kind.GRANT}
)
_UNDERTAKING = (*LADDER, Step.SUSPENDED, Step.CANCELLED, Step.TERMINATED, Step.SUPERSEDED)
_OCCASION = (Step.PLANNED, Step.ANNOUNCED, Step.TOOK_PLACE, Step.SUSPENDED, Step.CANCELLED)
STEPS_OF_KIND: dict[Kind, tuple[Step, ...]] = {
    Kind.TREATY: _UNDERTAKING,
    Kind.CONTRACT: _UNDERTAKING,
    Kind.INVESTMENT: _UNDERTAKING,
    Kind.LOAN: _UNDERTAKING,
    Kind.GRANT: _UNDERTAKING,
    Kind.VISIT: _OCCASION,
    Kind.STATEMENT: (*_OCCASION, Step.DISCUSSED, Step.SIGNED),
    Kind.TRADE: (Step.REPORTED, Step.TARGET),
    Kind.SECURITY: tuple(dict.fromkeys((*_UNDERTAKING, *_OCCASION))),
    Kind.MILESTONE: tuple(dict.fromkeys((*_UNDERTAKING, *_OCCASION))),
}
