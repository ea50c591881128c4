"""How a status is drawn, so that it can be told without its colour."""

from enum import Enum
from math import cos, radians, sin

from atlas_gui.domain.vocabulary import Group, Step


class Outline(Enum):
    """A dashed line for what does not bind anybody yet, a solid one for what does."""

    DASHED = "dashed"
    SOLID = "solid"


class Fill(Enum):
    """How much of a mark is filled: the more has happened, the more."""

    NONE = "none"
    HALF = "half"
    HATCHED = "hatched"
    FULL = "full"


class Sign(Enum):
    """What is drawn over a mark."""

    NONE = "none"
    TICK = "tick"
    STRIKE = "strike"


class Drawing(Enum):
    """How a mark tells its status."""

    TALKED_ABOUT = (Outline.DASHED, Fill.NONE, Sign.NONE)
    PRELIMINARY = (Outline.DASHED, Fill.HALF, Sign.NONE)
    SIGNED = (Outline.SOLID, Fill.NONE, Sign.NONE)
    IN_FORCE = (Outline.SOLID, Fill.HALF, Sign.NONE)
    HAPPENED = (Outline.SOLID, Fill.FULL, Sign.NONE)
    COMPLETED = (Outline.SOLID, Fill.FULL, Sign.TICK)
    SUSPENDED = (Outline.SOLID, Fill.HATCHED, Sign.NONE)
    STOPPED = (Outline.SOLID, Fill.NONE, Sign.STRIKE)

    def __init__(self, outline: Outline, fill: Fill, sign: Sign) -> None:
        self.outline = outline
        self.fill = fill
        self.sign = sign


_DRAWINGS: dict[Step, Drawing] = {
    Step.DISCUSSED: Drawing.TALKED_ABOUT,
    Step.ANNOUNCED: Drawing.TALKED_ABOUT,
    Step.PLANNED: Drawing.TALKED_ABOUT,
    Step.PRELIMINARY: Drawing.PRELIMINARY,
    Step.SIGNED: Drawing.SIGNED,
    Step.IN_FORCE: Drawing.IN_FORCE,
    Step.UNDER_WAY: Drawing.HAPPENED,
    Step.TOOK_PLACE: Drawing.HAPPENED,
    Step.COMPLETED: Drawing.COMPLETED,
    Step.SUSPENDED: Drawing.SUSPENDED,
    Step.CANCELLED: Drawing.STOPPED,
    Step.TERMINATED: Drawing.STOPPED,
    Step.SUPERSEDED: Drawing.STOPPED,
    Step.REPORTED: Drawing.HAPPENED,
    Step.TARGET: Drawing.TALKED_ABOUT,
}


def drawing_of(step: Step | None) -> Drawing:
    """How to draw a mark with this status; a record without one simply happened."""
    return Drawing.HAPPENED if step is None else _DRAWINGS[step]


class Glyph(Enum):
    """The outlines that tell the groups of kinds apart; corners stand on a circle of radius 1.

    A glyph without corners is the circle itself. The first corner points up unless it is turned.
    """

    CIRCLE = ()
    SQUARE = (45, 135, 225, 315)
    DIAMOND = (0, 90, 180, 270)
    TRIANGLE = (0, 120, 240)
    FLAG = (300, 60, 120, 180, 240)
    PENTAGON = (0, 72, 144, 216, 288)
    HEXAGON = (30, 90, 150, 210, 270, 330)
    WEDGE = (60, 180, 300)

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """The corners as places right of and below the middle."""
        turns = (radians(angle) for angle in self.value)
        return tuple((sin(turn), -cos(turn)) for turn in turns)


_GLYPHS: dict[Group, Glyph] = {
    Group.AGREEMENTS: Glyph.CIRCLE,
    Group.DEALS: Glyph.DIAMOND,
    Group.AID: Glyph.TRIANGLE,
    Group.VISITS: Glyph.WEDGE,
    Group.STATEMENTS: Glyph.FLAG,
    Group.TRADE: Glyph.SQUARE,
    Group.SECURITY: Glyph.HEXAGON,
    Group.MILESTONES: Glyph.PENTAGON,
}


def glyph_of(group: Group | None) -> Glyph:
    """The outline of a group's marks; a circle where nobody knows the group."""
    return Glyph.CIRCLE if group is None else _GLYPHS[group]


def steps_drawn_as(drawing: Drawing) -> list[Step]:
    """The steps that share a drawing, in the order of the ladder."""
    return [step for step, drawn in _DRAWINGS.items() if drawn is drawing]
