"""One writer at a time, told who it is, and never kept out by one that is gone."""

import errno
import os
import signal
import socket
import subprocess
import sys
import textwrap
from datetime import UTC, datetime
from pathlib import Path

import filelock
import msgspec
import pytest
from support.logs import LogGuard
from support.places import ROOT

from atlas_gui.errors import AtlasError
from atlas_gui.store.locking import Holder, LockedError, WriteLock, is_alive

HOLDING = """
    import sys
    from pathlib import Path
    from atlas_gui.store.locking import WriteLock
    with WriteLock(Path(sys.argv[1])):
        print("held", flush=True)
        sys.stdin.readline()
"""


def _holding(target: Path) -> subprocess.Popen[bytes]:
    process = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(HOLDING), str(target)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=ROOT / "src",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == b"held\n"
    return process


def test_another_process_is_told_who_writes_since_when_and_what_to_do(tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    with _holding(target) as process:
        with pytest.raises(LockedError) as caught:
            WriteLock(target).acquire()
        process.communicate(b"\n")
    assert caught.value.holder is not None
    assert caught.value.holder.process == process.pid
    since = caught.value.holder.since.astimezone().strftime("%Y-%m-%d %H:%M")
    for part in ("mine.json", f"process {process.pid}", socket.gethostname(), since, "Close it"):
        assert part in caught.value.message
    with WriteLock(target) as lock:
        assert lock.held and lock.is_exclusive


@pytest.mark.skipif(os.name != "posix", reason="kills by a signal")
def test_a_lock_ends_with_its_holder_however_that_ends(tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    with _holding(target) as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        lock = WriteLock(target)
        left = lock.holder()
        assert left is not None and left.process == process.pid
        assert not is_alive(left)
        lock.acquire()
        own = lock.holder()
        assert own is not None and own.process == os.getpid()
        assert is_alive(own)
        lock.release()


def test_waiting_lasts_until_the_other_is_done(tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    with _holding(target) as process:
        assert process.stdin is not None
        process.stdin.write(b"\n")
        process.stdin.flush()
        lock = WriteLock(target)
        lock.acquire(wait_seconds=60)
        assert lock.held
        lock.release()


def test_two_locks_of_one_program_exclude_one_another_by_whatever_name(tmp_path: Path) -> None:
    target = tmp_path / "mine.json"
    other_name = tmp_path / "link.json"
    target.write_bytes(b"x")
    other_name.symlink_to(target)
    with WriteLock(target), pytest.raises(LockedError):
        WriteLock(other_name).acquire()
    with WriteLock(other_name):
        pass


def test_acquiring_and_releasing_twice_changes_nothing(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "mine.json")
    lock.acquire()
    lock.acquire()
    assert lock.held
    lock.release()
    lock.release()
    assert not lock.held
    assert not lock.note_path.exists()


def test_a_lock_is_released_when_what_it_guarded_fails(tmp_path: Path) -> None:
    lock = WriteLock(tmp_path / "mine.json")

    def fail() -> None:
        with lock:
            raise ValueError

    with pytest.raises(ValueError):
        fail()
    assert not lock.held
    with WriteLock(tmp_path / "mine.json"):
        pass


@pytest.mark.parametrize("note", [b"", b"{", b"[1]", b"\xff" * 20_000, b'{"process": "x"}'])
def test_a_note_that_cannot_be_read_is_no_trouble(tmp_path: Path, note: bytes) -> None:
    target = tmp_path / "mine.json"
    with WriteLock(target) as lock:
        lock.note_path.write_bytes(note)
        with pytest.raises(LockedError, match="another program") as caught:
            WriteLock(target).acquire()
        assert caught.value.holder is None


def _no_locks(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def fail(*_arguments: object, **_options: object) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(filelock.FileLock, "acquire", fail)


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_where_no_locks_are_known_a_living_writer_is_still_noticed(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_guard: LogGuard
) -> None:
    _no_locks(monkeypatch, number)
    log_guard.expect("mine.json knows no locks")
    target = tmp_path / "mine.json"
    with WriteLock(target) as lock:
        assert lock.held and not lock.is_exclusive
        with pytest.raises(LockedError) as caught:
            WriteLock(target).acquire()
        assert caught.value.holder is not None
    # Released, and held by one that is gone: free.
    gone = Holder(2**22 + 1, socket.gethostname(), "Atlas", datetime.now(UTC), "1")
    lock.note_path.write_bytes(msgspec.json.encode(gone))
    with WriteLock(target):
        pass
    # Another machine's process cannot be asked after.
    lock.note_path.write_bytes(msgspec.json.encode(msgspec.structs.replace(gone, host="else")))
    with pytest.raises(LockedError, match="on else"):
        WriteLock(target).acquire()


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.ENOSPC])
def test_a_folder_that_cannot_be_written_to_is_told(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _no_locks(monkeypatch, number)
    lock = WriteLock(tmp_path / "mine.json")
    with pytest.raises(AtlasError, match="could not be saved"):
        lock.acquire()
    assert not lock.held


def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    with pytest.raises(AtlasError, match="its folder is not there"):
        WriteLock(tmp_path / "gone" / "mine.json").acquire()
    assert list(tmp_path.iterdir()) == []


def test_the_lock_of_a_long_name_is_its_own(tmp_path: Path) -> None:
    first, second = (tmp_path / ("名" * 80 + end) for end in ("a", "b"))
    with WriteLock(first) as one, WriteLock(second) as other:
        assert one.path != other.path
        with pytest.raises(LockedError):
            WriteLock(first).acquire()


def test_a_process_is_told_from_a_later_one_of_the_same_id() -> None:
    me = Holder(os.getpid(), socket.gethostname(), "Atlas", datetime.now(UTC), "1")
    if Path("/proc/self/stat").exists():
        assert not is_alive(me)
    assert not is_alive(msgspec.structs.replace(me, process=2**40))
