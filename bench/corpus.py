"""Made libraries of any size, the same on every machine for the same size and seed.

`python -m bench.corpus N FILE` writes a library of N records; `make_library(path, n)` does the same
from a program, and `made_library(n)` gives the path of a library that is made once and then kept in
the system's folder for temporary files until the generator changes.

The records are like those of a real library in length (2.5 kB each), languages, kinds, precision of
dates and in how unevenly words, pairs, bodies and sources are used.
"""

import argparse
import hashlib
import os
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import babel
import msgspec

from atlas_gui.domain.entities import SCHEMA_VERSION
from bench import corpus_parties, corpus_records, corpus_words
from bench.corpus_parties import Plain, parties
from bench.corpus_records import RecordMaker

SEED = 20_261
_ABOUT = {
    "schema_version": SCHEMA_VERSION,
    "title": {"en": "Made records"},
    "edition": "1",
    "licence": "MIT",
    "citation": "Made records.",
}


def make_library(path: Path, n: int, seed: int = SEED) -> Path:
    """Write a library of `n` records to `path`, record by record, and give back `path`.

    Nobody ever sees half a library there; OSError if the file cannot be written.
    """
    held = parties(seed)
    maker = RecordMaker(held, seed)
    tables: dict[str, Iterable[Plain]] = {
        "meta": [_ABOUT],
        "countries": held.countries.values(),
        "organisations": held.organisations,
        "people": held.people,
        "sources": held.sources,
        "records": map(maker.record, range(1, n + 1)),
    }
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    try:
        with unfinished.open("wb") as file:
            file.writelines(_json(tables))
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return path


def made_library(n: int, seed: int = SEED) -> Path:
    """The kept library of `n` records, made now if it was not made before."""
    folder = Path(tempfile.gettempdir()) / f"atlas-bench-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    path = folder / f"made-{n}-{seed}-{_edition()}.json"
    return path if path.exists() else make_library(path, n, seed)


def _edition() -> str:
    """A sign of everything that decides what is made: this generator, and the names of states."""
    modules = (sys.modules[__name__], corpus_words, corpus_parties, corpus_records)
    content = b"".join(Path(str(module.__file__)).read_bytes() for module in modules)
    return hashlib.sha256(content + babel.__version__.encode()).hexdigest()[:12]


def _json(tables: dict[str, Iterable[Plain]]) -> Iterator[bytes]:
    encode = msgspec.json.Encoder().encode
    for place, (name, documents) in enumerate(tables.items()):
        yield b"%s%s:{" % (b"," if place else b"{", encode(name))
        for key, document in enumerate(documents, start=1):
            yield b'%s"%d":%s' % (b"," if key > 1 else b"", key, encode(document))
        yield b"}"
    yield b"}\n"


def main() -> int:
    """Write a library as the command line says."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    parser.add_argument("n", type=int, help="number of records")
    parser.add_argument("file", type=Path, help="where to write the library")
    parser.add_argument("--seed", type=int, default=SEED)
    arguments = parser.parse_args()
    make_library(arguments.file, arguments.n, arguments.seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
