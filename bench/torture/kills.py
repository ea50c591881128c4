"""Saves killed at every moment: after each, one of the states that were saved or about to be.

`python -m bench.torture.kills SUBJECT RECORDS FOLDER KILLS SEED SECONDS` prints what came of it as
JSON: a process of one thread, which can fork without harm.
"""

import json
import math
import os
import random
import select
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import NamedTuple

from atlas_gui.errors import AtlasError
from bench.torture.library_subject import LibrarySubject
from bench.torture.phases import BEGUN, DONE, PHASES, Phase
from bench.torture.subject import LostError, Subject
from bench.torture.subjects import SUBJECTS

# Saves vary in length: a little after the usual end there is still something to be killed.
_MARGIN = 1.05
_TWO_AT_ONCE = 10
_MEASURED = 7


class Kills(NamedTuple):
    """What came of the rounds: how many, in which phase each kill fell, what stood there afterwards."""

    rounds: int
    kills: int
    phases: Counter[str]
    outcomes: Counter[str]
    faults: list[str]
    swept: int
    milliseconds: float


class _Child(NamedTuple):
    process: int
    heard: int
    phase: Phase
    number: int


def kill_saves(
    subject: Subject,
    folder: Path,
    kills: int,
    seed: int,
    progress: Callable[[int, int], None],
    seconds: float = math.inf,
    two_at_once: int = _TWO_AT_ONCE,
) -> Kills:
    """Kill `kills` saves, spread evenly over one; in every `two_at_once`th round two save at once.

    `subject` has been prepared in `folder`. After `seconds` seconds no more rounds are begun. Needs
    a process of one thread, and POSIX.
    """
    until = time.monotonic() + seconds
    chance = random.Random(seed)  # noqa: S311
    before: Hashable = subject.state(folder)
    number = 1
    lengths = []
    for _time in range(_MEASURED):
        lengths.append(_undisturbed(subject, folder, number))
        before = subject.state(folder)
        number += 1
    tally = Kills(0, 0, Counter(), Counter(), [], 0, statistics.median(lengths) * 1_000)
    parts = [_MARGIN * (place + 0.5) / kills for place in range(kills)]
    chance.shuffle(parts)
    swept = 0
    place = killed = 0
    while killed < kills and place < 3 * kills and time.monotonic() < until:
        # How busy the machine is changes: the last undisturbed saves tell how long one takes now.
        length = statistics.median(lengths[-_MEASURED:])
        count = 2 if place % two_at_once == two_at_once - 1 else 1
        children = [_begin(subject, folder, number + which) for which in range(count)]
        tried = tuple(child.number for child in children)
        number += count
        hit = _kill(children, parts[place] * length, chance.uniform(0, length), tally)
        killed += hit
        # What was done before its time is tried again, and killed earlier.
        parts.append(parts[place] * (1 if hit else chance.random()))
        left = _leftovers(folder)
        before = _judge(subject, folder, before, tried, tally)
        still_there = _leftovers(folder)
        swept += left - still_there
        if still_there:
            tally.faults.append(f"after {tried}: {still_there} leftovers were not swept")
        # The next save works, and sees to it that there is always something to lose.
        try:
            lengths.append(_saved(subject, folder, number))
        except AtlasError as error:
            tally.faults.append(f"round {place}: the next save failed: {error}")
        else:
            # The next round sees whether it stands there: half of its saves change nothing.
            (before,) = set(subject.possible(before, (number,))) - {before}
        number += 1
        place += 1
        progress(killed, kills)
    return tally._replace(rounds=place, kills=killed, swept=swept)


def _leftovers(folder: Path) -> int:
    return sum(1 for _left in folder.rglob(".*.part"))


def _judge(
    subject: Subject, folder: Path, before: Hashable, tried: tuple[int, ...], tally: Kills
) -> Hashable:
    try:
        found = subject.state(folder)
    except (AtlasError, LostError) as error:
        tally.outcomes["unreadable" if isinstance(error, AtlasError) else "lost"] += 1
        tally.faults.append(f"after {tried}: {error}")
        return before
    if found not in subject.possible(before, tried):
        tally.outcomes["lost"] += 1
        tally.faults.append(f"after {tried} upon {before}: {found}")
    else:
        tally.outcomes["old" if found == before else "new"] += 1
    return found


def _kill(children: list[_Child], moment: float, later: float, tally: Kills) -> int:
    """Kill the one that began first `moment` seconds after it did, any other `later` seconds after.

    How many of them were killed: the others had ended before.
    """
    ready, _w, _x = select.select([child.heard for child in children], [], [], 60)
    first = next((child for child in children if child.heard in ready), children[0])
    time.sleep(moment)
    hit = 0
    for child in sorted(children, key=lambda child: child is not first):
        os.kill(child.process, signal.SIGKILL)
        _process, status = os.waitpid(child.process, 0)
        os.close(child.heard)
        killed = os.WIFSIGNALED(status)
        hit += killed
        tally.phases[PHASES[child.phase.now] if killed else "ended before the kill"] += 1
        if not killed and os.waitstatus_to_exitcode(status):
            tally.faults.append(f"a save ended with {os.waitstatus_to_exitcode(status)}")
        if child is first and len(children) > 1:
            time.sleep(later)
    return hit


def _saved(subject: Subject, folder: Path, number: int) -> float:
    """The seconds that a save takes in this process, from its begin on."""
    begun: list[float] = []
    subject.save(folder, number, lambda: begun.append(time.perf_counter()))
    return time.perf_counter() - begun[0]


def _undisturbed(subject: Subject, folder: Path, number: int) -> float:
    """The seconds from the begin of a save to its end."""
    child = _begin(subject, folder, number)
    os.read(child.heard, 1)
    begun = time.perf_counter()
    os.read(child.heard, 1)
    ended = time.perf_counter()
    os.waitpid(child.process, 0)
    os.close(child.heard)
    return ended - begun


def _begin(subject: Subject, folder: Path, number: int) -> _Child:
    """A process that saves a state; it writes a byte when it begins to, and one at the end."""
    heard, telling = os.pipe()
    phase = Phase()
    process = os.fork()
    if process == 0:
        status = 1
        try:
            os.close(heard)
            phase.watch()

            def begun() -> None:
                phase.now = BEGUN
                os.write(telling, b"b")

            subject.save(folder, number, begun)
            phase.now = DONE
            os.write(telling, b"d")
            status = 0
        finally:
            os._exit(status)
    os.close(telling)
    return _Child(process, heard, phase, number)


def kill_in_workers(
    subject: str,
    records: int,
    folder: Path,
    kills: int,
    seed: int,
    workers: int,
    seconds: float,
) -> Kills:
    """`kill_saves` in several processes at once, each with a share of the kills and a folder of its own."""
    begun = []
    for place in range(workers):
        share = kills // workers + (place < kills % workers)
        own = folder / f"worker{place}"
        words = [subject, str(records), str(own), str(share), str(seed + place), str(seconds)]
        command = [sys.executable, "-m", "bench.torture.kills", *words]
        begun.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True))
    total = Kills(0, 0, Counter(), Counter(), [], 0, 0.0)
    for worker in begun:
        said, _nothing_said = worker.communicate()
        if worker.returncode:
            total.faults.append(f"a worker ended with {worker.returncode}")
            continue
        found = Kills(**json.loads(said))
        total.phases.update(found.phases)
        total.outcomes.update(found.outcomes)
        total.faults.extend(found.faults)
        total = total._replace(
            rounds=total.rounds + found.rounds,
            kills=total.kills + found.kills,
            swept=total.swept + found.swept,
            milliseconds=max(total.milliseconds, found.milliseconds),
        )
    return total


def main() -> int:
    """The share of one worker."""
    name, records, folder, kills, seed, seconds = sys.argv[1:]
    subject = SUBJECTS[name](int(records))
    subject.prepare(Path(folder))
    found = kill_saves(
        subject, Path(folder), int(kills), int(seed), _untold, seconds=float(seconds)
    )
    if isinstance(subject, LibrarySubject):
        found.faults.extend(subject.faulty_backups(Path(folder)))
    print(json.dumps(found._asdict()))
    return 0


def _untold(_done: int, _of: int) -> None:
    """Nobody watches a worker."""


if __name__ == "__main__":
    sys.exit(main())
