"""The notebook that goes out to a file and comes in from one, as a reader does it in the window."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas

from atlas_gui.ui.notebook_window.window import NotebookWindow

# The offscreen platform says this of every window; it is about the platform, not the files.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
Choose = Callable[[Path, str], None]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Have the dialogs for files answer with a file and a filter."""

    def answer(path: Path, chosen_filter: str) -> None:
        for name in ("getSaveFileName", "getOpenFileName"):
            monkeypatch.setattr(
                f"atlas_gui.ui.notebook_window.commands.QFileDialog.{name}",
                lambda *_args: (str(path), chosen_filter),
            )

    return answer


def noted(atlas: OpenAtlas) -> str:
    """Keep something about the open record; its identifier."""
    record_id = atlas.state.record_id
    notebook = atlas.window._parts.notebook
    notebook.set_note(record_id, atlas.title_on_page(), "A note with <b> & *stars*")
    notebook.set_tag({record_id: ""}, "nickel", on=True)
    return record_id


def test_what_goes_out_comes_in_again(
    atlas: OpenAtlas, choose: Choose, tmp_path: Path, qtbot: QtBot
) -> None:
    record_id, notebook = noted(atlas), atlas.window._parts.notebook
    target = tmp_path / "mine.json"
    choose(target, "Notebook of Atlas (*.json)")
    atlas.do("export_notebook")
    qtbot.waitUntil(lambda: "mine.json" in atlas.notice.text)
    notebook.forget([record_id])
    atlas.do("import_notebook")
    qtbot.waitUntil(lambda: "what it keeps about 1 record." in atlas.notice.text)
    entry = notebook.notebook.entry(record_id)
    assert entry is not None
    assert (entry.note, entry.tags) == ("A note with <b> & *stars*", ("nickel",))
    atlas.do("import_notebook")
    qtbot.waitUntil(lambda: "in the notebook already" in atlas.notice.text)


@pytest.mark.parametrize(
    ("typed", "chosen_filter", "written"),
    [
        ("mine", "Markdown (*.md)", "mine.md"),
        ("mine", "Notebook of Atlas (*.json)", "mine.json"),
        ("mine.MD", "Notebook of Atlas (*.json)", "mine.MD"),
        ("mine.2004", "Markdown (*.md)", "mine.2004.md"),
    ],
)
def test_the_form_is_what_name_or_filter_say(
    atlas: OpenAtlas,
    choose: Choose,
    tmp_path: Path,
    qtbot: QtBot,
    typed: str,
    chosen_filter: str,
    written: str,
) -> None:
    record_id = noted(atlas)
    choose(tmp_path / typed, chosen_filter)
    atlas.do("export_notebook")
    qtbot.waitUntil(lambda: written in atlas.notice.text)
    content = (tmp_path / written).read_text(encoding="utf-8")
    assert record_id in content
    assert content.startswith("{") == (not written.lower().endswith(".md"))


def test_a_file_that_is_there_under_the_added_name_is_left_alone(
    atlas: OpenAtlas, choose: Choose, tmp_path: Path
) -> None:
    (tmp_path / "mine.json").write_text("another's", encoding="utf-8")
    choose(tmp_path / "mine", "Notebook of Atlas (*.json)")
    atlas.do("export_notebook")
    assert "is there already" in atlas.notice.text
    assert (tmp_path / "mine.json").read_text(encoding="utf-8") == "another's"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe\x00", b'{"notebook": 3}', b"# Not ours\n"]
)
def test_a_file_that_is_no_notebook_is_told_and_changes_nothing(
    atlas: OpenAtlas, choose: Choose, tmp_path: Path, qtbot: QtBot, content: bytes
) -> None:
    noted(atlas)
    notebook = atlas.window._parts.notebook.notebook
    before = dict(notebook.entries)
    (tmp_path / "other.json").write_bytes(content)
    choose(tmp_path / "other.json", "")
    atlas.do("import_notebook")
    qtbot.waitUntil(lambda: "other.json" in atlas.notice.text)
    assert dict(notebook.entries) == before


def test_with_the_window_open_it_is_told_there(
    atlas: OpenAtlas, choose: Choose, tmp_path: Path, qtbot: QtBot
) -> None:
    noted(atlas)
    atlas.do("notebook_window")
    (window,) = atlas.window.findChildren(NotebookWindow)

    def told() -> str:
        return " ".join(each.text() for each in window.findChildren(QLabel) if each.isVisible())

    choose(tmp_path / "no" / "mine.json", "")
    window.export_requested.emit()
    qtbot.waitUntil(lambda: "mine.json" in told())
    assert not (tmp_path / "no").exists()
    choose(tmp_path / "mine.json", "")
    window.export_requested.emit()
    qtbot.waitUntil(lambda: "The notebook is in" in told())
    assert atlas.notice.text == ""
    window.reject()
