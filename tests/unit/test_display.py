"""Whether there is a display is asked before Qt is, since Qt aborts without one."""

import sys

import pytest

from atlas_gui import display


@pytest.fixture(autouse=True)
def _on_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)


def test_no_display_is_said() -> None:
    assert "no display" in display.reason_for_no_window()


def test_a_display_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":65000")
    assert ":65000 does not answer" in display.reason_for_no_window()


def test_wayland_and_other_systems_are_taken_at_their_word(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    assert display.reason_for_no_window() == ""
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert display.reason_for_no_window() == ""


def test_a_platform_that_is_named_but_empty_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "")
    assert "no display" in display.reason_for_no_window()


@pytest.mark.display
def test_a_display_that_answers_is_used(x_display: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", x_display)
    assert display.reason_for_no_window() == ""
