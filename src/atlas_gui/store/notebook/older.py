"""Takes in what earlier versions of Atlas kept beside the notebook: `saved-searches.json`."""

import logging
from hashlib import sha256
from pathlib import Path
from typing import Final

import msgspec
from msgspec import Struct

from atlas_gui.domain.notebook import Change, Notebook, SavedSearch, acts, plain_line
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.store.notebook.base import DamagedError
from atlas_gui.store.notebook.keeping import NotebookFile
from atlas_gui.store.notebook.loading import read_bytes

_log = logging.getLogger(__name__)
_NAME: Final = "saved-searches.json"
_VERSION: Final = 1


class _Search(Struct, frozen=True):
    name: str
    query: str


class _Kept(Struct, frozen=True):
    version: int
    searches: tuple[_Search, ...] = ()


def take_over_searches(folder: Path, notebook: Notebook, keeper: NotebookFile, now: str) -> str:
    """Put the searches of the older file into the notebook, once, and give the file another name.

    Whenever this ends too soon, it is done the next time. Returns what the reader should know.
    """
    path = folder / _NAME
    try:
        content = read_bytes(path)
        if content is None:
            return ""
        kept = msgspec.json.decode(content, type=_Kept)
    except (ValueError, RecursionError, DamagedError, AtlasError) as error:
        _log.info("The older saved searches cannot be read: %s", error)
        return _(
            "The saved searches of an earlier version cannot be read; their file “{name}” is left as"
            " it is."
        ).format(name=_NAME)
    if kept.version > _VERSION:
        return _(
            "Another version of Atlas wrote “{name}”; its searches are not in the notebook, and the"
            " file is left as it is."
        ).format(name=_NAME)
    digest = sha256(content).hexdigest()[:32]
    edits = acts.merge(notebook, (), _searches(kept, digest), now)
    try:
        if edits:
            news = keeper.append(Change(f"taken-over-{digest}", now, edits, _("Save a search")))
            _show(notebook, news.whole, news.written)
        path.replace(_free(folder))
    except (AtlasError, OSError) as error:
        _log.info("The older saved searches cannot be taken over: %s", error)
        return _(
            "The saved searches of an earlier version could not be taken over; {reason}"
        ).format(reason=error.message if isinstance(error, AtlasError) else str(error))
    return ""


def _show(notebook: Notebook, whole: Notebook | None, written: Change | None) -> None:
    if whole is not None:
        notebook.become(whole)
    elif written is not None:
        notebook.apply(written)


def _searches(kept: _Kept, digest: str) -> list[SavedSearch]:
    found = []
    for number, search in enumerate(kept.searches, start=1):
        query = plain_line(search.query)[:20_000]
        name = plain_line(search.name)[:2_000] or query[:2_000]
        if query:
            found.append(SavedSearch(f"{digest}-{number}", name, query, float(number)))
    return found


def _free(folder: Path) -> Path:
    number, free = 2, folder / "saved-searches.taken-over.json"
    while free.exists():
        free, number = folder / f"saved-searches.taken-over-{number}.json", number + 1
    return free
