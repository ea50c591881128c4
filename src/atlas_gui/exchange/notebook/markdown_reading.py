"""Reads a notebook in Markdown as `markdown_file` writes it."""

import re
from collections.abc import Iterator
from typing import Any, Final, TypeVar

import msgspec

from atlas_gui.domain.notebook import Entry, SavedSearch
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.notebook.markdown_escapes import unescaped
from atlas_gui.exchange.notebook.markdown_file import READING, RECORDS, SEARCHES
from atlas_gui.i18n import _

_FIELD: Final = re.compile(r"- ([A-Z][A-Za-z ]*): ?(.*)", re.DOTALL)
_FENCE: Final = re.compile("(~{3,})text")
T = TypeVar("T", Entry, SavedSearch)
Line = tuple[int, str]


class FaultError(AtlasError):
    """What cannot be read, with the number of its line, counted from one."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(_("line {line}: {what}").format(line=line, what=what))


def read_markdown(text: str) -> tuple[list[Entry], list[SavedSearch]]:
    """Entries and searches; FaultError at the first line that Atlas would not have written."""
    if text.count("\r\n") == text.count("\n"):
        # An editor on Windows has been at it.
        text = text.replace("\r\n", "\n")
    reader = _Reader(enumerate(text.split("\n"), start=1))
    return reader.entries, reader.searches


class _Reader:
    """Goes through the lines once; an item ends where another heading begins."""

    def __init__(self, lines: Iterator[Line]) -> None:
        self.entries: list[Entry] = []
        self.searches: list[SavedSearch] = []
        self._lines = lines
        self._section = ""
        self._item: dict[str, Any] = {}
        self._begun = 0
        for number, line in lines:
            self._read(number, line)
        self._close()

    def _read(self, number: int, line: str) -> None:
        in_record = self._section == RECORDS and bool(self._item)
        if line.startswith("## "):
            self._close()
            self._section = line.strip()
            if self._section not in (RECORDS, READING, SEARCHES):
                raise FaultError(number, _("a notebook has no such part"))
        elif line.startswith("### "):
            self._close()
            self._begun, self._item["title"] = number, unescaped(line[4:])
        elif in_record and (fence := _FENCE.fullmatch(line)):
            self._item["note"] = _note(number, self._lines, fence[1])
        elif self._item and (field := _FIELD.fullmatch(line)):
            self._item[field[1]] = field[2]
        elif line.strip() and self._section in (RECORDS, SEARCHES):
            raise FaultError(number, _("Atlas does not write this in a notebook"))

    def _close(self) -> None:
        if self._item and self._section == RECORDS:
            self.entries.append(_entry(self._begun, self._item))
        elif self._item and self._section == SEARCHES:
            self.searches.append(_search(self._begun, self._item))
        self._item.clear()


def _note(number: int, lines: Iterator[Line], fence: str) -> str:
    note: list[str] = []
    for _number, line in lines:
        if line == fence:
            return "\n".join(note)
        note.append(line)
    raise FaultError(number, _("the note that begins here has no end"))


def _entry(number: int, item: dict[str, Any]) -> Entry:
    tags = item.get("Tags")
    reading = item.get("Place on the reading list")
    found = {
        "record": unescaped(item.get("Record", "")),
        "changed": item.get("Changed", ""),
        "title": "" if item.get("Untitled") == "yes" else item["title"],
        "starred": item.get("Star") == "yes",
        "tags": [unescaped(tag) for tag in tags.split(", ")] if tags else [],
        "note": item.get("note", ""),
        "reading": None if reading is None else _number(number, reading),
    }
    return _checked(number, found, Entry)


def _search(number: int, item: dict[str, Any]) -> SavedSearch:
    found = {
        "id": unescaped(item.get("Identifier", "")),
        "name": item["title"],
        "query": unescaped(item.get("Query", "")),
        "place": _number(number, item.get("Place", "0")),
    }
    return _checked(number, found, SavedSearch)


def _number(number: int, text: str) -> float:
    try:
        return float(text)
    except ValueError as error:
        raise FaultError(number, _("“{text}” is no number").format(text=text[:40])) from error


def _checked(number: int, found: dict[str, Any], of: type[T]) -> T:
    """What was found as JSON would have it; its encoding refuses what no file can hold."""
    try:
        return msgspec.json.decode(msgspec.json.encode(found), type=of)
    except ValueError as error:
        raise FaultError(number, str(error)) from error
