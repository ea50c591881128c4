"""The command `python -m bench`: measure, show a table, write the rows as JSON if asked."""

import argparse
import sys
from pathlib import Path

from bench.display import display
from bench.measuring import Row, Settings, with_growth
from bench.rows import OTHERS, ROWS
from bench.table import as_json, as_table

_SIZES = "1000,10000,100000"


def main() -> int:
    """Run the chosen measurements; 1 if a measured process failed, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--only", default=",".join(ROWS), metavar="NAME,…", help="rows to measure")
    parser.add_argument("--runs", type=int, default=15, metavar="N", help="runs of each process")
    parser.add_argument("--sizes", default=_SIZES, metavar="N,…", help="records of made libraries")
    parser.add_argument("--texts", type=int, metavar="N", help="type the first N texts alone")
    parser.add_argument("--json", type=Path, metavar="FILE", help="also write the rows there")
    arguments = parser.parse_args()
    names = [name for name in arguments.only.split(",") if name]
    known = {**ROWS, **OTHERS}
    unknown = [name for name in names if name not in known]
    sizes = tuple(int(size) for size in arguments.sizes.split(",") if size.isdecimal())
    if unknown or arguments.runs < 1 or not sizes or not all(sizes):
        parser.error(f"rows are {', '.join(known)}; runs and sizes are at least 1")
    with display() as environment:
        rows: list[Row] = []
        for name in names:
            progress = Progress(name)
            settings = Settings(
                arguments.runs, environment, progress, tuple(sorted(sizes)), arguments.texts
            )
            rows += known[name](settings)
            print(file=sys.stderr)
    rows = with_growth(rows)
    print(as_table(rows))
    if arguments.json:
        arguments.json.write_text(as_json(rows), encoding="utf-8")
    return 0


class Progress:
    """One line on standard error that says how far a measurement is."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __call__(self, done: int, of: int) -> None:
        """Show that `done` of `of` processes have run."""
        print(f"\r{self._name}: {done} of {of} ", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
