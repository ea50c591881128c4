"""Paths said by what kind they are: whose folder and which file it is stays untold."""

import re
from pathlib import Path

from atlas_gui import paths

# Endings that say what a file is. Any other may be part of a name: “letter.Ann”.
_ENDINGS = frozenset(
    "atlas bib conf css csl csv db htm html index json jsonl lock log mo ods part pdf png po py qss"
    " ris sh so svg toml tsv ttf otf txt typ xls xlsx xml zip".split()
)
# Names of modules as installers lay them out; what stands before them says where somebody works.
_CODE = re.compile(r"(?:.*/)?(?:site-packages|dist-packages)/(.+)|(?:.*/)?(atlas_gui/.+)")
_STANDARD = re.compile(r"(?:.*/)?(?:lib/python3\.\d+|Lib)/(.+)")
_MODULE = re.compile(r"[A-Za-z0-9_./+-]{1,120}")
# From where a path begins to the end of the line: names of files have spaces in them.
_PATH = re.compile(r"(?:\b[A-Za-z][A-Za-z0-9+.-]*://|~[/\\]|\b[A-Za-z]:[/\\]|\\\\|\bfile:|/).*")


def path_kind(path: Path) -> str:
    """A path as the log may have it, such as `<data>/<file.json>`, `~/<file>` or `<file.pdf>`."""
    kind = file_kind(path)
    if any(_is_below(path, folder) for folder in _kept_folders()):
        return f"<data>/{kind}"
    return f"~/{kind}" if _is_below(path, _home()) else kind


def file_kind(path: Path) -> str:
    """What kind of file has this name: `<file.json>`, or `<file>` if its ending tells nothing."""
    ending = path.suffix.lower().removeprefix(".")
    return f"<file.{ending}>" if ending in _ENDINGS else "<file>"


def code_place(filename: str) -> str:
    """The file of a line of code, from where its package begins; `<file.py>` for any other."""
    plain = filename.replace("\\", "/")
    if re.fullmatch(r"<frozen [\w.]+>", plain):
        return plain
    if found := _CODE.fullmatch(plain):
        return _module(found[1] or found[2])
    if found := _STANDARD.fullmatch(plain):
        return _module(f"python/{found[1]}")
    return "<file.py>"


def without_paths(line: str) -> str:
    """A line up to the first path or address in it; what follows may belong to that."""
    return _PATH.sub("<path>", line, count=1)


def _module(name: str) -> str:
    return name if _MODULE.fullmatch(name) else "<file.py>"


def _kept_folders() -> tuple[Path, ...]:
    folders = (paths.settings_dir(), paths.reader_dir(), paths.index_dir(), paths.log_dir())
    data = paths.data_dir()
    return (*folders, data) if data else folders


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # no home is known for this user
        return Path("~")


def _is_below(path: Path, folder: Path) -> bool:
    return path.is_relative_to(folder) and folder != Path()
