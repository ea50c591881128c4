"""How the reader's region counts days."""

from typing import Final

_MONDAY: Final = 0
_DAYS_IN_WEEK: Final = 7


class _Conventions:
    """Like the catalogue of words, these hold for the whole program."""

    first_weekday = _MONDAY


def first_weekday() -> int:
    """The day on which weeks begin for the reader: 0 for Monday up to 6 for Sunday."""
    return _Conventions.first_weekday


def begin_weeks_on(weekday: int) -> None:
    """Let weeks begin on a day, 0 for Monday up to 6; ValueError for any other number."""
    if not 0 <= weekday < _DAYS_IN_WEEK:
        raise ValueError(f"there is no weekday {weekday}")
    _Conventions.first_weekday = weekday
