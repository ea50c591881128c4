"""What is read from: a library, its records as lines, and the index over them."""

from msgspec import Struct

from atlas_gui.domain.catalogue import Catalogue
from atlas_gui.domain.library import Library
from atlas_gui.search.index import SearchIndex


class Reading(Struct, frozen=True):
    """A library ready to be browsed and searched."""

    library: Library
    catalogue: Catalogue
    index: SearchIndex
