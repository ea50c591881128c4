"""A PDF in one call: in the language that its reader asks for, with what the reader asks for."""

import io
import subprocess
import sys
from pathlib import Path

import pypdf
import pytest

from atlas_gui.domain.library import Library
from atlas_gui.exchange.pdf import making
from atlas_gui.exchange.pdf.making import dossier_pdf, label_languages, record_pdf
from atlas_gui.exchange.report.options import Paper, ReportOptions
from atlas_gui.exchange.report.wishes import DossierWish, Subject

SPANISH = """
msgid ""
msgstr "Language: es\\nContent-Type: text/plain; charset=UTF-8\\n"

msgid "What the sources say"
msgstr "Lo que dicen las fuentes"
"""


def catalogue(pdf: bytes) -> pypdf.generic.DictionaryObject:
    return pypdf.PdfReader(io.BytesIO(pdf)).trailer["/Root"]


def text_of(pdf: bytes) -> str:
    return "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


@pytest.fixture
def spanish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "es" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "documents.po").write_text(SPANISH.lstrip(), encoding="utf-8")
    monkeypatch.setattr(making, "locale_folder", lambda: tmp_path)


@pytest.mark.usefixtures("spanish")
def test_the_file_is_in_the_language_of_its_labels(library: Library) -> None:
    assert label_languages() == ("en", "es")
    record = library.records["nickel-plant"]
    pdf = record_pdf(library, record, ReportOptions(language="es")).pdf
    assert catalogue(pdf)["/Lang"] == "es"
    assert "Lo que dicen las fuentes" in text_of(pdf)
    wish = DossierWish(Subject.SELECTION, ("bare",), 1)
    dossier = dossier_pdf(library, wish, ReportOptions(language="es")).pdf
    assert catalogue(dossier)["/Lang"] == "es"
    assert "Lo que dicen las fuentes" in text_of(dossier)


def test_without_a_catalogue_labels_are_english(library: Library) -> None:
    pdf = record_pdf(library, library.records["bare"], ReportOptions()).pdf
    assert catalogue(pdf)["/Lang"] == "en"


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_every_page_is_of_the_paper_that_was_chosen(
    library: Library, paper: Paper, size: tuple[int, int]
) -> None:
    options = ReportOptions(paper=paper)
    wish = DossierWish(Subject.SELECTION, tuple(library.records), 5)
    for made in (
        record_pdf(library, library.records["long"], options),
        dossier_pdf(library, wish, options),
    ):
        for page in pypdf.PdfReader(io.BytesIO(made.pdf)).pages:
            assert (round(page.mediabox.width), round(page.mediabox.height)) == size


def test_a_single_record_needs_nothing_of_what_binds_a_dossier() -> None:
    code = (
        "import sys, atlas_gui.exchange.pdf.making;"
        "sys.exit(bool({'typst', 'pikepdf', 'numpy'} & set(sys.modules)))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
