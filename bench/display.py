"""Where the measured windows appear: a fresh X server if there is one to be had, else nowhere."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from bench.pinning import pin_to_last_core


@contextmanager
def display() -> Iterator[dict[str, str]]:
    """The environment for measured processes: their own display, and settings of nobody's."""
    with tempfile.TemporaryDirectory() as home:
        environment = {
            **os.environ,
            "XDG_CONFIG_HOME": home,
            "XDG_STATE_HOME": home,
            "XDG_CACHE_HOME": home,
            "XDG_DATA_HOME": home,
            # An installed program is compiled once; where nothing may be written, every run of
            # the source would be compiled anew, and compiling would be what is measured.
            "PYTHONPYCACHEPREFIX": f"{home}/compiled",
        }
        environment.pop("WAYLAND_DISPLAY", None)
        # An installed program runs from compiled files; the warm-up writes them.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        with _x_server() as name:
            if name:
                yield {**environment, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}
            else:
                print("No X server to be had: windows are painted offscreen.", file=sys.stderr)
                yield {**environment, "QT_QPA_PLATFORM": "offscreen"}


@contextmanager
def _x_server() -> Iterator[str]:
    """The name of a server that runs as long as it is needed; empty if there can be none."""
    if shutil.which("Xvfb") is None:
        yield ""
        return
    readable, writable = os.pipe()
    command = ["Xvfb", "-displayfd", str(writable), "-screen", "0", "1600x1000x24"]
    server = subprocess.Popen(
        [*command, "-nolisten", "tcp"],
        pass_fds=(writable,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        pin_to_last_core(server.pid)
        os.close(writable)
        with os.fdopen(readable) as answer:
            number = answer.readline().strip()
        yield f":{number}" if number else ""
    finally:
        server.terminate()
        server.wait()
