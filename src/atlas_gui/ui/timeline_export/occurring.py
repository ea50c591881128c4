"""Which drawings occur on a sheet: its key explains these and no others."""

from enum import IntEnum

from msgspec import Struct

from atlas_gui.domain.edtf import parse_edtf
from atlas_gui.domain.time_shape import TimeShape, TimeTrait, time_shape
from atlas_gui.domain.vocabulary import Group, Step
from atlas_gui.timeline.looks import group_of_code
from atlas_gui.timeline.marks import Marks
from atlas_gui.timeline.picture import LanePicture, Picture

_STEPS = tuple(Step)


class TimeSign(IntEnum):
    """What a drawing can say of a time; of several, the one that tells most comes last."""

    MOMENT = 1
    WITHIN = 2
    LASTING = 3
    UNSURE_ENDS = 4
    ABOUT = 5
    DOUBTED = 6
    BEFORE = 7
    AFTER = 8
    GOES_ON = 9
    HAD_BEGUN = 10
    END_UNKNOWN = 11
    START_UNKNOWN = 12


_SIGNS = (
    (TimeTrait.ABOUT_START | TimeTrait.ABOUT_END, TimeSign.ABOUT),
    (TimeTrait.UNCERTAIN_START | TimeTrait.UNCERTAIN_END, TimeSign.DOUBTED),
    (TimeTrait.UNKNOWN_START, TimeSign.START_UNKNOWN),
    (TimeTrait.UNKNOWN_END, TimeSign.END_UNKNOWN),
)
_BEYOND = (
    TimeTrait.OPEN_START | TimeTrait.OPEN_END | TimeTrait.UNKNOWN_START | TimeTrait.UNKNOWN_END
)


class Occurring(Struct):
    """What is drawn: groups by colour, statuses and times of single marks, and sorts of counts."""

    groups: set[Group]
    steps: set[Step | None]
    signs: set[TimeSign]
    counts: bool = False
    bands: bool = False
    throughout: bool = False
    beyond: bool = False


def time_signs(shape: TimeShape) -> set[TimeSign]:
    """What the drawing of a shape says."""
    traits = shape.traits
    signs = {sign for mask, sign in _SIGNS if traits & mask}
    within = bool(traits & TimeTrait.WITHIN)
    if traits & TimeTrait.OPEN_START:
        signs.add(TimeSign.BEFORE if within else TimeSign.HAD_BEGUN)
    if traits & TimeTrait.OPEN_END:
        signs.add(TimeSign.AFTER if within else TimeSign.GOES_ON)
    if not traits & _BEYOND:
        signs.add(_body_sign(shape))
    return signs


def _body_sign(shape: TimeShape) -> TimeSign:
    if shape.traits & TimeTrait.MOMENT:
        return TimeSign.MOMENT
    if shape.traits & TimeTrait.WITHIN:
        return TimeSign.WITHIN
    sure = shape.first == shape.sure_first and shape.last == shape.sure_last
    return TimeSign.LASTING if sure else TimeSign.UNSURE_ENDS


def sign_of_sample(edtf: str, *, lasting: bool) -> TimeSign:
    """What a sample of the key explains; ValueError for a date that names no day."""
    shape = time_shape(parse_edtf(edtf), lasting=lasting)
    if shape is None:
        raise ValueError("a sample has a date")
    return max(time_signs(shape))


def occurring(marks: Marks, picture: Picture) -> Occurring:
    """What is drawn of `marks` in a picture of them."""
    found = Occurring(set(), set(), set())
    for place in picture.lanes:
        found.beyond = found.beyond or bool(place.tally.earlier or place.tally.later)
        if place.band is not None:
            if place.band.tallest:
                found.bands = True
                _add_group(found, place.lane.group)
        else:
            _add_marks(found, marks, picture, place)
    return found


def _add_marks(found: Occurring, marks: Marks, picture: Picture, place: LanePicture) -> None:
    if place.throughout:
        found.throughout = True
        _add_group(found, place.lane.group)
    for item in picture.items(place):
        if item.is_count:
            found.counts = True
            _add_group(found, place.lane.group)
        else:
            _add_mark(found, marks, item.marks[0])


def _add_mark(found: Occurring, marks: Marks, mark: int) -> None:
    columns, place = marks.columns, marks.places[mark]
    _add_group(found, group_of_code(int(columns.kinds[place])))
    code = int(columns.steps[place])
    found.steps.add(_STEPS[code] if code < len(_STEPS) else None)
    shape = TimeShape(
        int(columns.first[place]),
        int(columns.sure_first[place]),
        int(columns.sure_last[place]),
        int(columns.last[place]),
        TimeTrait(int(columns.traits[place])),
    )
    found.signs |= time_signs(shape)


def _add_group(found: Occurring, group: Group | None) -> None:
    if group is not None:
        found.groups.add(group)
