"""Opens a foreign file by the reader of its format."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading.formats import (
    CALLED,
    LIBRARY,
    PDF,
    agree,
    format_of,
    named_format,
)
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.reading.opened_table import OpenedTable
from atlas_gui.exchange.importing.rows import FORMATS, FileWishes
from atlas_gui.i18n import _
from atlas_gui.progress import Progress, untold

_DEFAULT: Final = FileWishes()
# What is no text, so that no wish can make text of it.
_NO_TEXT: Final = ("xlsx", PDF)


def open_table(
    path: Path, wishes: FileWishes = _DEFAULT, progress: Progress = untold
) -> OpenedTable:
    """Find out how a file is to be read; its rows are then read by `rows()`, as they are wanted.

    Keeps the contract `rows.Table`, and may be used in a `with` statement. Raises AtlasError, one
    sentence about the file, for what cannot be read at all; and what `progress` raises, which is
    told bytes. Wishes hold even against what the content looks like.
    """
    found = format_of(path)
    wished = wishes.format
    if wished is not None and wished not in FORMATS:
        raise AtlasError(
            _("Atlas reads no “{format}”. Choose one of {formats}.").format(
                format=wished[:40], formats=", ".join(FORMATS)
            )
        )
    if found in (LIBRARY, PDF) and wished in (None, "xlsx"):
        raise AtlasError(
            _("“{path}” is {what} and no table. Open it as a library instead.").format(
                path=path, what=_(CALLED[found])
            )
        )
    chosen = wished or found
    if (chosen in _NO_TEXT) != (found in _NO_TEXT):
        raise AtlasError(
            _("“{path}” is {what}, not {wished}. Choose another format.").format(
                path=path, what=_(CALLED[found]), wished=_(CALLED[chosen])
            )
        )
    noted = Noted()
    named = named_format(path)
    if wished is None and named is not None and not agree(named, found):
        noted.add(
            "other-format",
            Outcome.NOTE,
            _("By its name the file is {named}; it is {found}, and was read as that.").format(
                named=_(CALLED[named]), found=_(CALLED[found])
            ),
            value=path.name,
        )
    return _reader(chosen)(path, wishes, noted, progress)


def _reader(name: str) -> Callable[[Path, FileWishes, Noted, Progress], OpenedTable]:
    """What opens files of a format; only the reader that is needed is loaded."""
    if name == "xlsx":
        from atlas_gui.exchange.importing.reading.xlsx_file import open_xlsx

        return open_xlsx
    if name == "json":
        from atlas_gui.exchange.importing.reading.json_file import open_json

        return open_json
    if name == "jsonl":
        from atlas_gui.exchange.importing.reading.json_lines import open_json_lines

        return open_json_lines
    if name == "ris":
        from atlas_gui.exchange.importing.reading.ris_file import open_ris

        return open_ris
    if name == "bibtex":
        from atlas_gui.exchange.importing.reading.bibtex_file import open_bibtex

        return open_bibtex
    if name == "csl-json":
        from atlas_gui.exchange.importing.reading.csl_file import open_csl_json

        return open_csl_json
    from atlas_gui.exchange.importing.reading.csv_file import open_csv

    return open_csv
