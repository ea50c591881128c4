"""A dossier set in type piece by piece and bound: memory stays that of one piece, however many records.

The records come first, so that the contents know their pages; then what closes the document, then
the front. Notes are numbered through, pages of the front i, ii, iii and all others 1, 2, 3.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from atlas_gui.exchange.pdf.binding import Bookmark, Piece, bind, piece_of
from atlas_gui.exchange.pdf.fonts import FontSet, fonts_for
from atlas_gui.exchange.pdf.typesetting import Made, report_text, typeset
from atlas_gui.exchange.report.document_parts import Report
from atlas_gui.exchange.report.dossier_parts import ContentsEntry, Dossier
from atlas_gui.exchange.report.options import Paper
from atlas_gui.exchange.report.parts import RecordPart, TitleLine
from atlas_gui.progress import Progress, untold

# So many rows of claims and notes are set at once, and so many records at most.
_ROWS_AT_ONCE: Final = 100
_RECORDS_AT_ONCE: Final = 40
# A longer list of contents would repeat the table of all records, which leads to each as well.
_MOST_IN_CONTENTS: Final = 60


def typeset_dossier(report: Report, paper: Paper, progress: Progress = untold) -> Made:
    """The dossier as one PDF; see `typeset`. `progress` counts the records that have been set.

    Raises ExportError, and what `progress` raises.
    """
    dossier = report.dossier
    if dossier is None:
        raise ValueError("a report of a single record is no dossier")
    setting = _Setting(report, dossier, paper, fonts_for(report_text(report)))
    bodies = []
    for records in _portions(report.records):
        progress(records[0].number - 1, len(report.records))
        bodies.append(setting.body(records))
    progress(len(report.records), len(report.records))
    back = setting.back()
    front = setting.front()
    bound = bind([front, *bodies, back], setting.bookmarks(), setting.words_of())
    return Made(bound, tuple(sorted(setting.missing)))


def _portions(records: Sequence[RecordPart]) -> Iterator[Sequence[RecordPart]]:
    """The records in portions that take about as long to set as one another."""
    portion: list[RecordPart] = []
    rows = 0
    for record in records:
        weight = len(record.claims) + len(record.notes)
        if portion and (rows + weight > _ROWS_AT_ONCE or len(portion) == _RECORDS_AT_ONCE):
            yield portion
            portion, rows = [], 0
        portion.append(record)
        rows += weight
    yield portion


class _Setting:
    """The pieces of one dossier as they are set, and the pages on which their parts begin."""

    def __init__(self, report: Report, dossier: Dossier, paper: Paper, fonts: FontSet) -> None:
        self._report = report
        self._dossier = dossier
        self._paper = paper
        self._fonts = fonts
        self._page = 1
        self._notes = 0
        self._pages: dict[str, int] = {}
        self.missing: set[str] = set()

    def body(self, records: Sequence[RecordPart]) -> Piece:
        """The next records."""
        dossier = replace(self._bare(), piece="body", numbering="1", notes_before=self._notes)
        self._notes += sum(len(record.notes) for record in records)
        report = replace(self._report, records=tuple(records), sources=(), dossier=dossier)
        return self._later(report, lifted=records[0].number > 1)

    def back(self) -> Piece:
        """Disagreements, sources, parties and imprint, behind the last record."""
        dossier = replace(
            self._bare(),
            piece="back",
            numbering="1",
            disputes=self._dossier.disputes,
            parties=self._dossier.parties,
        )
        return self._later(replace(self._report, records=(), dossier=dossier))

    def front(self) -> Piece:
        """Cover, contents, figure and table, with what lies inside the file."""
        dossier = replace(self._dossier, disputes=(), parties=(), contents=tuple(self._contents()))
        return self._set(replace(self._report, records=(), sources=(), dossier=dossier))

    def bookmarks(self) -> Iterator[Bookmark]:
        """The parts of the dossier, and below “Records” each of them."""
        records = tuple(
            Bookmark(_numbered(record), _target_of(record)) for record in self._report.records
        )
        for name, title in self._parts():
            yield Bookmark(title, name, records if name == "records" else ())

    def words_of(self) -> Callable[[str], str]:
        """What each target is, for one who hears of a link that leads there."""
        named = dict(self._parts())
        named.update((_target_of(record), _numbered(record)) for record in self._report.records)
        sources = self._report.words.sources
        # The rest are sources; their names end with their numbers.
        return lambda name: named.get(name) or f"{sources} [{name.rpartition('-')[2]}]"

    def _bare(self) -> Dossier:
        """What every piece needs to know of the dossier."""
        return replace(
            self._dossier,
            overview=None,
            table=(),
            disputes=(),
            parties=(),
            first_page=self._page,
        )

    def _later(self, report: Report, *, lifted: bool = False) -> Piece:
        """A piece behind the front: its targets are remembered with their pages."""
        piece = self._set(replace(report, attachment=b""), lifted=lifted)
        self._pages.update((name, at.page + self._page) for name, at in piece.places.items())
        self._page += piece.pages
        return piece

    def _set(self, report: Report, *, lifted: bool = False) -> Piece:
        made = typeset(report, self._paper, self._fonts)
        self.missing.update(made.missing)
        return piece_of(made.pdf, made.points, lifted=lifted)

    def _parts(self) -> Iterator[tuple[str, str]]:
        """The names and titles of the parts that there are, in order."""
        words, dossier = self._dossier.words, self._dossier
        yield "contents", words.contents
        if dossier.overview is not None:
            yield "overview", words.overview
        yield "all-records", words.all_records
        yield "records", words.records
        if dossier.disputes:
            yield "disagreements", words.disagreements
        yield "sources", self._report.words.sources
        yield "parties", words.parties
        yield "about", self._report.words.about

    def _contents(self) -> Iterator[ContentsEntry]:
        language = self._report.language
        listed = self._report.records if len(self._report.records) <= _MOST_IN_CONTENTS else ()
        for name, title in self._parts():
            if name == "contents":
                continue
            yield ContentsEntry(TitleLine(title, language), name, self._page_of(name), True)
            for record in listed if name == "records" else ():
                target = _target_of(record)
                yield ContentsEntry(record.title, target, self._page_of(target), False)

    def _page_of(self, name: str) -> str:
        """Where a target is; empty for those of the front, which knows its own pages."""
        return str(self._pages[name]) if name in self._pages else ""


def _numbered(record: RecordPart) -> str:
    return f"{record.number}. {record.title.text}"


def _target_of(record: RecordPart) -> str:
    return f"record-{record.number}"
