"""A measured process: PDFs made as Atlas makes them, beside a page that typst sets alone.

`python -m bench.pdf_work records` makes a PDF of every record of the shipped library, as the running
program does; `dossier COUNT LIBRARY` one of the first records of a library; `preview` opens the dialog in
a window until its first page is painted; `page` sets one page with the fonts of the machine and ends.
Each prints milliseconds as one line of JSON.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any

import typst

from bench.pinning import pin_to_first_core

_PAGE = b'#set document(title: "One page")\n= One page\n#sys.inputs.words\n'
_STANDARDS = ["a-3a", "ua-1"]
_OPENINGS = 12
_loaded: list[typst.Fonts] = []


def one_page(words: str) -> None:
    """A page with a heading and a line, in both standards, with the fonts of the machine."""
    typst.compile(
        _PAGE,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"words": words},
        pdf_standards=_STANDARDS,  # type: ignore[arg-type]
    )


def records() -> dict[str, Any]:
    """Each record of the shipped library once, after one that warms up."""
    from atlas_gui import paths
    from atlas_gui.exchange.pdf.making import record_pdf
    from atlas_gui.exchange.report.options import ReportOptions
    from atlas_gui.store import open_library

    library = open_library(paths.shipped_library())
    held = list(library.records.values())
    record_pdf(library, held[0], ReportOptions())
    one_page("warm")
    took, floor = [], []
    for number, record in enumerate(held):
        took.append(_timed(partial(record_pdf, library, record, ReportOptions())))
        floor.append(_timed(partial(one_page, f"page {number}")))
    return {"took": took, "floor": floor}


def dossier(count: int, path: Path) -> dict[str, Any]:
    """A dossier of so many records, and as many single pages."""
    from atlas_gui.exchange.pdf.making import dossier_pdf
    from atlas_gui.exchange.report.options import ReportOptions
    from atlas_gui.exchange.report.wishes import DossierWish, Subject
    from atlas_gui.store import open_library

    library = open_library(path)
    ids = tuple(library.records)[:count]
    one_page("warm")
    floor = [_timed(partial(one_page, f"page {number}")) for number in range(50)]
    wish = DossierWish(Subject.SEARCH, ids, len(library.records))
    took = _timed(lambda: dossier_pdf(library, wish, ReportOptions()))
    return {"took": took, "floor": [count * each for each in floor]}


def preview() -> dict[str, Any]:
    """From the wish to export until the first page is painted: the first time, then again."""
    from PySide6.QtCore import QEventLoop
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QApplication

    from atlas_gui import paths
    from atlas_gui.app import begin_reading, build, make_application
    from atlas_gui.search.keeping import IndexFolder
    from atlas_gui.state.settings import SettingsFile
    from atlas_gui.store import open_library

    application = make_application()
    took = []
    with tempfile.TemporaryDirectory() as folder:
        reading = begin_reading(open_library(paths.shipped_library()), IndexFolder(Path(folder)))
        atlas = build(application, reading, SettingsFile(Path(folder)), Path(folder))
        atlas.window.resize(1_440, 900)
        atlas.window.show()
        atlas.window.fill_timeline()
        application.processEvents()
        action = atlas.window.findChild(QAction, "export_pdf")
        if action is None:
            raise RuntimeError("the window has no such action")
        for _opening in range(_OPENINGS):
            loop = QEventLoop()
            begun = time.perf_counter()
            action.trigger()
            pages = _page_view(QApplication.topLevelWidgets())
            pages.first_page_drawn.connect(loop.quit)
            loop.exec()
            application.processEvents()
            took.append((time.perf_counter() - begun) * 1_000)
            pages.window().close()
            application.processEvents()
        atlas.window.close()
    return {"first": took[0], "again": took[1:]}


def _page_view(windows: Iterable[Any]) -> Any:
    """The pages of the dialog that has just been opened."""
    from atlas_gui.ui.pdf_export.page_view import PageView

    found = (window.findChild(PageView) for window in windows if window.isVisible())
    return next(view for view in found if view is not None)


def _fonts() -> typst.Fonts:
    if not _loaded:
        _loaded.append(typst.Fonts(include_system_fonts=True))
    return _loaded[0]


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1_000


def main() -> int:
    """Measure, and print what was found."""
    parser = argparse.ArgumentParser(prog="python -m bench.pdf_work", description=__doc__)
    parser.add_argument("what", choices=("records", "dossier", "preview", "page"))
    parser.add_argument("count", type=int, nargs="?", default=0)
    parser.add_argument("library", type=Path, nargs="?")
    arguments = parser.parse_args()
    pin_to_first_core()
    if arguments.what == "page":
        one_page("alone")
        sys.stdout.write("shown\n")
        return 0
    if arguments.what == "dossier":
        found = dossier(arguments.count, arguments.library)
    else:
        found = records() if arguments.what == "records" else preview()
    sys.stdout.write(json.dumps(found) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
