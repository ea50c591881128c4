"""The bytes of a foreign file, unpacked if it is gzipped, and never more of them than wanted."""

import gzip
import io
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.reading.limits import HEAD_BYTES, MEBIBYTE
from atlas_gui.files import size_to_read
from atlas_gui.i18n import _

GZIP_MARK: Final = b"\x1f\x8b"
CHUNK: Final = 1 << 20


def size_of(path: Path) -> int:
    """The bytes of the file on disk. Raises AtlasError if it is none that can be read."""
    try:
        return size_to_read(path)
    except OSError as error:
        raise could_not_read(path, error) from error


def head_of(path: Path, most: int = HEAD_BYTES) -> bytes:
    """How the file begins, as it stands on disk. Raises AtlasError."""
    size_of(path)
    try:
        with path.open("rb") as file:
            return file.read(most)
    except OSError as error:
        raise could_not_read(path, error) from error


@contextmanager
def opened_bytes(path: Path, most: int) -> Iterator[BinaryIO]:
    """The bytes of a file, of a gzipped one those inside; reading may raise AtlasError.

    A file of more than `most` bytes is refused: at once, or where unpacking comes to that.
    """
    size = size_of(path)
    if size > most:
        raise too_large(path, most)
    try:
        file = path.open("rb")
    except OSError as error:
        raise could_not_read(path, error) from error
    with file:
        packed = file.peek(len(GZIP_MARK)).startswith(GZIP_MARK)
        inner = cast("BinaryIO", gzip.GzipFile(fileobj=file)) if packed else file
        with io.BufferedReader(_Bounded(inner, path, most), CHUNK) as bounded:
            yield bounded


def whole_bytes(path: Path, most: int) -> bytes:
    """All bytes of a file, unpacked. Raises AtlasError, also if there are more than `most`."""
    with opened_bytes(path, most) as file:
        return file.read()


def could_not_read(path: Path, error: OSError) -> AtlasError:
    """The one sentence for a file that the system does not let us read."""
    return AtlasError(
        _("“{path}” cannot be read: {reason}. Choose another file.").format(
            path=path, reason=error.strerror or str(error)
        ),
        str(error),
    )


def too_large(path: Path, most: int) -> AtlasError:
    """The one sentence for a file that holds more than is read of its sort."""
    return AtlasError(
        _(
            "“{path}” holds more than {most:,} MiB, which is more than Atlas reads of such a file."
            " Divide it, or save it as CSV or JSON Lines."
        ).format(path=path, most=most // MEBIBYTE)
    )


class _Bounded(io.RawIOBase):
    """Bytes of another file that end in an AtlasError after `most` of them."""

    def __init__(self, inner: BinaryIO, path: Path, most: int) -> None:
        self._inner, self._path, self._most, self._read = inner, path, most, 0

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer, as far as there are bytes. Raises AtlasError."""
        try:
            content = self._inner.read(len(buffer))
        except EOFError as error:
            raise AtlasError(
                _("“{path}” is cut off: its packed content has no end. Fetch it once more.").format(
                    path=self._path
                ),
                str(error),
            ) from error
        except (gzip.BadGzipFile, zlib.error) as error:
            raise AtlasError(
                _("“{path}” is damaged: it cannot be unpacked. Fetch it once more.").format(
                    path=self._path
                ),
                str(error),
            ) from error
        except OSError as error:
            raise could_not_read(self._path, error) from error
        self._read += len(content)
        if self._read > self._most:
            raise too_large(self._path, self._most)
        buffer[: len(content)] = content
        return len(content)
