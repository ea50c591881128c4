"""Tells what a file is by what is in it; its name decides only where the content leaves a choice."""

import gzip
import io
import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.reading.file_bytes import GZIP_MARK, head_of
from atlas_gui.exchange.importing.reading.limits import HEAD_BYTES
from atlas_gui.i18n import _, mark

LIBRARY: Final = "library"
PDF: Final = "pdf"

_SUFFIXES: Final = {
    ".csv": "csv",
    ".tsv": "csv",
    ".tab": "csv",
    ".txt": "csv",
    ".psv": "csv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".xltx": "xlsx",
    ".json": "json",
    ".geojson": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".ris": "ris",
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".csljson": "csl-json",
    ".pdf": PDF,
}
# What each format is called in a sentence.
CALLED: Final = {
    "csv": mark("a table as text (CSV)"),
    "xlsx": mark("an Excel workbook"),
    "json": mark("JSON"),
    "jsonl": mark("JSON Lines"),
    "ris": mark("a list of references (RIS)"),
    "bibtex": mark("a list of references (BibTeX)"),
    "csl-json": mark("a list of references (CSL-JSON)"),
    LIBRARY: mark("an Atlas library"),
    PDF: mark("a PDF"),
}
_SAVE_AS_XLSX: Final = mark("Open it in the program it comes from, and save it as .xlsx or CSV.")
_NO_TABLE: Final = mark("Choose a table, a list of references or JSON.")
# How a file begins that is nothing Atlas takes rows from.
_MARKS: Final = (
    (b"SQLite format 3\0", mark("an SQLite database"), mark("Export its table as CSV.")),
    (b"\x89PNG\r\n\x1a\n", mark("an image"), _NO_TABLE),
    (b"\xff\xd8\xff", mark("an image"), _NO_TABLE),
    (b"GIF8", mark("an image"), _NO_TABLE),
    (b"II*\0", mark("an image"), _NO_TABLE),
    (b"MM\0*", mark("an image"), _NO_TABLE),
    (b"{\\rtf", mark("a text document (RTF)"), _SAVE_AS_XLSX),
    (b"Rar!\x1a\x07", mark("an archive"), mark("Unpack it, and choose a file from it.")),
    (b"7z\xbc\xaf\x27\x1c", mark("an archive"), mark("Unpack it, and choose a file from it.")),
    (b"\xfd7zXZ\0", mark("a packed file"), mark("Unpack it first.")),
    (b"BZh", mark("a packed file"), mark("Unpack it first.")),
    (b"\x28\xb5\x2f\xfd", mark("a packed file"), mark("Unpack it first.")),
    (b"PAR1", mark("a Parquet file"), mark("Save it as CSV or JSON Lines.")),
    (b"ARROW1", mark("an Arrow file"), mark("Save it as CSV or JSON Lines.")),
    (b"\x7fELF", mark("a program"), _NO_TABLE),
    (b"MZ\x90\0", mark("a program"), _NO_TABLE),
)
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_IN_ZIP: Final = (
    ("xl/workbook.bin", mark("a binary Excel workbook (.xlsb)"), _SAVE_AS_XLSX),
    ("word/document.xml", mark("a Word document"), _SAVE_AS_XLSX),
    ("ppt/presentation.xml", mark("a presentation"), _NO_TABLE),
    ("Index/Document.iwa", mark("a Numbers or Pages document"), _SAVE_AS_XLSX),
    ("content.xml", mark("an OpenDocument file (.ods, .odt)"), _SAVE_AS_XLSX),
    ("META-INF/container.xml", mark("an electronic book"), _NO_TABLE),
)
_BYTE_ORDER_MARKS: Final = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_LIBRARY: Final = re.compile(
    r'\{\s*"(?:meta|countries|organisations|people|sources|records)"\s*:\s*\{\s*"\d+"\s*:\s*\{'
)
_CSL_TYPE: Final = re.compile(
    r'"type"\s*:\s*"(?:article|bill|book|broadcast|chapter|classic|collection|dataset|document|entry'
    r"|event|figure|graphic|hearing|interview|legal_case|legislation|manuscript|map|motion_picture"
    r"|musical_score|pamphlet|paper-conference|patent|performance|periodical|personal_communication"
    r"|post|post-weblog|regulation|report|review|review-book|software|song|speech|standard|thesis"
    r'|treaty|webpage|article-journal|article-magazine|article-newspaper)"'
)
_CSL_FIELD: Final = re.compile(
    r'"(?:date-parts|family|container-title|publisher-place|citation-key|issued)"\s*:\s*[\[{"]'
)
_RIS: Final = re.compile(r"\s*(?:\d+\.\s*)?TY  ?- ?\S")
_BIBTEX: Final = re.compile(
    r"^[ \t]*@[A-Za-z]+[ \t]*[{(][ \t]*[^\s,{}()\"]*[ \t]*(?:,|=|\s*$)|^[ \t]*@(?:comment|preamble)"
    r"[ \t]*[{(]",
    re.MULTILINE | re.IGNORECASE,
)
_HTML: Final = re.compile(r"\s*<(?:!doctype\s+html|html|head|body|table|div|meta)\b", re.IGNORECASE)
_HIGH_NULS: Final = 0.3


def format_of(path: Path) -> str:
    """One of `rows.FORMATS`, "library" for a library of Atlas, or "pdf".

    Raises AtlasError for what cannot be read and for what is nothing that Atlas takes rows from;
    the sentence says what it is and what to do.
    """
    head = head_of(path)
    if not head.strip():
        raise AtlasError(_("“{path}” is empty. Choose another file.").format(path=path))
    named = named_format(path)
    if head.startswith(GZIP_MARK):
        head = _unpacked_head(path, head)
    _refuse_what_is_none(path, head, named)
    if b"%PDF-" in head[:1_024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return "xlsx"
    return _of_text(_text_of(head), named)


def named_format(path: Path) -> str | None:
    """What the name of a file says that it is, `.gz` left aside; None if it says nothing."""
    name = path.name.lower().removesuffix(".gz")
    if name.endswith(".csl.json"):
        return "csl-json"
    return _SUFFIXES.get(Path(name).suffix)


def agree(named: str, found: str) -> bool:
    """Whether a name that says `named` is no wrong name for what is `found`."""
    if {named, found} <= {"json", "jsonl", "csl-json", LIBRARY}:
        return named != "jsonl" or found == "jsonl"
    return named == found


def _of_text(text: str, named: str | None) -> str:
    """The format of a text by its beginning."""
    start = text.lstrip()
    if start[:1] in ("{", "["):
        found = _json_format(start, named)
        if found:
            return found
    if _RIS.match(text):
        return "ris"
    if named == "ris" and re.search(r"^TY  ?-", text, re.MULTILINE):
        return "ris"
    if _BIBTEX.search(text):
        return "bibtex"
    return "csv"


def _json_format(start: str, named: str | None) -> str | None:
    if _LIBRARY.match(start):
        return LIBRARY
    line, _end, more = start.partition("\n")
    line = line.rstrip()
    # A list of columns may stand in brackets: [id],[name].
    if not re.match(r'(?:\{\s*(?:"|\}|$))|(?:\[\s*(?:[\[{"\d\-\]tfn]|$))', start):
        return None if named == "csv" else named
    if re.match(r"\[[^\]\"]*\]\s*[,;\t]", line) and named in ("csv", None):
        return None
    if named == "jsonl" or (line.startswith("{") and line.endswith("}") and more.strip()):
        return "jsonl"
    if named == "csl-json" or (_CSL_TYPE.search(start) and _CSL_FIELD.search(start)):
        return "csl-json"
    return "json"


def _unpacked_head(path: Path, head: bytes) -> bytes:
    """How the content of a gzipped file begins."""
    try:
        # What follows the head is missing, so that the end is, too.
        unpacked = zlib.decompressobj(wbits=31).decompress(head, HEAD_BYTES)
    except (zlib.error, gzip.BadGzipFile) as error:
        raise AtlasError(
            _("“{path}” is damaged: it cannot be unpacked. Fetch it once more.").format(path=path),
            str(error),
        ) from error
    if not unpacked.strip():
        raise AtlasError(_("“{path}” is empty. Choose another file.").format(path=path))
    if unpacked.startswith((b"PK\x03\x04", GZIP_MARK, b"%PDF-", _OLD_OFFICE)):
        raise AtlasError(
            _(
                "“{path}” is packed, and not a text inside. Unpack it, and choose what was in it."
            ).format(path=path)
        )
    return unpacked


def _refuse_what_is_none(path: Path, head: bytes, named: str | None) -> None:
    """Raise AtlasError for what Atlas takes no rows from."""
    for beginning, what, advice in _MARKS:
        if head.startswith(beginning):
            raise _refusal(path, _(what), _(advice))
    if head.startswith(_OLD_OFFICE):
        if _ENCRYPTED in head_of(path, 1 << 22):
            raise _refusal(
                path,
                _("a workbook or document protected by a password"),
                _("Open it in Excel, and save it without the password."),
            )
        raise _refusal(path, _("an old Excel or Word file (.xls, .doc)"), _(_SAVE_AS_XLSX))
    if head.startswith(b"PK"):
        _refuse_other_archives(path)
        return
    if b"%PDF-" in head[:1_024]:
        return
    text = _text_of(head)
    if _HTML.match(text):
        raise _refusal(path, _("a web page (HTML)"), _(_SAVE_AS_XLSX))
    if text.lstrip().startswith(("<?xml", "<!--", "<!DOCTYPE")):
        raise _refusal(path, "XML", _("Save it as CSV, .xlsx or JSON."))
    if text.count("\0") > max(8, len(text) * _HIGH_NULS) and named != "csv":
        raise _refusal(path, _("no text, and no workbook either"), _(_NO_TABLE))


def _refuse_other_archives(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise AtlasError(
            _(
                "“{path}” is a workbook or an archive that is damaged or cut off. Fetch it once more,"
                " or open it in Excel and save it anew."
            ).format(path=path),
            str(error),
        ) from error
    if names & {"xl/workbook.xml", "_rels/.rels"} and not any(n in names for n, *_rest in _IN_ZIP):
        return
    for name, what, advice in _IN_ZIP:
        if name in names:
            raise _refusal(path, _(what), _(advice))
    raise _refusal(path, _("an archive"), _("Unpack it, and choose a file from it."))


def _refusal(path: Path, what: str, advice: str) -> AtlasError:
    return AtlasError(
        _("“{path}” is {what}, from which Atlas takes no rows. {advice}").format(
            path=path, what=what, advice=advice
        )
    )


def _text_of(head: bytes) -> str:
    """A beginning as text good enough to tell formats apart, whatever its encoding."""
    for beginning, encoding in _BYTE_ORDER_MARKS:
        if head.startswith(beginning):
            return head[len(beginning) :].decode(encoding, "replace")
    if head[1:2] == b"\0" and head[:1].isascii():
        return head.decode("utf-16-le", "replace")
    if head[:1] == b"\0" and head[1:2] != b"\0":
        return head.decode("utf-16-be", "replace")
    return io.BytesIO(head).getvalue().decode("utf-8", "replace")
