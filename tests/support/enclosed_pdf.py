"""PDFs with records inside: as typst makes them, and by hand, as no honest program would."""

import zlib
from pathlib import Path

from atlas_gui.domain.library import Library
from atlas_gui.exchange.excerpt import ATTACHMENT_NAME, excerpt_bytes

_TEMPLATE = b"""\
#set document(title: "T", date: datetime(year: 2026, month: 11, day: 21))
#pdf.attach(
  sys.inputs.name, bytes(sys.inputs.content),
  relationship: "source", mime-type: "application/json", description: "The records as data",
)
= Records
#lorem(300)
"""


def pdf_of(library: Library, ids: list[str], name: str = ATTACHMENT_NAME) -> bytes:
    """An archival PDF with these records attached."""
    import typst

    inputs = {"name": name, "content": excerpt_bytes(library, ids).decode()}
    return typst.compile(_TEMPLATE, sys_inputs=inputs, pdf_standards=["a-3a", "ua-1"], format="pdf")


def save_pdf_of(library: Library, ids: list[str], path: Path) -> Path:
    """The same as a file."""
    path.write_bytes(pdf_of(library, ids))
    return path


def stream(content: bytes, entries: bytes = b"") -> bytes:
    """A stream object as it stands in a file."""
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), entries, content)


def packed(content: bytes) -> bytes:
    """A stream packed in the usual way."""
    return stream(zlib.compress(content), b"/Filter /FlateDecode")


def pdf_by_hand(objects: dict[int, bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, of which 1 is the catalogue, with a table that is right."""
    content = bytearray(b"%PDF-1.7\n")
    table = {}
    for number, body in objects.items():
        table[number] = len(content)
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(content)
    content += b"xref\n0 1\n0000000000 65535 f \n"
    for number, offset in table.items():
        content += b"%d 1\n%010d 00000 n \n" % (number, offset)
    size = max(objects) + 1
    content += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (
        size,
        trailer,
        start,
    )
    return bytes(content)


def pdf_attaching(
    attached: bytes,
    *,
    catalogue: bytes = b"/AF [4 0 R]",
    name: str = ATTACHMENT_NAME,
    more: dict[int, bytes] | None = None,
) -> bytes:
    """A PDF by hand with one stream, object 5, attached by file specification 4."""
    specification = f"<< /Type /Filespec /F ({name}) /UF ({name}) /EF << /F 5 0 R >> >>"
    objects = {
        1: b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalogue,
        2: b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        4: specification.encode(),
        5: attached,
    }
    return pdf_by_hand(objects | (more or {}))


def bomb(megabytes: int) -> bytes:
    """A packed stream that unpacks to so many megabytes of blanks."""
    packer = zlib.compressobj(9)
    block = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(b" " * 1_000_000) + packer.flush(zlib.Z_FULL_FLUSH)
    return stream(block + again * (megabytes - 1), b"/Filter /FlateDecode")
