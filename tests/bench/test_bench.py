"""The benchmark's own arithmetic and manners; no time is judged."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from bench.measuring import WARM_UPS, Row, Settings, in_turn, quantile, row, run
from bench.rows import ROWS
from bench.table import as_json, as_table
from hypothesis import given
from hypothesis import strategies as st
from support.places import ROOT

_values = st.lists(st.floats(0, 1e6), min_size=1, max_size=30)


@given(values=_values)
def test_the_half_is_the_median_and_the_ends_are_the_extremes(values: list[float]) -> None:
    assert quantile(values, 0.5) == pytest.approx(statistics.median(values))
    assert quantile(values, 0) == min(values)
    assert quantile(values, 1) == max(values)


@given(values=_values)
def test_ninety_five_in_a_hundred_lie_between_median_and_maximum(values: list[float]) -> None:
    assert quantile(values, 0.5) <= quantile(values, 0.95) * (1 + 1e-9) + 1e-9
    assert quantile(values, 0.95) <= max(values) * (1 + 1e-9)


def test_a_row_is_beside_its_floor() -> None:
    assert row("start", [4.0, 2.0, 6.0], [1.0, 2.0, 3.0], "ms") == Row(
        "start", 3, 4.0, pytest.approx(5.8), "ms", 2.0, 2.0
    )


def test_rows_for_people_and_programs() -> None:
    rows = [Row("start", 15, 400.123, 450.5, "ms", 200.0, 2.0006)]
    assert json.loads(as_json(rows)) == [
        {
            "name": "start",
            "n": 15,
            "median": 400.12,
            "p95": 450.5,
            "unit": "ms",
            "floor": 200.0,
            "ratio": 2.0,
        }
    ]
    heading, line = as_table(rows).splitlines()
    assert heading.split() == ["name", "n", "median", "p95", "unit", "floor", "ratio"]
    assert line.split() == ["start", "15", "400.12", "450.50", "ms", "200.00", "2.00"]


def test_both_run_in_turn_after_a_warm_up(tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    said: list[tuple[int, int]] = []
    settings = Settings(2, dict(os.environ), lambda done, of: said.append((done, of)))
    job = "open(r'{diary}', 'a').write('{word}'); print('shown')"
    words = [[sys.executable, "-c", job.format(diary=diary, word=word)] for word in "af"]
    runs, floors = in_turn(words[0], words[1], settings)
    assert diary.read_text() == "af" * (WARM_UPS + 2)
    assert said == [(number, 4) for number in (1, 2, 3, 4)]
    assert len(runs) == len(floors) == 2
    assert all(measured.shown > 0 and measured.mebibytes > 1 for measured in runs)


def test_a_process_that_fails_is_no_measurement() -> None:
    with pytest.raises(RuntimeError, match=r"(?s)ended with 3.*because"):
        run(
            [sys.executable, "-c", "import sys; sys.stderr.write('because'); sys.exit(3)"],
            dict(os.environ),
        )


def _bench(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "bench", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_unknown_row_is_wrong_usage() -> None:
    result = _bench("--only", "start,speed")
    assert result.returncode == 2
    assert "start" in result.stderr


@pytest.mark.slow
def test_every_row_is_measured_and_written(tmp_path: Path) -> None:
    target = tmp_path / "rows.json"
    result = _bench("--runs", "1", "--json", str(target))
    assert result.returncode == 0, result.stderr
    rows = json.loads(target.read_text())
    assert [held["name"] for held in rows] == list(ROWS)
    assert all(held["n"] == 1 and held["floor"] > 0 for held in rows)
    assert [line.split()[0] for line in result.stdout.splitlines()] == ["name", *ROWS]
