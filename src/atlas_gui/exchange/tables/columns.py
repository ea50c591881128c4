"""The columns of a table of records: the same in CSV and in a workbook, described in docs/tables.md."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from atlas_gui.domain.claim_words import claim_in_words, point_in_words
from atlas_gui.domain.claims import (
    ActionClaim,
    Claim,
    DateClaim,
    PartyClaim,
    PlaceClaim,
    QuantityClaim,
    RankingClaim,
    ShareClaim,
    StatementClaim,
)
from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.status_history import status_history
from atlas_gui.domain.texts import in_language
from atlas_gui.domain.vocabulary import GROUP_OF_KIND
from atlas_gui.exchange.tables.cells import JOINT, Cell
from atlas_gui.exchange.tables.facts import Facts, facts_of, records_of
from atlas_gui.i18n import _, mark, reader_language

# Up to so many records are read one by one for the languages of their titles.
_FEW = 1_000


class Column(Struct, frozen=True):
    """A column: `name` never changes, `heading` is what a reader sees, `cell` makes its cells.

    `width` is in characters.
    """

    name: str
    heading: str
    cell: Callable[[Facts], Cell]
    width: int = 14


def columns_for(languages: Iterable[str]) -> tuple[Column, ...]:
    """All columns, with one for the titles in each of `languages`."""
    titles = tuple(
        Column(f"title_{language}", _("Title ({language})").format(language=language), cell, 40)
        for language in languages
        for cell in (_title_in(language),)
    )
    first, rest = _COLUMNS[:_TITLES], _COLUMNS[_TITLES:]
    return (*first, *titles, *rest)


def languages_of(library: Library, ids: Sequence[str]) -> list[str]:
    """The languages in which titles of these records are given, in alphabetical order."""
    found: set[str] = set()
    if len(ids) <= _FEW:
        for record in records_of(library, ids):
            if not isinstance(record, DamagedRecord):
                found.update(record.title)
    else:
        wanted = set(ids)
        for glimpse in library.glimpses():
            if glimpse.id in wanted:
                found.update(glimpse.title)
    return sorted(found)


def table_of(
    library: Library, ids: Iterable[str], columns: Sequence[Column]
) -> Iterator[tuple[list[Cell], Facts | None]]:
    """The row of each record, and what it was made from; None if the record cannot be read."""
    for record in records_of(library, ids):
        if isinstance(record, DamagedRecord):
            left = {"id": record.id, "title": record.title, "unreadable": record.reason}
            yield [left.get(column.name, "") for column in columns], None
        else:
            facts = facts_of(library, record)
            yield [column.cell(facts) for column in columns], facts


def date_cell(day: int | None) -> Cell:
    """A day by its number as a date, or as ISO 8601 where no calendar of a program reaches."""
    if day is None:
        return ""
    year, month, of_month = calendar_day(day)
    if dt.MINYEAR <= year <= dt.MAXYEAR:
        return dt.date(year, month, of_month)
    return f"{year:05d}-{month:02d}-{of_month:02d}"


def _joined(texts: Iterable[str]) -> str:
    return JOINT.join(texts)


def _title_in(language: str) -> Callable[[Facts], Cell]:
    return lambda facts: facts.record.title.get(language, "")


def _in_words(kind: type[Claim], joint: str = JOINT) -> Callable[[Facts], Cell]:
    return lambda facts: joint.join(
        claim_in_words(claim, facts.library) for claim in facts.claims(kind)
    )


def _title(facts: Facts) -> Cell:
    return in_language(facts.record.title, (reader_language(),))


def _pairs(facts: Facts) -> Cell:
    return _joined(pair.id for pair in facts.library.pairs_of(facts.record))


def _pair_names(facts: Facts) -> Cell:
    return _joined(map(facts.library.pair_name, facts.library.pairs_of(facts.record)))


def _country_names(facts: Facts) -> Cell:
    return _joined(map(facts.library.country_name, facts.record.countries))


def _date_words(facts: Facts) -> Cell:
    date = facts.date
    return (date.wording or long_date_in_words(date.edtf)) if date else ""


def _earliest(facts: Facts) -> Cell:
    return date_cell(facts.edtf.earliest) if facts.edtf else ""


def _latest(facts: Facts) -> Cell:
    edtf = facts.edtf
    return date_cell(edtf.latest) if edtf and not edtf.goes_on else ""


def _all_dates(facts: Facts) -> Cell:
    dates = facts.claims(DateClaim)
    return _joined(f"{claim.value.basis} {claim.value.edtf}" for claim in dates)


def _status_date(facts: Facts) -> Cell:
    if facts.status is None:
        return ""
    step = facts.status.value.step
    reached = (one for one in status_history(facts.record).steps if one.step is step)
    return _joined(dict.fromkeys(one.date.text for one in reached))


def _amount(facts: Facts) -> Cell:
    amounts = facts.amounts
    if len(amounts) == 1:
        return Decimal(amounts[0].value.amount)
    return _joined(claim.value.amount for claim in amounts)


def _of_amounts(name: str) -> Callable[[Facts], Cell]:
    return lambda facts: _joined(str(getattr(claim.value, name)) for claim in facts.amounts)


def _remark_on_amounts(name: str) -> Callable[[Facts], Cell]:
    """What a field says of each sum; empty if it says nothing of any."""

    def cell(facts: Facts) -> Cell:
        remarks = [getattr(claim.value, name) or "" for claim in facts.amounts]
        return _joined(remarks) if any(remarks) else ""

    return cell


def _amounts_in_words(facts: Facts) -> Cell:
    return _joined(claim_in_words(claim, facts.library) for claim in facts.amounts)


def _source_titles(facts: Facts) -> Cell:
    sources = facts.library.sources
    return _joined(
        sources[name].short_title if name in sources else name for name in facts.source_ids
    )


def _disagreements(facts: Facts) -> Cell:
    return _joined(
        _("{point}: {values}").format(
            point=point_in_words(dispute),
            values=" ≠ ".join(claim_in_words(claim, facts.library) for claim in dispute.claims),
        )
        for dispute in facts.disagreements
    )


def _relations(facts: Facts) -> Cell:
    return _joined(f"{link.type} {link.target}" for link in facts.record.relations)


_COLUMNS = (
    Column("id", mark("Identifier"), lambda facts: facts.record.id, 30),
    Column("permalink", mark("Lasting link"), lambda f: f.library.permalink(f.record.id), 30),
    Column("pairs", mark("Pairs"), _pairs),
    Column("pair_names", mark("Country pairs"), _pair_names, 20),
    Column("countries", mark("Countries"), lambda facts: _joined(facts.record.countries)),
    Column("country_names", mark("Names of countries"), _country_names, 20),
    Column("kind", mark("Kind"), lambda facts: str(facts.record.kind), 12),
    Column("group", mark("Group"), lambda facts: str(GROUP_OF_KIND[facts.record.kind]), 12),
    Column("sectors", mark("Sectors"), lambda facts: _joined(facts.record.sectors)),
    Column("title", mark("Title"), _title, 50),
    Column("summary", mark("Summary"), lambda facts: facts.record.summary, 50),
    Column("date", mark("Date (EDTF)"), lambda facts: facts.date.edtf if facts.date else ""),
    Column(
        "date_basis", mark("Date of"), lambda facts: str(facts.date.basis) if facts.date else "", 10
    ),
    Column("date_words", mark("Date in words"), _date_words, 20),
    Column("date_earliest", mark("Earliest"), _earliest, 11),
    Column("date_latest", mark("Latest"), _latest, 11),
    Column(
        "date_inferred_from",
        mark("Date inferred from"),
        lambda facts: (facts.date.inferred_from or "") if facts.date else "",
    ),
    Column("all_dates", mark("All dates"), _all_dates, 20),
    Column("status", mark("Status"), lambda f: str(f.status.value.step) if f.status else "", 12),
    Column("status_date", mark("Status since"), _status_date, 12),
    Column("amount", mark("Amount"), _amount, 16),
    Column("currency", mark("Currency"), _of_amounts("currency"), 9),
    Column("amount_kind", mark("Kind of amount"), _of_amounts("kind")),
    Column("amount_qualifier", mark("How exact"), _of_amounts("qualifier"), 10),
    Column("amount_of", mark("Amount of"), _remark_on_amounts("of")),
    Column("amount_conversion", mark("Converted into"), _remark_on_amounts("conversion")),
    Column("amount_not_counted", mark("Why not counted"), _remark_on_amounts("not_counted")),
    Column("amounts", mark("Amounts in words"), _amounts_in_words, 30),
    Column("quantities", mark("Quantities"), _in_words(QuantityClaim), 20),
    Column("shares", mark("Shares"), _in_words(ShareClaim), 20),
    Column("rankings", mark("Rankings"), _in_words(RankingClaim)),
    Column("parties", mark("Parties"), _in_words(PartyClaim), 40),
    Column("places", mark("Places"), _in_words(PlaceClaim), 16),
    Column("statements", mark("Statements"), _in_words(StatementClaim, "\n"), 40),
    Column("acts", mark("What the parties did"), _in_words(ActionClaim, "\n"), 40),
    Column(
        "disagreement_count",
        mark("Points in dispute"),
        lambda facts: len(facts.disagreements),
        9,
    ),
    Column("disagreements", mark("What sources disagree on"), _disagreements, 40),
    Column("sources", mark("Sources (identifiers)"), lambda f: _joined(f.source_ids), 20),
    Column("source_titles", mark("Sources"), _source_titles, 30),
    Column("relations", mark("Related records"), _relations, 20),
    Column("unreadable", mark("Why it cannot be read"), lambda _facts: "", 10),
)
# The titles in each language stand behind the reader's.
_TITLES = next(place for place, column in enumerate(_COLUMNS) if column.name == "summary")
