"""A cruel library, and the files made of it."""

from collections.abc import Callable
from pathlib import Path

import pytest
from support.cruel import cruel_library
from support.libraries import write
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.library import Library
from atlas_gui.exchange.tables.formats import Format, What
from atlas_gui.exchange.tables.saving import save_table
from atlas_gui.store import open_library

Save = Callable[..., Path]


@pytest.fixture(scope="session")
def cruel(tmp_path_factory: pytest.TempPathFactory) -> Library:
    return open_library(write(cruel_library(), tmp_path_factory.mktemp("cruel")))


@pytest.fixture(scope="session")
def shipped() -> Library:
    return open_library(SHIPPED_LIBRARY)


@pytest.fixture
def save(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Save:
    """Saves all records of a library, as of a fixed day, and returns where."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")

    def saved(library: Library, form: Format, what: What = What.RECORDS, query: str = "") -> Path:
        target = tmp_path / f"saved.{form.suffix}"
        return save_table(library, list(library.records), form, target, what=what, query=query).path

    return saved
