"""Small PDFs for what shows and prints pages; no typesetting."""

import io
from collections.abc import Sequence
from pathlib import Path

from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

A4, LETTER = (595.0, 842.0), (612.0, 792.0)
RED, GREEN, BLUE, GREY = (1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0), (0.5, 0.5, 0.5)
Colour = tuple[float, float, float]


def sheets(*colours: Colour, size: tuple[float, float] = A4) -> bytes:
    """A document with a page of each colour."""
    writer = PdfWriter()
    for colour in colours:
        page = writer.add_blank_page(*size)
        fill = DecodedStreamObject()
        red, green, blue = colour
        fill.set_data(f"{red} {green} {blue} rg 0 0 {size[0]} {size[1]} re f".encode())
        page[NameObject("/Contents")] = writer._add_object(fill)
    return _bytes_of(writer)


def blank(pages: int) -> bytes:
    """A document of empty pages."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(*A4)
    return _bytes_of(writer)


def text_of(path: Path) -> str:
    """All that a document says, white space as one space."""
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def page_sizes(path: Path) -> Sequence[tuple[int, int]]:
    """Width and height of every page in points."""
    boxes = (page.mediabox for page in PdfReader(path).pages)
    return [(round(box.width), round(box.height)) for box in boxes]


def _bytes_of(writer: PdfWriter) -> bytes:
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
