"""A record's PDF in one call, the same for the window and the command line."""

from pathlib import Path

from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.exchange.fonts import fonts_for, missing_scripts
from atlas_gui.exchange.pdf_export import (
    Paper,
    PreviewResult,
    export_date,
    make_pdf,
    render_preview,
    report_text,
    save_pdf,
)
from atlas_gui.exchange.report import record_report


def preview_record(library: Library, record: Record, paper: Paper) -> PreviewResult:
    """The pages of a record's PDF, as they would be saved today."""
    return render_preview(record_report(library, record, export_date()), paper)


def export_record(library: Library, record: Record, paper: Paper, target: Path) -> Path:
    """Save a record's PDF and return where; ExportError if it cannot be made or saved."""
    report = record_report(library, record, export_date())
    save_pdf(make_pdf(report, paper), target)
    return target


def missing_scripts_of(library: Library, record: Record) -> tuple[str, ...]:
    """The scripts in a record's PDF that no font of this machine can print."""
    text = report_text(record_report(library, record, export_date()))
    return missing_scripts(text, fonts_for(text))
