"""Tries one thing after another and prints a line for each."""

import argparse
import os
import sys
import tempfile
import traceback
from collections.abc import Iterable
from pathlib import Path

from atlas_gui import paths
from atlas_gui.cli.self_test.core_steps import CORE_STEPS
from atlas_gui.cli.self_test.steps import Step, StepError
from atlas_gui.cli.self_test.window_steps import WINDOW_STEPS
from atlas_gui.display import reason_for_no_window
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _, ngettext

_OFFSCREEN = "offscreen"


def self_test(_arguments: argparse.Namespace) -> int:
    """Try everything; 1 if something is not as it should be. What the reader keeps stays untouched."""
    if reason_for_no_window():
        os.environ["QT_QPA_PLATFORM"] = _OFFSCREEN
    said = paths.data_dir()
    with tempfile.TemporaryDirectory(prefix="atlas-self-test-") as name:
        paths.use_data_dir(Path(name, "data"))
        try:
            faults = _try_all((*CORE_STEPS, *WINDOW_STEPS), Path(name))
        finally:
            paths.use_data_dir(said)
    if faults:
        words = ngettext("{count} step failed.", "{count} steps failed.", faults)
        print(words.format(count=faults))
        return 1
    print(_("Everything works."))
    return 0


def _try_all(steps: Iterable[Step], folder: Path) -> int:
    """How many steps failed."""
    faults = 0
    for step in steps:
        place = folder / step.name
        place.mkdir()
        outcome, seen = _tried(step, place)
        faults += outcome != "ok"
        # The first word is for programs, the same in every language; docs/command-line.md has it.
        print(f"{outcome:<7}{step.name}: {seen}", flush=True)
    return faults


def _tried(step: Step, place: Path) -> tuple[str, str]:
    try:
        return "ok", step.run(place)
    except StepError as error:
        return "FAILED", str(error)
    except AtlasError as error:
        return "FAILED", " ".join(error.message.split())
    except Exception as error:  # noqa: BLE001  whatever it is, the other steps are tried too
        traceback.print_exc(file=sys.stderr)
        return "FAILED", f"{type(error).__name__}: {error}"
