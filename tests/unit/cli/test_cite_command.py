"""Citations from the command line."""

from pathlib import Path

import pytest
from support.libraries import plain_library, record, write

from atlas_gui.cli import run


@pytest.fixture
def library(tmp_path: Path) -> str:
    """A library of two records."""
    plain = plain_library(record("zinc-mine"), record("nickel-plant"))
    return str(write(plain, tmp_path))


def test_each_record_is_cited_on_a_line_of_its_own(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["cite", "zinc-mine", "nickel-plant", "--style", "mla", "--library", library]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("“Zinc Mine.” Nov. 2005. A Library, 1 ed., atlas:/CHN-CUB/zinc-mine.")
    assert second.startswith("“Nickel Plant.”")


def test_a_bibliography_is_sorted_and_can_be_html(
    library: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["cite", "--bibliography", "--html", "--style", "apa", "--library", library]
    assert run([*words, "zinc-mine", "nickel-plant", "--source", "survey"]) == 0
    lines = capsys.readouterr().out.splitlines()
    begin = [line[line.index(">") + 1 :][:8] for line in lines]
    assert begin == ["Nickel p", "<i>A sur", "Zinc min"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such"], "no record “no-such”"),
        (["--source", "no-such"], "among those it has are: survey"),
        ([], "Name a record"),
        (["zinc-mine", "--style", "no-such.csl"], "no-such.csl cannot be read"),
    ],
)
def test_what_is_not_there_is_told_in_a_sentence(
    library: str, arguments: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["cite", *arguments, "--library", library]) == 1
    captured = capsys.readouterr()
    assert told in captured.err
    assert captured.out == ""
