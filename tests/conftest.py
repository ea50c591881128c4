"""What holds for every test: no display of the reader's is used, nothing is written to their folders."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# No test judges a time, and one that CI runs tomorrow must not fail on what it tried by chance.
settings.register_profile(
    "atlas",
    deadline=None,
    derandomize="CI" in os.environ,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("atlas")

# Before anything imports Qt: a test that needs X asks for the fixture `desktop` and starts a process.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

pytest_plugins = ["support.logs", "support.desktop", "support.places"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files with slow tests first: where files run side by side, all others would wait for them."""
    slow = {item.path for item in items if item.get_closest_marker("slow") is not None}
    items.sort(key=lambda item: item.path not in slow)


@pytest.fixture(autouse=True, scope="session")
def _folders_of_nobody(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Give the tests settings, data and logs of their own."""
    home = tmp_path_factory.mktemp("home")
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"):
            folder: Path = home / name.lower()
            folder.mkdir()
            patch.setenv(name, str(folder))
        yield


@pytest.fixture(autouse=True, scope="session")
def _no_garbage_by_chance() -> Iterator[None]:
    """Have Python look for garbage between tests only: see `_garbage_between_tests`."""
    gc.disable()
    yield
    gc.enable()


@pytest.fixture(autouse=True)
def _garbage_between_tests() -> Iterator[None]:
    """Look for garbage where a window does: on this thread, and not in the middle of a paint event.

    A window of an earlier test is such garbage. On a thread that a later test starts, Qt objects may
    not be deleted, and while another window is painted its going takes the ground away.
    """
    yield
    from atlas_gui.state.garbage import collect_if_due  # needs the environment above

    collect_if_due()
