"""Which Atlas this is, and what it runs on: for `--version`, About, the log and reports of faults."""

import platform
import sys

import msgspec
from msgspec import Struct

from atlas_gui import __version__, paths
from atlas_gui.i18n import _, mark, ngettext

# The forms in which Atlas is handed out.
SOURCE_TREE, WHEEL, FROZEN = mark("source tree"), mark("wheel"), mark("self-contained package")


class ThisCopy(Struct, frozen=True):
    """Versions as text, empty where not known; `form` is one of the words above, not yet translated.

    `records` is how many the shipped library has; `system` names the processor too.
    """

    atlas: str
    edition: str
    records: int
    qt: str
    python: str
    form: str
    system: str


class _Info(Struct):
    edition: str


class _Library(Struct):
    """A library file, as far as it is asked about here."""

    meta: dict[str, _Info]
    records: dict[str, msgspec.Raw]


def this_copy() -> ThisCopy:
    """What runs here. Reads the shipped library, which takes milliseconds, and loads no Qt."""
    edition, records = _shipped()
    return ThisCopy(
        __version__,
        edition,
        records,
        qt_version(),
        platform.python_version(),
        form(),
        f"{platform.system()} {platform.release()}, {platform.machine()}",
    )


def form() -> str:
    """How this copy was made: the source itself, a wheel of it, or a package with Python inside."""
    if getattr(sys, "frozen", False):
        return FROZEN
    return WHEEL if paths.resources().name.startswith("_") else SOURCE_TREE


def qt_version() -> str:
    """The version of Qt's Python modules, which is that of Qt; empty if nothing says it."""
    from importlib.metadata import PackageNotFoundError, version  # loads a good deal

    for name in ("PySide6-Essentials", "PySide6"):
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    # A system's own package may carry no metadata; where a window is open, the module is there.
    return str(getattr(sys.modules.get("PySide6"), "__version__", ""))


def copy_in_words(copy: ThisCopy) -> list[str]:
    """The lines of a copy for people: the first one is `Atlas` and its version in every language."""
    count = ngettext("{count} record", "{count} records", copy.records).format(count=copy.records)
    return [
        f"Atlas {copy.atlas}",
        _("Library: edition {edition}, {records}").format(
            edition=copy.edition or _("unknown"), records=count
        ),
        _("Qt {qt}, Python {python}").format(qt=copy.qt or _("unknown"), python=copy.python),
        _("{system}, {form}").format(system=copy.system, form=_(copy.form)),
    ]


def _shipped() -> tuple[str, int]:
    """The edition of the shipped library and its number of records; nothing if it cannot be read."""
    try:
        found = msgspec.json.decode(paths.shipped_library().read_bytes(), type=_Library)
    except (OSError, msgspec.MsgspecError):
        return "", 0
    return next((info.edition for info in found.meta.values()), ""), len(found.records)
