"""Backups of one file: what it was before each of the last saves, and at the end of the last days.

They stand in the folder `NAME.backups` beside the file, each named after the moment (UTC) at which
the file was replaced: a reader finds and opens them without Atlas. Nothing here ever stops a save.
"""

import filecmp
import logging
import os
import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

from atlas_gui.files import replacing, sweep_leftovers, sync_folder

_log = logging.getLogger(__name__)
KEPT_LAST = 5
KEPT_DAYS = 14
_MOMENT = "%Y-%m-%d %H.%M.%S.%f UTC"
_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d\.\d{6} UTC)(\.[^/\\]*)?")
_UNREADABLE = "unreadable "
# Names of backups are short enough for a copy being made to be known by its own.
_LONGEST_SUFFIX = 8
_ONE_COPY = 1 << 20


class Backup(NamedTuple):
    """One backup: where it is, when the file was replaced (UTC), how many bytes it has."""

    path: Path
    when: datetime
    size: int


def _now() -> datetime:
    return datetime.now(UTC)


class Backups:
    """The backups of `target`, in `folder` (by default `NAME.backups` beside it).

    `is_readable` judges the bytes that are about to become a backup: what a reader could not go
    back to is not kept, and so never drives out what they could. Kept are the last KEPT_LAST, and
    of the last KEPT_DAYS days that have any the last of each day, by the reader's calendar.
    """

    def __init__(
        self,
        target: Path,
        is_readable: Callable[[bytes], bool],
        folder: Path | None = None,
        now: Callable[[], datetime] = _now,
    ) -> None:
        self._target = target
        self._is_readable = is_readable
        self._now = now
        self.folder = folder or target.with_name(f"{target.name}.backups")

    def keep(self, *, known_readable: bool = False) -> Backup | None:
        """Make a backup of the present file, just before it is replaced; None if none was made.

        None is made of an empty or unreadable file, nor of one that equals the last backup. What is
        unreadable but not empty is set aside as "unreadable MOMENT", the last such file alone.
        `known_readable` spares reading it: the caller knows what it holds. Never raises OSError.
        """
        try:
            return self._keep(known_readable=known_readable)
        except FileNotFoundError:
            return None  # nothing is there that could be lost
        except OSError as error:
            _log.warning("No backup of %s could be made: %s", self._target, error)
            return None

    def all(self) -> tuple[Backup, ...]:
        """Every backup, newest first; none if the folder is missing or cannot be read."""
        found = []
        try:
            with os.scandir(self.folder) as entries:
                for entry in entries:
                    when = _moment_of(entry.name)
                    if when is not None and entry.is_file(follow_symlinks=False):
                        found.append(Backup(Path(entry.path), when, entry.stat().st_size))
        except FileNotFoundError:
            return ()
        except OSError as error:
            _log.warning("The backups of %s cannot be listed: %s", self._target, error)
        return tuple(sorted(found, key=lambda backup: backup.when, reverse=True))

    def sweep(self) -> int:
        """Remove what a crash left half made and backups beyond those kept; how many files went.

        Call it under the lock of the target.
        """
        swept = sum(sweep_leftovers(path) for path in self._half_made())
        return swept + self._rotate(None)

    def _keep(self, *, known_readable: bool) -> Backup | None:
        size = self._target.stat().st_size
        if size == 0:
            return None
        last = next(iter(self.all()), None)
        if last is not None and self._equals(last, size):
            return None
        if not known_readable and not self._is_readable(self._target.read_bytes()):
            self._set_aside()
            return None
        self.folder.mkdir(exist_ok=True)
        path, when = self._free_name()
        _link_or_copy(self._target, path)
        sync_folder(self.folder)
        kept = Backup(path, when, size)
        self._rotate(kept)
        return kept

    def _set_aside(self) -> None:
        """What nobody can read is no backup; somebody may mend it all the same."""
        _log.info("%s cannot be read; it is set aside, not kept as a backup.", self._target)
        self.folder.mkdir(exist_ok=True)
        path, _when = self._free_name()
        aside = path.with_name(f"{_UNREADABLE}{path.name}")
        _link_or_copy(self._target, aside)
        for other in self.folder.iterdir():
            if other.name.startswith(_UNREADABLE) and other != aside:
                other.unlink()

    def _equals(self, last: Backup, size: int) -> bool:
        # Unequal sizes, or one and the same file, are told apart without reading either.
        return last.size == size and (
            last.path.samefile(self._target) or filecmp.cmp(last.path, self._target, shallow=False)
        )

    def _free_name(self) -> tuple[Path, datetime]:
        when = self._now().astimezone(UTC)
        suffix = self._target.suffix if len(self._target.suffix) <= _LONGEST_SUFFIX else ""
        while (path := self.folder / f"{when.strftime(_MOMENT)}{suffix}").exists():
            when += timedelta(microseconds=1)
        return path, when

    def _half_made(self) -> set[Path]:
        """The names of backups that copies were being made for when something was killed."""
        try:
            names = [path.name for path in self.folder.iterdir()]
        except OSError:
            return set()
        found = (re.fullmatch(r"\.(.+)\.[^.]{8}\.part", name) for name in names)
        held = {match[1] for match in found if match}
        return {self.folder / name for name in held if _moment_of(name) is not None}

    def _rotate(self, newest: Backup | None) -> int:
        """Remove backups that are kept neither as one of the last nor as the last of a day."""
        # The one just made stays even if the clock was put back and it counts as the oldest.
        held = [backup for backup in self.all() if newest is None or backup.path != newest.path]
        if newest is not None:
            held.insert(0, newest)
        kept = {backup.path for backup in held[:KEPT_LAST]}
        days: dict[str, Path] = {}
        for backup in held:
            days.setdefault(backup.when.astimezone().date().isoformat(), backup.path)
        kept.update(days[day] for day in sorted(days, reverse=True)[:KEPT_DAYS])
        gone = 0
        for backup in held:
            if backup.path not in kept:
                try:
                    backup.path.unlink()
                    gone += 1
                except OSError as error:
                    _log.warning("An old backup cannot be removed: %s", error)
        return gone


def _moment_of(name: str) -> datetime | None:
    """The moment that the name of a backup says; None if it is the name of something else."""
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    try:
        return datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
    except ValueError:
        return None


def _link_or_copy(source: Path, target: Path) -> None:
    """Give a file a second name; where the file system has no such thing, a second file.

    The file is about to be replaced, not written to, so that the second name keeps what it was.
    """
    try:
        target.hardlink_to(source)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        with source.open("rb") as old, replacing(target) as new:
            shutil.copyfileobj(old, new, _ONE_COPY)
