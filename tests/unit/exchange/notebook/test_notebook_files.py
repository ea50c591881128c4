"""Notebooks as JSON and Markdown: out, in again, and shown as the text they are."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.kept import CRUEL_NOTES, ENTRIES, LATER, MOMENT, SEARCHES, TEXT, entry
from tinydb import TinyDB

from atlas_gui.domain.notebook import Change, Entry, Notebook, SavedSearch, acts
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.notebook import encode_json, encode_markdown, read_notebook_file
from atlas_gui.exchange.notebook.markdown_escapes import escaped, unescaped
from atlas_gui.store.notebook.schema import notebook_schema

_NOTEBOOK = Notebook(
    [
        entry(
            "mine",
            starred=True,
            tags=("ores", "to ask"),
            note="# Not a heading\n~~~\n`x`",
            reading=2.0,
        ),
        entry("plant", note="<script>alert(1)</script>\n\n```\ncode\n```", reading=1.5),
        Entry("gas", MOMENT, "", starred=True),
    ],
    [SavedSearch("a", "Loans *now*", "kind:loan <b>", 1.0), SavedSearch("b", "b", "x\ny", 0.5)],
)
NOTEBOOKS = st.builds(
    Notebook,
    st.lists(ENTRIES, unique_by=lambda each: each.record, max_size=6),
    st.lists(SEARCHES, unique_by=lambda each: each.id, max_size=4),
)


def link_of(record: str) -> str:
    return "" if record == "gas" else f"atlas:/CHN-CUB/{record}"


def read_back(content: bytes, folder: Path) -> Notebook:
    path = folder / "export"
    path.write_bytes(content)
    return Notebook(*read_notebook_file(path))


def kept(notebook: Notebook) -> tuple[dict[str, Entry], tuple[SavedSearch, ...]]:
    return dict(notebook.entries), notebook.searches


@given(NOTEBOOKS)
def test_what_is_exported_comes_back_whole(
    tmp_path_factory: pytest.TempPathFactory, notebook: Notebook
) -> None:
    folder = tmp_path_factory.mktemp("out", numbered=True)
    for content in (encode_json(notebook), encode_markdown(notebook, link_of)):
        assert kept(read_back(content, folder)) == kept(notebook)


@given(TEXT | CRUEL_NOTES, st.sampled_from(["", ","]))
def test_any_text_is_one_line_and_the_same_text_again(text: str, also: str) -> None:
    line = escaped(text, also)
    assert unescaped(line) == text
    assert len(line.splitlines()) <= 1
    assert not also or also not in line


@pytest.mark.parametrize("encode", [encode_json, lambda one: encode_markdown(one, link_of)])
def test_the_same_file_twice_changes_nothing(
    encode: Callable[[Notebook], bytes], tmp_path: Path
) -> None:
    path = tmp_path / "export"
    path.write_bytes(encode(_NOTEBOOK))
    mine = Notebook([entry("mine", note="My own.", tags=("Ores",))])
    first = acts.merge(mine, *read_notebook_file(path), LATER)
    mine.apply(Change("c", LATER, first))
    assert acts.merge(mine, *read_notebook_file(path), LATER) == ()
    merged = mine.entries["mine"]
    assert merged.note.startswith("My own.")
    assert merged.note.endswith("`x`")
    assert merged.tags == ("Ores", "to ask")


def test_the_json_is_what_the_schema_says_and_any_tinydb_opens_it(tmp_path: Path) -> None:
    content = encode_json(_NOTEBOOK)
    validator = jsonschema.Draft202012Validator(notebook_schema())
    validator.validate(json.loads(content))
    with pytest.raises(jsonschema.ValidationError):
        validator.validate({"meta": {"1": {"schema_version": 1}}, "entries": {"1": {"record": 3}}})
    path = tmp_path / "notebook.json"
    path.write_bytes(content)
    with TinyDB(path, access_mode="r") as database:
        assert [one["record"] for one in database.table("entries")] == ["mine", "plant", "gas"]


def test_the_markdown_is_for_people() -> None:
    lines = encode_markdown(_NOTEBOOK, link_of).decode().split("\n")
    assert lines[0] == "# Notebook"
    place = lines.index("### MINE")
    assert lines[place + 2 : place + 8] == [
        "- Record: mine",
        "- Link: <atlas:/CHN-CUB/mine>",
        f"- Changed: {MOMENT}",
        "- Star: yes",
        "- Tags: ores, to ask",
        "- Place on the reading list: 2.0",
    ]
    assert lines[place + 9 : place + 14] == ["~~~~text", "# Not a heading", "~~~", "`x`", "~~~~"]
    assert "1. PLANT <atlas:/CHN-CUB/plant>" in lines
    assert r"### Loans \*now\*" in lines
    assert r"- Query: kind:loan \<b\>" in lines
    assert "- Link: <>" not in lines


def test_a_link_that_is_none_is_not_written() -> None:
    assert b"javascript" not in encode_markdown(_NOTEBOOK, lambda _id: "javascript:alert(1)")


def test_an_editor_may_end_lines_as_on_windows(tmp_path: Path) -> None:
    content = encode_markdown(_NOTEBOOK, link_of).replace(b"\n", b"\r\n")
    assert kept(read_back(content, tmp_path)) == kept(_NOTEBOOK)


_MARK = b"# Notebook\n\n<!-- Atlas notebook, format 1 -->\n\n"


@pytest.mark.parametrize(
    ("content", "place"),
    [
        (b"", "empty"),
        (b"%PDF-1.7\n", "line 1, column 1"),
        (b'{"meta":{"1":{"schema_version":1}},\n"entries":{"1":{"record":}}}', "line 2, column 26"),
        (b'{"meta":{"1":{"schema_version":1}},"entries":{"1":{"record":7}}}', "“entries”"),
        (b'{"meta":{"1":{"schema_version":2}}}', "later version"),
        (b'{"entries":{}}', "tables of a notebook"),
        (b'{"meta":' + b"[" * 100_000, "nested too deeply"),
        (b'{"a":"\xff\xfe"}', "tables of a notebook"),
        ('{"meta":{}}'.encode("utf-16"), "line 1, column 1"),
        (_MARK + b"## Records\n\nmy own text\n", "line 7"),
        (_MARK + b"## Recipes\n", "line 5"),
        (_MARK + b"## Records\n\n### A\n\n~~~text\nno end\n", "line 9"),
        (_MARK + b"## Records\n\n### A\n\n- Record: a\n- Changed: soon\n", "line 7"),
        (_MARK + b"## Records\n\n### A\n- Place on the reading list: x\n", "line 7"),
        (_MARK + b"\xff", "line 5"),
    ],
)
def test_what_is_no_notebook_is_refused_with_its_place(
    tmp_path: Path, content: bytes, place: str
) -> None:
    path = tmp_path / "wrong.md"
    path.write_bytes(content)
    with pytest.raises(AtlasError) as caught:
        read_notebook_file(path)
    assert place in caught.value.message
    assert str(path) in caught.value.message
    assert path.read_bytes() == content


def test_a_file_of_two_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    with pytest.raises(AtlasError, match="too large"):
        read_notebook_file(path)
    with pytest.raises(AtlasError, match="not there"):
        read_notebook_file(tmp_path / "none")
    with pytest.raises(AtlasError, match="cannot be read"):
        read_notebook_file(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.json")
    with pytest.raises(AtlasError, match="no ordinary file"):
        read_notebook_file(tmp_path / "pipe.json")
