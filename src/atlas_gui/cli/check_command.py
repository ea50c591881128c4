"""`atlas-gui check`: name every fault of a library file."""

import argparse
import json

from atlas_gui.i18n import ngettext
from atlas_gui.store import LibraryFileError
from atlas_gui.store.check import CheckReport, check_library


def check(arguments: argparse.Namespace) -> int:
    """Print counts and faults; 1 if there is a fault."""
    try:
        report = check_library(arguments.library)
    except LibraryFileError as error:
        if not arguments.json:
            raise
        print(json.dumps({"counts": {}, "faults": [{"what": error.message}]}, ensure_ascii=False))
        return 1
    print(_as_json(report) if arguments.json else _as_lines(report))
    return 1 if report.faults else 0


def _as_json(report: CheckReport) -> str:
    faults = [fault.as_dict() for fault in report.faults]
    return json.dumps({"counts": report.counts, "faults": faults}, ensure_ascii=False, indent=1)


def _as_lines(report: CheckReport) -> str:
    counts = ", ".join(f"{table} {count}" for table, count in report.counts.items())
    found = len(report.faults)
    verdict = ngettext("{count} fault", "{count} faults", found).format(count=found)
    return "\n".join([*map(str, report.faults), counts, verdict])
