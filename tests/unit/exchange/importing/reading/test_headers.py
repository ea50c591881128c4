import pytest

from atlas_gui.exchange.importing.reading.headers import find_header, letters
from atlas_gui.exchange.importing.rows import FileWishes, Row

Cells = list[str | None]


def header(*rows: Cells, **wishes: int) -> tuple[int, int, list[str]]:
    looked_at = [Row(place, cells) for place, cells in enumerate(rows, start=1) if any(cells)]
    found = find_header(looked_at, FileWishes(**wishes))
    return found.skipped_rows, found.header_rows, list(found.columns)


def test_titles_stand_above_the_header() -> None:
    table: list[Cells] = [["A title", None], [None, None], ["a", "b"], ["1", "2"]]
    assert header(*table) == (2, 1, ["a", "b"])
    assert header(*table, skipped_rows=0, header_rows=1) == (0, 1, ["A title", "Column B"])
    assert header(["only"], ["one"], ["column"]) == (0, 1, ["only"])


def test_two_rows_join_where_the_first_groups_the_second() -> None:
    groups: Cells = ["Land", "Betrag", None, "Jahr"]
    names: Cells = [None, "Zahl", "Währung", None]
    data: Cells = ["Kuba", "1.234,5", "EUR", "2005"]
    columns = ["Land", "Betrag Zahl", "Betrag Währung", "Jahr"]
    assert header(groups, names, data) == (0, 2, columns)
    assert header(groups, names, data, header_rows=1)[1:] == (
        1,
        ["Land", "Betrag", "Column C", "Jahr"],
    )


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        (["a", "b"], ["x", "y"], ["1", "2"]),
        (["a", None, "c"], ["x", "1", "z"], ["u", "2", "w"]),
        (["a", None, "c"], ["x", "y", "z"], ["u", "v", "w"]),
        ([None, "b", "c"], ["x", "y", None], ["u", "2", "w"]),
    ],
)
def test_a_row_of_data_is_no_header(first: Cells, second: Cells, third: Cells) -> None:
    assert header(first, second, third)[1] == (2 if first[0] is None else 1)


def test_names_are_unique_and_never_blank() -> None:
    row: Cells = ["a", "a", None, "a (2)", "Column C", "  b\n c ".strip(), "a"]
    _skipped, _rows, columns = header(row, ["1"] * 7)
    assert columns == ["a", "a (3)", "Column C (2)", "a (2)", "Column C", "b c", "a (4)"]
    assert len(set(columns)) == 7


def test_columns_without_a_name_count_if_they_hold_anything() -> None:
    assert header(["a", "b", None, None], ["1", "2", "3", None])[2] == ["a", "b", "Column C"]
    assert header(["a", "b"], ["1", "2", "3"], ["1", "2", "3"])[2] == ["a", "b", "Column C"]
    assert header(["a", "b"], ["1", "2"], ["1", "2", "3"], ["4", "5"])[2] == ["a", "b"]


def test_without_a_header_columns_have_letters() -> None:
    assert header(["1", "2", "3"], ["4"], header_rows=0)[2] == ["A", "B", "C"]
    assert [letters(n) for n in (0, 25, 26, 701, 702, 16_383)] == [
        "A",
        "Z",
        "AA",
        "ZZ",
        "AAA",
        "XFD",
    ]
