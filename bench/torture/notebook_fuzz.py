"""Spoiled notebooks opened, changed and read again: a notice or a notebook, nothing else.

`python -m bench.torture.notebook_fuzz COUNT SEED` prints what came of it as one line of JSON.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, NamedTuple

from atlas_gui.domain.notebook import Change, Entry, EntryEdit, SavedSearch, SearchEdit
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.notebook import read_notebook_file
from atlas_gui.store.notebook import open_notebook
from bench.watching import peak_kibibytes

_AT = "2026-01-01T00:00:00Z"
_HOSTILE = (
    "<script>alert(1)</script>",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "../../../etc/passwd",
    "\u202e\ufeff\u0007",
    "~~~\n# x\n```",
    "'; DROP TABLE entries; --",
)
_FILES = ("notebook.json", "notebook.journal")
Spoil = Callable[[bytes, random.Random], bytes]


class Fuzzed(NamedTuple):
    """By kind: files, those of which the reader is told something, the slowest (s); MiB; faults."""

    files: Counter[str]
    told: Counter[str]
    slowest: dict[str, float]
    mebibytes: float
    faults: list[str]


def _cut(content: bytes, chance: random.Random) -> bytes:
    return content[: chance.randrange(len(content))]


def _flipped(content: bytes, chance: random.Random) -> bytes:
    spoiled = bytearray(content)
    for _flip in range(chance.randint(1, 8)):
        spoiled[chance.randrange(len(spoiled))] ^= 1 << chance.randrange(8)
    return bytes(spoiled)


def _replaced(content: bytes, chance: random.Random) -> bytes:
    place, length = chance.randrange(len(content)), chance.randint(1, 40)
    return content[:place] + chance.randbytes(length) + content[place + length :]


def _swapped(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[other] = lines[other], lines[one]
    return b"\n".join(lines)


def _doubled(content: bytes, chance: random.Random) -> bytes:
    lines = content.split(b"\n")
    place = chance.randrange(len(lines))
    return b"\n".join([*lines[:place], lines[place], *lines[place:]])


def _words(old: tuple[bytes, ...], new: tuple[bytes, ...]) -> Spoil:
    def spoil(content: bytes, chance: random.Random) -> bytes:
        what = chance.choice([word for word in old if word in content] or [b"{"])
        places = [n for n in range(len(content)) if content.startswith(what, n)]
        place = chance.choice(places or [0])
        return content[:place] + chance.choice(new) + content[place + len(what) :]

    return spoil


def _nested(content: bytes, chance: random.Random) -> bytes:
    place = chance.randrange(len(content))
    return content[:place] + chance.choice((b"[", b'{"a":')) * 100_000 + content[place:]


def _tail(content: bytes, chance: random.Random) -> bytes:
    return content + chance.choice((b"\0" * 4096, chance.randbytes(500), b"{}\n", b"\n\n"))


def _other(_content: bytes, chance: random.Random) -> bytes:
    heads = (
        b"%PDF-1.7\n",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04",
        b"SQLite format 3\0",
        b"",
        b"[]",
        b"null",
    )
    return chance.choice(heads) + chance.randbytes(chance.choice((0, 3_000)))


def _encoded(content: bytes, chance: random.Random) -> bytes:
    text = content.decode()
    encoding = chance.choice(("utf-16", "utf-32", "utf-8-sig", "cp037", "latin-1"))
    return text.encode(encoding, "replace")


KINDS: Mapping[str, Spoil] = {
    "cut off": _cut,
    "bits flipped": _flipped,
    "bytes replaced": _replaced,
    "lines swapped": _swapped,
    "lines doubled": _doubled,
    "keys twice": _words((b'"2":', b'"changed":'), (b'"1":', b'"record":')),
    "no numbers": _words(
        (b"true", b"1.0", b'"note"', b'"Star"'), (b"NaN", b"-Infinity", b"1e999", b"9" * 5_000)
    ),
    "NUL": _words((b"note", b"A"), (b"\0", b"\\u0000")),
    "lone surrogates": _words((b"note", b"title", b"A"), (b"\\ud800", b"\\udfff", b"\xed\xa0\x80")),
    "wrong types": _words(
        (b"true", b'"A title"', b'["ores"]', b"{"), (b"{}", b"null", b"[[]]", b'"x"', b"-1")
    ),
    "nested": _nested,
    "more behind": _tail,
    "other formats": _other,
    "other encodings": _encoded,
    "hostile text": _words(
        (b"A note", b"A title", b"ores"), tuple(json.dumps(t)[1:-1].encode() for t in _HOSTILE)
    ),
}


def fuzz_notebooks(count: int, seed: int, workers: int) -> Fuzzed:
    """Try `count` spoiled files, all kinds alike, in processes of their own."""
    share = [count // workers + (place < count % workers) for place in range(workers)]
    command = [sys.executable, "-m", "bench.torture.notebook_fuzz"]
    begun = [
        subprocess.Popen([*command, str(n), str(seed + place)], stdout=subprocess.PIPE, text=True)
        for place, n in enumerate(share)
    ]
    total = Fuzzed(Counter(), Counter(), {}, 0.0, [])
    most = 0.0
    for worker in begun:
        said, _nothing = worker.communicate()
        if worker.returncode:
            total.faults.append(f"a worker ended with {worker.returncode}")
            continue
        found: dict[str, Any] = json.loads(said)
        total.files.update(found["files"])
        total.told.update(found["told"])
        total.faults.extend(found["faults"])
        most = max(most, found["mebibytes"])
        for kind, took in found["slowest"].items():
            total.slowest[kind] = max(took, total.slowest.get(kind, 0.0))
    return total._replace(mebibytes=most)


def sound_notebook(folder: Path) -> None:
    """A notebook with a base, a backup and a journal."""
    for number in range(3):
        keeper = open_notebook(folder).keeper
        if keeper is None:
            raise RuntimeError(folder)
        for record in range(4):
            key = f"record-{number}-{record}"
            entry = Entry(
                key, _AT, "A title", starred=True, tags=("ores",), note="A note", reading=1.0
            )
            keeper.append(Change(key, _AT, (EntryEdit(key, None, entry),), "Star"))
        search = SavedSearch(f"s{number}", "A name", "kind:loan")
        keeper.append(Change(f"s{number}", _AT, (SearchEdit(search.id, None, search),)))
        if number < 2:
            keeper.settle()


def try_notebook(folder: Path) -> bool:
    """Open it, keep something, open it again; whether the reader was told. Raises what must not be."""
    opened = open_notebook(folder)
    if opened.keeper is None:
        if not opened.notice:
            raise AssertionError("read-only, and nobody says why")
        return True
    entry = Entry("new", _AT, note="new")
    opened.keeper.append(Change("new", _AT, (EntryEdit("new", None, entry),)))
    again = open_notebook(folder)
    if again.notebook.entries.keys() != opened.notebook.entries.keys() | {"new"}:
        raise AssertionError("what was shown is not what was kept")
    if again.keeper is not None:
        again.keeper.settle()
    settled = open_notebook(folder)
    if dict(settled.notebook.entries) != dict(again.notebook.entries):
        raise AssertionError("folding in changed what is kept")
    return bool(opened.notice)


def main() -> int:
    """Try files one after another."""
    count, seed = int(sys.argv[1]), int(sys.argv[2])
    found = Fuzzed(Counter(), Counter(), {}, 0.0, [])
    with tempfile.TemporaryDirectory(prefix="atlas-fuzz-") as name:
        sound_notebook(Path(name) / "sound")
        sound = {
            path.relative_to(Path(name) / "sound"): path.read_bytes()
            for path in (Path(name) / "sound").rglob("*")
            if path.is_file()
        }
        try_notebook(Path(name) / "sound")
        for number in range(count):
            _try(Path(name), sound, seed, number, found)
    peak = peak_kibibytes(os.getpid()) / 1024
    print(json.dumps(found._replace(mebibytes=peak)._asdict()))
    return 0


def _try(place: Path, sound: Mapping[Path, bytes], seed: int, number: int, found: Fuzzed) -> None:
    kind = list(KINDS)[number % len(KINDS)]
    chance = random.Random(f"{seed} {number}")  # noqa: S311
    folder = place / f"{number}"
    for path, content in sound.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
    spoiled = folder / chance.choice(_FILES)
    spoiled.write_bytes(KINDS[kind](spoiled.read_bytes(), chance))
    found.files[kind] += 1
    begun = time.perf_counter()
    where = f"{kind}, seed {seed}, number {number}, {spoiled.name}"
    try:
        with suppress(AtlasError):
            read_notebook_file(spoiled)
        found.told[kind] += try_notebook(folder)
    except BaseException as error:  # noqa: BLE001  # nothing else may ever come out
        found.faults.append(f"{where}: {error!r:.300}")
    took = time.perf_counter() - begun
    found.slowest[kind] = max(took, found.slowest.get(kind, 0.0))
    if took > 1:
        found.faults.append(f"{where}: took {took:.1f} s")
    for path in sorted(folder.rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    folder.rmdir()


if __name__ == "__main__":
    sys.exit(main())
