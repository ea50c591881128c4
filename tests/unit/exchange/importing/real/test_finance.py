"""AidData's Chinese finance, imported and held against the workbook itself, read by other code."""

import datetime as dt
from collections import Counter, defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.real_files import WORKBOOK, claims, plain_records, projects
from support.whole_index import index_over

from atlas_gui.cli import run
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.plan import ImportReport, plan_import
from atlas_gui.exchange.importing.profile import find_profile
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import parse
from atlas_gui.store import open_library
from atlas_gui.store.check import check_library

pytestmark = pytest.mark.skipif(
    not WORKBOOK.exists(), reason="the dataset does not lie beside this project"
)
_KINDS = {
    "Grant": "grant", "Free-standing technical assistance": "grant",
    "Scholarships/training in the donor country": "grant", "Debt forgiveness": "grant",
    "Loan (excluding debt rescheduling)": "loan", "Export credits": "loan",
    "Debt rescheduling": "loan", "Strategic/Supplier Credit": "loan", "Vague TBD": "milestone",
}  # fmt: skip
_STEPS = {
    "Pipeline: Pledge": "announced", "Pipeline: Commitment": "signed", "Implementation": "under-way",
    "Completion": "completed", "Suspended": "suspended", "Cancelled": "cancelled",
}  # fmt: skip
# Two rows name a region alone; a region is no country.
_NO_COUNTRY = "regional"
_DOLLARS_OF_2014 = "US dollars of 2014, deflated by AidData"


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return projects()


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ImportReport]:
    folder = tmp_path_factory.mktemp("finance")
    path = folder / "finance.json"
    profile = find_profile("aiddata-china-finance-1", folder)
    with plan_import(WORKBOOK, path, profile) as plan:
        return path, plan.accept()


@pytest.fixture(scope="module")
def records(imported: tuple[Path, ImportReport]) -> dict[str, dict[str, Any]]:
    return plain_records(imported[0])


def _codes(row: dict[str, str]) -> set[str]:
    return {
        code.strip() for code in row["recipient_iso3"].split(";") if _NO_COUNTRY not in code
    } - {""}


def test_every_project_is_a_record_and_the_library_has_no_fault(
    imported: tuple[Path, ImportReport], rows: list[dict[str, str]]
) -> None:
    path, report = imported
    assert (report.rows, report.records, len(report.added)) == (5_466, 5_466, 5_466)
    assert len(rows) == 5_466
    assert report.unused == ()
    assert report.to_settle == ()
    assert report.count(Outcome.REFUSED) == 0
    assert check_library(path).faults == ()


def test_counts_by_country_year_kind_and_status_are_those_of_the_workbook(
    records: dict[str, dict[str, Any]], rows: list[dict[str, str]]
) -> None:
    countries = Counter(code for one in records.values() for code in one["countries"])
    del countries["CHN"], countries["QZZ"]
    assert countries == Counter(code for row in rows for code in _codes(row))
    years = Counter(
        date["edtf"].strip("?")
        for one in records.values()
        for date in claims(one, "date")
        if date["basis"] in ("signed", "announced")
    )
    assert years == Counter(row["year"] for row in rows)
    assert Counter(one["kind"] for one in records.values()) == Counter(
        _KINDS[row["flow"]] for row in rows
    )
    steps = Counter(step["step"] for one in records.values() for step in claims(one, "status"))
    assert steps == Counter(_STEPS[row["status"]] for row in rows)


def test_sums_by_currency_are_those_of_the_workbook(
    records: dict[str, dict[str, Any]], rows: list[dict[str, str]]
) -> None:
    found: defaultdict[tuple[str, str, bool, bool], Decimal] = defaultdict(Decimal)
    for one in records.values():
        for sum_ in claims(one, "amount"):
            key = (
                sum_["currency"], sum_.get("conversion", ""), sum_["kind"] == "planned",
                "not_counted" in sum_,
            )  # fmt: skip
            found[key] += Decimal(sum_["amount"])
    wanted: defaultdict[tuple[str, str, bool, bool], Decimal] = defaultdict(Decimal)
    for row in rows:
        stage = (row["status"] == "Pipeline: Pledge", row["umbrella"] == "1")
        for column, currency, conversion in (
            ("amount", row["currency"], ""),
            ("usd_current", "USD", "US dollars of the year, converted by AidData"),
            ("usd_defl_2014", "USD", _DOLLARS_OF_2014),
        ):
            # "D" is no currency; 23 rows have it.
            if row[column] and currency != "D":
                wanted[currency, conversion, *stage] += Decimal(row[column])
    assert found.keys() == wanted.keys()
    for key, total in wanted.items():
        assert abs(found[key] - total) < Decimal("0.01"), key
    # The total that the dataset's Readme states, to the cent.
    whole = sum(total for key, total in found.items() if key[1] == _DOLLARS_OF_2014)
    assert round(whole, 2) == Decimal("877655767899.49")


def test_the_programs_own_sums_leave_out_pledges_umbrellas_and_what_was_stopped(
    imported: tuple[Path, ImportReport], rows: list[dict[str, str]]
) -> None:
    index: SearchIndex = index_over(open_library(imported[0]))
    sums = index.sums(index.search(parse("")))
    (total,) = [one for one in sums.totals if one.measure.conversion == _DOLLARS_OF_2014]
    wanted = sum(
        Decimal(row["usd_defl_2014"])
        for row in rows
        if row["usd_defl_2014"] and row["recommended_for_research"] == "1"
    )
    assert abs(total.amount - wanted) < Decimal("0.01")


@pytest.mark.parametrize("place", range(0, 5_466, 274))
def test_twenty_projects_field_by_field(
    place: int, records: dict[str, dict[str, Any]], rows: list[dict[str, str]]
) -> None:
    row = rows[place]
    one = records[f"aiddata-{row['project_id']}"]
    said = " ".join(claim["text"] for claim in claims(one, "statement"))
    assert one["title"] == {"en": " ".join(row["title"].split())}
    assert " ".join(one["summary"].split()) == " ".join(row["description"].split())
    assert one["kind"] == _KINDS[row["flow"]]
    assert set(one["countries"]) - {"QZZ"} == {"CHN", *_codes(row)}
    assert [step["step"] for step in claims(one, "status")] == [_STEPS[row["status"]]]
    dates = {date["basis"]: date["edtf"] for date in claims(one, "date")}
    main = "announced" if row["status"] == "Pipeline: Pledge" else "signed"
    assert dates.pop(main) == row["year"] + ("?" if row["year_uncertain"] == "1" else "")
    for basis, column in (("started", "start_actual"), ("ended", "end_actual")):
        assert dates.pop(basis, "") == _day(row[column])
    assert dates == {}
    original = [sum_ for sum_ in claims(one, "amount") if "conversion" not in sum_]
    assert [(Decimal(sum_["amount"]), sum_["currency"]) for sum_ in original] == (
        [(Decimal(row["amount"]), row["currency"])] if row["amount"] else []
    )
    quantities = {
        quantity["of"]: Decimal(quantity["number"]) for quantity in claims(one, "quantity")
    }
    assert quantities == {
        of: Decimal(row[column])
        for of, column in (("interest", "interest_rate"), ("maturity", "maturity"),
                           ("grace period", "grace_period"), ("grant element", "grant_element"))
        if row[column]
    }  # fmt: skip
    for column in ("flow", "flow_class", "intent", "crs_sector_name", "crs_sector_code", "contacts",
                   "sources", "all_recipients", "recipient_region"):  # fmt: skip
        assert " ".join(row[column].split()) in " ".join(said.split()), column
    assert [spot["name"] for spot in claims(one, "place")] == (
        [" ".join(row["location_details"].split())] if row["location_details"] else []
    )
    assert {e["source"] for claim in one["claims"] for e in claim["evidence"]} == {
        "aiddata-china-finance-1"
    }
    assert {e["locator"] for claim in one["claims"] for e in claim["evidence"]} == {
        f"project {row['project_id']}"
    }


def _day(number: str) -> str:
    """A day as workbooks count them, from the end of 1899."""
    if not number:
        return ""
    return (dt.date(1899, 12, 30) + dt.timedelta(days=int(float(number)))).isoformat()


def test_the_command_line_makes_the_same_library(
    imported: tuple[Path, ImportReport], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "by-command.json"
    assert run(["import", str(WORKBOOK), "--into", str(path), "--json"]) == 0
    assert path.read_bytes() == imported[0].read_bytes()
    assert '"rows": 5466' in capsys.readouterr().out
