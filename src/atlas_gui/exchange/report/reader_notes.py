"""What the reader keeps about a record, as a part of its document: only where they ask for it."""

from atlas_gui.domain.notebook import Entry
from atlas_gui.exchange.display_text import display_text, one_line
from atlas_gui.exchange.report.parts import ReaderNotes


def reader_notes(kept: Entry | None) -> ReaderNotes | None:
    """Star, tags and note; None where none of them is kept."""
    if kept is None or not (kept.starred or kept.tags or kept.note):
        return None
    return ReaderNotes(
        starred=kept.starred,
        tags=", ".join(map(one_line, kept.tags)),
        paragraphs=tuple(
            tuple(lines)
            for paragraph in kept.note.split("\n\n")
            if (lines := [display_text(line) for line in paragraph.split("\n") if line.strip()])
        ),
    )
