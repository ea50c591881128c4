"""A desktop of the tests' own: an X server, a window manager and the accessibility bus."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

_SIZE = "1400x900x24"
_PATIENCE = 20.0


@pytest.fixture(scope="session")
def x_display() -> Iterator[str]:
    """The name of a running X server, such as ":7"; without Xvfb the test is skipped."""
    _need("Xvfb", "xvfb")
    readable, writable = os.pipe()
    # The server picks a free number itself and says which, so that no two runs collide.
    command = ["Xvfb", "-displayfd", str(writable), "-screen", "0", _SIZE, "-nolisten", "tcp"]
    with _process(command, dict(os.environ), pass_fds=(writable,)):
        os.close(writable)
        with os.fdopen(readable) as answer:
            number = answer.readline().strip()
        if not number:
            pytest.skip("Xvfb does not start here")
        yield f":{number}"


@pytest.fixture(scope="session")
def desktop(x_display: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment of a program on a desktop with a window manager and a session bus."""
    _need("openbox", "openbox")
    _need("dbus-daemon", "dbus")
    folder = tmp_path_factory.mktemp("desktop")
    environment = {
        **os.environ,
        "DISPLAY": x_display,
        "QT_QPA_PLATFORM": "xcb",
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "XDG_RUNTIME_DIR": str(folder),
    }
    environment.pop("WAYLAND_DISPLAY", None)
    folder.chmod(0o700)
    with _session_bus(environment, folder) as address:
        environment["DBUS_SESSION_BUS_ADDRESS"] = address
        ready = folder / "window-manager-is-ready"
        with _process(["openbox", "--sm-disable", "--startup", f"touch {ready}"], environment):
            _wait_for(ready)
            yield environment


@pytest.fixture(scope="session")
def accessible_desktop(desktop: dict[str, str]) -> dict[str, str]:
    """A desktop on which a screen reader's view can be asked for with the system's Python."""
    question = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    python = Path("/usr/bin/python3")
    asked = python.exists() and subprocess.run(
        [python, "-c", question], capture_output=True, env=desktop, check=False
    )
    if not asked or asked.returncode:
        pytest.skip("packages python3-gi, gir1.2-atspi-2.0 or at-spi2-core are missing")
    return desktop


@contextmanager
def _session_bus(environment: Mapping[str, str], folder: Path) -> Iterator[str]:
    socket = f"unix:path={folder / 'bus'}"
    command = ["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={socket}"]
    with _process(command, environment):
        _wait_for(folder / "bus")
        yield socket


@contextmanager
def _process(
    command: list[str], environment: Mapping[str, str], pass_fds: tuple[int, ...] = ()
) -> Iterator[None]:
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        pass_fds=pass_fds,
    )
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _need(command: str, package: str) -> None:
    if shutil.which(command) is None:
        pytest.skip(f"the command {command} (package {package}) is missing")


def _wait_for(file: Path) -> None:
    end = time.monotonic() + _PATIENCE
    while not file.exists():
        if time.monotonic() > end:
            pytest.skip(f"{file.name} did not come up within {_PATIENCE:.0f} s")
        time.sleep(0.02)
