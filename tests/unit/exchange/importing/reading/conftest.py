"""Files as other programs write them."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Finding
from atlas_gui.exchange.importing.reading import open_table
from atlas_gui.exchange.importing.rows import Cell, FileWishes

Make = Callable[..., Path]


class Read(NamedTuple):
    """All that reading a file gives."""

    columns: Sequence[str]
    used: FileWishes
    choices: Sequence[str]
    rows: dict[int, list[Cell]]
    findings: Sequence[Finding]

    def codes(self) -> list[tuple[str, int]]:
        return [(finding.code, finding.row) for finding in self.findings]

    def records(self) -> list[dict[str, Cell]]:
        return [
            {n: c for n, c in zip(self.columns, cells, strict=True) if c is not None}
            for cells in self.rows.values()
        ]


def read(path: Path, **wishes: Any) -> Read:
    with open_table(path, FileWishes(**wishes)) as table:
        rows = list(table.rows())
        assert table.total is None or len(rows) <= table.total
        assert len({row.number for row in rows}) == len(rows)
        assert all(len(row.cells) == len(table.columns) for row in rows)
        assert len(set(table.columns)) == len(table.columns)
        assert all(name.strip() == name and name for name in table.columns)
        cells = {row.number: list(row.cells) for row in rows}
        return Read(table.columns, table.used, table.choices, cells, table.findings)


def refusal(path: Path, **wishes: Any) -> str:
    with pytest.raises(AtlasError) as caught:
        read(path, **wishes)
    message = caught.value.message
    assert message.strip() == message
    assert "\n" not in message
    assert path.name in message
    return message


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a file: text as UTF-8, or bytes as they are."""

    def made(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return path

    return made


@pytest.fixture
def workbook(tmp_path: Path) -> Make:
    """Writes a workbook of one sheet; `change` may do more to it."""

    def made(
        *rows: Sequence[Any], change: Callable[[Any], object] | None = None, name: str = "a.xlsx"
    ) -> Path:
        book = openpyxl.Workbook()
        sheet = book.active
        for row in rows:
            sheet.append(row)
        if change is not None:
            change(sheet)
        path = tmp_path / name
        book.save(path)
        return path

    return made
