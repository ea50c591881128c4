"""`atlas-gui first-look`: the main job without a display, into files a reader can open."""

import argparse
import json
import os
from pathlib import Path

from atlas_gui.cli.search_command import as_json, reading_of
from atlas_gui.cli.window_command import require_qt
from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.file_name import pdf_file_name
from atlas_gui.exchange.pdf.making import record_pdf
from atlas_gui.exchange.pdf.typesetting import save_pdf
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.i18n import _
from atlas_gui.search.query import format_query, parse
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.store import open_library

_QUERY = "nickel"


def first_look(arguments: argparse.Namespace) -> int:
    """Write a search, the PDF of what it found first, and a picture of the window."""
    folder: Path = arguments.output
    library = open_library(arguments.library)
    if not library.records:
        raise AtlasError(_("This library has no record that could be read."))
    reading = reading_of(library)
    result = _found(reading)
    # Each as soon as it is there: where Qt's libraries lack, the first two are made all the same.
    print(_write_search(folder, reading, result))
    print(_write_pdf(folder, library, result), flush=True)
    print(_write_picture(folder, arguments.library))
    return 0


def _found(reading: Reading) -> SearchResult:
    """The search of the tour; in a library that does not answer it, all records."""
    result = reading.index.search(parse(_QUERY))
    readable = any(record_id in reading.library.records for record_id in result.ids)
    return result if readable else reading.index.search(parse(""))


def _write_search(folder: Path, reading: Reading, result: SearchResult) -> Path:
    path = folder / "search.json"
    found = as_json(format_query(result.query), reading, result)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1), encoding="utf-8")
    except OSError as error:
        raise AtlasError(
            _("“{path}” cannot be written: {reason}.").format(
                path=path, reason=error.strerror or str(error)
            )
        ) from error
    return path


def _write_pdf(folder: Path, library: Library, result: SearchResult) -> Path:
    record = library.records[next(i for i in result.ids if i in library.records)]
    target = folder / pdf_file_name(record)
    save_pdf(record_pdf(library, record, ReportOptions()).pdf, target)
    return target


def _write_picture(folder: Path, library_path: Path) -> Path:
    # Only here, so that a display that is there stays free of a window that flashes up.
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    require_qt()
    from atlas_gui.app import save_window_picture  # Qt takes time to load.

    path = folder / "window.png"
    save_window_picture(library_path, path)
    return path
