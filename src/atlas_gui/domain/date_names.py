"""The names of months, seasons and years, and how they are put together into a date."""

from enum import Enum

from atlas_gui.domain.edtf_days import CalendarDay
from atlas_gui.i18n import _, mark, pgettext

LONG_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)
PARTS_OF_YEAR = {
    21: mark("spring {year}"),
    22: mark("summer {year}"),
    23: mark("autumn {year}"),
    24: mark("winter {year}/{next_year}"),
    25: mark("northern spring {year}"),
    26: mark("northern summer {year}"),
    27: mark("northern autumn {year}"),
    28: mark("northern winter {year}/{next_year}"),
    29: mark("southern spring {year}"),
    30: mark("southern summer {year}/{next_year}"),
    31: mark("southern autumn {year}"),
    32: mark("southern winter {year}"),
    33: mark("first quarter of {year}"),
    34: mark("second quarter of {year}"),
    35: mark("third quarter of {year}"),
    36: mark("fourth quarter of {year}"),
    37: mark("first third of {year}"),
    38: mark("second third of {year}"),
    39: mark("last third of {year}"),
    40: mark("first half of {year}"),
    41: mark("second half of {year}"),
}


def short_month(month: int) -> str:
    """The abbreviated name of month 1 to 12."""
    # The context keeps "May" the abbreviation apart from "May" the whole name.
    names = (
        pgettext("short month", "Jan"),
        pgettext("short month", "Feb"),
        pgettext("short month", "Mar"),
        pgettext("short month", "Apr"),
        pgettext("short month", "May"),
        pgettext("short month", "Jun"),
        pgettext("short month", "Jul"),
        pgettext("short month", "Aug"),
        pgettext("short month", "Sep"),
        pgettext("short month", "Oct"),
        pgettext("short month", "Nov"),
        pgettext("short month", "Dec"),
    )
    return names[month - 1]


def long_month(month: int) -> str:
    """The full name of month 1 to 12."""
    return _(LONG_MONTHS[month - 1])


def month_of_day(month: int, *, short: bool) -> str:
    """The name of month 1 to 12 beside a day, where some languages give it an ending of its own."""
    names = _short_names_beside_a_day() if short else _long_names_beside_a_day()
    return names[month - 1]


def _long_names_beside_a_day() -> tuple[str, ...]:
    return (
        pgettext("month beside a day", "January"),
        pgettext("month beside a day", "February"),
        pgettext("month beside a day", "March"),
        pgettext("month beside a day", "April"),
        pgettext("month beside a day", "May"),
        pgettext("month beside a day", "June"),
        pgettext("month beside a day", "July"),
        pgettext("month beside a day", "August"),
        pgettext("month beside a day", "September"),
        pgettext("month beside a day", "October"),
        pgettext("month beside a day", "November"),
        pgettext("month beside a day", "December"),
    )


def _short_names_beside_a_day() -> tuple[str, ...]:
    return (
        pgettext("short month beside a day", "Jan"),
        pgettext("short month beside a day", "Feb"),
        pgettext("short month beside a day", "Mar"),
        pgettext("short month beside a day", "Apr"),
        pgettext("short month beside a day", "May"),
        pgettext("short month beside a day", "Jun"),
        pgettext("short month beside a day", "Jul"),
        pgettext("short month beside a day", "Aug"),
        pgettext("short month beside a day", "Sep"),
        pgettext("short month beside a day", "Oct"),
        pgettext("short month beside a day", "Nov"),
        pgettext("short month beside a day", "Dec"),
    )


def day_number_in_words(day: int) -> str:
    """The number of a day; the first of a month is an ordinal in some languages."""
    return pgettext("day of a month", "1") if day == 1 else str(day)


def is_year_first() -> bool:
    """Whether the spoken language begins a date with its year, as Chinese does."""
    return _("{day} {month} {year}").startswith("{year}")


def year_in_words(year: int) -> str:
    """An astronomical year as a reader knows it: 2004, or 2 BC for -1."""
    return str(year) if year > 0 else _("{year} BC").format(year=1 - year)


class Names(Enum):
    """Whether the names of months are abbreviated."""

    SHORT = "short"
    LONG = "long"

    def month(self, month: int) -> str:
        """The name of month 1 to 12."""
        return short_month(month) if self is Names.SHORT else long_month(month)

    def date(self, year: int | None, month: int | None, day: int | None) -> str:
        """Whatever is known of a date, put together; nothing known gives nothing."""
        year_text = "" if year is None else year_in_words(year)
        day_text = "" if day is None else day_number_in_words(day)
        if month is None:
            return day_text or year_text
        if not day_text:
            name = self.month(month)
            return _("{month} {year}").format(month=name, year=year_text) if year_text else name
        name = month_of_day(month, short=self is Names.SHORT)
        if not year_text:
            return _("{day} {month}").format(day=day_text, month=name)
        return _("{day} {month} {year}").format(day=day_text, month=name, year=year_text)

    def season(self, season: int, year: int) -> str:
        """A season, quarter, third or half of a year by its EDTF code, 21 to 41."""
        pattern = _(PARTS_OF_YEAR[season])
        following = f"{(year + 1) % 100:02}" if year >= 0 else year_in_words(year + 1)
        return pattern.format(year=year_in_words(year), next_year=following)


def day_in_words(day: CalendarDay, names: Names) -> str:
    """A whole date."""
    return names.date(day.year, day.month, day.day)
