"""Reads a notebook from a file of either format, told apart by what is in it."""

from pathlib import Path
from typing import NamedTuple

from atlas_gui.domain.notebook import Entry, SavedSearch
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.notebook.markdown_file import MARK
from atlas_gui.exchange.notebook.markdown_reading import FaultError, read_markdown
from atlas_gui.i18n import _
from atlas_gui.store.notebook.base import DamagedError, read_base
from atlas_gui.store.notebook.loading import read_bytes

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_WHERE_A_MARK_IS = 2_000


class NotebookPart(NamedTuple):
    """What a file brings; `acts.merge` takes it in."""

    entries: tuple[Entry, ...]
    searches: tuple[SavedSearch, ...]


def read_notebook_file(path: Path) -> NotebookPart:
    """The entries and searches in a file that Atlas exported, or in a notebook itself.

    Raises AtlasError, which names file and place, if anything in it cannot be read: half a notebook
    would look like a whole one.
    """
    try:
        content = read_bytes(path)
        if content is None:
            raise AtlasError(_("“{path}” is not there.").format(path=path))
        content = content.removeprefix(_BYTE_ORDER_MARK)
        if MARK.encode() in content[:_WHERE_A_MARK_IS]:
            return _from_markdown(content)
        return _from_json(content)
    except (DamagedError, FaultError) as error:
        raise AtlasError(
            _("“{path}” cannot be read as a notebook: {reason}. Nothing was taken from it.").format(
                path=path, reason=str(error)
            )
        ) from error


def _from_markdown(content: bytes) -> NotebookPart:
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise FaultError(line, _("this is not UTF-8 text")) from error
    entries, searches = read_markdown(text)
    return NotebookPart(tuple(entries), tuple(searches))


def _from_json(content: bytes) -> NotebookPart:
    base = read_base(content)
    if base.is_later:
        raise DamagedError(_("a later version of Atlas wrote it"))
    for item in base.contents.unreadable:
        raise DamagedError(
            _("an item of “{table}” cannot be read: {reason} ({text})").format(
                table=item.table, reason=item.reason, text=" ".join(item.text.split())[:80]
            )
        )
    contents = base.contents
    return NotebookPart(tuple(contents.entries.values()), tuple(contents.searches.values()))
