"""A profile as somebody makes it who points at columns: one meaning each, and a few choices."""

from enum import StrEnum

from msgspec import Struct

from atlas_gui.domain.vocabulary import (
    AmountKind,
    DateBasis,
    Kind,
    Role,
    Sector,
    SourceKind,
    Step,
)
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.profile.model import (
    PROFILE_VERSION,
    AmountKindChoice,
    AmountRule,
    DateOrder,
    DateRule,
    KindChoice,
    LabelsTable,
    PartyKind,
    PartyRule,
    PlaceRule,
    Profile,
    ProfileInfo,
    QuantityRule,
    RecordTable,
    SectorChoice,
    SourceTable,
    StatementRule,
    StatusRule,
)
from atlas_gui.exchange.importing.profile.templates import placeholder
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.i18n import _, mark


class ColumnMeaning(StrEnum):
    """What a column holds."""

    KEEP = "keep"
    LEAVE_OUT = "leave-out"
    TITLE = "title"
    SUMMARY = "summary"
    IDENTIFIER = "identifier"
    PARTIES = "parties"
    SIDE_ONE = "side-one"
    SIDE_TWO = "side-two"
    ORGANISATION = "organisation"
    PERSON = "person"
    SIGNED = "signed"
    IN_FORCE = "in-force"
    HELD = "held"
    STARTED = "started"
    ENDED = "ended"
    ANNOUNCED = "announced"
    SAID = "said"
    PERIOD = "period"
    DATED = "dated"
    STATUS = "status"
    KIND = "kind"
    SECTOR = "sector"
    AMOUNT = "amount"
    CURRENCY = "currency"
    QUANTITY = "quantity"
    PLACE = "place"
    SOURCE = "source"


MEANING_LABELS: dict[ColumnMeaning, str] = {
    ColumnMeaning.KEEP: mark("Keep as text"),
    ColumnMeaning.LEAVE_OUT: mark("Leave out"),
    ColumnMeaning.TITLE: mark("Title"),
    ColumnMeaning.SUMMARY: mark("Summary"),
    ColumnMeaning.IDENTIFIER: mark("Identifier of the entry"),
    ColumnMeaning.PARTIES: mark("Countries"),
    ColumnMeaning.SIDE_ONE: mark("One country of the pair"),
    ColumnMeaning.SIDE_TWO: mark("The other country of the pair"),
    ColumnMeaning.ORGANISATION: mark("Company, bank or body"),
    ColumnMeaning.PERSON: mark("Person"),
    ColumnMeaning.SIGNED: mark("Date: signed"),
    ColumnMeaning.IN_FORCE: mark("Date: in force"),
    ColumnMeaning.HELD: mark("Date: held"),
    ColumnMeaning.STARTED: mark("Date: started"),
    ColumnMeaning.ENDED: mark("Date: ended"),
    ColumnMeaning.ANNOUNCED: mark("Date: announced"),
    ColumnMeaning.SAID: mark("Date: said"),
    ColumnMeaning.PERIOD: mark("Date: the whole time"),
    ColumnMeaning.DATED: mark("Date: nobody says of what"),
    ColumnMeaning.STATUS: mark("Status: how far it got"),
    ColumnMeaning.KIND: mark("Kind of record"),
    ColumnMeaning.SECTOR: mark("Sector"),
    ColumnMeaning.AMOUNT: mark("Sum of money"),
    ColumnMeaning.CURRENCY: mark("Currency of the sum"),
    ColumnMeaning.QUANTITY: mark("Number of something"),
    ColumnMeaning.PLACE: mark("Place"),
    ColumnMeaning.SOURCE: mark("Source that is named"),
}
ONCE = frozenset(
    {
        ColumnMeaning.TITLE,
        ColumnMeaning.SUMMARY,
        ColumnMeaning.IDENTIFIER,
        ColumnMeaning.STATUS,
        ColumnMeaning.KIND,
        ColumnMeaning.SECTOR,
        ColumnMeaning.CURRENCY,
        ColumnMeaning.SOURCE,
    }
)
_BASES = {
    ColumnMeaning.SIGNED: DateBasis.SIGNED,
    ColumnMeaning.IN_FORCE: DateBasis.IN_FORCE,
    ColumnMeaning.HELD: DateBasis.HELD,
    ColumnMeaning.STARTED: DateBasis.STARTED,
    ColumnMeaning.ENDED: DateBasis.ENDED,
    ColumnMeaning.ANNOUNCED: DateBasis.ANNOUNCED,
    ColumnMeaning.SAID: DateBasis.SAID,
    ColumnMeaning.PERIOD: DateBasis.PERIOD,
    # What a list dates without saying what happened was so by then, and no more is known.
    ColumnMeaning.DATED: DateBasis.AS_OF,
}
_NAMES = {
    ColumnMeaning.PARTIES: (PartyKind.COUNTRY, None),
    ColumnMeaning.SIDE_ONE: (PartyKind.COUNTRY, 1),
    ColumnMeaning.SIDE_TWO: (PartyKind.COUNTRY, 2),
    ColumnMeaning.ORGANISATION: (PartyKind.ORGANISATION, None),
    ColumnMeaning.PERSON: (PartyKind.PERSON, None),
}
# Before something is signed, money is only spoken of.
_ONLY_SPOKEN_OF = frozenset({Step.DISCUSSED, Step.ANNOUNCED, Step.PRELIMINARY, Step.PLANNED})


class Choices(Struct, frozen=True, kw_only=True):
    """All that is chosen. `name` is the profile's, `title` that of the file as a source.

    `kinds`, `steps` and `sectors` say what the words of those columns mean, `labels` whom parties
    mean. `kind`, `currency` and `amount_kind` hold where the file does not say.
    """

    name: str
    title: str
    columns: dict[str, ColumnMeaning]
    file: FileWishes = FileWishes()
    kind: Kind = Kind.MILESTONE
    amount_kind: AmountKind = AmountKind.PLANNED
    currency: str | None = None
    order: DateOrder = DateOrder.UNSTATED
    decimal: str | None = None
    split: str | None = ";"
    language: str = "en"
    kinds: dict[str, Kind] = {}
    steps: dict[str, Step] = {}
    sectors: dict[str, tuple[Sector, ...]] = {}
    labels: dict[str, str] = {}

    def having(self, meaning: ColumnMeaning) -> tuple[str, ...]:
        """The columns of a meaning, in the order of the file."""
        return tuple(name for name, meant in self.columns.items() if meant is meaning)

    def first(self, meaning: ColumnMeaning) -> str | None:
        """The first column of a meaning; None if no column has it."""
        return next(iter(self.having(meaning)), None)


def profile_of(choices: Choices) -> Profile:
    """The profile of these choices. Raises AtlasError if no column is the title."""
    title = choices.first(ColumnMeaning.TITLE)
    if title is None:
        raise AtlasError(_("Say which column holds the title of an entry."))
    identifier = choices.first(ColumnMeaning.IDENTIFIER)
    source = choices.first(ColumnMeaning.SOURCE)
    summary = choices.first(ColumnMeaning.SUMMARY)
    return Profile(
        profile=ProfileInfo(
            version=PROFILE_VERSION,
            name=choices.name,
            title=choices.title,
            fits=tuple(choices.columns),
        ),
        source=SourceTable(
            id=choices.name,
            kind=SourceKind.DATASET,
            title=choices.title,
            short_title=choices.title,
            # Not the number of the row: it is another one as soon as a row is put in above.
            locator=_("entry {name}").format(
                name=placeholder(identifier) if identifier else f"“{placeholder(title)}”"
            ),
            language=choices.language,
            attributed_to=placeholder(source) if source else None,
        ),
        record=RecordTable(
            title=placeholder(title),
            id=f"{choices.name}-{placeholder(identifier)}" if identifier else None,
            language=choices.language,
            summary=placeholder(summary or title),
            kind=_kind(choices),
            sectors=_sectors(choices),
            sides=bool(
                choices.first(ColumnMeaning.SIDE_ONE) and choices.first(ColumnMeaning.SIDE_TWO)
            ),
        ),
        file=choices.file,
        order=choices.order,
        dates=_dates(choices),
        statuses=_statuses(choices),
        amounts=_amounts(choices),
        quantities=_quantities(choices),
        parties=_parties(choices),
        places=tuple(PlaceRule(column=name) for name in choices.having(ColumnMeaning.PLACE)),
        statements=tuple(
            StatementRule(
                text=_("{column}: {value}").format(column=_literal(name), value=placeholder(name))
            )
            for name in choices.having(ColumnMeaning.KEEP)
        ),
        labels=LabelsTable(languages=_languages(choices), meanings=dict(choices.labels)),
        left_out=dict.fromkeys(choices.having(ColumnMeaning.LEAVE_OUT), _("not wanted")),
    )


def _literal(text: str) -> str:
    """Text as a template has to have it, so that it stands for itself."""
    for sign in "{}[]":
        text = text.replace(sign, sign * 2)
    return text


def _languages(choices: Choices) -> tuple[str, ...]:
    return tuple(dict.fromkeys((choices.language, "en")))


def _kind(choices: Choices) -> KindChoice:
    column = choices.first(ColumnMeaning.KIND)
    return KindChoice(
        column=column, values=dict(choices.kinds) if column else {}, otherwise=choices.kind
    )


def _sectors(choices: Choices) -> SectorChoice:
    column = choices.first(ColumnMeaning.SECTOR)
    if column is None:
        return SectorChoice()
    return SectorChoice(column=column, values=dict(choices.sectors), split=choices.split)


def _dates(choices: Choices) -> tuple[DateRule, ...]:
    return tuple(
        DateRule(column=name, basis=_BASES[meaning])
        for name, meaning in choices.columns.items()
        if meaning in _BASES
    )


def _statuses(choices: Choices) -> tuple[StatusRule, ...]:
    column = choices.first(ColumnMeaning.STATUS)
    return (StatusRule(column=column, values=dict(choices.steps)),) if column else ()


def _amounts(choices: Choices) -> tuple[AmountRule, ...]:
    status = choices.first(ColumnMeaning.STATUS)
    spoken = {
        word: AmountKind.PLANNED for word, step in choices.steps.items() if step in _ONLY_SPOKEN_OF
    }
    kind = AmountKindChoice(otherwise=choices.amount_kind)
    if status and spoken:
        kind = AmountKindChoice(column=status, values=spoken, otherwise=choices.amount_kind)
    several = len(choices.having(ColumnMeaning.AMOUNT)) > 1
    return tuple(
        AmountRule(
            column=name,
            kind=kind,
            currency=choices.currency,
            currency_column=choices.first(ColumnMeaning.CURRENCY),
            decimal=choices.decimal,
            of=name if several else None,
        )
        for name in choices.having(ColumnMeaning.AMOUNT)
    )


def _quantities(choices: Choices) -> tuple[QuantityRule, ...]:
    return tuple(
        QuantityRule(column=name, unit=name, decimal=choices.decimal)
        for name in choices.having(ColumnMeaning.QUANTITY)
    )


def _parties(choices: Choices) -> tuple[PartyRule, ...]:
    return tuple(
        PartyRule(
            role=Role.PARTICIPANT,
            column=name,
            names=_NAMES[meaning][0],
            split=choices.split,
            side=_NAMES[meaning][1],
        )
        for name, meaning in choices.columns.items()
        if meaning in _NAMES
    )


def with_labels(profile: Profile, meanings: dict[str, str]) -> Profile:
    """A profile that remembers whom more labels mean."""
    from msgspec.structs import replace

    labels = replace(profile.labels, meanings=profile.labels.meanings | meanings)
    return replace(profile, labels=labels)
