"""What a bundle carries that is no package of Python: libraries and fonts of the build machine, Python.

Written into the bundle as `third-party/system.json`, which the list of licences in Atlas reads
(`atlas_gui.exchange.third_party`), with the texts beside it.
"""

from __future__ import annotations

import hashlib
import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterable
from importlib.metadata import distribution
from pathlib import Path

import msgspec

from atlas_gui.exchange.third_party import SYSTEM_FILE, SYSTEM_FOLDER, SystemComponent
from bundle import contents

_TEXTS = Path("_internal", "atlas_gui", "_resources", SYSTEM_FOLDER)
_COPYRIGHT = Path("/usr/share/doc")


def libraries(bundle: Path) -> dict[str, Path]:
    """Files in a bundle that are the build machine's own: name below `_internal`, and where it is from."""
    internal = bundle / "_internal"
    found: dict[str, Path] = {}
    for path in sorted([*internal.glob("*.so*"), *(internal / "fallback").glob("*.so*")]):
        source = Path(contents.system_library(path.name))
        if not path.is_symlink() and source.is_file() and _same(path, source):
            found[path.relative_to(internal).as_posix()] = source
    fonts = {Path(source).name: Path(source) for source in contents.FALLBACK_FONTS}
    for path in sorted((internal / "fallback-fonts").glob("*.ttf")):
        found[path.relative_to(internal).as_posix()] = fonts[path.name]
    return found


def write(bundle: Path, own: dict[str, Path]) -> Path:
    """Write the list for a bundle that carries `own`, and the texts; where the list is."""
    folder = bundle / _TEXTS
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    parts = [_python(folder), _bootloader(folder)]
    packages = {_package_of(source) for source in own.values()}
    parts += [_debian(package, folder) for package in sorted(packages)]
    target = folder / SYSTEM_FILE
    target.write_bytes(msgspec.json.format(msgspec.json.encode(parts)) + b"\n")
    return target


def _same(one: Path, other: Path) -> bool:
    return _digest(one) == _digest(other)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _python(folder: Path) -> SystemComponent:
    name = "Python.txt"
    shutil.copyfile(_python_licence(), folder / name)
    version = platform.python_version()
    return SystemComponent(
        "Python",
        version,
        "PSF-2.0",
        (name,),
        "https://www.python.org",
        f"pkg:generic/python@{version}",
    )


def _python_licence() -> Path:
    """The text of the licence of this Python. Raises FileNotFoundError."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    places = (Path(os.__file__).with_name("LICENSE.txt"), _COPYRIGHT / version / "copyright")
    for place in places:
        if place.is_file():
            return place
    raise FileNotFoundError(f"Python's licence is at none of {', '.join(map(str, places))}")


def _bootloader(folder: Path) -> SystemComponent:
    installed = distribution("pyinstaller")
    text = next(f for f in installed.files or () if f.name == "COPYING.txt")
    shutil.copyfile(str(text.locate()), folder / "PyInstaller.txt")
    return SystemComponent(
        "PyInstaller bootloader",
        installed.version,
        "GPL-2.0-or-later WITH Bootloader-exception",
        ("PyInstaller.txt",),
        "https://pyinstaller.org",
        f"pkg:pypi/pyinstaller@{installed.version}",
    )


def _debian(package: str, folder: Path) -> SystemComponent:
    """A package of Debian; its own account of its licences is carried whole."""
    text = f"{package}.txt"
    shutil.copyfile(_COPYRIGHT / package / "copyright", folder / text)
    version = _told("dpkg-query", "--show", "--showformat=${Version}", package)
    release = f"pkg:deb/debian/{package}@{version}"
    return SystemComponent(package, version, f"LicenseRef-Debian-{package}", (text,), purl=release)


def _package_of(path: Path) -> str:
    """The Debian package that a file belongs to. Raises FileNotFoundError if to none."""
    # Where /lib is a link to /usr/lib, packages may name a file by either.
    spellings: Iterable[str] = (str(path), str(path).removeprefix("/usr"))
    for spelling in spellings:
        found = subprocess.run(
            ["dpkg-query", "--search", spelling], capture_output=True, text=True, check=False
        )
        if found.returncode == 0:
            return found.stdout.partition(":")[0]
    raise FileNotFoundError(f"No package of Debian has {path}")


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
