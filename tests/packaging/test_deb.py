"""The package for Debian: what it tells of itself, what it leaves to Debian, and that it can be repeated."""

import gzip
import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from bundle import contents
from bundle.build import NAME, even_out
from deb import build as deb
from deb import control
from deb.texts import changelog, copyright_file
from desktop import identity
from support.places import ROOT

from atlas_gui.exchange.third_party import SYSTEM_LIBRARY, Component

pytestmark = pytest.mark.skipif(
    not (shutil.which("dpkg-deb") and shutil.which("dpkg-shlibdeps")),
    reason="dpkg-dev is not installed",
)
_DAY = 1_700_000_000


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package laid out, with a program of this machine as Atlas."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(_DAY))
    folder = tmp_path / "tree"
    program = folder / deb.PROGRAM / NAME
    program.parent.mkdir(parents=True)
    shutil.copy("/bin/true", program)
    (folder / "usr" / "bin").mkdir()
    (folder / "usr" / "bin" / NAME).symlink_to(Path("..", "lib", NAME, NAME))
    (folder / deb.TEXTS).mkdir(parents=True)
    (folder / deb.TEXTS / "copyright").write_text("free\n")
    return folder


def _fields(text: str) -> dict[str, str]:
    """The fields of a control file; lines of a field that go on stay with it."""
    found = re.findall(r"^([\w-]+): (.*(?:\n .*)*)", text, re.MULTILINE)
    return dict(found)


def test_it_asks_for_what_is_linked_and_for_what_nothing_is_linked_with(tree: Path) -> None:
    fields = _fields(control.control_file(tree, "amd64"))
    needs = [need.strip() for need in fields["Depends"].split(",")]
    assert needs == sorted(set(needs))
    assert set(control.ALSO_NEEDED) < set(needs)
    assert any(re.fullmatch(r"libc6 \(>= [\d.]+\)", need) for need in needs)
    assert fields["Recommends"] == ", ".join(control.RECOMMENDED)
    assert (fields["Package"], fields["Version"]) == (NAME, identity.version())
    assert int(fields["Installed-Size"]) == (Path("/bin/true").stat().st_size + 5) // 1024


def test_what_is_linked_with_nothing_of_debian_adds_no_empty_need(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = subprocess.CompletedProcess([], 0, "shlibs:Depends=\n")
    monkeypatch.setattr(control.subprocess, "run", lambda *_, **__: told)
    fields = _fields(control.control_file(tree, "amd64"))
    assert fields["Depends"] == ", ".join(control.ALSO_NEEDED)


def test_what_prints_is_not_asked_for(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = []

    def run(command: list[str], **_: object) -> "subprocess.CompletedProcess[str]":
        commands.append(command)
        return subprocess.CompletedProcess(command, 0, "shlibs:Depends=libc6\n")

    shutil.copy("/bin/true", tree / deb.PROGRAM / "libcupsprintersupport.so")
    monkeypatch.setattr(control.subprocess, "run", run)
    control.control_file(tree, "amd64")
    ((*_, last),) = commands
    assert last == str(tree / deb.PROGRAM / NAME)


def test_the_description_is_as_debian_wants_it(tree: Path) -> None:
    text = control.control_file(tree, "amd64")
    assert text.endswith("\n") and "\n\n" not in text
    summary, *lines = _fields(text)["Description"].split("\n")
    assert 0 < len(summary) < 80 and not summary.endswith(".")
    assert lines
    for line in lines:
        assert line.startswith(" ") and line.strip() and len(line) <= 80
    assert all(len(line) <= 80 for line in text.splitlines() if line.startswith(" "))


def test_the_sums_are_those_of_the_files_and_of_no_link(tree: Path) -> None:
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text("x")
    lines = dict(reversed(line.split("  ")) for line in control.md5_sums(tree).splitlines())
    assert lines.keys() == {f"{deb.PROGRAM}/{NAME}", f"{deb.TEXTS}/copyright"}
    assert lines[f"{deb.TEXTS}/copyright"] == hashlib.md5(b"free\n").hexdigest()  # noqa: S324
    done = subprocess.run(
        ["md5sum", "--check", "--strict"],
        input=control.md5_sums(tree),
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


# The texts.


def test_the_copyright_names_everything_carried_with_its_text(tmp_path: Path) -> None:
    licence = tmp_path / "COPYING"
    licence.write_text("Do as you like.\n", encoding="utf-8")
    page = "https://libx.invalid"
    part = Component("libx", "1.2", "MIT", (licence,), page, "", (), SYSTEM_LIBRARY)
    bare = Component("liby", "3", "Zlib", (), "", "", (), SYSTEM_LIBRARY)
    text = copyright_file((part, bare))
    own = (ROOT / "LICENSE").read_text(encoding="utf-8").strip()
    assert own in text
    assert f"libx 1.2\nLicence: MIT\n{page}\n\n" in text
    assert "Do as you like." in text and "liby 3\nLicence: Zlib" in text
    assert text.index(own) < text.index("libx 1.2") < text.index("liby 3")


HISTORY = """# Changelog

## [Unreleased]

### Added

- Not handed out yet.

## [1.2.0] - 2026-03-04

### Added

- An item that is so long that it goes on in another line of the page, as items of a changelog often do,
  with a second line.

### Fixed

- A fault.

## [1.1.0] - 2026-01-01

- The first one.
"""


def _parsed(text: str | None) -> str:
    """What Debian's own reader makes of a changelog, without a warning."""
    done = subprocess.run(
        ["dpkg-parsechangelog", "--file", "-", "--all", "--format", "dpkg"],
        input=gzip.decompress(changelog(text)),
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return done.stdout.decode()


def test_debian_reads_what_was_released_and_nothing_else() -> None:
    told = _parsed(HISTORY)
    assert "Version: 1.2.0\n" in told and "atlas-gui (1.1.0)" in told
    assert "Date: Wed, 04 Mar 2026 12:00:00 +0000\n" in told
    assert "* A fault." in told and "with a second line." in told and "* The first one." in told
    assert "Not handed out yet" not in told
    assert max(map(len, gzip.decompress(changelog(HISTORY)).decode().splitlines())) <= 80


def test_before_the_first_release_all_of_it_is_in_the_present_version(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(_DAY))
    told = _parsed(HISTORY.partition("## [1.2.0]")[0])
    assert f"Version: {identity.version()}\n" in told and "* Not handed out yet." in told
    assert "Date: Tue, 14 Nov 2023 22:13:20 +0000\n" in told


def test_our_own_changelog_is_the_same_bytes_each_time() -> None:
    assert f"Version: {identity.version()}\n" in _parsed(None)
    assert changelog() == changelog()
    assert changelog()[4:8] == bytes(4), "no time of packing"


# The whole.


def test_two_packages_of_one_tree_are_the_same_bytes(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deb, "WORK", tmp_path / "work")

    def lay_out(bundle: Path, target: Path) -> None:
        shutil.copytree(bundle, target, symlinks=True)
        if os.geteuid() == 0:
            for path in target.rglob("*"):
                os.chown(path, 1234, 1234, follow_symlinks=False)

    monkeypatch.setattr(deb, "lay_out", lay_out)
    made = []
    for number, name in enumerate(("one", "two")):
        for path in tree.rglob("*"):
            os.utime(path, (1e9 + number, 1e9 + number), follow_symlinks=False)
        made.append(deb.build(tree, tmp_path / name, "gzip"))
    assert made[0].name == f"{NAME}_{identity.version()}_{_architecture()}.deb"
    assert made[0].read_bytes() == made[1].read_bytes()
    listed = subprocess.run(
        ["dpkg-deb", "--contents", str(made[0])], capture_output=True, text=True, check=True
    ).stdout
    assert all(" root/root " in line for line in listed.splitlines())
    assert f"./usr/bin/{NAME} -> ../lib/{NAME}/{NAME}" in listed
    assert "DEBIAN" not in listed
    shown = subprocess.run(
        ["dpkg-deb", "--field", str(made[0]), "Package", "Version"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert shown == f"Package: {NAME}\nVersion: {identity.version()}\n"


def test_what_debian_has_is_left_to_debian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    system, program = tmp_path / "system", tmp_path / NAME
    internal = program / "_internal"
    for folder in ("_internal/fallback", "_internal/fallback-fonts", "share/man"):
        (program / folder).mkdir(parents=True)
    system.mkdir()
    monkeypatch.setattr(contents, "system_library", lambda name: str(system / name))
    for name in ("libz.so.1", "libown.so.6", "fallback/libX11.so.6"):
        (internal / name).write_bytes(b"as Debian has it")
        (system / Path(name).name).write_bytes(b"as Debian has it")
    (internal / "libown.so.6").write_bytes(b"as Qt brings it")
    (internal / "fallback" / "order.txt").write_text("libX11.so.6\n")
    for name in ("LICENSE", "README.txt", "integrate.sh", "sbom.cdx.json", NAME):
        (program / name).write_text("x")
    deb.leave_to_debian(program)
    left = {path.relative_to(program).as_posix() for path in program.rglob("*")}
    assert left == {NAME, "_internal", "_internal/libown.so.6"}


def _architecture() -> str:
    told = subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    )
    return told.stdout.strip()


def test_the_packages_own_files_have_plain_modes(tree: Path) -> None:
    (tree / "DEBIAN").mkdir(mode=0o700)
    (tree / "DEBIAN" / "control").write_text("x")
    even_out(tree)
    assert (tree / "DEBIAN").stat().st_mode & 0o7777 == 0o755
