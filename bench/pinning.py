"""Which processor core runs what: the measured process alone on one, everything else elsewhere."""

import os


def pin_to_first_core() -> None:
    """Run this process and its children on one core, where the system lets a process choose."""
    if cores := _cores():
        os.sched_setaffinity(0, {cores[0]})


def pin_to_last_core(process: int) -> None:
    """Keep a process, such as the X server, away from the measured one, if there are two cores."""
    if len(cores := _cores()) > 1:
        os.sched_setaffinity(process, {cores[-1]})


def _cores() -> list[int]:
    return sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else []
