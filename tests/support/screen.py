"""The program as a process on a desktop, driven by keys and seen from outside."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

_PATIENCE = 30.0


class Program:
    """A running Atlas; `notes` is the file with what it wrote on standard error."""

    def __init__(
        self, process: subprocess.Popen[bytes], environment: Mapping[str, str], notes: Path
    ) -> None:
        self._process = process
        self._environment = environment
        self._notes = notes

    def window(self, name: str) -> str:
        """The number of the window with this in its title, once it is there."""
        return wait_for(lambda: self._windows(name), f"no window is called {name!r}")[0]

    def has_window(self, name: str) -> bool:
        """Whether such a window is to be seen now."""
        return bool(self._windows(name))

    def activate(self, name: str) -> None:
        """Give a window the keyboard."""
        self._xdotool("windowactivate", "--sync", self.window(name))

    def press(self, *keys: str) -> None:
        """Press keys, named as X names them: "alt+Left"."""
        self._xdotool("key", "--delay", "30", *keys)

    def point_at(self, name: str, across: int, down: int) -> None:
        """Move the mouse to a place in a window, in per cent of its size."""
        number = self.window(name)
        shell = self._xdotool("getwindowgeometry", "--shell", number)
        place = dict(line.split("=", 1) for line in shell.splitlines() if "=" in line)
        x = int(place["X"]) + int(place["WIDTH"]) * across // 100
        y = int(place["Y"]) + int(place["HEIGHT"]) * down // 100
        self._xdotool("mousemove", "--sync", str(x), str(y))

    def hold_button(self, *, down: bool) -> None:
        """Press the left button of the mouse, or let go of it."""
        self._xdotool("mousedown" if down else "mouseup", "1")

    def type(self, text: str) -> None:
        """Type text, letter by letter."""
        self._xdotool("type", "--delay", "15", text)

    def picture(self, target: Path) -> Path:
        """What the whole screen looks like."""
        subprocess.run(
            ["import", "-window", "root", str(target)],
            env=dict(self._environment),
            check=True,
            timeout=_PATIENCE,
        )
        return target

    def wait_until_closed(self) -> int:
        """The exit status, once it has ended by itself."""
        return self._process.wait(_PATIENCE)

    def complaints(self) -> list[str]:
        """What it wrote on standard error, without what Qt says of the accessibility bus."""
        lines = self._notes.read_text("utf-8", "replace").splitlines()
        return [line for line in lines if line.strip() and not line.startswith("AtSpiAdaptor")]

    def _windows(self, name: str) -> list[str]:
        found = self._xdotool("search", "--onlyvisible", "--name", name, check=False)
        return found.split()

    def _xdotool(self, *words: str, check: bool = True) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=dict(self._environment),
            capture_output=True,
            text=True,
            check=check,
            timeout=_PATIENCE,
        )
        return done.stdout


@contextmanager
def running_atlas(
    desktop: Mapping[str, str], home: Path, *arguments: str, module: str = "atlas_gui"
) -> Iterator[Program]:
    """Atlas on a desktop, with settings, data and logs under `home`; ended if it has not ended.

    Another `module` is run in the same way.
    """
    home.mkdir(exist_ok=True)
    names = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_DOCUMENTS_DIR", "HOME")
    environment = {**desktop, **dict.fromkeys(names, str(home)), "LC_ALL": "C.UTF-8"}
    notes = home / "notes.txt"
    with notes.open("wb") as stream:
        process = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=stream,
            stderr=stream,
        )
    try:
        yield Program(process, environment, notes)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(_PATIENCE)


def wait_for(question: Callable[[], list[str]], complaint: str) -> list[str]:
    """The answer of `question`, once it is not empty."""
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if answer := question():
            return answer
        time.sleep(0.05)
    raise AssertionError(complaint)


def wait_for_file(path: Path) -> None:
    """Wait until a file is there; Atlas puts files in place whole."""
    wait_for(lambda: [str(path)] if path.exists() else [], f"{path.name} was not written")
