"""What lanes of records tell apart."""

from enum import StrEnum


class LaneBy(StrEnum):
    """What the lanes of a line of time tell apart."""

    GROUP = "group"
    KIND = "kind"
    STATUS = "status"
    SECTOR = "sector"
    PAIR = "pair"
    COUNTRY = "country"
    NONE = "none"
