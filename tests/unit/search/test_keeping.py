"""Indexes kept between runs: a saving of time, whatever happens to their folder."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import Plain, date_claim, plain_library, record, write

from atlas_gui.domain.library import Library
from atlas_gui.i18n import install_catalogue
from atlas_gui.search import keeping
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.keeping import IndexFolder, index_for
from atlas_gui.search.making import index_key, whole_index
from atlas_gui.search.query import parse
from atlas_gui.store import open_library

_QUERIES = ("", "nickel", "nikcel", "kind:loan", "gas -nickel", "in:title plant", "中国")
Spoil = Callable[[Path], object]


def plain() -> Plain:
    return plain_library(
        record("nickel-plant", claims=[date_claim("2004")]),
        record("gas", kind="loan", summary="Nickel is named here too."),
        record("spoiled", kind="friendship", title={"en": "A friendship"}),
    )


@pytest.fixture(scope="module")
def library_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(plain(), tmp_path_factory.mktemp("library"))


@pytest.fixture
def library(library_path: Path) -> Library:
    return open_library(library_path)


@pytest.fixture
def folder(tmp_path: Path) -> IndexFolder:
    return IndexFolder(tmp_path / "kept" / "here")


def unheard(_done: int, _total: int) -> None:
    """Nobody waits."""


def answers(library: Library, folder: IndexFolder) -> list[list[str]]:
    index = SearchIndex(library, index_for(library, folder, unheard))
    return asked(index)


def asked(index: SearchIndex) -> list[list[str]]:
    return [list(index.search(parse(typed)).ids) for typed in _QUERIES]


@pytest.fixture(scope="module")
def right(library_path: Path, tmp_path_factory: pytest.TempPathFactory) -> list[list[str]]:
    """What a fresh index answers."""
    found = answers(open_library(library_path), IndexFolder(tmp_path_factory.mktemp("fresh")))
    assert max(map(len, found)) == 3
    return found


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """One entry for each index that has been made."""
    seen: list[str] = []

    def make(library: Library, progress: keeping.Progress) -> bytearray:
        seen.append(library.digest)
        return whole_index(library, progress)

    monkeypatch.setattr(keeping, "whole_index", make)
    return seen


def test_an_index_is_made_once_and_then_loaded(
    library_path: Path, folder: IndexFolder, made: list[str], right: list[list[str]]
) -> None:
    for _run in range(3):
        library = open_library(library_path)
        assert answers(library, folder) == right
    assert len(made) == 1
    assert folder.path_for(open_library(library_path)).is_file()


def flip(place: float) -> Spoil:
    def spoil(path: Path) -> None:
        content = bytearray(path.read_bytes())
        content[int(place * (len(content) - 1))] ^= 0x10
        path.write_bytes(content)

    return spoil


def cut(share: float) -> Spoil:
    return lambda path: os.truncate(path, int(path.stat().st_size * share))


def turn_into_a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


SPOILS: dict[str, Spoil] = {
    "deleted": Path.unlink,
    "emptied": cut(0),
    "halved": cut(0.5),
    "cut short": cut(0.999),
    "flipped first": flip(0),
    "flipped early": flip(0.003),
    "flipped midway": flip(0.5),
    "flipped last": flip(1),
    "overwritten": lambda path: path.write_bytes(b"SQLite format 3\x00" * 100),
}
spoiled = pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS.keys())


@spoiled
def test_damage_between_runs_costs_nothing_but_making_it_again(
    spoil: Spoil, library_path: Path, folder: IndexFolder, made: list[str], right: list[list[str]]
) -> None:
    assert answers(open_library(library_path), folder) == right
    library = open_library(library_path)
    path = folder.path_for(library)
    sound = path.read_bytes()
    spoil(path)
    assert folder.load(library) is None
    assert answers(library, folder) == right
    assert len(made) == 2
    assert path.read_bytes() == sound
    assert answers(open_library(library_path), folder) == right
    assert len(made) == 2


@spoiled
def test_damage_while_it_is_used_changes_no_answer(
    spoil: Spoil, library: Library, folder: IndexFolder, right: list[list[str]]
) -> None:
    index_for(library, folder, unheard)
    data = folder.load(library)
    assert data is not None
    index = SearchIndex(library, data)
    spoil(folder.path_for(library))
    assert asked(index) == right
    assert index.counts(index.search(parse(""))).of("kind") == {"contract": 1, "loan": 1}


@given(place=st.floats(0, 1), bit=st.integers(0, 7))
def test_no_flipped_bit_changes_an_answer(
    place: float, bit: int, library_path: Path, right: list[list[str]], shared: IndexFolder
) -> None:
    library = open_library(library_path)
    index_for(library, shared, unheard)
    path = shared.path_for(library)
    content = bytearray(path.read_bytes())
    content[int(place * (len(content) - 1))] ^= 1 << bit
    path.write_bytes(content)
    assert answers(library, shared) == right


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> IndexFolder:
    return IndexFolder(tmp_path_factory.mktemp("shared"))


def test_damaged_records_are_known_from_the_kept_index_too(
    library_path: Path, folder: IndexFolder
) -> None:
    first = open_library(library_path)
    index_for(first, folder, unheard)
    later = open_library(library_path)
    later.damaged.clear()
    index_for(later, folder, unheard)
    assert later.damaged == first.damaged
    assert [one.title for one in later.damaged.values()] == ["A friendship"]


# The folder.


def test_a_folder_that_is_missing_is_made(library: Library, tmp_path: Path) -> None:
    answers(library, IndexFolder(tmp_path / "a" / "b" / "c"))
    assert [path.suffix for path in (tmp_path / "a" / "b" / "c").iterdir()] == [".atlas-index"]


def test_a_file_in_the_place_of_the_folder_is_left_alone(
    library: Library, tmp_path: Path, right: list[list[str]]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("somebody's")
    for _run in range(2):
        assert answers(library, IndexFolder(taken)) == right
    assert taken.read_text() == "somebody's"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write all")
def test_a_folder_that_cannot_be_written_to_stops_nothing(
    library: Library, tmp_path: Path, right: list[list[str]]
) -> None:
    tmp_path.chmod(0o500)
    assert answers(library, IndexFolder(tmp_path / "kept")) == right
    tmp_path.chmod(0o700)
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_stops_nothing_and_leaves_nothing(
    library: Library, tmp_path: Path, right: list[list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert answers(library, IndexFolder(tmp_path)) == right
    assert list(tmp_path.iterdir()) == []


def test_a_folder_in_the_place_of_the_index_stops_nothing(
    library: Library, folder: IndexFolder, right: list[list[str]]
) -> None:
    path = folder.path_for(library)
    path.mkdir(parents=True)
    for _run in range(2):
        assert answers(library, folder) == right
    assert path.is_dir()


def test_so_many_are_kept_and_the_oldest_go(tmp_path: Path) -> None:
    kept = IndexFolder(tmp_path / "kept")
    paths = []
    for number in range(9):
        plain_one = plain_library(record(f"record-{number}"))
        library = open_library(write(plain_one, tmp_path, f"{number}.json"))
        index_for(library, kept, unheard)
        path = kept.path_for(library)
        os.utime(path, (number, number))
        paths.append(path)
    left = set((tmp_path / "kept").iterdir())
    assert left == set(paths[-6:])


def test_what_is_not_an_index_is_not_cleared_away(tmp_path: Path) -> None:
    kept = IndexFolder(tmp_path / "kept")
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "notes.txt").write_text("mine")
    for number in range(8):
        library = open_library(write(plain_library(record(f"r{number}")), tmp_path))
        index_for(library, kept, unheard)
    assert (tmp_path / "kept" / "notes.txt").read_text() == "mine"
    assert len(list((tmp_path / "kept").iterdir())) == 7


# What it is kept for.


def test_a_library_without_a_file_keeps_nothing(library: Library, folder: IndexFolder) -> None:
    library.digest = ""
    folder.keep(library, whole_index(library, unheard))
    assert folder.load(library) is None
    assert not folder.path_for(library).exists()


def test_a_changed_file_has_another_index(tmp_path: Path, folder: IndexFolder) -> None:
    before = plain()
    first = open_library(write(before, tmp_path))
    assert "other" not in answers(first, folder)[0]
    before["records"]["4"] = record("other")
    second = open_library(write(before, tmp_path))
    assert folder.path_for(second) != folder.path_for(first)
    assert folder.load(second) is None
    assert "other" in answers(second, folder)[0]
    assert folder.load(first) is not None


def test_the_same_content_elsewhere_has_the_same_index(tmp_path: Path, folder: IndexFolder) -> None:
    first = open_library(write(plain(), tmp_path, "one.json"))
    second = open_library(write(plain(), tmp_path, "two.json"))
    assert folder.path_for(first) == folder.path_for(second)


@pytest.fixture
def french(tmp_path: Path) -> Iterator[None]:
    """A catalogue without words, in another language."""
    target = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "atlas_gui.mo"
    target.parent.mkdir(parents=True)
    text = b"Language: fr\nContent-Type: text/plain; charset=UTF-8\n"
    # One message, the empty one, which holds the head of the catalogue.
    numbers = (0x950412DE, 0, 1, 28, 36, 0, 0, 0, 44, len(text), 45)
    target.write_bytes(b"".join(n.to_bytes(4, "little") for n in numbers) + b"\0" + text + b"\0")
    install_catalogue(tmp_path / "locale", ["fr"])
    yield
    install_catalogue(tmp_path / "nowhere", ["en"])


def test_another_language_has_another_index(
    library: Library, folder: IndexFolder, request: pytest.FixtureRequest
) -> None:
    english = index_key(library)
    index_for(library, folder, unheard)
    request.getfixturevalue("french")
    assert index_key(library) != english
    assert folder.load(library) is None
