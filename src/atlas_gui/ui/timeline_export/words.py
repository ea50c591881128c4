"""What a sheet says around its lanes, in plain text."""

import datetime as dt
import re
from collections.abc import Iterable

from msgspec import Struct

from atlas_gui.domain.date_names import year_in_words
from atlas_gui.domain.date_words import long_date_in_words
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.library import Library
from atlas_gui.domain.texts import in_language
from atlas_gui.exchange.display_text import one_line
from atlas_gui.i18n import _, ngettext
from atlas_gui.models.library_names import LibraryNames
from atlas_gui.search.query import format_query
from atlas_gui.search.query_words import query_in_words
from atlas_gui.search.reading import Reading
from atlas_gui.timeline.marks import Marks
from atlas_gui.timeline.scene import days_of
from atlas_gui.timeline.span import Span
from atlas_gui.timeline.words import Subject
from atlas_gui.ui.timeline.content import TimelineContent
from atlas_gui.ui.timeline.telling import years_of

_LONGEST_STEM = 80
# What some system or other does not take in the name of a file.
_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')


class SheetWords(Struct, frozen=True):
    """Title, what was searched for and when that was, remarks on the lanes, and where it is from.

    `query` is what was typed, empty if nothing was.
    """

    title: str
    subtitle: str
    query: str
    notes: tuple[str, ...]
    source: tuple[str, ...]


def sheet_words(
    reading: Reading, content: TimelineContent, span: Span, today: dt.date
) -> SheetWords:
    """What is said of the records of `content` that lie in `span`."""
    typed = format_query(content.query)
    found = query_in_words(content.query, LibraryNames(reading).name_of)
    shown = content.marks.records_within(*days_of(span))
    return SheetWords(
        title=one_line(in_language(reading.library.info.title)),
        subtitle=one_line(_("{records}, {years}").format(records=found, years=years_of(span))),
        query=one_line(_("Search: {query}").format(query=typed)) if typed else "",
        notes=tuple(_notes(content)),
        source=tuple(_source(reading.library, shown, _records_of(content.marks), today)),
    )


def _records_of(marks: Marks) -> int:
    extent = marks.extent()
    return marks.records_within(*days_of(extent)) if extent is not None else 0


def _notes(content: TimelineContent) -> Iterable[str]:
    """What the lanes do not show, and what they show twice."""
    if content.undated:
        yield ngettext(
            "{count:,} record without a date is not on the axis.",
            "{count:,} records without a date are not on the axis.",
            content.undated,
        ).format(count=content.undated)
    if content.hidden:
        yield ngettext(
            "{count} lane is hidden: {lanes}.",
            "{count} lanes are hidden: {lanes}.",
            len(content.hidden),
        ).format(
            count=len(content.hidden),
            lanes=one_line(_(", ").join(lane.label for lane in content.hidden)),
        )
    if content.repeated:
        yield ngettext(
            "{count:,} record stands in several lanes.",
            "{count:,} records stand in several lanes.",
            content.repeated,
        ).format(count=content.repeated)


def _source(library: Library, shown: int, dated: int, today: dt.date) -> Iterable[str]:
    info = library.info
    records = ngettext("{count:,} record", "{count:,} records", dated).format(count=dated)
    if shown != dated:
        records = _("{shown:,} of {records}").format(shown=shown, records=records)
    yield one_line(
        _("Source: {title}, edition {edition}. {records} shown, {date}.").format(
            title=in_language(info.title),
            edition=info.edition,
            records=records,
            date=long_date_in_words(today.isoformat()),
        )
    )
    yield one_line(_("Licence of the library: {licence}").format(licence=info.licence))
    yield one_line(_("Cite as: {citation}").format(citation=info.citation))


def file_stem(library: Library, span: Span) -> str:
    """The name suggested for a file, without its suffix; every system accepts it."""
    title = " ".join(_UNSAFE.sub(" ", one_line(in_language(library.info.title))).split())
    title = title[:_LONGEST_STEM].strip(" .") or _("Library")
    first, last = (year_in_words(calendar_day(day).year) for day in days_of(span))
    years = first if first == last else f"{first}–{last}"
    return _("{library} timeline {years}").format(library=title, years=years)


def as_list(words: SheetWords, subjects: Iterable[Subject], rest: int) -> str:
    """The records shown, one to a line with its date, under the title; `rest` more are not named."""
    lines = [words.title, words.subtitle, ""]
    lines += [
        one_line(_("{date}: {title}").format(date=subject.date_words, title=subject.label))
        for subject in subjects
    ]
    if rest:
        lines.append(ngettext("and {count} more", "and {count} more", rest).format(count=rest))
    return "\n".join([*lines, "", *words.notes, *words.source])
