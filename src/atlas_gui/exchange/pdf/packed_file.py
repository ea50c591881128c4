"""Writes a PDF whose objects are packed: object streams and a cross-reference stream (ISO 32000-1, 7.5.7, 7.5.8).

A tagged document has far more small objects than text: packed, it takes a third of the room.
"""

import hashlib
import struct
import zlib
from typing import Final

from atlas_gui.exchange.pdf.plain_pdf import PlainObject

# ISO 32000-1 advises to keep packs small, so that a viewer need not unpack a whole file for a page.
_OBJECTS_IN_PACK: Final = 150
_HEADER: Final = b"%PDF-1.7\n%\x80\x80\x80\x80\n\n"
_IN_FILE, _IN_PACK = 1, 2
_FREE: Final = (0, 0, 65_535)


class PackedFile:
    """Collects objects by their numbers, each once; `finish` gives the file."""

    def __init__(self) -> None:
        self._parts: list[bytes] = [_HEADER]
        self._length = len(_HEADER)
        self._entries: dict[int, tuple[int, int, int]] = {}
        self._waiting: list[tuple[int, bytes]] = []
        self._packs: list[list[int]] = []
        self._packed: list[bytes] = []

    def add(self, number: int, found: PlainObject) -> None:
        """Add an object; streams stand by themselves, all others are packed."""
        if found.stream:
            self._write(number, found.text + b"\n" + found.stream)
            return
        self._waiting.append((number, found.text))
        if len(self._waiting) == _OBJECTS_IN_PACK:
            self._pack()

    def finish(self, root: int, info: int, free: int) -> bytes:
        """The whole file; `free` is the first number that no object has."""
        if self._waiting:
            self._pack()
        for pack, (numbers, packed) in enumerate(zip(self._packs, self._packed, strict=True)):
            for place, number in enumerate(numbers):
                self._entries[number] = (_IN_PACK, free + pack, place)
            self._write(free + pack, packed)
        table = free + len(self._packs)
        begin = self._length
        self._entries[table] = (_IN_FILE, begin, 0)
        size = table + 1
        entries = (self._entries.get(number, _FREE) for number in range(size))
        rows = b"".join(struct.pack(">BIH", *entry) for entry in entries)
        digest = hashlib.md5(b"".join(self._parts), usedforsecurity=False).hexdigest().encode()
        head = b"/Type/XRef/Size %d/W[1 4 2]/Root %d 0 R/Info %d 0 R/ID[<%s><%s>]" % (
            size,
            root,
            info,
            digest,
            digest,
        )
        self._write(table, _stream(head, rows))
        self._parts.append(b"startxref\n%d\n%%%%EOF\n" % begin)
        return b"".join(self._parts)

    def _pack(self) -> None:
        heads, bodies, length = [], [], 0
        for number, text in self._waiting:
            heads.append(b"%d %d" % (number, length))
            bodies.append(text)
            length += len(text) + 1
        index = b" ".join(heads) + b"\n"
        head = b"/Type/ObjStm/N %d/First %d" % (len(self._waiting), len(index))
        self._packed.append(_stream(head, index + b"\n".join(bodies)))
        self._packs.append([number for number, _text in self._waiting])
        self._waiting.clear()

    def _write(self, number: int, body: bytes) -> None:
        self._entries[number] = (_IN_FILE, self._length, 0)
        whole = b"%d 0 obj\n%s\nendobj\n\n" % (number, body)
        self._parts.append(whole)
        self._length += len(whole)


def _stream(head: bytes, content: bytes) -> bytes:
    packed = zlib.compress(content, 6)
    return b"<<%s/Length %d/Filter/FlateDecode>>\nstream\n%s\nendstream" % (
        head,
        len(packed),
        packed,
    )
