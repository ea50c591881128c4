"""Writing a file so that it is whole or not there at all."""

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

from atlas_gui.files import replace_file, replacing
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
