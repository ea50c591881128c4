"""Made libraries: sound, the same again, and as uneven as real ones."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from bench.corpus import made_library, main, make_library
from bench.corpus_parties import slug
from bench.corpus_words import seeded, vocabulary

from atlas_gui.domain.disagreements import disagreements_among
from atlas_gui.domain.library import Library
from atlas_gui.store import open_library
from atlas_gui.store.check import check_library

_SIZE = 400


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_library(tmp_path_factory.mktemp("made") / "library.json", _SIZE)


@pytest.fixture(scope="module")
def library(made: Path) -> Library:
    return open_library(made)


def test_a_made_library_has_no_fault(made: Path) -> None:
    report = check_library(made)
    assert report.faults == ()
    assert report.counts["records"] == _SIZE


def test_the_same_size_and_seed_make_the_same_file(made: Path, tmp_path: Path) -> None:
    assert make_library(tmp_path / "again.json", _SIZE).read_bytes() == made.read_bytes()
    assert make_library(tmp_path / "other.json", _SIZE, 7).read_bytes() != made.read_bytes()


def test_a_smaller_library_is_the_beginning_of_a_larger_one(made: Path, tmp_path: Path) -> None:
    small = json.loads(make_library(tmp_path / "small.json", 50).read_text("utf-8"))["records"]
    large = json.loads(made.read_text("utf-8"))["records"]
    assert list(small.items()) == list(large.items())[:50]


def test_nothing_is_left_where_a_library_cannot_be_written(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        make_library(tmp_path / "missing" / "library.json", 1)
    assert list(tmp_path.iterdir()) == []


def test_records_are_as_long_and_as_rich_as_real_ones(library: Library, made: Path) -> None:
    records = list(library.records.values())
    plain: dict[str, Any] = json.loads(made.read_text("utf-8"))["records"]
    lengths = [len(json.dumps(each, ensure_ascii=False).encode()) for each in plain.values()]
    assert 2_000 < sum(lengths) / _SIZE < 3_500
    assert 6 < sum(len(record.claims) for record in records) / _SIZE < 10
    assert {"en", "es", "zh", "ru", "vi"} == {tag for record in records for tag in record.title}
    assert {"date", "status", "party", "amount", "quantity", "share", "place", "statement"} == {
        claim.property for record in records for claim in record.claims
    }


def test_some_sources_disagree_and_most_do_not(library: Library) -> None:
    disputed = sum(bool(disagreements_among(r.claims)) for r in library.records.values())
    assert 0 < disputed < _SIZE / 5


def test_few_pairs_have_most_records(library: Library) -> None:
    pairs = Counter(
        pair for record in library.records.values() for pair in library.pairs_of(record)
    )
    sizes = sorted(pairs.values(), reverse=True)
    assert sum(sizes[:10]) > sum(sizes) / 3
    assert len(sizes) > 50


@pytest.mark.parametrize("language", ["en", "es", "ru", "vi", "zh"])
def test_the_first_words_of_a_language_are_the_frequent_ones(language: str) -> None:
    words, chance = vocabulary(language), seeded("a test")
    assert len(set(words.words)) == len(words.words)
    counted = Counter(words.word(chance) for _ in range(5_000))
    assert counted[words.words[0]] > counted[words.words[40]]


def test_an_identifier_is_made_of_plain_letters() -> None:
    assert slug("China–Cuba: Łukasz Søren's ‘Đức’ 古巴") == "china-cuba-lukasz-sorens-duc"


def test_a_kept_library_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    first = made_library(3)
    written = first.stat().st_mtime_ns
    assert made_library(3) == first
    assert first.stat().st_mtime_ns == written


def test_the_command_writes_a_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "library.json"
    monkeypatch.setattr("sys.argv", ["bench.corpus", "2", str(target)])
    assert main() == 0
    assert len(open_library(target).records) == 2
