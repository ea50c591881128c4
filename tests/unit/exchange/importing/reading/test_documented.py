"""The page on formats says what the readers do."""

import re

from support.places import PACKAGE, ROOT

from atlas_gui.exchange.importing.reading import limits
from atlas_gui.exchange.importing.reading.csv_file import _MOST_CELLS
from atlas_gui.exchange.importing.reading.references import COLUMNS
from atlas_gui.exchange.importing.reading.xlsx_file import _ODD

PAGE = (ROOT / "docs" / "import-formats.md").read_text(encoding="utf-8")
READING = PACKAGE / "exchange" / "importing" / "reading"


def test_every_finding_is_listed_and_no_other() -> None:
    code = re.compile(r'(?:noted\.add|_left_out)\(\s*"([a-z-]+)"')
    source = "".join(path.read_text(encoding="utf-8") for path in READING.glob("*.py"))
    made = set(code.findall(source)) | set(_ODD)
    made |= set(re.findall(r'"(hidden-[a-z]+)"', source))
    table = PAGE.partition("## Findings")[2]
    rows = [line.split("|")[1] for line in table.splitlines() if line.startswith("| `")]
    assert {name for row in rows for name in re.findall(r"`([a-z-]+)`", row)} == made


def test_limits_are_those_of_the_program() -> None:
    table = PAGE.partition("## Limits")[2].partition("## Torture")[0]
    numbers = {int(text.replace(",", "")) for text in re.findall(r"\d[\d,]*\d", table)}
    mebibytes = (
        limits.STREAMED_BYTES,
        limits.WHOLE_BYTES,
        limits.REFERENCES_BYTES,
        limits.WORKBOOK_BYTES,
        limits.SHARED_TEXT_BYTES,
    )
    plain = (limits.LINES, limits.ROWS, limits.COLUMNS, limits.CELL_SIGNS, limits.DIGITS)
    expected = {size // limits.MEBIBYTE for size in mebibytes} | {*plain, limits.FINDINGS_OF_A_SORT}
    assert numbers - {1, 12} == expected
    assert f"{_MOST_CELLS:,} cells" in PAGE


def test_columns_of_references_are_named() -> None:
    told = PAGE.partition("## References")[2].partition("are there")[0]
    assert tuple(re.findall(r"`([^`]+)`", told)) == COLUMNS
