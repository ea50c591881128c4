"""How a status is drawn, so that it can be told without its colour."""

from enum import Enum

from atlas_gui.domain.vocabulary import Step


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
    """The ways to draw a mark; `FIGURE` and `TARGET` are square, all others round."""

    TALKED_ABOUT = (Outline.DASHED, Fill.NONE, Sign.NONE)
    PRELIMINARY = (Outline.DASHED, Fill.HALF, Sign.NONE)
    SIGNED = (Outline.SOLID, Fill.NONE, Sign.NONE)
    IN_FORCE = (Outline.SOLID, Fill.HALF, Sign.NONE)
    HAPPENED = (Outline.SOLID, Fill.FULL, Sign.NONE)
    COMPLETED = (Outline.SOLID, Fill.FULL, Sign.TICK)
    SUSPENDED = (Outline.SOLID, Fill.HATCHED, Sign.NONE)
    STOPPED = (Outline.SOLID, Fill.NONE, Sign.STRIKE)
    FIGURE = (Outline.SOLID, Fill.FULL, Sign.NONE, True)
    TARGET = (Outline.SOLID, Fill.NONE, Sign.NONE, True)

    def __init__(self, outline: Outline, fill: Fill, sign: Sign, square: bool = False) -> None:
        self.outline = outline
        self.fill = fill
        self.sign = sign
        self.square = square


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
    Step.REPORTED: Drawing.FIGURE,
    Step.TARGET: Drawing.TARGET,
}


def drawing_of(step: Step | None) -> Drawing:
    """How to draw a mark with this status; a record without one simply happened."""
    return Drawing.HAPPENED if step is None else _DRAWINGS[step]


def steps_drawn_as(drawing: Drawing) -> list[Step]:
    """The steps that share a drawing, in the order of the ladder."""
    return [step for step, drawn in _DRAWINGS.items() if drawn is drawing]
