"""What the cover of a dossier says: the pairs, the time, the numbers, and what is left out."""

from collections import Counter
from collections.abc import Iterable, Sequence

from atlas_gui.domain.catalogue import Entry
from atlas_gui.domain.date_names import year_in_words
from atlas_gui.domain.edtf_days import calendar_day
from atlas_gui.domain.figures import grouped
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.vocabulary import Kind
from atlas_gui.exchange.display_text import one_line
from atlas_gui.exchange.report.registers import Numbered
from atlas_gui.i18n import _, ngettext

_MOST_NAMED = 6


def cover_facts(
    library: Library, numbered: Sequence[Numbered], library_and_edition: str
) -> tuple[tuple[str, str], ...]:
    """Label and value of each line of the cover."""
    entries = [one.entry for one in numbered]
    kinds = Counter(one.record.kind for one in numbered)
    sources = {
        passage.source
        for one in numbered
        for claim in one.record.claims
        for passage in claim.evidence
    }
    disputed = sum(entry.disagreements > 0 for entry in entries)
    facts = (
        (_("Country pairs"), _pairs(library, entries)),
        (_("Time"), _span(entries)),
        (_("Records"), grouped(len(numbered))),
        (_("Kinds"), ", ".join(_counted(kinds))),
        (_("Sources"), grouped(len(sources))),
        (_("Sources disagree"), _disputed(disputed)),
        (_("Library"), library_and_edition),
    )
    return tuple((name, one_line(value)) for name, value in facts)


def cover_remarks(query: str, chosen: int, of: int, unreadable: Sequence[str]) -> tuple[str, ...]:
    """Sentences on what the dossier leaves out, and why; none if it has all."""
    return tuple(map(one_line, _remarks(query, chosen, of, unreadable)))


def _remarks(query: str, chosen: int, of: int, unreadable: Sequence[str]) -> Iterable[str]:
    hidden = max(of - chosen, 0)
    if query.strip():
        yield _("Search in force: {query}").format(query=query)
    if hidden:
        yield ngettext(
            "{hidden} further record of {of} is hidden by the search or was not chosen.",
            "{hidden} further records of {of} are hidden by the search or were not chosen.",
            hidden,
        ).format(hidden=grouped(hidden), of=grouped(of))
    if unreadable:
        named = "; ".join(unreadable[:_MOST_NAMED])
        more = len(unreadable) - _MOST_NAMED
        names = (
            _("{names} and {count} more").format(names=named, count=grouped(more))
            if more > 0
            else named
        )
        yield ngettext(
            "{count} record of this library cannot be read and is missing here: {names}",
            "{count} records of this library cannot be read and are missing here: {names}",
            len(unreadable),
        ).format(count=grouped(len(unreadable)), names=names)


def _pairs(library: Library, entries: Iterable[Entry]) -> str:
    """The pairs with most records, and how many others there are."""
    counts: Counter[Pair] = Counter(pair for entry in entries for pair in entry.pairs)
    named = [library.pair_name(pair) for pair, _count in counts.most_common(_MOST_NAMED)]
    more = len(counts) - len(named)
    words = "; ".join(named)
    if more > 0:
        pattern = ngettext(
            "{names} and {count} other pair", "{names} and {count} other pairs", more
        )
        return pattern.format(names=words, count=grouped(more))
    return words or _("none")


def _span(entries: Iterable[Entry]) -> str:
    """The years from the first to the last day of all main dates."""
    bounds = [
        day
        for entry in entries
        if entry.date
        for day in (entry.date.earliest, entry.date.latest)
        if day is not None
    ]
    if not bounds:
        return _("no dates")
    first, last = (year_in_words(calendar_day(day).year) for day in (min(bounds), max(bounds)))
    return first if first == last else _("{first} to {last}").format(first=first, last=last)


def _counted(kinds: Counter[Kind]) -> Iterable[str]:
    for kind in Kind:
        if kinds[kind]:
            yield _("{kind}: {count}").format(kind=label(kind), count=grouped(kinds[kind]))


def _disputed(count: int) -> str:
    if not count:
        return _("on no record")
    return ngettext("on {count} record", "on {count} records", count).format(count=grouped(count))
