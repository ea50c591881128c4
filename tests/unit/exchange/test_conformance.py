"""PDF/UA-1 and PDF/A-3a on every input: veraPDF and outloud report no error.

A second, faster validator is asked as well. It is wrong in two points, which are excepted below and
explained in docs/pdf.md.
"""

import shutil
import subprocess
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import outloud
import page as page_validation
import pytest
from bench.treaties import REGISTER, treaty_library
from support.cruel import cruel_records, treaty_record
from support.cruel_pages import page_records
from support.libraries import library_of
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.library import Library
from atlas_gui.exchange.pdf.making import dossier_pdf, record_pdf
from atlas_gui.exchange.report.options import Notes, Order, Paper, ReportOptions, Section
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.store import open_library

VALIDATOR = Path(__file__).parents[4] / "shared" / "tools" / "verapdf" / "verapdf-check"
PROFILES = ("ua1", "3a")
TREATIES = 200
# It takes a default width that only a font dictionary has for 0, and a carriage return that ends a
# stream for a part of the line end after it.
MISJUDGED = {
    "PDFA3A-TRUETYPE-GLYPH-WIDTH-001",
    "PDFUA1-FONT-GLYPH-WIDTH-001",
    "PDFA3A-STREAM-LENGTH-001",
}
OPTIONS = {
    "foot": ReportOptions(order=Order.DATE),
    "end": ReportOptions(notes=Notes.END, paper=Paper.LETTER, page_each=True),
    "bare": ReportOptions(sections=(Section.CLAIMS,), order=Order.KIND),
}

Save = Callable[[str, bytes], Path]


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def written(name: str, pdf: bytes) -> Path:
        path = tmp_path / f"{name}.pdf"
        path.write_bytes(pdf)
        return path

    return written


def cruel_library() -> Library:
    return library_of(*page_records(), *cruel_records(), treaty_record(70))


def dossiers(library: Library, ids: Sequence[str], save: Save, *names: str) -> Iterable[Path]:
    wishes = {
        "pair": DossierWish(Subject.PAIR, tuple(ids), len(library.records), pair="CHN-CUB"),
        "search": DossierWish(Subject.SEARCH, tuple(ids), len(library.records), query="<b> #x"),
    }
    for (subject, wish), name in zip(list(wishes.items()) * 2, names, strict=False):
        made = dossier_pdf(library, wish, OPTIONS[name])
        yield save(f"dossier-{subject}-{name}", made.pdf)


def singles(library: Library, ids: Iterable[str], save: Save, name: str) -> Iterable[Path]:
    for record_id in ids:
        made = record_pdf(library, library.records[record_id], OPTIONS[name])
        yield save(f"{record_id}-{name}", made.pdf)


def judge(files: Sequence[Path]) -> None:
    """Fail with all that outloud, the second validator and, where it is there, veraPDF complain of."""
    assert files
    complaints = [
        f"{file.name}: {finding.rule} {finding.message} {finding.evidence}"
        for file in files
        for result in (outloud.check(str(file)),)
        for finding in result.findings
        if finding.severity == "error" or result.error
    ]
    for file in files:
        for profile in PROFILES:
            report = page_validation.validate_pdf(file, profile=profile)
            complaints += [
                f"{file.name}: {failure.rule_id} {failure.message}"
                for failure in report.failures
                if failure.rule_id not in MISJUDGED
            ]
    assert not complaints, "\n".join(complaints[:20])
    if VALIDATOR.exists() and shutil.which("java"):
        _ask_verapdf(files)


def _ask_verapdf(files: Sequence[Path]) -> None:
    finished = subprocess.run(
        [str(VALIDATOR), ",".join(PROFILES), *map(str, files)],
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )
    faults = [line for line in finished.stdout.splitlines() if "compliant=true" not in line]
    assert finished.returncode == 0, "\n".join(faults)[:4_000] + finished.stderr[-2_000:]
    assert finished.stdout.count("compliant=true") == len(PROFILES) * len(files)


def test_hard_records_conform(library: Library, save: Save) -> None:
    """A few of all sorts, in every run; `slow` tries all."""
    cruel = cruel_library()
    some = "arabic", "chinese", "emoji", "controls", "pdf", "least", "disputed", "treaty"
    judge(
        [
            *singles(library, library.records, save, "foot"),
            *singles(cruel, some, save, "end"),
            *dossiers(cruel, some, save, "foot", "end"),
        ]
    )


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_cruel_record_conforms(save: Save) -> None:
    cruel = cruel_library()
    ids = list(cruel.records)
    judge(
        [
            *singles(cruel, ids[::2], save, "foot"),
            *singles(cruel, ids[1::2], save, "end"),
            *dossiers(cruel, ids, save, "foot"),
        ]
    )


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_every_record_of_the_shipped_library_conforms(save: Save) -> None:
    shipped = open_library(SHIPPED_LIBRARY)
    ids = list(shipped.records)
    judge([*singles(shipped, ids, save, "foot"), *dossiers(shipped, ids[:40], save, "end")])


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.skipif(not REGISTER.exists(), reason="the register is not beside this checkout")
def test_real_treaties_conform(save: Save, tmp_path: Path) -> None:
    treaties = open_library(treaty_library(tmp_path / "treaties.json"))
    ids = list(treaties.records)[:: len(treaties.records) // TREATIES][:TREATIES]
    assert len(ids) == TREATIES
    judge([*singles(treaties, ids, save, "foot"), *dossiers(treaties, ids[:40], save, "bare")])


@pytest.mark.skipif(not VALIDATOR.exists(), reason="the validator is not beside this checkout")
@pytest.mark.skipif(shutil.which("java") is None, reason="the validator needs Java")
def test_the_validator_sees_a_fault(library: Library, save: Save) -> None:
    """So that a validator that sees nothing is not taken for a document without faults."""
    pdf = record_pdf(library, library.records["bare"], ReportOptions()).pdf
    spoiled = save(
        "spoiled", pdf.replace(b"/Marked true", b"/Marked xxxx".replace(b"xxxx", b"null"))
    )
    assert spoiled.read_bytes() != pdf
    with pytest.raises(AssertionError):
        _ask_verapdf([spoiled])
