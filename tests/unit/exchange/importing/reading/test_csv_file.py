import csv
import gzip
from pathlib import Path

import pytest

from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading import csv_records as records_module
from atlas_gui.exchange.importing.reading import open_table, sample
from atlas_gui.exchange.importing.reading.csv_delimiter import find_delimiter
from atlas_gui.exchange.importing.rows import FileWishes

from .conftest import Make, read, refusal


def test_rows_are_numbered_by_the_line_they_begin_on(make: Make) -> None:
    found = read(make("a.csv", 'id,text\r\n1,"two\r\nlines, ""quoted"""\r\n\r\n2, b \r\n,\r\n'))
    assert found.columns == ["id", "text"]
    assert found.rows == {2: ["1", 'two\r\nlines, "quoted"'], 5: ["2", "b"]}
    assert found.codes() == []
    assert found.used == FileWishes("csv", "utf-8", ",", skipped_rows=0, header_rows=1)


@pytest.mark.parametrize("sign", [",", ";", "\t", "|", ":"])
def test_a_delimiter_is_found(make: Make, sign: str) -> None:
    text = "\n".join(
        sign.join(cells) for cells in (("a", "b c", "d"), ("1", "", "x"), ("2", "y", "z"))
    )
    found = read(make("a.csv", text))
    assert found.used.delimiter == sign
    assert found.rows == {2: ["1", None, "x"], 3: ["2", "y", "z"]}


@pytest.mark.parametrize(
    ("lines", "sign"),
    [
        (("Land;Betrag", "Kuba;1.234,5", "Peru;2.000,25"), ";"),
        (("a\tb", "x, y, z\t1", "u, v, w\t2"), "\t"),
        (("when,what", "12:30:00,a", "13:45:10,b"), ","),
        (("name", "China", "Cuba"), ","),
        (("a,b", '"x;y;z",1', '"u;v;w",2'), ","),
        (("sep=|", "a|b,c", "1|2,3"), "|"),
        (("1,2,3", "4,5,6"), ","),
    ],
)
def test_signs_within_texts_and_numbers_part_nothing(lines: tuple[str, ...], sign: str) -> None:
    assert find_delimiter([f"{line}\n" for line in lines]) == sign


def test_wishes_read_the_file_alike(make: Make) -> None:
    path = make("a.txt", "A note\na;b\n1,5;2\n")
    first = read(path)
    with open_table(path, first.used) as table:
        assert {row.number: row.cells for row in table.rows()} == first.rows
        assert table.used == first.used
    assert read(path, delimiter=",").used.delimiter == ","
    assert read(path, skipped_rows=0, header_rows=0).columns == ["A", "B"]


def test_rows_that_do_not_fit_the_header_are_told(make: Make) -> None:
    found = read(make("a.csv", "a,b,c\n1,2,3\n4,5\n6,7,8,9,x\n1,2,3,,\n1,2,3\n"))
    assert found.rows[3] == ["4", "5", None]
    assert found.rows[4] == ["6", "7", "8"]
    short, long = found.findings
    assert (short.code, short.row, short.column, short.outcome) == (
        "ragged-row",
        3,
        "c",
        Outcome.NOTE,
    )
    assert (long.code, long.row, long.value, long.outcome) == (
        "ragged-row",
        4,
        "9,x",
        Outcome.LEFT_OUT,
    )


def test_a_quote_that_is_never_closed_takes_one_line_only(make: Make) -> None:
    found = read(make("a.csv", 'a,b\n1,"open\n2,x\n3,y\n'))
    assert found.rows == {2: ["1", '"open'], 3: ["2", "x"], 4: ["3", "y"]}
    assert found.codes() == [("open-quote", 2)]
    assert found.findings[0].outcome is Outcome.SUSPICIOUS


def test_quotes_that_are_never_closed_do_not_close_one_another(make: Make) -> None:
    found = read(make("a.csv", "a,b\n" + 'x,"y\n' * 99))
    assert list(found.rows.values()) == [["x", '"y']] * 99
    assert found.codes() == [("open-quote", line) for line in range(2, 101)]


def test_lines_are_not_read_again_for_ever(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records_module, "_READ_AGAIN", 20)
    found = read(make("a.csv", "a,b\n" + 'x,"y\n' * 99))
    assert found.rows == {2: ["x", '"y'], 3: ["x", '"y']}
    assert found.codes()[:3] == [("open-quote", 2), ("open-quote", 3), ("open-quote", 4)]
    assert found.findings[1].outcome is Outcome.SUSPICIOUS
    assert found.findings[2].outcome is Outcome.REFUSED
    assert "up to 5" in found.findings[2].reason


def test_a_text_that_goes_on_behind_its_quotes_is_kept_and_told(make: Make) -> None:
    found = read(make("a.csv", 'a,b\n"x" y,1\n2,3\n'))
    assert found.rows == {2: ["x y", "1"], 3: ["2", "3"]}
    assert found.codes() == [("odd-quote", 2)]


def test_a_cell_that_is_too_long_is_refused_with_its_row(make: Make) -> None:
    long = "x" * ((1 << 20) + 1)
    found = read(make("a.csv", f"a,b\n1,{long}\n2,y\n"))
    assert found.rows == {3: ["2", "y"]}
    assert found.codes() == [("cell-too-long", 2)]
    endless = "x" * ((8 << 20) + 10)
    found = read(make("b.csv", f"a,b\n1,{endless}\n2,y\n"))
    assert found.rows == {3: ["2", "y"]}
    assert found.codes() == [("cell-too-long", 2)]
    assert csv.field_size_limit() >= 1 << 20


def test_nul_and_byte_order_marks_within_are_told(make: Make) -> None:
    found = read(make("a.csv", "\ufeffa,b\n1,x\0y\n\ufeffa,b\n2,z\n"))
    assert found.columns == ["a", "b"]
    assert found.rows == {2: ["1", "x␀y"], 3: ["a", "b"], 4: ["2", "z"]}
    assert found.codes() == [("nul", 2), ("byte-order-mark", 3)]
    assert found.findings[0].column == "b"


def test_gzip_is_unpacked(make: Make) -> None:
    path = make("a.csv.gz", gzip.compress(b"a,b\n1,2\n"))
    assert read(path).rows == {2: ["1", "2"]}
    whole = path.read_bytes()
    assert "cut off" in refusal(make("b.csv.gz", whole[:-6]))
    assert "damaged" in refusal(make("c.csv.gz", whole[:-8] + b"\0" * 8))


def test_rows_may_be_read_again(make: Make) -> None:
    with open_table(make("a.csv", "a,b\n1\n2,3\n")) as table:
        first = list(table.rows())
        assert list(table.rows()) == first
        assert [finding.row for finding in table.findings] == [2]
        begun = table.rows()
        next(begun)
        table.close()
        assert list(begun) == []


def test_a_sample_reads_no_more_than_it_shows(make: Make) -> None:
    path = make("a.csv", "a,b\n" + "1,2\n" * 500 + "1\n")
    found = sample(path, count=20)
    assert [row.number for row in found.rows] == list(range(2, 22))
    assert (found.columns, list(found.findings)) == (["a", "b"], [])
    assert found.total is not None
    assert found.total >= 501


def test_a_table_without_rows_or_with_an_impossible_delimiter_is_refused(make: Make) -> None:
    assert "no rows" in refusal(make("a.csv", ",,\n,,\n"))
    path = make("b.csv", "a,b\n1,2\n")
    for sign in ('"', ",,", "\n"):
        with pytest.raises(Exception, match="parted") as caught:
            read(path, delimiter=sign)
        assert type(caught.value).__name__ == "AtlasError"


def test_more_columns_than_are_read_are_refused(make: Make) -> None:
    row = ",".join(map(str, range(10_000)))
    assert "2,000 columns" in refusal(make("a.csv", f"{row}\n{row}\n"))
    row = ",".join(map(str, range(2_000)))
    assert len(read(make("b.csv", f"{row}\n{row}\n")).columns) == 2_000


def test_more_rows_than_are_read_end_the_reading(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("atlas_gui.exchange.importing.reading.opened_table.ROWS", 3)
    path = make("a.csv", "a,b\n" + "1,2\n" * 5)
    assert "more than 3 rows, from row 5 on" in refusal(path)


def test_nothing_is_written(make: Make, tmp_path: Path) -> None:
    path = make("a.csv", "a,b\n1,2\n")
    before = path.stat().st_mtime_ns
    read(path)
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]
    assert path.stat().st_mtime_ns == before


def test_rows_of_very_many_cells_and_files_of_very_many_lines_are_refused(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = read(make("a.csv", "a,b\n1,2\n" + "," * 30_000 + "x\n3,4\n"))
    assert found.rows == {2: ["1", "2"], 4: ["3", "4"]}
    assert found.codes() == [("too-many-cells", 3)]
    monkeypatch.setattr("atlas_gui.exchange.importing.reading.encoding.LINES", 100)
    assert "100 lines" in refusal(make("b.csv", "a,b\n" + "\n" * 100))


def test_blank_lines_count_as_lines_and_records(make: Make) -> None:
    found = read(make("a.csv", "\n\r\nA title\n\n\na,b\n\n1,2\n\n\n3,4"))
    assert (found.used.skipped_rows, found.rows) == (5, {8: ["1", "2"], 11: ["3", "4"]})
    assert read(make("a.csv", "\n\na,b\n1,2\n"), skipped_rows=2).rows == {4: ["1", "2"]}


def test_findings_do_not_grow_with_the_file(make: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("atlas_gui.exchange.importing.reading.noted.FINDINGS_OF_A_SORT", 3)
    found = read(make("a.csv", "a,b\n1,2\n" + "1\n" * 9))
    assert found.codes() == [
        ("ragged-row", 3),
        ("ragged-row", 4),
        ("ragged-row", 5),
        ("ragged-row", 0),
    ]
    assert "6 more" in found.findings[-1].reason
