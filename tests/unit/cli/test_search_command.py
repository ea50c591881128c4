"""`atlas-gui search`: pages, counts, and the kept index."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.libraries import date_claim, plain_library, record, write

from atlas_gui import paths
from atlas_gui.cli import run
from atlas_gui.search import keeping, making


@pytest.fixture
def library(tmp_path: Path) -> Path:
    loans = [record(f"loan-{n}", kind="loan", claims=[date_claim(f"{1990 + n}")]) for n in range(5)]
    visit = record("visit", kind="visit", sectors=["health"])
    return write(plain_library(*loans, visit), tmp_path)


@pytest.fixture(autouse=True)
def index_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of kept indexes of this test's own."""
    folder = tmp_path / "kept"
    monkeypatch.setattr(paths, "index_dir", lambda: folder)
    return folder


def answer(
    capsys: pytest.CaptureFixture[str], library: Path, query: str, *words: str
) -> dict[str, Any]:
    assert run(["search", query, "--json", "--library", str(library), *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def ids(found: dict[str, Any]) -> list[str]:
    return [one["id"] for one in found["results"]]


@pytest.mark.parametrize("offset", [0, 1, 4, 5, 99])
@pytest.mark.parametrize("limit", [0, 1, 3, 99, None])
def test_pages_are_parts_of_the_whole_answer(
    capsys: pytest.CaptureFixture[str], library: Path, offset: int, limit: int | None
) -> None:
    whole = answer(capsys, library, "kind:loan")
    assert whole["total"] == len(whole["results"]) == 5
    words = ["--offset", str(offset), *(["--limit", str(limit)] if limit is not None else [])]
    page = answer(capsys, library, "kind:loan", *words)
    assert page["total"] == 5
    end = None if limit is None else offset + limit
    assert page["results"] == whole["results"][offset:end]


def test_people_get_pages_too(capsys: pytest.CaptureFixture[str], library: Path) -> None:
    words = ["search", "kind:loan", "--library", str(library)]
    assert run(words) == 0
    whole = capsys.readouterr().out.splitlines()
    assert run([*words, "--limit", "1", "--offset", "2"]) == 0
    page = capsys.readouterr().out.splitlines()
    assert page[0] == whole[0] == "5 records"
    assert page[1:] == whole[7:10]


@pytest.mark.parametrize("words", [["--limit", "-1"], ["--offset", "x"], ["--limit"]])
def test_a_page_of_no_such_size_is_wrong_usage(
    words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        run(["search", "loan", *words])
    assert caught.value.code == 2
    assert words[0] in capsys.readouterr().err


def test_counts_are_asked_for(capsys: pytest.CaptureFixture[str], library: Path) -> None:
    assert "facets" not in answer(capsys, library, "")
    found = answer(capsys, library, "loan OR visit", "--facets", "--limit", "1")
    assert found["facets"] == {
        "pair": {"CHN-CUB": 6},
        "kind": {"loan": 5, "visit": 1},
        "status": {"signed": 1},
        "sector": {"mining": 5, "health": 1},
        "decade": {"1990s": 5, "2000s": 1},
        "source": {"survey": 6},
    }
    assert list(found["facets"]["kind"]) == ["loan", "visit"]


def test_counts_follow_the_query(capsys: pytest.CaptureFixture[str], library: Path) -> None:
    found = answer(capsys, library, "kind:visit", "--facets")
    assert found["facets"]["kind"] == {"visit": 1}
    assert found["facets"]["sector"] == {"health": 1}


def test_counts_for_people_stand_behind_the_records(
    capsys: pytest.CaptureFixture[str], library: Path
) -> None:
    assert run(["search", "", "--facets", "--limit", "0", "--library", str(library)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "6 records"
    place = lines.index("kind")
    assert [line.split() for line in lines[place + 1 : place + 3]] == [
        ["5", "loan"],
        ["1", "visit"],
    ]


def test_a_misspelt_word_says_what_was_searched_for(
    capsys: pytest.CaptureFixture[str], library: Path
) -> None:
    found = answer(capsys, library, "visti")
    assert found["instead"] == {"visti": ["visit"]}
    assert ids(found) == ["visit"]
    assert "instead" not in answer(capsys, library, "visit")
    assert run(["search", "visti", "--library", str(library)]) == 0
    assert "visit" in capsys.readouterr().out.splitlines()[0]


def test_the_second_search_reads_the_index_of_the_first(
    capsys: pytest.CaptureFixture[str],
    library: Path,
    index_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[str] = []

    def make(one: Any, progress: making.Progress) -> bytearray:
        made.append(one.digest)
        return making.whole_index(one, progress)

    monkeypatch.setattr(keeping, "whole_index", make)
    first = [answer(capsys, library, typed, "--facets") for typed in ("loan", "visti", "kind:x")]
    assert len(made) == 1
    assert len(list(index_folder.iterdir())) == 1
    second = [answer(capsys, library, typed, "--facets") for typed in ("loan", "visti", "kind:x")]
    assert second == first
    assert len(made) == 1
