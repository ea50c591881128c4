"""Spans, scales and marks for property tests, and the same marks as plain numbers."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy
from hypothesis import strategies as st

from atlas_gui.domain.time_shape import TimeTrait
from atlas_gui.domain.vocabulary import Group, Kind, Step
from atlas_gui.timeline.lanes import Links
from atlas_gui.timeline.marks import Lane, MarkColumns, Marks
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span

MOST_LANES = 12
# 5,000 years before and after the year 1.
FARTHEST = 1_826_000
NO_STEP = 255
_MOMENT_DAYS = 31
_ENDS = sum(trait for trait in TimeTrait if trait not in (TimeTrait.MOMENT, TimeTrait.WITHIN))
# Around the limits of the classes of length, and between them.
_LENGTHS = (1, 2, 28, 31, 32, 92, 93, 365, 366, 367, 3_653, 3_654, 36_525, 36_526, 400_000)

days = st.floats(min_value=-4e6, max_value=4e6)


class Record(NamedTuple):
    """A dated record: its first and last day, its traits, and the lanes that it stands in."""

    first: int
    last: int
    traits: int
    lanes: frozenset[int]

    @property
    def length(self) -> int:
        return self.last - self.first + 1

    def touches(self, first: int, last: int) -> bool:
        return self.first <= last and self.last >= first


class Corpus(NamedTuple):
    """Records and the number of lanes that they stand in; a record's row is its place plus 100."""

    records: Sequence[Record]
    lane_count: int

    @property
    def lanes(self) -> list[Lane]:
        groups = [*Group, None]
        return [
            Lane(f"lane {number}", f"Lane {number}", groups[number % len(groups)])
            for number in range(self.lane_count)
        ]

    def columns(self) -> MarkColumns:
        first = numpy.array([record.first for record in self.records], numpy.int64)
        last = numpy.array([record.last for record in self.records], numpy.int64)
        traits = numpy.array([record.traits for record in self.records], numpy.uint16)
        within = (traits & int(TimeTrait.WITHIN)) > 0
        places = numpy.arange(len(first))
        return MarkColumns(
            rows=(places + 100).astype(numpy.int32),
            first=first,
            sure_first=numpy.where(within, last + 1, first),
            sure_last=numpy.where(within, first - 1, last),
            last=last,
            traits=traits,
            kinds=(places % len(Kind)).astype(numpy.uint8),
            steps=numpy.where(places % 5 == 0, NO_STEP, places % len(Step)).astype(numpy.uint8),
        )

    def links(self) -> Links:
        pairs = [
            (place, lane) for place, record in enumerate(self.records) for lane in record.lanes
        ]
        found = numpy.array(pairs, numpy.int32).reshape(-1, 2)
        return Links(found[:, 0], found[:, 1], tuple(lane.key for lane in self.lanes))

    def marks(self) -> Marks:
        links = self.links()
        return Marks(self.columns(), self.lanes, links.places, links.lanes)

    def of_lane(self, lane: int) -> list[Record]:
        """The records of a lane, in no order that anything may rely on."""
        return [record for record in self.records if lane in record.lanes]


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """A span between a day and some millennia."""
    start = draw(days)
    return Span(start, start + draw(st.floats(min_value=1.0, max_value=2e6)))


@st.composite
def exact_scales(draw: st.DrawFn, reach: int = FARTHEST) -> Scale:
    """A view of four days up to a thousand years: moving it by eighths of a day rounds nothing."""
    power = draw(st.floats(2.0, 18.5))
    length = round(2**power * 8) / 8
    start = draw(st.integers(-reach * 8, reach * 8)) / 8
    return Scale(Span(start, start + length), draw(st.integers(200, 2_000)), 260.0)


@st.composite
def records(draw: st.DrawFn, lane_count: int, reach: int = FARTHEST) -> Record:
    """A record in one lane or more, of any length and with any traits."""
    length = draw(st.sampled_from(_LENGTHS) | st.integers(1, _MOMENT_DAYS) | st.integers(1, reach))
    first = draw(st.integers(-reach, reach))
    traits = draw(st.sampled_from([0, 0, int(TimeTrait.WITHIN)])) | draw(
        st.sampled_from([0, 0, _ENDS]) | st.integers(0, _ENDS >> 2).map(lambda bits: bits << 2)
    )
    if length <= _MOMENT_DAYS:
        traits |= draw(st.sampled_from([0, int(TimeTrait.MOMENT)]))
    lane = st.integers(0, lane_count - 1)
    lanes = draw(lane.map(lambda one: {one}) | st.sets(lane, min_size=1, max_size=3))
    return Record(first, first + length - 1, traits, frozenset(lanes))


@st.composite
def corpora(draw: st.DrawFn, least: int = 0, most: int = 40) -> Corpus:
    """A few records in 1 to 12 lanes, all over the time or close together."""
    count = draw(st.integers(1, MOST_LANES))
    reach = draw(st.sampled_from([FARTHEST, 40_000, 400, 10]))
    held = draw(st.lists(records(count, reach), min_size=least, max_size=most))
    return Corpus(held, count)


@st.composite
def crowds(draw: st.DrawFn, least: int = 301, most: int = 1_500) -> Corpus:
    """So many records that a lane may have to count them; drawn by chance from a seed."""
    chance = numpy.random.default_rng(draw(st.integers(0, 1 << 32)))
    count = draw(st.integers(1, MOST_LANES))
    size = draw(st.integers(least, most))
    reach = draw(st.sampled_from([FARTHEST, 60_000, 2_000]))
    share_long = draw(st.sampled_from([0.0, 0.1, 0.6]))
    length = numpy.where(
        chance.random(size) < share_long,
        chance.choice((*_LENGTHS, 5_000, 20_000), size),
        chance.integers(1, _MOMENT_DAYS + 1, size),
    )
    first = chance.integers(-reach, reach, size)
    traits = numpy.where(chance.random(size) < 0.5, int(TimeTrait.WITHIN), 0)
    traits |= numpy.where(length <= _MOMENT_DAYS, int(TimeTrait.MOMENT), 0)
    traits |= numpy.where(chance.random(size) < 0.2, chance.integers(0, _ENDS + 1, size) & _ENDS, 0)
    lanes = chance.integers(0, count, (size, 2))
    alone = chance.random(size) < 0.9
    held = [
        Record(begin, begin + days - 1, found, frozenset(both[:1] if one else both))
        for begin, days, found, both, one in zip(
            *(part.tolist() for part in (first, length, traits, lanes, alone)), strict=True
        )
    ]
    return Corpus(held, count)


@st.composite
def scales_over(draw: st.DrawFn, corpus: Corpus) -> Scale:
    """A view of some of the time of a corpus, at any of its zooms."""
    scale = draw(exact_scales())
    if corpus.records:
        record = draw(st.sampled_from(corpus.records))
        day = draw(st.sampled_from([record.first, record.last + 1]))
        part = draw(st.integers(-1, 9)) / 8
        start = round((day - scale.span.length * part) * 8) / 8
        scale = Scale(Span(start, start + scale.span.length), scale.width, scale.left)
    return scale
