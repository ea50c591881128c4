"""Whether a window can be shown, asked before Qt is: Qt aborts where it finds no display."""

import os
import re
import sys
from pathlib import Path

from atlas_gui.i18n import _

_LOCAL_DISPLAY = re.compile(r"(?:unix)?:(\d+)(?:\.\d+)?")
_SOCKETS = Path("/tmp/.X11-unix")  # noqa: S108  where every X server has its sockets


def reason_for_no_window() -> str:
    """Why no window can open here, as a sentence; nothing if one can."""
    chosen = os.environ.get("QT_QPA_PLATFORM") or "xcb"
    if not sys.platform.startswith("linux") or not chosen.startswith("xcb"):
        return ""
    if os.environ.get("WAYLAND_DISPLAY"):
        return ""
    name = os.environ.get("DISPLAY")
    if not name:
        return _("There is no display (DISPLAY and WAYLAND_DISPLAY are not set).")
    if not _is_there(name):
        return _("The display {name} does not answer.").format(name=name)
    return ""


def _is_there(name: str) -> bool:
    """Whether a server on this machine has its socket; one elsewhere is taken at its word."""
    local = _LOCAL_DISPLAY.fullmatch(name)
    return local is None or (_SOCKETS / f"X{local[1]}").exists()
