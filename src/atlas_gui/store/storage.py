"""The TinyDB storage of a library that Atlas only reads.

TinyDB's own JSONStorage reads and parses the whole file on every access and uses the locale's
encoding. This one reads the file once, as UTF-8, and splits it into tables and documents without
building any of them: each document stays the bytes it was until its table hands it out.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Mapping
from hashlib import sha256
from json import JSONDecodeError, loads
from pathlib import Path
from typing import Any, Never

import msgspec
from tinydb.storages import Storage

from atlas_gui.errors import AtlasError
from atlas_gui.files import size_to_read
from atlas_gui.i18n import _
from atlas_gui.store.migration import RawTables, migrated

_MAX_BYTES = 1_000_000_000
_PIECE = 1 << 20
_envelope = msgspec.json.Decoder(RawTables)
_LONE_SURROGATE = re.compile(
    rb"(?i)\\u(?:d[89ab][0-9a-f]{2}(?!\\ud[c-f][0-9a-f]{2})|(?<!\\ud[89ab][0-9a-f]{2}\\u)d[c-f][0-9a-f]{2})"
)
_BYTE_OF_FAULT = re.compile(r"\(byte (\d+)\)")
_MOST_PARSED_AGAIN = 8_000_000
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class LibraryFileError(AtlasError):
    """A library file that cannot be read at all; the message names the file and the place."""


class ReadOnlyLibraryStorage(Storage):
    """A library file as TinyDB tables of undecoded documents, in today's schema.

    `size` is that of its content in bytes, `digest` its SHA-256. If the content is at hand already,
    no file is read, and `path` only names it in messages. Raises LibraryFileError at construction
    if the file cannot be read or is no library.
    """

    def __init__(self, path: Path, content: bytes | None = None) -> None:
        content = read_text_bytes(path) if content is None else text_bytes(content, path)
        self.size = len(content)
        self.digest = sha256(content).hexdigest()
        self._tables = migrated(split_documents(content, path))

    def read(self) -> RawTables:
        """The tables; the same object on every call, so that the file is read once."""
        return self._tables

    def write(self, data: Mapping[str, Any]) -> Never:
        """Refuse: a library is never changed by Atlas' readers."""
        raise LibraryFileError(_("This library is read-only; nothing was changed."))

    def close(self) -> None:
        """Nothing to close: the file was closed when it had been read."""


def read_text_bytes(path: Path) -> bytes:
    """The bytes of a UTF-8 file, without a byte order mark; LibraryFileError if that fails."""
    try:
        size = size_to_read(path)
        if size > _MAX_BYTES:
            raise LibraryFileError(
                _("“{path}” is too large for a library: {size:,} bytes.").format(
                    path=path, size=size
                )
            )
        content = path.read_bytes()
    except OSError as error:
        raise cannot_be_read(path, error) from error
    return text_bytes(content, path)


def cannot_be_read(path: Path, error: OSError) -> LibraryFileError:
    """The sentence for a library that the system does not let us read."""
    return LibraryFileError(
        _("“{path}” cannot be read: {reason}.").format(
            path=path, reason=error.strerror or str(error)
        ),
        str(error),
    )


def text_bytes(content: bytes, path: Path) -> bytes:
    """UTF-8 without a byte order mark; LibraryFileError with the place if it is none."""
    content = content.removeprefix(_BYTE_ORDER_MARK)
    fault = _first_fault_of_encoding(content)
    if fault is not None:
        raise LibraryFileError(
            _("“{path}” is not UTF-8 text: {place}. Save it as UTF-8 and open it again.").format(
                path=path, place=place_in_words(content, fault)
            )
        )
    return content


def _first_fault_of_encoding(content: bytes) -> int | None:
    """The first byte that is no UTF-8; None if all is. Piece by piece: text takes more room than bytes."""
    decoder = getincrementaldecoder("utf-8")()
    view = memoryview(content)
    for start in range(0, len(content), _PIECE):
        before = len(decoder.getstate()[0])
        piece = view[start : start + _PIECE]
        try:
            decoder.decode(piece, final=start + _PIECE >= len(content))
        except UnicodeDecodeError as error:
            return start - before + error.start
    return None


def split_documents(content: bytes, path: Path) -> RawTables:
    """Tables of undecoded documents; LibraryFileError with line and column if it is no library."""
    # Stripping would copy all of it.
    if not content or content.isspace():
        raise LibraryFileError(_("“{path}” is empty; it is no library.").format(path=path))
    try:
        return _envelope.decode(content)
    except msgspec.ValidationError as error:
        raise LibraryFileError(
            _("“{path}” is not an Atlas library: it must hold tables of documents.").format(
                path=path
            ),
            str(error),
        ) from error
    except (msgspec.DecodeError, RecursionError) as error:
        raise LibraryFileError(
            _("“{path}” is damaged: {place}. Restore it from a copy.").format(
                path=path, place=_fault_in_words(content, str(error))
            ),
            str(error),
        ) from error


def place_in_words(content: bytes, offset: int) -> str:
    """Where a byte stands: "line 3, column 14", both counted from one, columns in characters."""
    before = content[:offset]
    line = before.count(b"\n") + 1
    start = before.rfind(b"\n") + 1
    column = len(before[start:].decode("utf-8", errors="replace")) + 1
    return _("line {line}, column {column}").format(line=line, column=column)


def _fault_in_words(content: bytes, remark: str) -> str:
    """What is wrong with broken JSON, and where.

    The standard library's parser knows both, but builds everything before the fault; of what is
    large, the `remark` of the fast parser has to do, which names the byte.
    """
    if len(content) > _MOST_PARSED_AGAIN:
        found = _BYTE_OF_FAULT.search(remark)
        place = place_in_words(content, int(found[1]) if found else len(content))
        return _("its content is not valid JSON at {place}").format(place=place)
    try:
        loads(content)
    except JSONDecodeError as error:
        offset = len(error.doc[: error.pos].encode())
        return _("{what} at {place}").format(
            what=error.msg.removesuffix(" at"), place=place_in_words(content, offset)
        )
    except RecursionError:
        return _("it is nested too deeply")
    except ValueError:
        return _("it holds a number of too many digits")
    # The standard library reads half of a surrogate pair, which no UTF-8 can hold; nobody else does.
    if lone := _LONE_SURROGATE.search(content):
        place = place_in_words(content, lone.start())
        return _("half of a surrogate pair at {place}").format(place=place)
    return _("its content is not valid JSON")
