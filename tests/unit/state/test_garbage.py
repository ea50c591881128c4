"""Cycles of Qt objects are taken apart on the thread of the windows, whoever made the most objects."""

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from atlas_gui.state.garbage import GarbageCollector, collect_if_due
from atlas_gui.state.tasks import ThreadTaskRunner

_MANY = 50_000


class Cycle(QObject):
    """A Qt object that only the collector can find, and that says where it went."""

    def __init__(self, gone_on: list[int]) -> None:
        super().__init__()
        self.itself = self
        self.destroyed.connect(lambda: gone_on.append(threading.get_ident()))


@pytest.fixture
def automatic() -> Iterator[None]:
    """Python looks for garbage by itself, as in any program; a test may change that."""
    was_enabled, thresholds = gc.isenabled(), gc.get_threshold()
    gc.collect()
    gc.enable()
    yield
    gc.set_threshold(*thresholds)
    gc.unfreeze()
    (gc.enable if was_enabled else gc.disable)()


def make_many() -> list[list[object]]:
    """More objects than any threshold, each of them one that the collector looks at."""
    kept: list[list[object]] = [[] for _number in range(_MANY)]
    for one in kept:
        one.append(kept)
    return kept


@pytest.mark.usefixtures("automatic")
def test_a_job_that_makes_many_objects_takes_no_window_apart(qtbot: QtBot, qapp: QObject) -> None:
    gone_on: list[int] = []
    collector = GarbageCollector(qapp)
    runner, results = ThreadTaskRunner(qapp), list[object]()
    Cycle(gone_on)
    runner.submit(make_many, results.append, results.append)
    qtbot.waitUntil(lambda: len(results) == 1)
    assert all(thread == threading.get_ident() for thread in gone_on)
    qtbot.waitUntil(lambda: len(gone_on) == 1)
    assert gone_on == [threading.get_ident()]
    runner.drain()
    collector.deleteLater()


@pytest.mark.usefixtures("automatic")
def test_garbage_is_looked_for_only_when_it_is_due() -> None:
    gc.disable()
    gc.collect()
    gc.set_threshold(1_000, 2, 2)
    assert not collect_if_due()
    rounds: list[int] = []
    noted = _noting(rounds)
    gc.callbacks.append(noted)
    try:
        for _round in range(60):
            kept = [[] for _number in range(1_500)]
            assert collect_if_due()
            del kept
    finally:
        gc.callbacks.remove(noted)
    assert rounds.count(0) > rounds.count(1) > rounds.count(2) >= 1


@pytest.mark.usefixtures("automatic")
def test_a_threshold_of_nought_switches_it_off() -> None:
    gc.disable()
    gc.set_threshold(0, 0, 0)
    kept = [[] for _number in range(5_000)]
    assert not collect_if_due()
    assert len(kept) == 5_000


def _noting(rounds: list[int]) -> "gc._CallbackType":
    def noted(phase: str, info: dict[str, int]) -> None:
        if phase == "start":
            rounds.append(info["generation"])

    return noted
