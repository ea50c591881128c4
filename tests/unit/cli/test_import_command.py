"""`atlas-gui import` and `atlas-gui profiles`."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from support.importing import BASE, profile
from support.places import SHIPPED_LIBRARY

from atlas_gui.cli import run
from atlas_gui.exchange.importing.profile import read_profile, write_profile
from atlas_gui.store import open_library

Said = pytest.CaptureFixture[str]
_TABLE = "id;title;country;sum\n1;Buses;Cuba;1,5\n2;Port;Atlantis;5\n"


@pytest.fixture(autouse=True)
def reader(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path / "data" / "atlas-gui"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    path.write_text(_TABLE, encoding="utf-8")
    return path


@pytest.fixture
def using(tmp_path: Path) -> Path:
    path = tmp_path / "my.toml"
    made = profile(
        profile=BASE["profile"] | {"fits": ["title", "country", "sum"]},
        amounts=[{"column": "sum", "currency": "USD", "decimal": ","}],
    )
    write_profile(made, path)
    return path


def _json(said: Said, *words: object) -> Any:
    said.readouterr()
    run([*map(str, words), "--json"])
    return json.loads(said.readouterr().out)


def test_a_table_is_imported_by_a_profile_in_a_file(
    table: Path, using: Path, tmp_path: Path, capsys: Said
) -> None:
    into = tmp_path / "library.json"
    assert run(["import", str(table), "--profile", str(using), "--into", str(into)]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("2 rows read: 2 records new, 0 changed, 0 as they were")
    assert "Labels to settle (1)" in told.out
    assert told.err == ""
    assert set(open_library(into).records) == {"test-1", "test-2"}


def test_an_own_profile_that_fits_is_found_by_itself(
    table: Path, using: Path, reader: Path, tmp_path: Path, capsys: Said
) -> None:
    (reader / "profiles").mkdir(parents=True)
    using.rename(reader / "profiles" / "test.toml")
    into = tmp_path / "library.json"
    assert run(["import", str(table), "--into", str(into)]) == 0
    assert capsys.readouterr().err == "Profile: test\n"
    assert run(["import", str(table), "--profile", "test", "--into", str(into)]) == 0
    assert "The library says all of that already" in capsys.readouterr().out


def test_a_dry_run_tells_the_same_and_writes_nothing(
    table: Path, using: Path, tmp_path: Path, capsys: Said
) -> None:
    into = tmp_path / "library.json"
    words = ("import", table, "--profile", using, "--into", into)
    would = _json(capsys, *words, "--dry-run")
    assert not into.exists()
    done = _json(capsys, *words)
    assert (would.pop("saved"), done.pop("saved")) == (False, True)
    assert would == done
    assert [one["id"] for one in done["added"]] == ["test-1", "test-2"]
    assert done["to_settle"] == [
        {"label": "Atlantis", "column": "country", "count": 1, "rows": [3]}
    ]
    assert done["counts"]["as-text"] == 1
    assert (done["profile"], done["rows"], done["unused"]) == ("test", 2, [])


def test_a_refused_row_is_told_by_the_exit_status(
    table: Path, using: Path, tmp_path: Path, capsys: Said
) -> None:
    table.write_text(_TABLE + "3;;Cuba;1\n", encoding="utf-8")
    into, report = tmp_path / "library.json", tmp_path / "report.csv"
    words = ["import", str(table), "--profile", str(using), "--into", str(into)]
    assert run([*words, "--report", str(report)]) == 1
    assert "Row not imported (1)" in capsys.readouterr().out
    assert len(open_library(into).records) == 2
    assert b"no-title" not in report.read_bytes()
    assert b"refused,4" in report.read_bytes()


def test_records_that_are_gone_are_removed_only_if_somebody_says_so(
    table: Path, using: Path, tmp_path: Path, capsys: Said
) -> None:
    into = tmp_path / "library.json"
    words = ["import", str(table), "--profile", str(using), "--into", str(into)]
    run(words)
    table.write_text("\n".join(_TABLE.splitlines()[:2]), encoding="utf-8")
    assert run(words) == 0
    assert "No longer in the file (1)" in capsys.readouterr().out
    assert len(open_library(into).records) == 2
    assert run([*words, "--remove-gone"]) == 0
    assert set(open_library(into).records) == {"test-1"}


def test_what_the_command_says_of_the_file_goes_before_what_is_found_out(
    using: Path, tmp_path: Path, capsys: Said
) -> None:
    path = tmp_path / "old.txt"
    path.write_bytes("id|title|country|sum\n1|Löhne; Güter|Cuba|1\n".encode("cp1252"))
    into = tmp_path / "library.json"
    words = ["import", str(path), "--profile", str(using), "--into", str(into)]
    options = ["--format", "csv", "--encoding", "cp1252", "--delimiter", "|"]
    assert run([*words, *options]) == 0
    assert open_library(into).records["test-1"].title == {"en": "Löhne; Güter"}
    assert run([*words, "--encoding", "no-such-thing"]) == 1
    assert "no-such-thing" in capsys.readouterr().err


def test_the_library_itself_can_be_imported(tmp_path: Path, capsys: Said) -> None:
    into = tmp_path / "library.json"
    assert run(["import", str(SHIPPED_LIBRARY), "--into", str(into)]) == 0
    assert "100 records new" in capsys.readouterr().out
    assert open_library(into).info.title == open_library(SHIPPED_LIBRARY).info.title


def test_references_are_imported_by_the_profile_that_comes_with_atlas(
    tmp_path: Path, capsys: Said
) -> None:
    path, into = tmp_path / "some.ris", tmp_path / "library.json"
    path.write_text(
        "TY  - NEWS\nTI  - Buses for Havana\nAU  - Perez, Juan\nPY  - 2008/03/12\n"
        "KW  - China\nKW  - Cuba\nKW  - buses\nUR  - https://example.org/1\nER  - \n",
        encoding="utf-8",
    )
    assert run(["import", str(path), "--into", str(into)]) == 0
    assert capsys.readouterr().err == "Profile: references\n"
    library = open_library(into)
    (record,) = library.records.values()
    assert (record.countries, str(record.kind)) == (("CHN", "CUB"), "statement")
    (source,) = library.sources.values()
    assert (source.csl.type, source.csl.url) == ("article-newspaper", "https://example.org/1")
    assert (source.csl.author[0].family, source.csl.author[0].given) == ("Perez", "Juan")
    assert {e.source for claim in record.claims for e in claim.evidence} == {source.id}


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"a;b\n1;2\n", "table.csv", "No profile fits the columns"),
        (b"\x89PNG\r\n\x1a\n", "table.csv", "table.csv"),
        (b"PK\x03\x04", "table.xlsx", "table.xlsx"),
        (b"", "table.csv", "table.csv"),
        (gzip.compress(b"{", mtime=0)[:-3], "table.jsonl.gz", "table.jsonl.gz"),
        (b"%PDF-1.7\n", "table.pdf", "table.pdf"),
    ],
)
def test_what_cannot_be_imported_is_refused_in_one_sentence(
    tmp_path: Path, capsys: Said, content: bytes, name: str, told: str
) -> None:
    path, into = tmp_path / name, tmp_path / "library.json"
    path.write_bytes(content)
    assert run(["import", str(path), "--into", str(into)]) == 1
    said = capsys.readouterr()
    assert told in said.err
    assert len(said.err.strip().splitlines()) == 1
    assert said.out == ""
    assert not into.exists()


@pytest.mark.parametrize("words", [["import"], ["import", "x.csv"], ["profiles", "--copy", "x"]])
def test_wrong_usage_is_told_by_the_exit_status(words: list[str], capsys: Said) -> None:
    with pytest.raises(SystemExit) as stopped:
        run(words)
    assert stopped.value.code == 2
    assert "usage" in capsys.readouterr().err


def test_profiles_are_listed_and_copied(
    using: Path, reader: Path, tmp_path: Path, capsys: Said
) -> None:
    (reader / "profiles").mkdir(parents=True)
    using.rename(reader / "profiles" / "test.toml")
    assert run(["profiles"]) == 0
    listed = capsys.readouterr().out.splitlines()[::2]
    assert listed == ["test", "aiddata-china-finance-1", "references", "uk-treaties"]
    data = _json(capsys, "profiles")
    assert [one["own"] for one in data] == [True, False, False, False]
    assert data[0]["fits"] == ["title", "country", "sum"]
    copy = tmp_path / "copy.toml"
    assert run(["profiles", "--copy", "uk-treaties", str(copy)]) == 0
    assert read_profile(copy).profile.name == "uk-treaties"
    assert run(["profiles", "--copy", "nobody", str(copy)]) == 1
    assert "uk-treaties" in capsys.readouterr().err
