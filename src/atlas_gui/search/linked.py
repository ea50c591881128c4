"""Where a permanent link leads in the library that is open."""

from typing import NamedTuple

from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.permalinks import read_permalink
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _
from atlas_gui.search.query import parse
from atlas_gui.search.reading import Reading

_MOST_QUOTED = 80


class Destination(NamedTuple):
    """A record to open, or the query of a pair to show; the other is empty."""

    record_id: str
    query: str


def destination(reading: Reading, text: str) -> Destination:
    """Where the link `text` leads; AtlasError if it is none, or names nothing in this library.

    The record decides, whatever pair the link names: records move between pairs.
    """
    link = read_permalink(text)
    if link is None:
        raise AtlasError(
            _("“{text}” is no link of Atlas; one looks like {example}.").format(
                text=_shortened(text), example="atlas:/CHN-CUB/some-record"
            )
        )
    if link.record_id:
        if link.record_id not in reading.catalogue:
            raise AtlasError(
                _("This library has no record “{id}”. Another edition may have it.").format(
                    id=link.record_id
                )
            )
        # One that cannot be read is listed under another name.
        return Destination(reading.catalogue.entry(link.record_id).id, "")
    query = f"pair:{link.pair_id}"
    result = reading.index.search(parse(query))
    # A clause that says nothing in this library would be left out, and all records found.
    if result.faults or not result.total:
        pair = Pair(*link.pair_id.split("-"))
        raise AtlasError(
            _("This library has no records of {pair}.").format(pair=reading.library.pair_name(pair))
        )
    return Destination("", query)


def _shortened(text: str) -> str:
    line = " ".join(text[: 2 * _MOST_QUOTED].split())
    return line if len(line) <= _MOST_QUOTED else f"{line[: _MOST_QUOTED - 1]}…"
