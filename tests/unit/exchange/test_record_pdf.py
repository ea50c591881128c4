"""A record's PDF in one call: in the reader's language, and saved where it is wanted."""

from pathlib import Path

import pypdf
import pytest

from atlas_gui.domain.library import Library
from atlas_gui.exchange.pdf import record_pdf
from atlas_gui.exchange.pdf.record_pdf import export_record
from atlas_gui.exchange.pdf.typesetting import Paper


def _language(pdf: Path) -> str:
    return str(pypdf.PdfReader(pdf).trailer["/Root"]["/Lang"])


def test_the_file_is_in_the_language_that_the_reader_sees(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = library.records["nickel-plant"]
    target = tmp_path / "record.pdf"
    assert export_record(library, record, Paper.A4, target) == target
    assert _language(target) == "en"
    monkeypatch.setattr(record_pdf, "reader_language", lambda: "es")
    assert _language(export_record(library, record, Paper.A4, target)) == "es"
