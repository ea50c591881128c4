"""Saves records in any of the formats: one call for the window and the command line."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import BinaryIO, NamedTuple

from atlas_gui.domain.library import Library
from atlas_gui.exchange.tables.export import Export
from atlas_gui.exchange.tables.formats import Format, What
from atlas_gui.files import could_not_save, replacing
from atlas_gui.progress import Progress, untold


class Saved(NamedTuple):
    """Where the file is, and how many records are not in it because they cannot be read.

    Tables have a row for such a record, with the reason; lists of references and JSON do not.
    """

    path: Path
    left_out: int


def save_table(
    library: Library,
    ids: Sequence[str],
    form: Format,
    target: Path,
    progress: Progress = untold,
    what: What = What.RECORDS,
    query: str = "",
) -> Saved:
    """Save the records `ids`, in this order, each once, as `form`: whole, or not at all.

    `query` is what they were found by, and is written down where the format has room for it. The
    same library, records and SOURCE_DATE_EPOCH give the same bytes. Raises AtlasError if the file
    cannot be written or the library lacks a record, and whatever `progress` raises.
    """
    from atlas_gui.exchange.export_date import export_date

    once = tuple(dict.fromkeys(ids))
    export = Export(library, once, what, query, export_date(), progress)
    try:
        with replacing(target) as file:
            _writer(form)(export, file)
    except OSError as error:
        raise could_not_save(target, error) from error
    has_all = form in (Format.CSV, Format.XLSX, Format.MARKDOWN)
    return Saved(target, 0 if has_all else export.unreadable())


def _writer(form: Format) -> Callable[[Export, BinaryIO], None]:
    """What writes a format; no more is loaded than it needs."""
    match form:
        case Format.CSV:
            from atlas_gui.exchange.tables.csv_table import write_csv as writer
        case Format.XLSX:
            from atlas_gui.exchange.tables.workbook import write_workbook as writer
        case Format.MARKDOWN:
            from atlas_gui.exchange.tables.markdown_table import write_markdown as writer
        case Format.JSON:
            from atlas_gui.exchange.tables.excerpt_file import write_excerpt as writer
        case Format.BIBTEX:
            from atlas_gui.exchange.tables.bibtex import write_bibtex as writer
        case Format.RIS:
            from atlas_gui.exchange.tables.ris import write_ris as writer
        case Format.CSL_JSON:
            from atlas_gui.exchange.tables.references import write_csl_json as writer
    return writer
