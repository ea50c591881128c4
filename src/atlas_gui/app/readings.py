"""Files made ready to be browsed: libraries, and PDFs with records inside."""

from pathlib import Path

from atlas_gui.domain.catalogue import Catalogue
from atlas_gui.domain.library import Library
from atlas_gui.exchange.display_text import one_line
from atlas_gui.progress import Progress
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.keeping import IndexFolder, index_for
from atlas_gui.search.making import index_key, index_of_titles, whole_index
from atlas_gui.search.reading import Reading

# Up to this many bytes of a library, its index takes less time to make than a reader notices.
_INDEXED_AT_ONCE = 1_000_000


def begin_reading(library: Library, folder: IndexFolder) -> Reading:
    """A library with the index to begin with: the kept one; of a large library else its titles."""
    data = folder.load(library)
    if data is None and library.size <= _INDEXED_AT_ONCE:
        data = index_for(library, folder, _nothing)
    if data is None:
        data = unpacked(index_of_titles(library), index_key(library))
    library.note_damaged(data.header.damaged)
    return Reading(library, Catalogue(library), SearchIndex(library, data))


def read_file(folder: IndexFolder, path: Path, progress: Progress) -> Reading:
    """What a file holds: the records inside a PDF, or else those of a library.

    Raises AtlasError, and CancelledError from `progress`.
    """
    from atlas_gui.exchange.opened import is_pdf, library_in_file  # most starts open no other file

    library = library_in_file(path, progress)
    if not is_pdf(path):
        return begin_reading(library, folder)
    # An index of what somebody sent is not worth keeping.
    data = unpacked(whole_index(library, progress), index_key(library))
    return Reading(library, Catalogue(library), SearchIndex(library, data))


def plain_name(path: Path) -> str:
    """A file's name on one line, without what controls a screen, and without places to break it."""
    return one_line(path.name).replace("\u200b", "")


def _nothing(_done: int, _total: int) -> None:
    """A small library is ready before anybody could read how far it is."""
