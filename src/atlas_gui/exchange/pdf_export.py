"""A record's document set in type: one file for PDF/UA-1 and PDF/A-3a, or pages to look at.

Text reaches the template as JSON through typst's inputs and is placed as text, never read as
markup: nothing in a record can change the document around it.
"""

import datetime
import json
import os
import secrets
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import msgspec

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.display_text import all_texts, map_texts, without
from atlas_gui.exchange.fonts import FontSet, missing_characters, unprinted_characters
from atlas_gui.exchange.report_parts import Report
from atlas_gui.i18n import _

# A character that is fine alone can fail beside another; each pass names some more of them.
_PASSES = 4
_Output = TypeVar("_Output")


class Paper(StrEnum):
    """The sizes of paper that a document is laid out for; the values are typst's names."""

    A4 = "a4"
    LETTER = "us-letter"


class ExportError(AtlasError):
    """A document that could not be made or saved; nothing of it is left behind."""


class _Job(NamedTuple):
    """What typst needs besides the kind of output."""

    template: Path
    inputs: dict[str, str]
    fonts: FontSet
    timestamp: datetime.datetime


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
        except _Unprinted as refusal:
            missing |= refusal.characters
    raise ExportError(_("The PDF could not be made: some characters cannot be printed."))


def compile_preview(report: Report, paper: Paper, fonts: FontSet, ppi: float) -> list[bytes]:
    """The document's pages as PNG images of `ppi` pixels per inch, first page first."""
    missing = missing_characters(report_text(report), fonts)
    pages = _compile(_job(report, paper, fonts, missing), lambda job: _png(job, ppi))
    return pages if isinstance(pages, list) else [pages]


def save_pdf(pdf: bytes, target: Path) -> None:
    """Write `pdf` beside `target`, then move it into place: a reader sees all of it or nothing.

    Raises ExportError if the folder cannot be written to; an older file then stays as it was.
    """
    beside = target.with_name(f".atlas-{secrets.token_hex(8)}.pdf")
    try:
        with beside.open("xb") as file:
            file.write(pdf)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise _unsaved(target, error) from error


def export_date() -> datetime.date:
    """The day to date an export with: today, unless SOURCE_DATE_EPOCH fixes another."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdecimal():
        return datetime.datetime.fromtimestamp(int(epoch), datetime.UTC).date()
    return datetime.date.today()


class _Unprinted(Exception):
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
    day = datetime.date.fromisoformat(report.exported_on)
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    inputs = {"report": json.dumps(printed), "record": report.record_json}
    return _Job(paths.resources() / "pdf" / "record.typ", inputs, fonts, noon)


def _compile(job: _Job, output: Callable[[_Job], _Output]) -> _Output:
    import typst

    try:
        return output(job)
    except typst.TypstError as error:
        if characters := unprinted_characters(error.diagnostic):
            raise _Unprinted(characters) from error
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


def _unsaved(target: Path, error: OSError) -> ExportError:
    return ExportError(
        _("“{target}” could not be saved. Choose another folder or name, and try again.").format(
            target=target
        ),
        str(error),
    )
