"""Makes an index out of the facts of records, row by row, then sorts everything into columns."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Final

import msgspec
import numpy
from numpy.typing import NDArray

from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.search.corpus import OwnTexts, Part, names_of_owner, part_of_owner
from atlas_gui.search.facts import Facts
from atlas_gui.search.folding import words
from atlas_gui.search.index_file import Header, packed

# No word: it stands at the end of every text, so that no phrase runs over into the next one.
BREAK: Final = 0
NO_CODE: Final = 255
NO_DAY: Final = -(1 << 62)
LAST_DAY: Final = (1 << 62) - 1
NO_YEAR: Final = -(1 << 62)
Numbers = NDArray[numpy.uint32]


class _Numbering(dict[str, int]):
    """Numbers things in the order of their first appearance."""

    def __init__(self, first: int = 0) -> None:
        super().__init__()
        self._first = first

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self) + self._first
        return number


class _Links:
    """Which rows have which codes: many to many."""

    def __init__(self) -> None:
        self.names = _Numbering()
        self.rows = array("I")
        self.codes = array("I")

    def add(self, row: int, names: Sequence[str]) -> None:
        self.rows.extend([row] * len(names))
        self.codes.extend([self.names[name] for name in names])


class IndexBuilder:
    """Takes the facts of all records, one after another; `finished` gives the bytes of the index."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._words = _Numbering(first=1)
        self._tokens = array("I")
        # For each row and each part of it, how many tokens stand there.
        self._part_sizes = array("I")
        self._titles_of_rows = array("I")
        self._title_sizes = array("I")
        self._facts: list[Facts] = []
        self._links = {name: _Links() for name in ("pair", "sector", "source", "owner")}
        self._sums = (array("I"), array("d"), _Links())
        self._folded: dict[str, list[int]] = {}

    def add(self, facts: Facts) -> None:
        """Take one more record."""
        row = len(self._facts)
        self._add_texts(facts.texts)
        links = self._links
        links["pair"].add(row, facts.pairs)
        links["sector"].add(row, facts.sectors)
        links["source"].add(row, facts.sources)
        links["owner"].add(row, facts.owners)
        for one in facts.sums:
            self._sums[0].append(row)
            self._sums[1].append(one.size)
            self._sums[2].add(row, (one.currency,))
        # The texts are in the columns by now; a hundred thousand of them need not be kept.
        self._facts.append(msgspec.structs.replace(facts, texts=_NO_TEXTS, owners=(), sums=()))

    def _add_texts(self, texts: OwnTexts) -> None:
        for part, series in zip(Part, texts, strict=True):
            size = 0
            for text in series:
                ids = self._token_ids(text, part)
                self._tokens.extend(ids)
                self._tokens.append(BREAK)
                size += len(ids) + 1
                if part is Part.TITLE:
                    self._titles_of_rows.append(len(self._facts))
                    self._title_sizes.append(len(ids))
            self._part_sizes.append(size)

    def _token_ids(self, text: str, part: Part) -> list[int]:
        """The words of a text by number; what recurs from record to record is folded once."""
        if part is Part.TITLE or part is Part.SUMMARY:
            return [self._words[word] for word in words(text)]
        known = self._folded.get(text)
        if known is None:
            known = [self._words[word] for word in words(text)]
            if len(self._folded) < 50_000:
                self._folded[text] = known
        return known

    def finished(self, key: str, damaged: Iterable[DamagedRecord], *, complete: bool) -> bytes:
        """The index of everything that was added."""
        return _Finish(self, key, list(damaged), complete=complete).index()

    # What `_Finish` reads.

    @property
    def facts(self) -> Sequence[Facts]:
        """The records that were added, without their texts."""
        return self._facts

    def names_of_owners(self) -> "tuple[list[int], list[int], array[int]]":
        """Owner and size of every shared name, and the tokens of them all, each ended by a break."""
        owners: list[int] = []
        sizes: list[int] = []
        tokens = array("I")
        for name, number in self._links["owner"].names.items():
            for text in names_of_owner(name, self._library):
                ids = [self._words[word] for word in words(text)]
                owners.append(number)
                sizes.append(len(ids))
                tokens.extend(ids)
                tokens.append(BREAK)
        return owners, sizes, tokens


_NO_TEXTS: Final = OwnTexts(title=())


class _Finish:
    """Sorts what a builder gathered: rows by weight, words by alphabet, postings by word."""

    def __init__(
        self, built: IndexBuilder, key: str, damaged: list[DamagedRecord], *, complete: bool
    ) -> None:
        self._built = built
        self._key = key
        self._damaged = damaged
        self._complete = complete
        self._columns: dict[str, tuple[str, bytes]] = {}
        facts = built.facts
        # The order that breaks every tie: what tells most first, then by date, then by name.
        order = sorted(
            range(len(facts)), key=lambda i: (-facts[i].weight, facts[i].date_key, facts[i].id)
        )
        self._facts = [facts[i] for i in order]
        self._row_of = numpy.empty(len(order), numpy.uint32)
        self._row_of[numpy.array(order, numpy.int64)] = numpy.arange(len(order), dtype=numpy.uint32)
        self._names: dict[str, list[str]] = {}

    def index(self) -> bytes:
        facts = self._facts
        self._text("ids", "\n".join(f.id for f in facts))
        self._add_codes()
        self._add_bounds()
        self._add_orders()
        self._add_links()
        self._add_sums()
        names = self._built.names_of_owners()
        rank = self._add_words()
        self._add_names(names, rank)
        self._add_texts(rank)
        self._add_tree()
        header = Header(
            key=self._key,
            complete=self._complete,
            rows=len(facts),
            dated=sum(1 for f in facts if f.year is not None),
            valued=sum(1 for f in facts if f.value_key is not None),
            disputed=sum(1 for f in facts if f.disagreements),
            names=self._names,
            telling=max(facts, key=_telling).id if facts else "",
            damaged=self._damaged,
        )
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
        self._numbers("source_counts", [min(len(f.sources), 65_535) for f in self._facts], "H")

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

    def _add_orders(self) -> None:
        """Rows in the order of each column of a list, those with nothing to sort by last."""
        facts = self._facts
        rows = range(len(facts))
        dates = sorted(rows, key=lambda i: (facts[i].year is None, facts[i].date_key, facts[i].id))
        values = sorted(
            rows,
            key=lambda i: (facts[i].value_key is None, facts[i].value_key or (), facts[i].date_key),
        )
        self._numbers("by_date", dates, "I")
        self._numbers("by_title", sorted(rows, key=lambda i: (facts[i].title_key, i)), "I")
        self._numbers("by_value", values, "I")

    def _add_links(self) -> None:
        for name, links in self._built._links.items():  # noqa: SLF001  two halves of one thing
            rows = self._row_of[_array(links.rows)]
            codes = _array(links.codes)
            self._names[name] = list(links.names)
            by_row = numpy.argsort(rows, kind="stable")
            self._numbers(f"{name}_rows", rows[by_row], "I")
            self._numbers(f"{name}_codes", codes[by_row], "I")
            starts, sorted_rows = _grouped(codes, rows, len(links.names))
            self._numbers(f"{name}_starts", starts, "I")
            self._numbers(f"{name}_members", sorted_rows, "I")

    def _add_sums(self) -> None:
        rows, sizes, currencies = self._built._sums  # noqa: SLF001
        self._numbers("sum_rows", self._row_of[_array(rows)], "I")
        self._columns["sum_sizes"] = ("d", sizes.tobytes())
        self._numbers("sum_currencies", _array(currencies.codes), "I")
        self._names["currency"] = list(currencies.names)

    def _add_words(self) -> Numbers:
        """The vocabulary by alphabet; the answer takes a word's first number to its last."""
        vocabulary = self._built._words  # noqa: SLF001
        ordered = sorted(vocabulary)
        self._text("words", "\n".join(ordered))
        rank = numpy.zeros(len(vocabulary) + 1, numpy.uint32)
        old = numpy.fromiter((vocabulary[word] for word in ordered), numpy.int64, len(ordered))
        rank[old] = numpy.arange(1, len(ordered) + 1, dtype=numpy.uint32)
        return rank

    def _add_names(self, names: "tuple[list[int], list[int], array[int]]", rank: Numbers) -> None:
        owners, sizes, tokens = names
        self._numbers("name_tokens", rank[_array(tokens)], "I")
        self._numbers("name_owners", owners, "I")
        self._numbers("name_starts", _starts([size + 1 for size in sizes]), "I")
        parts = [int(part_of_owner(name)) for name in self._names["owner"]]
        self._numbers("owner_parts", parts, "B")

    def _add_texts(self, rank: Numbers) -> None:
        built = self._built
        stream = rank[_array(built._tokens)]  # noqa: SLF001
        sizes = _array(built._part_sizes)  # noqa: SLF001
        self._numbers("stream", stream, "I")
        self._numbers("part_starts", _starts(sizes), "I")
        self._numbers("stream_rows", self._row_of, "I")
        count = len(rank) - 1
        parts = numpy.tile(numpy.arange(len(Part), dtype=numpy.uint8), len(sizes) // len(Part))
        part_of_token = numpy.repeat(parts, sizes)
        rows = numpy.repeat(numpy.repeat(self._row_of, len(Part)), sizes)
        for part in Part:
            here = (part_of_token == part) & (stream != BREAK)
            keys = stream[here].astype(numpy.uint64) << numpy.uint64(32) | rows[here]
            keys.sort()
            keys = keys[numpy.concatenate(([True], keys[1:] != keys[:-1]))] if len(keys) else keys
            starts = numpy.searchsorted(keys >> numpy.uint64(32), numpy.arange(1, count + 2))
            self._numbers(f"{part.name.lower()}_starts", starts, "I")
            self._numbers(f"{part.name.lower()}_rows", keys & numpy.uint64(0xFFFFFFFF), "I")
        self._add_titles(stream, sizes, count)

    def _add_titles(self, stream: Numbers, sizes: Numbers, count: int) -> None:
        """Titles by their first word, so that those that begin with something are found at once."""
        built = self._built
        rows = _array(built._titles_of_rows)  # noqa: SLF001
        title_sizes = _array(built._title_sizes)  # noqa: SLF001
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


def _grouped(codes: Numbers, rows: Numbers, count: int) -> tuple[Numbers, Numbers]:
    """Rows sorted by code, and where each code begins."""
    order = numpy.lexsort((rows, codes))
    starts = numpy.searchsorted(codes[order], numpy.arange(count + 1))
    return starts.astype(numpy.uint32), rows[order]
