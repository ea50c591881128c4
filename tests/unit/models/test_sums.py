"""Sums for a reader: the line of the status bar, and the tables of their window."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from support.libraries import amount_claim, library_of, plain_library, record, status_claim
from support.whole_index import reading_over

from atlas_gui.domain.sums import Reason, Stage
from atlas_gui.models.sums.left_out_model import LeftOutRecordsModel, ReasonsModel
from atlas_gui.models.sums.rows_model import Breakdown, Column, SumRowsModel
from atlas_gui.models.sums.words import line_in_words, row_name, share_in_words, tip_in_words
from atlas_gui.search.money_answers import (
    NONE,
    SEVERAL,
    By,
    LeftOut,
    SumRow,
    Sums,
    Total,
)
from atlas_gui.search.query import parse

_LIBRARY = library_of()
_TOTAL = Total("USD", None, Stage.PAID, Decimal(100), 9, about=2, more=1, less=3)
_MORE = Total("CNY", "2014 yuan", Stage.PROMISED, Decimal(7_000_000), 1)


def test_the_line_has_two_totals_and_counts_the_rest() -> None:
    left = (LeftOut(Reason.DISPUTED, 300, 200), LeftOut(Reason.PART, 12, 12))
    third = Total("EUR", None, Stage.TRADED, Decimal(1), 1)
    sums = Sums(1000, 500, 0, (_TOTAL, _MORE, third), left)
    assert line_in_words(sums) == "US$100 paid · ≈ CN¥7 m promised · 1 more · 312 left out"
    assert line_in_words(Sums(9, 9, 0)) == ""
    assert line_in_words(Sums(9, 0, 0, (_TOTAL,), more=1000)) == "US$100 paid · 1,000 more"
    assert line_in_words(Sums(9, 0, 0, (), left)) == "Sums: 312 left out"


def test_the_tooltip_has_all_digits_and_says_what_is_in_no_total() -> None:
    many = tuple(
        Total(f"X{letter}X", None, Stage.PAID, Decimal(1), 1) for letter in "ABCDEFGHIJKLM"
    )
    tip = tip_in_words(Sums(9, 5, 2, (_TOTAL, *many), (LeftOut(Reason.PART, 1, 1),))).splitlines()
    assert tip[1] == (
        "US$100 paid: 9 sums; 2 approximate; 1 given as “more than”; 3 given as “less than”"
    )
    assert tip[-4:] == [
        "and 2 more",
        "1 sum left out",
        "5 records name no sum",
        "2 records cannot be read",
    ]


@pytest.mark.parametrize(
    ("key", "by", "name"),
    [
        ("CHN-CUB", By.PAIR, "China – Cuba"),
        (SEVERAL, By.PAIR, "Several pairs"),
        (NONE, By.PAIR, "No pair"),
        (SEVERAL, By.SECTOR, "Several sectors"),
        ("mining", By.SECTOR, "Mining"),
        ("loan", By.KIND, "Loan"),
        ("2005", By.YEAR, "2005"),
        ("-1", By.YEAR, "2 BC"),
        (NONE, By.YEAR, "No date"),
        ("USD", By.CURRENCY, "USD"),
    ],
)
def test_rows_are_called_as_a_reader_calls_them(key: str, by: By, name: str) -> None:
    assert row_name(SumRow(key, Decimal(1), 1), by, _LIBRARY) == name


def test_shares() -> None:
    total = Decimal(1000)
    shares = [share_in_words(Decimal(part), total) for part in ("1000", "333.3", "0.5", "0")]
    blank = "\N{NO-BREAK SPACE}"
    assert shares == [f"100.0{blank}%", f"33.3{blank}%", f"under 0.1{blank}%", f"0.0{blank}%"]
    assert share_in_words(Decimal(0), Decimal(0)) == ""


# The rows.


@pytest.fixture
def model() -> SumRowsModel:
    made = SumRowsModel(_LIBRARY)
    QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal, made)
    return made


def names(model: SumRowsModel) -> list[str]:
    return [str(model.index(row, Column.NAME).data()) for row in range(model.rowCount())]


def shown(model: SumRowsModel, by: By, **amounts: int) -> None:
    rows = [SumRow(key, Decimal(amount), amount % 7) for key, amount in amounts.items()]
    model.show(Breakdown(_TOTAL, by, rows))


def test_rows_are_sorted_by_size_and_the_total_stays_below(model: SumRowsModel) -> None:
    shown(model, By.SECTOR, mining=20, several=50, energy=30)
    assert names(model) == ["Several sectors", "Energy", "Mining", "Total"]
    model.sort_or_turn(Column.MONEY)
    assert names(model) == ["Mining", "Energy", "Several sectors", "Total"]
    model.sort_or_turn(Column.NAME)
    assert names(model) == ["Energy", "Mining", "Several sectors", "Total"]
    model.sort_or_turn(Column.NAME)
    assert names(model) == ["Mining", "Energy", "Several sectors", "Total"]
    model.sort_or_turn(Column.SUMS)
    assert [row.sums for row in model.rows] == sorted((20 % 7, 50 % 7, 30 % 7), reverse=True)


def test_years_stand_in_their_order_and_other_rows_by_size_again(model: SumRowsModel) -> None:
    shown(model, By.YEAR, **{"2005": 9, "-1": 90, "none": 3, "900": 1})
    assert names(model) == ["2 BC", "900", "2005", "No date", "Total"]
    shown(model, By.KIND, loan=1, grant=2)
    assert names(model) == ["Donation", "Loan", "Total"]


def test_a_chosen_order_stays_while_the_search_changes(model: SumRowsModel) -> None:
    shown(model, By.PAIR, **{"CHN-CUB": 1, "CUB-RUS": 2})
    model.sort_or_turn(Column.NAME)
    shown(model, By.PAIR, **{"CHN-CUB": 1, "CHN-RUS": 2})
    assert names(model) == ["China – Cuba", "China – Russia", "Total"]


def test_currencies_have_no_total_and_no_shares(model: SumRowsModel) -> None:
    rows = [SumRow("USD", Decimal(100), 9), SumRow("CNY", Decimal(7), 1, "2014 yuan")]
    model.show(Breakdown(_TOTAL, By.CURRENCY, rows))
    assert names(model) == ["USD", "CNY (≈ in 2014 yuan)"]
    assert model.texts(1) == ["CNY (≈ in 2014 yuan)", "CN¥7", "1", ""]
    model.show(None)
    assert model.rowCount() == 0


def test_numbers_stand_under_one_another_and_the_sorted_column_says_so(model: SumRowsModel) -> None:
    shown(model, By.PAIR, **{"CHN-CUB": 100})
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    for column in (Column.MONEY, Column.SUMS, Column.SHARE):
        assert model.index(0, column).data(Qt.ItemDataRole.TextAlignmentRole) == right
    across = Qt.Orientation.Horizontal
    assert [model.headerData(column, across) for column in Column] == [
        "Country pair",
        "▾ Sum",
        "Sums",
        "Share",
    ]


# What was left out.


def test_the_records_of_a_reason_say_what_was_left_out() -> None:
    disputed = record(
        "disputed", claims=[amount_claim("5000000"), amount_claim("6000000", name="b")]
    )
    part = record(
        "part", claims=[amount_claim("3")], relations=[{"type": "part-of", "target": "all"}]
    )
    whole = record("all", claims=[status_claim("signed"), amount_claim("9")])
    reading = reading_over(library_of(disputed, part, whole))
    result = reading.index.search(parse(""))
    reasons, records = ReasonsModel(), LeftOutRecordsModel(reading)
    reasons.show(reading.index.sums(result).left_out)
    rows = [[reasons.index(row, column).data() for column in range(3)] for row in range(2)]
    assert rows == [
        ["Sources disagree", "1", "1"],
        ["In the sum of another record that is shown", "1", "1"],
    ]
    told = []
    for row in range(reasons.rowCount()):
        reason = reasons.reason_at(row)
        assert reason is not None
        records.show(reason, reading.index.left_out(result, reason))
        told.append([records.index(0, column).data() for column in range(2)])
    assert told == [["Disputed", "US$5 million to US$6 million"], ["Part", "US$3"]]
    assert reasons.reason_at(9) is None
    assert reasons.row_of(Reason.MARKED) == -1


def test_a_record_that_is_gone_is_called_by_its_identifier() -> None:
    records = LeftOutRecordsModel(reading_over(library_of(*plain_library()["records"].values())))
    records.show(Reason.PART, ["no-such-record"])
    assert [records.index(0, column).data() for column in range(2)] == ["no-such-record", ""]
    assert records.id_at(0) == "no-such-record"
    assert records.id_at(1) == ""
