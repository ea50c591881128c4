"""When the found records were, and in which lanes they stand: columns for a line of time."""

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property
from itertools import chain
from typing import Final, NamedTuple, TypeVar

import numpy
from numpy.typing import NDArray

from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.domain.vocabulary import GROUP_OF_KIND, Group, Kind, Sector, Step
from atlas_gui.search.building import NO_CODE, NO_DAY
from atlas_gui.search.index_file import IndexData
from atlas_gui.search.text_engine import Mask

_Number = TypeVar("_Number", bound=numpy.generic)
_CODES: Final = NO_CODE + 1
_KINDS, _GROUPS, _STEPS = tuple(Kind), tuple(Group), tuple(Step)
_GROUP_OF_KIND: Final = [_GROUPS.index(GROUP_OF_KIND[kind]) for kind in _KINDS]


class TimeColumns(NamedTuple):
    """The found records that have a date, as columns of equal length by rising row, not to be written.

    The days are those of `domain.time_shape`, `traits` the numbers of its traits. `kinds` are places
    in tuple(Kind), `steps` in tuple(Step), 255 for a record without a status.
    """

    rows: NDArray[numpy.int32]
    first: NDArray[numpy.int64]
    sure_first: NDArray[numpy.int64]
    sure_last: NDArray[numpy.int64]
    last: NDArray[numpy.int64]
    traits: NDArray[numpy.uint16]
    kinds: NDArray[numpy.uint8]
    steps: NDArray[numpy.uint8]


class LaneLinks(NamedTuple):
    """Which lane each dated record stands in; a record may stand in several, in each of them once.

    `places` are places in the TimeColumns, `lanes` places in `names`, in no order. `names` are codes
    ("agreements", "signed", "CHN-CUB", "CUB"), only of lanes that something stands in: in the order
    of their vocabulary or of the alphabet, and at last "" for records that have no such thing.
    """

    places: NDArray[numpy.int32]
    lanes: NDArray[numpy.int32]
    names: tuple[str, ...]


class _Linked(NamedTuple):
    """Which rows have which codes; `names` says what a code means."""

    rows: NDArray[numpy.int32]
    codes: NDArray[numpy.int32]
    names: Sequence[str]


class Times:
    """The columns of time of one index."""

    def __init__(self, data: IndexData) -> None:
        self._data = data

    def prepare(self) -> None:
        """Make ready what the first line of time would otherwise wait for."""
        _ = self._everything, self._sectors, self._countries

    def columns(self, mask: Mask | None) -> TimeColumns:
        """The dated rows of a mask, or of the whole index."""
        if mask is None:
            return self._everything
        held = mask[self._everything.rows]
        return TimeColumns._make(column[held] for column in self._everything)

    def links(self, columns: TimeColumns, by: LaneBy) -> LaneLinks:
        """In which lanes the rows of some columns stand."""
        match by:
            case LaneBy.GROUP:
                groups = numpy.array(_GROUP_OF_KIND, numpy.uint8)[columns.kinds]
                return _of_codes(groups, _GROUPS)
            case LaneBy.KIND:
                return _of_codes(columns.kinds, _KINDS)
            case LaneBy.STATUS:
                return _of_codes(columns.steps, _STEPS)
            case LaneBy.SECTOR:
                return self._of_links(columns, self._sectors)
            case LaneBy.PAIR:
                return self._of_links(columns, self._pairs)
            case LaneBy.COUNTRY:
                return self._of_links(columns, self._countries)
            case LaneBy.NONE:
                return _of_codes(numpy.full(len(columns.rows), NO_CODE, numpy.uint8), ())

    def _of_links(self, columns: TimeColumns, linked: _Linked) -> LaneLinks:
        """Lanes by what is linked to the rows; the last one is for those to which nothing is."""
        count = len(columns.rows)
        place_of = numpy.full(self._data.header.rows, -1, numpy.int32)
        place_of[columns.rows] = numpy.arange(count, dtype=numpy.int32)
        places = place_of[linked.rows]
        held = places >= 0
        places, codes = places[held], linked.codes[held]
        bare = numpy.ones(count, numpy.bool_)
        bare[places] = False
        alone = numpy.flatnonzero(bare).astype(numpy.int32)
        without = len(linked.names)
        codes = numpy.concatenate([codes, numpy.full(len(alone), without, numpy.int32)])
        lanes, used = _lanes(codes, without + 1)
        names = tuple(linked.names[code] if code < without else "" for code in used)
        return LaneLinks(numpy.concatenate([places, alone]), lanes, names)

    @cached_property
    def _everything(self) -> TimeColumns:
        first = self._numbers("shape_first", numpy.int64)
        rows = numpy.flatnonzero(first != NO_DAY).astype(numpy.int32)
        columns = TimeColumns(
            rows=rows,
            first=first[rows],
            sure_first=self._numbers("shape_sure_first", numpy.int64)[rows],
            sure_last=self._numbers("shape_sure_last", numpy.int64)[rows],
            last=self._numbers("shape_last", numpy.int64)[rows],
            traits=self._numbers("shape_traits", numpy.uint16)[rows],
            kinds=self._places("kind", _KINDS)[rows],
            steps=self._places("step", _STEPS)[rows],
        )
        for column in columns:
            column.setflags(write=False)
        return columns

    def _places(self, name: str, words: Sequence[StrEnum]) -> NDArray[numpy.uint8]:
        """The place of each row's word in its vocabulary: an index numbers only those it has."""
        place_of = numpy.full(_CODES, NO_CODE, numpy.uint8)
        known = [words.index(type(words[0])(word)) for word in self._data.header.names[name]]
        place_of[: len(known)] = known
        return place_of[self._numbers(name, numpy.uint8)]

    @cached_property
    def _sectors(self) -> _Linked:
        found = set(self._data.header.names["sector"])
        return self._linked("sector", [sector for sector in Sector if sector in found])

    @cached_property
    def _pairs(self) -> _Linked:
        return self._linked("pair", sorted(self._data.header.names["pair"]))

    @cached_property
    def _countries(self) -> _Linked:
        """Of each row the countries of its pairs."""
        rows, codes, pairs = self._pairs
        sides = [pair.split("-") for pair in pairs]
        names = sorted(set(chain.from_iterable(sides)))
        code_of = {name: code for code, name in enumerate(names)}
        ends = numpy.array([[code_of[name] for name in side] for side in sides], numpy.int64)
        return _distinct(numpy.repeat(rows, 2), ends.reshape(-1, 2)[codes].ravel(), names)

    def _linked(self, name: str, ordered: Sequence[str]) -> _Linked:
        """The links of one kind with codes that follow the order of `ordered`."""
        place_of = {word: place for place, word in enumerate(ordered)}
        ranks = numpy.array([place_of[word] for word in self._data.header.names[name]], numpy.int64)
        rows, codes = (self._numbers(f"{name}_{what}", numpy.uint32) for what in ("rows", "codes"))
        return _distinct(rows, ranks[codes], ordered)

    def _numbers(self, name: str, kind: type[_Number]) -> NDArray[_Number]:
        return numpy.frombuffer(self._data.numbers(name), kind)


def _of_codes(codes: NDArray[numpy.uint8], words: Sequence[str]) -> LaneLinks:
    """One lane for each place, by its code; what lies beyond `words` has no name."""
    lanes, used = _lanes(codes, _CODES)
    names = tuple(str(words[code]) if code < len(words) else "" for code in used)
    return LaneLinks(numpy.arange(len(codes), dtype=numpy.int32), lanes, names)


def _lanes(codes: NDArray[numpy.integer], size: int) -> tuple[NDArray[numpy.int32], list[int]]:
    """Codes numbered anew without those that do not occur, and which do."""
    used = numpy.flatnonzero(numpy.bincount(codes, minlength=size))
    lane_of = numpy.zeros(size, numpy.int32)
    lane_of[used] = numpy.arange(len(used), dtype=numpy.int32)
    return lane_of[codes], used.tolist()


def _distinct(
    rows: NDArray[numpy.integer], codes: NDArray[numpy.int64], names: Sequence[str]
) -> _Linked:
    """Links without those that are there twice, by row."""
    size = max(len(names), 1)
    keys = rows.astype(numpy.int64) * size + codes
    keys.sort()
    if len(keys):
        keys = keys[numpy.concatenate(([True], keys[1:] != keys[:-1]))]
    rows, codes = numpy.divmod(keys, size)
    return _Linked(rows.astype(numpy.int32), codes.astype(numpy.int32), names)
