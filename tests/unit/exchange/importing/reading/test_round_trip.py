"""What Atlas itself writes comes back."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from support.cruel import cruel_library
from support.libraries import write
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.library import Library
from atlas_gui.exchange.citing.items import record_item, source_item
from atlas_gui.exchange.importing.reading import format_of, open_table
from atlas_gui.exchange.tables.cells import single_line
from atlas_gui.exchange.tables.formats import Format, What
from atlas_gui.exchange.tables.references import dates_of, iso_dates, names_of
from atlas_gui.exchange.tables.saving import save_table
from atlas_gui.store import open_library

Save = Callable[[Library, Format, What], Path]
BOTH = pytest.mark.parametrize("what", What)
LISTS = pytest.mark.parametrize("form", [Format.RIS, Format.BIBTEX, Format.CSL_JSON])


@pytest.fixture(params=["cruel", "shipped"])
def library(request: pytest.FixtureRequest, tmp_path: Path) -> Library:
    if request.param == "shipped":
        return open_library(SHIPPED_LIBRARY)
    folder = tmp_path / "cruel"
    folder.mkdir()
    return open_library(write(cruel_library(), folder))


@pytest.fixture
def save(tmp_path: Path) -> Save:
    def saved(library: Library, form: Format, what: What) -> Path:
        target = tmp_path / f"saved.{form.suffix}"
        return save_table(library, list(library.records), form, target, what=what, query="").path

    return saved


def items_of(library: Library, what: What) -> list[dict[str, Any]]:
    if what is What.RECORDS:
        return [record_item(record, library) for record in library.records.values()]
    used = [e.source for r in library.records.values() for c in r.claims for e in c.evidence]
    return [source_item(library.sources[name]) for name in dict.fromkeys(used)]


def seen(text: object) -> str:
    """A text but for what no list of references keeps: breaks, blanks, signs nobody sees."""
    return " ".join(single_line(str(text)).replace("\0", "␀").split()).replace(" ,", ",")


@LISTS
@BOTH
def test_a_list_of_references_comes_back(
    library: Library, save: Save, form: Format, what: What
) -> None:
    path = save(library, form, what)
    names = {Format.RIS: "ris", Format.BIBTEX: "bibtex", Format.CSL_JSON: "csl-json"}
    assert format_of(path) == names[form]
    with open_table(path) as table:
        rows = [dict(zip(table.columns, row.cells, strict=True)) for row in table.rows()]
        assert list(table.findings) == []
    items = items_of(library, what)
    assert [row["id"] for row in rows] == [item["id"] for item in items]
    for row, item in zip(rows, items, strict=True):
        assert seen(row["title"]) == seen(item["title"]), item["id"]
        if item.get("URL"):
            assert "example" in str(row["URL"]) or seen(row["URL"]) == seen(item["URL"])
        if dates := dates_of(item, "issued"):
            assert str(row["issued"]).startswith(iso_dates(dates)[0])
        if authors := names_of(item, "author"):
            held = row["author"]
            assert isinstance(held, list) and len(held) == len(authors)
            for written, (family, given, literal) in zip(held, authors, strict=True):
                expected = f"{seen(family)}, {seen(given)}" if family and given else literal
                assert seen(written) == seen(expected or family or given)
        for name in ("abstract", "language", "publisher"):
            if item.get(name) and not (form is Format.BIBTEX and name == "publisher"):
                assert seen(row[name]) == seen(item[name]), name


@pytest.mark.parametrize("form", [Format.CSV, Format.XLSX])
def test_a_table_comes_back(save: Save, form: Format) -> None:
    library = open_library(SHIPPED_LIBRARY)
    path = save(library, form, What.RECORDS)
    with open_table(path) as table:
        rows = list(table.rows())
        identifiers = [row.cells[0] for row in rows]
        assert [finding.code for finding in table.findings if finding.row] == []
    assert identifiers == list(library.records)
