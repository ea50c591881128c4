"""What Atlas needs from the operating system: found by looking, installed with apt-get.

Standard library only: this runs before anything is installed. Each need is looked for by what it
brings (a shared library, a command, a file), so that a system that has it from elsewhere is left
alone; the package named beside it is Debian's.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

APT_ENVIRONMENT = {"DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}


@dataclass(frozen=True)
class Need:
    """One thing the system has to have: how to look for it and the package that brings it."""

    package: str
    library: str = ""
    command: str = ""
    files: str = ""

    def is_met(self) -> bool:
        """Whether the system has it."""
        if self.library:
            return _loads(self.library)
        if self.command:
            return shutil.which(self.command) is not None
        return any(Path("/").glob(self.files.removeprefix("/")))


# Without these PySide6.QtWidgets cannot be imported at all.
QT = (
    Need("libegl1", library="libEGL.so.1"),
    Need("libgl1", library="libGL.so.1"),
    Need("libglib2.0-0", library="libglib-2.0.so.0"),
    Need("libdbus-1-3", library="libdbus-1.so.3"),
    Need("libfontconfig1", library="libfontconfig.so.1"),
    Need("libxkbcommon0", library="libxkbcommon.so.0"),
)

# What Qt's X11 plugin loads on top; needed as soon as there is a display.
X11 = (
    Need("libxkbcommon-x11-0", library="libxkbcommon-x11.so.0"),
    Need("libxcb-cursor0", library="libxcb-cursor.so.0"),
    Need("libxcb-icccm4", library="libxcb-icccm.so.4"),
    Need("libxcb-keysyms1", library="libxcb-keysyms.so.1"),
    Need("libxcb-shape0", library="libxcb-shape.so.0"),
)

# Without them Chinese, Ethiopic and other scripts show as boxes; everything else works.
FONTS = (
    Need("fonts-noto-core", files="/usr/share/fonts/**/NotoSans-Regular.[to]tf"),
    Need("fonts-noto-cjk", files="/usr/share/fonts/**/NotoSansCJK-Regular.ttc"),
)

# For the tests: a display, a window manager, a hand at mouse and keyboard, a screen reader's view.
TESTING = (
    Need("xvfb", command="Xvfb"),
    Need("xauth", command="xauth"),
    Need("xdotool", command="xdotool"),
    Need("imagemagick", command="import"),
    Need("openbox", command="openbox"),
    Need("dbus", command="dbus-run-session"),
    Need("at-spi2-core", files="/usr/libexec/at-spi-bus-launcher"),
    Need("gir1.2-atspi-2.0", files="/usr/lib/*/girepository-1.0/Atspi-2.0.typelib"),
    Need("python3-gi", files="/usr/lib/python3/dist-packages/gi/__init__.py"),
    Need("poppler-utils", command="pdftotext"),
    # Judges of what packages tell desktops, and of what Windows is handed.
    Need("desktop-file-utils", command="desktop-file-validate"),
    Need("appstream", command="appstreamcli"),
    Need("shared-mime-info", command="update-mime-database"),
    Need("mandoc", command="mandoc"),
    Need("nsis", command="makensis"),
)

# For building packages: what reads and strips libraries, and Debian's own tools.
BUILDING = (
    Need("binutils", command="objdump"),
    Need("dpkg-dev", command="dpkg-shlibdeps"),
    Need("xz-utils", command="xz"),
)

# What the bundle carries for systems that lack it.
BUNDLED = (
    Need("libwayland-client0", library="libwayland-client.so.0"),
    Need("libwayland-cursor0", library="libwayland-cursor.so.0"),
    Need("libcups2", library="libcups.so.2"),
    Need("fonts-droid-fallback", files="/usr/share/fonts/**/DroidSansFallbackFull.ttf"),
)

# For the reference validator of PDFs, where it stands beside the project; see `setup_env.test`.
VALIDATING = (
    Need("default-jdk-headless", command="javac"),
    Need("libjaxb-java", files="/usr/share/java/jaxb-api.jar"),
)


def python_library() -> Need:
    """The library of the Python that this is, which Debian packs by itself."""
    name = f"libpython{sys.version_info[0]}.{sys.version_info[1]}"
    return Need(name, library=f"{name}.so.1.0")


def missing(needs: tuple[Need, ...]) -> list[Need]:
    """Those of `needs` the system lacks; none on a system other than Linux."""
    if not sys.platform.startswith("linux"):
        return []
    return [need for need in needs if not need.is_met()]


def install(needs: list[Need]) -> str:
    """Install the packages of `needs` as root; what first went wrong as one line, or nothing.

    Packages are tried together first and one by one if that fails, so that one package which is
    not to be had does not cost the others.
    """
    packages = [need.package for need in needs]
    print("Installing system packages: " + " ".join(packages), flush=True)
    updated = _apt_get("update")
    if not _apt_get("install", "--yes", "--no-install-recommends", *packages):
        return ""
    faults = [
        fault
        for package in packages
        if (fault := _apt_get("install", "--yes", "--no-install-recommends", package))
    ]
    return next(iter(faults), updated)


def install_line(needs: list[Need]) -> str:
    """The exact line to type for `needs`, or their names where there is no apt-get."""
    packages = " ".join(need.package for need in needs)
    if shutil.which("apt-get"):
        return f"sudo apt-get install --yes --no-install-recommends {packages}"
    return f"install what your system calls these Debian packages: {packages}"


def may_install() -> bool:
    """Whether this process may install packages: root, with apt-get."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _apt_get(*words: str) -> str:
    """Run apt-get without a question; its last line of error, or nothing if it did it."""
    result = subprocess.run(
        ["apt-get", "-q", "-q", "-o", "DPkg::Lock::Timeout=300", *words],
        env={**os.environ, **APT_ENVIRONMENT},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    if result.returncode == 0:
        return ""
    lines = result.stdout.strip().splitlines() or ["apt-get failed and said nothing"]
    return next((line for line in reversed(lines) if line.startswith("E:")), lines[-1])
