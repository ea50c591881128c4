"""A record's PDF in one call, the same for the window and the command line."""

from pathlib import Path

from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.exchange.pdf.fonts import fonts_for, missing_scripts
from atlas_gui.exchange.pdf.typesetting import (
    Paper,
    PreviewResult,
    export_date,
    make_pdf,
    render_preview,
    report_text,
    save_pdf,
)
from atlas_gui.exchange.report.parts import Report
from atlas_gui.exchange.report.record import record_report
from atlas_gui.i18n import reader_language


def preview_record(library: Library, record: Record, paper: Paper) -> PreviewResult:
    """The pages of a record's PDF, as they would be saved today."""
    return render_preview(_report(library, record), paper)


def export_record(library: Library, record: Record, paper: Paper, target: Path) -> Path:
    """Save a record's PDF and return where; ExportError if it cannot be made or saved."""
    report = _report(library, record)
    save_pdf(make_pdf(report, paper), target)
    return target


def missing_scripts_of(library: Library, record: Record) -> tuple[str, ...]:
    """The scripts in a record's PDF that no font of this machine can print."""
    text = report_text(_report(library, record))
    return missing_scripts(text, fonts_for(text))


def _report(library: Library, record: Record) -> Report:
    """The document as of today, its headings and its language those that the reader sees."""
    return record_report(library, record, export_date(), reader_language())
