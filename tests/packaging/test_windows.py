"""The installer for Windows compiles, and takes away what it makes and nothing else."""

import doctest
import os
import re
import shutil
from pathlib import Path

import pytest
from desktop import identity
from windows import build as windows

SCRIPT = windows.SCRIPT.read_text(encoding="utf-8")
INSTALLING, _, REMOVING = SCRIPT.partition('Section "Uninstall"')


@pytest.fixture
def payload(tmp_path: Path) -> Path:
    folder = tmp_path / "payload"
    (folder / "_internal" / "deep").mkdir(parents=True)
    (folder / "atlas-gui.exe").write_bytes(b"MZ")
    (folder / "_internal" / "deep" / "ü $x (1).txt").write_bytes(b"1")
    return folder


def keys(part: str, command: str) -> set[str]:
    """The keys of the registry that a part of the script writes or deletes."""
    return set(re.findall(rf'^\s*{command}\w* (?:/ifempty )?HKCU "([^"]+)"', part, re.MULTILINE))


def test_the_version_is_four_numbers() -> None:
    assert doctest.testmod(windows).failed == 0
    assert re.fullmatch(r"\d+(\.\d+){3}", windows.four_numbers(identity.version()))


def test_the_installer_compiles_to_the_same_bytes(
    payload: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("makensis") is None:
        pytest.skip("makensis is not installed")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    made = []
    for name in ("one", "two"):
        made.append(windows.build(payload, tmp_path / name, tmp_path / name))
        for path in payload.rglob("*"):
            os.utime(path, (1_000_000_000, 1_000_000_000))
    assert made[0].name == f"atlas-gui-{identity.version()}-setup.exe"
    assert made[0].read_bytes()[:2] == b"MZ"
    assert made[0].read_bytes() == made[1].read_bytes()


def test_a_folder_without_the_program_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match=r"no atlas-gui\.exe"):
        windows.build(tmp_path, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_files_are_removed_by_name_and_folders_only_when_empty(payload: Path) -> None:
    assert list(windows.removal(payload)) == [
        'Delete "$INSTDIR\\_internal\\deep\\ü $$x (1).txt"',
        'Delete "$INSTDIR\\atlas-gui.exe"',
        'RMDir "$INSTDIR\\_internal\\deep"',
        'RMDir "$INSTDIR\\_internal"',
    ]
    assert not re.search(r"RMDir\s+/r", SCRIPT), "whatever else lies there is the reader's"


def test_every_key_that_is_written_is_taken_away() -> None:
    written = keys(INSTALLING, "WriteReg")
    written |= {f"${{CLASSES}}\\{name}" for name in re.findall(r'macro OPENS "([^"]+)"', SCRIPT)}
    deleted = keys(REMOVING, "DeleteReg")
    assert len(written) > 8
    for key in written:
        if "${CLASS}" in key:
            continue  # of the macro, counted where that is used
        assert any(key == one or key.startswith(f"{one}\\") for one in deleted), key


def test_nothing_is_written_for_all_users_and_no_other_file_type_is_taken() -> None:
    assert "HKLM" not in SCRIPT
    assert "RequestExecutionLevel user" in SCRIPT
    assert ".json" not in SCRIPT and ".pdf" not in SCRIPT


def test_what_the_reader_keeps_is_never_named() -> None:
    code = "\n".join(line for line in SCRIPT.splitlines() if not line.lstrip().startswith(";"))
    assert r"LOCALAPPDATA\atlas-gui" not in code
    assert "APPDATA" not in code.replace(r"$LOCALAPPDATA\Programs\Atlas", "")


def test_whatever_a_file_or_link_holds_is_one_word_of_the_command() -> None:
    commands = re.findall(r"shell\\open\\command\" \"\" '([^']+)'", SCRIPT)
    assert commands == [r'"$INSTDIR\${PROGRAM}" open -- "%1"']


def test_the_installer_speaks_six_languages() -> None:
    said = list(windows.words())
    for name in ("LIBRARY", "CLOSE_FIRST", "COMMENT"):
        assert sum(f"LangString {name} " in line for line in said) == len(identity.LANGUAGES)
        assert f"$({name})" in SCRIPT
