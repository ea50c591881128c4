"""Runs in the bundle before Atlas: what a bare system lacks is taken from the bundle's own folder.

Libraries of the display must be the system's own wherever it has them, because they belong to its
drivers; fonts are added to those of the system. Children, such as the browser that a link opens,
must not look for their libraries among ours.
"""

import ctypes
import os
import sys
from importlib.abc import MetaPathFinder
from pathlib import Path

_HERE = Path(sys._MEIPASS)  # type: ignore[attr-defined]  # noqa: SLF001  PyInstaller's own
_FALLBACK = _HERE / "fallback"
_FONTS = _HERE / "fallback-fonts"


class _BeforeQt(MetaPathFinder):
    """Loads what the system lacks when Qt is asked for, which most commands never do."""

    def find_spec(self, fullname: str, _path: object, _target: object = None) -> None:
        """Never finds anything; the import goes on with the next finder."""
        if fullname == "PySide6":
            sys.meta_path.remove(self)
            _load_what_the_system_lacks()


def _load_what_the_system_lacks() -> None:
    """Load each library of the fallback folder that the system does not have itself."""
    order = _FALLBACK / "order.txt"
    if not order.exists():
        return
    for name in order.read_text(encoding="ascii").split():
        try:
            ctypes.CDLL(name)
        except OSError:
            # Whoever needs a library of this name later is given the one that is loaded.
            ctypes.CDLL(str(_FALLBACK / name))


def _add_fonts() -> None:
    """Have fontconfig, and typst with it, look at the bundle's fonts after the system's."""
    settings = _FONTS / "fonts.conf"
    if settings.exists():
        os.environ.setdefault("FONTCONFIG_FILE", str(settings))


def _give_children_their_own_libraries() -> None:
    """Take back what the bootloader changed in the environment; this process has read it by now."""
    before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    if before is None:
        os.environ.pop("LD_LIBRARY_PATH", None)
    else:
        os.environ["LD_LIBRARY_PATH"] = before


if sys.platform.startswith("linux"):
    _give_children_their_own_libraries()
    sys.meta_path.insert(0, _BeforeQt())
    _add_fonts()
