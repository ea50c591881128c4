"""The measurements by name; each is one function from settings to one or more rows of the table.

A new one is a function here or in a module of its own, and its name in ROWS.
"""

import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from bench.engines import engines
from bench.import_rows import finance, scale, treaties
from bench.measuring import Row, Settings, in_turn, row
from bench.notebook_rows import opening as notebook_opening
from bench.notebook_rows import saving as notebook_saving
from bench.package_rows import bundle_start, deb_start
from bench.pdf_rows import dossiers, preview, process, records
from bench.search_rows import facets, index, keystroke, memory_of_search, opening
from bench.storage_rows import opening as library_opening
from bench.storage_rows import saving as library_saving
from bench.timeline_rows import frames, hits, preparing

# Each ends as soon as that has been painted for the first time.
_ATLAS = [sys.executable, "-m", "atlas_gui", "--quit-when-shown"]
_WITH_TIMELINE = [sys.executable, "-m", "atlas_gui", "--quit-when-filled"]
_EMPTY_WINDOW = [sys.executable, str(Path(__file__).with_name("empty_window.py"))]


def start(settings: Settings) -> list[Row]:
    """From the start of the process to a painted window: list, tree and page; then the timeline."""
    rows = []
    for name, command in (("start", _ATLAS), ("start timeline", _WITH_TIMELINE)):
        runs, floors = in_turn(command, _EMPTY_WINDOW, settings)
        rows.append(row(name, [r.shown for r in runs], [r.shown for r in floors], "ms"))
    return rows


def memory(settings: Settings) -> list[Row]:
    """The most memory that the process held at once until its window was painted, with timeline."""
    runs, floors = in_turn(_WITH_TIMELINE, _EMPTY_WINDOW, settings)
    return [row("memory", [r.mebibytes for r in runs], [r.mebibytes for r in floors], "MiB")]


Measurement = Callable[[Settings], Sequence[Row]]
ROWS: Mapping[str, Measurement] = {
    "start": start,
    "start.bundle": bundle_start,
    "start.deb": deb_start,
    "memory": memory,
    "library.open": library_opening,
    "library.save": library_saving,
    "notebook.save": notebook_saving,
    "notebook.open": notebook_opening,
    "import.aiddata": finance,
    "import.uk": treaties,
    "import.scale": scale,
    "search.keystroke": keystroke,
    "search.facets": facets,
    "search.open": opening,
    "search.index": index,
    "search.memory": memory_of_search,
    "timeline.frame": frames,
    "timeline.prepare": preparing,
    "timeline.hit": hits,
    "pdf.record": records,
    "pdf.process": process,
    "pdf.dossier": dossiers,
    "pdf.preview": preview,
}
# Measured only if they are named: they serve a decision, not the keeping of it.
OTHERS: Mapping[str, Measurement] = {"search.engines": engines}
