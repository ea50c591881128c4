"""The index of a library in memory, made in one go and kept nowhere."""

from atlas_gui.domain.library import Library
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, whole_index


def index_over(library: Library) -> SearchIndex:
    """Everything of a library, ready to be asked."""
    return SearchIndex(library, unpacked(whole_index(library, _unheard), index_key(library)))


def _unheard(done: int, total: int) -> None:
    """Nobody waits for this index."""
