"""`atlas-gui sums`: what it prints for people, and for programs."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from support.libraries import (
    Plain,
    amount_claim,
    date_claim,
    plain_library,
    record,
    status_claim,
    write,
)

from atlas_gui import paths
from atlas_gui.cli import run


def deal(name: str, amount: str, year: str = "2005", **value: str) -> Plain:
    claim = amount_claim(amount)
    claim["value"] |= value
    return record(name, claims=[status_claim("signed"), date_claim(year), claim])


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(paths, "index_dir", lambda: tmp_path / "kept")
    disputed = deal("disputed", "5")
    disputed["claims"].append(amount_claim("6", name="other"))
    plain = plain_library(
        deal("late", "0.000000000001", "2011"),
        deal("early", "123456789012345678901234", "0900"),
        deal("yuan", "7", currency="CNY", qualifier="about"),
        deal("converted", "8", conversion="2014 \x1b[31mUS dollars"),
        disputed,
        record("bare"),
    )
    return write(plain, tmp_path)


def answer(capsys: pytest.CaptureFixture[str], library: Path, *words: str) -> dict[str, Any]:
    assert run(["sums", "--json", "--library", str(library), *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_amounts_are_text_with_every_digit(
    capsys: pytest.CaptureFixture[str], library: Path
) -> None:
    found = answer(capsys, library, "--by", "year")
    assert (found["records"], found["without"], found["by"]) == (6, 1, "year")
    dollars = next(one for one in found["totals"] if one["sums"] == 2)
    assert dollars["amount"] == "123456789012345678901234.000000000001"
    assert [row["key"] for row in dollars["rows"]] == ["900", "2011"]
    assert found["left_out"] == [
        {"reason": "disputed", "sums": 1, "records": 1, "ids": ["disputed"]}
    ]


def test_totals_of_different_measures_stay_apart(
    capsys: pytest.CaptureFixture[str], library: Path
) -> None:
    found = answer(capsys, library)
    assert [(one["currency"], one["conversion"], one["about"]) for one in found["totals"]] == [
        ("USD", None, 0),
        ("CNY", None, 1),
        ("USD", "2014 \x1b[31mUS dollars", 0),
    ]
    assert all(one["rows"] == [] for one in found["totals"])


@pytest.mark.parametrize("by", ["pair", "year", "kind", "sector"])
def test_rows_add_up(capsys: pytest.CaptureFixture[str], library: Path, by: str) -> None:
    for total in answer(capsys, library, "--by", by)["totals"]:
        units = [int(Decimal(row["amount"]).scaleb(12)) for row in total["rows"]]
        assert sum(units) > 0
        assert sum(row["sums"] for row in total["rows"]) == total["sums"]


def test_people_read_the_same_and_a_text_steers_no_terminal(
    capsys: pytest.CaptureFixture[str], library: Path
) -> None:
    assert run(["sums", "--library", str(library), "--by", "pair"]) == 0
    printed = capsys.readouterr().out
    assert "\x1b" not in printed
    assert printed.splitlines() == [
        "6 records",
        "US$123,456,789,012,345,678,901,234.000000000001 promised: 2 sums",
        "    US$123,456,789,012,345,678,901,234.000000000001  China – Cuba",
        "CN¥7 promised: 1 sum; 1 approximate",
        "    CN¥7  China – Cuba",
        "US$8 (≈ in 2014 U+001B[31mUS dollars) promised: 1 sum",
        "    US$8  China – Cuba",
        "1 sum left out",
        "          1  Sources disagree",
        "1 record names no sum",
    ]


def test_a_query_narrows_and_a_fault_in_it_is_told(
    capsys: pytest.CaptureFixture[str], library: Path
) -> None:
    found = answer(capsys, library, "date:2011 kind:no-such-kind")
    assert [one["amount"] for one in found["totals"]] == ["0.000000000001"]
    (fault,) = found["faults"]
    assert "no-such-kind" in fault
    assert answer(capsys, library, "zzzz")["totals"] == []


def test_another_way_to_break_down_is_wrong_usage(library: Path) -> None:
    with pytest.raises(SystemExit) as wrong:
        run(["sums", "--by", "colour", "--library", str(library)])
    assert wrong.value.code == 2
