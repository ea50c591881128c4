"""`atlas-gui sums`: the sums of what a query finds, with all that is left out; docs/sums.md has the rules."""

import argparse
import json
from collections.abc import Sequence
from typing import Any

from atlas_gui.cli.search_command import heed_notebook, reading_of
from atlas_gui.domain.sums_words import reason_in_words
from atlas_gui.exchange.display_text import one_line
from atlas_gui.i18n import ngettext
from atlas_gui.models.sums.words import exact_in_words, rest_in_words, row_money, row_name
from atlas_gui.search.money_answers import NONE, By, SumRow, Sums, Total
from atlas_gui.search.query import read_query
from atlas_gui.search.reading import Reading
from atlas_gui.search.result import SearchResult
from atlas_gui.store import open_library


def sums(arguments: argparse.Namespace) -> int:
    """Print what the sums of the found records add up to; 0 also if there is none."""
    reading = reading_of(open_library(arguments.library))
    parsed = read_query(arguments.query)
    heed_notebook(reading.index, parsed.query)
    result = reading.index.search(parsed.query)
    faults = list(dict.fromkeys((*(one.message for one in parsed.faults), *result.faults)))
    by = By(arguments.by)
    found = reading.index.sums(result, most=None)
    if arguments.json:
        answer = _as_json(arguments.query, reading, result, found, by)
        answer |= {"faults": faults} if faults else {}
        print(json.dumps(answer, ensure_ascii=False, indent=1))
    else:
        print("\n".join([*faults, *_as_lines(reading, result, found, by)]))
    return 0


def _rows(reading: Reading, result: SearchResult, total: Total, by: By) -> list[SumRow]:
    """The parts of a total: years in their order, all else by size; of currencies each is a total."""
    if by is By.CURRENCY:
        return []
    rows = reading.index.sums_by(result, total.measure, total.stage, by)
    if by is By.YEAR:
        return sorted(rows, key=lambda row: (row.key == NONE, row.key != NONE and int(row.key)))
    return sorted(rows, key=lambda row: (-row.amount, row.key))


def _as_json(
    query: str, reading: Reading, result: SearchResult, found: Sums, by: By
) -> dict[str, Any]:
    """The documented form; `docs/command-line.md` lists its keys."""
    return {
        "query": query,
        "by": str(by),
        "records": found.records,
        "without": found.without,
        "unreadable": found.unreadable,
        "totals": [
            {
                "currency": total.currency,
                "conversion": total.conversion,
                "stage": str(total.stage),
                "amount": f"{total.amount:f}",
                "sums": total.sums,
                "about": total.about,
                "more_than": total.more,
                "less_than": total.less,
                "rows": [
                    {
                        "key": row.key,
                        "name": row_name(row, by, reading.library),
                        "amount": f"{row.amount:f}",
                        "sums": row.sums,
                    }
                    for row in _rows(reading, result, total, by)
                ],
            }
            for total in found.totals
        ],
        "left_out": [
            {
                "reason": str(one.reason),
                "sums": one.sums,
                "records": one.records,
                "ids": reading.index.left_out(result, one.reason),
            }
            for one in found.left_out
        ],
    }


def _as_lines(reading: Reading, result: SearchResult, found: Sums, by: By) -> list[str]:
    count = ngettext("{count} record", "{count} records", found.records)
    lines = [count.format(count=found.records)]
    for total in found.totals:
        lines.append(one_line(exact_in_words(total)))
        lines += _table(reading, _rows(reading, result, total, by), total, by)
    rest = rest_in_words(found)
    if found.left_out:
        lines.append(rest.pop(0))
        lines += [f"    {one.sums:>7,}  {reason_in_words(one.reason)}" for one in found.left_out]
    return [*lines, *rest]


def _table(reading: Reading, rows: Sequence[SumRow], total: Total, by: By) -> list[str]:
    """The rows with sums under one another."""
    money = [one_line(row_money(row, total.measure, by)) for row in rows]
    width = max(map(len, money), default=0)
    return [
        f"    {words:>{width}}  {one_line(row_name(row, by, reading.library))}"
        for words, row in zip(money, rows, strict=True)
    ]
