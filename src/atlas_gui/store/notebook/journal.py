"""The file `notebook.journal`: what was changed since `notebook.json` was written, a line a change.

Each line is a checksum, a space and JSON; the first names the journal. A line without an end was never
confirmed to anybody: the writer was stopped before it could.
"""

from collections.abc import Iterator
from typing import Final, NamedTuple
from zlib import crc32

import msgspec
from msgspec import Struct

from atlas_gui.domain.notebook import Change

VERSION: Final = 1
_CHECKSUM: Final = 8
_LONGEST_HEADER: Final = 2_000
_change = msgspec.json.Decoder(Change)


class Header(Struct, frozen=True, tag_field="what", tag="atlas-notebook-journal"):
    """Names a journal, and the one that it goes on from; `after` is empty for the very first."""

    id: str
    after: str = ""
    version: int = VERSION


class Journal(NamedTuple):
    """A journal as it stands on disk, or the part of it from `start` on.

    `header` is None if it cannot be read. `end` is the offset behind the last whole line, `damaged`
    how many lines of the part cannot be read. `size` is that of the whole.
    """

    header: Header | None
    changes: tuple[Change, ...]
    end: int
    damaged: int
    size: int


def header_line(header: Header) -> bytes:
    """The first line."""
    return _line(msgspec.json.encode(header))


def change_line(change: Change) -> bytes:
    """The line of a change."""
    return _line(msgspec.json.encode(change))


def read_header(line: bytes) -> Header | None:
    """What a first line says; None if it is not whole, or not one."""
    body = _body(line)
    if body is None:
        return None
    try:
        return msgspec.json.decode(body, type=Header)
    except (ValueError, RecursionError):
        return None


def read_journal(content: bytes, folded: str = "", folded_bytes: int = 0) -> Journal:
    """A whole journal, but of the one named `folded` only the changes behind its first bytes."""
    first = content.find(b"\n", 0, _LONGEST_HEADER) + 1
    header = read_header(content[:first])
    begin = max(folded_bytes, first) if header is not None and header.id == folded else first
    end = content.rfind(b"\n") + 1
    changes, damaged = _changes(content, begin, end)
    # A first line that was torn off is a journal that nothing was ever written to.
    damaged += header is None and end > 0
    return Journal(header, changes, max(end, 0), damaged, len(content))


def read_lines(content: bytes) -> tuple[tuple[Change, ...], int, int]:
    """The changes in a part of a journal, how many bytes they took, and how many are damaged."""
    end = content.rfind(b"\n") + 1
    changes, damaged = _changes(content, 0, end)
    return changes, end, damaged


def _changes(content: bytes, begin: int, end: int) -> tuple[tuple[Change, ...], int]:
    changes: list[Change] = []
    damaged = 0
    for line in _split(content, begin, end):
        body = _body(line)
        if body is None:
            damaged += 1
            continue
        try:
            changes.append(_change.decode(body))
        except (ValueError, RecursionError):
            # The first line of a journal whose header is damaged is no change either.
            damaged += 1
    return tuple(changes), damaged


def _split(content: bytes, begin: int, end: int) -> Iterator[bytes]:
    while begin < end:
        until = content.index(b"\n", begin) + 1
        yield content[begin:until]
        begin = until


def _line(body: bytes) -> bytes:
    return b"%08x %b\n" % (crc32(body), body)


def _body(line: bytes) -> bytes | None:
    """What a line holds; None if it is not what was written."""
    if len(line) <= _CHECKSUM + 2 or not line.endswith(b"\n"):
        return None
    body = line[_CHECKSUM + 1 : -1]
    return body if line[: _CHECKSUM + 1] == b"%08x " % crc32(body) else None
