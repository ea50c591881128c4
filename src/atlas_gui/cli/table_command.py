"""What `atlas-gui export` does for tables and lists of references; docs/tables.md describes them."""

import sys
from collections.abc import Sequence
from pathlib import Path

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.tables.formats import Format, What
from atlas_gui.exchange.tables.saving import save_table
from atlas_gui.i18n import _, ngettext

# A smaller table is saved before anybody could read how far it is.
_WORTH_TELLING, _STEP = 2_000, 500


def table_format(word: str | None, target: Path) -> Format | None:
    """The format that is asked for by its word, else by the name of the file; None if neither is one."""
    return Format.of_word(word) if word else Format.of_path(target)


def save_as_table(
    library: Library,
    ids: Sequence[str],
    form: Format,
    target: Path,
    what: What = What.RECORDS,
    query: str = "",
) -> int:
    """Save records and print where; how many could not be read goes to standard error.

    `query` is what they were found by, if anything. Returns the exit status, which is 0; raises
    AtlasError if the file cannot be written, the library lacks a record, or the format knows no
    sources.
    """
    if what is What.SOURCES and not form.lists_references:
        raise AtlasError(
            _("{format} lists records, not sources. Sources can be had as {others}.").format(
                format=form.word,
                others=", ".join(one.word for one in Format if one.lists_references),
            )
        )
    saved = save_table(library, ids, form, target, _tell_progress, what, query)
    if saved.left_out:
        message = ngettext(
            "{count} record cannot be read and is not in the file.",
            "{count} records cannot be read and are not in the file.",
            saved.left_out,
        )
        print(message.format(count=saved.left_out), file=sys.stderr)
    print(_("Saved: {path}").format(path=saved.path))
    return 0


def _tell_progress(done: int, total: int, /) -> None:
    """Tell somebody who waits at a terminal."""
    if total >= _WORTH_TELLING and done % _STEP == 0 and sys.stderr.isatty():
        message = _("Saving: {done:,} of {total:,} records").format(done=done, total=total)
        print(f"\r{message}", end="" if done < total else "\n", file=sys.stderr, flush=True)
