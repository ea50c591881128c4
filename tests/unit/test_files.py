"""Writing a file so that it is whole or not there at all."""

import errno
import os
import stat
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.places import ROOT

from atlas_gui.errors import AtlasError
from atlas_gui.files import beside, could_not_save, replace_file, replacing, sweep_leftovers
from atlas_gui.progress import CancelledError

on_posix = pytest.mark.skipif(os.name != "posix", reason="permissions are a matter of POSIX")


@given(before=st.none() | st.binary(max_size=50), after=st.binary(max_size=50))
def test_the_new_content_is_there_and_nothing_beside_it(
    before: bytes | None, after: bytes, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("files")
    target = folder / "notes.json"
    if before is not None:
        target.write_bytes(before)
    replace_file(target, after)
    assert target.read_bytes() == after
    assert list(folder.iterdir()) == [target]


@on_posix
def test_permissions_stay_and_new_files_have_the_usual_ones(tmp_path: Path) -> None:
    usual, new, own = (tmp_path / name for name in ("usual", "new", "own"))
    usual.write_bytes(b"")
    own.write_bytes(b"")
    own.chmod(0o640)
    replace_file(new, b"x")
    replace_file(own, b"x")
    assert new.stat().st_mode == usual.stat().st_mode
    assert stat.S_IMODE(own.stat().st_mode) == 0o640


@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_a_failure_leaves_the_old_content_and_nothing_beside_it(
    failing: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "notes.json"
    target.write_bytes(b"old")

    def fail(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    if failing == "fsync":
        monkeypatch.setattr(os, "fsync", fail)
    else:
        monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        replace_file(target, b"new")
    monkeypatch.undo()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


def test_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        replace_file(tmp_path / "none" / "notes.json", b"x")


def test_a_long_name_in_any_script_is_no_trouble(tmp_path: Path) -> None:
    target = tmp_path / ("名" * 80 + ".pdf")
    replace_file(target, b"x")
    assert target.read_bytes() == b"x"


@on_posix
def test_killed_at_any_moment_the_file_is_old_or_new(tmp_path: Path) -> None:
    target = tmp_path / "notes.json"
    target.write_bytes(b"0" * 200_000)
    program = """
        import sys
        from pathlib import Path
        from atlas_gui.files import replace_file
        print("begun", flush=True)
        while True:
            for digit in b"0123456789":
                replace_file(Path(sys.argv[1]), bytes([digit]) * 200_000)
    """
    for _time in range(5):
        with subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(program), str(target)],
            stdout=subprocess.PIPE,
            cwd=ROOT / "src",
        ) as writer:
            assert writer.stdout is not None
            assert writer.stdout.readline() == b"begun\n"
            for _look in range(40):
                content = target.read_bytes()
                assert len(content) == 200_000
                assert len(set(content)) == 1
            writer.kill()
        content = target.read_bytes()
        assert len(content) == 200_000
        assert len(set(content)) == 1


def test_what_is_written_piece_by_piece_takes_the_targets_place_at_the_end(tmp_path: Path) -> None:
    target = tmp_path / "table.csv"
    target.write_bytes(b"old")
    with replacing(target) as file:
        file.write(b"new ")
        file.flush()
        assert target.read_bytes() == b"old"
        file.write(b"rows")
    assert target.read_bytes() == b"new rows"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("stop", [ValueError, KeyboardInterrupt, CancelledError])
def test_what_is_given_up_half_way_leaves_the_old_content(
    stop: type[BaseException], tmp_path: Path
) -> None:
    target = tmp_path / "table.csv"
    target.write_bytes(b"old")

    def give_up() -> None:
        with replacing(target) as file:
            file.write(b"half")
            raise stop

    with pytest.raises(stop):
        give_up()
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


_NUMBERS = (
    "ENOSPC EDQUOT EACCES EPERM EROFS ENOENT ENOTDIR EIO ENXIO ENODEV ENAMETOOLONG EINVAL EILSEQ"
    " EISDIR ENOTEMPTY EBUSY ETXTBSY EFBIG ETIMEDOUT ESTALE ENOTCONN EINTR EXDEV"
).split()


@pytest.mark.parametrize("name", [name for name in _NUMBERS if hasattr(errno, name)])
def test_each_reason_is_one_sentence_with_the_file_and_what_to_do(
    name: str, tmp_path: Path
) -> None:
    number = getattr(errno, name)
    told = could_not_save(tmp_path / "notes.json", OSError(number, os.strerror(number)))
    assert isinstance(told, AtlasError)
    assert str(tmp_path / "notes.json") in told.message
    assert told.message.count(". ") == 1 and told.message.endswith(".")
    assert "\n" not in told.message and "Errno" not in told.message
    assert os.strerror(number) in told.detail


def test_a_folder_that_is_gone_is_told_from_a_file_that_is(tmp_path: Path) -> None:
    gone = OSError(errno.ENOENT, "gone")
    assert "its folder is not there" in could_not_save(tmp_path / "x" / "a", gone).message
    assert "it vanished" in could_not_save(tmp_path / "a", gone).message
    assert "strange" in could_not_save(tmp_path / "a", OSError("strange")).message


def test_only_what_writers_of_this_file_left_is_swept(tmp_path: Path) -> None:
    target = tmp_path / "notes.json"
    for name in (".notes.json.abcd1234.part", ".notes.json.a_b-1234.part", ".notes.json.lock"):
        (tmp_path / name).write_bytes(b"")
    (tmp_path / ".notes.json.x.abcd1234.part").write_bytes(b"another file's")
    (tmp_path / ".notes.json.wxyz1234.part").mkdir()
    assert sweep_leftovers(target, older_than_seconds=3_600) == 0
    assert sweep_leftovers(target) == 1
    assert {path.name for path in tmp_path.iterdir()} == {
        ".notes.json.a_b-1234.part",
        ".notes.json.lock",
        ".notes.json.x.abcd1234.part",
        ".notes.json.wxyz1234.part",
    }
    assert sweep_leftovers(tmp_path / "gone" / "notes.json") == 0


def test_only_old_leftovers_are_swept_if_age_decides(tmp_path: Path) -> None:
    old, new = (tmp_path / f".notes.json.{name}1234.part" for name in ("abcd", "efgh"))
    old.write_bytes(b"")
    new.write_bytes(b"")
    os.utime(old, (1, 1))
    assert sweep_leftovers(tmp_path / "notes.json", older_than_seconds=3_600) == 1
    assert not old.exists() and new.exists()


@pytest.mark.parametrize("name", ["a" * 230, "名" * 80, "notes.json"])
def test_a_killed_writers_leftover_is_known_by_whatever_name(name: str, tmp_path: Path) -> None:
    target = tmp_path / name

    def give_up() -> None:
        with replacing(target) as file:
            # As if killed: what is beside it stays.
            os.link(file.name if isinstance(file.name, str) else _only(tmp_path), tmp_path / "kept")
            raise ValueError

    with pytest.raises(ValueError):
        give_up()
    assert list(tmp_path.iterdir()) == [tmp_path / "kept"]
    names: list[str] = []
    with replacing(target):
        names = [path.name for path in tmp_path.iterdir() if path.name != "kept"]
    (left,) = (tmp_path / one for one in names)
    (tmp_path / "kept").rename(left)
    assert sweep_leftovers(target.with_name(name + "x")) == 0
    assert sweep_leftovers(target) == 1


def _only(folder: Path) -> Path:
    (found,) = folder.iterdir()
    return found


def test_what_stands_beside_two_long_names_has_two_names(tmp_path: Path) -> None:
    long = "a" * 250
    one, other = (beside(tmp_path / f"{long}{end}", ".lock") for end in "xy")
    assert one != other
    one.write_bytes(b"")
    assert beside(tmp_path / "notes.json", ".lock") == tmp_path / ".notes.json.lock"
