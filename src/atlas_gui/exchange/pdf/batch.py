"""One PDF for each of many records, into a folder, with nothing overwritten that nobody named."""

import os
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from atlas_gui.domain.catalogue import entry_of
from atlas_gui.domain.library import Library
from atlas_gui.domain.notebook import Entry as Kept
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.file_name import check_pattern, name_by
from atlas_gui.exchange.pdf.making import record_pdf
from atlas_gui.exchange.pdf.typesetting import save_pdf
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.i18n import _
from atlas_gui.progress import Progress, untold

_SUFFIX = ".pdf"


class Existing(StrEnum):
    """What becomes of a file that is there already: REFUSE does nothing at all, not even the others."""

    REFUSE = "refuse"
    REPLACE = "replace"
    SKIP = "skip"
    NUMBER = "number"


class Batch(NamedTuple):
    """What was saved, what was left as it was because a file was there, and which records failed."""

    saved: tuple[Path, ...]
    skipped: tuple[Path, ...]
    failed: Mapping[str, str]


def planned_files(
    library: Library, ids: Iterable[str], folder: Path, pattern: str
) -> dict[str, Path]:
    """The file of each readable record by a pattern; two that would get one name are told apart.

    Raises AtlasError if the pattern is none.
    """
    check_pattern(pattern)
    planned: dict[str, Path] = {}
    # Many file systems take two names for one that differ in capitals alone.
    taken: set[str] = set()
    for number, record_id in enumerate(dict.fromkeys(ids), start=1):
        record = library.records.get(record_id)
        if record is None:
            continue
        stem = name_by(pattern, entry_of(record, library), number)
        name = _free_name(stem, taken)
        taken.add(name.casefold())
        planned[record_id] = folder / name
    return planned


def files_there(planned: Mapping[str, Path]) -> list[Path]:
    """Those of the planned files that are there already."""
    return [path for path in planned.values() if _is_there(path)]


def export_each(
    library: Library,
    ids: Sequence[str],
    folder: Path,
    pattern: str,
    existing: Existing,
    options: ReportOptions,
    progress: Progress = untold,
    kept: Mapping[str, Kept] = MappingProxyType({}),
) -> Batch:
    """Save a PDF for each record; one that fails keeps no other from being saved.

    Each file is whole or not there at all; those saved before `progress` stops the work stay. Raises
    AtlasError if the folder cannot be made, and with REFUSE if any file is there.
    """
    planned = planned_files(library, ids, folder, pattern)
    if existing is Existing.REFUSE and (there := files_there(planned)):
        raise AtlasError(_there_in_words(there))
    _make_folder(folder)
    taken = {path.name.casefold() for path in planned.values()}
    saved, skipped = [], []
    failed = {i: _("It cannot be read.") for i in dict.fromkeys(ids) if i not in planned}
    for done, (record_id, target) in enumerate(planned.items()):
        progress(done, len(planned))
        if existing is Existing.SKIP and _is_there(target):
            skipped.append(target)
            continue
        if existing is Existing.REFUSE and _is_there(target):
            failed[record_id] = _("“{path}” has been put there meanwhile.").format(path=target)
            continue
        try:
            made = record_pdf(library, library.records[record_id], options, kept.get(record_id))
            path = _numbered(target, taken) if existing is Existing.NUMBER else target
            save_pdf(made.pdf, path)
        except AtlasError as error:
            failed[record_id] = error.message
        else:
            saved.append(path)
    progress(len(planned), len(planned))
    return Batch(tuple(saved), tuple(skipped), failed)


def _is_there(path: Path) -> bool:
    """Whether anything has that name, be it a link that leads nowhere; no error if nobody may look."""
    return os.path.lexists(path)


def _there_in_words(there: Sequence[Path]) -> str:
    more = len(there) - 1
    if not more:
        return _("“{path}” is there already; nothing was saved.").format(path=there[0])
    pattern = _("“{path}” and {count:,} other files are there already; nothing was saved.")
    return pattern.format(path=there[0], count=more)


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise AtlasError(
            _("The folder “{path}” cannot be made: {reason}. Choose another.").format(
                path=folder, reason=error.strerror or str(error)
            ),
            str(error),
        ) from error


def _numbered(target: Path, taken: set[str]) -> Path:
    """`target`, or if it is there the first name with a number that is free."""
    if not _is_there(target):
        return target
    number = 2
    while True:
        name = f"{target.stem} ({number}){_SUFFIX}"
        if name.casefold() not in taken and not _is_there(target.parent / name):
            taken.add(name.casefold())
            return target.parent / name
        number += 1


def _free_name(stem: str, taken: set[str]) -> str:
    name, number = f"{stem}{_SUFFIX}", 2
    while name.casefold() in taken:
        name = f"{stem} ({number}){_SUFFIX}"
        number += 1
    return name
