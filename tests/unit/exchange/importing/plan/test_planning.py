"""Plans of imports: what they would do, that they do just that, and that nothing else is written."""

import csv
import json
from pathlib import Path

import msgspec
import pytest
from support.enclosed_pdf import save_pdf_of
from support.importing import BASE, profile
from support.places import SHIPPED_LIBRARY

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.plan import ImportReport, plan_import
from atlas_gui.exchange.importing.plan.report_file import report_data, report_lines, save_report
from atlas_gui.exchange.importing.profile import Profile
from atlas_gui.progress import CancelledError
from atlas_gui.store import open_library
from atlas_gui.store.check import check_library
from atlas_gui.store.locking import LockedError

ROWS = [
    {"id": "1", "title": "Buses", "country": "Cuba", "sum": "5"},
    {"id": "2", "title": "Port", "country": "Cuba", "sum": "1,5"},
    {"id": "3", "title": "Rail", "country": "Vietnam", "sum": ""},
]
USING = profile(amounts=[{"column": "sum", "currency": "USD", "decimal": ","}])


def _table(folder: Path, rows: list[dict[str, str]], name: str = "table.csv") -> Path:
    path = folder / name
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        writer.writerows(rows)
    return path


def _imported(
    path: Path, into: Path, using: Profile | None = USING, **options: bool
) -> ImportReport:
    with plan_import(path, into, using) as plan:
        return plan.accept(**options)


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*")}


def test_nothing_is_written_before_a_plan_is_accepted(tmp_path: Path) -> None:
    path, into = _table(tmp_path, ROWS), tmp_path / "library.json"
    before = _files(tmp_path)
    with plan_import(path, into, USING) as plan:
        assert len(plan.report.added) == 3
        assert not plan.report.saved
        assert not into.exists()
    assert {name for name in _files(tmp_path) - before if not name.endswith("lock")} == set()


def test_an_accepted_plan_makes_a_sound_library(tmp_path: Path) -> None:
    path, into = _table(tmp_path, ROWS), tmp_path / "library.json"
    report = _imported(path, into)
    assert (report.rows, report.records, report.saved) == (3, 3, True)
    assert check_library(into).faults == ()
    library = open_library(into)
    assert set(library.records) == {"test-1", "test-2", "test-3"}
    assert library.info.title == {"en": "A test"}
    assert set(library.countries) == {"CHN", "CUB", "VNM"}


def test_the_same_file_again_changes_nothing_not_even_the_files_time(tmp_path: Path) -> None:
    path, into = _table(tmp_path, ROWS), tmp_path / "library.json"
    _imported(path, into)
    before = into.read_bytes(), into.stat().st_mtime_ns
    report = _imported(path, into)
    assert (report.unchanged, report.saved, report.changes_nothing) == (3, False, True)
    assert (into.read_bytes(), into.stat().st_mtime_ns) == before


def test_a_newer_file_updates_by_identifier_and_tells_field_by_field(tmp_path: Path) -> None:
    into = tmp_path / "library.json"
    _imported(_table(tmp_path, ROWS), into)
    newer = [
        ROWS[0] | {"sum": "7", "title": "Buses and trams"},
        ROWS[2],
        {"id": "4", "title": "New", "country": "Cuba", "sum": ""},
    ]
    report = _imported(_table(tmp_path, newer), into)
    assert [(one.id, one.row) for one in report.added] == [("test-4", 4)]
    assert [one.id for one in report.gone] == ["test-2"]
    (changed,) = report.changed
    fields = {one.part: (one.heading, one.before, one.after) for one in changed.fields}
    assert fields == {
        "title": ("Title", "Buses", "Buses and trams"),
        "summary": ("Summary", "Buses", "Buses and trams"),
        "claims/amount-committed": ("Committed amount", "US$5 committed", "US$7 committed"),
    }
    # What is gone stays, unless somebody says otherwise.
    assert "test-2" in open_library(into).records
    report = _imported(_table(tmp_path, newer), into, remove_gone=True)
    assert (report.removed, report.saved) == (1, True)
    assert set(open_library(into).records) == {"test-1", "test-3", "test-4"}
    assert check_library(into).faults == ()


def test_records_from_elsewhere_are_never_gone(tmp_path: Path) -> None:
    into = tmp_path / "library.json"
    into.write_bytes(SHIPPED_LIBRARY.read_bytes())
    report = _imported(_table(tmp_path, ROWS), into, remove_gone=True)
    assert (report.gone, report.removed) == ((), 0)
    assert len(open_library(into).records) == 103
    # Countries stay as the library describes them.
    assert open_library(into).countries["CHN"].aliases[0] == "People's Republic of China"


def test_a_record_that_the_checker_refuses_is_told_and_the_rest_comes_in(tmp_path: Path) -> None:
    using = profile(record=BASE["record"] | {"language": "xx"})
    path, into = _table(tmp_path, ROWS), tmp_path / "library.json"
    with plan_import(path, into, using) as plan:
        refused = [one for one in plan.report.findings if one.outcome is Outcome.REFUSED]
        assert [one.row for one in refused] == [2, 3, 4]
        assert all(one.code == "check" for one in refused)
        assert plan.report.records == 0


def test_the_records_of_a_library_come_in_as_they_are(tmp_path: Path) -> None:
    into = tmp_path / "library.json"
    _imported(_table(tmp_path, ROWS), into)
    report = _imported(SHIPPED_LIBRARY, into, None)
    assert (report.rows, len(report.added), report.profile) == (100, 100, "")
    mine, theirs = open_library(into), open_library(SHIPPED_LIBRARY)
    assert all(mine.records[name] == theirs.records[name] for name in theirs.records)
    assert mine.sources.keys() >= theirs.sources.keys()
    assert check_library(into).faults == ()
    assert _imported(SHIPPED_LIBRARY, into, None).changes_nothing


def test_the_records_inside_a_pdf_come_in_too(tmp_path: Path) -> None:
    shipped = open_library(SHIPPED_LIBRARY)
    pdf = save_pdf_of(shipped, list(shipped.records)[:3], tmp_path / "some.pdf")
    into = tmp_path / "library.json"
    report = _imported(pdf, into, None)
    assert {one.id for one in report.added} == set(list(shipped.records)[:3])


def test_without_a_profile_a_table_is_refused_in_one_sentence(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="No import profile fits"):
        plan_import(_table(tmp_path, ROWS), tmp_path / "library.json", None)


@pytest.mark.parametrize("content", [b"", b"{}", b"[1, 2", b"\x00\x01", b"no library"])
def test_what_is_no_library_is_not_imported_into(tmp_path: Path, content: bytes) -> None:
    into = tmp_path / "library.json"
    into.write_bytes(content)
    with pytest.raises(AtlasError):
        plan_import(_table(tmp_path, ROWS), into, USING)
    assert into.read_bytes() == content


def test_a_library_that_somebody_writes_is_not_imported_into(tmp_path: Path) -> None:
    into = tmp_path / "library.json"
    _imported(_table(tmp_path, ROWS), into)
    newer = _table(tmp_path, [ROWS[0] | {"title": "Trams"}], "newer.csv")
    with plan_import(newer, into, USING), pytest.raises(LockedError):
        plan_import(newer, into, USING)
    with plan_import(newer, into, USING) as plan:
        assert len(plan.report.changed) == 1


def test_whoever_stops_an_import_finds_everything_as_it_was(tmp_path: Path) -> None:
    rows = [{"id": str(n), "title": f"T{n}", "country": "Cuba", "sum": ""} for n in range(700)]
    path, into = _table(tmp_path, rows), tmp_path / "library.json"

    def stop(_done: int, _total: int, /) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        plan_import(path, into, USING, progress=stop)
    assert not into.exists()
    # Nobody holds it either.
    assert _imported(path, into).records == 700


def test_progress_is_told_and_ends_at_the_last_row(tmp_path: Path) -> None:
    rows = [{"id": str(n), "title": f"T{n}", "country": "Cuba", "sum": ""} for n in range(700)]
    told: list[tuple[int, int]] = []
    with plan_import(
        _table(tmp_path, rows),
        tmp_path / "l.json",
        USING,
        progress=lambda d, t: told.append((d, t)),
    ):
        pass
    assert told[0][0] == 200
    assert all(0 <= done <= total for done, total in told)


def test_a_preview_has_a_line_for_each_row_with_what_becomes_of_it(tmp_path: Path) -> None:
    into = tmp_path / "library.json"
    _imported(_table(tmp_path, ROWS), into)
    newer = [
        ROWS[0],
        ROWS[1] | {"sum": "x"},
        {"id": "9", "title": "N", "country": "Mars", "sum": ""},
    ]
    with plan_import(_table(tmp_path, newer), into, USING) as plan:
        lines = plan.preview()
    assert [(one.row, one.id, one.what, one.findings) for one in lines] == [
        (2, "test-1", "unchanged", 0),
        (3, "test-2", "changed", 1),
        (4, "test-9", "new", 1),
    ]
    assert (lines[0].parties, lines[0].value) == ("China, Cuba", "US$5 committed")


@pytest.fixture
def report(tmp_path: Path) -> ImportReport:
    into = tmp_path / "library.json"
    _imported(_table(tmp_path, ROWS), into)
    newer = [
        ROWS[0] | {"title": "=cmd|' /C calc'!A0\x1b[31m"},
        {"id": "9", "title": "", "country": "Mars", "sum": "+1"},
    ]
    return _imported(_table(tmp_path, newer), into)


def test_a_report_is_saved_as_text_table_and_data(report: ImportReport, tmp_path: Path) -> None:
    for suffix in (".txt", ".csv", ".json"):
        save_report(report, tmp_path / f"report{suffix}")
    words = (tmp_path / "report.txt").read_text("utf-8")
    assert words == "\n".join(report_lines(report)) + "\n"
    assert "row 3" in words
    assert "\x1b" not in words
    with (tmp_path / "report.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["what"] for row in rows} >= {"changed", "gone", "refused"}
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())
    data = json.loads((tmp_path / "report.json").read_bytes())
    assert data == json.loads(msgspec.json.encode(report_data(report)))
    assert data["counts"]["refused"] == 1
    with pytest.raises(AtlasError, match=r"\.csv"):
        save_report(report, tmp_path / "report.doc")


def test_a_long_list_is_cut_short_on_a_terminal_and_says_so(report: ImportReport) -> None:
    many = msgspec.structs.replace(report, unused=tuple(f"column {n}" for n in range(30)))
    lines = list(report_lines(many, 5))
    assert "  … and 25 more" in lines
    assert "  column 29" in list(report_lines(many))
