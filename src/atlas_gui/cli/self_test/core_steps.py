"""The steps that need no window: each does one of the things Atlas is for, on the library it comes with."""

import subprocess
from functools import cache
from hashlib import sha256
from pathlib import Path

import msgspec

from atlas_gui import paths
from atlas_gui.cli.self_test.steps import Step, expect
from atlas_gui.domain.library import Library
from atlas_gui.search.reading import Reading
from atlas_gui.store import open_library

# In the library that comes with Atlas: the same matter in two scripts, and what is found first.
_QUERIES = {"nickel": "las-camariocas-nickel-plant", "华为": "huawei-mts-5g-agreement-2019"}
_RECORD = "las-camariocas-nickel-plant"
_REFERENCES = """\
TY  - RPRT
ID  - self-test-1
TI  - A report on trade between China and Cuba
AU  - Example, A.
PY  - 2006
KW  - China
KW  - Cuba
ER  -

TY  - RPRT
ID  - self-test-2
TI  - A report on energy between Russia and Viet Nam
PY  - 2019/06/05
KW  - Russia
KW  - Vietnam
ER  -
"""
_SECONDS = 120
# There are more than this, of which every list of countries tells.
_STATES = 200
# packaging/resource_sums.py writes it.
_SUMS = "sums.json"


@cache
def _library() -> Library:
    return open_library(paths.shipped_library())


@cache
def _reading() -> Reading:
    from atlas_gui.cli.search_command import reading_of

    return reading_of(_library())


def _check_library(_folder: Path) -> str:
    from atlas_gui.store.check import check_library

    report = check_library(paths.shipped_library())
    expect(not report.faults, "; ".join(map(str, report.faults[:3])))
    edition = _library().info.edition
    return f"{report.counts['records']} records, edition {edition}, no fault"


def _read_resources(_folder: Path) -> str:
    """Compare each resource with its sum, and open those that are read only now and then."""
    from atlas_gui.exchange.citing.styles import SHIPPED_STYLES, style_named
    from atlas_gui.exchange.importing.mapping.gazetteer import countries_by_name
    from atlas_gui.exchange.importing.profile import profiles
    from atlas_gui.exchange.pdf.making import label_languages, locale_folder
    from atlas_gui.i18n import _, speaking

    compared = _compare_with_sums()
    for style in SHIPPED_STYLES:
        style_named(style)
    for language in set(label_languages()) - {"en"}:
        with speaking(language, locale_folder()):
            expect(_("Signed") != "Signed", f"no words in {language}")
    expect(profiles(paths.reader_dir()), "there is no import profile")
    countries = countries_by_name("en")
    expect(len(countries) > _STATES, f"only {len(countries)} countries are known")
    return f"{compared}, words in {len(label_languages())} languages"


def _compare_with_sums() -> str:
    """Whether the resources are those that were packaged; a source tree has no list of them."""
    listed = paths.resources() / _SUMS
    if not listed.is_file():
        return "a source tree's own"
    sums = msgspec.json.decode(listed.read_bytes(), type=dict[str, str])
    for name, sum_ in sums.items():
        path = paths.resources() / name
        expect(path.is_file(), f"{name} is missing")
        expect(sha256(path.read_bytes()).hexdigest() == sum_, f"{name} is not as it was packaged")
    return f"{len(sums)} files as they were packaged"


def _search(_folder: Path) -> str:
    from atlas_gui.search.query import parse

    for query, first in _QUERIES.items():
        found = _reading().index.search(parse(query)).ids
        expect(found and found[0] == first, f"{query}: found {', '.join(found[:3]) or 'nothing'}")
    return ", ".join(_QUERIES)


def _index_in_another_process(folder: Path) -> str:
    """Large libraries are indexed by a process of Atlas's own: this program started again."""
    target = folder / "index"
    _command("index", str(paths.shipped_library()), "--output", str(target))
    return f"{target.stat().st_size} bytes by another process"


def _command(*arguments: str) -> None:
    """Carry out a command line of this very copy in another process."""
    done = subprocess.run(
        [*paths.own_command(), *arguments], capture_output=True, timeout=_SECONDS, check=False
    )
    said = done.stderr.decode(errors="replace").strip()
    expect(done.returncode == 0, f"exit status {done.returncode}: {said[-300:]}")


def _export_pdf(folder: Path) -> str:
    from atlas_gui.exchange.opened import library_in_file
    from atlas_gui.exchange.pdf.making import record_pdf
    from atlas_gui.exchange.pdf.pages import PdfPages
    from atlas_gui.exchange.pdf.typesetting import save_pdf
    from atlas_gui.exchange.report.options import ReportOptions

    target = folder / "record.pdf"
    record = _library().records[_RECORD]
    save_pdf(record_pdf(_library(), record, ReportOptions()).pdf, target)
    expect(library_in_file(target).records[_RECORD] == record, "the PDF does not hold its record")
    pages = PdfPages(target.read_bytes())
    drawn = pages.draw(0, 200).data
    expect(len(set(drawn)) > 2, "the first page is empty")
    return f"{target.stat().st_size} bytes, {len(pages)} pages, the record inside read back"


def _cite(_folder: Path) -> str:
    from atlas_gui.exchange.citing.citing import cite
    from atlas_gui.exchange.citing.items import record_item
    from atlas_gui.exchange.citing.styles import style_named

    record = _library().records[_RECORD]
    citation = cite([record_item(record, _library())], style_named("chicago-notes")).plain
    # The style writes titles with capitals of its own.
    expect(record.title["en"].casefold() in citation.casefold(), f"cited as: {citation}")
    return "a record cited in Chicago notes"


def _write_table(folder: Path) -> str:
    """A workbook written and read again by what writes and reads them otherwise."""
    from atlas_gui.exchange.importing.reading import open_table

    target = folder / "records.xlsx"
    _command("export", _RECORD, "--format", "xlsx", "--output", str(target))
    table = open_table(target)
    try:
        rows = sum(1 for _row in table.rows())
    finally:
        table.close()
    expect(rows, "the workbook has no row")
    return f"{rows} rows as a workbook, read again"


def _import_references(folder: Path) -> str:
    from atlas_gui.exchange.importing.plan import plan_import
    from atlas_gui.exchange.importing.profile import find_profile
    from atlas_gui.store.check import check_library

    file, library = folder / "references.ris", folder / "imported.atlas.json"
    file.write_text(_REFERENCES, encoding="utf-8")
    profile = find_profile("references", paths.reader_dir())
    with plan_import(file, library, profile, profile.file) as plan:
        plan.accept()
    report = check_library(library)
    expect(report.counts["records"] == 2 and not report.faults, f"imported: {report}")
    return "2 references into a new library, no fault"


CORE_STEPS = (
    Step("library", _check_library),
    Step("resources", _read_resources),
    Step("search", _search),
    Step("index", _index_in_another_process),
    Step("pdf", _export_pdf),
    Step("citation", _cite),
    Step("table", _write_table),
    Step("import", _import_references),
)
