"""What a file was before: never empty, never unreadable, never in the way of a save."""

import errno
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from support.logs import LogGuard

from atlas_gui.files import replace_file
from atlas_gui.store.backups import KEPT_DAYS, KEPT_LAST, Backups

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def _readable(content: bytes) -> bool:
    return content.startswith(b"good")


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.now = NOON

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def target(tmp_path: Path) -> Path:
    path = tmp_path / "mine.json"
    path.write_bytes(b"good 0")
    return path


@pytest.fixture
def backups(target: Path, clock: Clock) -> Backups:
    return Backups(target, _readable, now=clock)


def _contents(backups: Backups) -> list[bytes]:
    return [backup.path.read_bytes() for backup in backups.all()]


def test_a_backup_is_what_the_file_was_and_says_when(
    backups: Backups, target: Path, tmp_path: Path
) -> None:
    kept = backups.keep()
    replace_file(target, b"good 1")
    assert kept is not None and kept.when == NOON and kept.size == 6
    assert backups.all() == (kept,)
    assert kept.path.read_bytes() == b"good 0"
    assert kept.path == tmp_path / "mine.json.backups" / "2026-03-01 12.00.00.000000 UTC.json"
    assert target.read_bytes() == b"good 1"


@pytest.mark.parametrize("content", [b"", b"bad"])
def test_nothing_empty_or_unreadable_is_kept(
    content: bytes, backups: Backups, target: Path
) -> None:
    backups.keep()
    replace_file(target, content)
    assert backups.keep() is None
    assert _contents(backups) == [b"good 0"]
    aside = [path for path in backups.folder.iterdir() if path.name.startswith("unreadable ")]
    assert [path.read_bytes() for path in aside] == ([content] if content else [])
    # Even a caller that is sure keeps nothing empty.
    assert content or backups.keep(known_readable=True) is None


def test_a_file_that_is_not_there_yet_has_no_backup(tmp_path: Path) -> None:
    backups = Backups(tmp_path / "new.json", _readable)
    assert backups.keep() is None
    assert backups.all() == ()
    assert list(tmp_path.iterdir()) == []


def test_the_same_content_is_kept_once(backups: Backups, target: Path, clock: Clock) -> None:
    backups.keep()
    assert backups.keep() is None
    replace_file(target, b"good 0")
    clock.now += timedelta(hours=1)
    assert backups.keep() is None
    replace_file(target, b"good 1")
    assert backups.keep() is not None
    assert _contents(backups) == [b"good 1", b"good 0"]


def test_two_in_one_moment_stand_beside_one_another(backups: Backups, target: Path) -> None:
    for number in range(3):
        replace_file(target, b"good %d" % number)
        backups.keep()
    assert _contents(backups) == [b"good 2", b"good 1", b"good 0"]


def _saves(backups: Backups, target: Path, clock: Clock, hours: int, count: int) -> None:
    for number in range(count):
        replace_file(target, b"good %d" % number)
        backups.keep()
        clock.now += timedelta(hours=hours)


def test_the_last_few_are_kept_of_one_day(backups: Backups, target: Path, clock: Clock) -> None:
    for number in range(20):
        replace_file(target, b"good %d" % number)
        backups.keep()
        clock.now += timedelta(seconds=1)
    assert _contents(backups) == [b"good %d" % n for n in range(19, 19 - KEPT_LAST, -1)]


def test_of_earlier_days_the_last_of_each_is_kept(
    backups: Backups, target: Path, clock: Clock
) -> None:
    _saves(backups, target, clock, 6, 4 * 30)
    held = backups.all()
    days = [backup.when.astimezone().date() for backup in held]
    assert len(set(days)) == KEPT_DAYS
    # One of each day but of the newest ones.
    assert len(held) <= KEPT_DAYS + KEPT_LAST
    assert [b.path.read_bytes() for b in held[:KEPT_LAST]] == [
        b"good %d" % n for n in range(119, 119 - KEPT_LAST, -1)
    ]


def test_a_clock_put_back_does_not_drive_out_what_was_just_kept(
    backups: Backups, target: Path, clock: Clock
) -> None:
    _saves(backups, target, clock, 0, 8)
    clock.now = NOON - timedelta(days=400)
    replace_file(target, b"good old")
    kept = backups.keep()
    assert kept is not None and kept.path.read_bytes() == b"good old"


def test_where_no_file_has_two_names_it_is_copied(
    backups: Backups, target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    kept = backups.keep()
    assert kept is not None
    assert kept.path.read_bytes() == b"good 0"
    assert not kept.path.samefile(target)
    assert backups.keep() is None


@pytest.mark.parametrize("failing", ["mkdir", "stat", "hardlink_to"])
def test_a_backup_that_fails_is_told_in_the_log_and_stops_nothing(
    failing: str, backups: Backups, monkeypatch: pytest.MonkeyPatch, log_guard: LogGuard
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, failing, refuse)
    monkeypatch.setattr(os, "fsync", refuse)
    log_guard.expect("No backup of .*mine.json could be made: .*No space")
    assert backups.keep() is None
    monkeypatch.undo()
    assert backups.all() == ()


def test_a_folder_of_backups_that_is_none_stops_nothing(
    backups: Backups, log_guard: LogGuard
) -> None:
    backups.folder.write_bytes(b"in the way")
    log_guard.expect("The backups of .* cannot be listed")
    log_guard.expect("No backup of .*mine.json could be made")
    assert backups.keep() is None
    assert backups.folder.read_bytes() == b"in the way"


def test_what_a_crash_left_is_swept_and_nothing_else(backups: Backups) -> None:
    kept = backups.keep()
    assert kept is not None
    left = backups.folder / f".{kept.path.name}.abcd1234.part"
    readers = backups.folder / "my own copy.json"
    left.write_bytes(b"half")
    readers.write_bytes(b"good")
    assert backups.sweep() == 1
    assert sorted(backups.folder.iterdir()) == sorted([kept.path, readers])
    assert backups.all() == (kept,)


def test_only_what_is_named_like_a_backup_is_one(backups: Backups, tmp_path: Path) -> None:
    kept = backups.keep()
    assert kept is not None
    for name in ("notes.txt", "2026-13-01 12.00.00.000000 UTC.json", "2026-03-01.json"):
        (backups.folder / name).write_bytes(b"good")
    (backups.folder / "2026-03-02 12.00.00.000000 UTC.json").mkdir()
    (backups.folder / "2026-03-03 12.00.00.000000 UTC.json").symlink_to(tmp_path)
    assert backups.all() == (kept,)
