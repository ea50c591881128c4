"""`atlas-gui search`: the same engine as the window's."""

import argparse
import json
import sys
from collections.abc import Mapping
from typing import Any

from atlas_gui import paths
from atlas_gui.domain.catalogue import Catalogue, Entry
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.exchange.display_text import one_line
from atlas_gui.i18n import _, ngettext
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.keeping import IndexFolder, index_for
from atlas_gui.search.query import Query, read_query
from atlas_gui.search.reader_marks import asks_notebook
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.store import open_library

# A smaller library is ready before anybody could read how far it is.
_WORTH_TELLING, _STEP = 5_000, 500
FACETS = ("pair", "kind", "status", "sector", "decade", "source")


def search(arguments: argparse.Namespace) -> int:
    """Print what answers a query; 0 also if nothing does."""
    reading = reading_of(open_library(arguments.library))
    parsed = read_query(arguments.query)
    heed_notebook(reading.index, parsed.query)
    result = reading.index.search(parsed.query)
    faults = (*(fault.message for fault in parsed.faults), *result.faults)
    page = _page(result, arguments.offset, arguments.limit)
    facets = facet_counts(reading.index, result) if arguments.facets else None
    if arguments.json:
        answer = as_json(arguments.query, reading, result, page)
        answer |= {"faults": list(dict.fromkeys(faults))} if faults else {}
        answer |= {"facets": facets} if facets is not None else {}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        print("\n".join([*dict.fromkeys(faults), *_as_lines(reading, result, page)]))
        if facets is not None:
            print("\n".join(_facets_as_lines(facets)))
    return 0


def reading_of(library: Library) -> Reading:
    """A library with its index: the kept one, or one made now."""
    data = index_for(library, IndexFolder(paths.index_dir()), _tell_progress)
    return Reading(library, Catalogue(library), SearchIndex(library, data))


def heed_notebook(index: SearchIndex, query: Query) -> None:
    """Let a query be answered by the reader's notebook if it asks for it; most do not."""
    if asks_notebook(query):
        from atlas_gui.store.notebook import open_notebook

        index.use_notebook(open_notebook(paths.reader_dir()).notebook)


def facet_counts(index: SearchIndex, result: SearchResult) -> dict[str, dict[str, int]]:
    """How many of what was found there are of each value, most first."""
    counts = index.counts(result)
    return {facet: _most_first(counts.of(facet)) for facet in FACETS}


def as_json(
    query: str, reading: Reading, result: SearchResult, page: range | None = None
) -> dict[str, Any]:
    """The documented form of a result; `docs/command-line.md` lists its keys."""
    places = range(result.total) if page is None else page
    results = [
        entry_as_json(reading.catalogue.entry(result.ids[place]), result.score(place))
        for place in places
    ]
    answer: dict[str, Any] = {"query": query, "total": result.total, "results": results}
    if result.instead:
        answer["instead"] = {one.typed: list(one.found) for one in result.instead}
    return answer


def _tell_progress(done: int, total: int) -> None:
    """Tell somebody who waits at a terminal how far the index is; a script wants the answer alone."""
    if total >= _WORTH_TELLING and done % _STEP == 0 and sys.stderr.isatty():
        message = _("Preparing the search: {percent} %").format(percent=100 * done // total)
        print(f"\r{message}", end="" if done < total else "\n", file=sys.stderr, flush=True)


def _page(result: SearchResult, offset: int, limit: int | None) -> range:
    end = result.total if limit is None else min(offset + limit, result.total)
    return range(min(offset, result.total), end)


def _most_first(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def entry_as_json(entry: Entry, score: float = 0.0) -> dict[str, Any]:
    """A record as it is listed for programs; `docs/command-line.md` lists the keys."""
    return {
        "id": entry.id,
        "title": entry.title,
        "pairs": [pair.id for pair in entry.pairs],
        "kind": entry.kind,
        "date": entry.date.text if entry.date else None,
        "status": entry.step,
        "summary": entry.summary,
        "score": score,
    }


def _as_lines(reading: Reading, result: SearchResult, page: range) -> list[str]:
    lines = [
        _("Few results for “{typed}”: also searched for {found}.").format(
            typed=one_line(instead.typed), found=", ".join(map(one_line, instead.found))
        )
        for instead in result.instead
    ]
    count = ngettext("{count} record", "{count} records", result.total)
    lines.append(count.format(count=result.total))
    for place in page:
        lines += record_as_lines(result.ids[place], reading.catalogue)
    if not result.total:
        lines.append(_("Try fewer words, or leave out pair:, kind:, status: or date:."))
    return lines


def record_as_lines(record_id: str, catalogue: Catalogue) -> list[str]:
    """A record as it is listed on a terminal: identifier, title, and facts if there are any."""
    entry = catalogue.entry(record_id)
    value = f"{entry.value} {entry.value_note}".strip()
    facts = (entry.date_words, label(entry.step) if entry.step else "", value)
    # A library's text must not steer the terminal it is printed on.
    lines = [one_line(record_id), f"    {one_line(entry.title)}"]
    if told := " · ".join(filter(None, facts)):
        lines.append(f"    {one_line(told)}")
    return lines


def _facets_as_lines(facets: Mapping[str, Mapping[str, int]]) -> list[str]:
    lines: list[str] = []
    for name, counts in facets.items():
        lines += ["", name]
        lines += [f"    {count:>7}  {one_line(value)}" for value, count in counts.items()]
    return lines
