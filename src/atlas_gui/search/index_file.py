"""The bytes of a search index: a header, then named columns of numbers or text, all under one digest.

An index is a copy of what the library says, made to be searched. It is never trusted blindly: what
does not carry the digest of its own content, or was made for another library, is no index.
"""

import sys
from hashlib import sha256
from typing import Final, Literal, cast

import msgspec

from atlas_gui.domain.library import DamagedRecord

_MAGIC: Final = f"atlas index 1 {sys.byteorder}\n".encode()
_DIGEST_SIZE: Final = 32
_LENGTH_SIZE: Final = 8
# Columns begin at multiples of this, so that arrays of any kind may lie over them.
_ALIGNMENT: Final = 8


class IndexFileError(ValueError):
    """Bytes that are no index, or not a whole one."""


class Column(msgspec.Struct, frozen=True):
    """Where a column stands after the header, in bytes; `code` is that of `array`, T for text."""

    code: str
    start: int
    size: int


class Header(msgspec.Struct, frozen=True):
    """What an index is about; `names` holds, for every kind of code in the columns, what each means.

    `complete` is false for an index of titles alone, made to begin with. `dated` and `valued` say
    how many rows of the orders by date and by value have such a thing at all; the rest follow them.
    """

    key: str
    complete: bool
    rows: int
    dated: int
    valued: int
    disputed: int
    names: dict[str, list[str]]
    telling: str
    damaged: list[DamagedRecord]
    columns: dict[str, Column] = {}


class IndexData:
    """An index in memory: its header, and its columns without a copy."""

    def __init__(self, header: Header, body: memoryview) -> None:
        self.header = header
        self._body = body

    def numbers(self, name: str) -> "memoryview[int]":
        """A column of numbers; KeyError if there is none."""
        column = self.header.columns[name]
        part = self._body[column.start : column.start + column.size]
        return part.cast(cast(Literal["I"], column.code))

    def text(self, name: str) -> str:
        """A column of text."""
        column = self.header.columns[name]
        return str(self._body[column.start : column.start + column.size], "utf-8", "surrogatepass")


def packed(header: Header, columns: dict[str, tuple[str, bytes]]) -> bytearray:
    """The bytes of an index; `columns` are codes and content by name, and are emptied on the way."""
    places: dict[str, Column] = {}
    end = 0
    for name, (code, content) in columns.items():
        places[name] = Column(code, end, len(content))
        end += len(content) + -len(content) % _ALIGNMENT
    described = msgspec.json.encode(msgspec.structs.replace(header, columns=places))
    described += b" " * (-(len(described) + _LENGTH_SIZE) % _ALIGNMENT)
    start = len(_preamble(bytes(_DIGEST_SIZE)))
    index = bytearray(start)
    index += len(described).to_bytes(_LENGTH_SIZE, "little") + described
    for name in places:
        # Both copies of a large library's columns would be half a gigabyte.
        _code, content = columns.pop(name)
        index += content + bytes(-len(content) % _ALIGNMENT)
    index[:start] = _preamble(sha256(memoryview(index)[start:]).digest())
    return index


def unpacked(content: bytes | bytearray, key: str) -> IndexData:
    """The index in `content`, if it is one of the library and the version that `key` stands for.

    Raises IndexFileError for anything else.
    """
    start = len(_preamble(bytes(_DIGEST_SIZE)))
    if not content.startswith(_MAGIC) or len(content) < start + _LENGTH_SIZE:
        raise IndexFileError("not an index")
    rest = memoryview(content)[start:]
    digest = content[len(_MAGIC) : len(_MAGIC) + _DIGEST_SIZE]
    if sha256(rest).digest() != digest:
        raise IndexFileError("damaged")
    length = int.from_bytes(rest[:_LENGTH_SIZE], "little")
    try:
        header = msgspec.json.decode(rest[_LENGTH_SIZE : _LENGTH_SIZE + length], type=Header)
    except (msgspec.DecodeError, RecursionError) as error:
        raise IndexFileError(str(error)) from error
    if header.key != key:
        raise IndexFileError("made for another library")
    return IndexData(header, rest[_LENGTH_SIZE + length :])


def _preamble(digest: bytes) -> bytes:
    """What stands before the content, filled up so that the content lies aligned."""
    preamble = _MAGIC + digest
    return preamble + bytes(-len(preamble) % _ALIGNMENT)
