"""Very many records on a timeline, as days in order instead of one object each."""

from array import array
from collections.abc import Mapping
from typing import Final, NamedTuple

NO_START: Final = -(1 << 62)
NO_END: Final = (1 << 62) - 1


class LaneDays(NamedTuple):
    """The first and the last days of a lane's records, each in order on its own."""

    starts: "array[int]"
    ends: "array[int]"


class Crowd(NamedTuple):
    """The records of every lane."""

    lanes: Mapping[str, LaneDays]
