"""The fields are what stands; what was set aside or passed over stands with the claims only."""

import msgspec

from atlas_gui.domain.claims import Claim
from atlas_gui.domain.disagreements import disagreements_among
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.vocabulary import Rank
from atlas_gui.exchange.report.apparatus import Apparatus, SourceList
from atlas_gui.exchange.report.fields import record_fields
from atlas_gui.exchange.report.parts import Field


def fields_of(library: Library, record: Record) -> dict[str, Field]:
    disputes = disagreements_among(record.claims)
    fields = record_fields(library, record, Apparatus(record, SourceList(library)), disputes)
    return {field.label: field for field in fields}


def ranked(record: Record, claim_id: str, rank: Rank) -> Record:
    def changed(claim: Claim) -> Claim:
        return msgspec.structs.replace(claim, rank=rank) if claim.id == claim_id else claim

    return msgspec.structs.replace(record, claims=tuple(map(changed, record.claims)))


def test_each_value_has_its_sources_and_a_date_its_edtf(library: Library) -> None:
    fields = fields_of(library, library.records["nickel-plant"])
    assert list(fields) == ["Date", "Value", "Parties"]
    assert fields["Date"].lines[0].text == "2004, as of"
    assert fields["Date"].lines[0].aside == "EDTF 2004"
    assert fields["Parties"].lines[0].text == "Visitor: Xi Jinping, President of China"
    assert fields["Parties"].lines[0].sources == (1, 2)


def test_a_value_in_dispute_says_so(library: Library) -> None:
    lines = fields_of(library, library.records["nickel-plant"])["Value"].lines
    assert [line.aside for line in lines] == ["sources disagree", "sources disagree"]


def test_a_missing_date_is_said(library: Library) -> None:
    fields = fields_of(library, library.records["bare"])
    assert fields["Date"].lines[0].text == "No source gives a date."


def test_a_preferred_value_stands_alone(library: Library) -> None:
    record = ranked(library.records["nickel-plant"], "amount", Rank.PREFERRED)
    lines = fields_of(library, record)["Value"].lines
    assert [line.text for line in lines] == ["US$500 million planned"]


def test_a_value_set_aside_is_no_field(library: Library) -> None:
    record = ranked(library.records["nickel-plant"], "amount", Rank.DEPRECATED)
    lines = fields_of(library, record)["Value"].lines
    assert [line.text for line in lines] == ["US$600 million planned"]


def test_a_very_long_field_says_how_much_it_leaves_out(library: Library) -> None:
    record = library.records["nickel-plant"]
    parties = tuple(
        msgspec.structs.replace(record.claims[4], id=f"p{number}") for number in range(30)
    )
    lines = fields_of(library, msgspec.structs.replace(record, claims=parties))["Parties"].lines
    assert len(lines) == 13
    assert lines[-1].text == "and 18 more under “What the sources say”"
