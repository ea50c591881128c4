"""The objects of a PDF as typst writes it: each in plain text, found by the table at the end of the file.

ISO 32000-1, 7.3 (objects) and 7.5 (file structure). Only what typst writes is read: one table, no packed
objects, no encryption. Anything else is a ValueError, not a guess.
"""

import re
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

_START: Final = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TABLE: Final = re.compile(rb"xref\s+0 (\d+)\r?\n")
_ENTRY_LENGTH: Final = 20
_HEAD: Final = re.compile(rb"(\d+) 0 obj\s*")
_TRAILER: Final = re.compile(rb"/(Root|Info) (\d+) 0 R")
_SIGN: Final = re.compile(rb"\\.|[()]", re.DOTALL)
REFERENCE: Final = re.compile(rb"\b(\d+) 0 R\b")


class PlainObject(NamedTuple):
    """An object: its text, and for a stream what follows the dictionary, from “stream” on."""

    text: bytes
    stream: bytes = b""


class PlainPdf:
    """A file by its objects. Raises ValueError for a file that typst would not write."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        start = _START.search(data[-1_024:])
        table = _TABLE.match(data, int(start[1])) if start else None
        if start is None or table is None:
            raise ValueError("no table of objects where one is expected")
        self.size = int(table[1])
        self._offsets = self._read_offsets(table.end())
        self._ends = self._find_ends(int(start[1]))
        trailer = data[table.end() + self.size * _ENTRY_LENGTH :]
        found = {name: int(number) for name, number in _TRAILER.findall(trailer)}
        self.root, self.info = found[b"Root"], found[b"Info"]

    def _read_offsets(self, begin: int) -> dict[int, int]:
        entries = (
            self._data[place : place + _ENTRY_LENGTH].split()
            for place in range(begin, begin + self.size * _ENTRY_LENGTH, _ENTRY_LENGTH)
        )
        return {
            number: int(entry[0]) for number, entry in enumerate(entries) if entry[2:] == [b"n"]
        }

    def _find_ends(self, table: int) -> dict[int, int]:
        """Objects follow one another: each ends where the next one begins."""
        ordered = sorted(self._offsets, key=self._offsets.__getitem__)
        ends = [*(self._offsets[number] for number in ordered[1:]), table]
        return dict(zip(ordered, ends, strict=True))

    def __getitem__(self, number: int) -> PlainObject:
        whole = self._data[self._offsets[number] : self._ends[number]]
        head = _HEAD.match(whole)
        body = whole.rstrip()
        if head is None or int(head[1]) != number or not body.endswith(b"endobj"):
            raise ValueError(f"object {number} is not where the table says")
        body = body[head.end() : -len(b"endobj")].rstrip()
        if not body.endswith(b"endstream"):
            return PlainObject(body)
        text, begin, rest = body.partition(b"\nstream\n")
        return PlainObject(text, begin.lstrip() + rest)

    def __iter__(self) -> Iterator[int]:
        return iter(self._offsets)

    def text(self, number: int) -> bytes:
        """The text of an object."""
        return self[number].text

    def pages(self) -> list[int]:
        """The numbers of the page objects, in the order of the pages."""
        return list(self._leaves(_reference(self.text(self.root), b"Pages")))

    def _leaves(self, node: int) -> Iterator[int]:
        text = self.text(node)
        if not text.startswith(b"<</Type/Pages"):
            yield node
            return
        for kid in references(array_of(text, b"Kids")):
            yield from self._leaves(kid)


def array_of(text: bytes, key: bytes) -> bytes:
    """What stands between the brackets of an array without arrays in it; ValueError without one."""
    found = re.search(rb"/" + key + rb"\[([^\[\]]*)\]", text)
    if found is None:
        raise ValueError(f"no array {key.decode()}")
    return found[1]


def references(text: bytes) -> list[int]:
    """The numbers of the objects that a text refers to."""
    return [int(number) for number in REFERENCE.findall(text)]


def _reference(text: bytes, key: bytes) -> int:
    found = re.search(rb"/" + key + rb" (\d+) 0 R", text)
    if found is None:
        raise ValueError(f"no reference {key.decode()}")
    return int(found[1])


def outside_strings(text: bytes, change: Callable[[bytes], bytes]) -> bytes:
    r"""`text` with `change` applied to everything but the strings, which may say anything at all.

    >>> outside_strings(rb"[1 0 R(1 0 R \) (1))1 0 R]", lambda part: part.replace(b"1", b"2"))
    b'[2 0 R(1 0 R \\) (1))2 0 R]'
    """
    if b"(" not in text:
        return change(text)
    parts, begin, depth = [], 0, 0
    for sign in _SIGN.finditer(text):
        if sign[0] == b"(":
            if not depth:
                parts.append(change(text[begin : sign.start()]))
                begin = sign.start()
            depth += 1
        elif sign[0] == b")" and depth:
            depth -= 1
            if not depth:
                parts.append(text[begin : sign.end()])
                begin = sign.end()
    parts.append(change(text[begin:]))
    return b"".join(parts)
