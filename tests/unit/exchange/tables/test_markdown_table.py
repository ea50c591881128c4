"""Markdown, read back by a parser of it."""

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from support.cruel import TEXTS

from atlas_gui.domain.library import Library
from atlas_gui.exchange.tables.cells import single_line
from atlas_gui.exchange.tables.formats import Format
from atlas_gui.exchange.tables.markdown_table import markdown_text

Save = Callable[..., Path]
markdown_it = pytest.importorskip("markdown_it", reason="comes with the checks")


def rendered(text: str) -> str:
    made: str = markdown_it.MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text)
    return made


def cells_of(text: str) -> list[list[str]]:
    rows = re.findall("<tr>(.*?)</tr>", rendered(text), re.DOTALL)
    return [
        [html.unescape(cell) for cell in re.findall("<t[hd][^>]*>(.*?)</t[hd]>", row, re.DOTALL)]
        for row in rows
    ]


@pytest.mark.parametrize("text", TEXTS)
def test_text_is_shown_as_it_stands(text: str) -> None:
    made = rendered(f"| heading |\n| --- |\n| {markdown_text(text)} |\n")
    (cell,) = re.findall("<td>(.*?)</td>", made, re.DOTALL)
    assert html.unescape(cell) == single_line(text)
    paragraph = rendered(markdown_text(text)).strip()
    assert html.unescape(paragraph) == f"<p>{single_line(text)}</p>"


def test_a_row_says_what_the_list_says(shipped: Library, save: Save) -> None:
    text = save(shipped, Format.MARKDOWN, query='kind:loan "x"').read_text(encoding="utf-8")
    assert text.startswith("# Bilateral relations\n\n100 records, found by: kind:loan")
    headings, *rows = cells_of(text)
    assert headings[:6] == ["Date", "Record", "Countries", "Kind", "Status", "Value"]
    assert len(rows) == len(shipped.records)
    (plant,) = (row for row in rows if row[-1] == "atlas:/CHN-CUB/las-camariocas-nickel-plant")
    assert plant[2:6] == ["China – Cuba", "Investment", "Preliminary", "US$500 million (planned)"]
    assert "edition 2026.1. Licence: MIT. Cite as: " in html.unescape(rendered(text))


def test_each_record_has_one_row_whatever_its_text(cruel: Library, save: Save) -> None:
    text = save(cruel, Format.MARKDOWN).read_text(encoding="utf-8")
    rows = cells_of(text)[1:]
    assert len(rows) == len(cruel.records)
    assert {len(row) for row in rows} == {8}
    assert "<b>" not in rendered(text)
