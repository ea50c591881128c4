"""Reads lists of references in BibTeX and biblatex."""

import logging
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading.encoding import (
    decoded_chunks,
    find_encoding,
    has_kept_bytes,
    visible,
)
from atlas_gui.exchange.importing.reading.file_bytes import opened_bytes
from atlas_gui.exchange.importing.reading.limits import CELL_SIGNS, REFERENCES_BYTES
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.reading.opened_table import OpenedTable
from atlas_gui.exchange.importing.reading.references import (
    Reference,
    iso_of,
    keywords_of,
    month_of,
    reference_table,
)
from atlas_gui.exchange.importing.reading.tex import plain_text
from atlas_gui.exchange.importing.rows import Cell, FileWishes
from atlas_gui.i18n import _
from atlas_gui.progress import Progress

_TYPES: Final = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "collection": "book",
    "proceedings": "book",
    "booklet": "pamphlet",
    "inbook": "chapter",
    "incollection": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "manual": "report",
    "techreport": "report",
    "report": "report",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "patent": "patent",
    "dataset": "dataset",
    "legislation": "legislation",
    "jurisdiction": "legal_case",
    "letter": "personal_communication",
    "periodical": "periodical",
    "software": "software",
    "standard": "standard",
    "misc": "document",
}
# Fields by the column they belong to, the first that is there before the others.
_FIELDS: Final = {
    "title": ("title",),
    "container-title": ("journal", "journaltitle", "booktitle"),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher-place": ("address", "location"),
    "event-place": ("venue",),
    "DOI": ("doi",),
    "URL": ("url",),
    "abstract": ("abstract",),
    "language": ("language", "langid"),
    "note": ("note",),
    "number": ("number",),
    "accessed": ("urldate",),
    "volume": ("volume",),
    "issue": ("issue",),
    "page": ("pages",),
    "edition": ("edition",),
    "collection-title": ("series",),
    "genre": ("type",),
    "ISBN": ("isbn",),
    "ISSN": ("issn",),
    "title-short": ("shorttitle",),
}
_NAMES: Final = ("author", "editor", "translator")
_KEYWORDS: Final = ("keywords", "keyword")
_VERBATIM: Final = frozenset({"url", "doi", "file", "eprint", "urldate", "date"})
_ESCAPED = re.compile(r"\\([&%$#_{}~])")
# Parts of a value that # joins: in quotes, in braces, or a number or the name of a @string.
_MOST_PARTS: Final = 1_000
# Where the parser begins anew even if what is before has no end; and signs parsed at a time.
_BLOCK_START = re.compile(r"^@\w+[ \t]*[{(]", re.MULTILINE)
_PORTION: Final = 1 << 18
# What has no other entry for so long, has lost its end; to go through it would take minutes.
_LONGEST_PORTION: Final = 4 * CELL_SIGNS


def open_bibtex(path: Path, wishes: FileWishes, noted: Noted, progress: Progress) -> OpenedTable:
    """Read all entries. Raises AtlasError if there is none."""
    encoding = find_encoding(path, wishes.encoding, REFERENCES_BYTES, noted, progress)
    with opened_bytes(path, REFERENCES_BYTES) as file:
        file.read(encoding.mark_length)
        text = "".join(decoded_chunks(file, encoding.name))
    if has_kept_bytes(text):
        text = visible(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "␀")
    references = list(_references(path, text, noted, progress))
    used = FileWishes(format="bibtex", encoding=encoding.wish)
    return reference_table(path, used, references, noted)


def _references(path: Path, text: str, noted: Noted, progress: Progress) -> Iterator[Reference]:
    from bibtexparser.model import Entry, ParsingFailedBlock

    blocks = _blocks(path, text, noted, progress)
    strings = _strings(blocks)
    keys: set[str] = set()
    for line, block in blocks:
        # Two fields by one name make an entry all the same; so do two entries by one key.
        entry = block.ignore_error_block if isinstance(block, ParsingFailedBlock) else block
        if isinstance(entry, Entry):
            if entry.key.lower() in keys:
                noted.add(
                    "key-twice",
                    Outcome.NOTE,
                    _("Another entry has this key as well; both were read."),
                    row=line,
                    column="id",
                    value=entry.key,
                )
            keys.add(entry.key.lower())
            yield Reference(line, _cells(entry, strings, line, noted))
        elif isinstance(block, ParsingFailedBlock) and entry is None:
            _note_broken(noted, line, block.raw or "")


def _note_broken(noted: Noted, line: int, text: str) -> None:
    noted.add(
        "broken-entry",
        Outcome.REFUSED,
        _("The entry cannot be read; look at its braces, quotes and commas."),
        row=line,
        value=text[:400],
    )


def _strings(blocks: Sequence[tuple[int, Any]]) -> Mapping[str, str]:
    from bibtexparser.model import String

    return {
        block.key.lower(): _value(block.value, {})[:CELL_SIGNS]
        for _line, block in blocks
        if isinstance(block, String)
    }


def _blocks(path: Path, text: str, noted: Noted, progress: Progress) -> Sequence[tuple[int, Any]]:
    """What the file consists of, in its order, each with the line it begins on."""
    from bibtexparser.entrypoint import parse_string

    found: list[tuple[int, Any]] = []
    before = 0
    try:
        with _silent():
            for done, portion in _portions(text):
                progress(done, len(text))
                if len(portion) > _LONGEST_PORTION:
                    _note_broken(noted, before + 1, portion)
                    before += portion.count("\n")
                    continue
                blocks = parse_string(portion, parse_stack=[]).blocks
                found += ((before + (block.start_line or 0) + 1, block) for block in blocks)
                before += portion.count("\n")
    except (RecursionError, ValueError, LookupError, AttributeError, TypeError) as error:
        raise _damaged(path, error) from error
    except Exception as error:
        # Its own errors have a base that says no more than that.
        if type(error).__module__.startswith("bibtexparser"):
            raise _damaged(path, error) from error
        raise
    return found


def _portions(text: str) -> Iterator[tuple[int, str]]:
    """The text in portions that begin where an entry does, with how much went before."""
    begun = 0
    while begun < len(text):
        start = _BLOCK_START.search(text, begun + _PORTION)
        end = start.start() if start else len(text)
        yield begun, text[begun:end]
        begun = end


def _damaged(path: Path, error: Exception) -> AtlasError:
    return AtlasError(
        _("“{path}” cannot be read as BibTeX. Look at its braces, or fetch it once more.").format(
            path=path
        ),
        repr(error),
    )


@contextmanager
def _silent() -> Iterator[None]:
    """Without what the parser logs of broken entries: a finding says it in the reader's words."""
    logger = logging.getLogger("bibtexparser")
    before, logger.disabled = logger.disabled, True
    children = [
        logging.getLogger(name)
        for name in ("bibtexparser.splitter", "bibtexparser.library", "bibtexparser.entrypoint")
    ]
    were = [child.disabled for child in children]
    for child in children:
        child.disabled = True
    try:
        yield
    finally:
        logger.disabled = before
        for child, was in zip(children, were, strict=True):
            child.disabled = was


def _cells(entry: Any, strings: Mapping[str, str], line: int, noted: Noted) -> dict[str, Cell]:
    """The cells of an entry; a field that has no column of its own stands under its name."""
    left = _fields(entry, strings, line, noted)
    kind = entry.entry_type.lower()
    cells: dict[str, Cell] = {"id": entry.key.strip() or None, "type": _TYPES.get(kind, "document")}
    if kind not in _TYPES:
        cells["bibtex:type"] = kind
    for name in _NAMES:
        if name in left:
            cells[name] = _names(left.pop(name))
    for name in _KEYWORDS:
        if name in left and "keyword" not in cells:
            cells["keyword"] = keywords_of(plain_text(left.pop(name)))
    _take_date(left, cells)
    for column, names in _FIELDS.items():
        name = next((name for name in names if name in left), "")
        if name:
            cells[column] = _plain(name, left.pop(name))
    made = left.get("howpublished", "")
    if made and not re.search(r"\\url|https?:", made) and "container-title" not in cells:
        cells["container-title"] = plain_text(left.pop("howpublished"))
    cells |= {
        name if name not in cells else f"bibtex:{name}": _plain(name, value)
        for name, value in left.items()
    }
    return {name: cell for name, cell in cells.items() if cell}


def _fields(entry: Any, strings: Mapping[str, str], line: int, noted: Noted) -> dict[str, str]:
    """The fields that hold anything, by their names in small letters."""
    left: dict[str, str] = {}
    for field in entry.fields:
        name = field.key.strip().lower()
        value = _value(field.value, strings)
        if len(value) > CELL_SIGNS:
            _note_left_out(noted, line, name, value, _("The field has too many signs."))
        elif name in left:
            _note_left_out(noted, line, name, value, _("The entry has this field twice."))
        elif value.strip() and name:
            left[name] = value
    return left


def _note_left_out(noted: Noted, line: int, name: str, value: str, reason: str) -> None:
    noted.add("field-left-out", Outcome.LEFT_OUT, reason, row=line, column=name, value=value)


def _plain(name: str, value: str) -> str:
    if name in _VERBATIM:
        return _ESCAPED.sub(r"\1", value).strip()
    return plain_text(value)


def _take_date(left: dict[str, str], cells: dict[str, Cell]) -> None:
    """The date of biblatex, else year, month and day of BibTeX; what it does not say again is left."""
    if "date" in left:
        cells["issued"] = left.pop("date").strip()
        if str(cells["issued"]).startswith(left.get("year", "").strip()):
            left.pop("year", None)
        return
    year = plain_text(left.get("year", ""))
    if not year:
        return
    month = month_of(left.get("month", ""))
    parts = [year] + ([month] if month else [])
    day = left.get("day", "").strip()
    if month and day.isdecimal():
        parts.append(left.pop("day"))
    cells["issued"] = iso_of(parts) if year.lstrip("-").isdecimal() else year
    del left["year"]
    if month and str(cells["issued"]) != year:
        del left["month"]


def _names(value: str) -> Cell:
    """Names parted by “and”, but not by one that stands in braces."""
    names, depth, begun = [], 0, 0
    for found in re.finditer(r"(?<!\\)[{}]|(?<=\s)and(?=\s)", value):
        if found[0] == "{":
            depth += 1
        elif found[0] == "}":
            depth -= 1
        elif depth == 0:
            names.append(value[begun : found.start()])
            begun = found.end()
    plain = (plain_text(name) for name in (*names, value[begun:]))
    return [name for name in plain if name]


def _value(raw: str, strings: Mapping[str, str]) -> str:
    """What a field holds, its parts joined, without the braces or quotes round each."""
    parts, begun, depth, quoted, count = [], 0, 0, False, 0
    for found in re.finditer(r'(?<!\\)[{}"#]', raw):
        sign = found[0]
        if sign == "{":
            depth += 1
        elif sign == "}":
            depth -= 1
        elif sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == "#" and depth == 0 and not quoted and count < _MOST_PARTS:
            parts.append(raw[begun : found.start()])
            begun, count = found.end(), count + 1
    return "".join(_part(part.strip(), strings) for part in (*parts, raw[begun:]))


def _part(part: str, strings: Mapping[str, str]) -> str:
    if len(part) > 1 and (part[0], part[-1]) in (("{", "}"), ('"', '"')):
        return part[1:-1]
    return strings.get(part.lower(), part)
