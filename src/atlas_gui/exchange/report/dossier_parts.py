"""The parts of a dossier that a single record's document has not, as plain data for the template."""

from atlas_gui.exchange.report.parts import Part, TimelineMark, TimelineTick, TitleLine


class StatusLook(Part, frozen=True):
    """How a status is drawn: `fill` is "none", "half", "hatched" or "full", `sign` "none", "tick" or "strike"."""

    dashed: bool
    fill: str
    sign: str


class LaneMark(Part, frozen=True):
    """One record in a lane; `middle` is its height below the top of the lane, in points.

    `corners` are those of the sign of its group on a circle of radius 1; none is the circle itself.
    """

    mark: TimelineMark
    middle: float
    corners: tuple[tuple[float, float], ...]
    status: StatusLook


class LaneCount(Part, frozen=True):
    """So many records stand too close to be told apart; `left` is a part of the axis, `middle` in points."""

    left: float
    width: float
    middle: float
    label: str


class LaneColumn(Part, frozen=True):
    """A bar of a diagram on the foot of its lane, in parts of the axis and points; `faint` for what lasts."""

    left: float
    width: float
    height: float
    faint: bool


class OverviewLane(Part, frozen=True):
    """A lane of the figure: its name, how many records it has, its height in points, what stands in it."""

    name: str
    count: str
    height: float
    marks: tuple[LaneMark, ...]
    counts: tuple[LaneCount, ...]
    columns: tuple[LaneColumn, ...]


class KeyEntry(Part, frozen=True):
    """A status as it is drawn, and what it means."""

    status: StatusLook
    meaning: str


class Overview(Part, frozen=True):
    """All dated records of a dossier in lanes over one axis; `alternative` tells it in words.

    `remarks` are sentences for every reader: how many records have no date, what bars mean.
    """

    lanes: tuple[OverviewLane, ...]
    ticks: tuple[TimelineTick, ...]
    key: tuple[KeyEntry, ...]
    remarks: tuple[str, ...]
    alternative: str


class TableRow(Part, frozen=True):
    """A record in the table of all: `number` leads to it, and to the `sources` on the last pages."""

    number: int
    date: str
    title: TitleLine
    kind: str
    status: str
    value: str
    sources: tuple[int, ...]
    disputed: bool


class Rivalry(Part, frozen=True):
    """One of the values and the numbers of the sources that have it."""

    value: str
    sources: tuple[int, ...]


class DisputeRow(Part, frozen=True):
    """A disagreement: in which record, on what, and the values with their sources."""

    number: int
    record: TitleLine
    point: str
    rivals: tuple[Rivalry, ...]


class PartyLine(Part, frozen=True):
    """A party of the index: its name, what it is, and in which records it stands."""

    name: str
    kind: str
    records: tuple[int, ...]


class DossierWords(Part, frozen=True):
    """The headings and labels that only a dossier has."""

    contents: str
    overview: str
    all_records: str
    records: str
    disagreements: str
    parties: str
    number: str
    date: str
    record: str
    kind: str
    status: str
    value: str
    sources: str
    point: str
    values: str
    party: str
    disputed: str
    figure_key: str


class ContentsEntry(Part, frozen=True):
    """A line of the contents; `page` is empty for what stands in the front, which knows its own pages."""

    title: TitleLine
    target: str
    page: str
    is_part: bool


class Dossier(Part, frozen=True):
    """What stands around the records of a dossier.

    `facts` are label and value of the cover; `remarks` are sentences below them: what a search hides,
    what could not be read.

    A dossier is set in pieces: `piece` says which this is ("front", "body" or "back"). Its pages count
    from `first_page` in typst's `numbering`; `notes_before` notes stand in earlier pieces.
    """

    kicker: str
    facts: tuple[tuple[str, str], ...]
    remarks: tuple[str, ...]
    overview: Overview | None
    table: tuple[TableRow, ...]
    disputes: tuple[DisputeRow, ...]
    parties: tuple[PartyLine, ...]
    words: DossierWords
    contents: tuple[ContentsEntry, ...] = ()
    piece: str = "front"
    numbering: str = "i"
    first_page: int = 1
    notes_before: int = 0
