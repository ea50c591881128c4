"""The real files that lie beside the project, read here in the plainest way, by no code of Atlas."""

import gzip
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
WORKBOOK = DATA / "aiddata-china-finance" / "GlobalChineseOfficialFinanceDataset_v1.0.xlsx"
REGISTER = DATA / "uk-treaties" / "uk_treaties_2026.jsonl.gz"
_SPACE = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def projects() -> list[dict[str, str]]:
    """Every row of the workbook by heading, cells as they stand in its XML; blank ones are ""."""
    with ZipFile(WORKBOOK) as archive:
        shared = [
            "".join(text.text or "" for text in item.iter(f"{_SPACE}t"))
            for item in ElementTree.fromstring(archive.read("xl/sharedStrings.xml"))  # noqa: S314  ours
        ]
        sheet = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))  # noqa: S314
    rows = [_cells(row, shared) for row in sheet.iter(f"{_SPACE}row")]
    headings = rows[0]
    return [
        {name: row.get(column, "").strip() for column, name in headings.items()} for row in rows[1:]
    ]


def _cells(row: ElementTree.Element, shared: list[str]) -> dict[str, str]:
    found = {}
    for cell in row.iter(f"{_SPACE}c"):
        column = re.sub(r"\d", "", cell.get("r", ""))
        value = cell.find(f"{_SPACE}v")
        text = value.text or "" if value is not None else ""
        if cell.get("t") == "s" and text:
            text = shared[int(text)]
        elif cell.get("t") == "inlineStr":
            text = "".join(part.text or "" for part in cell.iter(f"{_SPACE}t"))
        found[column] = text
    return found


def treaties() -> list[dict[str, Any]]:
    """Every line of the register."""
    with gzip.open(REGISTER, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def plain_records(library: Path) -> dict[str, dict[str, Any]]:
    """The records of a library by identifier, as plain JSON."""
    tables: Mapping[str, Any] = json.loads(library.read_bytes())
    return {record["id"]: record for record in tables["records"].values()}


def claims(record: Mapping[str, Any], property_name: str) -> list[dict[str, Any]]:
    """The values of a record's claims on one property."""
    return [one["value"] for one in record["claims"] if one["property"] == property_name]
