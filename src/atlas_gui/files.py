"""Writing a file so that it is whole or not there at all, and saying why it could not be."""

import contextlib
import errno
import os
import re
import stat
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _, mark

# File systems allow 255 bytes for a name; what stands beside a file has a longer one than the file.
_LONGEST_STEM = 40
_RANDOM_PART = "[A-Za-z0-9_]{8}"


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
        prefix=f".{_short(target.name)}.", suffix=".part", dir=target.parent
    )
    beside_it = Path(name)
    try:
        with open(descriptor, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        _take_over_mode(target, beside_it)
        beside_it.replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            beside_it.unlink()
        raise
    sync_folder(target.parent)


def sweep_leftovers(target: Path, older_than_seconds: float = 0) -> int:
    """Remove what writers of `target` that were killed left beside it; how many files that were.

    Call it while nobody else can be writing: under the lock of the target, or with an age in
    seconds that no writing reaches. What cannot be removed stays.
    """
    leftover = re.compile(rf"\.{re.escape(_short(target.name))}\.{_RANDOM_PART}\.part")
    swept = 0
    newest = time.time() - older_than_seconds
    with contextlib.suppress(OSError), os.scandir(target.parent) as entries:
        for entry in entries:
            if leftover.fullmatch(entry.name):
                with contextlib.suppress(OSError):
                    if not older_than_seconds or entry.stat().st_mtime < newest:
                        Path(entry.path).unlink()
                        swept += 1
    return swept


def beside(target: Path, ending: str) -> Path:
    """The hidden file `.NAME` + `ending` that goes with `target`, in the same folder.

    A name too long for that is cut short, and told from others by a digest of the whole.
    """
    return target.with_name(f".{_short(target.name, 200)}{ending}")


def could_not_save(target: Path, error: OSError) -> AtlasError:
    """The one sentence for a save that the system refused: which file, why, and what to do.

    Nothing was written, as far as `replacing` goes; what was to be saved is still in memory.
    """
    reason, advice = _in_words(error, target)
    return AtlasError(
        _("“{target}” could not be saved: {reason}. {advice}").format(
            target=target, reason=reason, advice=advice
        ),
        str(error),
    )


def size_to_read(path: Path) -> int:
    """The bytes of an ordinary file. Raises OSError, also for what is none: a pipe or a device has no end."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(status.st_mode):
        raise OSError(errno.EINVAL, _("it is no ordinary file"), str(path))
    return status.st_size


def sync_folder(folder: Path) -> None:
    """Force the names in a folder to disk, where the system lets a folder be opened for that."""
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


def _take_over_mode(target: Path, beside_it: Path) -> None:
    """Give the new file the old one's permissions, or those of any new file of this user."""
    try:
        mode = target.stat().st_mode & 0o777
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        mode = 0o666 & ~mask
    beside_it.chmod(mode)


def _short(name: str, most: int = _LONGEST_STEM) -> str:
    """A name of at most `most` signs (and three bytes for each), the same only for the same name."""
    if len(name) <= _LONGEST_STEM or len(os.fsencode(name)) <= most:
        return name
    from hashlib import sha256

    digest = sha256(os.fsencode(name)).hexdigest()[:12]
    return f"{name[: _LONGEST_STEM - len(digest) - 1]}~{digest}"


def _in_words(error: OSError, target: Path) -> tuple[str, str]:
    """Why a save failed, and what to do about it."""
    name = errno.errorcode.get(error.errno or 0, "")
    if name in ("ENOENT", "ENOTDIR") and not target.parent.is_dir():
        return _("its folder is not there any more"), _("Choose another folder.")
    for names, reason, advice in _REASONS:
        if name in names.split():
            return _(reason), _(advice)
    return error.strerror or str(error), _("Choose another folder or name.")


# By the names of errors, of which no system has all; what is not here, the system says itself.
_REASONS = (
    ("ENOSPC", mark("the disk is full"), mark("Make room on it, or choose another folder.")),
    ("EDQUOT", mark("your share of the disk is used up"), mark("Choose another folder.")),
    ("EACCES EPERM", mark("you may not write there"), mark("Choose another folder or name.")),
    ("EROFS", mark("the disk can only be read"), mark("Choose a folder on another disk.")),
    ("ENOENT ENOTDIR", mark("it vanished while it was being saved"), mark("Save again.")),
    (
        "EIO ENXIO ENODEV",
        mark("the disk reports a fault"),
        mark("Save to another disk, and have this one looked at."),
    ),
    (
        "ENAMETOOLONG EINVAL EILSEQ",
        mark("the disk does not take this name"),
        mark("Choose a shorter or plainer name."),
    ),
    ("EISDIR ENOTEMPTY", mark("a folder has this name"), mark("Choose another name.")),
    (
        "EBUSY ETXTBSY",
        mark("another program is using it"),
        mark("Close it there, or choose another name."),
    ),
    ("EFBIG", mark("it is too large for this disk"), mark("Choose a folder on another disk.")),
    (
        "ETIMEDOUT EHOSTDOWN EHOSTUNREACH ENOTCONN ESTALE ECONNRESET",
        mark("the network folder does not answer"),
        mark("Choose a folder on this machine."),
    ),
)
