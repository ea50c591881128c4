"""The figure of a dossier: when all its records were, in a lane for each group, ready to be drawn."""

from collections.abc import Iterable, Sequence
from math import floor
from typing import Final, NamedTuple

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.date_names import year_in_words
from atlas_gui.domain.edtf import Edtf
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.figures import grouped
from atlas_gui.domain.labels import label
from atlas_gui.domain.time_shape import TimeShape, time_shape
from atlas_gui.domain.vocabulary import Group, Step
from atlas_gui.exchange.display_text import display_text
from atlas_gui.exchange.report.axis import axis_around, mark_on, ticks_on
from atlas_gui.exchange.report.dossier_parts import (
    KeyEntry,
    LaneColumn,
    LaneCount,
    LaneMark,
    Overview,
    OverviewLane,
    StatusLook,
)
from atlas_gui.i18n import _, ngettext
from atlas_gui.timeline.bands import band_bars
from atlas_gui.timeline.drawing import Drawing, drawing_of, glyph_of, steps_drawn_as
from atlas_gui.timeline.made_marks import Dated, marks_of
from atlas_gui.timeline.marks import Lane, Marks
from atlas_gui.timeline.picture import LanePicture, Picture
from atlas_gui.timeline.rows import Item
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span

# The axis is laid out as so many points wide, which is what a page of A4 has beside the names.
AXIS_POINTS: Final = 352.0
_MOST_POINTS: Final = 470.0
# Signs on paper are smaller than on a screen: a pixel there is so many points here.
_POINTS_PER_PIXEL: Final = 0.62
_ABOVE_COLUMNS: Final = 5.0
_GROUPS: Final = tuple(Group)


class _Dated(NamedTuple):
    """A record with a day."""

    entry: Entry
    group: Group
    date: Edtf
    shape: TimeShape


def overview_of(entries: Sequence[Entry]) -> Overview | None:
    """The dated ones of `entries` over an axis that fits them; None if none has a day."""
    dated = list(_dated(entries))
    if not dated:
        return None
    axis = axis_around((one.date, one.shape) for one in dated)
    marks = _marks(dated)
    scene = Scene(marks)
    scene.set_room(_MOST_POINTS, _POINTS_PER_PIXEL)
    picture = scene.picture(Scale(axis, AXIS_POINTS))
    lanes = tuple(_lane(place, picture, marks, dated, axis) for place in picture.lanes)
    in_columns = any(place.band for place in picture.lanes)
    return Overview(
        lanes=lanes,
        ticks=ticks_on(axis),
        key=_key(dated, lanes),
        remarks=tuple(_remarks(len(entries) - len(dated), in_columns)),
        alternative=display_text(_alternative(dated, len(entries) - len(dated))),
    )


def _dated(entries: Iterable[Entry]) -> Iterable[_Dated]:
    for entry in entries:
        shape = time_shape(entry.date, lasting=entry.lasting) if entry.date else None
        if entry.date and entry.group and shape is not None:
            yield _Dated(entry, entry.group, entry.date, shape)


def _marks(dated: Sequence[_Dated]) -> Marks:
    """Records as marks in the lanes of their groups; only groups that have any get a lane."""
    held = [group for group in _GROUPS if any(one.group is group for one in dated)]
    made = [
        Dated(one.shape, one.entry.kind, one.entry.step, held.index(one.group)) for one in dated
    ]
    return marks_of(made, [Lane(group, label(group), group) for group in held])


def _lane(
    place: LanePicture, picture: Picture, marks: Marks, dated: Sequence[_Dated], axis: Span
) -> OverviewLane:
    items = list(picture.items(place))
    return OverviewLane(
        name=place.lane.label,
        count=grouped(marks.total(place.number)),
        height=place.height,
        marks=tuple(_mark(item, place, marks, dated, axis) for item in items if not item.is_count),
        counts=tuple(_count(item, place, picture) for item in items if item.is_count),
        columns=tuple(_columns(place, picture)),
    )


def _mark(
    item: Item, place: LanePicture, marks: Marks, dated: Sequence[_Dated], axis: Span
) -> LaneMark:
    one = dated[marks.row_of(item.marks[0])]
    return LaneMark(
        mark=mark_on(axis, one.date, one.shape),
        middle=_middle(item, place),
        corners=glyph_of(one.group).corners,
        status=_look(drawing_of(one.entry.step)),
    )


def _count(item: Item, place: LanePicture, picture: Picture) -> LaneCount:
    rect = picture.rect(place, item)
    return LaneCount(
        rect.x / AXIS_POINTS,
        rect.width / AXIS_POINTS,
        _middle(item, place),
        grouped(len(item.marks)),
    )


def _middle(item: Item, place: LanePicture) -> float:
    if place.layout is None:
        raise ValueError("a lane of columns has no items")
    metrics = place.layout.metrics
    return metrics.lane_padding + (item.row + 0.5) * metrics.row_height


def _columns(place: LanePicture, picture: Picture) -> Iterable[LaneColumn]:
    band = place.band
    if band is None:
        return
    room = place.height - _ABOVE_COLUMNS
    bars = band_bars(band, picture.edges, picture.tallest, room, 0, 1)
    for faint, some in ((True, bars.faint), (False, bars.solid)):
        for left, _top, width, height in some:
            # Columns cover whole periods: the first and the last may reach beyond the axis.
            start, end = max(left, 0) / AXIS_POINTS, min((left + width) / AXIS_POINTS, 1.0)
            if end > start:
                yield LaneColumn(start, end - start, float(height), faint)


def _look(drawing: Drawing) -> StatusLook:
    dashed = drawing.outline.value == "dashed"
    return StatusLook(dashed, drawing.fill.value, drawing.sign.value)


def _key(dated: Sequence[_Dated], lanes: Iterable[OverviewLane]) -> tuple[KeyEntry, ...]:
    """How each status that occurs is drawn; nothing where no single record is."""
    if not any(lane.marks for lane in lanes):
        return ()
    steps = {one.entry.step for one in dated}
    drawn = [drawing for drawing in Drawing if any(drawing_of(step) is drawing for step in steps)]
    return tuple(
        KeyEntry(_look(drawing), ", ".join(_meanings(drawing, steps))) for drawing in drawn
    )


def _meanings(drawing: Drawing, steps: Iterable[Step | None]) -> Iterable[str]:
    held = set(steps)
    yield from (label(step) for step in steps_drawn_as(drawing) if step in held)
    if None in held and drawing is drawing_of(None):
        yield _("no status reported")


def _remarks(undated: int, in_columns: bool) -> Iterable[str]:
    if in_columns:
        yield _("Bars count records by the time in which they begin; pale ones, those that last.")
    if undated:
        yield ngettext(
            "{count} record has no known year and is not in the figure.",
            "{count} records have no known year and are not in the figure.",
            undated,
        ).format(count=grouped(undated))


def _alternative(dated: Sequence[_Dated], undated: int) -> str:
    """The figure in sentences: from when to when, and what each lane holds."""
    lanes = []
    for group in _GROUPS:
        held = [one for one in dated if one.group is group]
        if held:
            pattern = ngettext(
                "{lane}: {count} record, {years}", "{lane}: {count} records, {years}", len(held)
            )
            words = pattern.format(lane=label(group), count=grouped(len(held)), years=_years(held))
            lanes.append(words)
    sentence = _("Timeline of the records, {years}. {lanes}.")
    told = sentence.format(years=_years(dated), lanes="; ".join(lanes))
    return " ".join([told, *_remarks(undated, in_columns=False)])


def _years(dated: Sequence[_Dated]) -> str:
    first = calendar_day(floor(min(one.shape.first for one in dated))).year
    last = calendar_day(floor(max(one.shape.last for one in dated))).year
    if first == last:
        return year_in_words(first)
    return _("{first} to {last}").format(first=year_in_words(first), last=year_in_words(last))
