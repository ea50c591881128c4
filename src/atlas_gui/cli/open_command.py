"""`atlas-gui open`: what files hold and permanent links name; in windows, or of one of them as a list."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from atlas_gui.cli.search_command import entry_as_json, reading_of, record_as_lines
from atlas_gui.cli.targets import read_targets
from atlas_gui.cli.usage import UsageError
from atlas_gui.cli.window_command import open_window
from atlas_gui.display import reason_for_no_window
from atlas_gui.domain.catalogue import Catalogue
from atlas_gui.domain.texts import in_language
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.display_text import one_line
from atlas_gui.exchange.opened import library_in_file
from atlas_gui.i18n import _, ngettext
from atlas_gui.search.linked import destination
from atlas_gui.search.query import parse
from atlas_gui.store import open_library


def open_targets(arguments: argparse.Namespace) -> int:
    """Open what the targets hold or name, or list the one there is; AtlasError if that is nothing."""
    files, links = read_targets(arguments.targets)
    if arguments.list or arguments.json:
        if len(arguments.targets) != 1:
            raise UsageError(_("--list and --json go with one target."))
        if links:
            _list_link(arguments.library, links[0], as_data=arguments.json)
        else:
            _list_file(files[0], as_data=arguments.json)
        return 0
    if len(arguments.targets) == 1 and (reason := reason_for_no_window()):
        raise AtlasError(
            _(
                "{reason} So the window cannot open. This works without one:\n"
                "  atlas-gui open --list {target}"
            ).format(reason=reason, target=one_line(arguments.targets[0]))
        )
    return open_window(arguments, files, links)


def _list_link(library_path: Path, link: str, *, as_data: bool) -> None:
    reading = reading_of(open_library(library_path))
    place = destination(reading, link)
    ids = [place.record_id]
    if not place.record_id:
        ids = list(reading.index.search(parse(place.query)).ids)
    _list(reading.catalogue, ids, {"query": link.strip()} if as_data else None)


def _list_file(path: Path, *, as_data: bool) -> None:
    """All records of a file, in the order in which they stand there."""
    library = library_in_file(path)
    title, edition = in_language(library.info.title), library.info.edition
    if not as_data:
        words = _("From {file}: {library}, edition {edition}").format(
            file=one_line(path.name), library=one_line(title), edition=one_line(edition)
        )
        print(words)
    origin = {"query": "", "file": str(path), "library": title, "edition": edition}
    _list(Catalogue(library), list(library.records), origin if as_data else None)


def _list(catalogue: Catalogue, ids: Sequence[str], head: dict[str, Any] | None) -> None:
    """Print records, as JSON if there is a `head` to begin it with."""
    if head is not None:
        results = [entry_as_json(catalogue.entry(record_id)) for record_id in ids]
        answer = head | {"total": len(ids), "results": results}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return
    count = ngettext("{count} record", "{count} records", len(ids))
    lines = [count.format(count=len(ids))]
    for record_id in ids:
        lines += record_as_lines(record_id, catalogue)
    print("\n".join(lines))
