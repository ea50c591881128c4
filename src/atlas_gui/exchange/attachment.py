"""The one attachment of a PDF that Atlas is after, taken out without trusting anything about the file.

pypdf reads what others may have damaged or made to harm. So it reads strictly, which keeps it from
rebuilding a broken file by scanning it over and over; what it unpacks has a limit; all it reads
has a limit of time, and the walk to the attachment one of steps; and nothing else of the document is ever looked at: no
page, no link, no action, no script.
"""

import zlib
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from time import monotonic
from typing import TYPE_CHECKING, Final

from atlas_gui.progress import CancelledError

if TYPE_CHECKING:
    from pypdf import PdfReader
    from pypdf.generic import DictionaryObject, PdfObject, StreamObject

# Tables and dictionaries of the largest documents take less than this unpacked; images are not read.
_MOST_TABLE_BYTES: Final = 16_000_000
_MOST_OBJECTS: Final = 2_000_000
_MOST_ELEMENTS: Final = 1_000_000
_MOST_STEPS: Final = 400
_MOST_LEVELS: Final = 16
_MOST_SECONDS: Final = 10.0
# Asking the clock costs more than most reads.
_READS_A_LOOK: Final = 64
_SECONDS_A_WORD: Final = 0.1


class EncryptedError(Exception):
    """The document is encrypted, with or without a password."""


class TooLargeError(Exception):
    """The attachment, or the way to it, is larger or takes longer than it may."""


def attachment_in(
    content: bytes, name: str, most_bytes: int, go_on: Callable[[], None]
) -> bytes | None:
    """The attachment called `name` of a PDF; None if it has none.

    `go_on` is called now and then, and raises CancelledError to stop. Raises that, EncryptedError,
    TooLargeError if it would unpack to more than `most_bytes`, and any other Exception if the file is
    damaged: pypdf raises nearly everything then.
    """
    source = _TimedBytes(content, go_on)
    with _limited():
        try:
            stream = _found(source, name)
        except Exception as error:
            # pypdf takes that for damage of what it was reading, and may go on for a while.
            if source.refusal is not None:
                raise source.refusal from error
            raise
    if stream is None:
        return None
    return _unpacked(stream, most_bytes)


def _limited() -> AbstractContextManager[object]:
    """Within this, no table unpacks without end, none is mended, and no program beside is run."""
    from pypdf import apply_configuration

    return apply_configuration(
        zlib_maximum_output_length=_MOST_TABLE_BYTES,
        # A stream that does not unpack is damaged; trying byte after byte would only take long.
        zlib_maximum_recovery_input_length=0,
        stream_filters_maximum_length=1,
        # The structure of a long document has such lists, and stands beside what is looked for.
        array_maximum_element_count=_MOST_ELEMENTS,
        # Nobody packs tables in these ways, which are slow.
        lzw_maximum_output_length=1,
        run_length_maximum_output_length=1,
        brotli_maximum_output_length=1,
        jbig2_maximum_output_length=1,
        jbig2dec_binary=None,
    )


def _found(source: "_TimedBytes", name: str) -> "StreamObject | None":
    from pypdf import PdfReader

    reader = PdfReader(
        source,
        strict=True,
        root_object_recovery_limit=0,
        xref_stream_maximum_entries=_MOST_OBJECTS,
    )
    if reader.is_encrypted:
        raise EncryptedError
    return _Walk(reader).stream(name)


class _TimedBytes(BytesIO):
    """A file in memory that can be read for some seconds, as long as somebody wants it."""

    def __init__(self, content: bytes, go_on: Callable[[], None]) -> None:
        super().__init__(content)
        self._go_on = go_on
        self._until = monotonic() + _MOST_SECONDS
        self._told = 0.0
        self._reads = 0
        self.refusal: Exception | None = None

    def read(self, size: int | None = -1, /) -> bytes:
        """As any file; TooLargeError once the time is over, CancelledError if nobody wants it."""
        self._reads += 1
        if self._reads % _READS_A_LOOK == 0:
            self._look(monotonic())
        if self.refusal is not None:
            raise self.refusal
        return super().read(size)

    def _look(self, now: float) -> None:
        if now > self._until:
            self.refusal = TooLargeError()
        elif now > self._told + _SECONDS_A_WORD:
            self._told = now
            try:
                self._go_on()
            except CancelledError as stopped:
                self.refusal = stopped


class _Walk:
    """Goes from the catalogue to the attachment, a limited number of steps."""

    def __init__(self, reader: "PdfReader") -> None:
        self._reader = reader
        self._steps = 0

    def stream(self, name: str) -> "StreamObject | None":
        """What is attached under this name: first as the document's own data, then anyhow."""
        catalogue = self._reader.root_object
        for entry in self._items(catalogue.get("/AF")):
            if (found := self._of_file(entry, name)) is not None:
                return found
        names = self._dictionary(catalogue.get("/Names"))
        if names is None:
            return None
        for entry in self._under(names.get("/EmbeddedFiles"), name, 0):
            if (found := self._of_file(entry, name)) is not None:
                return found
        return None

    def _under(self, node: "PdfObject | None", name: str, level: int) -> "Iterator[PdfObject]":
        """The entries called `name` of a tree of names; a tree in a ring ends at its most levels."""
        from pypdf.generic import TextStringObject

        branch = self._dictionary(node)
        if branch is None or level > _MOST_LEVELS:
            return
        pairs = self._items(branch.get("/Names"))
        for key, entry in zip(pairs[::2], pairs[1::2], strict=False):
            if isinstance(key, TextStringObject) and key == name:
                yield entry
        for kid in self._items(branch.get("/Kids")):
            yield from self._under(kid, name, level + 1)

    def _of_file(self, entry: "PdfObject | None", name: str) -> "StreamObject | None":
        """The content of a file specification, if it is of this name."""
        from pypdf.generic import StreamObject

        file = self._dictionary(entry)
        if file is None or name not in (file.get("/UF"), file.get("/F")):
            return None
        contents = self._dictionary(file.get("/EF"))
        if contents is None:
            return None
        for key in ("/UF", "/F"):
            found = self._dictionary(contents.get(key))
            if isinstance(found, StreamObject):
                return found
        return None

    def _items(self, held: "PdfObject | None") -> "list[PdfObject]":
        from pypdf.generic import ArrayObject

        found = self._resolved(held)
        return list(found) if isinstance(found, ArrayObject) else []

    def _dictionary(self, held: "PdfObject | None") -> "DictionaryObject | None":
        from pypdf.generic import DictionaryObject

        found = self._resolved(held)
        return found if isinstance(found, DictionaryObject) else None

    def _resolved(self, held: "PdfObject | None") -> "PdfObject | None":
        if held is None:
            return None
        self._steps += 1
        if self._steps > _MOST_STEPS:
            raise TooLargeError
        return held.get_object()


def _unpacked(stream: "StreamObject", most_bytes: int) -> bytes:
    """The bytes of a stream that is packed in the usual way, or not at all; no more than allowed."""
    from pypdf.generic import ArrayObject

    packing = stream.get("/Filter")
    filters = list(packing) if isinstance(packing, ArrayObject) else [packing]
    # Other ways are slow to unpack, or say how to unpack what they hold once more.
    if filters not in ([], [None], ["/FlateDecode"]) or stream.get("/DecodeParms") is not None:
        raise ValueError(f"an attachment packed as {filters}")
    # pypdf would rather hand out something than nothing, without looking at the checksum.
    data = stream._data  # noqa: SLF001
    if filters == ["/FlateDecode"]:
        unpacking = zlib.decompressobj()
        data = unpacking.decompress(data, most_bytes + 1)
        if len(data) <= most_bytes and not unpacking.eof:
            raise ValueError("an attachment that is cut off")
    if len(data) > most_bytes:
        raise TooLargeError
    return data
