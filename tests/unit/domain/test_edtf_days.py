"""Day numbers agree with the standard library where it reaches, and with themselves beyond."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.edtf_days import calendar_day, day_number, days_in_month, is_leap_year


@given(st.dates())
def test_numbers_are_those_of_the_standard_library(value: date) -> None:
    assert day_number(value.year, value.month, value.day) == value.toordinal()
    assert calendar_day(value.toordinal()) == (value.year, value.month, value.day)


@given(st.integers(min_value=-(10**14), max_value=10**14))
def test_naming_a_day_and_numbering_it_are_inverse(number: int) -> None:
    named = calendar_day(number)
    assert 1 <= named.day <= days_in_month(named.year, named.month)
    assert day_number(*named) == number


@given(st.integers(min_value=-(10**9), max_value=10**9))
def test_a_year_has_365_or_366_days(year: int) -> None:
    assert day_number(year + 1) - day_number(year) == 365 + is_leap_year(year)
