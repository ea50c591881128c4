"""Later starts are heard on a thread of their own, and what they ask for is done on that of the windows."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.libraries import plain_library, record, write

from atlas_gui.app import make_application
from atlas_gui.app.second_starts import Question, SecondStarts
from atlas_gui.app.shared import Shared
from atlas_gui.app.windows import windows_in_sight
from atlas_gui.handover.address import own_address
from atlas_gui.handover.claim import take_claim
from atlas_gui.handover.meeting import Meeting, meet
from atlas_gui.handover.message import Answer, Wish, file_name

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("windows_closed"),
]


@pytest.fixture
def meeting(monkeypatch: pytest.MonkeyPatch) -> Iterator[Meeting]:
    with tempfile.TemporaryDirectory() as folder:
        monkeypatch.setenv("XDG_RUNTIME_DIR", folder)
        address = own_address()
        claim = take_claim(address.lock)
        assert claim is not None
        yield Meeting(address=address, claim=claim)
        claim.release()


class Start(Thread):
    """A later start, in a thread of its own, as it would be a process of its own."""

    def __init__(self, wish: Wish, patience: float = 20) -> None:
        super().__init__(daemon=True)
        self._wish = wish
        self._patience = patience
        self.met = Meeting()
        self.start()

    def run(self) -> None:
        self.met = meet(self._wish, self._patience)


@pytest.mark.skipif(os.name != "posix", reason="folders of POSIX")
def test_a_later_start_is_heard_until_the_end(
    atlas: OpenAtlas, shared: Shared, meeting: Meeting, qtbot: QtBot
) -> None:
    assert meeting.address is not None
    second = SecondStarts(make_application(), shared, meeting)
    early = Start(Wish(find="gas"))
    second.begin()
    qtbot.waitUntil(lambda: not early.is_alive(), timeout=20_000)
    assert early.met.done
    assert atlas.state.query == "gas"
    folder = Path(meeting.address.meeting).parent
    assert len(list(folder.iterdir())) == 2
    second.finish()
    assert [path.name for path in folder.iterdir()] == [meeting.address.lock.name]
    late = Start(Wish(find="oil"))
    assert meeting.claim is not None
    meeting.claim.release()
    qtbot.waitUntil(lambda: not late.is_alive(), timeout=20_000)
    assert late.met.claim is not None
    late.met.claim.release()
    assert atlas.state.query == "gas"


@pytest.mark.skipif(os.name != "posix", reason="folders of POSIX")
def test_a_start_that_has_given_up_is_not_heard_later(
    atlas: OpenAtlas, shared: Shared, meeting: Meeting, qtbot: QtBot
) -> None:
    second = SecondStarts(make_application(), shared, meeting, seconds=0.05)
    second.begin()
    qtbot.waitUntil(lambda: second._listening is not None, timeout=20_000)
    given_up = Start(Wish(find="gas"))
    # This thread, which is that of the windows, does nothing meanwhile.
    given_up.join(20)
    assert not given_up.met.done
    assert "does not answer" in given_up.met.sentence
    QApplication.processEvents()
    assert atlas.state.query == ""
    second.finish()


@pytest.mark.skipif(os.name != "posix", reason="folders of POSIX")
def test_an_end_while_somebody_asks_is_told_at_once(
    atlas: OpenAtlas, shared: Shared, meeting: Meeting, qtbot: QtBot
) -> None:
    second = SecondStarts(make_application(), shared, meeting, seconds=60)
    second.begin()
    qtbot.waitUntil(lambda: second._listening is not None, timeout=20_000)
    asking = Start(Wish(find="gas"))
    while second._asked is None:
        asking.join(0.01)
    second.finish()
    assert meeting.claim is not None
    meeting.claim.release()
    asking.join(20)
    assert asking.met.claim is not None
    asking.met.claim.release()
    QApplication.processEvents()
    assert atlas.state.query == ""


@pytest.mark.skipif(os.name != "posix", reason="folders of POSIX")
def test_where_nobody_can_be_heard_the_claim_is_given_back(
    atlas: OpenAtlas, shared: Shared, meeting: Meeting, qtbot: QtBot
) -> None:
    assert meeting.address is not None
    assert meeting.claim is not None
    shutil.rmtree(meeting.address.lock.parent)
    second = SecondStarts(make_application(), shared, meeting)
    second.begin()
    claim = meeting.claim
    qtbot.waitUntil(lambda: not claim.held, timeout=20_000)
    second.finish()
    assert atlas.window.isVisible()


def test_a_start_without_a_claim_does_the_rest_of_its_own_wish(
    atlas: OpenAtlas, shared: Shared, tmp_path: Path, qtbot: QtBot
) -> None:
    own_library = write(plain_library(record("oil")), tmp_path)
    second = SecondStarts(make_application(), shared, Meeting())
    second.begin(Wish(files=(file_name(own_library),)))
    qtbot.waitUntil(lambda: len(windows_in_sight()) == 2, timeout=20_000)
    (fresh,) = (window for window in windows_in_sight() if window is not atlas.window)
    assert fresh.arrivals.file == own_library
    assert second._listening is None
    second.finish()


def test_a_wish_is_taken_or_given_up_but_never_both() -> None:
    question = Question(Wish())
    assert question.wait(0.001) == Answer("busy")
    assert not question.take()
    question = Question(Wish())
    assert question.take()
    assert question.wait(0.001) == Answer("done")
    question.answer(Answer("leaving"))
    assert question.wait(10) == Answer("leaving")
