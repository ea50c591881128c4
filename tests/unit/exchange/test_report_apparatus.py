"""Sources and notes are numbered once, in the order of their first appearance."""

from atlas_gui.domain.library import Library
from atlas_gui.exchange.report.apparatus import Apparatus, SourceList


def test_sources_count_from_one_and_say_what_they_are(library: Library) -> None:
    sources = SourceList(library)
    Apparatus(library.records["nickel-plant"], sources)
    first, second = sources.lines()
    assert (first.number, second.number) == (1, 2)
    assert first.before == "“China–Cuba relations”. No date given."
    assert first.url == "https://example.org/wiki"
    assert first.remarks == ("Encyclopedia. A note.", "Damaged text: A gap.")
    assert second.before == "Doe, Ana. “Two states sign”. 5 June 2019."


def test_sources_of_several_records_are_numbered_through_and_listed_once(library: Library) -> None:
    sources = SourceList(library)
    long = Apparatus(library.records["long"], sources)
    plant = Apparatus(library.records["nickel-plant"], sources)
    bare = Apparatus(library.records["bare"], sources)
    assert [line.number for line in sources.lines()] == [1, 2, 3]
    assert {note.source for note in long.notes} == {1}
    assert {note.source for note in plant.notes} == {1, 2}
    assert {note.source for note in bare.notes} == {3}


def test_a_passage_that_bears_on_several_claims_is_one_note(library: Library) -> None:
    record = library.records["nickel-plant"]
    apparatus = Apparatus(record, SourceList(library))
    assert [apparatus.notes_of(claim) for claim in record.claims] == [
        (0,),
        (0,),
        (0,),
        (1,),
        (0, 2),
    ]
    assert apparatus.notes[1].source == 2
    assert "low confidence" in apparatus.notes[1].text


def test_a_source_that_the_library_lacks_is_named(library: Library) -> None:
    record = library.records["bare"]
    sources = SourceList(library)
    apparatus = Apparatus(record, sources)
    assert sources.lines()[0].before == "lost: not in this library."
    assert list(apparatus.titles_of(record.claims[0])) == [(1, "lost")]
