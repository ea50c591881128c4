"""Where things are: the project, its library, and the data that stands beside the project."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "atlas_gui"
SHIPPED_LIBRARY = ROOT / "db.json"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of data beside the project; without it the test is skipped."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("the folder “shared” does not stand beside this project")
    return folder
