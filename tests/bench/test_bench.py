"""The benchmark's own arithmetic and manners; no time is judged."""

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest
from bench.measuring import (
    WARM_UPS,
    Row,
    Settings,
    in_turn,
    quantile,
    row,
    run,
    told,
    with_growth,
)
from bench.package_rows import ARTEFACTS, built
from bench.rows import ROWS
from bench.table import as_json, as_table
from bench.typed_texts import prefixes, typed_texts
from bench.watching import descendants, peak_kibibytes
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
    assert row("start", [4.0, 2.0, 6.0], [1.0, 2.0, 3.0], "ms", 10) == Row(
        "start", 10, 3, 4.0, pytest.approx(5.8), 6.0, "ms", 2.0, 2.0
    )


def test_a_row_is_beside_the_one_of_a_tenth_of_its_records() -> None:
    sizes = {10: 2.0, 100: 5.0, 3_210: 7.0, 0: 1.0}
    rows = [row("search", [took], [1.0], "ms", size) for size, took in sizes.items()]
    grown = with_growth([*rows, row("other", [1.0], [1.0], "ms", 100)])
    assert [each.growth for each in grown] == [0, 2.5, 0, 0, 0]


def test_rows_for_people_and_programs() -> None:
    rows = [
        Row("start", 0, 15, 400.123, 450.5, 460.0, "ms", 200.0, 2.0006),
        Row("search", 1_000, 5, 1.0, 2.0, 3.0, "ms", 1.0, 1.0, 4.5, {"古": [1]}),
    ]
    first, second = json.loads(as_json(rows))
    assert first == {
        "name": "start",
        "records": 0,
        "n": 15,
        "median": 400.12,
        "p95": 450.5,
        "most": 460.0,
        "unit": "ms",
        "floor": 200.0,
        "ratio": 2.0,
        "growth": 0.0,
    }
    assert second["detail"] == {"古": [1]}
    heading, *lines = as_table(rows).splitlines()
    assert heading.split() == "name records n median p95 most unit floor ratio growth".split()
    assert [line.split() for line in lines] == [
        "start – 15 400.12 450.50 460.00 ms 200.00 2.00 –".split(),
        "search 1000 5 1.00 2.00 3.00 ms 1.00 1.00 4.50".split(),
    ]


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


def test_a_process_that_measures_itself_tells_a_line_of_json() -> None:
    said = told([sys.executable, "-c", "print('{\"took\": 3}')"], dict(os.environ))
    assert said["took"] == 3
    assert said["mebibytes"] > 1


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="no /proc here")
def test_the_memory_of_helpers_is_counted() -> None:
    job = (
        "import subprocess, sys; held = 'x = b\"x\" * 60_000_000; import time; time.sleep(0.5)';"
        "subprocess.run([sys.executable, '-c', held]); print('{}')"
    )
    assert told([sys.executable, "-c", job], dict(os.environ))["mebibytes"] > 60
    assert peak_kibibytes(os.getpid()) > 1_000


def test_every_process_that_was_started_is_known() -> None:
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert child.pid in descendants(os.getpid()) or not Path("/proc/self/task").exists()
    finally:
        child.communicate(b"\n")
    assert child.pid not in descendants(os.getpid())


def test_the_texts_are_typed_from_their_first_sign() -> None:
    assert list(prefixes("trade")) == ["t", "tr", "tra", "trad", "trade"]
    assert len(set(typed_texts())) == len(typed_texts())
    assert all(start.strip() for text in typed_texts() for start in prefixes(text))


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


@pytest.mark.parametrize("words", [["--sizes", "many"], ["--runs", "0"], ["--sizes", "0,10"]])
def test_nonsense_is_wrong_usage(words: list[str]) -> None:
    assert _bench(*words).returncode == 2


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_every_row_is_measured_and_written(tmp_path: Path) -> None:
    target = tmp_path / "rows.json"
    result = _bench("--runs", "1", "--sizes", "200", "--texts", "2", "--json", str(target))
    assert result.returncode == 0, result.stderr
    rows = json.loads(target.read_text())
    names = {held["name"].split()[0].removesuffix(".treaties") for held in rows}
    assert names == {name for name in ROWS if name not in ARTEFACTS or built(name)}
    assert all(held["n"] > 0 and held["floor"] > 0 for held in rows)
    assert len(result.stdout.splitlines()) == len(rows) + 1


@pytest.mark.slow
@pytest.mark.timeout(900)
def test_other_engines_answer_the_same_texts(tmp_path: Path) -> None:
    target = tmp_path / "rows.json"
    result = _bench("--only", "search.engines", "--sizes", "200", "--json", str(target))
    assert result.returncode == 0, result.stderr
    names = {held["name"].split()[0] for held in json.loads(target.read_text())}
    assert {"engine.atlas", "engine.fts5"} <= names
