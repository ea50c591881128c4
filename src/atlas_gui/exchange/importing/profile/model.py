"""What stands in a profile. Each type is a table of its TOML; each field is one of its keys."""

from enum import StrEnum
from typing import Annotated

from msgspec import Meta, Struct

from atlas_gui.domain.entities import Country, Organisation
from atlas_gui.domain.texts import (
    CurrencyCode,
    Label,
    LanguageTag,
    PartyRef,
    Slug,
    Text,
    WebAddress,
)
from atlas_gui.domain.vocabulary import (
    Act,
    AmountKind,
    DateBasis,
    Kind,
    Qualifier,
    RelationType,
    Role,
    Sector,
    SourceKind,
    Step,
)
from atlas_gui.exchange.importing.rows import FileWishes

PROFILE_VERSION = 1

Columns = str | tuple[str, ...]
"""A column by its header; of several, the first that holds anything in a row."""
Values = dict[str, tuple[str, ...]]
"""Columns, and for each the values with which a rule applies."""


class DateOrder(StrEnum):
    """How days are written in figures; years of four digits in front are always understood."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"
    UNSTATED = "unstated"


class _Table(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True, kw_only=True):
    """Base of the tables of a profile: a key that Atlas does not know is a fault, not a guess."""


class ProfileInfo(_Table, frozen=True, kw_only=True):
    """What the profile is: `name` is how commands call it, `fits` the columns by which Atlas sees
    that a file is one for it.
    """

    version: Annotated[int, Meta(ge=1, le=PROFILE_VERSION)]
    name: Slug
    title: Label
    description: Text | None = None
    fits: tuple[str, ...] = ()


class SourceTable(_Table, frozen=True, kw_only=True):
    """What the imported file is as a source, and where in it a row stands.

    `locator`, `note` and `attributed_to` are templates; the last names whom the file itself relies
    on. `each_row` makes a source of each row (a list of references) instead of one for all.
    """

    id: Slug
    kind: SourceKind
    title: Label
    short_title: Label
    locator: str = "row {#}"
    type: str = "dataset"
    language: LanguageTag = "en"
    author: Label | None = None
    publisher: Label | None = None
    issued: str | None = None
    url: WebAddress | None = None
    licence: Label | None = None
    citation: Text | None = None
    note: Text | None = None
    row_note: str | None = None
    attributed_to: str | None = None
    each_row: bool = False


class KindChoice(_Table, frozen=True, kw_only=True):
    """The kind of a record: what `values` make of a column, else `otherwise`."""

    column: Columns | None = None
    values: dict[str, Kind] = {}
    otherwise: Kind = Kind.MILESTONE


class SectorChoice(_Table, frozen=True, kw_only=True):
    """The sectors of a record, as `KindChoice` its kind; `split` parts several in one cell."""

    column: Columns | None = None
    values: dict[str, tuple[Sector, ...]] = {}
    split: str | None = None
    otherwise: tuple[Sector, ...] = (Sector.DIPLOMACY,)


class RecordTable(_Table, frozen=True, kw_only=True):
    """What is one row as a record. `id`, `title` and `summary` are templates.

    Without `id`, a record is known by its title, its date and its parties. `hub` narrows the pairs
    to those of one country with each other one, `sides` to those of a party on side one with
    one on side two.
    """

    title: str
    id: str | None = None
    language: LanguageTag = "en"
    summary: str = "{title}"
    kind: KindChoice = KindChoice()
    sectors: SectorChoice = SectorChoice()
    hub: Annotated[str, Meta(pattern="^[A-Z]{3}$")] | None = None
    sides: bool = False


class Rule(_Table, frozen=True, kw_only=True):
    """Base of what makes claims: `when` and `unless` say to which rows the rule applies."""

    when: Values = {}
    unless: Values = {}


class DateRule(Rule, frozen=True, kw_only=True):
    """A date; `until` is the column of its end, `uncertain` the rows in which it is doubtful.

    `status` is the step that was reached then, if the date says that it was.
    """

    column: Columns
    basis: DateBasis
    until: Columns | None = None
    order: DateOrder | None = None
    uncertain: Values = {}
    status: Step | None = None
    inferred_from: Text | None = None


class StatusRule(Rule, frozen=True, kw_only=True):
    """How far it got: `step`, or what `values` make of a column; `date` is the column of when."""

    step: Step | None = None
    column: Columns | None = None
    values: dict[str, Step] = {}
    date: Columns | None = None
    order: DateOrder | None = None


class Said(_Table, frozen=True, kw_only=True):
    """Words that hold for some rows only."""

    text: Label
    when: Values = {}
    unless: Values = {}


class AmountKindChoice(_Table, frozen=True, kw_only=True):
    """What sort of sum it is, as `KindChoice` says of what kind a record is."""

    column: Columns | None = None
    values: dict[str, AmountKind] = {}
    otherwise: AmountKind = AmountKind.COMMITTED


class AmountRule(Rule, frozen=True, kw_only=True):
    """A sum of money. `currency` is for rows that name none in `currency_column` or beside the number.

    `currencies` says what is meant by a word for money, `decimal` which sign parts whole from
    fraction, `times` what the numbers are to be multiplied with ("1000000" for millions).
    """

    column: Columns
    kind: AmountKindChoice = AmountKindChoice()
    currency: CurrencyCode | None = None
    currency_column: Columns | None = None
    currencies: dict[str, CurrencyCode] = {}
    decimal: Annotated[str, Meta(pattern="^[.,]$")] | None = None
    times: Annotated[str, Meta(pattern="^10{0,15}$")] = "1"
    qualifier: Qualifier = Qualifier.EXACT
    of: Label | None = None
    conversion: Label | None = None
    not_counted: tuple[Said, ...] = ()


class QuantityRule(Rule, frozen=True, kw_only=True):
    """A number of something: `unit`, or what stands in `unit_column`."""

    column: Columns
    unit: Label | None = None
    unit_column: Columns | None = None
    of: Label | None = None
    decimal: Annotated[str, Meta(pattern="^[.,]$")] | None = None


class PartyKind(StrEnum):
    """What the labels of a column name."""

    COUNTRY = "country"
    ORGANISATION = "organisation"
    PERSON = "person"


class PartyRule(Rule, frozen=True, kw_only=True):
    """Who took part, as what: the labels of a column, or `fixed`.

    `split` parts several labels in one cell. `capitals` takes only labels written wholly in
    capitals (true) or only others (false), as registers tell states from territories. `only_known`
    passes over labels that name no country (keywords, say), and `within` looks for names of
    countries in a running text. Countries count for the record's pairs unless `in_pairs` is false; `side` is for `sides` of the record.
    """

    role: Role
    column: Columns | None = None
    fixed: PartyRef | None = None
    names: PartyKind = PartyKind.COUNTRY
    split: str | None = None
    capitals: bool | None = None
    only_known: bool = False
    within: bool = False
    in_pairs: bool = True
    side: Annotated[int, Meta(ge=1, le=2)] | None = None


class PlaceRule(Rule, frozen=True, kw_only=True):
    """Where."""

    column: Columns
    split: str | None = None


class StatementRule(Rule, frozen=True, kw_only=True):
    """Words to stand with the record; `text` is a template, its words in square brackets are left
    out where the columns named in them are empty.
    """

    text: str
    id: Slug | None = None


class ActChoice(_Table, frozen=True, kw_only=True):
    """Which act a word of the file means; any other word is kept beside the act `otherwise`."""

    column: str
    values: dict[str, Act] = {}
    otherwise: Act = Act.OTHER


class ActionRule(Rule, frozen=True, kw_only=True):
    """What a party did about a treaty, once a row, or once for each object of the list in `each`;
    then the other columns are names in those objects.
    """

    party: str
    act: ActChoice
    each: str | None = None
    date: str | None = None
    effective: str | None = None
    order: DateOrder | None = None


class RelationRule(Rule, frozen=True, kw_only=True):
    """Links to other records: each number that follows `mark` in a column, put into the template
    `target` as `{1}`.
    """

    type: RelationType
    column: Columns
    mark: Annotated[str, Meta(min_length=1, max_length=40)]
    target: str


class DatedMeaning(_Table, frozen=True, kw_only=True):
    """What a label means until a day (which is included), or from then on if it is the last."""

    party: str
    until: str | None = None


Meaning = str | tuple[DatedMeaning, ...]
"""A country code, several with blanks between, "organisation:slug", or "text" for no party."""


class LabelsTable(_Table, frozen=True, kw_only=True):
    """What the labels of parties mean, beyond the names of countries that Atlas knows."""

    languages: tuple[LanguageTag, ...] = ("en",)
    meanings: dict[str, Meaning] = {}
    countries: tuple[Country, ...] = ()
    organisations: tuple[Organisation, ...] = ()


class Profile(_Table, frozen=True, kw_only=True):
    """A whole profile."""

    profile: ProfileInfo
    source: SourceTable
    record: RecordTable
    file: FileWishes = FileWishes()
    order: DateOrder = DateOrder.UNSTATED
    dates: tuple[DateRule, ...] = ()
    statuses: tuple[StatusRule, ...] = ()
    amounts: tuple[AmountRule, ...] = ()
    quantities: tuple[QuantityRule, ...] = ()
    parties: tuple[PartyRule, ...] = ()
    places: tuple[PlaceRule, ...] = ()
    statements: tuple[StatementRule, ...] = ()
    actions: tuple[ActionRule, ...] = ()
    relations: tuple[RelationRule, ...] = ()
    labels: LabelsTable = LabelsTable()
    left_out: dict[str, Text] = {}
