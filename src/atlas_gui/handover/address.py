"""Where a running Atlas can be met: a folder of this user's alone, and names for lock and socket in it."""

import contextlib
import os
import stat
import sys
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct

from atlas_gui import paths

# The shortest limit that systems set to the path of a socket: that of macOS, with its last zero.
_LONGEST_SOCKET = 103
_INVISIBLE = ("offscreen", "minimal")
_OTHERS_MAY_WRITE, _OTHERS_MAY_ANYTHING = 0o022, 0o077


class Address(Struct, frozen=True):
    """The place of one running Atlas.

    `lock` is the file that is locked as long as it runs; `meeting` is what it listens at, a socket's
    path or the name of a pipe, of the kind `family` ("AF_UNIX", "AF_PIPE").
    """

    lock: Path
    meeting: str
    family: str


def own_address() -> Address:
    """The place for this user, these folders of data and this screen; its folder is made.

    Two starts meet only if they would show the same settings on the same screen. Raises OSError if
    there is no folder that only this user can enter.
    """
    name = _name()
    if sys.platform == "win32":
        folder = Path(os.environ.get("TEMP") or paths.settings_dir()) / paths.APP_NAME
        folder.mkdir(parents=True, exist_ok=True)
        return Address(folder / f"{name}.lock", rf"\\.\pipe\{paths.APP_NAME}-{name}", "AF_PIPE")
    refused: OSError = FileNotFoundError("no folder for a socket")
    for folder in _folders():
        meeting = str(folder / f"{name}.sock")
        if len(os.fsencode(meeting)) > _LONGEST_SOCKET:
            continue
        try:
            _make_own(folder)
        except OSError as error:
            refused = error
            continue
        return Address(folder / f"{name}.lock", meeting, "AF_UNIX")
    raise refused


def _name() -> str:
    """A short name for what two starts must have in common to be one program."""
    common = (str(paths.settings_dir()), str(paths.reader_dir()), _screen())
    return blake2b(os.fsencode("\0".join(common)), digest_size=8).hexdigest()


def _screen() -> str:
    """Where windows appear; what opens them nowhere must not be taken for one that can be seen."""
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0]
    if platform in _INVISIBLE:
        return platform
    return os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY", "").partition(".")[0]


def _folders() -> list[Path]:
    """Where the folder may be, the better place first."""
    run = os.environ.get("XDG_RUNTIME_DIR", "")
    temporary = os.environ.get("TMPDIR") or "/tmp"  # noqa: S108  what is made there is looked at
    beside = Path(temporary) / f"{paths.APP_NAME}-{_user()}"
    if Path(run).is_absolute() and _is_own(Path(run), _OTHERS_MAY_WRITE):
        return [Path(run) / paths.APP_NAME, beside]
    return [beside]


def _make_own(folder: Path) -> None:
    """Make the folder unless it is there; PermissionError if anybody else may enter it."""
    with contextlib.suppress(FileExistsError):
        folder.mkdir(mode=0o700)
    if not _is_own(folder, _OTHERS_MAY_ANYTHING):
        raise PermissionError(f"{folder} is not this user's alone")


def _is_own(folder: Path, forbidden: int) -> bool:
    """Whether it is a folder, no link to one, of this user, and gives others none of these rights."""
    try:
        status = folder.lstat()
    except OSError:
        return False
    is_folder = stat.S_ISDIR(status.st_mode)
    return is_folder and status.st_uid == _user() and not status.st_mode & forbidden


def _user() -> int:
    return -1 if sys.platform == "win32" else os.getuid()
