"""The program keeps its own rules."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.places import PACKAGE, ROOT

from .docstrings import undocumented
from .rules import (
    LAYERS,
    oversized,
    own_location,
    qt_out_of_ring,
    strangers,
    unplaced,
    untranslated,
    upward_imports,
)

RULES = (
    oversized,
    own_location,
    qt_out_of_ring,
    strangers,
    undocumented,
    unplaced,
    untranslated,
    upward_imports,
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_program_keeps_the_rule(rule: Callable[[Path], Iterator[str]]) -> None:
    assert list(rule(PACKAGE)) == []


def test_no_layer_is_named_that_is_not_there() -> None:
    held = {path.stem for path in PACKAGE.iterdir()}
    assert {part for layer in LAYERS for part in layer} <= held


@pytest.mark.parametrize("part", ["domain", "store", "search", "timeline", "exchange"])
def test_importing_the_core_loads_no_qt(part: str) -> None:
    question = (
        "import importlib, pkgutil, sys, atlas_gui\n"
        f"package = importlib.import_module('atlas_gui.{part}')\n"
        "for found in pkgutil.walk_packages(package.__path__, package.__name__ + '.'):\n"
        "    importlib.import_module(found.name)\n"
        "print(*[name for name in sys.modules if name.startswith(('PySide6', 'shiboken6'))])\n"
    )
    result = subprocess.run(
        [sys.executable, "-c", question],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "src")},
        check=True,
    )
    assert result.stdout.strip() == ""
