"""`atlas-gui search`: the same engine as the window's."""

import argparse
import json
from typing import Any

from atlas_gui.domain.catalogue import Catalogue, Entry, catalogue_of
from atlas_gui.domain.labels import label
from atlas_gui.exchange.display_text import one_line
from atlas_gui.i18n import _, ngettext
from atlas_gui.search.index import SearchIndex, SearchResult
from atlas_gui.search.query import parse
from atlas_gui.store import open_library


def search(arguments: argparse.Namespace) -> int:
    """Print what answers a query; 0 also if nothing does."""
    library = open_library(arguments.library)
    catalogue = catalogue_of(library)
    result = SearchIndex(library, catalogue).search(parse(arguments.query))
    if arguments.json:
        print(json.dumps(as_json(arguments.query, result, catalogue), ensure_ascii=False, indent=1))
    else:
        print(_as_lines(result, catalogue))
    return 0


def as_json(query: str, result: SearchResult, catalogue: Catalogue) -> dict[str, Any]:
    """The documented form of a result; `docs/command-line.md` lists its keys."""
    results = [
        _entry_as_json(catalogue.entry(record_id), score)
        for record_id, score in result.scores.items()
    ]
    answer: dict[str, Any] = {"query": query, "total": len(results), "results": results}
    if result.faults:
        answer["faults"] = list(result.faults)
    return answer


def _entry_as_json(entry: Entry, score: float) -> dict[str, Any]:
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


def _as_lines(result: SearchResult, catalogue: Catalogue) -> str:
    count = len(result.ids)
    lines = [
        *result.faults,
        ngettext("{count} record", "{count} records", count).format(count=count),
    ]
    for record_id in result.ids:
        entry = catalogue.entry(record_id)
        value = f"{entry.value} {entry.value_note}".strip()
        facts = (entry.date_words, label(entry.step) if entry.step else "", value)
        # A library's text must not steer the terminal it is printed on.
        lines += [one_line(record_id), f"    {one_line(entry.title)}"]
        if told := " · ".join(filter(None, facts)):
            lines.append(f"    {one_line(told)}")
    if not count:
        lines.append(_("Try fewer words, or leave out pair:, kind:, status: or date:."))
    return "\n".join(lines)
