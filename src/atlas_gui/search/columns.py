"""Sorts what was gathered into the columns of an index."""

from array import array
from collections.abc import Iterable, Sequence

import msgspec
import numpy
from numpy.typing import NDArray

from atlas_gui.domain.library import DamagedRecord
from atlas_gui.domain.time_shape import TimeShape, TimeTrait
from atlas_gui.search.building import (
    BREAK,
    LAST_DAY,
    NO_CODE,
    NO_DAY,
    NO_YEAR,
    Gathered,
)
from atlas_gui.search.corpus import Part, part_of_owner
from atlas_gui.search.facts import Facts
from atlas_gui.search.index_file import Header, packed
from atlas_gui.search.money_columns import money_columns, money_of_everything

Numbers = NDArray[numpy.uint32]
# Of some links it is asked what each row has, of some which rows have a thing.
_COUNTED = frozenset({"pair", "sector", "source"})
_LOOKED_UP = frozenset({"pair", "sector", "owner"})
_SHAPE_SIZE = len(TimeShape._fields)
_NO_SHAPE = TimeShape(NO_DAY, NO_DAY, NO_DAY, NO_DAY, TimeTrait(0))


def index_of(
    gathered: Gathered, key: str, damaged: Iterable[DamagedRecord], *, complete: bool
) -> bytearray:
    """The bytes of the index of everything that was gathered."""
    return Columns(gathered, key, list(damaged), complete=complete).index()


class Columns:
    """Sorts what was gathered: rows by weight, words by alphabet, postings by word."""

    def __init__(
        self, gathered: Gathered, key: str, damaged: list[DamagedRecord], *, complete: bool
    ) -> None:
        self._gathered = gathered
        self._key = key
        self._damaged = damaged
        self._complete = complete
        self._columns: dict[str, tuple[str, bytes]] = {}
        facts = gathered.facts
        # The order that breaks every tie: what tells most first, then by date, then by name.
        order = sorted(
            range(len(facts)), key=lambda i: (-facts[i].weight, facts[i].date_key, facts[i].id)
        )
        self._facts = [facts[i] for i in order]
        self._row_of = numpy.empty(len(order), numpy.uint32)
        self._row_of[numpy.array(order, numpy.int64)] = numpy.arange(len(order), dtype=numpy.uint32)
        self._names: dict[str, list[str]] = {}

    def index(self) -> bytearray:
        """The bytes of the index."""
        facts = self._facts
        # As JSON: a placeholder may be called by a key that holds a line break.
        self._text("ids", msgspec.json.encode([f.id for f in facts]).decode())
        self._add_codes()
        self._add_bounds()
        self._add_shapes()
        self._add_orders()
        self._add_links()
        self._add_sums()
        rank = self._add_words()
        self._add_names(rank)
        self._add_texts(rank)
        self._add_tree()
        self._columns |= money_columns(self._gathered.money, self._row_of, facts)
        self._names["measure"] = list(self._gathered.money.measures)
        # Nobody begins with a record that cannot be read.
        readable = [f for f in facts if f.kind]
        header = Header(
            key=self._key,
            complete=self._complete,
            rows=len(facts),
            dated=sum(1 for f in facts if f.year is not None),
            valued=sum(1 for f in facts if f.value_key is not None),
            disputed=sum(1 for f in facts if f.disagreements),
            names=self._names,
            telling=max(readable, key=_telling).id if readable else "",
            damaged=self._damaged,
        )
        self._text("sums", money_of_everything(header, self._columns))
        return packed(header, self._columns)

    def _numbers(self, name: str, values: object, code: str) -> None:
        self._columns[name] = (code, numpy.asarray(values, dtype=code).tobytes())

    def _text(self, name: str, text: str) -> None:
        self._columns[name] = ("T", text.encode("utf-8", "surrogatepass"))

    def _add_codes(self) -> None:
        """Columns of one value a row."""
        for name, values in (
            ("kind", [f.kind for f in self._facts]),
            ("group", [f.group for f in self._facts]),
            ("step", [f.step for f in self._facts]),
        ):
            known = sorted({value for value in values if value})
            code = {value: number for number, value in enumerate(known)}
            self._names[name] = known
            self._numbers(name, [code.get(value, NO_CODE) for value in values], "B")
        self._numbers("features", [f.features for f in self._facts], "B")
        self._numbers("disagreements", [min(f.disagreements, 65_535) for f in self._facts], "H")
        self._numbers("source_counts", [min(f.source_count, 65_535) for f in self._facts], "H")

    def _add_bounds(self) -> None:
        """Days between which each record lies; the ends of time stand for no bound."""
        dated = [f.year is not None for f in self._facts]
        for name, values, missing in (
            ("earliest", [f.earliest for f in self._facts], NO_DAY),
            ("latest", [f.latest for f in self._facts], LAST_DAY),
            ("year", [f.year for f in self._facts], NO_YEAR),
        ):
            self._numbers(name, [_clipped(v, missing) for v in values], "q")
        self._numbers("dated", dated, "B")

    def _add_shapes(self) -> None:
        """What each date looks like on a line of time; NO_DAY comes first where there is none."""
        shapes = numpy.array([f.shape or _NO_SHAPE for f in self._facts], numpy.int64)
        for name, values in zip(TimeShape._fields, shapes.reshape(-1, _SHAPE_SIZE).T, strict=True):
            self._numbers(f"shape_{name}", values, "H" if name == "traits" else "q")

    def _add_orders(self) -> None:
        """Rows in the order of each column of a list, those with nothing to sort by last."""
        facts = self._facts
        rows = range(len(facts))
        self._numbers("by_title", sorted(rows, key=lambda i: (facts[i].title_key, i)), "I")
        if not self._complete:
            # Titles alone tell neither dates nor values; the rows stand by name as they are.
            self._numbers("by_date", rows, "I")
            self._numbers("by_value", rows, "I")
            return
        dates = sorted(rows, key=lambda i: (facts[i].year is None, facts[i].date_key, facts[i].id))
        values = sorted(
            rows,
            key=lambda i: (facts[i].value_key is None, facts[i].value_key or (), facts[i].date_key),
        )
        self._numbers("by_date", dates, "I")
        self._numbers("by_value", values, "I")

    def _add_links(self) -> None:
        for name, links in self._gathered.links.items():
            rows = self._row_of[_array(links.rows)]
            codes = _array(links.codes)
            self._names[name] = list(links.names)
            if name in _COUNTED:
                by_row = numpy.argsort(rows, kind="stable")
                self._numbers(f"{name}_rows", rows[by_row], "I")
                self._numbers(f"{name}_codes", codes[by_row], "I")
            if name in _LOOKED_UP:
                starts, members = _grouped(codes, rows, len(links.names))
                self._numbers(f"{name}_starts", starts, "I")
                self._numbers(f"{name}_members", members, "I")

    def _add_sums(self) -> None:
        gathered, currencies = self._gathered, self._gathered.sum_currencies
        self._numbers("sum_rows", self._row_of[_array(gathered.sum_rows)], "I")
        self._columns["sum_sizes"] = ("d", gathered.sum_sizes.tobytes())
        self._numbers("sum_currencies", _array(currencies.codes), "I")
        self._names["currency"] = list(currencies.names)

    def _add_words(self) -> Numbers:
        """The vocabulary by alphabet; the answer takes a word's first number to its last."""
        vocabulary = self._gathered.words
        ordered = sorted(vocabulary)
        self._text("words", "\n".join(ordered))
        rank = numpy.zeros(len(vocabulary) + 1, numpy.uint32)
        old = numpy.fromiter((vocabulary[word] for word in ordered), numpy.int64, len(ordered))
        rank[old] = numpy.arange(1, len(ordered) + 1, dtype=numpy.uint32)
        return rank

    def _add_names(self, rank: Numbers) -> None:
        names = self._gathered.names
        self._numbers("name_tokens", rank[_array(names.tokens)], "I")
        self._numbers("name_owners", _array(names.owners), "I")
        self._numbers("name_starts", _starts(_array(names.sizes) + 1), "I")
        parts = [int(part_of_owner(name)) for name in self._names["owner"]]
        self._numbers("owner_parts", parts, "B")

    def _add_texts(self, rank: Numbers) -> None:
        gathered = self._gathered
        stream = rank[_array(gathered.tokens)]
        # The numbers by first appearance are not needed any more, and take as much room.
        gathered.tokens = array("I")
        sizes = _array(gathered.part_sizes)
        self._numbers("stream", stream, "I")
        self._numbers("part_starts", _starts(sizes), "I")
        self._numbers("stream_rows", self._row_of, "I")
        count = len(rank) - 1
        parts = numpy.tile(numpy.arange(len(Part), dtype=numpy.uint8), len(sizes) // len(Part))
        part_of_token = numpy.repeat(parts, sizes)
        for part in Part:
            own_sizes = sizes[part :: len(Part)]
            rows = numpy.repeat(self._row_of, own_sizes)
            tokens = stream[part_of_token == part]
            starts, members = _postings(tokens, rows, count)
            self._numbers(f"{part.name.lower()}_starts", starts, "I")
            self._numbers(f"{part.name.lower()}_rows", members, "I")
        self._add_titles(stream, sizes, count)

    def _add_titles(self, stream: Numbers, sizes: Numbers, count: int) -> None:
        """Titles by their first word, so that those that begin with something are found at once."""
        rows = _array(self._gathered.title_rows)
        title_sizes = _array(self._gathered.title_sizes)
        part_starts = _starts(sizes)[:-1].reshape(-1, len(Part))[:, Part.TITLE]
        # Within a row the titles follow one another, each with its break.
        before = _starts(title_sizes + 1)[:-1]
        first_of_row = numpy.searchsorted(rows, rows)
        starts = part_starts[rows] + before - before[first_of_row]
        filled = title_sizes > 0
        starts, rows = starts[filled], rows[filled]
        first_words = stream[starts]
        order = numpy.argsort(first_words, kind="stable")
        self._numbers(
            "opening_starts",
            numpy.searchsorted(first_words[order], numpy.arange(1, count + 2)),
            "I",
        )
        self._numbers("opening_places", starts[order], "I")
        self._numbers("opening_rows", self._row_of[rows[order]], "I")

    def _add_tree(self) -> None:
        """Rows by pair, group and date, as the tree shows them, and where each cell begins."""
        groups = max(len(self._names["group"]), 1)
        pair_rows = numpy.frombuffer(self._columns["pair_rows"][1], "I")
        pair_codes = numpy.frombuffer(self._columns["pair_codes"][1], "I")
        by_date = numpy.frombuffer(self._columns["by_date"][1], "I")
        group = numpy.frombuffer(self._columns["group"][1], "B")
        date_rank = numpy.empty(len(by_date), numpy.uint32)
        date_rank[by_date] = numpy.arange(len(by_date), dtype=numpy.uint32)
        cells = pair_codes * groups + numpy.minimum(group[pair_rows], groups - 1)
        order = numpy.lexsort((date_rank[pair_rows], cells))
        count = len(self._names["pair"]) * groups
        self._numbers("tree_rows", pair_rows[order], "I")
        self._numbers("tree_cells", cells, "I")
        self._numbers("tree_starts", numpy.searchsorted(cells[order], numpy.arange(count + 1)), "I")
        disputed = numpy.frombuffer(self._columns["disagreements"][1], "H") > 0
        held = disputed[pair_rows]
        starts, members = _grouped(pair_codes[held], pair_rows[held], len(self._names["pair"]))
        self._numbers("disputed_starts", starts, "I")
        self._numbers("disputed_members", members, "I")
        unreadable = [row for row, f in enumerate(self._facts) if not f.kind]
        self._numbers("unreadable", unreadable, "I")


def _telling(facts: Facts) -> tuple[bool, int]:
    """How much a record has to tell a reader who opens the library: disputed ones before others."""
    return (facts.disagreements > 0, facts.weight)


def _clipped(value: int | None, missing: int) -> int:
    return missing if value is None else max(min(value, LAST_DAY), NO_DAY)


def _array(values: "array[int]") -> Numbers:
    return numpy.frombuffer(values, numpy.uint32) if values else numpy.empty(0, numpy.uint32)


def _starts(sizes: Sequence[int] | Numbers) -> Numbers:
    """Where each of several parts of these sizes begins, and where the last one ends."""
    starts = numpy.zeros(len(sizes) + 1, numpy.uint32)
    numpy.cumsum(sizes, out=starts[1:])
    return starts


def _postings(tokens: Numbers, rows: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """For each word from 1 to `count` the rows it stands in, each once, and where these begin."""
    is_word = tokens != BREAK
    keys = tokens[is_word].astype(numpy.uint64) << numpy.uint64(32) | rows[is_word]
    keys.sort()
    if len(keys):
        keys = keys[numpy.concatenate(([True], keys[1:] != keys[:-1]))]
    firsts = numpy.arange(1, count + 2, dtype=numpy.uint64) << numpy.uint64(32)
    starts = numpy.searchsorted(keys, firsts).astype(numpy.uint32)
    return starts, (keys & numpy.uint64(0xFFFFFFFF)).astype(numpy.uint32)


def _grouped(codes: Numbers, rows: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Rows sorted by code, and where each code begins."""
    order = numpy.lexsort((rows, codes))
    starts = numpy.searchsorted(codes[order], numpy.arange(count + 1))
    return starts.astype(numpy.uint32), rows[order]
