"""Whether a window can be shown, asked before Qt is: Qt aborts where it finds no display."""

from __future__ import annotations

import ctypes
import os
import sys


def reason_for_no_window() -> str:
    """Why no window can open here, as a sentence; nothing if one can."""
    if not sys.platform.startswith("linux") or os.environ.get("WAYLAND_DISPLAY"):
        return ""
    name = os.environ.get("DISPLAY")
    if not name:
        return "There is no display (DISPLAY and WAYLAND_DISPLAY are not set)."
    if not _answers(name):
        return f"The display {name} does not answer."
    return ""


def _answers(name: str) -> bool:
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return False
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(name.encode(), None)
    failed = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not failed
