"""The reference validator finds no fault with the PDFs."""

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest

from atlas_gui.domain.library import Library
from atlas_gui.exchange.pdf.typesetting import Paper, make_pdf
from atlas_gui.exchange.report.record import record_report

VALIDATOR = Path(__file__).parents[4] / "shared" / "tools" / "verapdf" / "verapdf-check"


@pytest.mark.slow
@pytest.mark.skipif(not VALIDATOR.exists(), reason="the validator is not beside this checkout")
@pytest.mark.skipif(shutil.which("java") is None, reason="the validator needs Java")
def test_every_sort_of_record_conforms_to_both_standards(library: Library, tmp_path: Path) -> None:
    files = []
    for record in library.records.values():
        report = record_report(library, record, dt.date(2026, 11, 21))
        for paper in Paper:
            files.append(tmp_path / f"{record.id}-{paper.value}.pdf")
            files[-1].write_bytes(make_pdf(report, paper))
    finished = subprocess.run(
        [str(VALIDATOR), "ua1,3a", *map(str, files)],
        capture_output=True,
        text=True,
        timeout=240,
        check=False,
    )
    assert finished.returncode == 0, finished.stdout[-4000:] + finished.stderr[-2000:]
    assert finished.stdout.count("compliant=true") == 2 * len(files)
