"""Runs that ended in the middle: Python writes where it was, and the next start finds that."""

import contextlib
import faulthandler
import os
import re
from pathlib import Path
from typing import BinaryIO

from atlas_gui.state.log.writing import file_name, is_running, make_folder, sweep

_WATCHING, _FOUND = ".txt", ".log"
_MOST_KEPT = 3
_LARGEST_BYTES = 256 * 1024
# Patterns, compiled when there is something to clean.
_CODE = r' *File "(.*)", line (\d+|\?\?\?) in (<?[\w.<>]+)'
_HARMLESS = (
    r"Fatal Python error: [A-Za-z ]{1,60}|Windows fatal exception: [a-z 0-9]{1,60}"
    r"|(?:Current thread|Thread) 0x[0-9a-f]+ (?:\[[\w .-]{1,40}\] )?\(most recent call first\):"
    r"| *<no Python frame>| *Garbage-collecting| *\.\.\.|"
)


class CrashWatch:
    """Has Python write where it was if the program is ended by the system; a file while it runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._path = folder / file_name("crash", _WATCHING)
        self._file: BinaryIO | None = None

    def begin(self) -> None:
        """Watch, unless somebody who looks for a fault has Python say it elsewhere already."""
        if faulthandler.is_enabled():
            return
        with contextlib.suppress(OSError):
            make_folder(self._folder)
            descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            self._file = os.fdopen(descriptor, "wb", buffering=0)
            faulthandler.enable(self._file)

    def end(self) -> None:
        """The program ends as it should; nothing is left."""
        if self._file is not None:
            faulthandler.disable()
            self._file.close()
            with contextlib.suppress(OSError):
                self._path.unlink()
            self._file = None


def take_crash(folder: Path) -> str:
    """Where the last run was that ended in the middle, told once; empty if none did.

    What was found is kept beside the log, cleaned; of a run that was killed nothing is to be told.
    """
    told = ""
    for path in sorted(folder.glob(f"crash-*{_WATCHING}")):
        # What another program holds open cannot be removed everywhere, and is still its own.
        with contextlib.suppress(OSError):
            if not is_running(path):
                found = _cleaned(path)
                path.unlink()
                if found:
                    told = found
                    _keep(path.with_suffix(_FOUND), found)
    sweep(folder, f"crash-*{_FOUND}", _MOST_KEPT)
    return told


def clean_dump(text: str) -> str:
    """What Python wrote of where it was, with code by its package; other lines are left out."""
    from atlas_gui.state.log.places import code_place  # most starts have nothing to clean

    kept = []
    for line in text.splitlines():
        if found := re.fullmatch(_CODE, line):
            kept.append(f"  {code_place(found[1])}:{found[2]} in {found[3]}")
        elif re.fullmatch(_HARMLESS, line):
            kept.append(line)
    return "\n".join(kept).strip()


def _cleaned(path: Path) -> str:
    with path.open("rb") as file:
        return clean_dump(file.read(_LARGEST_BYTES).decode("utf-8", errors="replace"))


def _keep(path: Path, text: str) -> None:
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            file.write(text + "\n")
