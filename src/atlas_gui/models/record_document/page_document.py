"""The document of a page, which knows its colours and where in it words stand."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from PySide6.QtGui import QFont, QTextDocument

from atlas_gui.models.record_document.shown_text import units
from atlas_gui.models.record_document.writer import Palette
from atlas_gui.search.folding import fold
from atlas_gui.search.terms import Term, matches_in

_MARGIN = 18.0


class Stretch(NamedTuple):
    """A stretch of a document from `start` up to, not including, `end`, counted as Qt counts.

    Qt counts UTF-16 units: a rare Chinese character or an emoji is two of them.
    """

    start: int
    end: int


class _Paragraph(NamedTuple):
    start: int
    text: str
    folded: str


class PageDocument(QTextDocument):
    """A page, written once and only read from then on."""

    def __init__(self, palette: Palette, font: QFont) -> None:
        super().__init__()
        self.palette = palette
        self.setDefaultFont(font)
        self.setDocumentMargin(_MARGIN)
        self.setUndoRedoEnabled(False)

    def places_of(self, terms: Sequence[Term]) -> list[Stretch]:
        """Every place of the page where a term stands, from top to bottom."""
        return [
            place
            for paragraph in self._paragraphs
            # Telling most paragraphs apart from those worth taking to pieces.
            if any(all(word in paragraph.folded for word in term.tokens) for term in terms)
            for place in _places_in(paragraph, terms)
        ]

    @cached_property
    def _paragraphs(self) -> list[_Paragraph]:
        found, block = [], self.begin()
        while block.isValid():
            text = block.text()
            found.append(_Paragraph(block.position(), text, fold(text)))
            block = block.next()
        return found


def _places_in(paragraph: _Paragraph, terms: Sequence[Term]) -> Iterator[Stretch]:
    text = paragraph.text
    for match in matches_in(text, terms):
        start = paragraph.start + units(text[: match.start])
        yield Stretch(start, start + units(text[match.start : match.end]))
