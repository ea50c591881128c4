"""The PDFs of a drag: in a folder of their own, which goes when the program ends."""

import atexit
import shutil
import tempfile
from collections.abc import Sequence
from functools import cache
from itertools import count
from pathlib import Path

from atlas_gui.domain.library import Library
from atlas_gui.exchange.file_name import pdf_file_name
from atlas_gui.exchange.pdf.making import record_pdf
from atlas_gui.exchange.pdf.typesetting import save_pdf
from atlas_gui.exchange.report.options import ReportOptions

_drags = count(1)


def make_files(library: Library, record_ids: Sequence[str], options: ReportOptions) -> list[Path]:
    """The PDF of each record, in a folder of this drag alone; ExportError if one cannot be made.

    A program may read a file long after it was dropped, so that no later drag takes it away.
    """
    folder = _folder() / str(next(_drags))
    folder.mkdir()
    made: list[Path] = []
    for record_id in record_ids:
        record = library.records[record_id]
        file = _free(folder / pdf_file_name(record))
        save_pdf(record_pdf(library, record, options).pdf, file)
        made.append(file)
    return made


def _free(wished: Path) -> Path:
    """The file itself, or with a number if it is there: two names may differ by signs alone."""
    file, number = wished, 2
    while file.exists():
        file = wished.with_stem(f"{wished.stem}-{number}")
        number += 1
    return file


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="atlas-dragged-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
