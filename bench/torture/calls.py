"""Every system call of a save, failed once with each error, or made the last one of its process.

strace injects: it lists the calls of an undisturbed save between two marks, then the save is made
again for each of them. Afterwards the old state stands there or the new one, and whoever saved was
told in one sentence.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from atlas_gui.errors import AtlasError
from bench.torture.one_save import BEGIN, END, REFUSED
from bench.torture.subject import LostError, Subject

ERRORS = ("ENOSPC", "EIO", "EACCES", "EINTR")
KILL = "SIGKILL"
_CALLS = (
    "open openat read pread64 write writev pwrite64 fsync fdatasync rename renameat renameat2 link"
    " linkat unlink unlinkat chmod fchmod fchmodat flock fcntl stat lstat fstat newfstatat statx"
    " access faccessat faccessat2 close mkdir mkdirat getdents64 readlink readlinkat lseek"
    " ftruncate utimensat".split()
)
_CALL = re.compile(r"^(?:\d+ +)?([a-z0-9_]+)\(", re.MULTILINE)
_LONGEST_SECONDS = 60


class Injection(NamedTuple):
    """The `when`th call of this name in the whole process, and what becomes of it."""

    call: str
    when: int
    error: str


class Calls(NamedTuple):
    """How many injections were made, what came of them by error, and what was wrong."""

    calls: int
    injections: int
    outcomes: dict[str, Counter[str]]
    faults: list[str]


class _Found(NamedTuple):
    injection: Injection
    outcome: str
    fault: str


def why_not() -> str:
    """Why calls cannot be failed here; nothing if they can."""
    strace = shutil.which("strace")
    if strace is None:
        return "strace is not installed"
    asked = subprocess.run(
        [strace, "-o", os.devnull, "-e", "inject=getcwd:error=EIO", sys.executable, "-c", ""],
        capture_output=True,
        check=False,
        text=True,
    )
    lines = asked.stderr.strip().splitlines()
    return "" if asked.returncode == 0 else f"strace may not trace here: {lines[-1:]}"


def fail_calls(
    subject: Subject,
    records: int,
    errors: tuple[str, ...],
    most: int | None,
    workers: int,
    progress: Callable[[int, int], None],
) -> Calls:
    """Fail each call of a save of `subject` once with each of `errors`; KILL ends the process there.

    With `most`, only so many injections, evenly chosen.
    """
    with tempfile.TemporaryDirectory(prefix="atlas-torture-") as name:
        folder = Path(name)
        subject.prepare(folder / "sound")
        calls = list(_calls_of_a_save(subject.name, records, folder))
        wanted = [Injection(call, when, error) for call, when in calls for error in errors]
        if most is not None and len(wanted) > most:
            wanted = [wanted[place * len(wanted) // most] for place in range(most)]
        tally = Calls(len(calls), len(wanted), {error: Counter() for error in errors}, [])

        def one(place: int) -> _Found:
            return _inject(subject, records, folder, wanted[place], place)

        with ThreadPoolExecutor(workers) as pool:
            for done, found in enumerate(pool.map(one, range(len(wanted))), start=1):
                tally.outcomes[found.injection.error][found.outcome] += 1
                if found.fault:
                    tally.faults.append(f"{found.injection}: {found.fault}")
                progress(done, len(wanted))
    return tally


def _calls_of_a_save(name: str, records: int, folder: Path) -> Iterator[tuple[str, int]]:
    """The calls between the marks, each with its place among those of its name in the process."""
    work = folder / "undisturbed"
    shutil.copytree(folder / "sound", work)
    _status, _said, log = _traced(name, records, work, [], folder / "undisturbed.log")
    seen: Counter[str] = Counter()
    saving = False
    for line in log.splitlines():
        if BEGIN in line:
            saving = True
        elif END in line:
            return
        elif found := _CALL.match(line):
            seen[found[1]] += 1
            if saving and found[1] in _CALLS:
                yield found[1], seen[found[1]]
    raise RuntimeError("the undisturbed save did not come to its end")


def _inject(
    subject: Subject, records: int, folder: Path, injection: Injection, place: int
) -> _Found:
    work = folder / f"work{place}"
    shutil.copytree(folder / "sound", work)
    before = 0
    what = f"signal={KILL}" if injection.error == KILL else f"error={injection.error}"
    words = ["-e", f"inject={injection.call}:{what}:when={injection.when}"]
    log = folder / f"work{place}.log"
    try:
        status, said, text = _traced(subject.name, records, work, words, log)
        # What loads before the save may differ from what it was when the calls were listed.
        if injection.error != KILL and "(INJECTED)" not in text.partition(BEGIN)[2]:
            return _Found(injection, "not reached", "")
        fault = _said_fault(status, said, killed=injection.error == KILL)
        try:
            found = subject.state(work)
        except (AtlasError, LostError) as error:
            return _Found(injection, "neither", str(error))
        if found not in subject.possible(before, (1,)):
            return _Found(injection, "neither", f"state {found}")
        if status == 0 and found == before:
            return _Found(injection, "neither", "said to be saved, and was not")
        outcome = ("old" if found == before else "new") + (", told" if status == REFUSED else "")
        return _Found(injection, outcome, fault)
    except subprocess.TimeoutExpired:
        return _Found(injection, "hung", "did not end")
    finally:
        shutil.rmtree(work, ignore_errors=True)
        log.unlink(missing_ok=True)


def _said_fault(status: int, said: str, *, killed: bool) -> str:
    """What is wrong with how the process ended: it saves, or says why not in one sentence."""
    lines = said.strip().splitlines()
    if killed or status == 0:
        return ""
    if status != REFUSED:
        return f"ended with {status}: {lines[-1:]}"
    if len(lines) != 1 or not lines[0].endswith(".") or "“" not in lines[0]:
        return f"no sentence: {lines}"
    return ""


def _traced(
    name: str, records: int, work: Path, words: list[str], log: Path
) -> tuple[int, str, str]:
    """Status, what was said, and the list of calls of one save under strace."""
    command = ["strace", "-o", str(log), "-e", f"trace={','.join(f'?{c}' for c in _CALLS)},rmdir"]
    program = [sys.executable, "-m", "bench.torture.one_save", name, str(records), str(work), "1"]
    # What is written to the disk by Python itself, and in which order sets are walked, stay alike.
    alike = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(
        [*command, *words, *program],
        capture_output=True,
        check=False,
        text=True,
        timeout=_LONGEST_SECONDS,
        env=alike,
    )
    return ended.returncode, ended.stdout or ended.stderr, log.read_text(errors="replace")
