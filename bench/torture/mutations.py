"""Libraries spoiled in every way that files are spoiled, by kind; the same for the same seed."""

import copy
import random
import struct
import zlib
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from bench.corpus_parties import parties
from bench.corpus_records import RecordMaker

Plain = dict[str, Any]
_HOSTILE = (
    "<h1>x</h1><img src='file:///etc/passwd'><script>alert(1)</script>",
    '#read("/etc/passwd") #let x = 1; $a^2$ \\ @cite <label>',
    "'; DROP TABLE records; --",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "../../../../etc/passwd",
    '=HYPERLINK("http://example.org")',
    "\u202egnp.exe\u202c \ufeff\u0000\u0007\u001b[31m",
    'NEAR(a b) OR "x* AND (',
    "%n%s%x {0.__class__} ${HOME} `id`",
)
_WRONG: tuple[Any, ...] = (
    None,
    True,
    -1,
    1.5,
    "",
    "x" * 500,
    [],
    {},
    [[]],
    {"en": None},
    "9999-99-99",
    10**30,
)


def sound_library(records: int, seed: int) -> Plain:
    """A library of made records and of what they refer to, without the rest of the world."""
    held = parties(seed)
    maker = RecordMaker(held, seed)
    made = [maker.record(number) for number in range(1, records + 1)]
    text = msgspec.json.encode(made).decode()
    tables: dict[str, list[Any]] = {
        "records": made,
        "organisations": [o for o in held.organisations if o["id"] in text],
        "people": [p for p in held.people if p["id"] in text],
        "sources": [s for s in held.sources if s["id"] in text],
    }
    text = msgspec.json.encode(tables).decode()
    tables["countries"] = [c for c in held.countries.values() if f'"{c["id"]}"' in text]
    about = {
        "schema_version": 1,
        "title": {"en": "Made records"},
        "edition": "1",
        "licence": "MIT",
        "citation": "Made records.",
    }
    plain: Plain = {"meta": {"1": about}}
    for name, documents in tables.items():
        plain[name] = {str(key): held for key, held in enumerate(documents, start=1)}
    return plain


def _bytes_of(plain: Plain) -> bytes:
    return msgspec.json.encode(plain)


def _cut(plain: Plain, chance: random.Random) -> bytes:
    whole = _bytes_of(plain)
    return whole[: chance.randrange(len(whole))]


def _flipped(plain: Plain, chance: random.Random) -> bytes:
    content = bytearray(_bytes_of(plain))
    for _time in range(chance.choice((1, 1, 2, 8, 64))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _replaced(plain: Plain, chance: random.Random) -> bytes:
    content = bytearray(_bytes_of(plain))
    start = chance.randrange(len(content))
    content[start : start + chance.randrange(1, 200)] = chance.randbytes(chance.randrange(200))
    return bytes(content)


def _shuffled(plain: Plain, chance: random.Random) -> bytes:
    content = _bytes_of(plain)
    one, two = sorted(chance.randrange(len(content)) for _time in range(2))
    return content[two:] + content[one:two] + content[:one]


def _doubled(plain: Plain, chance: random.Random) -> bytes:
    content = _bytes_of(plain)
    name = chance.choice((b'"id":', b'"kind":', b'"1":', b'"records":', b'"title":', b'"claims":'))
    return content.replace(name, name + b'{"en":"twice"},' + name, chance.choice((1, -1)))


def _no_number(plain: Plain, chance: random.Random) -> bytes:
    word = chance.choice((b"NaN", b"Infinity", b"-Infinity", b"1e999", b"-0", b"0x10", b"01"))
    content = _bytes_of(plain)
    at = chance.choice([i for i in range(len(content) - 1) if content[i : i + 2] == b':"'])
    return content[: at + 1] + word + content[content.index(b'"', at + 2) + 1 :]


def _nul(plain: Plain, chance: random.Random) -> bytes:
    content = bytearray(_bytes_of(plain))
    for _time in range(chance.randrange(1, 50)):
        content.insert(chance.randrange(len(content)), 0)
    return bytes(content) if chance.random() < 0.8 else bytes(len(content))


def _surrogate(plain: Plain, chance: random.Random) -> bytes:
    sign = chance.choice((rb"\ud800", rb"\udc00", b"\xed\xa0\x80", rb"\u0000", rb"\uffff"))
    content = _bytes_of(plain)
    at = content.index(b'"', chance.randrange(len(content) // 2)) + 1
    return content[:at] + sign + content[at:]


def _encoded(plain: Plain, chance: random.Random) -> bytes:
    text = _bytes_of(plain).decode()
    coding = chance.choice(
        ("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "gb18030", "utf-7")
    )
    content = text.encode(coding, errors="replace")
    return content[: chance.randrange(len(content))] if chance.random() < 0.2 else content


def _wrong_value(plain: Plain, chance: random.Random) -> bytes:
    for _time in range(chance.choice((1, 2, 10))):
        node: Any = plain
        while True:
            steps = list(node) if isinstance(node, dict) else list(range(len(node)))
            if not steps:
                break
            step = chance.choice(steps)
            inner = node[step]
            if not isinstance(inner, dict | list) or not inner or chance.random() < 0.1:
                node[step] = copy.deepcopy(chance.choice(_WRONG))  # a later one may go into it
                break
            node = inner
    return _bytes_of(plain)


def _swapped(plain: Plain, chance: random.Random) -> bytes:
    one, two = chance.sample(list(plain), 2)
    plain[one], plain[two] = plain[two], plain[one]
    if chance.random() < 0.3:
        del plain[chance.choice(list(plain))]
    return _bytes_of(plain)


def _hostile(plain: Plain, chance: random.Random) -> bytes:
    def spoiled(node: Any, *, text: bool) -> Any:
        if isinstance(node, dict):
            shown = ("title", "names", "summary", "note", "short_title", "text", "name", "URL")
            return {
                name: spoiled(inner, text=text or name in shown) for name, inner in node.items()
            }
        if isinstance(node, list):
            return [spoiled(inner, text=text) for inner in node]
        if isinstance(node, str) and text and chance.random() < 0.5:
            return chance.choice(_HOSTILE)
        return node

    return _bytes_of({table: spoiled(held, text=False) for table, held in plain.items()})


def _names(plain: Plain, chance: random.Random) -> bytes:
    for table in plain.values():
        for document in table.values():
            if "id" in document and chance.random() < 0.3:
                document["id"] = chance.choice((*_HOSTILE, "", "a" * 5_000, "same", "same"))
    return _bytes_of(plain)


def _with_field(plain: Plain, chance: random.Random, value: bytes) -> bytes:
    """The library with one more field somewhere, or with another value in the place of one."""
    content = _bytes_of(plain)
    if chance.random() < 0.2:
        return content.replace(b'"schema_version":1', b'"schema_version":' + value)
    at = content.index(b'{"', chance.randrange(len(content) // 2)) + 1
    return content[:at] + b'"more":' + value + b"," + content[at:]


def _deep(plain: Plain, chance: random.Random) -> bytes:
    depth = chance.choice((200, 1_000, 5_000, 100_000))
    inner = chance.choice((b"[" * depth + b"]" * depth, b'{"a":' * depth + b"1" + b"}" * depth))
    inner = chance.choice((inner, inner, inner[: depth // 2]))
    return chance.choice((inner, _with_field(plain, chance, inner)))


def _digits(plain: Plain, chance: random.Random) -> bytes:
    digits = b"9" * chance.choice((19, 20, 400, 5_000))
    return _with_field(plain, chance, digits + chance.choice((b"", b".5", b"e9")))


def _empty(_plain: Plain, chance: random.Random) -> bytes:
    return chance.choice((b"", b" \n\t", b"{}", b"[]", b"null", b"0", b'""', b"\xef\xbb\xbf", b"{"))


def _other_format(_plain: Plain, chance: random.Random) -> bytes:
    noise = chance.randbytes(chance.randrange(1, 5_000))
    return chance.choice(
        (
            b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj<</Type/Catalog>>endobj\n" + noise,
            b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + b"IHDR" + noise,
            b"PK\x03\x04\x14\x00\x00\x00\x08\x00" + zlib.compress(noise),
            b"SQLite format 3\x00" + noise,
            b"\x1f\x8b\x08" + noise,
            b"<?xml version='1.0'?><library>" + noise.hex().encode() + b"</library>",
            b"id,title\n" + noise.hex().encode(),
            noise,
        )
    )


def _sound(plain: Plain, _chance: random.Random) -> bytes:
    return _bytes_of(plain)


KINDS: Mapping[str, Callable[[Plain, random.Random], bytes]] = {
    "as it should be": _sound,
    "cut off": _cut,
    "bits flipped": _flipped,
    "bytes replaced": _replaced,
    "parts in another order": _shuffled,
    "names twice": _doubled,
    "no numbers": _no_number,
    "NUL": _nul,
    "lone surrogates": _surrogate,
    "another encoding": _encoded,
    "wrong values": _wrong_value,
    "tables swapped": _swapped,
    "hostile texts": _hostile,
    "hostile identifiers": _names,
    "nested deeply": _deep,
    "numbers of many digits": _digits,
    "empty": _empty,
    "another format": _other_format,
}
