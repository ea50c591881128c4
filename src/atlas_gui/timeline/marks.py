"""What a timeline shows: one mark for a dated record, in a lane."""

from msgspec import Struct

from atlas_gui.domain.date_words import date_in_words
from atlas_gui.domain.edtf import Edtf, EdtfError, Precision, parse_edtf
from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Group, Kind, Step
from atlas_gui.i18n import _
from atlas_gui.timeline.span import Span

_LONGEST_POINT = 31


class Lane(Struct, frozen=True):
    """A row of the timeline; `group` gives its colour."""

    key: str
    label: str
    group: Group


class Subject(Struct, frozen=True):
    """What a mark stands for, apart from its date; `wording` is the source's phrase for that."""

    record_id: str
    label: str
    lane: str
    kind: Kind | None = None
    step: Step | None = None
    wording: str | None = None


class Mark(Struct, frozen=True):
    """A dated record on the timeline.

    `extent` is what is certain of its time, to be drawn solid. Beyond it a soft edge says that the
    date is approximate or uncertain, an open one that the matter goes on or had begun, and an
    unknown one that nobody says how long. A point, up to a month long, may be drawn as a dot when
    there is no room for its days; anything known only to a season or a year stays a bar.
    """

    subject: Subject
    edtf: str
    extent: Span
    is_point: bool
    soft_start: bool = False
    soft_end: bool = False
    open_start: bool = False
    open_end: bool = False
    unknown_start: bool = False
    unknown_end: bool = False

    @property
    def record_id(self) -> str:
        """The record it stands for."""
        return self.subject.record_id

    @property
    def lane(self) -> str:
        """The key of its lane."""
        return self.subject.lane

    @property
    def date_words(self) -> str:
        """The date as a reader says it."""
        return self.subject.wording or date_in_words(self.edtf)

    @property
    def name(self) -> str:
        """Title, date, kind and status in one line of plain text."""
        return _(", ").join(self._words())

    @property
    def brief_name(self) -> str:
        """Title and date: what is announced while moving from mark to mark."""
        return _(", ").join((self.subject.label, self.date_words))

    @property
    def tooltip(self) -> str:
        """Title, date, kind and status in plain text, one to a line."""
        return "\n".join(self._words())

    def _words(self) -> list[str]:
        kind, step = self.subject.kind, self.subject.step
        words = [label(word) for word in (kind, step) if word is not None]
        return [self.subject.label, self.date_words, *words]


def make_mark(subject: Subject, edtf: str) -> Mark | None:
    """The mark of a record that is dated by `edtf`; None if that names no day at all."""
    try:
        date = parse_edtf(edtf)
    except EdtfError:
        return None
    extent = _extent(date)
    if extent is None:
        return None
    first, last = _ends(date)
    return Mark(
        subject,
        edtf,
        extent,
        is_point=date.set_kind is None
        and date.precision <= Precision.MONTH
        and extent.length <= _LONGEST_POINT,
        soft_start=first.approximate or first.uncertain,
        soft_end=last.approximate or last.uncertain,
        open_start=date.earliest is None and not date.unknown_start,
        open_end=date.latest is None and not date.unknown_end,
        unknown_start=date.unknown_start,
        unknown_end=date.unknown_end,
    )


def _extent(date: Edtf) -> Span | None:
    """The days to draw solid: where one bound is missing, those of the date at the other end."""
    first, last = _ends(date)
    start = date.earliest if date.earliest is not None else last.earliest
    end = date.latest if date.latest is not None else first.latest
    start = end if start is None else start
    end = start if end is None else end
    return None if start is None or end is None else Span(start, end + 1)


def _ends(date: Edtf) -> tuple[Edtf, Edtf]:
    """The dates at the two ends: of an interval, of a list, or twice the date itself."""
    if date.members:
        return _ends(date.members[0])[0], _ends(date.members[-1])[1]
    return date.start or date.end or date, date.end or date.start or date
