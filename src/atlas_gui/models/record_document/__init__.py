"""A record as a text document for the detail pane.

Built from characters and formats, never from HTML: a record's text stays the text it is.
"""

from atlas_gui.models.record_document.document import RecordPage, damaged_document, record_document
from atlas_gui.models.record_document.links import Link, LinkKind, read_link
from atlas_gui.models.record_document.page_document import PageDocument, Stretch
from atlas_gui.models.record_document.shown_text import (
    isolated,
    one_line,
    shown_text,
    units,
)

__all__ = [
    "Link",
    "LinkKind",
    "PageDocument",
    "RecordPage",
    "Stretch",
    "damaged_document",
    "isolated",
    "one_line",
    "read_link",
    "record_document",
    "shown_text",
    "units",
]
