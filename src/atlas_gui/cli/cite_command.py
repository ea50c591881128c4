"""`atlas-gui cite`: records and sources cited in a style, as the window puts them on the clipboard."""

import argparse
from collections.abc import Iterable
from typing import Any

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.citing.citing import bibliography
from atlas_gui.exchange.citing.citing import cite as citation_of
from atlas_gui.exchange.citing.items import record_item, source_item
from atlas_gui.exchange.citing.styles import style_named
from atlas_gui.i18n import _
from atlas_gui.store import open_library


def cite(arguments: argparse.Namespace) -> int:
    """Print a citation a line, or with `bibliography` the sorted list; HTML if that is asked for."""
    if not arguments.ids and not arguments.sources:
        raise AtlasError(_("Name a record, or a source with --source."))
    style = style_named(arguments.style)
    library = open_library(arguments.library)
    items = [*_records(arguments.ids, library), *_sources(arguments.sources, library)]
    if arguments.bibliography:
        made = [bibliography(items, style)]
    else:
        made = [citation_of([item], style) for item in items]
    for citation in made:
        print(citation.html if arguments.html else citation.plain)
    return 0


def _records(ids: Iterable[str], library: Library) -> Iterable[dict[str, Any]]:
    for record_id in ids:
        record = library.records.get(record_id)
        if record is None:
            message = _("This library has no record “{id}”. `atlas-gui search` lists them.")
            raise AtlasError(message.format(id=record_id))
        yield record_item(record, library)


def _sources(ids: Iterable[str], library: Library) -> Iterable[dict[str, Any]]:
    for source_id in ids:
        source = library.sources.get(source_id)
        if source is None:
            known = ", ".join(sorted(library.sources)[:10])
            message = _("This library has no source “{id}”; among those it has are: {known}.")
            raise AtlasError(message.format(id=source_id, known=known))
        yield source_item(source)
