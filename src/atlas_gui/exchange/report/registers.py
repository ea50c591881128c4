"""The tables of a dossier: all records, all disagreements, all parties."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.claim_parties import party_of
from atlas_gui.domain.claim_words import claim_in_words, point_in_words
from atlas_gui.domain.disagreements import disagreements_among
from atlas_gui.domain.entities import Country, Organisation
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.exchange.display_text import display_text, one_line
from atlas_gui.exchange.report.apparatus import SourceList
from atlas_gui.exchange.report.dossier_parts import DisputeRow, PartyLine, Rivalry, TableRow
from atlas_gui.exchange.report.record import main_title
from atlas_gui.i18n import _


class Numbered(NamedTuple):
    """A record of a dossier with its number, and what stands of it in a list."""

    number: int
    record: Record
    entry: Entry


def table_of_records(
    numbered: Iterable[Numbered], sources: SourceList, language: str
) -> tuple[TableRow, ...]:
    """A row for each record, in the order of the dossier."""
    return tuple(_row(one, sources, language) for one in numbered)


def _row(one: Numbered, sources: SourceList, language: str) -> TableRow:
    entry = one.entry
    date = " ".join(filter(None, (entry.date_words, entry.date_note and f"({entry.date_note})")))
    cited = {passage.source for claim in one.record.claims for passage in claim.evidence}
    return TableRow(
        number=one.number,
        date=one_line(date),
        title=main_title(one.record, language),
        kind=label(one.record.kind),
        status=label(entry.step) if entry.step else "",
        value=one_line(f"{entry.value} {entry.value_note}"),
        sources=tuple(sorted(map(sources.number, cited))),
        disputed=bool(entry.disagreements),
    )


def table_of_disputes(
    library: Library, numbered: Iterable[Numbered], sources: SourceList, language: str
) -> tuple[DisputeRow, ...]:
    """Every point on which sources disagree, with every value and who has it."""
    return tuple(
        DisputeRow(
            number=one.number,
            record=main_title(one.record, language),
            point=one_line(point_in_words(dispute)),
            rivals=tuple(
                Rivalry(
                    display_text(claim_in_words(claim, library)),
                    tuple(sorted({sources.number(passage.source) for passage in claim.evidence})),
                )
                for claim in dispute.claims
            ),
        )
        for one in numbered
        if one.entry.disagreements
        for dispute in disagreements_among(one.record.claims)
    )


def index_of_parties(library: Library, numbered: Sequence[Numbered]) -> tuple[PartyLine, ...]:
    """Every country, body and person that the records name, by name, with the records' numbers."""
    found: defaultdict[str, dict[int, None]] = defaultdict(dict)
    for one in numbered:
        for reference in _parties_of(one.record):
            found[reference][one.number] = None
    return tuple(sorted(_lines(library, found), key=lambda line: line.name.casefold()))


def _parties_of(record: Record) -> Iterable[str]:
    yield from (f"country:{code}" for code in record.countries)
    for claim in record.claims:
        party = party_of(claim)
        if party is not None:
            yield party


def _lines(library: Library, found: Mapping[str, Mapping[int, None]]) -> Iterable[PartyLine]:
    for reference, numbers in found.items():
        name = one_line(library.party_name(reference))
        yield PartyLine(name, _kind_of(library, reference), tuple(numbers))


def _kind_of(library: Library, reference: str) -> str:
    """What a party is, and of which country: enough to tell two of one name apart."""
    party = library.party(reference)
    if party is None:
        return _("not in this library")
    if isinstance(party, Country):
        return _("country")
    kind = label(party.kind) if isinstance(party, Organisation) else _("person")
    country = library.country_name(party.country) if party.country else ""
    return one_line(", ".join(filter(None, (kind, country))))
