"""Hundreds of damaged and hostile PDFs: a sentence or a sound library, and nothing else happens.

Each kind of damage is seeded, so that what fails once fails again.
"""

import json
import random
import re
import sys
import tracemalloc
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from support.enclosed_pdf import bomb, packed, pdf_attaching, pdf_of, stream
from support.hostile import hostile_library
from support.libraries import Plain, plain_library, record
from support.places import SHIPPED_LIBRARY

from atlas_gui.domain.library import Library
from atlas_gui.exchange.enclosed import EnclosedError, library_in_pdf
from atlas_gui.exchange.excerpt import excerpt_bytes
from atlas_gui.exchange.pdf.making import dossier_pdf, record_pdf
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.exchange.report.wishes import DossierWish, Subject
from atlas_gui.store import open_library

_LIBRARY = open_library(SHIPPED_LIBRARY)
_IDS = list(_LIBRARY.records)[:12]
_WISH = DossierWish(subject=Subject.SELECTION, ids=tuple(_IDS), of=len(_LIBRARY.records))
# What Atlas exports, a record and a dossier, and the barest PDF with records inside.
_EXPORTED = (
    record_pdf(_LIBRARY, _LIBRARY.records[_IDS[0]], ReportOptions()).pdf,
    dossier_pdf(_LIBRARY, _WISH, ReportOptions()).pdf,
    pdf_of(_LIBRARY, _IDS),
)
_EXCERPT = json.loads(excerpt_bytes(_LIBRARY, _IDS[:3]))
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_WRITING = {"w", "a", "x", "+"}
# What Python tells its auditors when a program reaches beyond itself.
_BEYOND = (
    "socket.",
    "subprocess.",
    "os.system",
    "os.exec",
    "os.fork",
    "os.posix_spawn",
    "os.spawn",
)
_CHANGING = ("os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.chmod", "os.link", "os.symlink")
_ODD_VALUES: tuple[object, ...] = (
    None,
    True,
    -1,
    10**30,
    1e308,
    "",
    " ",
    "\x00",
    "\ud800",
    "../../etc/passwd",
    "file:///etc/passwd",
    "<script>alert(1)</script>",
    '#import "x.typ"',
    "=cmd|' /C calc'!A0",
    "x" * 30_000,
    [],
    {},
    [[[[[[]]]]]],
    {"id": {"id": "id"}},
    "records",
    "2005-99-99",
)


class _Watch:
    """Hears of everything that reaches beyond reading, while it is on."""

    def __init__(self) -> None:
        self.on = False
        self.heard: list[str] = []
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if not self.on:
            return
        if event == "open":
            mode = arguments[1]
            if isinstance(mode, str) and _WRITING & set(mode):
                self.heard.append(f"{event} {arguments[0]} {mode}")
        elif event.startswith(_BEYOND + _CHANGING):
            self.heard.append(event)


_watch = _Watch()


def _cut_off(chance: random.Random) -> bytes:
    whole = chance.choice(_EXPORTED)
    return whole[: chance.randrange(len(whole))]


def _cut_off_with_an_end(chance: random.Random) -> bytes:
    whole = chance.choice(_EXPORTED)
    return whole[: chance.randrange(len(whole))] + whole[-40:]


def _flipped(chance: random.Random) -> bytes:
    content = bytearray(chance.choice(_EXPORTED))
    for _time in range(chance.choice((1, 3, 20, 200))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return bytes(content)


def _flipped_in_the_tables(chance: random.Random) -> bytes:
    """Damage where it matters: the catalogue and the tables stand last."""
    content = bytearray(chance.choice(_EXPORTED))
    for _time in range(chance.choice((1, 2, 5))):
        content[-chance.randrange(1, 1_500)] = chance.choice(b"0123456789 <>[]/R\n")
    return bytes(content)


@cache
def _dossier_with_packed_tables() -> bytes:
    pikepdf = pytest.importorskip("pikepdf")
    with pikepdf.open(BytesIO(_EXPORTED[-1])) as pdf:
        saved = BytesIO()
        pdf.save(saved, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return saved.getvalue()


def _flipped_with_packed_tables(chance: random.Random) -> bytes:
    content = bytearray(_dossier_with_packed_tables())
    for _time in range(chance.choice((1, 3, 20))):
        content[-chance.randrange(1, len(content) // 2)] ^= 1 << chance.randrange(8)
    return bytes(content)


def _piece_moved(chance: random.Random) -> bytes:
    whole = chance.choice(_EXPORTED)
    start, end, place = sorted(chance.randrange(len(whole)) for _time in range(3))
    piece = whole[start:end]
    rest = whole[:start] + whole[end:]
    if chance.random() < 0.5:
        piece = bytes(len(piece))
    return rest[:place] + piece + rest[place:]


def _streams_swapped(chance: random.Random) -> bytes:
    whole = chance.choice(_EXPORTED)
    found = list(_STREAM.finditer(whole))
    one, other = sorted(chance.sample(found, 2), key=lambda match: match.start())
    return b"".join(
        (
            whole[: one.start(1)],
            other[1],
            whole[one.end(1) : other.start(1)],
            one[1],
            whole[other.end(1) :],
        )
    )


def _numbers_changed(chance: random.Random) -> bytes:
    """Huge, negative and wrong numbers of objects, generations, lengths and places."""
    whole = chance.choice(_EXPORTED)
    numbers = list(re.finditer(rb"(?<![\w.])\d+(?![\w.])", whole))
    chosen = chance.choice(numbers[-400:])
    number = chance.choice((b"0", b"-1", b"2147483648", b"9" * 30, b"9" * 5_000, b"7", b"1.5"))
    return whole[: chosen.start()] + number + whole[chosen.end() :]


def _attachment_damaged(chance: random.Random) -> bytes:
    content = bytearray(zlib.compress(json.dumps(_EXCERPT).encode()))
    for _time in range(chance.choice((1, 5, 50))):
        content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    return pdf_attaching(stream(bytes(content), b"/Filter /FlateDecode"))


def _text_damaged(chance: random.Random) -> bytes:
    content = bytearray(json.dumps(_EXCERPT, ensure_ascii=False).encode())
    for _time in range(chance.choice((1, 1, 5))):
        content[chance.randrange(len(content))] = chance.randrange(256)
    return pdf_attaching(packed(bytes(content)))


def _places(held: Any) -> Iterator[tuple[Any, Any]]:
    """Every container with each key or index of it."""
    keys = held.keys() if isinstance(held, dict) else range(len(held))
    for key in list(keys):
        yield held, key
        if isinstance(held[key], dict | list):
            yield from _places(held[key])


def _values_changed(chance: random.Random) -> bytes:
    plain: Plain = json.loads(json.dumps(_EXCERPT))
    held, key = chance.choice(list(_places(plain)))
    deed = chance.randrange(3)
    if deed == 0:
        del held[key]
    elif deed == 1 and isinstance(held, dict):
        held[f"{key}-more"] = chance.choice(_ODD_VALUES)
    else:
        held[key] = chance.choice(_ODD_VALUES)
    return pdf_attaching(packed(json.dumps(plain).encode()))


_SOUND = json.dumps(plain_library(record("one"))).encode()
_SPECIAL: tuple[bytes, ...] = (
    b"",
    b"\x00" * 5_000,
    b"<!DOCTYPE html><html><body><script>fetch('https://example.org')</script></html>",
    b"%PDF-1.7\n<html></html>\nstartxref\n0\n%%EOF",
    b"%PDF-1.7\n" + b"%%EOF\n" * 5_000 + b"startxref\n9\n%%EOF",
    b"%PDF-1.7\nxref\n0 99999999999999999999\nstartxref\n9\n%%EOF",
    b"%PDF-1.7\nxref\n0 0\ntrailer\n" + b"<<" * 50_000 + b"\nstartxref\n9\n%%EOF",
    b"%PDF-1.7\nxref\n0 0\ntrailer\n<</Prev 9/Root 1 0 R>>\nstartxref\n9\n%%EOF",
    pdf_attaching(bomb(1_000)),
    pdf_attaching(bomb(30)),
    pdf_attaching(packed(b"[" * 100_000 + b"]" * 100_000)),
    pdf_attaching(packed(b'{"a":' * 100_000 + b"1" + b"}" * 100_000)),
    pdf_attaching(packed(_SOUND.replace(b'"id"', b'"id": "two", "id"'))),
    pdf_attaching(packed(_SOUND.replace(b'"records"', b'"records": {}, "records"'))),
    pdf_attaching(packed(_SOUND.replace(b'"2005-11"', b"NaN"))),
    pdf_attaching(packed(_SOUND.replace(b'"2005-11"', b"1e999"))),
    pdf_attaching(packed(_SOUND.replace(b"2005-11", b"\\ud800"))),
    pdf_attaching(packed(_SOUND.replace(b"2005-11", b"\\u0000"))),
    pdf_attaching(packed(_SOUND.replace(b'"1"', b'"' + b"9" * 100_000 + b'"'))),
    pdf_attaching(packed(b"\xef\xbb\xbf" + _SOUND)),
    pdf_attaching(packed(_SOUND.decode().encode("utf-16"))),
    pdf_attaching(packed(json.dumps(hostile_library()).encode())),
    pdf_attaching(packed(_SOUND), name="other.json"),
    pdf_attaching(packed(_SOUND), name="../atlas-records.json"),
    pdf_attaching(packed(_SOUND), catalogue=b"/AF [4 0 R] /OpenAction << /S /Launch /F (x) >>"),
    pdf_attaching(packed(_SOUND), catalogue=b"/AF [1 0 R [4 0 R] (x) 99 0 R]"),
    pdf_attaching(packed(_SOUND), catalogue=b"/AF 6 0 R", more={6: b"6 0 R"}),
    pdf_attaching(packed(_SOUND), catalogue=b"/AF 6 0 R", more={6: b"7 0 R", 7: b"6 0 R"}),
    pdf_attaching(packed(_SOUND), catalogue=b"/AF [" + b"2 0 R " * 3_000 + b"]"),
    pdf_attaching(packed(_SOUND), catalogue=b"/AF " + b"[" * 20_000),
    pdf_attaching(
        packed(_SOUND),
        catalogue=b"/Names << /EmbeddedFiles 6 0 R >>",
        more={6: b"<< /Kids [6 0 R 6 0 R] /Names [(atlas-records.json)] >>"},
    ),
    pdf_attaching(b"<< /Length 5 0 R /Filter /FlateDecode >>\nstream\nx\nendstream"),
    pdf_attaching(stream(_SOUND, b"/Length 99999999999")),
    pdf_attaching(stream(_SOUND, b"/F (/etc/passwd)")),
    pdf_attaching(stream(b"x", b"/Filter [" + b"/FlateDecode " * 5_000 + b"]")),
    pdf_attaching(stream(b"x", b"/Filter /JBIG2Decode")),
    pdf_attaching(stream(b"x", b"/Filter /Crypt")),
    pdf_attaching(stream(zlib.compress(_SOUND), b"/Filter /FlateDecode /DecodeParms << /Predictor 15 >>")),
)  # fmt: skip


# Of these the records themselves are sound: what is read is what went in, or nothing.
_OF_THE_FILE = (
    _cut_off,
    _cut_off_with_an_end,
    _flipped,
    _flipped_in_the_tables,
    _flipped_with_packed_tables,
    _piece_moved,
    _streams_swapped,
    _numbers_changed,
)
_KINDS: dict[Callable[[random.Random], bytes], int] = {
    _cut_off: 60,
    _cut_off_with_an_end: 40,
    _flipped: 120,
    _flipped_in_the_tables: 100,
    _flipped_with_packed_tables: 100,
    _piece_moved: 60,
    _streams_swapped: 30,
    _numbers_changed: 80,
    _attachment_damaged: 50,
    _text_damaged: 60,
    _values_changed: 150,
}


def _outcome(content: bytes, path: Path, expected: Library | None = None) -> str:
    """Whether it was refused or read, and then as expected; anything else fails the test."""
    path.write_bytes(content)
    before = sorted(path.parent.iterdir())
    _watch.heard.clear()
    _watch.on = True
    try:
        library = library_in_pdf(path)
    except EnclosedError as error:
        _watch.on = False
        assert str(path) in error.message
        assert "\n" not in error.message
        assert len(error.message) < 800
        outcome = "refused"
    else:
        _watch.on = False
        assert library.records
        assert not library.damaged
        assert all(library.records[one].id == one for one in library.records)
        if expected is not None:
            assert list(library.records) in (_IDS, _IDS[:1])
            assert all(expected.records[one] == library.records[one] for one in library.records)
        outcome = "read"
    finally:
        _watch.on = False
    assert _watch.heard == []
    assert path.read_bytes() == content
    assert sorted(path.parent.iterdir()) == before
    return outcome


@pytest.mark.parametrize("kind", _KINDS, ids=lambda kind: kind.__name__.strip("_"))
def test_damage_ends_in_a_sentence(
    tmp_path: Path, kind: Callable[[random.Random], bytes], record_property: Any
) -> None:
    outcomes = Counter[str]()
    for seed in range(_KINDS[kind]):
        content = kind(random.Random(f"{kind.__name__}-{seed}"))
        try:
            expected = _LIBRARY if kind in _OF_THE_FILE else None
            outcomes[_outcome(content, tmp_path / "letter.pdf", expected)] += 1
        except BaseException:
            print(kind.__name__, seed)
            raise
    record_property("outcomes", dict(outcomes))
    print(kind.__name__.strip("_"), dict(outcomes))
    assert outcomes.total() == _KINDS[kind]
    assert outcomes["refused"]


@pytest.mark.parametrize("place", range(len(_SPECIAL)))
def test_what_was_made_to_harm_ends_in_a_sentence(tmp_path: Path, place: int) -> None:
    _outcome(_SPECIAL[place], tmp_path / "letter.pdf")


def test_there_are_hundreds_of_them() -> None:
    assert sum(_KINDS.values()) + len(_SPECIAL) > 500


def test_little_memory_is_needed_for_a_bomb(tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(pdf_attaching(bomb(1_000)))
    tracemalloc.start()
    try:
        with pytest.raises(EnclosedError, match="holds more than"):
            library_in_pdf(path)
        _now, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 150_000_000


def test_the_watch_hears_of_what_it_should(tmp_path: Path) -> None:
    """The test above would prove nothing with a watch that is deaf."""
    _watch.heard.clear()
    _watch.on = True
    (tmp_path / "made.txt").write_bytes(b"")
    _watch.on = False
    assert [event.split()[0] for event in _watch.heard] == ["open"]
