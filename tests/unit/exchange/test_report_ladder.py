"""The ladder says in words what it says by shape."""

import msgspec

from atlas_gui.domain.claims import Evidence, StatusClaim, StatusValue
from atlas_gui.domain.library import Library
from atlas_gui.domain.vocabulary import Step
from atlas_gui.exchange.report.apparatus import Apparatus, SourceList
from atlas_gui.exchange.report.ladder import record_ladder
from atlas_gui.exchange.report.parts import Ladder


def ladder_of(library: Library, record_id: str) -> Ladder:
    record = library.records[record_id]
    return record_ladder(record, Apparatus(record, SourceList(library)))


def test_a_rung_is_reached_implied_or_open(library: Library) -> None:
    ladder = ladder_of(library, "nickel-plant")
    assert [rung.state for rung in ladder.rungs] == [*["implied"] * 3, "reached", *["open"] * 3]
    assert [rung.note for rung in ladder.rungs[2:5]] == ["implied", "2004", "not reported"]


def test_the_alternative_text_tells_every_rung(library: Library) -> None:
    ladder = ladder_of(library, "nickel-plant")
    for rung in ladder.rungs:
        assert f"{rung.name}: {rung.note}" in ladder.alternative


def test_the_status_stands_in_words_with_its_source(library: Library) -> None:
    (line,) = ladder_of(library, "nickel-plant").words
    assert line.text == "Status: Signed, 2004"
    assert line.sources == (1,)


def test_a_record_without_a_status_says_so(library: Library) -> None:
    ladder = ladder_of(library, "bare")
    assert ladder.rungs == ()
    assert ladder.words[0].text == "No source says how far it got."


def test_what_stands_beside_the_ladder_is_told_too(library: Library) -> None:
    record = library.records["nickel-plant"]
    passage = (Evidence("wiki", "§ 2"),)
    stops = tuple(
        StatusClaim(step.value, passage, value=StatusValue(step, inferred_from="the context"))
        for step in (Step.SUSPENDED, Step.CANCELLED)
    )
    record = msgspec.structs.replace(record, claims=(*record.claims, *stops))
    lines = record_ladder(record, Apparatus(record, SourceList(library))).words
    assert [line.text for line in lines] == ["Status: Suspended", "Also: Cancelled"]
    assert lines[0].aside == "inferred: the context"
