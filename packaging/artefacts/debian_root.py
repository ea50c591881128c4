"""Tries the Debian package, or the bundle, in a fresh Debian that has nothing else: as root, with debootstrap.

    python packaging/artefacts debian ARTEFACT [--suite bookworm] [--output FOLDER]

A reader without rights installs it, has it test itself on a screen, opens a library as a file manager
would, follows a link, and leaves; then it is removed, and what is left is listed. Pictures of the
screen go to FOLDER, to be looked at. Needs debootstrap, Xvfb, openbox, xdotool and import (ImageMagick).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RECORD = "las-camariocas-nickel-plant"
LINK = f"atlas:/CHN-CUB/{RECORD}"
SCREEN = "1440x900x24"
SECONDS = 60.0
READER = "reader"
HOME = f"home/{READER}"
# What apt and dpkg write of themselves, whatever is installed and removed.
_OF_APT = (
    "var/cache/",
    "var/lib/apt/",
    "var/lib/dpkg/",
    "var/log/",
    "etc/ld.so.cache",
    "tmp/",
    "opt/",
)
# What every desktop has to unpack archives and to open files; no part of the bundle.
_DESKTOP = ("xz-utils", "xdg-utils", "desktop-file-utils", "shared-mime-info")
# Otherwise apt keeps what another package merely suggests.
_AUTOREMOVE = (
    *("apt-get", "-q", "autoremove", "--purge", "--yes"),
    *("-o", "APT::AutoRemove::SuggestsImportant=false"),
    *("-o", "APT::AutoRemove::RecommendsImportant=false"),
)


class Root:
    """A Debian below a folder, with the screen of this machine."""

    def __init__(self, folder: Path, display: str) -> None:
        self.folder = folder
        self._display = display

    def run(self, *command: str, user: str = "root", check: bool = True) -> str:
        """What a command prints, run in there; CalledProcessError if it fails and `check`."""
        return subprocess.run(
            ["chroot", f"--userspec={user}", str(self.folder), *command],
            env=self._environment(user),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=check,
        ).stdout

    def start(self, *command: str) -> subprocess.Popen[bytes]:
        """A command of the reader's that goes on by itself."""
        log = (self.folder.parent / "programs.log").open("ab")
        words = ["chroot", f"--userspec={READER}", str(self.folder), *command]
        return subprocess.Popen(words, env=self._environment(READER), stdout=log, stderr=log)

    def _environment(self, user: str) -> dict[str, str]:
        return {
            "HOME": "/root" if user == "root" else f"/{HOME}",
            "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "LANG": "C.UTF-8",
            "DEBIAN_FRONTEND": "noninteractive",
            "DISPLAY": self._display,
        }

    def files(self) -> set[str]:
        """Every file, link and folder that is not apt's own."""
        found = subprocess.run(
            ["find", str(self.folder), "-xdev", "-mindepth", "1", "-printf", "%P\n"],
            capture_output=True,
            text=True,
            check=True,
        )
        return {name for name in found.stdout.splitlines() if not name.startswith(_OF_APT)}


class Screen:
    """A display of its own with a window manager."""

    def __init__(self, number: int, pictures: Path) -> None:
        self.name = f":{number}"
        self._pictures = pictures
        self._environment = {**os.environ, "DISPLAY": self.name}

    @contextlib.contextmanager
    def shown(self) -> Iterator[None]:
        """The display, for as long as it is needed."""
        server = subprocess.Popen(
            ["Xvfb", self.name, "-screen", "0", SCREEN, "-nolisten", "tcp"],
            stderr=subprocess.DEVNULL,
        )
        wait(lambda: Path(f"/tmp/.X11-unix/X{self.name[1:]}").exists(), "Xvfb did not start")  # noqa: S108
        manager = subprocess.Popen(["openbox"], env=self._environment, stderr=subprocess.DEVNULL)
        try:
            yield
        finally:
            for process in (manager, server):
                process.terminate()
                process.wait()

    def windows(self) -> list[str]:
        """The titles of the windows of Atlas that can be seen."""
        found = self._told("xdotool", "search", "--onlyvisible", "--class", "atlas-gui")
        titles = (self._told("xdotool", "getwindowname", each).strip() for each in found.split())
        return [title for title in titles if "Atlas" in title]

    def picture(self, name: str) -> None:
        """Keep what the screen shows, once it is at rest."""
        time.sleep(2)
        subprocess.run(
            ["import", "-window", "root", str(self._pictures / f"{name}.png")],
            env=self._environment,
            check=True,
        )

    def press(self, keys: str) -> None:
        """Press keys, as "ctrl+q"."""
        self._told("xdotool", "key", keys)

    def _told(self, *command: str) -> str:
        done = subprocess.run(
            command, env=self._environment, capture_output=True, text=True, check=False
        )
        return done.stdout


def wait(reached: Callable[[], object], otherwise: str) -> None:
    """Wait until something is so. Raises RuntimeError if it never is."""
    end = time.monotonic() + SECONDS
    while not reached():
        if time.monotonic() > end:
            raise RuntimeError(otherwise)
        time.sleep(0.2)


@contextlib.contextmanager
def fresh_debian(suite: str, display: str, base: Path | None) -> Iterator[Root]:
    """A Debian as debootstrap makes it, or laid over the one in `base`; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="atlas-debian-") as name:
        folder = Path(name) / "root"
        folder.mkdir()
        if base is None:
            _make(suite, folder)
        else:
            _lay_over(base, folder)
        mounts = _mount(folder)
        for given in ("hosts", "resolv.conf", "ssl/certs/ca-certificates.crt"):
            if Path("/etc", given).exists():
                (folder / "etc" / given).parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(Path("/etc", given), folder / "etc" / given)
        root = Root(folder, display)
        root.run("useradd", "--create-home", READER)
        try:
            yield root
        finally:
            for place in [*mounts, *([folder] if base else [])]:
                subprocess.run(["umount", "--lazy", str(place)], check=False)


def _make(suite: str, folder: Path) -> None:
    command = ["debootstrap", "--variant=minbase", "--include=ca-certificates", suite, str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


def _lay_over(base: Path, folder: Path) -> None:
    upper, work = folder.parent / "upper", folder.parent / "work"
    upper.mkdir()
    work.mkdir()
    options = f"lowerdir={base},upperdir={upper},workdir={work}"
    subprocess.run(["mount", "-t", "overlay", "overlay", "-o", options, str(folder)], check=True)


def _mount(folder: Path) -> list[Path]:
    sockets = folder / "tmp" / ".X11-unix"
    sockets.mkdir(parents=True, exist_ok=True)
    (folder / "tmp").chmod(0o1777)
    subprocess.run(["mount", "-t", "proc", "proc", str(folder / "proc")], check=True)
    for here, there in (("/dev", folder / "dev"), ("/tmp/.X11-unix", sockets)):  # noqa: S108
        subprocess.run(["mount", "--bind", here, str(there)], check=True)
    return [sockets, folder / "dev", folder / "proc"]


def install(root: Root, artefact: Path) -> str:
    """Install a package, or unpack a bundle for the reader; the program."""
    shutil.copy(artefact, root.folder / "opt")
    here = f"/opt/{artefact.name}"
    if artefact.suffix == ".deb":
        root.run("apt-get", "-q", "update")
        root.run("apt-get", "-q", "install", "--yes", here)
        return "/usr/bin/atlas-gui"
    root.run("apt-get", "-q", "update")
    root.run("apt-get", "-q", "install", "--yes", *_DESKTOP)
    root.run("tar", "-C", f"/{HOME}", "-xf", here, user=READER)
    root.run("sh", f"/{HOME}/atlas-gui/integrate.sh", "install", user=READER)
    return f"/{HOME}/atlas-gui/atlas-gui"


def remove(root: Root, artefact: Path) -> None:
    """Remove it, and what only it needed."""
    if artefact.suffix == ".deb":
        root.run("apt-get", "-q", "purge", "--yes", "atlas-gui")
        root.run(*_AUTOREMOVE)
    else:
        root.run("sh", f"/{HOME}/atlas-gui/integrate.sh", "remove", user=READER)
        root.run("rm", "-r", f"/{HOME}/atlas-gui", user=READER)
        root.run("apt-get", "-q", "purge", "--yes", *_DESKTOP)
        root.run(*_AUTOREMOVE)


def use(root: Root, screen: Screen, program: str) -> None:
    """Do what a reader does first. Raises RuntimeError or CalledProcessError where it does not work."""
    print(root.run(program, "--version", user=READER), end="")
    print(root.run(program, "self-test", user=READER), end="")
    library = f"/{HOME}/Relations of mine.atlas.json"
    root.run("cp", "/opt/library.json", library, user=READER)
    root.start("xdg-open", library)
    wait(lambda: len(screen.windows()) == 1, "the library did not open")
    screen.picture("1-library-by-xdg-open")
    print("ok     a library opened by xdg-open:", *screen.windows())
    root.start("xdg-open", LINK)
    settings = root.folder / HOME / ".config/atlas-gui/window.json"
    time.sleep(4)
    screen.picture("2-link-by-xdg-open")
    root.start(program, "--find", "nickel")
    time.sleep(3)
    screen.picture("3-search-from-a-second-start")
    processes = root.run("sh", "-c", "ls -d /proc/[0-9]*/exe | xargs -n1 readlink", check=False)
    count = processes.split().count(str(program_file(program)))
    print(f"{'ok' if count == 1 else 'FAILED':<7}processes of Atlas: {count}")
    screen.press("ctrl+q")
    wait(lambda: not screen.windows(), "Atlas did not end")
    root.start("xdg-open", LINK)
    wait(screen.windows, "the link did not start Atlas")
    screen.picture("4-started-by-a-link")
    screen.press("ctrl+q")
    wait(lambda: not screen.windows(), "Atlas did not end")
    kept = json.loads(settings.read_text(encoding="utf-8"))
    done = kept.get("record_id") == RECORD
    print(f"{'ok' if done else 'FAILED':<7}a link started Atlas at {kept.get('record_id')}")


def tell_what_is_left(root: Root, left: set[str], target: Path) -> None:
    """Print the reader's own files, and those of the system that no package has."""
    target.write_text("\n".join(sorted(left)) + "\n", encoding="utf-8")
    lists = (root.folder / "var/lib/dpkg/info").glob("*.list")
    owned = {line.lstrip("/") for each in lists for line in each.read_text().splitlines()}
    own = sorted(name for name in left if name.startswith(HOME) and "/fontconfig" not in name)
    print(f"left in the reader's home, but for fontconfig's cache: {', '.join(own) or 'nothing'}")
    loose = sorted(name for name in left - owned if not name.startswith(HOME))
    print(f"left in the system, in no package: {', '.join(loose[:40]) or 'nothing'}")
    packages = len(left & owned)
    print(f"left of packages that apt keeps because others speak of them: {packages} files")


def program_file(program: str) -> str:
    """The file that a command of the package leads to."""
    return "/usr/lib/atlas-gui/atlas-gui" if program == "/usr/bin/atlas-gui" else program


def main(arguments: list[str]) -> int:
    """Try one artefact in one Debian; pictures and the list of what is left are to be looked at."""
    parser = argparse.ArgumentParser(prog="packaging/artefacts debian", description=__doc__)
    parser.add_argument("artefact", type=Path)
    parser.add_argument("--suite", default="bookworm")
    parser.add_argument("--base", type=Path, help="a Debian made before, which is left as it is")
    parser.add_argument("--output", type=Path, default=ROOT / "build" / "debian-root")
    parser.add_argument("--display", type=int, default=87)
    wanted = parser.parse_args(arguments)
    wanted.output.mkdir(parents=True, exist_ok=True)
    screen = Screen(wanted.display, wanted.output)
    with screen.shown(), fresh_debian(wanted.suite, screen.name, wanted.base) as root:
        shutil.copyfile(ROOT / "db.json", root.folder / "opt" / "library.json")
        before = root.files()
        has_python = any(name.startswith("usr/bin/python") for name in before)
        print(f"{wanted.suite}: {len(before)} files, {'with' if has_python else 'no'} Python")
        try:
            program = install(root, wanted.artefact)
            print("ok     installed:", wanted.artefact.name)
            use(root, screen, program)
            remove(root, wanted.artefact)
        except subprocess.CalledProcessError as error:
            print(f"FAILED {error.cmd[3:]}:\n{error.stdout[-3000:]}")
            return 1
        except RuntimeError as error:
            screen.picture("failed")
            print(f"FAILED {error}")
            return 1
        tell_what_is_left(root, root.files() - before, wanted.output / "left.txt")
    return 0
