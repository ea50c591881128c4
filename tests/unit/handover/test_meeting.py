"""Two starts: one becomes the running Atlas, the other tells it what it wants, whatever goes wrong."""

import os
import signal
import socket
import struct
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from atlas_gui.handover import claim as claiming
from atlas_gui.handover import meeting, sending
from atlas_gui.handover.address import Address, own_address
from atlas_gui.handover.claim import Claim, take_claim
from atlas_gui.handover.listening import Listening
from atlas_gui.handover.meeting import meet
from atlas_gui.handover.message import MOST_BYTES, Answer, Wish, read_answer, write_wish

pytestmark = pytest.mark.skipif(os.name != "posix", reason="folders and signals of POSIX")

# A program that becomes the running Atlas, or says what came of asking it; it lives until told to end.
_PROGRAM = """
import sys
from atlas_gui.handover.listening import Listening
from atlas_gui.handover.meeting import meet
from atlas_gui.handover.message import Answer, Wish
met = meet(Wish(find=sys.argv[1]))
if met.claim is None:
    print("told" if met.done else "alone", flush=True)
    sys.exit()
heard = []
def hear(wish):
    heard.append(wish.find)
    return Answer("done")
listening = Listening(met.address, hear)
if "silent" not in sys.argv:
    listening.begin()
print("first", flush=True)
sys.stdin.readline()
listening.stop()
met.claim.release()
print(*heard, flush=True)
"""


@pytest.fixture(autouse=True)
def address(monkeypatch: pytest.MonkeyPatch) -> Iterator[Address]:
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        yield own_address()


def _claim(address: Address) -> Claim:
    claim = take_claim(address.lock)
    assert claim is not None
    return claim


@contextmanager
def listening(
    address: Address, heard: Callable[[Wish], Answer], message_seconds: float = 5.0
) -> Iterator[Claim]:
    claim = _claim(address)
    listener = Listening(address, heard, message_seconds)
    listener.begin()
    try:
        yield claim
    finally:
        listener.stop()
        claim.release()


@contextmanager
def program(*words: str) -> Iterator["subprocess.Popen[str]"]:
    process = subprocess.Popen(
        [sys.executable, "-c", _PROGRAM, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def _line(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def _end(process: "subprocess.Popen[str]") -> list[str]:
    return process.communicate("\n", timeout=30)[0].split()


def test_a_wish_reaches_the_running_one_and_nothing_is_left_behind(address: Address) -> None:
    heard: list[Wish] = []

    def hear(wish: Wish) -> Answer:
        heard.append(wish)
        return Answer("done")

    wish = Wish(files=(b"/tmp/\xff.json",), links=("atlas:/gas",), find="镍", activation="token")
    with listening(address, hear):
        assert meet(wish).done
        assert meet(Wish()).done
    assert heard == [wish, Wish()]
    assert list(address.lock.parent.iterdir()) == []


def test_what_is_refused_is_told_with_its_reason(address: Address) -> None:
    with listening(address, lambda _wish: Answer("refused", "Not now.")):
        met = meet(Wish())
    assert (met.done, met.claim, met.sentence) == (False, None, "Not now.")


def test_one_that_is_leaving_is_waited_for_and_followed(address: Address) -> None:
    asked = threading.Event()

    def hear(_wish: Wish) -> Answer:
        asked.set()
        return Answer("leaving")

    def leave() -> None:
        asked.wait(30)
        listener.stop()
        claim.release()

    claim = _claim(address)
    listener = Listening(address, hear)
    listener.begin()
    leaving = threading.Thread(target=leave)
    leaving.start()
    met = meet(Wish(), patience=30)
    leaving.join()
    assert met.claim is not None
    met.claim.release()


def test_of_many_starts_at_once_one_is_first_and_hears_the_others() -> None:
    names = [f"s{number}" for number in range(5)]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", _PROGRAM, name],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for name in names
    ]
    try:
        said = [_line(process) for process in processes]
        assert sorted(said) == ["first", "told", "told", "told", "told"]
        first = said.index("first")
        assert sorted([names[first], *_end(processes[first])]) == names
    finally:
        for process in processes:
            process.kill()
            process.communicate()


def test_what_a_killed_one_left_is_swept(address: Address) -> None:
    with program("a") as process:
        assert _line(process) == "first"
        process.kill()
        process.wait()
        assert Path(address.meeting).exists()
        with program("b") as after, program("c") as third:
            assert {_line(after), _line(third)} == {"first", "told"}
            for each in (after, third):
                _end(each)
    assert list(address.lock.parent.iterdir()) == []


def test_a_frozen_one_is_told_of(address: Address, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending.ask, "__defaults__", (0.1,))
    with program("a") as process:
        assert _line(process) == "first"
        process.send_signal(signal.SIGSTOP)
        try:
            # More than wait in line with one that listens.
            for _start in range(20):
                met = meet(Wish())
                assert (met.done, met.claim) == (False, None)
                assert "does not answer" in met.sentence
        finally:
            process.send_signal(signal.SIGCONT)
    assert take_claim(address.lock) is not None


def test_one_that_never_listens_is_not_waited_for_for_ever() -> None:
    with program("a", "silent") as process:
        assert _line(process) == "first"
        met = meet(Wish(), patience=0.3)
    assert (met.done, met.claim) == (False, None)
    assert "does not answer" in met.sentence


def test_a_busy_window_is_told_of_at_once(address: Address) -> None:
    with listening(address, lambda _wish: Answer("busy")):
        assert "does not answer" in meet(Wish()).sentence


def test_what_is_not_understood_is_refused_and_the_next_is_heard(address: Address) -> None:
    with listening(address, lambda _wish: Answer("done")):
        for message in (b"", b"{", b"\x80\x04.", b'{"files": ["eA=="]}', b"\xff" * 1000):
            with Client(address.meeting, family=address.family) as connection:
                connection.send_bytes(message)
                answer = read_answer(connection.recv_bytes(MOST_BYTES))
            assert answer.kind == "refused"
            assert "does not understand" in answer.sentence
        assert meet(Wish()).done


def test_who_says_too_much_is_hung_up_on(address: Address) -> None:
    def say_too_much() -> None:
        with Client(address.meeting, family=address.family) as connection:
            connection.send_bytes(b" " * (MOST_BYTES + 1))
            connection.recv_bytes(MOST_BYTES)

    with listening(address, lambda _wish: Answer("done")):
        with pytest.raises((OSError, EOFError)):
            say_too_much()
        assert meet(Wish()).done


@pytest.mark.parametrize(
    "said", [b"", struct.pack("!i", 200), struct.pack("!i", 200) + b"{", struct.pack("!i", -5)]
)
def test_who_says_nothing_or_half_of_it_does_not_hold_up_the_next(
    address: Address, said: bytes
) -> None:
    def hear(_wish: Wish) -> Answer:
        return Answer("done")

    with listening(address, hear, 0.1), socket.socket(socket.AF_UNIX) as slow:
        slow.connect(address.meeting)
        slow.sendall(said)
        assert meet(Wish()).done


def test_who_goes_away_before_the_answer_harms_nobody(address: Address) -> None:
    heard = threading.Event()

    def hear(_wish: Wish) -> Answer:
        heard.set()
        return Answer("done")

    with listening(address, hear):
        with Client(address.meeting, family=address.family) as connection:
            connection.send_bytes(write_wish(Wish()))
        assert heard.wait(30)
        assert meet(Wish()).done


def test_too_many_files_are_not_handed_over(address: Address) -> None:
    many = Wish(files=tuple(b"/" + bytes([97 + n % 26]) * 30_000 for n in range(40)))
    with listening(address, lambda _wish: Answer("done")):
        met = meet(many)
    assert (met.done, met.claim, met.sentence) == (False, None, "")


def test_stopping_twice_or_before_beginning_is_nothing(address: Address) -> None:
    listener = Listening(address, lambda _wish: Answer("done"))
    listener.stop()
    claim = _claim(address)
    listener.begin()
    listener.stop()
    listener.stop()
    claim.release()
    claim.release()
    assert not claim.held
    assert "second starts" not in {thread.name for thread in threading.enumerate()}


def test_one_claim_at_a_time_also_inside_a_process(address: Address) -> None:
    first = take_claim(address.lock)
    assert first is not None
    assert take_claim(address.lock) is None
    first.release()
    second = take_claim(address.lock)
    assert second is not None
    assert take_claim(address.lock) is None
    second.release()


def test_a_lock_that_was_taken_away_in_between_is_not_the_one(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _claim(address)
    lock = claiming._lock

    def lock_after_its_end(descriptor: int) -> bool:
        first.release()
        return lock(descriptor)

    monkeypatch.setattr(claiming, "_lock", lock_after_its_end)
    second = _claim(address)
    assert take_claim(address.lock) is None
    second.release()


def test_a_lock_that_was_swept_away_by_others_costs_nothing_but_a_second_program(
    address: Address,
) -> None:
    first = take_claim(address.lock)
    assert first is not None
    address.lock.unlink()
    second = take_claim(address.lock)
    assert second is not None
    second.release()
    first.release()


@pytest.mark.parametrize("failing", ["own_address", "take_claim"])
def test_where_no_running_one_can_be_looked_for_it_starts_by_itself(
    failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object) -> None:
        raise PermissionError("sandbox")

    monkeypatch.setattr(meeting, failing, refuse)
    met = meet(Wish())
    assert (met.done, met.claim, met.sentence) == (False, None, "")


def test_where_sockets_are_refused_it_starts_by_itself(
    address: Address, monkeypatch: pytest.MonkeyPatch
) -> None:
    claim = _claim(address)

    def refuse(*_arguments: object) -> None:
        raise PermissionError("sandbox")

    monkeypatch.setattr(sending, "ask", refuse)
    met = meet(Wish())
    assert (met.done, met.claim, met.sentence) == (False, None, "")
    claim.release()


def test_becoming_the_first_loads_neither_qt_nor_what_listening_needs() -> None:
    code = (
        "import sys; from atlas_gui.handover.meeting import meet;"
        "from atlas_gui.handover.message import Wish; assert meet(Wish()).claim;"
        "names = ('PySide6', 'multiprocessing', 'socket', 'filelock');"
        "sys.exit([n for n in names if n in sys.modules] or None)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
