"""The file `notebook.json`: a TinyDB document, one table for each sort of item, one item a line."""

import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Final, NamedTuple, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import fields, replace

from atlas_gui.domain.notebook import Change, Entry, SavedSearch, Steps, acts
from atlas_gui.i18n import _
from atlas_gui.store.notebook.contents import Contents, Unreadable

SCHEMA_VERSION: Final = 1
# What is larger is no notebook, and is not read into memory to find out.
MOST_BYTES: Final = 500_000_000
# Steps that can be taken back after a restart take no more than this, the latest first.
_MOST_STEP_BYTES: Final = 8_000_000
_ITEMS_A_PIECE: Final = 500
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"
_BYTE_OF_FAULT: Final = re.compile(r"\(byte (\d+)\)")
T = TypeVar("T", Entry, SavedSearch)


class Meta(Struct, frozen=True, omit_defaults=True, kw_only=True):
    """What the file says of itself.

    `journal` names the journal that goes on from here. `folded` names the one whose first
    `folded_bytes` bytes are in here already, `recent` the last changes that are.
    """

    schema_version: int
    journal: str = ""
    folded: str = ""
    folded_bytes: int = 0
    recent: tuple[str, ...] = ()


class DamagedError(Exception):
    """A file that is no notebook; says in words for the reader why not."""


class Base(NamedTuple):
    """What the file holds; one of a later version may hold more, and must be left as it is."""

    contents: Contents
    meta: Meta
    is_later: bool = False


def read_base(content: bytes) -> Base:
    """The contents of a file; what of it cannot be read is in `Contents.unreadable`.

    Raises DamagedError if it is no notebook at all.
    """
    content = content.removeprefix(_BYTE_ORDER_MARK)
    if not content or content.isspace():
        raise DamagedError(_("it is empty"))
    tables = _decoded(content, dict[str, msgspec.Raw])
    meta = _meta(tables)
    later = meta.schema_version > SCHEMA_VERSION
    lost: list[Unreadable] = []
    entries: dict[str, Entry] = {}
    for entry in _items(tables, "entries", Entry, b'"record":', later, lost):
        twin = entries.get(entry.record)
        entries[entry.record] = acts.join(twin, entry, entry.changed) if twin else entry
    searches: dict[str, SavedSearch] = {}
    for search in _items(tables, "searches", SavedSearch, b'"id":', later, lost):
        own = search
        while own.id in searches:
            own = replace(own, id=f"{own.id[:190]}-2")
        searches[own.id] = own
    steps = Steps(_changes(tables, "done"), _changes(tables, "undone"))
    lost += _kept_unreadable(tables)
    known = {"meta", "entries", "searches", "done", "undone", "unreadable"}
    lost += [_unreadable(name, bytes(tables[name]), "") for name in tables.keys() - known]
    return Base(Contents(entries, searches, steps, lost, meta.recent), meta, later)


def base_pieces(contents: Contents, meta: Meta) -> Iterator[bytes]:
    """The bytes of a file, in pieces so small that other threads come in between."""
    encode = msgspec.json.Encoder().encode
    yield b'{"meta":{\n"1":' + encode(meta) + b"\n}"
    done, undone = _shortened(contents.steps, encode)
    tables: dict[str, Iterable[Any]] = {
        "entries": contents.entries.values(),
        "searches": contents.searches.values(),
        "done": done,
        "undone": undone,
        "unreadable": contents.unreadable,
    }
    for name, items in tables.items():
        yield b',\n"%b":{' % name.encode()
        yield from _lines(items, encode)
        yield b"\n}"
    yield b"}\n"


def is_readable(content: bytes) -> bool:
    """Whether a file can be read, for a backup of it."""
    try:
        read_base(content)
    except DamagedError:
        return False
    return True


def _lines(items: Iterable[Any], encode: Callable[[Any], bytes]) -> Iterator[bytes]:
    piece: list[bytes] = []
    for number, item in enumerate(items, start=1):
        body = item if isinstance(item, bytes) else encode(item)
        piece.append(b'%b\n"%d":%b' % (b"," if number > 1 else b"", number, body))
        if len(piece) >= _ITEMS_A_PIECE:
            yield b"".join(piece)
            piece.clear()
    yield b"".join(piece)


def _shortened(steps: Steps, encode: Callable[[Any], bytes]) -> tuple[list[bytes], list[bytes]]:
    """The steps as JSON, without the earliest, if all of them take too much room."""
    room = _MOST_STEP_BYTES
    kept: tuple[list[bytes], list[bytes]] = ([], [])
    for target, changes in zip(kept, steps, strict=True):
        for change in reversed(changes):
            body = encode(change)
            room -= len(body)
            if room < 0:
                break
            target.insert(0, body)
    return kept


def _decoded(content: bytes | msgspec.Raw, of: Any) -> Any:
    try:
        return msgspec.json.decode(content, type=of)
    except RecursionError as error:
        raise DamagedError(_("it is nested too deeply")) from error
    except msgspec.ValidationError as error:
        raise DamagedError(_("it does not hold the tables of a notebook")) from error
    except ValueError as error:
        raise DamagedError(_place(bytes(content), str(error))) from error


def _place(content: bytes, remark: str) -> str:
    """Where a file is no JSON, as line and column, both counted from one."""
    found = _BYTE_OF_FAULT.search(remark)
    before = content[: int(found[1])] if found else content
    line, start = before.count(b"\n") + 1, before.rfind(b"\n") + 1
    column = len(before[start:].decode("utf-8", errors="replace")) + 1
    return _("its content is not valid JSON at line {line}, column {column}").format(
        line=line, column=column
    )


def _meta(tables: dict[str, msgspec.Raw]) -> Meta:
    raw = tables.get("meta", msgspec.Raw(b"null"))
    found: list[Meta] = list(_decoded(raw, dict[str, Meta]).values())
    if len(found) != 1 or found[0].schema_version < 1:
        raise DamagedError(_("it does not hold the tables of a notebook"))
    return found[0]


def _items(
    tables: dict[str, msgspec.Raw],
    name: str,
    of: type[T],
    sign: bytes,
    later: bool,
    lost: list[Unreadable],
) -> list[T]:
    """The items of a table; what cannot be read is added to `lost`.

    `sign` stands in each item once: a number of them that is not that of the items means names that
    stand there twice, of which a fast decoder keeps only one.
    """
    raw = tables.get(name, msgspec.Raw(b"{}"))
    try:
        items = list(msgspec.json.decode(raw, type=dict[str, of]).values())  # type: ignore[valid-type]
    except (ValueError, RecursionError):
        pass
    else:
        if bytes(raw).count(sign) == len(items):
            return items
    items = []
    for text in _texts(raw, name, lost):
        try:
            items.append(_leniently(text, of) if later else msgspec.json.decode(text, type=of))
        except (ValueError, RecursionError) as error:
            lost.append(_unreadable(name, text, str(error)))
    return items


def _texts(raw: msgspec.Raw, name: str, lost: list[Unreadable]) -> list[bytes]:
    """Each item of a table as JSON, also those whose key stands there twice."""
    try:
        pairs = json.loads(bytes(raw), object_pairs_hook=_Pairs)
        return [json.dumps(_plain(item), ensure_ascii=True).encode() for _key, item in pairs]
    except (ValueError, TypeError, RecursionError):
        pass
    try:
        return [bytes(item) for item in msgspec.json.decode(raw, type=list[msgspec.Raw])]
    except (ValueError, RecursionError):
        pass
    try:
        return [
            bytes(item) for item in msgspec.json.decode(raw, type=dict[str, msgspec.Raw]).values()
        ]
    except (ValueError, RecursionError) as error:
        lost.append(_unreadable(name, bytes(raw), str(error)))
        return []


class _Pairs(list[tuple[str, Any]]):
    """A JSON object as it stands, with names that are there twice."""


def _plain(item: Any) -> Any:
    if isinstance(item, _Pairs):
        return {key: _plain(value) for key, value in item}
    return [_plain(value) for value in item] if isinstance(item, list) else item


def _leniently(text: bytes, of: type[T]) -> T:
    """An item of a later version, without what this one does not know."""
    known = {field.encode_name for field in fields(of)}
    found = msgspec.json.decode(text, type=dict[str, Any])
    return msgspec.convert({key: found[key] for key in found.keys() & known}, of)


def _changes(tables: dict[str, msgspec.Raw], name: str) -> tuple[Change, ...]:
    """Steps that can be taken back; where one cannot be read, those before it cannot be either."""
    try:
        raw = tables.get(name, msgspec.Raw(b"{}"))
        changes = [*msgspec.json.decode(raw, type=dict[str, msgspec.Raw]).values()]
    except (ValueError, RecursionError):
        return ()
    found: list[Change] = []
    for change in reversed(changes):
        try:
            found.insert(0, msgspec.json.decode(change, type=Change))
        except (ValueError, RecursionError):
            break
    return tuple(found)


def _kept_unreadable(tables: dict[str, msgspec.Raw]) -> list[Unreadable]:
    raw = tables.get("unreadable", msgspec.Raw(b"{}"))
    try:
        return list(msgspec.json.decode(raw, type=dict[str, Unreadable]).values())
    except (ValueError, RecursionError) as error:
        return [_unreadable("unreadable", bytes(raw), str(error))]


def _unreadable(table: str, text: bytes, reason: str) -> Unreadable:
    try:
        return Unreadable(table, text.decode(), reason[:500])
    except UnicodeDecodeError:
        return Unreadable(table, text.decode("latin-1"), reason[:500], "latin-1")
