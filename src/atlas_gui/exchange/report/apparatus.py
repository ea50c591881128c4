"""Numbers for sources and notes: who says what, counted once however often it is cited."""

from collections.abc import Iterable, Iterator

from atlas_gui.domain.citation import citation_after_address, citation_before_address
from atlas_gui.domain.claim_words import passage_in_words
from atlas_gui.domain.claims import Claim, Evidence
from atlas_gui.domain.entities import Source
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.exchange.display_text import display_text, one_line
from atlas_gui.exchange.report.parts import Note, SourceLine
from atlas_gui.i18n import _


class SourceList:
    """The sources of a document, numbered from 1 in the order in which they are first cited."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._numbers: dict[str, int] = {}

    def number(self, identifier: str) -> int:
        """The number of a source; a source that was not cited yet gets the next one."""
        return self._numbers.setdefault(identifier, len(self._numbers) + 1)

    def short_title(self, identifier: str) -> str:
        """What a source is called in passing; its identifier if the library lacks it."""
        source = self._library.sources.get(identifier)
        return one_line(source.short_title if source else identifier)

    def lines(self) -> tuple[SourceLine, ...]:
        """Every source that was cited, with its citation."""
        return tuple(self._line(number, id_) for id_, number in self._numbers.items())

    def _line(self, number: int, identifier: str) -> SourceLine:
        source = self._library.sources.get(identifier)
        if source is None:
            missing = _("{source}: not in this library.").format(source=identifier)
            return SourceLine(number, one_line(missing), "", "", ())
        csl = source.csl
        return SourceLine(
            number,
            one_line(citation_before_address(csl)),
            csl.url or "",
            one_line(citation_after_address(csl)),
            tuple(display_text(remark) for remark in _remarks(source)),
        )


class Apparatus:
    """The passages of one record, numbered from 0 as the template finds them; its sources in `sources`."""

    def __init__(self, record: Record, sources: SourceList) -> None:
        self._sources = sources
        for claim in record.claims:
            for passage in claim.evidence:
                sources.number(passage.source)
        found = dict.fromkeys(note for claim in record.claims for note in self._notes(claim))
        self.notes = tuple(found)
        self._places = {note: place for place, note in enumerate(self.notes)}

    def sources_of(self, claims: Iterable[Claim]) -> tuple[int, ...]:
        """The numbers of the sources that claims rest on, ascending."""
        cited = {passage.source for claim in claims for passage in claim.evidence}
        return tuple(sorted(map(self._sources.number, cited)))

    def titles_of(self, claim: Claim) -> Iterator[tuple[int, str]]:
        """The sources of a claim, each with its number and its short title."""
        cited = {passage.source for passage in claim.evidence}
        for identifier in sorted(cited, key=self._sources.number):
            yield self._sources.number(identifier), self._sources.short_title(identifier)

    def number_of(self, passage: Evidence) -> int:
        """The number of a passage's source."""
        return self._sources.number(passage.source)

    def place_of(self, passage: Evidence) -> int:
        """The place of a passage in `notes`; KeyError if no claim of the record rests on it."""
        return self._places[self._note(passage)]

    def notes_of(self, claim: Claim) -> tuple[int, ...]:
        """The places of a claim's passages in `notes`."""
        return tuple(dict.fromkeys(self._places[note] for note in self._notes(claim)))

    def _notes(self, claim: Claim) -> Iterator[Note]:
        return map(self._note, claim.evidence)

    def _note(self, passage: Evidence) -> Note:
        return Note(self.number_of(passage), display_text(passage_in_words(passage)))


def _remarks(source: Source) -> Iterator[str]:
    kind = _("{kind}.").format(kind=label(source.kind))
    yield f"{kind} {source.note}" if source.note else kind
    if source.damage:
        yield _("Damaged text: {damage}").format(damage=" ".join(source.damage))
