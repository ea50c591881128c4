"""The command `python -m bench.torture`: torture what is saved, and say in tables what came of it."""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.torture.calls import ERRORS, KILL, Calls, fail_calls, why_not
from bench.torture.foreign_files import KINDS as FOREIGN_KINDS
from bench.torture.foreign_fuzz import fuzz_foreign_files
from bench.torture.fuzz import fuzz
from bench.torture.kills import kill_in_workers
from bench.torture.large import LARGE, try_large
from bench.torture.mutations import KINDS
from bench.torture.notebook_fuzz import fuzz_notebooks
from bench.torture.phases import PHASES
from bench.torture.subjects import SUBJECTS


class Wishes(NamedTuple):
    """How much is to be done: kills, spoiled files, injections (None: all), workers, seconds a part."""

    subjects: Sequence[str]
    rounds: int
    records: int
    files: int
    injections: int | None
    workers: int
    seed: int
    seconds: float


Part = Callable[[Wishes], list[str]]


def kills(wishes: Wishes) -> list[str]:
    """SIGKILL at moments spread over a save, two saves at once in a tenth of the rounds."""
    faults: list[str] = []
    for name in wishes.subjects:
        with tempfile.TemporaryDirectory(prefix="atlas-kills-") as folder:
            found = kill_in_workers(
                name,
                wishes.records,
                Path(folder),
                wishes.rounds,
                wishes.seed,
                wishes.workers,
                wishes.seconds,
            )
        print(
            f"{name} of {wishes.records} records: {found.kills} kills in {found.rounds} rounds,"
            f" a save takes {found.milliseconds:.0f} ms"
        )
        _tell("killed while", {p: found.phases[p] for p in (*PHASES, "ended before the kill")})
        outcomes = {word: found.outcomes[word] for word in ("old", "new", "lost", "unreadable")}
        _tell("found afterwards", outcomes | {"leftovers swept": found.swept})
        faults += found.faults
        if found.kills < wishes.rounds:
            print(f"  stopped after {found.kills} kills: time was up")
    return faults


def calls(wishes: Wishes) -> list[str]:
    """Each system call of a save failed once with each of four errors."""
    return _at_calls(wishes, ERRORS)


def at_calls(wishes: Wishes) -> list[str]:
    """A save killed at each of its system calls."""
    return _at_calls(wishes, (KILL,))


def _at_calls(wishes: Wishes, errors: tuple[str, ...]) -> list[str]:
    if reason := why_not():
        print(f"  left out: {reason}")
        return []
    faults: list[str] = []
    for name in wishes.subjects:
        few = min(wishes.records, 200)
        found: Calls = fail_calls(
            SUBJECTS[name](few), few, errors, wishes.injections, wishes.workers, _progress
        )
        print(f"{name} of {few} records: {found.calls} calls, {found.injections} injections")
        for error, outcomes in found.outcomes.items():
            _tell(error, outcomes)
        faults += found.faults
    return faults


def files(wishes: Wishes) -> list[str]:
    """Spoiled libraries, by kind."""
    found = fuzz(wishes.files, wishes.seed, wishes.workers, wishes.seconds, _progress)
    print(f"{sum(found.files.values())} files, at most {found.mebibytes:.0f} MiB of memory")
    print(f"  {'':24}{'files':>8}{'refused':>9}{'slowest ms':>12}")
    for kind in KINDS:
        slowest = found.slowest.get(kind, 0.0) * 1_000
        print(f"  {kind:24}{found.files[kind]:8}{found.refused[kind]:9}{slowest:12.0f}")
    return found.faults


def large(_wishes: Wishes) -> list[str]:
    """Inputs that are large, or dear to read."""
    print(f"  {'':26}{'MB':>8}{'seconds':>9}{'MiB held':>10}")
    faults = []
    for one in try_large(_progress, tuple(LARGE)):
        end = "refused" if one.refused else "opened"
        print(f"  {one.name:26}{one.megabytes:8.1f}{one.seconds:9.2f}{one.mebibytes:10.0f}  {end}")
        if one.fault:
            faults.append(f"{one.name}: {one.fault}")
    return faults


def notebook_files(wishes: Wishes) -> list[str]:
    """Spoiled notebooks, by kind: the file or its journal."""
    found = fuzz_notebooks(wishes.files // 2, wishes.seed, wishes.workers)
    print(f"{sum(found.files.values())} files, at most {found.mebibytes:.0f} MiB of memory")
    print(f"  {'':24}{'files':>8}{'told':>9}{'slowest ms':>12}")
    for kind, count in found.files.items():
        slowest = found.slowest.get(kind, 0.0) * 1_000
        print(f"  {kind:24}{count:8}{found.told[kind]:9}{slowest:12.0f}")
    return found.faults


def foreign_files(wishes: Wishes) -> list[str]:
    """Spoiled files of other programs, by kind, read as rows."""
    count = wishes.files * 2 // 5
    found = fuzz_foreign_files(count, wishes.seed, wishes.workers, wishes.seconds)
    print(f"{sum(found.files.values())} files, at most {found.mebibytes:.0f} MiB of memory")
    print(f"  {'':24}{'files':>8}{'refused':>9}{'told':>8}{'slowest ms':>12}")
    for kind in FOREIGN_KINDS:
        slowest = found.slowest.get(kind, 0.0) * 1_000
        refused, told = found.refused[kind], found.told[kind]
        print(f"  {kind:24}{found.files[kind]:8}{refused:9}{told:8}{slowest:12.0f}")
    return found.faults


PARTS: Mapping[str, Part] = {
    "kills": kills,
    "calls": calls,
    "at-calls": at_calls,
    "files": files,
    "notebook-files": notebook_files,
    "foreign-files": foreign_files,
    "large": large,
}


def main() -> int:
    """Do the chosen parts; 1 if anything was lost, broke or was not said, 2 for wrong usage."""
    parser = argparse.ArgumentParser(prog="python -m bench.torture", description=__doc__)
    parser.add_argument("--only", default=",".join(PARTS), metavar="PART,…", help="parts to do")
    parser.add_argument(
        "--subject", default=",".join(SUBJECTS), metavar="NAME,…", help="what to save"
    )
    parser.add_argument("--at-calls", action="store_true", help="only kill at every system call")
    parser.add_argument(
        "--rounds", type=int, default=1_000, metavar="N", help="kills of each subject"
    )
    parser.add_argument("--records", type=int, default=10_000, metavar="N", help="records saved")
    parser.add_argument("--files", type=int, default=12_600, metavar="N", help="spoiled files")
    parser.add_argument(
        "--injections", type=int, metavar="N", help="failed calls, all if not given"
    )
    parser.add_argument("--workers", type=int, default=2, metavar="N", help="processes at once")
    parser.add_argument("--seed", type=int, default=1, metavar="N", help="another chance")
    parser.add_argument(
        "--seconds", type=float, default=400, metavar="N", help="limit of each part"
    )
    arguments = parser.parse_args()
    names = ["at-calls"] if arguments.at_calls else arguments.only.split(",")
    subjects = arguments.subject.split(",")
    if set(names) - set(PARTS) or set(subjects) - set(SUBJECTS):
        parser.error(f"parts are {', '.join(PARTS)}; subjects are {', '.join(SUBJECTS)}")
    wishes = Wishes(
        subjects,
        arguments.rounds,
        arguments.records,
        arguments.files,
        arguments.injections,
        arguments.workers,
        arguments.seed,
        arguments.seconds,
    )
    faults: list[str] = []
    for name in names:
        begun = time.monotonic()
        print(f"== {name}: {PARTS[name].__doc__}", flush=True)
        found = PARTS[name](wishes)
        faults += found
        print(f"  {len(found)} faults, {time.monotonic() - begun:.0f} s", flush=True)
    for fault in faults:
        print(f"FAULT {fault}")
    return 1 if faults else 0


def _tell(what: str, counts: Mapping[str, int]) -> None:
    shown = ", ".join(
        f"{word} {count}" for word, count in counts.items() if count or what[0] == "f"
    )
    print(f"  {what}: {shown}")


def _progress(done: int, of: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} of {of} ", end="", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
