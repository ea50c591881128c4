"""The torture of the notebook, a little of it; `make torture` does the rest."""

from pathlib import Path

import pytest
from bench.torture.calls import ERRORS, KILL, fail_calls, why_not
from bench.torture.kills import kill_in_workers
from bench.torture.notebook_fuzz import KINDS, fuzz_notebooks
from bench.torture.notebook_subject import NotebookSubject
from bench.torture.subject import LostError
from support.kept import MOMENT, entry

from atlas_gui.domain.notebook import Change, EntryEdit
from atlas_gui.store.notebook import open_notebook


@pytest.mark.parametrize("subject", ["notebook", "notebook-journal"])
def test_a_few_kills_lose_nothing(subject: str, tmp_path: Path) -> None:
    found = kill_in_workers(subject, 50, tmp_path, 12, 1, 1, 60)
    assert found.faults == []
    assert found.outcomes["lost"] == found.outcomes["unreadable"] == 0
    assert sum(found.phases.values()) >= 12


@pytest.mark.skipif(bool(why_not()), reason=why_not() or "never")
def test_a_few_failed_calls_are_told_and_lose_nothing() -> None:
    subject = NotebookSubject(5, folds=True)
    found = fail_calls(subject, 5, (*ERRORS, KILL), 12, 2, lambda _done, _of: None)
    assert found.faults == []
    assert found.injections == 12


def test_a_few_spoiled_files_are_told_or_harmless() -> None:
    found = fuzz_notebooks(len(KINDS) * 3, 7, 1)
    assert found.faults == []
    assert set(found.files) == set(KINDS)


def test_what_was_said_to_be_kept_and_is_not_there_is_noticed(tmp_path: Path) -> None:
    folder = tmp_path / "notebook"
    subject = NotebookSubject(3, folds=False)
    subject.prepare(folder)
    for number in (1, 2):
        subject.save(folder, number, lambda: None)
    assert subject.state(folder) == 0b110
    assert subject.possible(0b010, (2, 3)) == {0b010, 0b110, 0b1010, 0b1110}
    journal = folder / "notebook.journal"
    whole = journal.read_bytes()
    journal.write_bytes(whole[: whole[:-1].rfind(b"\n") + 1])
    with pytest.raises(LostError, match="change 2"):
        subject.state(folder)
    journal.write_bytes(whole.replace(b"change-1", b"change-9"))
    with pytest.raises(LostError, match="was told"):
        subject.state(folder)
    journal.write_bytes(whole)
    keeper = open_notebook(folder).keeper
    assert keeper is not None
    keeper.append(
        Change("x", MOMENT, (EntryEdit("base-0", None, entry("base-0", note="another")),))
    )
    with pytest.raises(LostError, match="“base-0”"):
        subject.state(folder)
