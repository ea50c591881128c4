"""How the reader's region counts days."""

from functools import cache


@cache
def first_weekday() -> int:
    """The day on which weeks begin for the reader: 0 for Monday up to 6 for Sunday."""
    from babel import Locale, UnknownLocaleError  # takes longer to load than a frame

    try:
        return int(Locale.default("LC_TIME").first_week_day)
    except (UnknownLocaleError, ValueError):
        return 0
