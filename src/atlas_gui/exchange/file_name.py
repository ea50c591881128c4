"""File names that every system accepts."""

import re

from atlas_gui.domain.record import Record

_MAX_LENGTH = 100
_UNSAFE = re.compile(r"[^a-z0-9-]+")
# Windows takes these for devices, whatever the suffix.
_DEVICES = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])")


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
