"""Adds up the sums of what was found, exactly: over columns, in a few milliseconds for a hundred thousand."""

from collections.abc import Sequence
from functools import cached_property
from typing import NamedTuple, Protocol

import numpy
from numpy.typing import NDArray

from atlas_gui.domain.sums import Measure, Reason, Stage, amount_of
from atlas_gui.domain.vocabulary import Qualifier
from atlas_gui.search.building import NO_YEAR
from atlas_gui.search.index_file import Header
from atlas_gui.search.money_answers import NONE, SEVERAL, By, LeftOut, SumRow, Sums, Total
from atlas_gui.search.money_facts import (
    LIMBS,
    QUALIFIERS,
    REASONS,
    STAGES,
    measure_of,
    measure_text,
    units_in,
)
from atlas_gui.search.text_engine import Mask

Places = NDArray[numpy.intp]
_WIDTH = len(STAGES)
_WITHIN, _SAME_TRADE = REASONS.index(Reason.WITHIN), REASONS.index(Reason.SAME_TRADE)
_ABOUT = tuple(QUALIFIERS.index(one) for one in (Qualifier.ABOUT, Qualifier.ALMOST))
_MORE, _LESS = QUALIFIERS.index(Qualifier.MORE_THAN), QUALIFIERS.index(Qualifier.LESS_THAN)


class HasColumns(Protocol):
    """An index, whether or not it is one file yet."""

    @property
    def header(self) -> Header:
        """What the index is about."""
        ...

    def numbers(self, name: str) -> "memoryview[int]":
        """A column of numbers."""
        ...


class _Verdict(NamedTuple):
    """Places of the sums that count, and rows with reasons of those that do not."""

    counted: Places
    left_rows: Places
    left_reasons: NDArray[numpy.uint8]


class MoneyTotals:
    """The sums of one index."""

    def __init__(self, data: HasColumns) -> None:
        self._data = data
        self._measures = data.header.names["measure"]
        self._rows = self._column("money_rows", numpy.uint32).astype(numpy.intp)
        codes = self._column("money_measures", numpy.uint32).astype(numpy.intp)
        self._cells = codes * _WIDTH + self._column("money_stages", numpy.uint8)
        self._qualifiers = self._column("money_qualifiers", numpy.uint8)
        self._left_rows = self._column("left_rows", numpy.uint32).astype(numpy.intp)
        self._left_reasons = self._column("left_reasons", numpy.uint8)
        self._within_of = self._column("within_of", numpy.uint32).astype(numpy.intp)
        self._within_in = self._column("within_in", numpy.uint32).astype(numpy.intp)
        self._trade_places = self._column("trade_places", numpy.uint32).astype(numpy.intp)
        self._trade_keys = self._column("trade_keys", numpy.uint64)

    def prepare(self) -> None:
        """Make ready what the first sum would otherwise wait for."""
        _ = self._limbs

    def sums(self, mask: Mask, most: int | None = None) -> Sums:
        """The totals of the rows of a mask, at most so many, and what is in none of them."""
        verdict = self._verdict(mask)
        size = len(self._measures) * _WIDTH
        cells = self._cells[verdict.counted]
        counts = numpy.bincount(cells, minlength=size)
        sort = self._qualifiers[verdict.counted]
        about = numpy.bincount(cells[numpy.isin(sort, _ABOUT)], minlength=size)
        more = numpy.bincount(cells[sort == _MORE], minlength=size)
        less = numpy.bincount(cells[sort == _LESS], minlength=size)
        limbs = self._added(verdict.counted, cells, size)
        totals = []
        cells = numpy.flatnonzero(counts)
        leading = cells[numpy.argsort(-counts[cells], kind="stable")][:most]
        for cell in leading.tolist():
            measure = measure_of(self._measures[cell // _WIDTH])
            amount = amount_of(units_in(column[cell] for column in limbs))
            numbers = (int(column[cell]) for column in (counts, about, more, less))
            totals.append(Total(*measure, STAGES[cell % _WIDTH], amount, *numbers))
        named = numpy.zeros(len(mask), numpy.bool_)
        named[verdict.left_rows] = True
        named[self._rows[verdict.counted]] = True
        found = int(numpy.count_nonzero(mask))
        unreadable = int(numpy.count_nonzero(mask[self._column("unreadable", numpy.uint32)]))
        return Sums(
            records=found,
            without=found - unreadable - int(numpy.count_nonzero(named)),
            unreadable=unreadable,
            totals=tuple(sorted(totals, key=_leading)),
            left_out=tuple(self._left_out(verdict, len(mask))),
            more=len(cells) - len(leading),
        )

    def rows_by(self, mask: Mask, measure: Measure, stage: Stage, by: By) -> list[SumRow]:
        """The parts of a total; those of CURRENCY are the measures of the stage."""
        if by is By.CURRENCY:
            return [
                SumRow(one.currency, one.amount, one.sums, one.conversion)
                for one in self.sums(mask).totals
                if one.stage is stage
            ]
        places = self._verdict(mask).counted
        text = measure_text(measure)
        code = self._measures.index(text) if text in self._measures else -1
        places = places[self._cells[places] == code * _WIDTH + STAGES.index(stage)]
        codes, keys = self._keys(self._rows[places], by)
        counts = numpy.bincount(codes, minlength=len(keys))
        limbs = self._added(places, codes, len(keys))
        return [
            SumRow(keys[code], amount_of(units_in(column[code] for column in limbs)), int(count))
            for code, count in enumerate(counts.tolist())
            if count
        ]

    def left_out_rows(self, mask: Mask, reason: Reason) -> list[int]:
        """The rows of which a sum was left out for a reason, each once."""
        verdict = self._verdict(mask)
        held = verdict.left_rows[verdict.left_reasons == REASONS.index(reason)]
        rows: list[int] = numpy.unique(held).tolist()
        return rows

    def _verdict(self, mask: Mask) -> _Verdict:
        shown = mask[self._rows]
        within = numpy.zeros(len(self._rows), numpy.bool_)
        both = shown[self._within_of] & shown[self._within_in]
        within[self._within_of[both]] = True
        same = self._same_trade(shown) & ~within
        by_itself = mask[self._left_rows]
        left_rows = [self._left_rows[by_itself]]
        left_reasons = [self._left_reasons[by_itself]]
        for held, reason in ((within, _WITHIN), (same, _SAME_TRADE)):
            rows = self._rows[held]
            left_rows.append(rows)
            left_reasons.append(numpy.full(len(rows), reason, numpy.uint8))
        return _Verdict(
            numpy.flatnonzero(shown & ~within & ~same),
            numpy.concatenate(left_rows),
            numpy.concatenate(left_reasons),
        )

    def _same_trade(self, shown: Mask) -> Mask:
        """Which trade figures lie in the time of another one that is shown and stands before them."""
        held = shown[self._trade_places]
        places, keys = self._trade_places[held], self._trade_keys[held]
        same = numpy.zeros(len(self._rows), numpy.bool_)
        # Of its own group, one that stands before begins no later; keys grow from group to group.
        latest = numpy.maximum.accumulate(keys)
        same[places[1:][latest[:-1] >= keys[1:]]] = True
        return same

    def _left_out(self, verdict: _Verdict, rows: int) -> list[LeftOut]:
        counts = numpy.bincount(verdict.left_reasons, minlength=len(REASONS))
        found = []
        for code in numpy.flatnonzero(counts).tolist():
            once = numpy.zeros(rows, numpy.bool_)
            once[verdict.left_rows[verdict.left_reasons == code]] = True
            records = int(numpy.count_nonzero(once))
            found.append(LeftOut(REASONS[code], int(counts[code]), records))
        return found

    def _added(self, places: Places, codes: Places, size: int) -> list[NDArray[numpy.float64]]:
        """The sums of each part of the amounts by code; as whole numbers, all exact."""
        nothing = numpy.zeros(size)
        return [
            nothing if limb is None else _floats(numpy.bincount(codes, limb[places], size))
            for limb in self._limbs
        ]

    def _keys(self, rows: Places, by: By) -> tuple[Places, Sequence[str]]:
        """Of each row the number of its key, and the keys."""
        match by:
            case By.PAIR | By.SECTOR:
                codes = self._only[by][rows]
                return codes, (*self._data.header.names[str(by)], SEVERAL, NONE)
            case By.KIND:
                kinds = self._column("kind", numpy.uint8)[rows].astype(numpy.intp)
                return kinds, self._data.header.names["kind"]
            case _:
                years = self._column("year", numpy.int64)[rows]
                known, codes = numpy.unique(years, return_inverse=True)
                return codes, [NONE if year == NO_YEAR else str(year) for year in known.tolist()]

    @cached_property
    def _only(self) -> dict[By, Places]:
        """Of each row the code of its only pair or sector, or that of SEVERAL or NONE."""
        found = {}
        for by in (By.PAIR, By.SECTOR):
            rows, codes = (
                self._column(f"{by}_{what}", numpy.uint32).astype(numpy.intp)
                for what in ("rows", "codes")
            )
            size = len(self._data.header.names[str(by)])
            only = numpy.full(self._data.header.rows, size + 1, numpy.intp)
            only[rows] = codes
            # A record that names one of them twice has one.
            differs = only[rows] != codes
            only[rows[differs]] = size
            found[by] = only
        return found

    @cached_property
    def _limbs(self) -> list[NDArray[numpy.float64] | None]:
        """The parts of each amount; None for one that is nothing everywhere."""
        columns = (self._column(f"money_limb_{place}", numpy.uint32) for place in range(LIMBS))
        return [column.astype(numpy.float64) if column.any() else None for column in columns]

    def _column(self, name: str, kind: type) -> NDArray:  # type: ignore[type-arg]
        return numpy.frombuffer(self._data.numbers(name), kind)


def _floats(added: NDArray[numpy.intp] | NDArray[numpy.float64]) -> NDArray[numpy.float64]:
    """What was added; for the checker of types, to which counts are whole numbers."""
    return added.astype(numpy.float64, copy=False)


def _leading(total: Total) -> tuple[int, str, str, int]:
    place = STAGES.index(total.stage)
    return -total.sums, total.currency, total.conversion or "", place
