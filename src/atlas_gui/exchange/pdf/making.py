"""A record's or a dossier's PDF in one call, the same for the window and the command line."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from atlas_gui import paths
from atlas_gui.domain.library import Library
from atlas_gui.domain.notebook import Entry as Kept
from atlas_gui.domain.record import Record
from atlas_gui.exchange.export_date import export_date
from atlas_gui.exchange.pdf.typesetting import Made, typeset
from atlas_gui.exchange.report.document import record_report
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.exchange.report.wishes import DossierWish
from atlas_gui.i18n import document_languages, speaking
from atlas_gui.progress import Progress, untold


def label_languages() -> tuple[str, ...]:
    """The languages that a document can be labelled in, as BCP 47 tags; English first."""
    return document_languages(locale_folder())


def record_pdf(
    library: Library, record: Record, options: ReportOptions, kept: Kept | None = None
) -> Made:
    """A record's PDF as of today; ExportError if it cannot be made.

    `kept` is what the reader keeps about it, which is printed if the options ask for it.
    """
    with speaking(options.language, locale_folder()):
        report = record_report(library, record, export_date(), options, kept)
    return typeset(report, options.paper)


def dossier_pdf(
    library: Library,
    wish: DossierWish,
    options: ReportOptions,
    progress: Progress = untold,
    kept: Mapping[str, Kept] = MappingProxyType({}),
) -> Made:
    """The PDF of many records as of today; ExportError if it cannot be made.

    `progress` counts the records that have been set in type; `kept` is what the reader keeps, by record.
    """
    # Not needed for a single record, and slow to load.
    from atlas_gui.exchange.pdf.dossier_setting import typeset_dossier
    from atlas_gui.exchange.report.dossier import dossier_report

    with speaking(options.language, locale_folder()):
        report = dossier_report(library, wish, export_date(), options, kept)
    return typeset_dossier(report, options.paper, progress)


def locale_folder() -> Path:
    """Where the words of other languages are."""
    return paths.resources() / "locale"
