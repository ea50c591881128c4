"""The tests' desktop is a whole one: a window opens on it, and a screen reader finds its parts."""

import subprocess
import sys
from collections.abc import Iterator

import pytest
from support.places import ROOT

_READ = """
import sys, time
import gi
gi.require_version("Atspi", "2.0")
from gi.repository import Atspi
Atspi.init()
def names(node, depth=0):
    if node is None or depth > 12:
        return
    yield node.get_role_name(), node.get_name()
    for number in range(min(node.get_child_count(), 60)):
        yield from names(node.get_child_at_index(number), depth + 1)
for _try in range(60):
    found = list(names(Atspi.get_desktop(0)))
    # The timeline, whose marks are list items, follows when the rest of the window is there.
    if {"frame", "list item"} <= {role for role, name in found}:
        break
    time.sleep(0.25)
print(*(f"{role}: {name}" for role, name in found), sep="\\n")
"""

pytestmark = [pytest.mark.display, pytest.mark.a11y]


@pytest.fixture
def atlas(accessible_desktop: dict[str, str]) -> Iterator[dict[str, str]]:
    program = subprocess.Popen(
        [sys.executable, "-m", "atlas_gui"], env=accessible_desktop, cwd=ROOT / "src"
    )
    yield accessible_desktop
    program.terminate()
    program.wait(20)


def test_a_screen_reader_finds_the_window_and_its_parts(atlas: dict[str, str]) -> None:
    read = subprocess.run(
        ["/usr/bin/python3", "-c", _READ],
        env=atlas,
        capture_output=True,
        text=True,
        check=True,
        timeout=90,
    )
    roles = {line.partition(": ")[0] for line in read.stdout.splitlines()}
    assert {"frame", "push button", "list", "list item"} <= roles, read.stdout
    assert "Export" in read.stdout
