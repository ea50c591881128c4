"""What a date in EDTF says, as an immutable value."""

from enum import IntEnum, StrEnum

from msgspec import Struct

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.i18n import _

# Registers write this year, the last of four digits, where they know of no end.
_FIRST_DAY_OF_9999 = day_number(9999)


class EdtfError(ValueError):
    """A string is no EDTF: `reason` says why, `position` where (first character is 0)."""

    def __init__(self, reason: str, position: int) -> None:
        super().__init__(
            _("{reason} (character {number})").format(reason=reason, number=position + 1)
        )
        self.reason = reason
        self.position = position


class Precision(IntEnum):
    """The size of what a date names, from fine to coarse; `UNKNOWN` is a year without digits."""

    DAY = 0
    MONTH = 1
    SEASON = 2
    YEAR = 3
    DECADE = 4
    CENTURY = 5
    MILLENNIUM = 6
    UNKNOWN = 7


class SetKind(StrEnum):
    """What a list of dates means: one of them, not known which; or every one of them."""

    ONE_OF = "one of"
    ALL_OF = "all of"


class DateParts(Struct, frozen=True, gc=False):
    """The parts of a single date as written; a part with an X has no number, only its text.

    `season` is an EDTF code, 21 to 41. `significant_digits` belongs to years such as 1950S2.
    """

    year_text: str
    year: int | None
    month_text: str = ""
    month: int | None = None
    day_text: str = ""
    day: int | None = None
    season: int | None = None
    significant_digits: int | None = None


class Edtf(Struct, frozen=True, gc=False):
    """A date, an interval of dates or a list of dates, with the days between which it lies.

    `earliest` and `latest` are inclusive day numbers (see `edtf_days`); None means no bound: an
    open or unknown end, or a year of which no digit is known. The qualifiers ? ~ % do not move
    the bounds: nobody can say by how much. They only set `approximate` and `uncertain`, and a
    drawing softens the edge. `precision` of an interval or list is that of its coarsest member.
    A single date has `parts`; an interval has `start` and `end` (None where there is no date);
    a list has `set_kind` and `members`, of which a range is an interval.
    """

    text: str
    earliest: int | None
    latest: int | None
    precision: Precision
    approximate: bool = False
    uncertain: bool = False
    unspecified: bool = False
    is_interval: bool = False
    open_start: bool = False
    open_end: bool = False
    unknown_start: bool = False
    unknown_end: bool = False
    parts: DateParts | None = None
    start: "Edtf | None" = None
    end: "Edtf | None" = None
    set_kind: SetKind | None = None
    members: tuple["Edtf", ...] = ()

    @property
    def goes_on(self) -> bool:
        """Whether it has no end: an open one, or an interval to the year 9999, which means that."""
        first = self.start.earliest if self.start is not None else None
        last = self.end.earliest if self.end is not None else None
        if first is None or last is None:
            return self.open_end
        return first < _FIRST_DAY_OF_9999 <= last

    @property
    def is_dated(self) -> bool:
        """Whether there is any day to place it by."""
        return self.earliest is not None or self.latest is not None
