"""The one place that knows where files are: source tree, installed wheel, frozen app, user folders."""

import sys
from functools import cache
from pathlib import Path

import platformdirs

APP_NAME = "atlas-gui"
# A file of this name beside the program has it keep everything in the folder beside that.
PORTABLE_MARKER = "atlas-portable"
PORTABLE_FOLDER = "atlas-data"

_said: Path | None = None


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
    """The words that start this very program, with the same folder for its data as this one."""
    program = [sys.executable] if _bundled_root() else [sys.executable, "-m", "atlas_gui"]
    return [*program, "--data-dir", str(_said)] if _said else program


def use_data_dir(folder: Path | None) -> None:
    """From now on keep everything in `folder`, as `--data-dir` asks; None: where it is usual."""
    global _said
    _said = folder.expanduser().absolute() if folder else None


def data_dir() -> Path | None:
    """The one folder for everything that is kept: said, or beside a portable program; else None."""
    return _said or _portable_dir()


@cache
def _portable_dir() -> Path | None:
    # Not resolved: of a virtual environment this is its own folder of commands, not the system's.
    beside = Path(sys.executable).parent
    return beside / PORTABLE_FOLDER if (beside / PORTABLE_MARKER).exists() else None


def settings_dir() -> Path:
    """Where the reader's window state and choices are kept; made when something is written."""
    return _kept("settings") or Path(platformdirs.user_config_dir(APP_NAME, appauthor=False))


def index_dir() -> Path:
    """Where search indexes are kept between runs; anybody may empty it."""
    usual = _kept("cache") or Path(platformdirs.user_cache_dir(APP_NAME, appauthor=False))
    return usual / "search"


def reader_dir() -> Path:
    """Where what the reader writes is kept; made when something is written."""
    return _kept("notebook") or Path(platformdirs.user_data_dir(APP_NAME, appauthor=False))


def log_dir() -> Path:
    """Where the log is kept; made when something is written."""
    return _kept("log") or Path(platformdirs.user_state_dir(APP_NAME, appauthor=False)) / "log"


def documents_dir() -> Path:
    """Where a reader expects a saved PDF: their documents, or their home if they have no such."""
    documents = Path(platformdirs.user_documents_dir())
    return documents if documents.is_dir() else Path.home()


def _kept(name: str) -> Path | None:
    folder = data_dir()
    return folder / name if folder else None
