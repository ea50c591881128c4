"""Who is the running Atlas: whoever holds a lock, which ends with the process whatever becomes of it.

Not by `store.locking`: a start would wait for what that loads, and here nobody needs to be told a name.
"""

import contextlib
import os
import sys
from pathlib import Path

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


class Claim:
    """The right to be the running Atlas, until it is released or the process ends."""

    def __init__(self, path: Path, descriptor: int) -> None:
        self._path = path
        self._descriptor: int | None = descriptor

    @property
    def held(self) -> bool:
        """Whether it has not been released."""
        return self._descriptor is not None

    def release(self) -> None:
        """Let another start be the running one; nothing if that was done."""
        descriptor, self._descriptor = self._descriptor, None
        if descriptor is None:
            return
        # While it is held, so that nobody's later one is taken away; Windows removes no open file.
        with contextlib.suppress(OSError):
            self._path.unlink()
        os.close(descriptor)


def take_claim(path: Path) -> Claim | None:
    """The claim, with an empty file at `path` for it; None if another process or object has it.

    Raises OSError where there can be no such file, or no locks.
    """
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            taken = _lock(descriptor)
            if taken and _is_still_at(path, descriptor):
                return Claim(path, descriptor)
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)
        if not taken:
            return None
        # Its last holder took the file away in between: the next one makes another.


def _lock(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_still_at(path: Path, descriptor: int) -> bool:
    """Whether the locked file is the one that another start would open."""
    try:
        return os.path.samestat(path.stat(), os.fstat(descriptor))
    except FileNotFoundError:
        return False
