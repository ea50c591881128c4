"""Reads JSON: a list of objects, wherever in the file it stands."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import msgspec

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.findings import Outcome
from atlas_gui.exchange.importing.reading.encoding import (
    decoded_chunks,
    find_encoding,
    visible,
)
from atlas_gui.exchange.importing.reading.file_bytes import opened_bytes, whole_bytes
from atlas_gui.exchange.importing.reading.json_values import (
    JSON_ERRORS,
    column_names,
    decoder,
    flattened,
    trimmed,
    why_no_json,
)
from atlas_gui.exchange.importing.reading.limits import COLUMNS, WHOLE_BYTES
from atlas_gui.exchange.importing.reading.noted import Noted
from atlas_gui.exchange.importing.reading.opened_table import OpenedTable
from atlas_gui.exchange.importing.rows import Cell, FileWishes, Row
from atlas_gui.i18n import _
from atlas_gui.progress import Progress

# How deep within objects lists are looked for, and how many are offered.
_DEPTH: Final = 8
_CHOICES: Final = 200
_TOLD_EVERY: Final = 1_000
# The column in which an object of objects keeps their names.
KEY: Final = "key"
_LIST: Final = msgspec.json.Decoder(list[msgspec.Raw])
_OBJECT: Final = msgspec.json.Decoder(dict[str, msgspec.Raw])

# An item that is not decoded yet, with the name it has in an object of objects.
Undecoded = tuple[str | None, msgspec.Raw]


def open_json(path: Path, wishes: FileWishes, noted: Noted, progress: Progress) -> OpenedTable:
    """Read the file whole, and look over its items once. Raises AtlasError."""
    content, encoding = json_bytes(path, wishes.encoding, noted, progress)
    lists = _lists(path, content)
    chosen = wishes.items if wishes.items is not None else _best(lists)
    if chosen not in lists:
        raise _no_such_list(path, chosen, lists)
    reader = ItemsReader(path, lists[chosen], noted, flattened)
    reader.look_over(progress)
    used = FileWishes(format="json", encoding=encoding, items=chosen)
    choices = [name for name in lists if name] if len(lists) > 1 or "" not in lists else []
    columns = column_names(reader.names)
    return OpenedTable(path, columns, used, noted, reader.rows, choices=choices, total=reader.count)


def json_bytes(
    path: Path, wished: str | None, noted: Noted, progress: Progress
) -> tuple[bytes, str | None]:
    """The content of a JSON file as UTF-8, and what encoding to wish for next time. Raises AtlasError."""
    encoding = find_encoding(path, wished, WHOLE_BYTES, noted, progress)
    if encoding.name == "utf-8" and not encoding.flawed:
        return whole_bytes(path, WHOLE_BYTES)[encoding.mark_length :], encoding.wish
    with opened_bytes(path, WHOLE_BYTES) as file:
        file.read(encoding.mark_length)
        # Bytes that are no text stand in a text of JSON, where \ has to be written twice.
        parts = (
            visible(text, "\\\\x").encode("utf-8", "replace")
            for text in decoded_chunks(file, encoding.name)
        )
        return b"".join(parts), encoding.wish


class ItemsReader:
    """Decodes items one at a time, as they are wanted; what cannot be a row is noted."""

    def __init__(
        self,
        path: Path,
        items: Sequence[Undecoded],
        noted: Noted,
        shaped: Callable[[Mapping[str, Any]], Mapping[str, Any]],
    ) -> None:
        self._path, self._items, self._noted, self._shaped = path, items, noted, shaped
        self._decode = decoder().decode
        self.names: Sequence[str] = ()
        self.count = 0

    def look_over(self, progress: Progress) -> None:
        """Find the columns of all items, behind those there are. Raises AtlasError if none of them is an object."""
        names: dict[str, None] = dict.fromkeys(self.names)
        probe = Noted()
        for number, (_number, item) in enumerate(self._decoded(probe), start=1):
            names.update(dict.fromkeys(item))
            self.count = number
            if len(names) > COLUMNS:
                break
            if not number % _TOLD_EVERY:
                progress(number, len(self._items))
        if not self.count:
            reason = probe.findings[0].reason if probe.findings else _("It is empty.")
            raise AtlasError(
                _("“{path}” holds a list without any object to make a row of. {reason}").format(
                    path=self._path, reason=reason
                )
            )
        self.names = list(names)

    def rows(self) -> Iterator[Row]:
        """A row for each object, numbered as items from 1."""
        names = self.names
        for number, item in self._decoded(self._noted):
            get = item.get
            cells: list[Cell] = [get(name) for name in names]
            if any(cell is not None for cell in cells):
                yield Row(number, cells)

    def _decoded(self, noted: Noted) -> Iterator[tuple[int, Mapping[str, Any]]]:
        for number, (key, raw) in enumerate(self._items, start=1):
            try:
                item = trimmed(self._decode(raw))
                if type(item) is not dict:
                    _refuse(noted, number, _("The item is no object."), raw)
                    continue
                named: Mapping[str, Any] = item if key is None else {KEY: key, **item}
                yield number, self._shaped(named)
            except JSON_ERRORS as error:
                reason = _("The item cannot be read: {reason}.").format(reason=why_no_json(error))
                _refuse(noted, number, reason, raw)


def longest_list(path: Path, content: bytes) -> Sequence[Undecoded]:
    """The items of the longest list in the content, or the object that is all of it. Raises AtlasError."""
    lists = _lists(path, content)
    return lists[_best(lists)]


def _refuse(noted: Noted, number: int, reason: str, raw: msgspec.Raw) -> None:
    text = bytes(raw)[:400].decode("utf-8", "replace")
    noted.add("no-object", Outcome.REFUSED, reason, row=number, value=text)


def _lists(path: Path, content: bytes) -> dict[str, Sequence[Undecoded]]:
    """What may be read as items, by its path; "" is the whole content. Raises AtlasError."""
    start = content.lstrip()[:1]
    try:
        if start == b"[":
            return {"": [(None, raw) for raw in _LIST.decode(content)]}
        if start != b"{":
            # What stands there instead, or nothing.
            msgspec.json.decode(content)
            raise AtlasError(
                _("“{path}” holds a single value and no list. Choose another file.").format(
                    path=path
                )
            )
        found: dict[str, Sequence[Undecoded]] = {}
        outer = _OBJECT.decode(content)
        _look_for_lists(outer, "", found, _DEPTH)
        if not found:
            found[""] = _object_of_objects(outer) or [(None, msgspec.Raw(content))]
    except JSON_ERRORS as error:
        raise AtlasError(
            _(
                "“{path}” cannot be read as JSON: {reason}{place}. Mend it, or fetch it once more."
            ).format(path=path, reason=why_no_json(error), place=_place(error, content)),
            str(error),
        ) from error
    return found


def _look_for_lists(
    outer: Mapping[str, msgspec.Raw], before: str, found: dict[str, Sequence[Undecoded]], depth: int
) -> None:
    for name, raw in outer.items():
        if len(found) >= _CHOICES:
            return
        start = bytes(memoryview(raw)[:1])
        if start == b"[":
            items = _LIST.decode(raw)
            if any(bytes(memoryview(item)[:1]) == b"{" for item in items):
                found[f"{before}{name}"] = [(None, item) for item in items]
        elif start == b"{" and depth:
            _look_for_lists(_OBJECT.decode(raw), f"{before}{name}.", found, depth - 1)


def _object_of_objects(outer: Mapping[str, msgspec.Raw]) -> Sequence[Undecoded]:
    """The objects in an object that holds several and nothing else, with their names; else nothing."""
    if len(outer) > 1 and all(bytes(memoryview(raw)[:1]) == b"{" for raw in outer.values()):
        return list(outer.items())
    return ()


def _best(lists: Mapping[str, Sequence[Undecoded]]) -> str:
    return max(lists, key=lambda name: len(lists[name]))


def _no_such_list(path: Path, wished: str, lists: Mapping[str, object]) -> AtlasError:
    return AtlasError(
        _("“{path}” has no list “{wished}”. It has: {names}.").format(
            path=path, wished=wished[:80], names=", ".join(name or "—" for name in list(lists)[:10])
        )
    )


def _place(error: Exception, content: bytes) -> str:
    """The line on which malformed JSON goes wrong, where that is known."""
    found = str(error).rpartition("(byte ")[2].removesuffix(")")
    if not isinstance(error, msgspec.DecodeError) or not found.isdecimal():
        return ""
    line = content.count(b"\n", 0, int(found)) + 1
    return _(", on line {line:,}").format(line=line)
