r"""References as BibTeX, in UTF-8, for BibTeX and biblatex alike.

`date` is for biblatex, which knows ranges and "about"; `year` for the styles of BibTeX itself.
"""

import re
from collections.abc import Iterator, Mapping
from typing import BinaryIO

from atlas_gui.exchange.tables.cells import single_line
from atlas_gui.exchange.tables.export import Export
from atlas_gui.exchange.tables.references import (
    Item,
    dates_of,
    iso_dates,
    items_of,
    names_of,
    remarks_of,
)

# Types of BibTeX; what it has no type for is `misc`, as biblatex has it too.
_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "book": "book",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "thesis": "phdthesis",
}
_CONTAINERS = {"article": "journal", "incollection": "booktitle", "inproceedings": "booktitle"}
_PUBLISHERS = {"techreport": "institution", "phdthesis": "school", "misc": "organization"}
# Fields that say the same in CSL and here.
_SAME = {
    "event-place": "address",
    "version": "version",
    "language": "language",
    "genre": "type",
    "note": "note",
    "abstract": "abstract",
    "keyword": "keywords",
}
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "&%$#_"},
}
# BibTeX counts braces, escaped or not: where each has no partner, none may stand there.
_LONE_BRACES = {"{": r"\textbraceleft{}", "}": r"\textbraceright{}"}
_SPECIAL = re.compile(r"[\\{}~^&%$#_]")
# TeX would draw these together into other characters.
_LIGATURES = re.compile(
    r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=[?!])(?=`)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=,)(?=,)"
)
# Letters with what stands between them in one word; or anything else.
_WORD_OR_NOT = re.compile(r"\w+(?:['’.–-]\w+)*|\W+")
_VERBATIM = {"{": "%7B", "}": "%7D", "\\": "%5C"}
_NOT_IN_KEY = re.compile(r"[^A-Za-z0-9:._-]+")


def tex_text(text: str) -> str:
    r"""`text` in one line, so that TeX prints what stands in it and does nothing.

    >>> tex_text("50 % of {R&D} -- a_b"), tex_text("}")
    ('50 \\% of \\{R\\&D\\} -{}- a\\_b', '\\textbraceright{}')
    """
    line = single_line(text)
    return _escaped(line, _escapes_for(line))


def tex_title(text: str) -> str:
    """A title whose capitals stay where a style writes titles small: of names, for instance.

    The first letter stays by itself.
    """
    line = single_line(text)
    escapes = _escapes_for(line)
    return "".join(
        f"{{{_escaped(part, escapes)}}}"
        if _needs_its_capitals(part, found.start())
        else _escaped(part, escapes)
        for found in _WORD_OR_NOT.finditer(line)
        for part in (found[0],)
    )


def write_bibtex(export: Export, file: BinaryIO) -> None:
    """Write one entry an item; an item's key is its identifier and so stays the same."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.model import Entry, Field

    keys: set[str] = set()
    before = ""
    for item in items_of(export):
        fields = [Field(name, f"{{{value}}}") for name, value in _fields(item)]
        entry = Entry(_entry_type(item), _key(item, keys), fields)
        file.write(f"{before}{write_string(Library([entry]), unparse_stack=())}".encode())
        before = "\n"


def _escapes_for(line: str) -> Mapping[str, str]:
    depth = 0
    for brace in re.findall("[{}]", line):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            break
    return _ESCAPES if depth == 0 else _ESCAPES | _LONE_BRACES


def _escaped(line: str, escapes: Mapping[str, str]) -> str:
    """A line with every sign of TeX's own escaped, and none drawn together with its neighbour."""
    apart = _LIGATURES.sub("\0", line)
    return _SPECIAL.sub(lambda found: escapes[found[0]], apart).replace("\0", "{}")


def _entry_type(item: Item) -> str:
    return _TYPES.get(item["type"], "misc")


def _key(item: Item, taken: set[str]) -> str:
    plain = _NOT_IN_KEY.sub("-", item["id"]) or "entry"
    key, number = plain, 1
    while key.lower() in taken:
        number += 1
        key = f"{plain}-{number}"
    taken.add(key.lower())
    return key


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    entry_type = _entry_type(item)
    if authors := names_of(item, "author"):
        yield "author", " and ".join(_name(*author) for author in authors)
    yield "title", tex_title(item["title"])
    if container := item.get("container-title"):
        yield _CONTAINERS.get(entry_type, "howpublished"), tex_text(container)
    if (publisher := item.get("publisher")) and publisher != container:
        yield _PUBLISHERS.get(entry_type, "publisher"), tex_text(publisher)
    yield from _dates(item)
    for csl_name, name in _SAME.items():
        if value := item.get(csl_name):
            yield name, tex_text(str(value))
    if address := item.get("URL"):
        yield "url", "".join(_VERBATIM.get(sign, sign) for sign in single_line(address))
    if remarks := remarks_of(item):
        yield "annotation", tex_text("; ".join(remarks))


def _name(family: str, given: str, literal: str) -> str:
    if family and given:
        return f"{_name_part(family)}, {_name_part(given)}"
    # In braces, a name is not taken apart at its blanks.
    return f"{{{tex_text(literal or family or given)}}}"


def _name_part(name: str) -> str:
    """Part of a name; a comma or an “and” within it would begin another part or another name."""
    taken_apart = "," in name or " and " in f" {name.lower()} "
    return f"{{{tex_text(name)}}}" if taken_apart else tex_text(name)


def _dates(item: Item) -> Iterator[tuple[str, str]]:
    issued = dates_of(item, "issued")
    if issued:
        about = "~" if item["issued"].get("circa") else ""
        yield "date", "/".join(f"{date}{about}" for date in iso_dates(issued))
        yield "year", f"{issued[0][0]:04d}"
    elif words := item.get("issued", {}).get("literal"):
        yield "year", tex_text(words)
    if read := dates_of(item, "accessed"):
        yield "urldate", "/".join(iso_dates(read))


def _needs_its_capitals(word: str, place: int) -> bool:
    return any(letter.isupper() for letter in word[0 if place else 1 :])
