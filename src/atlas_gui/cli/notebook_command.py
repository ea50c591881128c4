"""`atlas-gui notebook`: the reader's notebook exported, imported and listed; docs/notebook.md describes it."""

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from atlas_gui import paths
from atlas_gui.domain.notebook import Change, Edit, Entry, EntryEdit, Notebook, acts
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.display_text import one_line
from atlas_gui.files import could_not_save, replace_file
from atlas_gui.i18n import _, ngettext
from atlas_gui.store.notebook import NotebookFile, open_notebook


def export_notebook(arguments: argparse.Namespace) -> int:
    """Write the notebook to a file, as Markdown if its name ends so, else as JSON."""
    from atlas_gui.exchange.notebook import encode_json

    target: Path = arguments.output
    notebook, _keeper = _opened()
    if target.suffix.lower() in (".md", ".markdown"):
        content = _markdown(notebook, arguments.library)
    elif target.suffix.lower() == ".json":
        content = encode_json(notebook)
    else:
        raise AtlasError(_("A notebook is exported to a file that ends in .json or .md."))
    try:
        replace_file(target, content)
    except OSError as error:
        raise could_not_save(target, error) from error
    print(_("Saved: {path}").format(path=target))
    return 0


def import_notebook(arguments: argparse.Namespace) -> int:
    """Take in what a file keeps; with `dry_run` only say what that would be."""
    from atlas_gui.exchange.notebook import read_notebook_file

    part = read_notebook_file(arguments.file)
    notebook, keeper = _opened()
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    edits = acts.merge(notebook, part.entries, part.searches, now)
    if edits and not arguments.dry_run:
        if keeper is None:
            raise AtlasError(_("The notebook can only be read; nothing was taken in."))
        keeper.append(Change(uuid4().hex, now, edits, _("Import a notebook")))
        keeper.settle()
    print(_outcome(edits, dry_run=arguments.dry_run, as_data=arguments.json))
    return 0


def list_notebook(arguments: argparse.Namespace) -> int:
    """Print what is kept: records, then saved searches."""
    notebook, _keeper = _opened()
    if arguments.json:
        answer: dict[str, Any] = {
            "entries": [msgspec.to_builtins(entry) for entry in notebook.entries.values()],
            "searches": [msgspec.to_builtins(search) for search in notebook.searches],
        }
        print(json.dumps(answer, ensure_ascii=False, indent=1))
        return 0
    print(_records(len(notebook.entries)))
    for entry in notebook.entries.values():
        print("\n".join(_as_lines(entry)))
    for search in notebook.searches:
        words = _("Saved search “{name}”: {query}")
        print(words.format(name=one_line(search.name), query=one_line(search.query)))
    return 0


def _opened() -> tuple[Notebook, NotebookFile | None]:
    """The reader's notebook; what is wrong with it is told on standard error."""
    import sys

    opened = open_notebook(paths.reader_dir())
    if opened.notice:
        print(opened.notice, file=sys.stderr)
    return opened.notebook, opened.keeper


def _markdown(notebook: Notebook, library_path: Path) -> bytes:
    from atlas_gui.exchange.notebook import encode_markdown
    from atlas_gui.store import open_library

    return encode_markdown(notebook, open_library(library_path).permalink)


def _outcome(edits: tuple[Edit, ...], *, dry_run: bool, as_data: bool) -> str:
    records = sum(isinstance(edit, EntryEdit) for edit in edits)
    searches = len(edits) - records
    if as_data:
        return json.dumps({"records": records, "searches": searches, "dry_run": dry_run})
    if not edits:
        return _("Nothing in this file is new to the notebook.")
    found = ngettext("{count} saved search", "{count} saved searches", searches)
    words = _("Would be taken in: {records}, {searches}") if dry_run else ""
    words = words or _("Taken in: {records}, {searches}")
    return words.format(records=_records(records), searches=found.format(count=searches))


def _records(count: int) -> str:
    return ngettext("{count} record", "{count} records", count).format(count=count)


def _as_lines(entry: Entry) -> list[str]:
    """The identifier, the title, and what is kept, with the note's first line."""
    kept = []
    if entry.starred:
        kept.append(_("starred"))
    if entry.reading is not None:
        kept.append(_("on the reading list"))
    if entry.tags:
        kept.append(_("tags: {tags}").format(tags=", ".join(map(one_line, entry.tags))))
    lines = [one_line(entry.record)]
    if entry.title:
        lines.append(f"    {one_line(entry.title)}")
    if kept:
        lines.append(f"    {' · '.join(kept)}")
    if entry.note:
        lines.append(f"    {one_line(entry.note)[:100]}")
    return lines
