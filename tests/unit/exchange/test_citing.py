"""Citing in the shipped styles and in readers' own: what comes out, and what never may."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from support.hostile import hostile_library
from support.libraries import write

from atlas_gui.exchange.citing.citing import Citation, bibliography, cite
from atlas_gui.exchange.citing.items import record_item, source_item
from atlas_gui.exchange.citing.letter_case import in_title_case
from atlas_gui.exchange.citing.marked_text import Quotes, clean, finished
from atlas_gui.exchange.citing.schema import first_fault
from atlas_gui.exchange.citing.style_files import StyleError
from atlas_gui.exchange.citing.styles import SHIPPED_STYLES, CitationStyle, style_named
from atlas_gui.progress import CancelledError
from atlas_gui.store.opening import open_library

_INFO = """<info><title>Mine</title><id>urn:mine</id><updated>2026-01-01T00:00:00+00:00</updated></info>"""


def _book(**parts: Any) -> dict[str, Any]:
    return {
        "id": "one",
        "type": "book",
        "title": "A history of power",
        "language": "en",
        "author": [{"family": "Doe", "given": "Ann Mary"}],
        "issued": {"date-parts": [[2004, 5, 3]]},
        **parts,
    }


def _style(body: str, attributes: str = 'class="in-text"') -> str:
    space = "http://purl.org/net/xbiblio/csl"
    return f'<style xmlns="{space}" version="1.0" {attributes}>\n{_INFO}\n{body}\n</style>'


def _layout(body: str) -> str:
    return f"<citation><layout>{body}</layout></citation>"


def _own(folder: Path, text: str | bytes) -> CitationStyle:
    path = folder / "mine.csl"
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return style_named(str(path))


def _cited(folder: Path, body: str, item: dict[str, Any]) -> str:
    return cite([item], _own(folder, _style(_layout(body))), "en-US").plain


@pytest.mark.parametrize("key", SHIPPED_STYLES)
def test_a_shipped_style_is_valid(key: str) -> None:
    assert first_fault(style_named(key).text) is None


@pytest.mark.parametrize("key", SHIPPED_STYLES)
@pytest.mark.parametrize(
    "kind",
    """treaty report document event speech dataset webpage article article-newspaper
    entry-encyclopedia book chapter article-journal""".split(),
)
def test_every_type_is_cited_with_its_title_and_year(key: str, kind: str) -> None:
    item = _book(type=kind, **{"container-title": "Journal of power", "page": "101-115"})
    style = style_named(key)
    for citation in (cite([item], style, "en"), bibliography([item], style, "en")):
        assert "a history of power" in citation.plain.lower()
        assert "2004" in citation.plain


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("chicago-notes", "Ann Mary Doe, <i>A History of Power</i> (Hart, 2004)."),
        ("apa", "Doe, A. M. (2004). <i>A history of power</i>. Hart."),
        ("mla", "Doe, Ann Mary. <i>A History of Power</i>. Hart, 2004."),
        ("legal", "Ann Mary Doe, <i>A History of Power</i> (Hart 2004)."),
    ],
)
def test_a_citation_is_the_note_or_the_entry(key: str, expected: str) -> None:
    assert cite([_book(publisher="Hart")], style_named(key), "en").html == expected


def test_a_list_is_sorted_and_hangs() -> None:
    titles = ["Östen", "the zebra", "alpha", "Zulu", "A beta"]
    items = [_book(title=title, author=[], type="webpage") for title in titles]
    made = bibliography(items, style_named("mla"), "en")
    begin = [line.split(".")[0].strip("“") for line in made.plain.splitlines()]
    assert begin == ["Alpha", "A Beta", "Östen", "The Zebra", "Zulu"]
    assert made.html.count('<p style="margin-left:2em;text-indent:-2em">') == len(titles)


@pytest.mark.parametrize("key", SHIPPED_STYLES)
def test_hostile_text_stays_text(tmp_path: Path, key: str) -> None:
    library = open_library(write(hostile_library(), tmp_path))
    items = [
        record_item(library.records["hostile"], library),
        *map(source_item, library.sources.values()),
    ]
    made = bibliography(items, style_named(key), "en")
    for tag in ("<h1", "<img", "<b>", "<style", "<c>"):
        assert tag not in made.html.lower()
    assert "&lt;h1&gt;gas" in made.html.lower()
    assert "<h1>gas</h1> & <img" in made.plain.lower()
    assert not any(0xFDD0 <= ord(one) <= 0xFDEF for one in made.html + made.plain)


def test_markup_in_a_title_is_not_taken_for_formatting() -> None:
    title = '<span class="nocase">x</span> <sup>2</sup> \ufdd0y\ufdd1'
    assert cite([_book(title=title)], style_named("apa"), "en").html.count("<i>") == 1
    assert clean("a\x00b\n\tc\ufdd0\u202ed") == "ab cd"


def test_the_status_stands_outside_italics_and_quotation_marks() -> None:
    item = _book(title="Rice [announced]", custom={"title": "Rice"})
    assert "<i>Rice</i> [announced]" in cite([item], style_named("apa"), "en").html
    item["type"] = "webpage"
    assert "“Rice” [announced]" in cite([item], style_named("mla"), "en").html


@pytest.mark.parametrize(
    ("marked", "plain"),
    [
        ("\ufde0What?\ufde1. Then", "“What?” Then"),
        ("\ufde0This\ufde1, that", "“This,” that"),
        ("\ufde0A “b” c\ufde1.", "“A ‘b’ c.”"),
        ("\ufdd0Inc.\ufdd1. Next", "Inc. Next"),
        ("More…. Next", "More… Next"),
        ("One \n two\tthree\u00a0: four", "One two three\u00a0: four"),
    ],
)
def test_punctuation_is_put_right(marked: str, plain: str) -> None:
    assert finished(marked, Quotes()).plain == plain


def test_titles_keep_their_names() -> None:
    assert in_title_case("contract off Pinar del Río in the 1990s") == (
        "Contract off Pinar del Río in the 1990s"
    )
    assert in_title_case("trade: a history of iPhones") == "Trade: A History of iPhones"
    spanish = _book(title="Historia del poder", language="es")
    assert "Historia del poder" in cite([spanish], style_named("mla"), "en").plain


def test_sentence_case_of_a_readers_style_keeps_names(tmp_path: Path) -> None:
    body = '<text variable="title" text-case="sentence"/>'
    assert _cited(tmp_path, body, _book(title="talks of Xi and Putin")) == "Talks of Xi and Putin"


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([[2019, 6, 5], [2019, 6, 7]], "June 5–7, 2019"),
        ([[2019, 6, 28], [2019, 7, 2]], "June 28–July 2, 2019"),
        ([[2018, 12, 28], [2019, 1, 2]], "December 28, 2018–January 2, 2019"),
        ([[2006, 1], [2006, 4]], "January–April 2006"),
        ([[2004], [2006]], "2004–2006"),
    ],
)
def test_a_range_says_once_what_both_ends_share(
    tmp_path: Path, parts: list[list[int]], expected: str
) -> None:
    item = _book(issued={"date-parts": parts})
    assert _cited(tmp_path, '<date variable="issued" form="text"/>', item) == expected


def test_an_uncertain_date_says_so_even_if_the_style_does_not_ask(tmp_path: Path) -> None:
    item = _book(issued={"date-parts": [[2014]], "circa": True})
    assert _cited(tmp_path, '<date variable="issued" form="text"/>', item) == "c. 2014"
    asked = """<choose><if is-uncertain-date="issued"><text value="perhaps "/></if></choose>
    <date variable="issued" form="text"/>"""
    assert _cited(tmp_path, asked, item) == "perhaps 2014"


def test_variables_and_types_of_newer_styles_are_known(tmp_path: Path) -> None:
    body = """<choose><if type="book classic report"><text variable="event-title"/></if></choose>
    <names variable="collection-editor" prefix=", "/>"""
    item = _book(**{"event-title": "A fair", "collection-editor": [{"literal": "Minmetals"}]})
    assert _cited(tmp_path, body, item) == "A fair, Minmetals"


def test_what_stands_in_for_an_author_is_not_said_twice(tmp_path: Path) -> None:
    body = """<group delimiter=". "><text macro="who"/><text macro="what"/></group>"""
    macros = """<macro name="who"><names variable="author"><name/><substitute>
    <text macro="what"/></substitute></names></macro>
    <macro name="what"><text variable="title"/></macro>"""
    style = _own(tmp_path, _style(macros + _layout(body)))
    assert cite([_book(author=[])], style, "en").plain == "A history of power"
    assert cite([_book()], style, "en").plain == "Ann Mary Doe. A history of power"


def test_a_date_in_words_is_told_once(tmp_path: Path) -> None:
    body = """<date variable="issued"><date-part name="year"/></date>
    <date variable="issued" prefix=", "><date-part name="month"/></date>"""
    assert _cited(tmp_path, body, _book(issued={"literal": "mid-2006"})) == "mid-2006"
    assert _cited(tmp_path, body, _book()) == "2004, May"


def test_a_label_of_nothing_is_not_said(tmp_path: Path) -> None:
    body = '<text variable="title"/><label variable="edition" prefix=", "/>'
    assert _cited(tmp_path, body, _book()) == "A history of power"
    assert _cited(tmp_path, body, _book(edition="2")) == "A history of power, edition"


def test_given_names_are_left_whole_where_a_style_says_so(tmp_path: Path) -> None:
    name = '<names variable="author"><name initialize="{}" initialize-with="."/></names>'
    assert _cited(tmp_path, name.format("false"), _book()) == "Ann Mary Doe"
    assert _cited(tmp_path, name.format("true"), _book()) == "A.M. Doe"


@pytest.mark.parametrize("case", ["capitalize-first", "capitalize-all", "title", "sentence"])
def test_any_text_can_be_put_into_any_case(tmp_path: Path, case: str) -> None:
    macro = """<macro name="all"><date variable="issued" form="text"/><number variable="edition"/>
    <label variable="edition" text-case="capitalize-all"/></macro>"""
    body = _layout(f'<text macro="all" text-case="{case}"/>')
    style = _own(tmp_path, _style(macro + body))
    item = _book(edition="2", issued={"date-parts": [[2004, 5], [2005, 6]]})
    assert cite([item], style, "en").plain.startswith("May 2004–June 2005")


def test_a_style_without_titles_still_says_what_was_only_announced(tmp_path: Path) -> None:
    style = _own(tmp_path, _style(_layout('<date variable="issued" form="text"/>')))
    item = _book(title="Rice [announced]", custom={"title": "Rice"})
    assert cite([item], style, "en").plain == "May 3, 2004 [announced]"
    assert (
        bibliography([item, _book()], style, "en").plain == "May 3, 2004 [announced]\nMay 3, 2004"
    )


def test_no_item_is_dropped_by_a_style_that_has_no_words_for_it(tmp_path: Path) -> None:
    body = """<choose><if type="song"><text variable="title"/></if></choose>"""
    style = _own(
        tmp_path, _style(f"{_layout(body)}<bibliography><layout>{body}</layout></bibliography>")
    )
    item = _book(URL="https://example.org/")
    assert bibliography([item], style, "en").plain == "A history of power. https://example.org/"


def test_threads_do_not_meet_in_a_style() -> None:
    style = style_named("chicago-notes")
    items = [_book(title=f"Part {number}", type="webpage") for number in range(40)]
    with ThreadPoolExecutor(4) as pool:
        made = list(pool.map(lambda item: cite([item], style, "en").plain, items))
    assert made == [f"Ann Mary Doe, “Part {number},” May 3, 2004." for number in range(40)]


def test_items_are_numbered_in_the_order_of_the_list(tmp_path: Path) -> None:
    body = """<text variable="citation-number" suffix=". "/><text variable="title"/>"""
    text = f"""{_layout(body)}<bibliography><sort><key variable="title"/></sort>
    <layout>{body}</layout></bibliography>"""
    items = [_book(title="Beta"), _book(title="Alpha")]
    assert bibliography(items, _own(tmp_path, _style(text)), "en").plain == "1. Alpha\n2. Beta"


def test_a_list_can_be_given_up() -> None:
    def stop(_done: int, _total: int, /) -> None:
        raise CancelledError

    with pytest.raises(CancelledError):
        bibliography([_book()], style_named("apa"), "en", stop)


_BOMB = """<?xml version="1.0"?><!DOCTYPE style [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>"""
_SOUND = _layout('<text variable="title"/>')
_REFUSED: dict[str, tuple[str | bytes, str]] = {
    "entities": (_BOMB + _style(_SOUND), "line 1"),
    "external": (
        '<!DOCTYPE style SYSTEM "file:///etc/passwd">' + _style(_SOUND),
        "document type declaration",
    ),
    "utf-16": (
        (_BOMB.replace("?>", ' encoding="utf-16"?>', 1) + _style(_SOUND)).encode("utf-16"),
        "DOCTYPE",
    ),
    "huge": ("<style>" + " " * 1_000_000 + "</style>", "larger than any"),
    "no XML": ("\x00\x01\x02", "line 1"),
    "cut off": (_style(_SOUND)[:-20], "not well-formed"),
    "other XML": ("<html/>", "no citation style"),
    "empty": ("", "line 1"),
    "deep": (_style(_layout("<group>" * 80 + "</group>" * 80)), "too deep"),
    "long": (_style(_layout(f'<text value="{"x" * 3000}"/>')), "too long"),
    "itself": (
        _style(
            '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>'
            + _SOUND
        ),
        "never end",
    ),
    "missing": (_style(_layout('<text macro="none"/>')), "“none”"),
    "invalid": (_style(_layout('<text variable="title" colour="red"/>')), "line 3"),
    "dependent": (
        _style("").replace("</info>", '<link href="urn:parent" rel="independent-parent"/></info>'),
        "urn:parent",
    ),
    "no citation": (_style(""), "says nothing"),
}


@pytest.mark.parametrize("name", _REFUSED)
def test_a_bad_style_is_refused_in_one_sentence(tmp_path: Path, name: str) -> None:
    text, expected = _REFUSED[name]
    with pytest.raises(StyleError) as caught:
        _own(tmp_path, text)
    assert "mine.csl" in caught.value.message
    assert expected in caught.value.message


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(StyleError, match="absent"):
        style_named(str(tmp_path / "absent.csl"))


def test_macros_that_multiply_are_stopped(tmp_path: Path) -> None:
    macros = "".join(
        f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>'
        for n in range(40)
    )
    last = '<macro name="m40"><text variable="title"/></macro>'
    style = _own(tmp_path, _style(macros + last + _layout('<group><text macro="m0"/></group>')))
    with pytest.raises(StyleError, match="Mine"):
        cite([_book()], style, "en")


def test_a_style_without_a_list_lists_its_citations(tmp_path: Path) -> None:
    style = _own(tmp_path, _style(_SOUND, 'class="note"'))
    assert (
        bibliography([_book(), _book(title="Two")], style, "en").plain == "A history of power\nTwo"
    )
    assert isinstance(cite([], style, "en"), Citation)


def test_rendering_leaves_a_style_as_it_was() -> None:
    style, item = style_named("chicago-notes"), _book(type="article-newspaper")
    first = cite([item], style, "en")
    bibliography([item], style, "en")
    assert cite([item], style, "en") == first
