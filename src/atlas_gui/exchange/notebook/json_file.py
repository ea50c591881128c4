"""A notebook as JSON: the document in which it is kept, without what can be undone."""

from atlas_gui.domain.notebook import Notebook
from atlas_gui.store.notebook.base import SCHEMA_VERSION, Meta, base_pieces
from atlas_gui.store.notebook.contents import Contents


def encode_json(notebook: Notebook) -> bytes:
    """Entries and searches, after the schema that `atlas-gui schema --notebook` prints; UTF-8."""
    searches = {search.id: search for search in notebook.searches}
    contents = Contents(dict(notebook.entries), searches)
    return b"".join(base_pieces(contents, Meta(schema_version=SCHEMA_VERSION)))
