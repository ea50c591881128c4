"""What PDFs cost: a record in the running program, a fresh process, a dossier, the first page of a preview."""

import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from subprocess import DEVNULL, run

from bench.measuring import WARM_UPS, Row, Settings, row, told
from bench.treaties import REGISTER, treaty_library

_WORK = [sys.executable, "-m", "bench.pdf_work"]
_ATLAS = [sys.executable, "-m", "bench.pinned_atlas"]
_RECORD = "las-camariocas-nickel-plant"


def records(settings: Settings) -> list[Row]:
    """A PDF of each record of the shipped library, beside a page that typst sets in the same process."""
    found = told([*_WORK, "records"], settings.environment)
    return [row("pdf.record", found["took"], found["floor"], "ms")]


def process(settings: Settings) -> list[Row]:
    """A fresh process that saves a record, beside one that loads typst and sets one page."""
    took: list[float] = []
    floors: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        target = str(Path(folder) / "record.pdf")
        commands = ([*_ATLAS, "export", _RECORD, "--output", target], [*_WORK, "page"])
        for number in range(WARM_UPS + settings.runs):
            for times, command in zip((took, floors), commands, strict=True):
                passed = _seconds(command, settings)
                if number >= WARM_UPS:
                    times.append(passed * 1_000)
            settings.progress(number + 1, WARM_UPS + settings.runs)
    return [row("pdf.process", took, floors, "ms")]


def dossiers(settings: Settings) -> list[Row]:
    """Dossiers of real treaties, as many as the smallest library has and a tenth of them; most memory held.

    They stand beside as many single pages, and beside what is asked of a thousand. Nothing is measured where the register of treaties is missing.
    """
    if not REGISTER.exists():
        print("pdf.dossier: the register of treaties is not here", file=sys.stderr)
        return []
    rows = []
    most = settings.sizes[0]
    counts = (max(most // 10, 2), most)
    with tempfile.TemporaryDirectory() as folder:
        library = treaty_library(Path(folder) / "treaties.json")
        for number, count in enumerate(counts, start=1):
            command = [*_WORK, "dossier", str(count), str(library)]
            found = told(command, settings.environment)
            rows.append(row("pdf.dossier", [found["took"]], found["floor"], "ms", count))
            memory = [found["mebibytes"]]
            rows.append(row("pdf.dossier memory", memory, [700.0], "MiB", count))
            settings.progress(number, len(counts))
    return rows


def preview(settings: Settings) -> list[Row]:
    """From the wish to export until the first page of the preview is painted, the first time and again."""
    firsts: list[float] = []
    again: list[float] = []
    for number in range(max(settings.runs // 3, 1)):
        found = told([*_WORK, "preview"], settings.environment)
        firsts.append(found["first"])
        again += found["again"]
        settings.progress(number + 1, max(settings.runs // 3, 1))
    floor = told([*_WORK, "records"], settings.environment)["floor"]
    return [
        row("pdf.preview first", firsts, floor, "ms"),
        row("pdf.preview", again, floor, "ms"),
    ]


def _seconds(command: Sequence[str], settings: Settings) -> float:
    begun = time.perf_counter()
    run(command, env=settings.environment, stdout=DEVNULL, stderr=DEVNULL, check=True)
    return time.perf_counter() - begun
