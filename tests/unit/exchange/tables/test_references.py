"""Lists of references, each read back by a library that others read it with."""

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import bibtexparser
import pytest
import rispy
from bibtexparser.middlewares import LatexDecodingMiddleware
from bibtexparser.model import Entry
from pylatexenc.latex2text import (
    LatexNodes2Text,
    MacroTextSpec,
    get_default_latex_context_db,
)
from support.cruel import TEXTS

from atlas_gui.domain.library import Library
from atlas_gui.exchange.citing.items import record_item, source_item
from atlas_gui.exchange.tables.bibtex import tex_text, tex_title
from atlas_gui.exchange.tables.cells import single_line
from atlas_gui.exchange.tables.formats import Format, What
from atlas_gui.exchange.tables.references import dates_of, iso_dates

Save = Callable[..., Path]
BOTH = pytest.mark.parametrize("what", What)
LISTS = ("cruel", "shipped")


def items_in(library: Library, what: What) -> list[dict[str, Any]]:
    if what is What.RECORDS:
        return [record_item(record, library) for record in library.records.values()]
    used = [e.source for r in library.records.values() for c in r.claims for e in c.evidence]
    return [source_item(library.sources[name]) for name in dict.fromkeys(used)]


def decoder() -> LatexNodes2Text:
    """Knows three commands of LaTeX that pylatexenc leaves out or takes for something else."""
    names = {"textbraceleft": "{", "textbraceright": "}", "textasciicircum": "^"}
    macros = [MacroTextSpec(name, simplify_repl=sign) for name, sign in names.items()]
    context = get_default_latex_context_db()
    context.add_context_category("signs", prepend=True, macros=macros)
    return LatexNodes2Text(latex_context=context)


def entries_of(path: Path, *, decoded: bool = True) -> dict[str, Entry]:
    more = [LatexDecodingMiddleware(decoder=decoder())] if decoded else []
    read = bibtexparser.parse_string(path.read_text(encoding="utf-8"), append_middleware=more)
    assert not read.failed_blocks
    assert not [block for block in read.blocks if not isinstance(block, Entry)]
    return read.entries_dict


@pytest.fixture(params=LISTS)
def library(request: pytest.FixtureRequest) -> Library:
    found: Library = request.getfixturevalue(request.param)
    return found


@BOTH
def test_csl_json_holds_all_of_each_item(library: Library, save: Save, what: What) -> None:
    read = json.loads(save(library, Format.CSL_JSON, what).read_bytes())
    assert read == json.loads(json.dumps(items_in(library, what)))
    assert len({item["id"] for item in read}) == len(read)


@BOTH
def test_bibtex_comes_back_field_by_field(library: Library, save: Save, what: What) -> None:
    path = save(library, Format.BIBTEX, what)
    entries, raw = entries_of(path), entries_of(path, decoded=False)
    items = items_in(library, what)
    assert list(entries) == [item["id"] for item in items]
    same = {"note": "note", "abstract": "abstract", "language": "language", "genre": "type"}
    same |= {"keyword": "keywords", "version": "version", "event-place": "address"}
    for item in items:
        fields = {field.key: field.value for field in entries[item["id"]].fields}
        assert fields.pop("title") == single_line(item["title"])
        for csl_name, name in same.items():
            assert fields.get(name, "") == single_line(item.get(csl_name, "")), name
        containers = {fields.get(name) for name in ("journal", "booktitle", "howpublished")}
        assert single_line(item.get("container-title", "")) in {one or "" for one in containers}
        if dates := dates_of(item, "issued"):
            date = raw[item["id"]].fields_dict["date"].value
            assert date.replace("~", "") == "/".join(iso_dates(dates))
            assert ("~" in date) == bool(item["issued"].get("circa"))
            assert fields["year"] == f"{dates[0][0]:04d}"
        if words := item.get("issued", {}).get("literal"):
            told = fields["annotation"] if dates else f"issued: {fields['year']}"
            assert f"issued: {single_line(words)}" in told
        if status := item.get("status"):
            assert f"status: {status}" in fields["annotation"]
        if own := item.get("custom"):
            assert f"countries: {', '.join(own['countries'])}" in fields["annotation"]
            assert f"kind: {own['kind']}" in fields["annotation"]


def test_names_come_back_whole_in_bibtex(cruel: Library, save: Save) -> None:
    entries = entries_of(save(cruel, Format.BIBTEX, What.SOURCES))
    for item in items_in(cruel, What.SOURCES):
        if "author" in item:
            text = single_line(item["author"][0]["literal"])
            written = entries[item["id"]].fields_dict["author"].value
            assert written == f"{text} and {text}, Ann"


def test_names_are_not_taken_apart_at_a_comma_or_an_and(cruel: Library, save: Save) -> None:
    path = save(cruel, Format.BIBTEX, What.SOURCES)
    raw = entries_of(path, decoded=False)
    (number,) = (n for n, text in enumerate(TEXTS, start=2) if text.startswith("two\nlines"))
    names = raw[f"source-{number}"].fields_dict["author"].value
    assert names == (
        '{two lines, "quoted", and a carriage return} and '
        '{two lines, "quoted", and a carriage return}, Ann'
    )


def test_addresses_stand_as_they_are_but_for_braces(cruel: Library, save: Save) -> None:
    entries = entries_of(save(cruel, Format.BIBTEX, What.SOURCES), decoded=False)
    address = entries["source-2"].fields_dict["url"].value
    assert address == "https://example.org/a_b?c=%7Bd%7D&e=%7E#f~%5C"


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("An agreement", "An agreement"),
        ("China and Cuba", "China and {Cuba}"),
        ("Arctic LNG 2", "Arctic {LNG} 2"),
        ("eGovernment in McDonald's (UK)", "{eGovernment} in {McDonald's} ({UK})"),
        ("R&D: 50 %", "R\\&{D}: 50 \\%"),
        ("中国 and Россия", "中国 and {Россия}"),
    ],
)
def test_capitals_are_kept_where_a_style_would_lose_them(title: str, written: str) -> None:
    assert tex_title(title) == written


@pytest.mark.parametrize("text", TEXTS)
def test_braces_are_balanced_and_no_command_is_left(text: str) -> None:
    for written in (tex_text(text), tex_title(text)):
        depth = 0
        for letter in written:
            depth += (letter == "{") - (letter == "}")
            assert depth >= 0
        assert depth == 0
        assert "\\input" not in written
        assert "\n" not in written


@BOTH
def test_ris_comes_back_field_by_field(library: Library, save: Save, what: What) -> None:
    text = save(library, Format.RIS, what).read_text(encoding="utf-8")
    references = rispy.loads(text)
    items = items_in(library, what)
    assert [one["id"] for one in references] == [item["id"] for item in items]
    assert text.count("\nER  - \n") == len(items)
    same = {"title": "title", "container-title": "secondary_title", "publisher": "publisher"}
    same |= {"language": "language", "genre": "type_of_work", "abstract": "abstract"}
    same |= {"event-place": "place_published", "version": "edition"}
    for item, one in zip(items, references, strict=True):
        for csl_name, name in same.items():
            assert one.get(name, "") == single_line(item.get(csl_name, "")), name
        names = [
            ", ".join(name[part] for part in ("family", "given") if part in name) or name["literal"]
            for name in item.get("author", [])
        ]
        assert one.get("authors", []) == [single_line(name) for name in names]
        # rispy takes an address apart at each semicolon.
        assert ";".join(one.get("urls", [])) == item.get("URL", "")
        if note := single_line(item.get("note", "")):
            assert note in one["notes"]
        if dates := dates_of(item, "issued"):
            told = [f"{dates[0][0]:04d}", *(f"{part:02d}" for part in dates[0][1:]), "", ""]
            assert one["year"] == told[0]
            assert one["date"].split("/")[:3] == told[:3]
        if words := item.get("issued", {}).get("literal"):
            assert single_line(words) in "".join((one.get("date", ""), one["year"]))
        if status := item.get("status"):
            assert f"status: {status}" in one["notes"][-1]
        for name in ("kind", "date", "date-basis"):
            if told := item.get("custom", {}).get(name):
                assert f"; {name}: {told}" in f"; {one['notes'][-1]}"


def test_types_are_those_that_reference_managers_know(shipped: Library, save: Save) -> None:
    references = rispy.loads(save(shipped, Format.RIS).read_text(encoding="utf-8"))
    found = Counter(one["type_of_reference"] for one in references)
    kinds = Counter(item["type"] for item in items_in(shipped, What.RECORDS))
    assert found["LEGAL"] == kinds["treaty"] > 0
    assert found["DATA"] == kinds["dataset"] > 0
    entries = entries_of(save(shipped, Format.BIBTEX, What.SOURCES))
    assert entries["cuban-chinese-relations"].entry_type == "incollection"
    assert entries["russia-china-sign-deals"].entry_type == "article"


def test_what_is_only_planned_says_so_in_every_list(shipped: Library, save: Save) -> None:
    name = "las-camariocas-nickel-plant"
    item = {one["id"]: one for one in json.loads(save(shipped, Format.CSL_JSON).read_bytes())}[name]
    assert item["title"].endswith("[preliminary]")
    entry = entries_of(save(shipped, Format.BIBTEX))[name]
    assert entry.fields_dict["title"].value.endswith("[preliminary]")
    references = rispy.loads(save(shipped, Format.RIS).read_text(encoding="utf-8"))
    assert {one["id"]: one for one in references}[name]["title"].endswith("[preliminary]")
