"""What the package tells Debian: its name, what it needs, and the sums of its files."""

from __future__ import annotations

import hashlib
import subprocess
import tempfile
from pathlib import Path

from bundle.build import size
from desktop import identity

# The host is reserved for what exists nowhere: the project has no address.
MAINTAINER = f"{identity.DEVELOPER} <{identity.NAME}@atlas.invalid>"
# What dpkg-shlibdeps cannot see, because nothing is linked with it: letters, and what makes files of
# ours and `atlas:` links known to the desktop.
ALSO_NEEDED = ("desktop-file-utils", "fonts-noto-cjk", "fonts-noto-core", "shared-mime-info")
# Printing, and following links out of Atlas: whoever has no printer and no browser misses neither.
RECOMMENDED = ("libcups2", "xdg-utils")
# Linked with what is only recommended.
_OPTIONAL = "libcupsprintersupport"
_SOURCE = "Source: {name}\n\nPackage: {name}\nArchitecture: any\n"
_FORMAT = """\
Package: {name}
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {kibibytes}
Depends: {depends}
Recommends: {recommends}
Section: education
Priority: optional
Description: reference browser for relations between two countries
 Atlas shows what two countries have agreed, promised, paid, traded and said
 to each other: country pairs, records and a timeline that follow one search.
 Every value stands with the sources that give it, how far a matter got is
 told apart by shape, and where sources disagree all of them are shown.
 .
 Records can be exported as accessible PDFs, cited, and annotated in a
 notebook; spreadsheets, registers and lists of references can be imported.
 Atlas works without a network.
"""


def control_file(tree: Path, architecture: str) -> str:
    """The control file of what is laid out below `tree`. Raises CalledProcessError."""
    return _FORMAT.format(
        name=identity.NAME,
        version=identity.version(),
        architecture=architecture,
        maintainer=MAINTAINER,
        kibibytes=size(tree) // 1024,
        depends=", ".join(sorted({*_linked_packages(tree), *ALSO_NEEDED})),
        recommends=", ".join(RECOMMENDED),
    )


def md5_sums(tree: Path) -> str:
    """The sums by which dpkg tells a damaged file, one line a file."""
    files = sorted(p for p in tree.rglob("*") if p.is_file() and not p.is_symlink())
    return "".join(
        f"{hashlib.md5(path.read_bytes(), usedforsecurity=False).hexdigest()}  {path.relative_to(tree)}\n"
        for path in files
        if path.relative_to(tree).parts[0] != "DEBIAN"
    )


def _linked_packages(tree: Path) -> set[str]:
    """The packages of the libraries that something below `tree` is linked with, with least versions."""
    binaries = [
        path
        for path in sorted(tree.rglob("*"))
        if path.is_file() and not path.is_symlink() and _is_program(path)
    ]
    folders = sorted({f"-l{path.parent}" for path in binaries})
    linked = [str(path) for path in binaries if _OPTIONAL not in path.name]
    with tempfile.TemporaryDirectory() as name:
        # dpkg-shlibdeps wants to stand in a source package.
        control = Path(name, "debian", "control")
        control.parent.mkdir()
        control.write_text(_SOURCE.format(name=identity.NAME), encoding="ascii")
        command = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *folders]
        told = subprocess.run(
            [*command, *linked], cwd=name, capture_output=True, text=True, check=True
        )
    return {part.strip() for part in told.stdout.partition("=")[2].split(",") if part.strip()}


def _is_program(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == b"\x7fELF"
