"""A report set in type: one file that is PDF/UA-1 and PDF/A-3a at once.

Text reaches the template as JSON through typst's inputs and is placed as text, never read as
markup: nothing in a record can change the document around it.
"""

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import msgspec

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.display_text import all_texts, map_texts, without
from atlas_gui.exchange.pdf.fonts import (
    FontSet,
    fonts_for,
    missing_characters,
    unprinted_characters,
)
from atlas_gui.exchange.report.document_parts import Report
from atlas_gui.exchange.report.options import Paper
from atlas_gui.files import could_not_save, replace_file
from atlas_gui.i18n import _

if TYPE_CHECKING:  # typst takes a tenth of a second to load; only an export needs it.
    import typst

# A character that is fine alone can fail beside another; each pass names some more of them.
_PASSES: Final = 8
_CHINESE: Final = re.compile("[\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


class ExportError(AtlasError):
    """A document that could not be made or saved; nothing of it is left behind."""


class Made(NamedTuple):
    """A PDF, and the characters that no font here has: they are printed as their codes.

    `points` are places that the template tells: name, page from 1, distance from the left and the
    upper edge in points.
    """

    pdf: bytes
    missing: tuple[str, ...] = ()
    points: tuple[tuple[str, int, float, float], ...] = ()


class _UnprintedError(Exception):
    """Typst refused characters that its fonts lack."""

    def __init__(self, characters: frozenset[str]) -> None:
        super().__init__(characters)
        self.characters = characters


def typeset(report: Report, paper: Paper, fonts: FontSet | None = None) -> Made:
    """The report as a PDF: tagged, archival, with its records attached.

    `fonts` are those that its text needs, unless others are given. The same report, paper and fonts
    give the same bytes. Raises ExportError.
    """
    text = report_text(report)
    fonts = fonts or fonts_for(text)
    missing = missing_characters(text, fonts)
    printed = _printed(report, text, paper, fonts)
    for _pass in range(_PASSES):
        try:
            pdf, points = _compile(report, printed, fonts, missing)
            return Made(pdf, tuple(sorted(missing)), points)
        except _UnprintedError as refusal:
            missing |= refusal.characters
    raise ExportError(_("The PDF could not be made: some characters cannot be printed."))


def report_text(report: Report) -> str:
    """Every character that the document prints: what its fonts must cover."""
    return "".join(sorted(set().union(*map(set, all_texts(_plain(report))))))


def save_pdf(pdf: bytes, target: Path) -> None:
    """Write `pdf` beside `target`, then move it into place: a reader sees all of it or nothing.

    Raises ExportError if the folder cannot be written to; an older file then stays as it was.
    """
    try:
        replace_file(target, pdf)
    except OSError as error:
        refused = could_not_save(target, error)
        raise ExportError(refused.message, refused.detail) from error


def _plain(report: Report) -> Any:
    """What of the report is printed, as plain data."""
    data = msgspec.to_builtins(report, builtin_types=(bytes,))
    del data["attachment"]
    return data


def _printed(report: Report, text: str, paper: Paper, fonts: FontSet) -> dict[str, Any]:
    return {
        **_plain(report),
        "paper": paper.value,
        "families": fonts.families,
        "families_by_language": dict(fonts.by_language),
        "has_chinese": _CHINESE.search(text) is not None,
    }


def _compile(
    report: Report, printed: dict[str, Any], fonts: FontSet, missing: frozenset[str]
) -> tuple[bytes, tuple[tuple[str, int, float, float], ...]]:
    import typst

    shown = map_texts(printed, lambda text: without(text, missing)) if missing else printed
    inputs = {
        "report": msgspec.json.encode(shown).decode(),
        "records": report.attachment.decode(),
        "pieces": "yes" if report.dossier else "no",
    }
    day = dt.date.fromisoformat(report.exported_on)
    template = paths.resources() / "pdf" / "document.typ"
    compiler = typst.Compiler(
        template,
        root=template.parent,
        font_paths=fonts.load(),
        ignore_system_fonts=True,
        sys_inputs=inputs,
    )
    try:
        pdf = compiler.compile(
            pdf_standards=["a-3a", "ua-1"],
            timestamp=dt.datetime.combine(day, dt.time(12), dt.UTC),
            format="pdf",
        )
        points = _points(compiler) if printed["sources"] and report.dossier else ()
    except typst.TypstError as error:
        if characters := unprinted_characters(error.diagnostic) - missing:
            raise _UnprintedError(characters) from error
        raise ExportError(_("The PDF could not be made."), error.diagnostic) from error
    if not isinstance(pdf, bytes):
        raise ExportError(_("The PDF could not be made."), "typst gave no file")
    return pdf, points


def _points(compiler: "typst.Compiler") -> tuple[tuple[str, int, float, float], ...]:
    """The places that the template tells of; see `source-mark` there."""
    told = msgspec.json.decode(compiler.query("<place>", field="value"))
    return tuple(
        (one["name"], one["page"], _in_points(one["x"]), _in_points(one["y"])) for one in told
    )


def _in_points(length: str) -> float:
    return float(length.removesuffix("pt"))
