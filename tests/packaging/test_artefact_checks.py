"""Whatever is wrong with an artefact is told before it is handed out."""

import io
import shutil
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
import python_env
from artefacts import checking
from artefacts.main import main
from artefacts.sums import NAME, write_sums
from desktop import identity

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="the programs made here are scripts"
)

GOOD = "echo 'ok     library: 3 records'\necho 'Everything works.'\n"
# What a program does when it is asked to test itself, and what is told of it.
PROGRAMS = {
    "ok     library: 3 records": (GOOD, ""),
    "fails": ("echo 'FAILED pdf: no font'\nexit 1\n", "FAILED pdf: no font"),
    "dies": ("echo 'no such library' >&2\nexit 9\n", "exit status 9: no such library"),
    "complains": (f"{GOOD}echo 'a warning of Qt' >&2\n", "it complains: a warning of Qt"),
    "leaves a file": (
        f'{GOOD}mkdir -p "$HOME/.config"; echo 1 >"$HOME/.config/kept"\n',
        "it left behind .config/kept",
    ),
    "leaves a file, among fonts": (
        f'{GOOD}mkdir -p "$HOME/.cache/fontconfig"; cd; echo 1 | tee .cache/fontconfig/a >kept\n',
        "it left behind kept",
    ),
    "tests nothing": ("echo 'Hello.'\n", "it tested nothing: Hello."),
    "sees the environment of the build": (
        f'{GOOD}[ -z "$PYTHONPATH$OF_THE_BUILD" ] || exit 4\n',
        "",
    ),
    "is asked for something else": (f'{GOOD}[ "$*" = self-test ] || exit 5\n', ""),
}
FOREIGN = {"requests-2.0.dist-info": "requests-2.0.dist-info", "msgspec-9.dist-info": ""}


def _program(lines: str) -> bytes:
    return f"#!/bin/sh\n{lines}".encode()


def _bundle(folder: Path, lines: str, *inside: str) -> Path:
    target = folder / "atlas-gui-1.0.0-linux-x86_64.tar.gz"
    with tarfile.open(target, "w:gz") as archive:
        for name, content in (
            (identity.NAME, _program(lines)),
            *((f"_internal/{each}/METADATA", b"") for each in inside),
        ):
            entry = tarfile.TarInfo(f"{identity.NAME}/{name}")
            entry.size, entry.mode = len(content), 0o755
            archive.addfile(entry, io.BytesIO(content))
    return target


def _deb(folder: Path, lines: str, *inside: str) -> Path:
    if shutil.which("dpkg-deb") is None:
        pytest.skip("dpkg-deb is not installed")
    tree = folder / "tree"
    program = tree / "usr" / "lib" / identity.NAME / identity.NAME
    program.parent.mkdir(parents=True)
    program.write_bytes(_program(lines))
    program.chmod(0o755)
    for each in inside:
        (program.parent / "_internal" / each).mkdir(parents=True)
        (program.parent / "_internal" / each / "METADATA").touch()
    (tree / "usr" / "bin").mkdir()
    link = tree / "usr" / "bin" / identity.NAME
    link.symlink_to(Path("..", "lib", identity.NAME, identity.NAME))
    (tree / "DEBIAN").mkdir()
    (tree / "DEBIAN" / "control").write_text(
        "Package: atlas-gui\nVersion: 1\nArchitecture: all\nMaintainer: x <x@x.invalid>\n"
        "Description: x\n"
    )
    target = folder / "atlas-gui_1.0.0_amd64.deb"
    command = ["dpkg-deb", "--build", "--root-owner-group", "-Znone", str(tree), str(target)]
    subprocess.run(command, check=True, capture_output=True)
    shutil.rmtree(tree)
    return target


def _wheel(folder: Path, lines: str) -> Path:
    """A wheel whose one command carries out some lines of sh."""
    target = folder / "atlas_gui-1.0.0-py3-none-any.whl"
    described = "atlas_gui-1.0.0.dist-info"
    files = {
        "atlas_gui/__init__.py": f"import subprocess, sys\nLINES = {lines!r}\n\n"
        "def main():\n    sys.exit(subprocess.call(['sh', '-c', LINES, 'sh', *sys.argv[1:]]))\n",
        f"{described}/METADATA": "Metadata-Version: 2.1\nName: atlas-gui\nVersion: 1.0.0\n",
        f"{described}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{described}/entry_points.txt": "[console_scripts]\natlas-gui = atlas_gui:main\n",
    }
    listed = "".join(f"{name},,\n" for name in (*files, f"{described}/RECORD"))
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in {**files, f"{described}/RECORD": listed}.items():
            archive.writestr(name, content)
    return target


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OF_THE_BUILD", "1")
    monkeypatch.setenv("PYTHONPATH", "/of/the/build")
    made = tmp_path / "dist"
    made.mkdir()
    return made


@pytest.mark.parametrize("make", [_bundle, _deb])
@pytest.mark.parametrize("kind", PROGRAMS)
def test_what_comes_of_its_self_test_is_told(
    folder: Path,
    make: Callable[[Path, str], Path],
    kind: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    lines, fault = PROGRAMS[kind]
    name = make(folder, lines).name
    assert checking.check_all(folder) == bool(fault)
    word = "FAILED " if fault else "ok     "
    assert capsys.readouterr().out.rstrip() == word + (f"{name}: {fault}" if fault else name)


@pytest.mark.parametrize("make", [_bundle, _deb])
@pytest.mark.parametrize("carried", FOREIGN)
def test_what_atlas_does_not_need_is_told(
    folder: Path,
    make: Callable[..., Path],
    carried: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make(folder, GOOD, carried)
    told = FOREIGN[carried]
    assert checking.check_all(folder) == bool(told)
    printed = capsys.readouterr().out
    assert ("it carries what Atlas does not need" in printed) == bool(told)
    assert told in printed


@pytest.mark.parametrize("kind", ["ok     library: 3 records", "fails", "leaves a file"])
def test_a_wheel_is_installed_and_tried(
    folder: Path,
    kind: str,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    nothing = tmp_path / "requirements.txt"
    nothing.write_text("# nothing\n")
    monkeypatch.setitem(python_env.LOCKS, "run", nothing)
    monkeypatch.delenv("PYTHONPATH")
    lines, fault = PROGRAMS[kind]
    _wheel(folder, lines)
    assert checking.check_all(folder) == bool(fault)
    assert fault in capsys.readouterr().out


def test_a_wheel_that_cannot_be_installed_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "atlas_gui-1.0.0-py3-none-any.whl").write_bytes(b"no archive")
    with pytest.MonkeyPatch.context() as patch:
        nothing = folder.parent / "requirements.txt"
        nothing.touch()
        patch.setitem(python_env.LOCKS, "run", nothing)
        patch.delenv("PYTHONPATH")
        assert checking.check_all(folder) == 1
    assert "FAILED atlas_gui-1.0.0-py3-none-any.whl: " in capsys.readouterr().out


@pytest.mark.parametrize(
    "name", ["atlas-gui-1.0.0-linux-x86_64.tar.gz", "atlas-gui-1.0.0-linux-x86_64.tar.xz", "x.deb"]
)
@pytest.mark.parametrize("content", [b"", b"no archive at all", b"\xfd7zXZ\x00\x00\x04torn"])
def test_a_damaged_archive_is_told_and_the_others_are_tried(
    folder: Path, name: str, content: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / name).write_bytes(content)
    (folder / "sub").mkdir()
    good = _bundle(folder / "sub", GOOD).rename(folder / "atlas-gui-9-linux-x86_64.tar.gz")
    assert checking.check_all(folder) == 1
    lines = capsys.readouterr().out
    assert f"FAILED {name}: " in lines
    assert f"ok     {good.name}\n" in lines


def test_an_archive_without_the_program_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with tarfile.open(folder / "atlas-gui-1-linux-x86_64.tar.gz", "w:gz"):
        pass
    assert checking.check_all(folder) == 1
    assert "FAILED" in capsys.readouterr().out


def test_a_program_that_does_not_end_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def never(command: list[str], *_: object) -> None:
        raise subprocess.TimeoutExpired(command, 600)

    monkeypatch.setattr(checking, "_carried_out", never)
    _bundle(folder, GOOD)
    assert checking.check_all(folder) == 1
    assert "was not done after 600 seconds" in capsys.readouterr().out


def test_a_source_archive_that_gives_another_wheel_is_told(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def rebuild(output: Path, tree: Path) -> list[Path]:
        wheel = output / "atlas_gui-1.0.0-py3-none-any.whl"
        wheel.write_bytes((tree / "content").read_bytes())
        return [wheel]

    monkeypatch.setattr(checking, "build_distributions", rebuild)
    monkeypatch.setattr(checking, "wheel", lambda *_: "")
    with tarfile.open(folder / "atlas_gui-1.0.0.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo("atlas_gui-1.0.0/content")
        entry.size = 3
        archive.addfile(entry, io.BytesIO(b"one"))
    wheel = folder / "atlas_gui-1.0.0-py3-none-any.whl"
    for content, status in ((b"one", 0), (b"two", 1)):
        wheel.write_bytes(content)
        assert checking.check_all(folder) == status
    assert "the wheel built from it is another one" in capsys.readouterr().out
    wheel.unlink()
    assert checking.check_all(folder) == 1, "there is no wheel to compare with"


def test_where_there_is_nothing_to_try_that_is_a_fault(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "sbom.cdx.json").write_text("{}")
    assert main(["check", "--output", str(folder)]) == 1
    assert "nothing to try" in capsys.readouterr().out


# The sums.


def test_the_sums_are_those_that_sha256sum_checks(folder: Path) -> None:
    if shutil.which("sha256sum") is None:
        pytest.skip("sha256sum is not installed")
    for name in ("b.deb", "a file é.tar.xz", "empty"):
        (folder / name).write_bytes(name.encode() * 1000 if name != "empty" else b"")
    (folder / "a folder").mkdir()
    assert main(["sums", "--output", str(folder)]) == 0
    before = (folder / NAME).read_bytes()
    assert write_sums(folder).read_bytes() == before, "its own sum is none of them"

    def check() -> "subprocess.CompletedProcess[str]":
        return subprocess.run(
            ["sha256sum", "--check", "--strict", NAME],
            cwd=folder,
            capture_output=True,
            text=True,
            check=False,
        )

    done = check()
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(": OK\n") == 3
    (folder / "b.deb").write_bytes(b"another")
    done = check()
    assert done.returncode == 1
    assert "b.deb: FAILED" in done.stdout
