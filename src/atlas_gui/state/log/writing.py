"""The files of the log: one for each program that runs, rotated, and swept when there are too many."""

import contextlib
import logging
import os
import time
from collections import deque
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from logging.handlers import RotatingFileHandler

# Each program has a file of its own, so that no two rotate the same one.
LOG_GLOB = "atlas-*.log*"
LARGEST_BYTES = 512 * 1024
MOST_FILES = 6
_MOST_HELD = 500


class LogKeeper(logging.Handler):
    """Collects what is reported, already cleaned, and writes it into a file from `write_down` on.

    Until then nothing is read, made or loaded: a start waits for nothing. A folder that cannot be
    written to costs the log and nothing else.
    """

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.INFO)
        self._folder = folder
        self._held: deque[str] = deque(maxlen=_MOST_HELD)
        self._file: RotatingFileHandler | None = None
        self._refused = False
        # Whether anything was told that is more than how things go.
        self.has_trouble = False

    @property
    def folder(self) -> Path:
        """Where the files are."""
        return self._folder

    @property
    def path(self) -> Path | None:
        """The file that is written into; None as long as there is none."""
        return Path(self._file.baseFilename) if self._file is not None else None

    def begin(self) -> None:
        """Listen to what our own modules report from INFO up, and others from WARNING up."""
        logging.getLogger().addHandler(self)
        logging.getLogger("atlas_gui").setLevel(logging.INFO)

    def note(self, line: str) -> None:
        """Write down a line of our own that holds nothing personal, such as which Atlas this is."""
        level = {"levelno": logging.INFO, "levelname": "INFO"}
        self.handle(logging.makeLogRecord({"name": "atlas_gui.log", "msg": line, **level}))

    def write_down(self) -> Path | None:
        """Write what is held, and from now on at once; the file, or None if there can be none."""
        if self._file is None and not self._refused:
            self.acquire()
            try:
                self._file = _opened(self._folder)
                for line in self._held:
                    self._write(line)
                self._held.clear()
            except OSError:
                self._refused = True
            finally:
                self.release()
        return self.path

    def emit(self, record: logging.LogRecord) -> None:
        """Clean a record, and hold or write it."""
        self.has_trouble = self.has_trouble or record.levelno >= logging.WARNING
        try:
            line = self._cleaned(record)
        except Exception:  # noqa: BLE001  what is reported must not break whoever reports it
            line = "A message that could not be cleaned"
        if self._file is None:
            self._held.append(line)
        else:
            self._write(line)

    def _cleaned(self, record: logging.LogRecord) -> str:
        if self.formatter is None:
            from atlas_gui.state.log.cleaning import CleanFormatter  # most starts report nothing

            self.setFormatter(CleanFormatter())
        return self.format(record)

    def close(self) -> None:
        """Listen no more; a file that was begun is closed."""
        logging.getLogger().removeHandler(self)
        if self._file is not None:
            with contextlib.suppress(OSError):  # what did not fit on the disk is lost
                self._file.close()
            self._file = None
            self._refused = True
        super().close()

    def _write(self, line: str) -> None:
        if self._file is not None:
            self._file.handle(logging.makeLogRecord({"msg": line}))


def make_folder(folder: Path) -> None:
    """The folder of the log, for its reader alone. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    with contextlib.suppress(OSError):  # somebody else's, who may write for us there
        folder.chmod(0o700)


def sweep(folder: Path, pattern: str, most: int) -> None:
    """Remove all but the `most` newest files of a pattern; what cannot be removed stays."""
    with contextlib.suppress(OSError):
        found = [(path.stat().st_mtime, path) for path in folder.glob(pattern)]
        for _age, path in sorted(found, reverse=True)[most:]:
            if not is_running(path):
                with contextlib.suppress(OSError):
                    path.unlink()


def file_name(beginning: str, ending: str) -> str:
    """The name of a file of this process: when it began, and its number."""
    moment = time.strftime("%Y%m%dT%H%M%S", time.gmtime())
    return f"{beginning}-{moment}-{os.getpid()}{ending}"


def is_running(path: Path) -> bool:
    """Whether the process that a file is named after may still be there.

    Windows knows no such question, and removes no file that is open: there the answer is no.
    """
    number = path.name.rpartition("-")[2].partition(".")[0]
    if not number.isdecimal() or os.name != "posix":
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True
    return True


def _opened(folder: Path) -> "RotatingFileHandler":
    """A file of this process, in a folder for its reader alone. Raises OSError."""
    from atlas_gui.state.log.private_file import PrivateFile  # it loads sockets and pickles

    make_folder(folder)
    made = PrivateFile(folder / file_name("atlas", ".log"), LARGEST_BYTES)
    sweep(folder, LOG_GLOB, MOST_FILES)
    return made
