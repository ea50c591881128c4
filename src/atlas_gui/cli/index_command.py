"""`atlas-gui index`: make the search index of a library ahead, as the window does by itself."""

import argparse
import contextlib
import gc
import os
from pathlib import Path

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.files import replace_file
from atlas_gui.i18n import _
from atlas_gui.search.columns import index_of
from atlas_gui.search.keeping import IndexFolder
from atlas_gui.search.making import gather, index_key
from atlas_gui.store import open_library

# Told every so many records: more often would only be noise.
_STEP = 500


def index(arguments: argparse.Namespace) -> int:
    """Make the index; prints how many of how many records have been read, a line each time."""
    # Whoever is at the machine comes first.
    with contextlib.suppress(OSError, AttributeError):
        os.nice(10)
    # All that is made here is kept to the end; looking for garbage in it doubles the time.
    gc.disable()
    path, content = _made(arguments.library)
    if arguments.output is not None:
        _write(arguments.output, content)
    else:
        IndexFolder(paths.index_dir()).keep_at(path, content)
    return 0


def _made(library_path: Path) -> tuple[Path, bytearray]:
    """Where the index of a library is kept, and its bytes."""
    library = open_library(library_path)
    kept = IndexFolder(paths.index_dir()).path_for(library)
    gathered = gather(library, _tell)
    key, damaged = index_key(library), list(library.damaged.values())
    total = len(library.records) + len(damaged)
    # The library is the largest thing here, and sorting needs room.
    del library
    gc.collect()
    content = index_of(gathered, key, damaged, complete=True)
    print(total, total, flush=True)
    return kept, content


def _tell(done: int, total: int) -> None:
    if done % _STEP == 0:
        print(done, total, flush=True)


def _write(target: Path, content: bytes | bytearray) -> None:
    try:
        replace_file(target, content)
    except OSError as error:
        raise AtlasError(
            _("“{path}” cannot be written: {reason}.").format(
                path=target, reason=error.strerror or str(error)
            )
        ) from error
