"""The further sheets of a workbook: every claim, every source, and what the workbook is."""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from atlas_gui.domain.citation import citation_after_address, citation_before_address, csl_edtf
from atlas_gui.domain.claim_words import (
    claim_heading,
    claim_in_words,
    date_phrase_in_words,
    passage_in_words,
)
from atlas_gui.domain.claims import (
    ActionValue,
    AmountValue,
    Claim,
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
from atlas_gui.domain.entities import CslDate, CslName, Source
from atlas_gui.domain.library import Library
from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.tables.cells import JOINT, Cell
from atlas_gui.exchange.tables.export import Export
from atlas_gui.exchange.tables.facts import Facts
from atlas_gui.i18n import _, mark, reader_language

# Headings with widths in characters.
Headings = tuple[tuple[str, int], ...]
CLAIM_HEADINGS: Headings = (
    (mark("Identifier"), 30),
    (mark("Claim"), 24),
    (mark("Property"), 11),
    (mark("About"), 18),
    (mark("Value"), 44),
    (mark("Number"), 16),
    (mark("Unit or currency"), 12),
    (mark("Kind"), 12),
    (mark("How exact"), 10),
    (mark("Of"), 20),
    (mark("Converted into"), 20),
    (mark("Why not counted"), 20),
    (mark("Date (EDTF)"), 14),
    (mark("Party"), 24),
    (mark("Rank"), 10),
    (mark("Reason for the rank"), 20),
    (mark("Topic"), 16),
    (mark("Disputed"), 9),
    (mark("Sources"), 24),
    (mark("Where"), 30),
    (mark("Stance"), 11),
    (mark("Confidence"), 11),
    (mark("As of"), 14),
    (mark("Passages"), 50),
)
SOURCE_HEADINGS: Headings = (
    (mark("Identifier"), 30),
    (mark("Kind"), 14),
    (mark("Short title"), 30),
    (mark("Title"), 50),
    (mark("Authors"), 30),
    (mark("In"), 24),
    (mark("Publisher"), 24),
    (mark("Issued"), 12),
    (mark("Read"), 12),
    (mark("Language"), 9),
    (mark("Address"), 40),
    (mark("Note"), 40),
    (mark("Damage"), 40),
    (mark("Type in CSL"), 18),
    (mark("Citation"), 60),
)
ABOUT_HEADINGS: Headings = ((mark("About this workbook"), 24), (mark("Content"), 80))


class _Parts(NamedTuple):
    """What of a value is worth a column of its own; empty where the value has none."""

    number: Cell = ""
    unit: str = ""
    kind: str = ""
    qualifier: str = ""
    matter: str | None = None
    conversion: str | None = None
    not_counted: str | None = None
    edtf: str = ""
    party: str = ""
    named: str = ""


def claim_rows(facts: Facts) -> Iterator[list[Cell]]:
    """One row a claim of the record, also of those set aside, in the order of the file."""
    disputed = {claim.id for dispute in facts.disagreements for claim in dispute.claims}
    for claim in facts.record.claims:
        parts = _parts(claim)
        yield [
            facts.record.id,
            claim.id,
            claim.property,
            claim_heading(claim),
            claim_in_words(claim, facts.library),
            parts.number,
            parts.unit,
            parts.kind,
            parts.qualifier,
            parts.matter or "",
            parts.conversion or "",
            parts.not_counted or "",
            parts.edtf,
            facts.library.party_name(parts.party) if parts.party else parts.named,
            str(claim.rank),
            claim.reason or "",
            claim.topic or "",
            _("yes") if claim.id in disputed else "",
            *_evidence(claim.evidence, facts.library),
        ]


def source_row(source_id: str, library: Library) -> list[Cell]:
    """A source; of one that the library lacks, the identifier."""
    source = library.sources.get(source_id)
    if source is None:
        return [source_id, *[""] * (len(SOURCE_HEADINGS) - 1)]
    csl = source.csl
    return [
        source.id,
        str(source.kind),
        source.short_title,
        csl.title,
        JOINT.join(map(_name, csl.author)),
        csl.container_title or "",
        csl.publisher or "",
        _csl_date(csl.issued),
        _csl_date(csl.accessed),
        csl.language,
        csl.url or "",
        "\n".join(note for note in (source.note, csl.note) if note),
        "\n".join(source.damage),
        csl.type,
        _citation(source),
    ]


def about_rows(export: Export) -> Iterable[tuple[str, Cell]]:
    """What the workbook is, where it is from, and how it is to be read."""
    info = export.library.info
    yield _("Library"), in_language(info.title, (reader_language(),))
    yield _("Edition"), info.edition
    yield _("Licence"), info.licence
    yield _("Cite as"), info.citation
    yield _("Search"), export.query or _("(chosen records)")
    yield _("Records"), len(export.ids)
    yield _("Exported"), export.made_on
    yield (
        _("Values"),
        _(
            "What stands in a record's row is what its sources claim. Beside each sum stands what"
            " sort of sum it is: one that was discussed or planned is not one that was paid."
        ),
    )
    yield (
        _("Disagreements"),
        _(
            "Where sources disagree, all their values stand in the cell, and a column of the row"
            " says so. The sheet of claims has each value with its sources, also those that the"
            " editors set aside."
        ),
    )


def _parts(claim: Claim) -> _Parts:
    value = claim.value
    if isinstance(value, DateValue):
        return _Parts(kind=value.basis, edtf=value.edtf)
    if isinstance(value, StatusValue):
        return _Parts(kind=value.step, edtf=value.date.edtf if value.date else "")
    if isinstance(value, AmountValue):
        number = Decimal(value.amount)
        return _Parts(
            number,
            value.currency,
            value.kind,
            value.qualifier,
            value.of,
            value.conversion,
            value.not_counted,
        )
    if isinstance(value, QuantityValue):
        return _Parts(Decimal(value.number), value.unit, "", value.qualifier, value.of)
    if isinstance(value, ActionValue):
        date = value.date or value.effective
        return _Parts(
            kind=value.act,
            edtf=date.edtf if date else "",
            party=value.party or "",
            named=value.named or "",
        )
    return _naming_parts(value)


def _naming_parts(
    value: ShareValue | PartyValue | PlaceValue | StatementValue | RankingValue,
) -> _Parts:
    """Of a value that names somebody or something."""
    if isinstance(value, ShareValue):
        number = Decimal(value.percent)
        return _Parts(number, "%", "", value.qualifier, value.of, party=value.party)
    if isinstance(value, PartyValue):
        return _Parts(kind=value.role, party=value.party)
    if isinstance(value, StatementValue):
        return _Parts(party=value.speaker or "")
    if isinstance(value, RankingValue):
        return _Parts(value.position, matter=value.among, party=value.party)
    return _Parts(party=f"country:{value.country}" if value.country else "")


def _evidence(evidence: tuple[Evidence, ...], library: Library) -> list[Cell]:
    """The passages of a claim; in each cell in the same order."""

    def joined(of: Callable[[Evidence], str]) -> str:
        return JOINT.join(map(of, evidence))

    def short_title(passage: Evidence) -> str:
        source = library.sources.get(passage.source)
        return source.short_title if source else passage.source

    dated = any(passage.as_of for passage in evidence)
    return [
        joined(lambda passage: passage.source),
        joined(lambda passage: passage.locator),
        joined(lambda passage: passage.stance),
        joined(lambda passage: passage.confidence),
        joined(lambda one: date_phrase_in_words(one.as_of) if one.as_of else "–") if dated else "",
        "\n".join(f"{short_title(one)}: {passage_in_words(one)}" for one in evidence),
    ]


def _csl_date(date: CslDate | None) -> str:
    return long_date_in_words("/".join(map(csl_edtf, date.date_parts))) if date else ""


def _name(author: CslName) -> str:
    return author.literal or ", ".join(part for part in (author.family, author.given) if part)


def _citation(source: Source) -> str:
    before, after = citation_before_address(source.csl), citation_after_address(source.csl)
    return " ".join(part for part in (before, source.csl.url, after) if part)
