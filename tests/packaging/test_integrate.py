"""What the bundle's `integrate.sh` tells a desktop starts that very bundle, and goes without a trace."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from bundle.build import NAME
from desktop import build as desktop_build
from desktop import identity
from support.places import ROOT

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="only Linux has such desktops"
)

SCRIPT = ROOT / "packaging" / "bundle" / "integrate.sh"
SHELLS = [shell for shell in ("dash", "bash", "busybox") if shutil.which(shell)]
# Each would be something else to the shell, to sed, or in a desktop entry.
FOLDERS = [
    "plain",
    "with a space",
    "double \" and single ' quotes",
    "$HOME `id` $(id)",
    "R&D",
    "a|b",
    "100%",
    "50%f %%u",
    r"back\slash \\ two \n \&",
    "a=b",
    "a=b 100%",
    "; true #",
    "~ * ? [x]",
    "Länder 中文",
    "tab\there",
    'all of it: R&D "100%" $x=`y` \\',
]
# It tells how it was called, through a pipe on which whoever started it waits.
PROGRAM = """#!/bin/sh
for word in "$0" "$@"; do printf '%s\\n' "$word"; done >"$CALLED"
"""


class Desktop:
    """A bundle in some folder, and the data folder of a reader."""

    def __init__(self, bundle: Path, data: Path, shell: str = "sh") -> None:
        self.bundle, self.data, self.shell = bundle, data, shell
        self.called = data.parent / "called"
        (data.parent / "home").mkdir()

    def run(self, *words: str, **changed: str) -> "subprocess.CompletedProcess[str]":
        shell = ["busybox", "sh"] if self.shell == "busybox" else [self.shell]
        command = [*shell, str(self.bundle / SCRIPT.name), *words]
        environment = {**self.environment(), **changed}
        return subprocess.run(
            command, env=environment, cwd="/", capture_output=True, text=True, check=False
        )

    def environment(self) -> dict[str, str]:
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.data.parent / "home"),
            "XDG_DATA_HOME": str(self.data),
            "CALLED": str(self.called),
        }

    @property
    def entry(self) -> Path:
        return self.data / "applications" / f"{NAME}.desktop"

    def held(self) -> dict[str, bytes | None]:
        """Everything in the data folder: names, and what files hold."""
        return {
            path.relative_to(self.data).as_posix(): path.read_bytes() if path.is_file() else None
            for path in self.data.rglob("*")
        }

    def installed(self) -> "Desktop":
        done = self.run("install")
        assert (done.returncode, done.stderr) == (0, "")
        return self


def _desktop(tmp_path: Path, folder: str, shell: str = "sh") -> Desktop:
    bundle = tmp_path / folder / NAME
    bundle.mkdir(parents=True)
    shutil.copy(SCRIPT, bundle)
    program = bundle / NAME
    program.write_text(PROGRAM)
    program.chmod(0o755)
    desktop_build.build(bundle, prefix="")
    data = tmp_path / "data"
    data.mkdir()
    return Desktop(bundle, data, shell)


@pytest.fixture
def desktop(tmp_path: Path) -> Desktop:
    return _desktop(tmp_path, "an odd & plain folder")


@pytest.fixture
def crowded(desktop: Desktop) -> Desktop:
    """One whose reader has entries, types and icons of other programs, all listed."""
    types = """<?xml version="1.0"?>
<mime-info xmlns="http://www.freedesktop.org/standards/shared-mime-info">
<mime-type type="application/x-other"><comment>Other</comment><glob pattern="*.other"/></mime-type>
</mime-info>
"""
    others = {
        "applications/other.desktop": "[Desktop Entry]\nType=Application\nName=Other\nExec=true\n"
        "MimeType=application/x-other;\n",
        "mime/packages/other.xml": types,
        "icons/hicolor/48x48/apps/other.png": "no picture",
        "man/man1/other.1": "other",
    }
    for name, text in others.items():
        path = desktop.data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    for command, folder in (
        ("update-desktop-database", "applications"),
        ("update-mime-database", "mime"),
    ):
        needs(command)
        subprocess.run([command, str(desktop.data / folder)], check=True, capture_output=True)
    return desktop


def needs(command: str) -> None:
    if shutil.which(command) is None:
        pytest.skip(f"{command} is not installed")


def _started(desktop: Desktop, *arguments: str) -> list[str]:
    """How the program was called when GLib, which GNOME and others use, followed the entry."""
    needs("gio")
    os.mkfifo(desktop.called)
    command = ["gio", "launch", str(desktop.entry), *arguments]
    # What it starts would keep its pipes open; a program that never starts is ended by the test's limit.
    nowhere = subprocess.DEVNULL
    done = subprocess.run(
        command, env=desktop.environment(), stdout=nowhere, stderr=nowhere, timeout=60, check=False
    )
    assert done.returncode == 0, "GLib finds no program in the entry"
    return desktop.called.read_text(encoding="utf-8").splitlines()


def _read_as_specified(line: str) -> list[str]:
    """The words of an Exec line: escapes of a value, then quotes, then field codes."""
    escapes = {"s": " ", "n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    value, signs = "", iter(line)
    for sign in signs:
        value += escapes[next(signs)] if sign == "\\" else sign
    words: list[str] = []
    signs = iter(value)
    for sign in signs:
        if sign == '"':
            word = ""
            while (inner := next(signs)) != '"':
                word += next(signs) if inner == "\\" else inner
            words.append(word.replace("%%", "%"))
        elif sign == " ":
            continue
        else:
            word = sign
            while (inner := next(signs, " ")) != " ":
                assert inner not in "\"'`$\\<>~|&;*?#()", f"{inner} stands outside of quotes"
                word += inner
            words.append(word)
    return words


@pytest.mark.parametrize("folder", FOLDERS)
def test_the_entry_starts_this_very_bundle(tmp_path: Path, folder: str) -> None:
    desktop = _desktop(tmp_path, folder).installed()
    program = str(desktop.bundle / NAME)
    assert _started(desktop, "/some/library.atlas.json")[0] == program
    lines = [line for line in desktop.entry.read_text("utf-8").splitlines() if line[:5] == "Exec="]
    called = [_read_as_specified(line[5:]) for line in lines]
    begun = called[0][: called[0].index(program) + 1]
    assert begun in ([program], ["nice", "-n", "0", program])
    assert called == [[*begun, "open", "%U"], [*begun, "--new-window"], [*begun, "--find"]]


def test_a_file_and_a_link_arrive_as_they_are(desktop: Desktop) -> None:
    link = "atlas:/CHN-CUB/las-camariocas-nickel-plant"
    _program, *words = _started(desktop.installed(), link)
    assert words == ["open", link]


@pytest.mark.parametrize("folder", [FOLDERS[0], FOLDERS[-1]])
def test_the_entry_is_valid(tmp_path: Path, folder: str) -> None:
    needs("desktop-file-validate")
    desktop = _desktop(tmp_path, folder).installed()
    told = subprocess.run(
        ["desktop-file-validate", "--no-hints", str(desktop.entry)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (told.returncode, told.stdout) == (0, "")


def test_libraries_and_links_are_opened_with_it(desktop: Desktop) -> None:
    needs("update-desktop-database")
    needs("update-mime-database")
    desktop.installed()
    cache = (desktop.data / "applications" / "mimeinfo.cache").read_text("utf-8")
    for wanted in (identity.MEDIA_TYPE, f"x-scheme-handler/{identity.SCHEME}"):
        assert f"{wanted}={NAME}.desktop;" in cache
    assert f"{identity.MEDIA_TYPE}:*.atlas\n" in (desktop.data / "mime" / "globs").read_text(
        "utf-8"
    )


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_installs_all_of_it_and_removes_it(tmp_path: Path, shell: str) -> None:
    desktop = _desktop(tmp_path, "a folder", shell).installed()
    share = desktop.bundle / "share"
    names = {path.relative_to(share).as_posix() for path in share.rglob("*") if path.is_file()}
    assert len(names) > 20 and names <= desktop.held().keys()
    for name in names - {f"applications/{NAME}.desktop"}:
        assert (desktop.data / name).read_bytes() == (share / name).read_bytes()
    first = desktop.held()
    assert desktop.installed().held() == first, "a second time changes nothing"
    assert desktop.run("remove").returncode == 0
    assert desktop.held() == {}
    assert not list((tmp_path / "home").iterdir())


def test_what_other_programs_have_there_is_as_before(crowded: Desktop) -> None:
    before = crowded.held()
    crowded.installed()
    assert before.keys() < crowded.held().keys()
    assert crowded.run("remove").returncode == 0
    assert crowded.held() == before
    assert crowded.run("remove").returncode == 0, "removing what is not there is no fault"
    assert crowded.held() == before


def test_where_the_desktop_has_no_lists_none_are_made(desktop: Desktop, tmp_path: Path) -> None:
    commands = tmp_path / "commands"
    commands.mkdir()
    for name in "sh sed dirname find sort mkdir cp rm rmdir grep nice".split():
        found = shutil.which(name)
        assert found
        (commands / name).symlink_to(found)
    assert desktop.run("install", PATH=str(commands)).returncode == 0
    assert desktop.entry.exists()
    assert not (desktop.data / "mime" / "mime.cache").exists()
    assert desktop.run("remove", PATH=str(commands)).returncode == 0
    assert desktop.held() == {}


@pytest.mark.parametrize("said", ["", "not/absolute"])
def test_without_a_folder_of_data_the_usual_one_is_taken(desktop: Desktop, said: str) -> None:
    assert desktop.run("install", XDG_DATA_HOME=said).returncode == 0
    usual = desktop.data.parent / "home" / ".local" / "share"
    assert (usual / "applications" / f"{NAME}.desktop").is_file()
    assert desktop.held() == {}


@pytest.mark.parametrize("words", [(), ("install", "remove"), ("instal",), ("--help",), ("",)])
def test_wrong_usage_changes_nothing(desktop: Desktop, words: tuple[str, ...]) -> None:
    done = desktop.run(*words)
    assert done.returncode == 2
    assert done.stderr.startswith("Usage: integrate.sh")
    assert desktop.held() == {}


def test_a_folder_that_no_entry_can_name_and_a_torn_bundle_are_told(tmp_path: Path) -> None:
    for number, folder in enumerate(("line\nbreak", "torn")):
        place = tmp_path / str(number)
        place.mkdir()
        desktop = _desktop(place, folder)
        if folder == "torn":
            shutil.rmtree(desktop.bundle / "share")
        done = desktop.run("install")
        assert done.returncode == 1
        assert ("line break" if number == 0 else "share") in done.stderr
        assert desktop.held() == {}


def test_a_folder_that_cannot_be_written_is_told(desktop: Desktop) -> None:
    (desktop.data / "applications").write_text("a file where a folder should be")
    done = desktop.run("install")
    assert done.returncode != 0
    assert "applications" in done.stderr and "in the menu" not in done.stdout


def test_the_script_can_be_run_and_no_checker_minds_it() -> None:
    assert SCRIPT.stat().st_mode & stat.S_IXUSR
    for shell in SHELLS:
        words = [shell, "sh", "-n"] if shell == "busybox" else [shell, "-n"]
        subprocess.run([*words, str(SCRIPT)], check=True)
    needs("shellcheck")
    subprocess.run(["shellcheck", "--shell=sh", str(SCRIPT)], check=True)
