"""What a sheet is made from, taken from the timeline as it is at that moment."""

from collections.abc import Mapping

from msgspec import Struct
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication

from atlas_gui.exchange.export_date import export_date
from atlas_gui.search.reading import Reading
from atlas_gui.timeline.scene import days_of
from atlas_gui.timeline.span import fit
from atlas_gui.timeline.words import Subject, Teller
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.timeline_export.sheet import Sheet, SheetContent
from atlas_gui.ui.timeline_export.words import SheetWords, file_stem, sheet_words

# Arrows and question marks reach out of the time that their marks have.
_ROOM_FOR_ENDS = 0.06
_MOST_LISTED = 500


class Draft(Struct, frozen=True):
    """A sheet without its titles; `tell` reads the record of a row.

    `rows` are the first of the `total` records on it by time, as many as a list may have. `stem` is
    the name suggested for its file, without a suffix.
    """

    content: SheetContent
    width: int
    font: QFont
    rows: list[int]
    total: int
    tell: Teller
    stem: str

    @property
    def words(self) -> SheetWords:
        """What is said around the lanes."""
        return self.content.words

    def sheet(self, titles: Mapping[int, Subject]) -> Sheet:
        """The page with these titles beside its marks."""
        return Sheet(self.content, self.width, self.font, titles)


def draft_of(reading: Reading, timeline: TimelineView, width: int, *, whole: bool) -> Draft | None:
    """The time shown, or the `whole` of what was found; None where nothing has a date."""
    content = timeline.content
    extent = content.marks.extent() if content is not None else None
    if content is None or extent is None:
        return None
    named = extent if whole else timeline.span()
    shown = fit([extent], _ROOM_FOR_ENDS) if whole else None
    words = sheet_words(reading, content, named, export_date())
    return Draft(
        content=SheetContent(content.marks, content.folded, shown or named, words),
        width=width,
        font=QApplication.font(),
        rows=content.marks.rows_within(*days_of(named), _MOST_LISTED),
        total=content.marks.records_within(*days_of(named)),
        tell=content.tell,
        stem=file_stem(reading.library, named),
    )
