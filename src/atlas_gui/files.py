"""Writing a file so that it is whole or not there at all."""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO


def replace_file(target: Path, content: bytes | bytearray) -> None:
    """Write `content` beside `target`, force it to disk, then move it into place.

    Raises OSError; the target is then what it was, and nothing is left beside it.
    """
    with replacing(target) as file:
        file.write(content)


@contextlib.contextmanager
def replacing(target: Path) -> Iterator[BinaryIO]:
    """`replace_file` for what is written piece by piece: a file beside `target` to write into.

    At the end it takes the place of the target. If anything is raised before that, the target is
    what it was, and nothing is left beside it. Raises OSError.
    """
    import tempfile  # loads a good deal, and a start that saves nothing needs none of it

    descriptor, name = tempfile.mkstemp(
        prefix=f".{target.name[:40]}.", suffix=".part", dir=target.parent
    )
    beside = Path(name)
    try:
        with open(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _take_over_mode(target, beside)
        beside.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside.unlink()
        raise
    _sync_folder(target.parent)


def _take_over_mode(target: Path, beside: Path) -> None:
    """Give the new file the old one's permissions, or those of any new file of this user."""
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    beside.chmod(mode)


def _sync_folder(folder: Path) -> None:
    """Force the move itself to disk, where the system lets a folder be opened for that."""
    if os.name != "posix":
        return
    # Some network file systems refuse this, and so do folders that may only be written to; the
    # file itself is already safe and in its place.
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
