"""What a single mark looks like: everything that painting it needs to know."""

from typing import NamedTuple

from atlas_gui.domain.vocabulary import GROUP_OF_KIND, Group, Kind, Step
from atlas_gui.timeline.drawing import Drawing, Fill, Outline, Sign, drawing_of
from atlas_gui.timeline.marks import Marks
from atlas_gui.timeline.rows import Item
from atlas_gui.timeline.scale import Scale

_GROUPS: tuple[Group, ...] = tuple(GROUP_OF_KIND[kind] for kind in Kind)
_DRAWINGS: tuple[Drawing, ...] = tuple(drawing_of(step) for step in Step)


class Look(NamedTuple):
    """Group, status and time of a mark; places are pixels on the screen.

    It is sure from `sure_start` to `sure_end`; `shows_glyph` says that nothing else tells the group.
    """

    group: Group | None
    drawing: Drawing
    traits: int
    is_dot: bool
    core_start: float
    core_end: float
    sure_start: float
    sure_end: float
    shows_glyph: bool = False

    def moved(self, pixels: float) -> "Look":
        """The same look further right."""
        return self._replace(
            core_start=self.core_start + pixels,
            core_end=self.core_end + pixels,
            sure_start=self.sure_start + pixels,
            sure_end=self.sure_end + pixels,
        )

    @property
    def is_plain(self) -> bool:
        """Whether a bar of this status is no more than a frame or a full body."""
        drawing = self.drawing
        whole = drawing.fill in (Fill.FULL, Fill.NONE) and drawing.sign is Sign.NONE
        return whole and drawing.outline is Outline.SOLID and self.sure_start <= self.sure_end


def group_of_code(code: int) -> Group | None:
    """The group of a kind by its place among all kinds; None without a kind."""
    return _GROUPS[code] if code < len(_GROUPS) else None


def drawing_of_code(code: int) -> Drawing:
    """How a step is drawn by its place among all steps; 255 is no step."""
    return _DRAWINGS[code] if code < len(_DRAWINGS) else drawing_of(None)


def look_of(marks: Marks, item: Item, scale: Scale, shift: float) -> Look:
    """What the single mark of an item looks like at a scale."""
    mark = item.marks[0]
    place = marks.places[mark]
    columns = marks.columns
    group = group_of_code(int(columns.kinds[place]))
    return Look(
        group,
        drawing_of_code(int(columns.steps[place])),
        int(columns.traits[place]),
        item.is_dot,
        item.core_start + shift,
        item.core_end + shift,
        scale.x(float(columns.sure_first[place])),
        scale.x(float(columns.sure_last[place]) + 1),
        shows_glyph=marks.lanes[marks.lane_of(mark)].group is None,
    )
