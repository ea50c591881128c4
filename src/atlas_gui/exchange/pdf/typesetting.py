"""A record's document set in type: one file for PDF/UA-1 and PDF/A-3a, or pages to look at.

Text reaches the template as JSON through typst's inputs and is placed as text, never read as
markup: nothing in a record can change the document around it.
"""

import datetime as dt
import json
import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.display_text import all_texts, map_texts, without
from atlas_gui.exchange.pdf.fonts import (
    FontSet,
    fonts_for,
    missing_characters,
    missing_scripts,
    unprinted_characters,
)
from atlas_gui.exchange.report.parts import Report
from atlas_gui.files import replace_file
from atlas_gui.i18n import _

# A character that is fine alone can fail beside another; each pass names some more of them.
_PASSES = 4
# Twice the usual screen's 96, so that 200 % is still sharp.
PREVIEW_PPI = 192.0
_Output = TypeVar("_Output")


class Paper(StrEnum):
    """The sizes of paper that a document is laid out for; the values are typst's names."""

    A4 = "a4"
    LETTER = "us-letter"


class ExportError(AtlasError):
    """A document that could not be made or saved; nothing of it is left behind."""


class PreviewResult(NamedTuple):
    """A document to look at: its pages as PNG images of PREVIEW_PPI pixels per inch.

    `missing_scripts` are those of which the machine has no letters, in the reader's words.
    """

    pages: tuple[bytes, ...]
    missing_scripts: tuple[str, ...] = ()


class _Job(NamedTuple):
    """What typst needs besides the kind of output."""

    template: Path
    inputs: dict[str, str]
    fonts: FontSet
    timestamp: dt.datetime


def report_text(report: Report) -> str:
    """Every character that the document prints: what its fonts must cover."""
    return "".join(sorted(set().union(*map(set, all_texts(_printed(report))))))


def compile_pdf(report: Report, paper: Paper, fonts: FontSet) -> bytes:
    """The document as a PDF: tagged, archival, with the record attached.

    A character that no font has is printed as its code point. The same report, paper and fonts
    give the same bytes. Raises ExportError.
    """
    missing = missing_characters(report_text(report), fonts)
    for _pass in range(_PASSES):
        try:
            return _compile(_job(report, paper, fonts, missing), _pdf)
        except _UnprintedError as refusal:
            missing |= refusal.characters
    raise ExportError(_("The PDF could not be made: some characters cannot be printed."))


def compile_preview(report: Report, paper: Paper, fonts: FontSet, ppi: float) -> list[bytes]:
    """The document's pages as PNG images of `ppi` pixels per inch, first page first."""
    missing = missing_characters(report_text(report), fonts)
    pages = _compile(_job(report, paper, fonts, missing), lambda job: _png(job, ppi))
    return pages if isinstance(pages, list) else [pages]


def render_preview(report: Report, paper: Paper) -> PreviewResult:
    """The document as a reader sees it before saving; slow enough to run off the GUI thread."""
    text = report_text(report)
    fonts = fonts_for(text)
    pages = compile_preview(report, paper, fonts, PREVIEW_PPI)
    return PreviewResult(tuple(pages), missing_scripts(text, fonts))


def make_pdf(report: Report, paper: Paper) -> bytes:
    """`compile_pdf` with the fonts that the document needs."""
    return compile_pdf(report, paper, fonts_for(report_text(report)))


def save_pdf(pdf: bytes, target: Path) -> None:
    """Write `pdf` beside `target`, then move it into place: a reader sees all of it or nothing.

    Raises ExportError if the folder cannot be written to; an older file then stays as it was.
    """
    try:
        replace_file(target, pdf)
    except OSError as error:
        raise ExportError(
            _("“{target}” could not be saved: {reason}. Choose another folder or name.").format(
                target=target, reason=error.strerror or str(error)
            ),
            str(error),
        ) from error


def export_date() -> dt.date:
    """The day to date an export with: today, unless SOURCE_DATE_EPOCH fixes another."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date()
    return dt.datetime.now().astimezone().date()


class _UnprintedError(Exception):
    """Typst refused characters that its fonts lack."""

    def __init__(self, characters: frozenset[str]) -> None:
        super().__init__(characters)
        self.characters = characters


def _printed(report: Report) -> Any:
    data = msgspec.to_builtins(report)
    del data["record_json"]
    return data


def _job(report: Report, paper: Paper, fonts: FontSet, missing: frozenset[str]) -> _Job:
    printed = map_texts(_printed(report), lambda text: without(text, missing))
    printed["paper"] = paper.value
    printed["families"] = fonts.families
    printed["families_by_language"] = dict(fonts.by_language)
    day = dt.date.fromisoformat(report.exported_on)
    noon = dt.datetime.combine(day, dt.time(12), dt.UTC)
    inputs = {"report": json.dumps(printed), "record": report.record_json}
    return _Job(paths.resources() / "pdf" / "record.typ", inputs, fonts, noon)


def _compile(job: _Job, output: Callable[[_Job], _Output]) -> _Output:
    import typst

    try:
        return output(job)
    except typst.TypstError as error:
        if characters := unprinted_characters(error.diagnostic):
            raise _UnprintedError(characters) from error
        raise ExportError(_("The PDF could not be made."), error.diagnostic) from error


def _pdf(job: _Job) -> bytes:
    import typst

    return typst.compile(
        job.template,
        root=job.template.parent,
        font_paths=job.fonts.load(),
        ignore_system_fonts=True,
        sys_inputs=job.inputs,
        pdf_standards=["a-3a", "ua-1"],
        timestamp=job.timestamp,
        format="pdf",
    )


def _png(job: _Job, ppi: float) -> list[bytes] | bytes:
    import typst

    return typst.compile(
        job.template,
        root=job.template.parent,
        font_paths=job.fonts.load(),
        ignore_system_fonts=True,
        sys_inputs=job.inputs,
        timestamp=job.timestamp,
        format="png",
        ppi=ppi,
    )
