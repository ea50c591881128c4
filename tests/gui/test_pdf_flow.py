"""From the window to a PDF in a folder: choose, look, save, and what can go wrong."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QLocale, Qt
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas, atlas_over
from support.libraries import plain_library, record, write
from support.logs import LogGuard
from support.pdf_documents import page_sizes, text_of
from support.pdf_window import LONG, Chooser, OpenDialog, chooser, dialogs, told

from atlas_gui.domain.library import Library
from atlas_gui.exchange.pdf import making, typesetting
from atlas_gui.exchange.pdf.typesetting import Made
from atlas_gui.exchange.report.options import Notes, Paper, ReportOptions, Section
from atlas_gui.store import open_library
from atlas_gui.ui.pdf_export import flow
from atlas_gui.ui.pdf_export.options_panel import Form

__all__ = ["chooser"]
# The offscreen platform says this of every window; it is about the platform, not the flow.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


# Saving one document.


def test_a_record_is_shown_saved_and_told(atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser) -> None:
    title = atlas.title_on_page()
    OpenDialog(atlas, qtbot).save()
    told(atlas, qtbot, chooser.answer)
    assert " ".join(title.split()) in text_of(Path(chooser.answer))
    assert [Path(name).name for name in chooser.suggested] == [f"{atlas.state.record_id}.pdf"]
    qtbot.waitUntil(lambda: not dialogs(atlas))


def test_the_bytes_saved_are_the_bytes_shown(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Made] = []
    whole = making.record_pdf

    def spied(*words: object) -> Made:
        made.append(whole(*words))  # type: ignore[arg-type]
        return made[-1]

    monkeypatch.setattr(making, "record_pdf", spied)
    dialog = OpenDialog(atlas, qtbot)
    dialog.choose("Paper", "US Letter")
    dialog.save()
    told(atlas, qtbot, chooser.answer)
    assert len(made) == 2
    assert Path(chooser.answer).read_bytes() == made[-1].pdf
    assert set(page_sizes(Path(chooser.answer))) == {(612, 792)}


def test_real_choices_change_the_real_document(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser
) -> None:
    atlas.search_for("camariocas nickel plant")
    atlas.press("Return")
    dialog = OpenDialog(atlas, qtbot)
    before = dialog.dialog.pages.count
    dialog.untick("What the sources say")
    assert dialog.dialog.pages.count < before
    dialog.save()
    told(atlas, qtbot, chooser.answer)
    assert "What the sources say" not in text_of(Path(chooser.answer))


def test_a_pair_is_saved_as_a_dossier_under_its_name(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser
) -> None:
    atlas.search_for("camariocas")
    atlas.press("Return")
    dialog = OpenDialog(atlas, qtbot)
    dialog.choose("Records", "China – Cuba")
    dialog.save()
    told(atlas, qtbot, chooser.answer)
    assert Path(chooser.suggested[0]).name == "China – Cuba.pdf"
    text = text_of(Path(chooser.answer))
    assert "All records" in text
    assert "Search in force: camariocas" in text


def test_a_dossier_of_what_was_searched_for_has_a_name_that_can_be_saved(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser
) -> None:
    atlas.search_for('"nickel" OR ../../etc')
    atlas.press("Return")
    dialog = OpenDialog(atlas, qtbot)
    dialog.choose("Records", "All ")
    chooser.answer = ""
    dialog.save()
    (suggested,) = chooser.suggested
    assert Path(suggested).name == "Records for “-nickel- OR ..-..-etc”.pdf"
    dialog.dialog.reject()


def test_the_dialog_is_nearly_as_high_as_the_window_and_no_wider(
    atlas: OpenAtlas, qtbot: QtBot
) -> None:
    dialog = OpenDialog(atlas, qtbot).dialog
    assert 0.8 < dialog.height() / atlas.window.height() <= 1
    assert dialog.width() <= atlas.window.width()
    dialog.reject()


def test_the_next_one_is_suggested_in_the_folder_of_the_last(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    OpenDialog(atlas, qtbot).save()
    told(atlas, qtbot, chooser.answer)
    atlas.do("next_record")
    chooser.answer = ""
    dialog = OpenDialog(atlas, qtbot)
    dialog.save()
    assert Path(chooser.suggested[1]).parent == tmp_path
    assert Path(chooser.suggested[1]).name != Path(chooser.suggested[0]).name
    dialog.dialog.reject()


def test_where_the_last_folder_is_gone_the_reader_s_own_is_suggested(
    atlas: OpenAtlas,
    qtbot: QtBot,
    chooser: Chooser,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    chooser.answer = str(tmp_path / "gone" / "first.pdf")
    Path(chooser.answer).parent.mkdir()
    OpenDialog(atlas, qtbot).save()
    told(atlas, qtbot, chooser.answer)
    Path(chooser.answer).unlink()
    Path(chooser.answer).parent.rmdir()
    chooser.answer = ""
    dialog = OpenDialog(atlas, qtbot)
    dialog.save()
    assert Path(chooser.suggested[1]).parent == tmp_path
    dialog.dialog.reject()


def test_choosing_no_place_goes_back_to_the_dialog(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    chooser.answer = ""
    dialog = OpenDialog(atlas, qtbot)
    dialog.save()
    assert dialog.dialog.isVisible()
    assert not dialog.label("Notice").isVisible()
    assert not list(tmp_path.glob("*.pdf"))
    dialog.dialog.reject()


@pytest.mark.parametrize(
    ("chosen", "saved"),
    [("my record", "my record.pdf"), ("loan.2004", "loan.2004.pdf"), ("X.PDF", "X.PDF")],
)
def test_a_name_without_the_suffix_gets_it(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path, chosen: str, saved: str
) -> None:
    chooser.answer = str(tmp_path / chosen)
    OpenDialog(atlas, qtbot).save()
    told(atlas, qtbot, str(tmp_path / saved))
    assert (tmp_path / saved).read_bytes().startswith(b"%PDF-")
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [saved]


def test_a_file_the_reader_was_not_asked_about_is_never_overwritten(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    older = tmp_path / "loan.pdf"
    older.write_text("older")
    chooser.answer = str(tmp_path / "loan")
    dialog = OpenDialog(atlas, qtbot)
    dialog.save()
    assert str(older) in dialog.notice()
    assert older.read_text() == "older"
    dialog.dialog.reject()


@pytest.mark.parametrize("target", ["missing folder/x.pdf", "file/x.pdf", "folder.pdf", "n" * 300])
def test_a_place_that_cannot_be_written_is_told_in_one_sentence(
    atlas: OpenAtlas,
    qtbot: QtBot,
    chooser: Chooser,
    tmp_path: Path,
    log_guard: LogGuard,  # noqa: ARG001  nothing of it is a warning
    target: str,
) -> None:
    (tmp_path / "file").write_text("in the way")
    (tmp_path / "folder.pdf").mkdir()
    chooser.answer = str(tmp_path / target)
    dialog = OpenDialog(atlas, qtbot)
    dialog.save()
    words = dialog.notice()
    assert words
    assert not [word for word in ("\n", "Errno", "Traceback") if word in words]
    assert dialog.button("&Save PDF").isEnabled()
    chooser.answer = str(tmp_path / "elsewhere.pdf")
    dialog.save()
    told(atlas, qtbot, "elsewhere.pdf")


def test_closed_while_it_is_saved_it_is_saved_and_told_all_the_same(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = threading.Event()
    whole = typesetting.save_pdf

    def slowly(pdf: bytes, target: Path) -> None:
        go_on.wait(10)
        whole(pdf, target)

    monkeypatch.setattr(typesetting, "save_pdf", slowly)
    first = OpenDialog(atlas, qtbot)
    first.save()
    first.dialog.reject()
    qtbot.waitUntil(lambda: not dialogs(atlas))
    second = OpenDialog(atlas, qtbot)
    go_on.set()
    told(atlas, qtbot, chooser.answer)
    assert second.dialog.isVisible()
    second.dialog.reject()


# What sticks.


def test_paper_is_that_of_the_reader_s_country_at_first(
    atlas: OpenAtlas, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, paper in (
        ("en_US", Paper.LETTER),
        ("fr_CA", Paper.LETTER),
        ("es_MX", Paper.LETTER),
        ("en_GB", Paper.A4),
        ("zh_CN", Paper.A4),
    ):
        monkeypatch.setattr(flow, "QLocale", lambda name=name: QLocale(name))
        dialog = OpenDialog(atlas, qtbot)
        assert dialog.dialog.choices.options.paper is paper
        dialog.dialog.reject()
        qtbot.waitUntil(lambda: not dialogs(atlas))
    assert atlas.window.settings().report is None


def test_what_was_chosen_sticks_over_closing_and_over_the_next_start(
    qapp: object,  # noqa: ARG001  Qt has to be there
    shipped_library: Library,
    settings_folder: Path,
    qtbot: QtBot,
) -> None:
    with atlas_over(shipped_library, settings_folder) as atlas:
        dialog = OpenDialog(atlas, qtbot)
        dialog.choose("Records", "All ")
        dialog.choose("Paper", "US Letter")
        dialog.choose("Notes", "At the end of each record")
        dialog.untick("Summary")
        dialog.choose("Form", "One PDF for each record")
        dialog.pattern().clear()
        qtbot.keyClicks(dialog.pattern(), "{year} {title}")
        wanted = dialog.dialog.choices.options
        assert wanted.paper is Paper.LETTER
        assert wanted.notes is Notes.END
        assert not wanted.shows(Section.SUMMARY)
        dialog.dialog.reject()
        again = OpenDialog(atlas, qtbot)
        assert again.dialog.choices.options == wanted
        assert again.dialog.choices.form is Form.TOGETHER
        assert again.pattern().text() == "{year} {title}"
        # Left open: what was chosen is kept when the window closes.
        again.choose("Paper", "A4")
        assert atlas.window.close()
    with atlas_over(shipped_library, settings_folder) as atlas:
        dialog = OpenDialog(atlas, qtbot)
        expected = ReportOptions(Paper.A4, sections=wanted.sections, notes=Notes.END)
        assert dialog.dialog.choices.options == expected
        assert dialog.pattern().text() == "{year} {title}"
        dialog.dialog.reject()


# Opening and closing.


def test_closing_the_dialog_leaves_nothing_behind(atlas: OpenAtlas, qtbot: QtBot) -> None:
    dialog = OpenDialog(atlas, qtbot).dialog
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not dialogs(atlas))
    assert atlas.notice.text == ""
    assert OpenDialog(atlas, qtbot).dialog.isVisible()


def test_a_second_wish_opens_no_second_dialog(atlas: OpenAtlas, qtbot: QtBot) -> None:
    OpenDialog(atlas, qtbot)
    atlas.do("export_pdf")
    assert len(dialogs(atlas)) == 1


def test_where_a_damaged_record_is_open_the_others_can_be_had(
    qapp: object,  # noqa: ARG001  Qt has to be there
    settings_folder: Path,
    tmp_path: Path,
    qtbot: QtBot,
    chooser: Chooser,
) -> None:
    plain = plain_library(record("sound"), record("spoiled", kind="no such kind"))
    library = open_library(write(plain, tmp_path))
    with atlas_over(library, settings_folder) as atlas:
        (spoiled,) = library.damaged
        atlas.state.set_record(spoiled)
        dialog = OpenDialog(atlas, qtbot)
        assert dialog.box("Records").itemText(0) == "All 2 records"
        dialog.save()
        told(atlas, qtbot, chooser.answer)
        assert "1 record of this library cannot be read" in text_of(Path(chooser.answer))
        atlas.state.set_query("zzzzzz")
        assert not atlas.action("export_pdf").isEnabled()


@pytest.fixture
def long_making(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A dossier that goes on until it is stopped; the event tells that it has begun."""
    begun, over = threading.Event(), threading.Event()

    def endless(
        _library: object, wish: object, _options: object, progress: object, _kept: object
    ) -> Made:
        begun.set()
        try:
            while not over.wait(0.01):
                progress(1, len(wish.ids))  # type: ignore[attr-defined, operator]
        finally:
            begun.clear()
        raise AssertionError("nobody stopped it")

    monkeypatch.setattr(making, "dossier_pdf", endless)
    yield begun
    over.set()


def test_a_dossier_under_way_is_told_and_stopped(
    atlas: OpenAtlas, qtbot: QtBot, long_making: threading.Event
) -> None:
    dialog = OpenDialog(atlas, qtbot)
    dialog.box("Records").setCurrentIndex(1)
    qtbot.waitUntil(lambda: dialog.says("Setting in type: 1 of 100 records"), timeout=LONG)
    dialog.button("S&top").click()
    qtbot.waitUntil(lambda: not long_making.is_set())
    assert dialog.says("Stopped.")
    assert not dialog.button("&Save PDF").isEnabled()
    dialog.dialog.reject()


@pytest.mark.parametrize("what", ["dialog", "window"])
def test_closing_while_a_dossier_is_made_leaves_no_work_and_no_file(
    atlas: OpenAtlas, qtbot: QtBot, long_making: threading.Event, what: str, tmp_path: Path
) -> None:
    dialog = OpenDialog(atlas, qtbot)
    dialog.box("Records").setCurrentIndex(1)
    qtbot.waitUntil(long_making.is_set, timeout=LONG)
    if what == "dialog":
        dialog.dialog.reject()
    else:
        assert atlas.window.close()
    qtbot.waitUntil(lambda: not long_making.is_set())
    qtbot.waitUntil(lambda: not dialogs(atlas))
    assert not list(tmp_path.glob("*.pdf*"))


def test_the_window_closes_with_a_save_under_way_and_leaves_no_half_file(
    atlas: OpenAtlas, qtbot: QtBot, chooser: Chooser, tmp_path: Path
) -> None:
    OpenDialog(atlas, qtbot).save()
    assert atlas.window.close()
    found = [path for path in tmp_path.iterdir() if path.is_file()]
    assert all(path == Path(chooser.answer) for path in found)
    assert all(PdfReader(path).pages for path in found)
