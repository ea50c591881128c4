"""`atlas-gui notebook`: out, in and listed, in a folder of the reader's."""

import json
from pathlib import Path

import jsonschema
import pytest
from support.kept import entry
from support.notebooks import notebook_in

from atlas_gui import paths
from atlas_gui.cli import run
from atlas_gui.domain.notebook import SavedSearch

PLANT = "las-camariocas-nickel-plant"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "reader"
    monkeypatch.setattr(paths, "reader_dir", lambda: made)
    return made


@pytest.fixture
def filled(folder: Path) -> Path:
    state = notebook_in(folder)
    kept = [
        entry(PLANT, starred=True, note="A\x1b[2J note"),
        entry("gas", tags=("ores",), reading=1.0),
    ]
    state.merge(kept, [SavedSearch("s", "Loans", "kind:loan")])
    return folder


def test_an_empty_notebook_is_listed(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["notebook", "list"]) == 0
    assert capsys.readouterr().out == "0 records\n"
    assert not folder.exists()


def test_what_is_kept_is_listed(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert filled.exists()
    assert run(["notebook", "list"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2 records",
        PLANT,
        f"    {PLANT.upper()}",
        "    starred",
        "    AU+001B[2J note",
        "gas",
        "    GAS",
        "    on the reading list · tags: ores",
        "Saved search “Loans”: kind:loan",
    ]
    assert run(["notebook", "list", "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [one["record"] for one in answer["entries"]] == [PLANT, "gas"]
    assert answer["searches"][0]["query"] == "kind:loan"


@pytest.mark.parametrize("name", ["kept.json", "kept.md"])
def test_what_is_exported_is_imported_once(
    name: str, filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / name
    assert run(["notebook", "export", "--output", str(target)]) == 0
    assert f"Saved: {target}" in capsys.readouterr().out
    assert run(["notebook", "import", str(target)]) == 0
    assert "Nothing" in capsys.readouterr().out
    before = notebook_in(filled).notebook
    (filled / "notebook.journal").unlink()
    for dry, kept in ((["--dry-run"], 0), ([], 2)):
        assert run(["notebook", "import", str(target), "--json", *dry]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told == {"records": 2, "searches": 1, "dry_run": bool(dry)}
        assert len(notebook_in(filled).notebook.entries) == kept
    assert notebook_in(filled).notebook.entries == before.entries
    assert not (filled / "notebook.journal").exists()


def test_the_links_are_those_of_the_library(filled: Path, tmp_path: Path) -> None:
    assert filled.exists()
    target = tmp_path / "kept.md"
    run(["notebook", "export", "--output", str(target)])
    text = target.read_text("utf-8")
    assert f"- Link: <atlas:/CHN-CUB/{PLANT}>" in text
    assert "- Link: <atlas:/gas>" in text


def test_what_cannot_be_done_is_said(
    filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text("{")
    assert run(["notebook", "import", str(wrong)]) == 1
    assert "line 1" in capsys.readouterr().err
    assert run(["notebook", "export", "--output", str(tmp_path / "kept.pdf")]) == 1
    assert ".md" in capsys.readouterr().err
    assert run(["notebook", "export", "--output", str(tmp_path / "none" / "kept.json")]) == 1
    assert "folder" in capsys.readouterr().err
    with pytest.raises(SystemExit) as ended:
        run(["notebook"])
    assert ended.value.code == 2
    later = '{"meta":{"1":{"schema_version":2}}}'
    (filled / "notebook.json").write_text(later)
    (filled / "notebook.journal").unlink()
    wrong.write_text(
        '{"meta":{"1":{"schema_version":1}},"entries":{"1":{"record":"a","changed":"2026-01-01T00:00:00Z"}}}'
    )
    assert run(["notebook", "import", str(wrong)]) == 1
    assert "later version" in capsys.readouterr().err
    assert (filled / "notebook.json").read_text() == later


def test_the_schema_of_a_notebook_is_printed(
    filled: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["schema", "--notebook"]) == 0
    schema = json.loads(capsys.readouterr().out)
    notebook_in(filled).finish()
    written = json.loads((filled / "notebook.json").read_bytes())
    jsonschema.Draft202012Validator(schema).validate(written)
