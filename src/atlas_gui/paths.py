"""The one place that knows where files are: source tree, installed wheel, frozen app, user folders."""

import sys
from functools import cache
from pathlib import Path

import platformdirs

APP_NAME = "atlas-gui"


@cache
def _bundled_root() -> Path | None:
    """The folder a frozen program unpacked itself to; None when not frozen."""
    frozen = getattr(sys, "_MEIPASS", None)
    return Path(frozen) / "atlas_gui" if frozen else None


@cache
def _package_dir() -> Path:
    return _bundled_root() or Path(__file__).resolve().parent


@cache
def shipped_library() -> Path:
    """The library that comes with Atlas; read-only by agreement."""
    installed = _package_dir() / "_data" / "db.json"
    return installed if installed.exists() else _package_dir().parents[1] / "db.json"


@cache
def resources() -> Path:
    """The folder of icons, the PDF template and other files that come with Atlas."""
    installed = _package_dir() / "_resources"
    return installed if installed.exists() else _package_dir().parents[1] / "resources"


def own_command() -> list[str]:
    """The words that start this very program, installed, frozen or from its source tree."""
    if _bundled_root() is not None:
        return [sys.executable]
    return [sys.executable, "-m", "atlas_gui"]


def settings_dir() -> Path:
    """Where the reader's window state and choices are kept; made when something is written."""
    return Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))


def index_dir() -> Path:
    """Where search indexes are kept between runs; anybody may empty it."""
    return Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False)) / "search"


def reader_dir() -> Path:
    """Where what the reader writes is kept; made when something is written."""
    return Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def documents_dir() -> Path:
    """Where a reader expects a saved PDF: their documents, or their home if they have no such."""
    documents = Path(platformdirs.user_documents_dir())
    return documents if documents.is_dir() else Path.home()
