"""A measured process without a window: how long the index takes, its answers, and its counts.

`python -m bench.bare_engine LIBRARY` prints milliseconds as one line of JSON. The index is made here
and kept nowhere.
"""

import gc
import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, whole_index
from atlas_gui.search.query import parse
from atlas_gui.search.result import SearchResult
from atlas_gui.store import open_library
from bench.pinning import pin_to_first_core
from bench.typed_texts import prefixes, typed_texts

FACETS = ("pair", "kind", "status", "sector", "decade", "source")
_REPEATS = 3


def main() -> int:
    """Measure and print."""
    pin_to_first_core()
    library = open_library(Path(sys.argv[1]))
    made: list[bytearray] = []
    building = milliseconds(lambda: made.append(whole_index(library, _unheard)))
    index = SearchIndex(library, unpacked(made[0], index_key(library)))
    index.prepare()
    gc.collect()
    gc.freeze()
    found: dict[str, object] = {"building": building, "size": len(made[0])}
    found["texts"] = [
        {"text": start, **measured(index, start)}
        for text in typed_texts()
        for start in prefixes(text)
    ]
    print(json.dumps(found))
    return 0


def measured(index: SearchIndex, text: str) -> dict[str, float]:
    """Milliseconds of the answer to a text and of all its counts, each the median of three."""
    results: list[SearchResult] = []
    answers = [
        milliseconds(lambda: results.append(index.search(parse(text)))) for _ in range(_REPEATS)
    ]
    counts = [milliseconds(lambda: count_everything(index, results[0])) for _ in range(_REPEATS)]
    return {
        "answer": sorted(answers)[_REPEATS // 2],
        "counts": sorted(counts)[_REPEATS // 2],
        "found": results[0].total,
    }


def count_everything(index: SearchIndex, result: SearchResult) -> None:
    """All that the window shows beside the list: every facet, the tree, the years, the disputed."""
    counts = index.counts(result)
    for field in FACETS:
        counts.of(field)
    counts.tree()
    counts.years()
    counts.disputed()


def milliseconds(job: Callable[[], object]) -> float:
    """How long a job takes."""
    begun = time.perf_counter()
    job()
    return (time.perf_counter() - begun) * 1_000


def _unheard(done: int, total: int) -> None:
    """Nobody waits for this index."""


if __name__ == "__main__":
    sys.exit(main())
