"""One PDF for each record: names from a pattern, and what is there already."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader
from support.libraries import date_claim, library_of, plain_library, record, status_claim, write

from atlas_gui.domain.library import Library
from atlas_gui.errors import AtlasError
from atlas_gui.exchange.file_name import PATTERN_FIELDS, check_pattern
from atlas_gui.exchange.pdf import batch, typesetting
from atlas_gui.exchange.pdf.batch import Existing, export_each, files_there, planned_files
from atlas_gui.exchange.pdf.typesetting import ExportError, Made
from atlas_gui.exchange.report.options import ReportOptions
from atlas_gui.progress import CancelledError
from atlas_gui.store import open_library

PLAIN = ReportOptions()
THREE = ("one", "two", "three")


def three() -> Library:
    return library_of(*map(record, THREE))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents that are made at once and say whose they are."""
    monkeypatch.setattr(batch, "record_pdf", lambda _library, held, *_how: Made(held.id.encode()))


def names(library: Library, pattern: str) -> list[str]:
    planned = planned_files(library, list(library.records), Path("folder"), pattern)
    assert all(path.parent == Path("folder") for path in planned.values())
    return [path.name for path in planned.values()]


def titled(*titles: str) -> Library:
    return library_of(
        *(record(f"r{place}", title={"en": title}) for place, title in enumerate(titles))
    )


# Names.


@pytest.mark.parametrize(
    ("pattern", "name"),
    [
        ("{id}", "nickel-plant.pdf"),
        ("{title}", "Nickel plant.pdf"),
        ("{date}", "2005-11.pdf"),
        ("{year}", "2005.pdf"),
        ("{pair}", "CHN-CUB.pdf"),
        ("{kind}", "Contract.pdf"),
        ("{number}", "0001.pdf"),
        ("{number} {year}, {title} ({id})", "0001 2005, Nickel plant (nickel-plant).pdf"),
    ],
)
def test_a_name_holds_what_its_pattern_asks_for(pattern: str, name: str) -> None:
    assert names(library_of(record("nickel-plant")), pattern) == [name]


def test_every_field_has_its_example_above() -> None:
    (marker,) = [
        mark
        for mark in test_a_name_holds_what_its_pattern_asks_for.pytestmark  # type: ignore[attr-defined]
        if mark.name == "parametrize"
    ]
    shown = "".join(pattern for pattern, _name in marker.args[1])
    assert all(f"{{{field}}}" in shown for field in PATTERN_FIELDS)


@pytest.mark.parametrize("pattern", ["", "dossier", "{}", "{ID}", "{size}", "{id", "id}", "{{id}}"])
def test_a_pattern_that_is_none_is_refused_before_anything_is_made(
    pattern: str, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    with pytest.raises(AtlasError) as refused:
        export_each(three(), THREE, folder, pattern, Existing.REPLACE, PLAIN)
    assert "{id}" in refused.value.message
    assert not folder.exists()


def test_what_a_record_says_is_no_field() -> None:
    assert names(titled("{id} and {nothing}"), "{title}") == ["{id} and {nothing}.pdf"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("../../etc/passwd", "-..-etc-passwd.pdf"),
        ("..", "record.pdf"),
        (r"C:\Windows\x", "C-Windows-x.pdf"),
        ("a/b", "a-b.pdf"),
        ("aux", "record-aux.pdf"),
        ("Con .txt", "record-Con .txt.pdf"),
        ("COM¹", "record-COM¹.pdf"),
        ("CONIN$", "record-CONIN$.pdf"),
        ("a\0b\x1b\u202ec\nd", "abcd.pdf"),
        ("  . . ", "record.pdf"),
        ("中古贸易协定", "中古贸易协定.pdf"),
        ("What? “This” | <that>*", "What- “This” - -that-.pdf"),
    ],
)
def test_no_title_leaves_the_folder_or_names_a_device(title: str, name: str) -> None:
    assert names(titled(title), "{title}") == [name]


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_any_title_makes_one_plain_name(title: str) -> None:
    (name,) = names(titled("x" + title), "{title}")
    assert name == Path(name).name
    assert len(name.encode()) <= 212
    assert not name.startswith((".", " "))
    assert not name.removesuffix(".pdf").endswith((".", " "))
    assert not set(name) & set('\\/:*?"<>|\0\n\r\t')


@pytest.mark.parametrize("letter", ["a", "中", "😀"])
def test_a_title_of_800_characters_makes_a_name_that_can_be_written(
    letter: str,
    tmp_path: Path,
    quick: None,  # noqa: ARG001
) -> None:
    library = titled(letter * 800, letter * 800)
    saved = export_each(library, ["r0", "r1"], tmp_path, "{title}", Existing.REFUSE, PLAIN).saved
    assert [path.read_bytes() for path in saved] == [b"r0", b"r1"]


def test_records_of_one_name_are_told_apart_also_where_capitals_do_not_count() -> None:
    library = titled("Loan", "loan", "LOAN", "Loan (2)")
    found = names(library, "{title}")
    assert found == ["Loan.pdf", "loan (2).pdf", "LOAN (3).pdf", "Loan (2) (2).pdf"]
    assert len({name.casefold() for name in found}) == 4


def test_a_record_that_is_named_twice_is_saved_once(tmp_path: Path, quick: None) -> None:  # noqa: ARG001
    made = export_each(three(), ["one", "one"], tmp_path, "{id}", Existing.REFUSE, PLAIN)
    assert [path.name for path in made.saved] == ["one.pdf"]


def test_a_record_without_a_date_has_a_name_all_the_same() -> None:
    assert names(library_of(record("x", claims=[status_claim("signed")])), "{date}{year}") == [
        "record.pdf"
    ]


def test_a_sound_pattern_passes() -> None:
    check_pattern("{number}-{id}")


# What is there already.


def test_with_a_file_there_nothing_is_saved_unless_it_is_said_how(
    tmp_path: Path,
    quick: None,  # noqa: ARG001
) -> None:
    older = tmp_path / "two.pdf"
    older.write_text("older")
    with pytest.raises(AtlasError, match=r"two\.pdf.*nothing was saved"):
        export_each(three(), THREE, tmp_path, "{id}", Existing.REFUSE, PLAIN)
    assert list(tmp_path.iterdir()) == [older]
    assert older.read_text() == "older"


def test_several_that_are_there_are_counted(tmp_path: Path) -> None:
    for name in THREE:
        (tmp_path / f"{name}.pdf").touch()
    with pytest.raises(AtlasError, match="and 2 other files are there"):
        export_each(three(), THREE, tmp_path, "{id}", Existing.REFUSE, PLAIN)


def test_a_link_that_leads_nowhere_is_there_too(tmp_path: Path) -> None:
    (tmp_path / "one.pdf").symlink_to("nowhere")
    planned = planned_files(three(), THREE, tmp_path, "{id}")
    assert files_there(planned) == [tmp_path / "one.pdf"]


@pytest.mark.parametrize(
    ("existing", "two", "saved", "skipped"),
    [
        (Existing.REPLACE, b"two", ["one", "two", "three"], []),
        (Existing.SKIP, b"older", ["one", "three"], ["two"]),
        (Existing.NUMBER, b"older", ["one", "two (2)", "three"], []),
    ],
)
def test_a_file_that_is_there_is_treated_as_told(
    tmp_path: Path,
    quick: None,  # noqa: ARG001
    existing: Existing,
    two: bytes,
    saved: list[str],
    skipped: list[str],
) -> None:
    (tmp_path / "two.pdf").write_bytes(b"older")
    made = export_each(three(), THREE, tmp_path, "{id}", existing, PLAIN)
    assert (tmp_path / "two.pdf").read_bytes() == two
    assert [path.stem for path in made.saved] == saved
    assert [path.stem for path in made.skipped] == skipped
    assert not made.failed


def test_a_number_takes_no_name_that_is_there_or_planned(tmp_path: Path, quick: None) -> None:  # noqa: ARG001
    library = titled("Loan", "Loan")
    for name in ("Loan", "Loan (3)"):
        (tmp_path / f"{name}.pdf").write_text("older")
    made = export_each(library, ["r0", "r1"], tmp_path, "{title}", Existing.NUMBER, PLAIN)
    assert [path.name for path in made.saved] == ["Loan (4).pdf", "Loan (2).pdf"]
    assert (tmp_path / "Loan (3).pdf").read_text() == "older"


def test_a_file_that_comes_meanwhile_is_left_alone(tmp_path: Path, quick: None) -> None:  # noqa: ARG001
    def somebody_else(done: int, _total: int) -> None:
        if done == 1:
            (tmp_path / "three.pdf").write_text("theirs")

    made = export_each(three(), THREE, tmp_path, "{id}", Existing.REFUSE, PLAIN, somebody_else)
    assert (tmp_path / "three.pdf").read_text() == "theirs"
    assert list(made.failed) == ["three"]
    assert [path.stem for path in made.saved] == ["one", "two"]


# What goes wrong.


def test_stopped_in_the_middle_whole_files_stay_and_nothing_else(
    tmp_path: Path,
    quick: None,  # noqa: ARG001
) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise CancelledError

    with pytest.raises(CancelledError):
        export_each(three(), THREE, tmp_path, "{id}", Existing.REFUSE, PLAIN, stop)
    found = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert found == {"one.pdf": b"one", "two.pdf": b"two"}


def test_one_that_fails_keeps_no_other_from_being_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def made(_library: Library, held: object, *_how: object) -> Made:
        if getattr(held, "id", "") == "two":
            raise ExportError("The PDF could not be made.")
        return Made(b"%PDF")

    monkeypatch.setattr(batch, "record_pdf", made)
    result = export_each(three(), THREE, tmp_path, "{id}", Existing.REFUSE, PLAIN)
    assert result.failed == {"two": "The PDF could not be made."}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.pdf", "three.pdf"]


def test_a_folder_of_that_name_is_a_failure_of_one_record(tmp_path: Path, quick: None) -> None:  # noqa: ARG001
    (tmp_path / "two.pdf").mkdir()
    result = export_each(three(), THREE, tmp_path, "{id}", Existing.REPLACE, PLAIN)
    assert list(result.failed) == ["two"]
    assert "two.pdf" in result.failed["two"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["one.pdf", "three.pdf", "two.pdf"]


def test_a_damaged_record_is_told_as_one_that_failed(tmp_path: Path, quick: None) -> None:  # noqa: ARG001
    plain = plain_library(record("sound"), record("spoiled", kind="no such kind"))
    library = open_library(write(plain, tmp_path))
    ids = ["sound", *library.damaged]
    result = export_each(library, ids, tmp_path / "out", "{id}", Existing.REFUSE, PLAIN)
    assert list(result.failed.values()) == ["It cannot be read."]
    assert [path.name for path in result.saved] == ["sound.pdf"]


def test_a_folder_that_may_not_be_written_to_fails_every_record(
    tmp_path: Path,
    quick: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refused(_target: Path, _content: bytes) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(typesetting, "replace_file", refused)
    result = export_each(three(), THREE, tmp_path, "{id}", Existing.REFUSE, PLAIN)
    assert list(result.failed) == list(THREE)
    assert "you may not write there" in result.failed["one"]
    assert "Errno" not in result.failed["one"]


def test_a_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(AtlasError) as told:
        export_each(three(), THREE, tmp_path / "file" / "x", "{id}", Existing.REFUSE, PLAIN)
    assert "file" in told.value.message
    assert "Errno" not in told.value.message


def test_progress_is_counted_in_records(tmp_path: Path, quick: None) -> None:  # noqa: ARG001
    told: list[tuple[int, int]] = []
    export_each(three(), THREE, tmp_path, "{id}", Existing.REFUSE, PLAIN, lambda *x: told.append(x))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]


def test_the_files_are_the_records_documents(tmp_path: Path) -> None:
    library = library_of(record("one", claims=[date_claim("1999")]), record("two"))
    made = export_each(library, ["one", "two"], tmp_path / "new", "{id}", Existing.REFUSE, PLAIN)
    texts = [PdfReader(path).pages[0].extract_text() for path in made.saved]
    assert "One" in texts[0]
    assert "Two" in texts[1]
