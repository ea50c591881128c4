"""What a later start is asked for, done in the windows that are open."""

import os
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.enclosed_pdf import save_pdf_of
from support.libraries import plain_library, record, write
from support.places import SHIPPED_LIBRARY

from atlas_gui.app import make_application, to_front
from atlas_gui.app.shared import Shared
from atlas_gui.app.to_front import LastUsed, bring_to_front, by_last_use
from atlas_gui.app.windows import windows_in_sight
from atlas_gui.app.wishes import Wishes
from atlas_gui.domain.library import Library
from atlas_gui.handover.message import Answer, Wish, file_name
from atlas_gui.state.tasks import ImmediateTaskRunner, ThreadTaskRunner
from atlas_gui.ui.importing.wizard import ImportWizard
from atlas_gui.ui.main_window import MainWindow
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.search_bar import SearchBar

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("windows_closed"),
]
PLANT = "las-camariocas-nickel-plant"


@pytest.fixture
def own_library(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return write(plain_library(record("oil"), record("rail")), folder, "own.json")


@pytest.fixture
def wishes(shared: Shared) -> Iterator[Wishes]:
    made = Wishes(shared, ImmediateTaskRunner(), make_application())
    used = LastUsed(make_application(), made)
    assert used.parent() is made
    yield made
    made.deleteLater()
    make_application().sendPostedEvents(made, QEvent.Type.DeferredDelete)


def _notice(window: MainWindow) -> str:
    found = window.findChild(NoticeBar)
    assert found is not None
    return found.text


def _other(atlas: OpenAtlas) -> MainWindow:
    (found,) = [window for window in windows_in_sight() if window is not atlas.window]
    return found


def _is_in_front(window: MainWindow) -> bool:
    return QApplication.activeWindow() is window


# What is wished for.


def test_nothing_raises_the_window_also_if_it_was_put_away(
    atlas: OpenAtlas, wishes: Wishes, qtbot: QtBot
) -> None:
    atlas.window.showMinimized()
    assert wishes.grant(Wish()) == Answer("done")
    assert not atlas.window.isMinimized()
    qtbot.waitUntil(lambda: _is_in_front(atlas.window))
    assert windows_in_sight() == [atlas.window]


def test_a_window_that_fills_the_screen_does_so_when_it_comes_back(
    atlas: OpenAtlas, wishes: Wishes
) -> None:
    atlas.window.showMaximized()
    atlas.window.setWindowState(atlas.window.windowState() | Qt.WindowState.WindowMinimized)
    wishes.grant(Wish())
    assert atlas.window.isMaximized()
    assert not atlas.window.isMinimized()


def test_a_query_is_searched_for_and_the_keyboard_is_in_the_field(
    atlas: OpenAtlas, wishes: Wishes, qtbot: QtBot
) -> None:
    atlas.do("previous_record")
    wishes.grant(Wish(find="camariocas"))
    assert PLANT in atlas.listed()
    assert atlas.search.field.text() == "camariocas"
    qtbot.waitUntil(atlas.search.field.hasFocus)


def test_without_a_query_what_is_searched_for_stays(atlas: OpenAtlas, wishes: Wishes) -> None:
    atlas.search_for("gas")
    atlas.records.take_focus()
    wishes.grant(Wish(find=""))
    assert atlas.state.query == "gas"
    assert atlas.window.focusWidget() is atlas.search.field
    assert atlas.search.field.selectedText() == "gas"


def test_a_query_is_no_markup(atlas: OpenAtlas, wishes: Wishes) -> None:
    wishes.grant(Wish(find="<b>gas</b> “"))
    assert atlas.search.field.text() == "<b>gas</b> “"


def test_a_link_is_followed_where_it_leads_somewhere(atlas: OpenAtlas, wishes: Wishes) -> None:
    wishes.grant(Wish(links=(f"atlas:/CHN-CUB/{PLANT}",)))
    assert atlas.state.record_id == PLANT
    wishes.grant(Wish(links=("atlas:/CUB-VNM",)))
    assert atlas.state.query == "pair:CUB-VNM"
    assert windows_in_sight() == [atlas.window]


def test_a_link_leads_to_the_window_that_knows_it_whichever_was_used_last(
    atlas: OpenAtlas, wishes: Wishes, own_library: Path, qtbot: QtBot
) -> None:
    wishes.grant(Wish(library=file_name(own_library)))
    own = _other(atlas)
    qtbot.waitUntil(lambda: _is_in_front(own))
    wishes.grant(Wish(links=(f"atlas:/CHN-CUB/{PLANT}",)))
    assert atlas.state.record_id == PLANT
    qtbot.waitUntil(lambda: _is_in_front(atlas.window))
    wishes.grant(Wish(links=("atlas:/rail",)))
    assert own._state.record_id == "rail"
    qtbot.waitUntil(lambda: _is_in_front(own))


def test_a_library_goes_before_what_was_taken_out_of_one(
    atlas: OpenAtlas, wishes: Wishes, shipped_library: Library, tmp_path: Path, qtbot: QtBot
) -> None:
    pdf = save_pdf_of(shipped_library, [PLANT], tmp_path / "plant.pdf")
    # The window that each test has is over no file: it counts as one over no library either.
    wishes.grant(Wish(new_window=True))
    library = _other(atlas)
    library._state.set_record("")
    wishes.grant(Wish(files=(file_name(pdf),)))
    qtbot.waitUntil(lambda: len(windows_in_sight()) == 3, timeout=20_000)
    qtbot.waitUntil(lambda: by_last_use()[0].arrivals.file == pdf)
    wishes.grant(Wish(links=(f"atlas:/{PLANT}",)))
    assert library._state.record_id == PLANT
    qtbot.waitUntil(lambda: _is_in_front(library))


def test_a_link_that_nobody_knows_is_looked_up_in_the_library_of_atlas(
    atlas: OpenAtlas, wishes: Wishes, own_library: Path
) -> None:
    wishes.grant(Wish(library=file_name(own_library)))
    own = _other(atlas)
    atlas.window.close()
    wishes.grant(Wish(links=(f"atlas:/{PLANT}",)))
    (shipped,) = [window for window in windows_in_sight() if window is not own]
    assert shipped.arrivals.file == SHIPPED_LIBRARY
    assert shipped._state.record_id == PLANT
    wishes.grant(Wish(links=("atlas:/nowhere",)))
    assert "This library has no record “nowhere”" in _notice(shipped)
    assert set(windows_in_sight()) == {own, shipped}


def test_what_is_no_link_is_told(atlas: OpenAtlas, wishes: Wishes) -> None:
    wishes.grant(Wish(library=file_name(SHIPPED_LIBRARY), links=("javascript:<b>x</b>",)))
    assert "“javascript:<b>x</b>” is no link of Atlas" in _notice(_other(atlas))


def test_a_library_opens_beside_and_is_raised_the_next_time(
    atlas: OpenAtlas, wishes: Wishes, own_library: Path, qtbot: QtBot
) -> None:
    wishes.grant(Wish(library=file_name(own_library)))
    own = _other(atlas)
    qtbot.waitUntil(lambda: _is_in_front(own))
    bring_to_front(atlas.window)
    qtbot.waitUntil(lambda: _is_in_front(atlas.window))
    own.showMinimized()
    link = own_library.with_name("another name.json")
    link.symlink_to(own_library)
    wishes.grant(Wish(library=file_name(link), find="rail"))
    assert len(windows_in_sight()) == 2
    qtbot.waitUntil(lambda: _is_in_front(own))
    assert own._state.query == "rail"
    assert atlas.state.query == ""


def test_a_file_opens_once(
    atlas: OpenAtlas, wishes: Wishes, own_library: Path, qtbot: QtBot
) -> None:
    for _time in range(2):
        wishes.grant(Wish(files=(file_name(own_library),)))
    qtbot.waitUntil(lambda: len(windows_in_sight()) == 2, timeout=20_000)
    own = _other(atlas)
    bring_to_front(atlas.window)
    wishes.grant(Wish(files=(file_name(own_library),)))
    qtbot.waitUntil(lambda: _is_in_front(own))
    assert len(windows_in_sight()) == 2


def test_a_file_that_is_open_and_gone_is_still_the_one_that_is_open(
    atlas: OpenAtlas, wishes: Wishes, own_library: Path, qtbot: QtBot
) -> None:
    wishes.grant(Wish(library=file_name(own_library)))
    own = _other(atlas)
    own_library.unlink()
    bring_to_front(atlas.window)
    wishes.grant(Wish(files=(file_name(own_library),)))
    qtbot.waitUntil(lambda: _is_in_front(own))
    assert len(windows_in_sight()) == 2


def test_a_library_wished_for_while_it_is_read_is_read_once(
    atlas: OpenAtlas, shared: Shared, own_library: Path, qtbot: QtBot
) -> None:
    tasks = ThreadTaskRunner(atlas.window)
    wishes = Wishes(shared, tasks, atlas.window)
    wishes.grant(Wish(library=file_name(own_library)))
    wishes.grant(Wish(library=file_name(own_library), find="rail"))
    qtbot.waitUntil(lambda: len(windows_in_sight()) == 2, timeout=20_000)
    tasks.drain()
    qtbot.waitUntil(lambda: _other(atlas)._state.query == "rail")
    assert len(windows_in_sight()) == 2


def test_with_a_window_goes_what_it_was_made_of(
    wishes: Wishes, atlas: OpenAtlas, own_library: Path, qtbot: QtBot
) -> None:
    wishes.grant(Wish(library=file_name(own_library)))
    own = _other(atlas)
    kept = weakref.ref(own._reading.index)
    own.close()
    del own
    qtbot.waitUntil(lambda: kept() is None, timeout=20_000)


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda path: path.write_text("plain"), "neither an Atlas library nor a PDF"),
        (lambda path: path.mkdir(), "cannot be read"),
        (lambda _path: None, "cannot be read"),
    ],
)
def test_what_cannot_be_opened_is_told_and_nothing_else_happens(
    atlas: OpenAtlas,
    wishes: Wishes,
    tmp_path: Path,
    qtbot: QtBot,
    made: Callable[[Path], None],
    told: str,
) -> None:
    made(tmp_path / "file")
    assert wishes.grant(Wish(files=(file_name(tmp_path / "file"),))) == Answer("done")
    qtbot.waitUntil(lambda: told in _notice(atlas.window), timeout=20_000)
    atlas.notice.hide()
    wishes.grant(Wish(library=file_name(tmp_path / "file"), find="gas"))
    assert told in _notice(atlas.window)
    assert atlas.state.query == ""
    assert windows_in_sight() == [atlas.window]


def test_a_table_is_offered_for_import(
    atlas: OpenAtlas, wishes: Wishes, tmp_path: Path, qtbot: QtBot
) -> None:
    table = tmp_path / "loans.csv"
    table.write_text("title,year\nRailway,1998\n", "utf-8")
    wishes.grant(Wish(files=(file_name(table),)))
    qtbot.waitUntil(lambda: bool(atlas.window.findChildren(ImportWizard)), timeout=20_000)
    (wizard,) = atlas.window.findChildren(ImportWizard)
    wizard.close()


def test_too_many_files_are_told_of(
    atlas: OpenAtlas, wishes: Wishes, tmp_path: Path, qtbot: QtBot
) -> None:
    files = tuple(file_name(tmp_path / f"{number}.json") for number in range(50))
    wishes.grant(Wish(files=files))
    qtbot.waitUntil(lambda: "at most 8 files at once" in _notice(atlas.window))


def test_another_window_is_over_the_library_of_atlas_or_the_one_that_is_said(
    atlas: OpenAtlas, wishes: Wishes, own_library: Path
) -> None:
    wishes.grant(Wish(new_window=True, find="gas"))
    fresh = _other(atlas)
    assert fresh.arrivals.file == SHIPPED_LIBRARY
    assert (fresh._state.query, atlas.state.query) == ("gas", "")
    for _time in range(2):
        wishes.grant(Wish(new_window=True, library=file_name(own_library)))
    files = [window.arrivals.file for window in windows_in_sight()]
    assert files.count(own_library) == 2
    assert len(files) == 4


def test_the_menu_opens_another_window_too(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.press("Ctrl+N")
    qtbot.waitUntil(lambda: len(windows_in_sight()) == 2, timeout=20_000)
    fresh = _other(atlas)
    assert fresh.arrivals.file == SHIPPED_LIBRARY
    assert fresh.windowTitle() == atlas.window.windowTitle()
    assert atlas.notice.text == ""
    search = fresh.findChild(SearchBar)
    assert search is not None
    qtbot.waitUntil(search.isVisible)


def test_with_no_window_left_the_program_is_leaving(atlas: OpenAtlas, wishes: Wishes) -> None:
    atlas.window.close()
    assert wishes.grant(Wish(find="gas")) == Answer("leaving")


# Coming to the front.


def test_the_window_used_last_is_that_of_the_dialog_used_last(
    atlas: OpenAtlas, wishes: Wishes, qtbot: QtBot
) -> None:
    wishes.grant(Wish(new_window=True))
    fresh = _other(atlas)
    qtbot.waitUntil(lambda: by_last_use()[0] is fresh)
    bring_to_front(atlas.window)
    qtbot.waitUntil(lambda: by_last_use() == [atlas.window, fresh])
    bring_to_front(fresh)
    qtbot.waitUntil(lambda: by_last_use() == [fresh, atlas.window])
    dialog = QDialog(atlas.window)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(lambda: by_last_use() == [atlas.window, fresh])
    dialog.close()
    fresh.close()
    assert by_last_use() == [atlas.window]


def test_the_desktops_token_is_left_for_qt(
    atlas: OpenAtlas, wishes: Wishes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_ACTIVATION_TOKEN", "")
    wishes.grant(Wish())
    assert os.environ["XDG_ACTIVATION_TOKEN"] == ""
    wishes.grant(Wish(activation="x7"))
    assert os.environ["XDG_ACTIVATION_TOKEN"] == "x7"  # noqa: S105  no secret
    assert atlas.window.isVisible()


def test_a_window_that_may_not_come_to_the_front_asks_for_the_eye(
    atlas: OpenAtlas, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    alerted: list[object] = []
    monkeypatch.setattr(to_front, "_MANAGER_MILLISECONDS", 1)
    monkeypatch.setattr(QApplication, "alert", alerted.append)
    monkeypatch.setattr(QApplication, "activeWindow", lambda: None)
    bring_to_front(atlas.window)
    qtbot.waitUntil(lambda: alerted == [atlas.window])
