"""A table of records in Markdown, to be read: what a list shows, in words, and a link to the record."""

import re
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from atlas_gui.domain.catalogue import Entry, damaged_entry, entry_of
from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import DamagedRecord, Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.tables.cells import JOINT, single_line
from atlas_gui.exchange.tables.export import Export
from atlas_gui.exchange.tables.facts import records_of
from atlas_gui.i18n import _, ngettext, reader_language

# Of HTML, entities are understood everywhere, of what is Markdown's own, a backslash.
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKUP = re.compile(r"([\\`*_{}\[\]()#!|~^$=@])")
# Some programs make links of addresses that stand alone, and emoji of names between colons.
_ADDRESS = re.compile(r"(?i)(?<=www)\.|:(?=//|[\w+-]+:)")
# At the beginning of a line these make lists and headings.
_BEGINNING = re.compile(r"^(\d*)([-+.])")


def markdown_text(text: str) -> str:
    r"""`text` in one line as Markdown that shows it and nothing else.

    >>> markdown_text("a | *b* <c>\nd")
    'a \\| \\*b\\* &lt;c&gt; d'
    """
    line = _MARKUP.sub(r"\\\1", single_line(text)).translate(_ENTITIES)
    return _BEGINNING.sub(r"\1\\\2", _ADDRESS.sub(r"\\\g<0>", line))


def write_markdown(export: Export, file: BinaryIO) -> None:
    """Write the library's title, the table, and where it is from; UTF-8."""
    file.writelines(f"{line}\n".encode() for line in _lines(export))


def _lines(export: Export) -> Iterator[str]:
    info = export.library.info
    title = in_language(info.title, (reader_language(),))
    yield f"# {markdown_text(title)}"
    yield ""
    count = ngettext("{count:,} record", "{count:,} records", len(export.ids))
    yield count.format(count=len(export.ids)) + (
        markdown_text(_(", found by: {query}").format(query=export.query)) if export.query else ""
    )
    yield ""
    headings = (_("Date"), _("Record"), _("Countries"), _("Kind"), _("Status"), _("Value"))
    yield _row((*headings, _("Sources disagree on"), _("Link")))
    yield _row(["---"] * 8)
    for record in records_of(export.library, export.counted_ids()):
        yield _row(map(markdown_text, _cells(record, export.library)))
    yield ""
    source = _(
        "{title}, edition {edition}. Licence: {licence}. Cite as: {citation} Exported {date}."
    )
    day = long_date_in_words(export.made_on.isoformat())
    yield markdown_text(
        source.format(
            title=title,
            edition=info.edition,
            licence=info.licence,
            citation=info.citation,
            date=day,
        )
    )


def _cells(record: Record | DamagedRecord, library: Library) -> Iterator[str]:
    if isinstance(record, DamagedRecord):
        entry, title = damaged_entry(record), _unreadable(record)
    else:
        entry = entry_of(record, library)
        title = in_language(record.title, (reader_language(),))
    yield f"{entry.date_words} {_bracketed(entry.date_note)}"
    yield title
    yield JOINT.join(map(library.pair_name, entry.pairs))
    yield label(entry.kind) if entry.kind else ""
    yield label(entry.step) if entry.step else ""
    yield _value(entry)
    yield str(entry.disagreements) if entry.disagreements else ""
    yield library.permalink(entry.id)


def _value(entry: Entry) -> str:
    """The value with what sort of sum it is; ≠ where another source has another one."""
    return f"{entry.value} {_bracketed(entry.value_note)}"


def _bracketed(note: str) -> str:
    return f"({note})" if note else ""


def _unreadable(record: DamagedRecord) -> str:
    return _("{title} (cannot be read: {reason})").format(title=record.title, reason=record.reason)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
