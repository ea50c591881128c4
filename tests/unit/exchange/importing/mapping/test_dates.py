"""Days, months and years as people write them."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.edtf import parse_edtf
from atlas_gui.exchange.importing.mapping.dates import DateFault, DateTexts, ReadDate, spanning
from atlas_gui.exchange.importing.profile.model import DateOrder

_TEXTS = DateTexts(("de",))


@pytest.mark.parametrize(
    ("cell", "edtf"),
    [
        ("21/05/1858", "1858-05-21"),
        ("2007-04-01", "2007-04-01"),
        ("2007-04-01 00:00:00", "2007-04-01"),
        ("2010/5/3", "2010-05-03"),
        ("3. März 2019", "2019-03-03"),
        ("12. Dez. 2011", "2011-12-12"),
        ("Mai 2008", "2008-05"),
        ("5 June 2019", "2019-06-05"),
        ("June 5, 2019", "2019-06-05"),
        ("2019年6月5日", "2019-06-05"),
        ("1990s", "199X"),
        ("about 1990", "1990~"),
        ("03/2010", "2010-03"),
        (2010, "2010"),
        (2010.0, "2010"),
        (dt.datetime(2007, 4, 1), "2007-04-01"),  # noqa: DTZ001  a sheet knows no zones
    ],
)
def test_a_date_is_read_however_it_is_written(cell: object, edtf: str) -> None:
    assert _TEXTS.read(cell, DateOrder.UNSTATED) == ReadDate(edtf)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("order", "found"),
    [
        (DateOrder.DAY_FIRST, ReadDate("2010-04-03")),
        (DateOrder.MONTH_FIRST, ReadDate("2010-03-04")),
        (DateOrder.UNSTATED, ReadDate("2010-04-03", doubtful=True)),
    ],
)
def test_day_and_month_are_told_apart_by_what_the_profile_says(
    order: DateOrder, found: ReadDate
) -> None:
    assert _TEXTS.read("03/04/2010", order) == found


def test_what_can_only_be_a_day_leaves_no_doubt() -> None:
    assert _TEXTS.read("04/23/2010", DateOrder.UNSTATED) == ReadDate("2010-04-23")
    assert _TEXTS.read("04/04/2010", DateOrder.UNSTATED) == ReadDate("2010-04-04")


@pytest.mark.parametrize(
    "cell",
    [
        "31/06/1976",
        "1976-06-31",
        "0000-00-00",
        "yesterday it was",
        "25.12.99",
        True,
        12.5,
        0,
        99999,
        "=NOW()",
    ],
)
def test_what_is_no_date_is_refused_with_a_reason(cell: object) -> None:
    with pytest.raises(DateFault, match=r"\w"):
        _TEXTS.read(cell, DateOrder.UNSTATED)  # type: ignore[arg-type]


def test_a_day_that_the_order_forbids_is_refused_and_not_turned_round() -> None:
    with pytest.raises(DateFault):
        _TEXTS.read("04/23/2010", DateOrder.DAY_FIRST)


@pytest.mark.parametrize("cell", ["31.12.9999", 9999, "9999"])
def test_a_year_that_stands_for_no_date_is_marked(cell: object) -> None:
    assert _TEXTS.read(cell, DateOrder.DAY_FIRST).far  # type: ignore[arg-type]


def test_an_interval_that_ends_before_it_begins_is_refused() -> None:
    assert spanning("2001-02", "2003") == "2001-02/2003"
    assert spanning("2001", "2001") == "2001"
    with pytest.raises(DateFault):
        spanning("2003", "2001-02")


@given(st.dates(dt.date(1000, 1, 1), dt.date(2100, 1, 1)), st.sampled_from(["/", ".", "-"]))
def test_every_day_is_read_back(day: dt.date, sign: str) -> None:
    written = sign.join((f"{day.day:02}", f"{day.month:02}", f"{day.year:04}"))
    assert _TEXTS.read(written, DateOrder.DAY_FIRST).edtf == day.isoformat()


@given(st.text(max_size=30))
def test_no_text_breaks_it(text: str) -> None:
    try:
        found = _TEXTS.read(text, DateOrder.UNSTATED)
    except DateFault:
        return
    assert parse_edtf(found.edtf).is_dated
