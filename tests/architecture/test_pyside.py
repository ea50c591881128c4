"""The Qt binding itself: some releases lose a reference to None on every call that returns nothing."""

import sys

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

_CALLS = 200


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is never counted from 3.12 on")
def test_calls_that_return_nothing_keep_the_count_of_none(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    before = sys.getrefcount(None)
    for _call in range(_CALLS):
        widget.setWindowTitle("x")
    assert sys.getrefcount(None) > before - _CALLS // 4
