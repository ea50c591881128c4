"""The tests' own guards: what must not pass unnoticed fails a test that does nothing else."""

import os
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest
from support.places import ROOT

_HEAD = """
import logging
import warnings

import pytest
from PySide6.QtCore import qInfo, qWarning
"""
_FAILING = {
    "a_warning": ('logging.getLogger("x").warning("careful")', "unexpected: WARNING x: careful"),
    "an_error": ('logging.getLogger("x").error("lost")', "unexpected: ERROR x: lost"),
    "silence": ('log_guard.expect("promised")', "did not come: promised"),
    "old_ways": ('warnings.warn("old way", DeprecationWarning)', "old way"),
    "qt": ('qWarning("wrong thread")', "wrong thread"),
    "open_file": ("open(__file__)", "unclosed file"),
    "mark": ("pytest.mark.colour(lambda: None)", "colour"),
}
_PASSING = {
    "nothing": "pass",
    "information": 'logging.getLogger("x").info("all is well")',
    "expected": 'log_guard.expect("careful"); logging.getLogger("x").warning("careful")',
    "qt_information": 'qInfo("all is well")',
}
_SKIPPED = {"moon": 'pytest.skip("the moon is not full")'}


class Outcome:
    """What one run of the planted tests came to."""

    def __init__(self, folder: Path) -> None:
        bodies = {name: body for name, (body, _reason) in _FAILING.items()} | _PASSING | _SKIPPED
        tests = (f"def test_{name}(log_guard):\n    {body}\n" for name, body in bodies.items())
        (folder / "test_planted.py").write_text(_HEAD + "\n\n".join(tests), encoding="utf-8")
        report = folder / "report.xml"
        command = [sys.executable, "-m", "pytest", "-p", "support.logs", "-p", "no:cacheprovider"]
        command += ["-c", str(ROOT / "pyproject.toml"), "--rootdir", str(folder)]
        environment = {**os.environ, "PYTHONPATH": str(ROOT / "tests")}
        self.said = subprocess.run(
            [*command, f"--junit-xml={report}", str(folder / "test_planted.py")],
            cwd=folder,
            env={**environment, "QT_QPA_PLATFORM": "offscreen"},
            capture_output=True,
            text=True,
            check=False,
        ).stdout
        self.reasons: dict[str, str] = {}
        for case in ElementTree.parse(report).iter("testcase"):  # noqa: S314  our own file
            name = (case.get("name") or "").removeprefix("test_")
            self.reasons.setdefault(name, "")
            for found in (*case.iter("failure"), *case.iter("error")):
                self.reasons[name] += f"{found.get('message')}\n{found.text}"


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory) -> Outcome:
    return Outcome(tmp_path_factory.mktemp("planted"))


@pytest.mark.parametrize("name", _FAILING)
def test_a_planted_warning_fails(name: str, outcome: Outcome) -> None:
    assert _FAILING[name][1] in outcome.reasons[name]


@pytest.mark.parametrize("name", _PASSING)
def test_what_is_quiet_or_expected_passes(name: str, outcome: Outcome) -> None:
    assert outcome.reasons[name] == ""


def test_a_skipped_test_is_counted_and_named_with_its_reason(outcome: Outcome) -> None:
    assert "1 skipped" in outcome.said
    summary = outcome.said.partition("short test summary")[2]
    (line,) = [line for line in summary.splitlines() if "the moon is not full" in line]
    assert "test_moon" in line
