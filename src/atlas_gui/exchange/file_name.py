"""File names that every system accepts."""

import re
import unicodedata

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.record import Record
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _

_MAX_LENGTH = 100
# What most file systems hold in a name, less the suffix and a number to tell two apart.
_MAX_BYTES = 200
_UNSAFE = re.compile(r"[^a-z0-9-]+")
_FORBIDDEN = re.compile(r'[\\/:*?"<>|]+')
_FIELD = re.compile(r"\{([^{}]*)\}")
# Windows takes these for devices, whatever the suffix.
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)
DEFAULT_PATTERN = "{id}"
PATTERN_FIELDS = ("id", "title", "date", "year", "pair", "kind", "number")


def pdf_file_name(record: Record) -> str:
    """The name under which a record's PDF is saved unless the reader chooses another.

    Built from the identifier, so that it stays the same when a title is reworded.
    """
    return f"{safe_stem(record.id)}.pdf"


def safe_stem(text: str) -> str:
    """`text` as the stem of a file name: lower-case letters, digits and hyphens, never empty.

    >>> safe_stem("hu-jintao-visits-cuba-2004"), safe_stem("con"), safe_stem("../á")
    ('hu-jintao-visits-cuba-2004', 'record-con', 'record')
    """
    stem = _UNSAFE.sub("-", text.lower())[:_MAX_LENGTH].strip("-")
    if not stem:
        return "record"
    return f"record-{stem}" if _DEVICES.fullmatch(stem) else stem


def safe_name(text: str) -> str:
    """`text` as the stem of a file name in any script: nothing that is part of a path, never empty.

    >>> safe_name("A/B: “C”?"), safe_name(" .. "), safe_name("CON.x")
    ('A-B- “C”-', 'record', 'record-CON.x')
    """
    visible = "".join(c for c in unicodedata.normalize("NFC", text) if c.isprintable() or c == " ")
    name = " ".join(_FORBIDDEN.sub("-", visible).split())
    name = name.encode("utf-8", "ignore")[:_MAX_BYTES].decode("utf-8", "ignore").strip(" .")
    if not name.strip("-"):
        return "record"
    return f"record-{name}" if _DEVICES.fullmatch(name.partition(".")[0].strip()) else name


def check_pattern(pattern: str) -> None:
    """Raise AtlasError if a pattern for names has a field that there is not, or no field at all."""
    fields = _FIELD.findall(pattern)
    known = ", ".join(f"{{{name}}}" for name in PATTERN_FIELDS)
    for field in fields:
        if field not in PATTERN_FIELDS:
            raise AtlasError(
                _("A name can hold {known}; “{field}” is none of them.").format(
                    known=known, field=field
                )
            )
    if not fields or "{" in _FIELD.sub("", pattern) or "}" in _FIELD.sub("", pattern):
        raise AtlasError(
            _("“{pattern}” would name all files alike. Put in one of {known}.").format(
                pattern=pattern, known=known
            )
        )


def name_by(pattern: str, entry: Entry, number: int) -> str:
    """The stem of a record's file by a checked pattern; `number` is its place in the list, from 1."""
    values = {
        "id": entry.id,
        "title": entry.title,
        "date": entry.date.text if entry.date else "",
        "year": entry.year,
        "pair": entry.pairs[0].id if entry.pairs else "",
        "kind": label(entry.kind) if entry.kind else "",
        "number": f"{number:04d}",
    }
    return safe_name(_FIELD.sub(lambda field: values[field[1]], pattern))
