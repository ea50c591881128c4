"""The axis of a record's time in its document, and what a date looks like on it."""

from collections.abc import Iterable
from itertools import pairwise
from math import ceil
from typing import Final
from unicodedata import east_asian_width

from atlas_gui.domain.edtf import Edtf
from atlas_gui.domain.time_shape import TimeShape, TimeTrait
from atlas_gui.exchange.report.parts import TimelineMark, TimelineTick
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.ticks import Tick, ticks

# The width of the axis, in units by which the ticks are as dense as the small type there allows.
_WIDTH: Final = 560.0
_LETTER_WIDTH: Final = 8.5
# What a letter takes when it is set, without any room beside it.
_SET_LETTER_WIDTH: Final = 6.8
_SHORTEST_DAYS: Final = 31
_DAYS_IN_YEAR: Final = 366
_MARGIN_OF_SEVERAL: Final = 0.12
_MARGIN_OF_ONE: Final = 1.0


def axis_around(dates: Iterable[tuple[Edtf, TimeShape]]) -> Span:
    """The time in which to show dates: with what is near them, so that a day looks like a day."""
    held = list(dates)
    start = min(shape.first for _date, shape in held)
    end = max(shape.last for _date, shape in held) + 1
    of_one = len({(shape.first, shape.last) for _date, shape in held}) == 1
    dots = all(_form(date, shape.traits) == "dot" for date, shape in held)
    margin = (end - start) * (_MARGIN_OF_ONE if of_one else _MARGIN_OF_SEVERAL)
    least = _DAYS_IN_YEAR if dots else _SHORTEST_DAYS
    room = max(margin, (least - (end - start)) / 2)
    return Span(start - room, end + room)


def mark_on(axis: Span, date: Edtf, shape: TimeShape) -> TimelineMark:
    """How `date` is drawn on `axis`."""
    scale = Scale(axis, 1.0)
    sure = shape.sure_first <= shape.sure_last
    left, right = scale.x(shape.first), scale.x(shape.last + 1)
    start, end = _end(shape.traits, at_start=True), _end(shape.traits, at_start=False)
    return TimelineMark(
        form=_form(date, shape.traits),
        left=left,
        sure_left=scale.x(shape.sure_first) if sure else right,
        sure_right=scale.x(shape.sure_last + 1) if sure else right,
        right=right,
        start=start,
        end=end,
        doubted_start=TimeTrait.UNCERTAIN_START in shape.traits and start in ("plain", "about"),
        doubted_end=TimeTrait.UNCERTAIN_END in shape.traits and end in ("plain", "about"),
    )


def ticks_on(axis: Span) -> tuple[TimelineTick, ...]:
    """The lines of `axis`; only so many have a label as can stand side by side."""
    scale = Scale(axis, _WIDTH)
    found = ticks(scale)
    majors = [tick for tick in found if tick.major]
    gap = min((scale.x(b.day) - scale.x(a.day) for a, b in pairwise(majors)), default=_WIDTH)
    widest = max((_letters(tick.label) for tick in majors), default=0) * _LETTER_WIDTH
    labelled = majors[:: max(1, ceil(widest / gap))]
    if len(labelled) > 1 and _is_pressed(labelled[-2], labelled[-1], scale):
        labelled.pop()
    return tuple(
        TimelineTick(scale.x(tick.day) / _WIDTH, tick.major, tick.label if tick in labelled else "")
        for tick in found
    )


def _letters(label: str) -> int:
    """How many letters wide a label is; a Chinese character and the room about it are three."""
    return sum(3 if east_asian_width(letter) in "WF" else 1 for letter in label)


def _is_pressed(before: Tick, last: Tick, scale: Scale) -> bool:
    """Whether the last label, which stays within the axis, would run into the one before it."""
    half = _letters(last.label) * _SET_LETTER_WIDTH / 2
    middle = min(scale.x(last.day), _WIDTH - half)
    room = middle - half - scale.x(before.day)
    return room < _letters(before.label) * _SET_LETTER_WIDTH / 2


def _form(date: Edtf, traits: TimeTrait) -> str:
    if TimeTrait.MOMENT in traits and TimeTrait.WITHIN in traits and not date.unspecified:
        return "dot"
    return "bracket" if TimeTrait.WITHIN in traits else "bar"


def _end(traits: TimeTrait, *, at_start: bool) -> str:
    """The look of an end; that it is open or unknown says more than any doubt about its day."""
    looks = (
        (TimeTrait.OPEN_START if at_start else TimeTrait.OPEN_END, "open"),
        (TimeTrait.UNKNOWN_START if at_start else TimeTrait.UNKNOWN_END, "unknown"),
        (TimeTrait.ABOUT_START if at_start else TimeTrait.ABOUT_END, "about"),
    )
    return next((look for trait, look in looks if trait in traits), "plain")
