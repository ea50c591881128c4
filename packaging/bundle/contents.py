"""What goes into the bundle and what stays out, each with its reason.

PyInstaller takes along whatever could be needed. Atlas shows widgets on a raster, opens no network
connection and has no translations of Qt, so that more than half of it is never read.
"""

from __future__ import annotations

import re
import subprocess
import sys
import sysconfig
from collections.abc import Iterable, Sequence
from fnmatch import fnmatch
from importlib.metadata import distribution
from pathlib import Path, PurePosixPath

from atlas_gui.exchange.third_party import OWN_NAME, python_packages

ROOT = Path(__file__).resolve().parents[2]
Entry = tuple[str, str, str]  # name in the bundle, file it comes from, kind

# Modules that something imports if it is there, and that Atlas never comes to.
EXCLUDED_MODULES: dict[str, str] = {
    "PySide6.QtNetwork": "Atlas opens no connection",
    "ssl": "Atlas opens no connection",
    "sqlite3": "libraries and notebooks are TinyDB documents",
    "tkinter": "the window is Qt's",
    "readline": "there is no prompt",
    "IPython": "for development",
    "PIL": "pypdf, pypdfium2 and openpyxl would draw with it; Atlas asks them for no picture",
    "cryptography": "pypdf would read encrypted files with it; Atlas refuses those",
    "Crypto": "as cryptography",
    "fontTools": "pypdf would cut fonts with it; typst does that",
    "yaml": "nothing is written in it",
    "tomli": "Python has its own reader",
    "psutil": "numpy's tests use it",
    "numpy.testing": "for development",
    "numpy.f2py": "for development",
    "numpy.distutils": "for development",
    "setuptools": "for development",
    "pkg_resources": "for development",
    "unittest": "for development",
    "pytest": "for development",
    "hypothesis": "for development",
    "pip": "for development",
}

# Files, by their name in the bundle.
DROPPED: dict[str, str] = {
    "*/platformthemes/libqgtk3.so": "takes GTK along; the portal's theme asks the desktop as well",
    "*/platforms/libqeglfs.so": "screens without a desktop",
    "*/platforms/libqlinuxfb.so": "screens without a desktop",
    "*/platforms/libqminimal*.so": "shows nothing",
    "*/platforms/libqvnc.so": "would listen to the network",
    "*/platforms/libqvkkhrdisplay.so": "screens without a desktop",
    "*/egldeviceintegrations/*": "screens without a desktop",
    "*/xcbglintegrations/*": "nothing is drawn with OpenGL",
    "*/wayland-graphics-integration-client/*": "nothing is drawn with OpenGL",
    "*/wayland-graphics-integration-server/*": "Atlas is no compositor",
    "*/generic/*": "mice and touch screens without a desktop",
    "*/tls/*": "Atlas opens no connection",
    "*/networkinformation/*": "Atlas opens no connection",
    "*/virtualkeyboard/*": "an input method of its own",
    "*/platforminputcontexts/libqtvirtualkeyboard*": "an input method of its own",
    "*/imageformats/libq[!s]*": "Atlas reads PNG, which Qt itself does, and SVG",
    "*/PySide6/Qt/translations/*": "Atlas has its own words",
    "PySide6/Qt/translations/*": "Atlas has its own words",
    "PySide6/translations/*": "Atlas has its own words",
    "*libQt6Network*": "Atlas opens no connection",
    "*libQt6Egl*": "screens without a desktop",
    "pycountry/locales/*": "names in other languages come from Babel",
    "numpy/random/*": "nothing is random",
    "numpy/fft/*": "nothing is transformed",
    "*_avx2.*.so": "rapidfuzz's second build of the same; the gain cannot be measured here",
    "*.dist-info/INSTALLER": "tells how this machine was set up",
    "*.dist-info/RECORD": "tells how this machine was set up",
    "*.dist-info/REQUESTED": "tells how this machine was set up",
    "*.dist-info/direct_url.json": "tells how this machine was set up",
    "attrs-*.dist-info/*": "PyInstaller takes it along; Atlas does not need attrs",
    "citeproc/data/s*/*": "schemas and a style that Atlas does not use",
    "lxml/sax.*": "Atlas parses with etree and objectify",
    "lxml/html/*": "Atlas reads no HTML",
    "lxml/isoschematron/*": "Atlas validates no XML",
}

# Files of packages that come with symbols for debugging nobody here will do.
STRIPPED = ("typst/_typst*.so", "libpython3*.so*")

# The rest of a dist-info folder tells where it was installed, and when.
_CARRIED = re.compile(r"METADATA|(?i:(licen[cs]e|copying|notice|authors)[^/]*)|licen[cs]es/.*")

# What belongs to a service or a driver of the system is of no use without it, and with it is there.
NEVER_CARRIED = re.compile(
    r"lib(cups|avahi|gnutls|krb5(support)?|gssapi|k5crypto|com_err|keyutils)(?![a-z]).*"
)

# The runtimes of C and C++, of which every system has its own; an older one of ours would stand in the
# way of the system's own libraries.
C_RUNTIME = re.compile(r"lib(c|m|dl|rt|util|pthread|resolv|stdc\+\+|gcc_s)\.so|ld-linux")

# Qt is linked with these, and PyInstaller takes them for the system's business.
LINKED_WITH_QT = ("libGL.so.1", "libEGL.so.1", "libxcb.so.1")

# Latin, Cyrillic, Greek and Vietnamese in four cuts, and one font for Chinese.
FALLBACK_FONTS = (
    "/usr/share/fonts/truetype/noto/NotoSans-Regular.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Bold.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-Italic.ttf",
    "/usr/share/fonts/truetype/noto/NotoSans-BoldItalic.ttf",
    "/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf",
)


def descriptions() -> list[tuple[str, str]]:
    """Files that say what a package is and how it is licensed: (source, folder in the bundle)."""
    found = []
    for name in (OWN_NAME, *(package.name for package in python_packages())):
        for file in distribution(name).files or ():
            inside = "/".join(file.parts[1:])
            if file.parts[0].endswith(".dist-info") and _CARRIED.fullmatch(inside):
                found.append((str(file.locate()), str(file.parent)))
    return sorted(found)


def icon() -> str | None:
    """The icon of the program's file, where the system has such; None elsewhere."""
    made = {"win32": "atlas-gui.ico", "darwin": "atlas-gui.icns"}.get(sys.platform)
    return str(ROOT / "build" / "icons" / made) if made else None


def trimmed_data(entries: Iterable[Entry]) -> list[Entry]:
    """The data files without those that are never read."""
    return [entry for entry in entries if not _is_dropped(entry[0])]


def trimmed_binaries(entries: Iterable[Entry]) -> list[Entry]:
    """The libraries that something in the bundle needs.

    Those of the system that Python does not need to begin with go to the folder `fallback`, with the
    order to load them in: start_hook.py takes each from the system first.
    """
    kept = [entry for entry in entries if not _is_dropped(entry[0])]
    if not sys.platform.startswith("linux"):
        return kept
    kept = _without_dangling_links(kept)
    # Sorted, so that the order of loading is the same in each build.
    own = sorted(entry for entry in kept if not _is_systems(entry[1], entry[2]))
    systems = {
        PurePosixPath(name).name: source for name, source, kind in kept if _is_systems(source, kind)
    }
    systems |= {name: system_library(name) for name in LINKED_WITH_QT}
    first = needed_in_order((e[1] for e in own if _is_pythons(e)), systems)
    later = [name for name in needed_in_order((e[1] for e in own), systems) if name not in first]
    order = ROOT / "build" / "bundle" / "order.txt"
    order.write_text("\n".join(later) + "\n", encoding="ascii")
    return [
        *own,
        *((name, systems[name], "BINARY") for name in first),
        *((f"fallback/{name}", systems[name], "BINARY") for name in later),
        ("fallback/order.txt", str(order), "DATA"),
    ]


def fallback_fonts() -> list[tuple[str, str]]:
    """Fonts for a system that has none; only systems that find fonts by fontconfig are without."""
    if not sys.platform.startswith("linux"):
        return []
    settings = Path(__file__).with_name("fonts.conf")
    return [(str(path), "fallback-fonts") for path in (settings, *map(Path, FALLBACK_FONTS))]


def _is_dropped(name: str) -> bool:
    plain = name.replace("\\", "/")
    return any(fnmatch(plain, pattern) for pattern in DROPPED) or bool(
        NEVER_CARRIED.fullmatch(PurePosixPath(plain).name)
    )


def _is_systems(source: str, kind: str) -> bool:
    """Whether a library is the system's and neither Python's nor a package's."""
    return kind == "BINARY" and source.startswith(("/lib/", "/lib64/", "/usr/lib/"))


def _is_pythons(entry: Entry) -> bool:
    """Whether a library is loaded without Qt."""
    return entry[2] in ("BINARY", "EXTENSION") and not entry[0].startswith(("PySide6", "shiboken6"))


def needed_in_order(roots: Iterable[str], systems: dict[str, str]) -> list[str]:
    """The names of the system's libraries that `roots` need, each behind those that it needs itself.

    What the build machine links with and `systems` ({name: file}) lacks is looked for; a library of the
    C runtime is nobody's to carry.
    """
    order: dict[str, None] = {}
    seen: set[str] = set()

    def visit(path: str) -> None:
        for name in _linked_with(path):
            if name in seen or NEVER_CARRIED.fullmatch(name) or C_RUNTIME.match(name):
                continue
            seen.add(name)
            source = systems.get(name) or system_library(name)
            if source:
                systems[name] = source
                visit(source)
                order[name] = None

    for root in roots:
        if Path(root).is_file():
            visit(root)
    return list(order)


def _linked_with(path: str) -> list[str]:
    """The libraries that a library names as needed; none for what is no library."""
    told = subprocess.run(["objdump", "-p", path], capture_output=True, text=True, check=False)
    return re.findall(r"^ *NEEDED +(\S+)$", told.stdout, re.MULTILINE)


def system_library(name: str) -> str:
    """The file of one of the system's libraries; empty where the system has none of that name."""
    multiarch = sysconfig.get_config_var("MULTIARCH") or "x86_64-linux-gnu"
    for folder in (f"/usr/lib/{multiarch}", "/usr/lib64", "/usr/lib"):
        path = Path(folder, name)
        if path.exists():
            return str(path.resolve())
    return ""


def _without_dangling_links(entries: Sequence[Entry]) -> list[Entry]:
    names = {name for name, _source, _kind in entries}
    return [entry for entry in entries if entry[2] != "SYMLINK" or _target(entry) in names]


def _target(entry: Entry) -> str:
    """The name in the bundle that a link leads to."""
    name, source, _kind = entry
    return PurePosixPath(name).parent.joinpath(source).as_posix()
