"""Finding what the system lacks, and saying what to type; nothing is installed here."""

import os
import sys
from pathlib import Path

import pytest
import setup_env
import system_needs
from system_needs import FONTS, QT, TESTING, VALIDATING, X11, Need

from atlas_gui.cli.window_command import QT_PACKAGES

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="packages are Debian's")
NOWHERE = Need("libnowhere1", library="libnowhere.so.1")
NO_COMMAND = Need("no-command", command="no-such-command-anywhere")
NO_FILE = Need("no-file", files="/nowhere/**/NoFont-*.ttf")


def test_packages_are_named_once_and_each_need_is_looked_for_in_one_way() -> None:
    needs = (*QT, *X11, *FONTS, *TESTING, *VALIDATING)
    assert len({need.package for need in needs}) == len(needs)
    for need in needs:
        assert sum(map(bool, (need.library, need.command, need.files))) == 1


@on_linux
def test_what_is_missing_is_found(tmp_path: Path) -> None:
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "Font-Regular.ttf").touch()
    there = (
        Need("python", command="sh"),
        Need("libc6", library="libc.so.6"),
        Need("font", files=f"{tmp_path}/**/Font-Regular.[to]tf"),
    )
    assert system_needs.missing(there) == []
    assert system_needs.missing((NOWHERE, *there, NO_COMMAND, NO_FILE)) == [
        NOWHERE,
        NO_COMMAND,
        NO_FILE,
    ]


def test_elsewhere_than_on_linux_nothing_is_looked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "win32")
    assert system_needs.missing((NOWHERE,)) == []


def test_the_line_to_type_names_every_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_needs.shutil, "which", lambda name: f"/usr/bin/{name}")
    line = system_needs.install_line([NOWHERE, NO_FILE])
    assert line == "sudo apt-get install --yes --no-install-recommends libnowhere1 no-file"
    monkeypatch.setattr(system_needs.shutil, "which", lambda _name: None)
    assert "libnowhere1 no-file" in system_needs.install_line([NOWHERE, NO_FILE])


@on_linux
def test_who_may_not_install_is_told_what_to_type(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(system_needs, "may_install", lambda: False)
    assert setup_env.provide((NOWHERE, NO_COMMAND)) == [NOWHERE, NO_COMMAND]
    assert system_needs.install_line([NOWHERE, NO_COMMAND]) in capsys.readouterr().err


@on_linux
def test_root_installs_and_what_is_not_to_be_had_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[tuple[str, ...]] = []

    def no_network(*words: str) -> str:
        asked.append(words)
        return "E: Unable to fetch"

    monkeypatch.setattr(system_needs, "may_install", lambda: True)
    monkeypatch.setattr(system_needs, "_apt_get", no_network)
    assert setup_env.provide((NOWHERE, NO_FILE)) == [NOWHERE, NO_FILE]
    assert [words[0] for words in asked].count("update") == 1
    assert asked[1][-2:] == ("libnowhere1", "no-file")
    assert capsys.readouterr().err == "Not to be had: libnowhere1 no-file (E: Unable to fetch)\n"


@on_linux
def test_when_all_is_there_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system_needs, "install", lambda needs: pytest.fail(f"asked for {needs}"))
    assert setup_env.provide((Need("python", command="sh"),)) == []


def test_a_missing_library_is_a_sentence(capsys: pytest.CaptureFixture[str]) -> None:
    assert setup_env.needed([NOWHERE], (NOWHERE,), "open its window")
    said = capsys.readouterr().err
    assert said.startswith("Atlas cannot open its window")
    assert "libnowhere.so.1" in said
    assert "libnowhere1" in said
    assert not setup_env.needed([NO_FILE], (NOWHERE,), "open its window")
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name != "posix", reason="signals are a matter of POSIX")
def test_an_exit_status_is_passed_on() -> None:
    def status(code: str) -> int:
        return setup_env.run_command([sys.executable, "-c", code])

    assert status("raise SystemExit(3)") == 3
    assert status("import os; os.kill(os.getpid(), 6)") == 128 + 6
    assert setup_env.run_command(["/no/such/program"]) == 1


@pytest.mark.parametrize("words", [[], ["fly"], ["tool"], ["setup", "wings"]])
def test_wrong_usage_is_status_two(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert setup_env.main(words) == 2
    assert "setup_env.py run" in capsys.readouterr().err


def test_atlas_names_the_packages_that_setting_up_installs() -> None:
    assert list(QT_PACKAGES) == [need.package for need in (*QT, *X11)]
