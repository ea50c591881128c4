"""One writer at a time: a lock of the system's own, which ends with whoever holds it.

Beside the file that is written stands `.NAME.lock`, which is empty and stays: it is what the
system locks, and taking it away would let two writers hold two locks of the same name. While the
lock is held, `.NAME.lock.json` says by whom, for the sentence that the next writer is told.
"""

import errno
import logging
import os
import socket
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

import msgspec

from atlas_gui import __version__
from atlas_gui.errors import AtlasError
from atlas_gui.files import beside, could_not_save
from atlas_gui.i18n import _

if TYPE_CHECKING:
    from filelock import BaseFileLock

_log = logging.getLogger(__name__)
_POLL_SECONDS = 0.02
# What systems answer where a file system has no locks: mostly network folders.
_KNOWS_NO_LOCKS = frozenset({errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOLCK})
_LARGEST_NOTE = 10_000


class Holder(msgspec.Struct, frozen=True):
    """Who holds a lock: process id, host, program, when that began, and a sign of the process.

    `born` tells a process from a later one of the same id; empty where the system does not say.
    """

    process: int
    host: str
    program: str
    since: datetime
    born: str = ""


class LockedError(AtlasError):
    """Another writer is at work; `holder` says who, as far as it is known."""

    def __init__(self, message: str, holder: Holder | None = None) -> None:
        super().__init__(message, repr(holder))
        self.holder = holder


class WriteLock:
    """The right to write `target`, for this process alone, until it is released or the process ends.

    Two locks of one target exclude one another inside one process too. Where the file system knows
    no locks, `is_exclusive` is False while it is held: a living writer on this machine is still
    noticed by its note, one on another machine is not.
    """

    def __init__(self, target: Path) -> None:
        self._target = target
        # Whatever name a file was opened by, there is one lock.
        whole = target.resolve()
        self.path = beside(whole, ".lock")
        self.note_path = beside(whole, ".lock.json")
        self._lock: BaseFileLock | None = None
        self._held = False

    @property
    def held(self) -> bool:
        """Whether this object holds the lock now."""
        return self._held

    @property
    def is_exclusive(self) -> bool:
        """Whether the system itself keeps other writers out; False where it knows no locks."""
        return self._lock is not None

    def acquire(self, wait_seconds: float = 0) -> None:
        """Take the lock, after waiting for up to `wait_seconds` seconds; nothing if it is held already.

        Raises LockedError if another writer holds it, AtlasError if the folder cannot be written to.
        """
        if self._held:
            return
        try:
            self._lock = self._locked_by_system(wait_seconds)
        except OSError as error:
            if error.errno not in _KNOWS_NO_LOCKS:
                raise could_not_save(self._target, error) from error
            self._go_without(error)
        self._held = True
        self._leave_note()

    def release(self) -> None:
        """Let others write; nothing if the lock is not held."""
        if not self._held:
            return
        self._held = False
        with suppress(OSError):
            self.note_path.unlink(missing_ok=True)
        lock, self._lock = self._lock, None
        if lock is not None:
            try:
                lock.release(force=True)
            except OSError as error:
                # What was written is written; the lock ends with this process at the latest.
                _log.warning("The lock of %s could not be released: %s", self._target, error)

    def holder(self) -> Holder | None:
        """Who says to hold the lock; None if nobody does, or it cannot be read.

        The note of a process that was killed stays until the next writer comes: only a lock that
        cannot be had makes it true.
        """
        try:
            with self.note_path.open("rb") as file:
                return msgspec.json.decode(file.read(_LARGEST_NOTE), type=Holder)
        except (OSError, ValueError, RecursionError):
            return None

    def __enter__(self) -> Self:
        """The lock, acquired without waiting."""
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Release it, whatever happened."""
        self.release()

    def _locked_by_system(self, wait_seconds: float) -> "BaseFileLock":
        # Takes as long to load as a good part of the program, and only writers need it.
        from filelock import FileLock, Timeout

        if not self.path.parent.is_dir():
            # The library below would make it; nobody asked for that.
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self.path.parent))
        lock = FileLock(self.path, thread_local=False, fallback_to_soft=False)
        try:
            lock.acquire(timeout=max(wait_seconds, 0), poll_interval=_POLL_SECONDS)
        except Timeout as error:
            raise self._locked_error(self.holder()) from error
        return lock

    def _go_without(self, error: OSError) -> None:
        holder = self.holder()
        if holder is not None and is_alive(holder):
            raise self._locked_error(holder) from error
        _log.warning(
            "The folder of %s knows no locks (%s): writers on other machines are not kept out.",
            self._target,
            error.strerror,
        )

    def _leave_note(self) -> None:
        """Say who holds the lock; a courtesy, without which the lock is as good."""
        note = Holder(
            os.getpid(),
            socket.gethostname(),
            f"Atlas {__version__}",
            datetime.now(UTC),
            _born(os.getpid()),
        )
        with suppress(OSError):
            self.note_path.write_bytes(msgspec.json.encode(note))

    def _locked_error(self, holder: Holder | None) -> LockedError:
        if holder is None or (holder.host == socket.gethostname() and not is_alive(holder)):
            return LockedError(
                _(
                    "“{path}” is being written by another program. Close it there and save again,"
                    " or save under another name."
                ).format(path=self._target)
            )
        return LockedError(
            _(
                "“{path}” is in use: {program} (process {process} on {host}) has held it since"
                " {since}. Close it there and save again, or save under another name."
            ).format(
                path=self._target,
                program=holder.program,
                process=holder.process,
                host=holder.host,
                since=holder.since.astimezone().strftime("%Y-%m-%d %H:%M"),
            ),
            holder,
        )


def is_alive(holder: Holder) -> bool:
    """Whether the process still runs, as far as this machine can tell; of others, it is taken to."""
    if holder.host != socket.gethostname():
        return True
    if os.name != "posix":
        # There is no harmless question to ask of another process there.
        return holder.process == os.getpid()
    try:
        os.kill(holder.process, 0)
    except PermissionError:
        return True
    except (OSError, OverflowError):
        return False
    return holder.born == _born(holder.process)


def _born(process: int) -> str:
    """When a process began, in the kernel's own count; empty where the system does not say."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
    # The name in the second field may hold anything, brackets and spaces too.
    return fields.rpartition(")")[2].split()[19]
