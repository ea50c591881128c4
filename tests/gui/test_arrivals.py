"""What comes to the window from elsewhere: links that are typed, pasted or dropped, and PDFs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.enclosed_pdf import save_pdf_of

from atlas_gui.app import make_application
from atlas_gui.domain.library import Library
from atlas_gui.models.roles import Role
from atlas_gui.ui.detail_pane import DetailPane
from atlas_gui.ui.link_jump import LinkJump
from atlas_gui.ui.main_window import MainWindow
from atlas_gui.ui.notice_bar import NoticeBar
from atlas_gui.ui.openings import MOST_AT_ONCE
from atlas_gui.ui.record_list_pane import RecordListPane
from atlas_gui.ui.status_line import StatusLine

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
PLANT = "las-camariocas-nickel-plant"
LINK = f"atlas:/CHN-CUB/{PLANT}"


@pytest.fixture
def dossier(shipped_library: Library, tmp_path: Path) -> Path:
    """A PDF with three records inside, the plant among them."""
    ids = [PLANT, *[one for one in shipped_library.records if one != PLANT][:2]]
    return save_pdf_of(shipped_library, ids, tmp_path / "dossier <b> & more.pdf")


@pytest.fixture(autouse=True)
def close_what_was_opened() -> Iterator[None]:
    yield
    application = make_application()
    for window in _windows():
        window.close()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _windows() -> list[MainWindow]:
    return [
        w for w in QApplication.topLevelWidgets() if isinstance(w, MainWindow) and w.isVisible()
    ]


def _other_window(atlas: OpenAtlas) -> MainWindow:
    (found,) = [window for window in _windows() if window is not atlas.window]
    return found


def _mime(*files: Path, text: str = "") -> QMimeData:
    mime = QMimeData()
    if files:
        mime.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    if text:
        mime.setText(text)
    return mime


def _drop(mime: QMimeData, on: QWidget, taker: QWidget | None = None) -> bool:
    """Drag something over a widget and let it go, as the window system tells it."""
    place, buttons = QPoint(5, 5), Qt.MouseButton.LeftButton
    keys, deeds = Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    entering = QDragEnterEvent(place, deeds, mime, buttons, keys)
    entering.ignore()
    QApplication.sendEvent(on, entering)
    if not entering.isAccepted():
        return False
    dropped = QDropEvent(QPointF(place), deeds, mime, buttons, keys)
    QApplication.sendEvent(taker or on, dropped)
    assert dropped.dropAction() == Qt.DropAction.CopyAction
    return dropped.isAccepted()


def _listed(window: MainWindow) -> set[str]:
    pane = window.findChild(RecordListPane)
    assert pane is not None
    model = pane.view.model()
    return {model.index(row, 0).data(Role.RECORD_ID) for row in range(model.rowCount())}


def _jump(atlas: OpenAtlas) -> tuple[LinkJump, QLineEdit]:
    atlas.do("go_to_link")
    (jump,) = atlas.window.findChildren(LinkJump)
    field = jump.findChild(QLineEdit)
    assert field is not None
    return jump, field


# PDFs


@pytest.mark.parametrize("where", ["window", "search", "records", "page", "timeline"])
def test_a_dropped_pdf_opens_in_a_window_of_its_own(
    atlas: OpenAtlas, dossier: Path, qtbot: QtBot, where: str
) -> None:
    below = {
        "window": atlas.window,
        "search": atlas.search.field,
        "records": atlas.records.view.viewport(),
        "page": atlas.detail.viewport(),
        "timeline": atlas.lanes,
    }[where]
    # Who does not take it leaves it to what holds it.
    assert _drop(_mime(dossier), below, taker=below if where == "search" else atlas.window)
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)
    window = _other_window(atlas)
    assert len(_listed(window)) == 3
    assert PLANT in _listed(window)
    assert atlas.search.field.text() == ""


def test_what_was_exported_is_shown_again_equal(
    atlas: OpenAtlas, tmp_path: Path, qtbot: QtBot
) -> None:
    from atlas_gui.exchange.pdf.making import record_pdf
    from atlas_gui.exchange.report.options import ReportOptions

    exported = tmp_path / "plant.pdf"
    plant = atlas.library.records[PLANT]
    exported.write_bytes(record_pdf(atlas.library, plant, ReportOptions()).pdf)
    _drop(_mime(exported), atlas.window)
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)
    library = _other_window(atlas)._reading.library
    assert dict(library.records) == {PLANT: plant}
    assert library.permalink(PLANT) == LINK
    page = _other_window(atlas).findChild(DetailPane)
    assert page is not None
    assert page.document().begin().text() == atlas_page(atlas, PLANT)


def atlas_page(atlas: OpenAtlas, record_id: str) -> str:
    """The first line of a record's page in the library's own window."""
    atlas.state.set_record(record_id)
    return atlas.detail.document().begin().text()


def test_nobody_takes_it_for_the_library(atlas: OpenAtlas, dossier: Path, qtbot: QtBot) -> None:
    _drop(_mime(dossier), atlas.window)
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)
    window = _other_window(atlas)
    assert window.windowTitle() == "From dossier <b> & more.pdf: Bilateral relations"
    notice, status = window.findChild(NoticeBar), window.findChild(StatusLine)
    assert notice is not None
    assert status is not None
    assert notice.text.startswith("These 3 records come from “dossier <b> & more.pdf”")
    assert "Bilateral relations, edition 2026.1" in notice.text
    told = [label.text() for label in status.findChildren(QLabel)]
    assert any(text.startswith("From dossier <b> & more.pdf: Bilateral rel") for text in told)
    assert "is open in a window of its own" in atlas.notice.text


def test_a_long_name_does_not_make_the_window_wider(
    atlas: OpenAtlas, dossier: Path, qtbot: QtBot
) -> None:
    long = dossier.rename(dossier.with_name("a very long name of a dossier " * 6 + "end.pdf"))
    atlas.window.resize(1024, 640)
    _drop(_mime(long), atlas.window)
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)
    window = _other_window(atlas)
    assert window.width() == 1024
    assert window.windowTitle().startswith("From a very long n")
    assert "end.pdf: Bilateral relations" in window.windowTitle()
    notice = window.findChild(NoticeBar)
    assert notice is not None
    assert long.name in notice.text


def test_several_files_open_and_a_bad_one_is_told(
    atlas: OpenAtlas, dossier: Path, tmp_path: Path, shipped_library: Library, qtbot: QtBot
) -> None:
    other = save_pdf_of(shipped_library, [PLANT], tmp_path / "one.pdf")
    _drop(_mime(dossier, other), atlas.window)
    qtbot.waitUntil(lambda: len(_windows()) == 3, timeout=20_000)
    assert sorted(len(_listed(window)) for window in _windows())[:2] == [1, 3]
    notes = tmp_path / "notes.txt"
    notes.write_text("nothing", encoding="utf-8")
    _drop(_mime(notes), atlas.window)
    qtbot.waitUntil(
        lambda: "notes.txt” is neither an Atlas library" in atlas.notice.text, timeout=20_000
    )
    assert len(_windows()) == 3


def test_many_files_at_once_are_refused(atlas: OpenAtlas, tmp_path: Path) -> None:
    _drop(_mime(*(tmp_path / f"{n}.pdf" for n in range(MOST_AT_ONCE + 1))), atlas.window)
    assert atlas.notice.text == "Atlas opens at most 8 files at once; these were 9."


def test_a_window_over_a_file_works_and_leaves_no_trace(
    atlas: OpenAtlas, dossier: Path, settings_folder: Path, qtbot: QtBot
) -> None:
    atlas.search_for("nickel")
    _drop(_mime(dossier), atlas.window)
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)
    window = _other_window(atlas)
    before = len(make_application().children())
    assert len(_listed(window)) == 3, "the search of the other window is its own"
    window.follow(LINK)
    window.fill_timeline()
    window.close()
    make_application().sendPostedEvents(None, QEvent.Type.DeferredDelete)
    make_application().processEvents()
    make_application().sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(make_application().children()) < before
    assert not (settings_folder / "window.json").exists()
    assert atlas.state.query == "nickel"
    atlas.search_for("gas")
    assert atlas.listed()


def test_the_other_window_outlives_the_first(
    atlas: OpenAtlas, dossier: Path, settings_folder: Path, qtbot: QtBot
) -> None:
    _drop(_mime(dossier), atlas.window)
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)
    window = _other_window(atlas)
    atlas.search_for("nickel")
    atlas.window.close()
    assert window.isVisible()
    window.follow(LINK)
    settings = (settings_folder / "window.json").read_text("utf-8")
    window.close()
    assert (settings_folder / "window.json").read_text("utf-8") == settings
    assert '"query":"nickel"' in settings


def test_saved_searches_are_the_same_in_all_windows(
    atlas: OpenAtlas, dossier: Path, qtbot: QtBot
) -> None:
    _drop(_mime(dossier), atlas.window)
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)
    atlas.search_for("nickel")
    atlas.do("save_search")
    _other_window(atlas).close()
    atlas.search_for("gas")
    atlas.do("save_search")
    from atlas_gui.state.saved_searches import SavedSearches

    (searches,) = [c for c in make_application().children() if isinstance(c, SavedSearches)]
    assert [search.query for search in searches.items] == ["nickel", "gas"]


def test_looks_are_the_same_in_all_windows(atlas: OpenAtlas, dossier: Path, qtbot: QtBot) -> None:
    atlas.do("appearance_dark")
    _drop(_mime(dossier), atlas.window)
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)
    window = _other_window(atlas)
    assert window.settings().appearance == "dark"
    window.findChild(type(atlas.action("quit")), "appearance_light").trigger()  # type: ignore[union-attr]
    assert atlas.action("appearance_light").isChecked()


def test_files_are_chosen_by_keyboard(
    atlas: OpenAtlas, dossier: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([str(dossier)], ""))
    atlas.press("Ctrl+O", atlas.window)
    qtbot.waitUntil(lambda: len(_windows()) == 2, timeout=20_000)


def test_choosing_no_file_opens_none(atlas: OpenAtlas, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    atlas.do("open_file")
    assert _windows() == [atlas.window]


# Links


@pytest.mark.parametrize("text", [LINK, f"atlas:record/{PLANT}", f"<atlas:/CHN-RUS/{PLANT}> "])
def test_a_link_in_the_search_field_leads_to_its_record(atlas: OpenAtlas, text: str) -> None:
    atlas.search_for(text)
    atlas.press("Return", atlas.search.field)
    assert atlas.state.record_id == PLANT
    assert atlas.state.query == atlas.search.field.text() == ""
    assert PLANT in atlas.listed()
    assert atlas.focused() is atlas.detail


def test_a_link_of_a_pair_in_the_search_field_narrows_to_it(atlas: OpenAtlas) -> None:
    atlas.search_for("atlas:/CUB-VNM")
    atlas.press("Return", atlas.search.field)
    assert atlas.state.query == "pair:CUB-VNM"
    assert atlas.listed()


def test_a_link_that_leads_nowhere_is_told(atlas: OpenAtlas) -> None:
    open_record = atlas.state.record_id
    atlas.search_for("atlas:/CHN-CUB/no-such-record")
    atlas.press("Return", atlas.search.field)
    assert "has no record “no-such-record”" in atlas.notice.text
    assert atlas.state.record_id == open_record


def test_the_copied_link_is_offered_and_followed(atlas: OpenAtlas, qtbot: QtBot) -> None:
    atlas.state.set_record(PLANT)
    atlas.do("copy_link")
    assert QGuiApplication.clipboard().text() == LINK
    atlas.state.set_record(next(one for one in atlas.listed() if one != PLANT))
    jump, field = _jump(atlas)
    assert field.text() == field.selectedText() == LINK
    assert atlas.search.field.text() == ""
    with qtbot.waitSignal(jump.destroyed):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert atlas.state.record_id == PLANT


def test_another_text_on_the_clipboard_is_not_offered(atlas: OpenAtlas) -> None:
    QGuiApplication.clipboard().setText("a private note")
    jump, field = _jump(atlas)
    assert field.text() == ""
    jump.close()


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("nonsense", "“nonsense” is no link of Atlas"),
        ("", "“” is no link of Atlas"),
        ("atlas:/CHN-CUB/gone", "This library has no record “gone”."),
        ("atlas:/CHN-ZZZ", "This library has no records of China – ZZZ."),
    ],
)
def test_a_wrong_link_is_answered_in_place(atlas: OpenAtlas, text: str, sentence: str) -> None:
    QGuiApplication.clipboard().clear()
    jump, field = _jump(atlas)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert jump.isVisible()
    assert field.accessibleDescription().startswith(sentence)
    assert any(label.text().startswith(sentence) for label in jump.findChildren(QLabel))
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not jump.isVisible()


def test_a_dropped_link_leads_to_its_record(atlas: OpenAtlas) -> None:
    for below in (atlas.window, atlas.search.field):
        atlas.state.set_record("")
        assert _drop(_mime(text=LINK), below)
        assert atlas.state.record_id == PLANT
        assert atlas.search.field.text() == ""


def test_other_text_is_refused_by_the_window_and_kept_by_the_field(atlas: OpenAtlas) -> None:
    assert _drop(_mime(text="nickel"), atlas.window)
    assert "can be dropped here" in atlas.notice.text
    assert _drop(_mime(text="nickel"), atlas.search.field)
    assert atlas.search.field.text() == "nickel"


def test_something_without_text_is_not_taken(atlas: OpenAtlas) -> None:
    mime = QMimeData()
    mime.setData("application/x-odd", b"odd")
    assert not _drop(mime, atlas.window)


def test_the_parts_of_the_popup_have_names(atlas: OpenAtlas) -> None:
    jump, field = _jump(atlas)
    assert jump.accessibleName()
    assert field.accessibleName()
    jump.close()
