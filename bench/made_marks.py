"""Made marks for measuring the timeline: as many as wanted, over 300 years, in ten lanes.

Six in ten are known to the day, fifteen in a hundred each to a month and to a year, and the others
last up to 55 years; one in twelve is about then, doubted, or goes on.
"""

import numpy

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.domain.time_shape import TimeTrait
from atlas_gui.domain.vocabulary import Group, Kind, Step
from atlas_gui.timeline.lanes import Links
from atlas_gui.timeline.marks import Lane, MarkColumns, Marks

LANES = 10
YEARS = 300
_FIRST, _LAST = day_number(1725), day_number(1725 + YEARS)
_LONGEST = 20_000
_SEED = 2_006
_SPAN = 3
_TRAITS = (
    int(TimeTrait.ABOUT_START | TimeTrait.ABOUT_END),
    int(TimeTrait.UNCERTAIN_START | TimeTrait.UNCERTAIN_END),
    int(TimeTrait.OPEN_END),
)


def made_columns(count: int) -> MarkColumns:
    """Dates, traits, kinds and steps of `count` records, the same ones every time."""
    chance = numpy.random.default_rng(_SEED)
    sort = chance.choice(4, count, p=(0.6, 0.15, 0.15, 0.1))
    length = numpy.array((1, 30, 365, 0))[sort]
    length[sort == _SPAN] = chance.integers(2, _LONGEST, count)[sort == _SPAN]
    first = chance.integers(_FIRST, _LAST, count)
    last = numpy.minimum(first + length - 1, _LAST)
    within = numpy.where(sort < _SPAN, int(TimeTrait.WITHIN), 0)
    traits = within | numpy.where(sort <= 1, int(TimeTrait.MOMENT), 0)
    quality = chance.choice((0, *_TRAITS), count, p=(0.91, 0.03, 0.03, 0.03))
    return MarkColumns(
        numpy.arange(count, dtype=numpy.int32),
        first,
        first,
        last,
        last,
        (traits | quality).astype(numpy.uint16),
        chance.integers(0, len(Kind), count).astype(numpy.uint8),
        chance.integers(0, len(Step), count).astype(numpy.uint8),
    )


def made_links(count: int) -> Links:
    """Which of ten lanes each record stands in."""
    chance = numpy.random.default_rng(_SEED + 1)
    places = numpy.arange(count, dtype=numpy.int32)
    names = tuple(str(number) for number in range(LANES))
    return Links(places, chance.integers(0, LANES, count).astype(numpy.int32), names)


def made_marks(columns: MarkColumns, links: Links) -> Marks:
    """The marks, prepared as the timeline needs them."""
    groups = tuple(Group)
    lanes = [Lane(name, name, groups[int(name) % len(groups)]) for name in links.names]
    return Marks(columns, lanes, links.places, links.lanes)
