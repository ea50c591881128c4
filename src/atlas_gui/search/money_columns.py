"""Sorts what was gathered of sums into the columns of an index."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, Literal, cast

import msgspec
import numpy
from numpy.typing import NDArray

from atlas_gui.search.facts import Facts
from atlas_gui.search.index_file import Header
from atlas_gui.search.money_answers import MOST_TOTALS
from atlas_gui.search.money_facts import LIMB_BITS, LIMBS, GatheredMoney
from atlas_gui.search.money_totals import MoneyTotals

# So many records that one is part of are looked for: a chain of a hundred thousand would take hours.
_MOST_ABOVE: Final = 64
# Days are numbered below this, groups of trade figures above it.
GROUP_BITS: Final = 32
_Columns = dict[str, tuple[str, bytes]]


def money_columns(
    money: GatheredMoney, row_of: NDArray[numpy.uint32], facts: Sequence[Facts]
) -> _Columns:
    """The columns on sums. `row_of` tells the row of each record as it was added, `facts` are by row.

    `within_of` and `within_in` are places of sums that count: the first is left out where the
    record of the second is found. `trade_places` are those of trade figures in such an order that
    one which is in another stands behind it, `trade_keys` their groups with the rank of their ends.
    """
    rows = row_of[_numbers(money.rows)]
    of, into = _within(money, rows, row_of, facts)
    places, keys = _trade(money, rows, facts)
    columns: _Columns = {
        "money_rows": ("I", rows.astype(numpy.uint32).tobytes()),
        "money_measures": ("I", money.codes.tobytes()),
        "money_stages": ("B", money.stages.tobytes()),
        "money_qualifiers": ("B", money.qualifiers.tobytes()),
        "left_rows": ("I", row_of[_numbers(money.left_rows)].astype(numpy.uint32).tobytes()),
        "left_measures": ("I", money.left_codes.tobytes()),
        "left_stages": ("B", money.left_stages.tobytes()),
        "left_reasons": ("B", money.left_reasons.tobytes()),
        "within_of": ("I", array("I", of).tobytes()),
        "within_in": ("I", array("I", into).tobytes()),
        "trade_places": ("I", array("I", places).tobytes()),
        "trade_keys": ("Q", array("Q", keys).tobytes()),
    }
    return columns | {
        f"money_limb_{place}": ("I", limb.tobytes()) for place, limb in enumerate(money.limbs)
    }


def money_of_everything(header: Header, columns: _Columns) -> str:
    """The sums of the whole library as JSON, so that a window can begin with them without arrays."""
    totals = MoneyTotals(_NotPacked(header, columns))
    mask = numpy.ones(header.rows, numpy.bool_)
    return msgspec.json.encode(totals.sums(mask, MOST_TOTALS)).decode()


class _NotPacked:
    """The columns of an index before they are one file."""

    def __init__(self, header: Header, columns: _Columns) -> None:
        self.header = header
        self._columns = columns

    def numbers(self, name: str) -> "memoryview[int]":
        """A column of numbers."""
        code, content = self._columns[name]
        return memoryview(content).cast(cast(Literal["I"], code))


def _numbers(values: "array[int]") -> NDArray[numpy.intp]:
    return numpy.array(values, numpy.intp)


def _within(
    money: GatheredMoney,
    rows: NDArray[numpy.uint32],
    row_of: NDArray[numpy.uint32],
    facts: Sequence[Facts],
) -> tuple[list[int], list[int]]:
    """Which sums are in which others, by places, if both are found.

    Of records that are part of one another, those by the lowest identifiers count.
    """
    by_id = {fact.id: row for row, fact in enumerate(facts)}
    above = {
        int(row_of[place]): [by_id[target] for target in targets if target in by_id]
        for place, targets in money.links.items()
    }
    known: dict[int, set[int]] = {}

    def all_above(row: int) -> set[int]:
        if row not in known:
            known[row] = _reached(row, above)
        return known[row]

    by_row: defaultdict[int, list[int]] = defaultdict(list)
    for place, row in enumerate(rows.tolist()):
        by_row[row].append(place)
    of: list[int] = []
    into: list[int] = []
    for row in above:
        for place in by_row.get(row, ()):
            for other in sorted(all_above(row)):
                if row in all_above(other) and facts[row].id < facts[other].id:
                    continue
                for whole in by_row.get(other, ()):
                    if _alike(money, place, whole):
                        of.append(place)
                        into.append(whole)
    return of, into


def _reached(row: int, above: Mapping[int, Sequence[int]]) -> set[int]:
    """The rows that a row is part of, directly or by way of others."""
    found: set[int] = set()
    waiting = [row]
    while waiting and len(found) < _MOST_ABOVE:
        # Nearest first.
        for one in above.get(waiting.pop(0), ()):
            if one != row and one not in found:
                found.add(one)
                waiting.append(one)
    return found


def _alike(money: GatheredMoney, one: int, other: int) -> bool:
    return money.codes[one] == money.codes[other] and money.stages[one] == money.stages[other]


def _trade(
    money: GatheredMoney, rows: NDArray[numpy.uint32], facts: Sequence[Facts]
) -> tuple[list[int], list[int]]:
    """Trade figures in the order of their groups and times, longer and larger ones first."""
    ordered = sorted(_figures(money, rows.tolist(), facts))
    groups: dict[str, int] = {}
    ends = sorted({-negative_end for _group, _first, negative_end, *_rest in ordered})
    rank_of = {end: rank for rank, end in enumerate(ends)}
    places, keys = [], []
    for group, _first, negative_end, _units, _id, place in ordered:
        number = groups.setdefault(group, len(groups))
        places.append(place)
        keys.append(number << GROUP_BITS | rank_of[-negative_end])
    return places, keys


def _figures(
    money: GatheredMoney, rows: Sequence[int], facts: Sequence[Facts]
) -> Iterator[tuple[str, int, int, int, str, int]]:
    for place, group in money.trade:
        fact = facts[rows[place]]
        if fact.earliest is not None and fact.latest is not None:
            units = sum(money.limbs[k][place] << k * LIMB_BITS for k in range(LIMBS))
            yield group, fact.earliest, -fact.latest, -units, fact.id, place
