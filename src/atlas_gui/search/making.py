"""Makes the index of a library: whole, or of titles alone to begin with."""

import unicodedata
from collections.abc import Callable, Iterator
from typing import Final

from atlas_gui import __version__
from atlas_gui.domain.library import Glimpse, Library
from atlas_gui.domain.texts import in_language
from atlas_gui.domain.vocabulary import GROUP_OF_KIND
from atlas_gui.i18n import reader_language
from atlas_gui.search.building import Gathered
from atlas_gui.search.corpus import OwnTexts
from atlas_gui.search.facts import Facts, damaged_facts, facts_of

# To be raised whenever what stands in an index, or how words are folded, changes.
_EDITION: Final = 7
Progress = Callable[[int, int], None]


def index_key(library: Library) -> str:
    """What an index has to be made for and by: this file, this edition of the search, this language.

    Labels and sorted titles are in the reader's language; folding follows the Unicode data that
    Python has.
    """
    parts = (_EDITION, __version__, unicodedata.unidata_version, reader_language(), library.digest)
    return "/".join(map(str, parts))


def whole_index(library: Library, progress: Progress) -> bytearray:
    """The index of everything; `progress` hears how many of how many records have been read.

    Takes about a third of a second for a thousand records.
    """
    from atlas_gui.search.columns import index_of  # loads numpy

    gathered = gather(library, progress)
    return index_of(gathered, index_key(library), library.damaged.values(), complete=True)


def gather(library: Library, progress: Progress) -> Gathered:
    """Everything that the whole index is made of; the library may be let go of before it is sorted."""
    gathered = Gathered()
    total = len(library.records) + len(library.damaged)
    for done, facts in enumerate(_all_facts(library), start=1):
        gathered.add(facts)
        progress(done, total)
    gathered.add_names(library)
    return gathered


def index_of_titles(library: Library) -> bytearray:
    """An index to begin with, while the whole one is being made: titles, pairs and kinds."""
    from atlas_gui.search.columns import index_of

    gathered = Gathered()
    # The same few countries, again and again.
    pairs_of: dict[tuple[tuple[str, ...], ...], tuple[str, ...]] = {}
    for glimpse in library.glimpses():
        parties = (glimpse.countries, glimpse.pairs)
        if parties not in pairs_of:
            pairs_of[parties] = tuple(pair.id for pair in library.pairs_of(glimpse))
        gathered.add(_title_facts(glimpse, pairs_of[parties]))
    gathered.add_names(library)
    return index_of(gathered, index_key(library), library.damaged.values(), complete=False)


def _all_facts(library: Library) -> Iterator[Facts]:
    for record_id in library.records:
        record = library.records.get(record_id)
        # One that cannot be read is among the damaged by now.
        if record is not None:
            yield facts_of(record, library)
    yield from map(damaged_facts, library.damaged.values())


def _title_facts(glimpse: Glimpse, pairs: tuple[str, ...]) -> Facts:
    title = in_language(glimpse.title)
    return Facts(
        id=glimpse.id,
        texts=OwnTexts(title=(title,)),
        owners=tuple([f"country:{code}" for code in glimpse.countries]),
        pairs=pairs,
        kind=str(glimpse.kind),
        group=str(GROUP_OF_KIND[glimpse.kind]),
        title_key=title.casefold(),
    )
