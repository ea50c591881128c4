"""A record as a text document for the detail pane.

Built from characters and formats, never from HTML: a record's text stays the text it is.
"""

from atlas_gui.models.record_document.document import RecordPage, damaged_document, record_document
from atlas_gui.models.record_document.links import Link, LinkKind, read_link

__all__ = [
    "Link",
    "LinkKind",
    "RecordPage",
    "damaged_document",
    "read_link",
    "record_document",
]
