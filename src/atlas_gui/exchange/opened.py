"""Any file that a reader may open: a library, or a PDF with records inside."""

import stat
from codecs import BOM_UTF8
from pathlib import Path
from typing import Final

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.progress import Progress, untold
from atlas_gui.store import open_library

# A reader of PDF looks for this in so many bytes at the beginning of a file.
_PDF_MARK: Final = b"%PDF-"
_HEAD: Final = 1_024


def library_in_file(path: Path, progress: Progress = untold) -> Library:
    """The records inside a PDF, or else those of a library; the file is not changed.

    Raises AtlasError, and what `progress` raises.
    """
    head = _head(path)
    if _PDF_MARK in head:
        from atlas_gui.exchange.enclosed import library_in_pdf  # most starts read no PDF

        return library_in_pdf(path, progress)
    text = head.removeprefix(BOM_UTF8).lstrip()
    if text and not text.startswith(b"{"):
        raise AtlasError(
            _("“{path}” is neither an Atlas library nor a PDF that Atlas saved.").format(path=path)
        )
    return open_library(path)


def is_pdf(path: Path) -> bool:
    """Whether a file says at its beginning that it is a PDF; one that cannot be read does not."""
    return _PDF_MARK in _head(path)


def _head(path: Path) -> bytes:
    """How a file begins; nothing if it cannot be read, for whoever reads it whole will say why."""
    try:
        # Opening a pipe would wait for somebody to write into it.
        if not stat.S_ISREG(path.stat().st_mode):
            return b""
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError:
        return b""
