"""The documentation says what is so: links, keys, words, fields, JSON and examples are compared."""

import argparse
import json
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from enum import StrEnum
from itertools import dropwhile, takewhile
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest
from PySide6.QtGui import QKeySequence
from support.places import PACKAGE, ROOT, SHIPPED_LIBRARY

from atlas_gui.cli import run
from atlas_gui.cli.parser import build_parser
from atlas_gui.domain import claims, entities, record, vocabulary
from atlas_gui.domain.date_words import date_in_words
from atlas_gui.domain.labels import label, relation_label
from atlas_gui.domain.vocabulary import Rank, RelationType, Step
from atlas_gui.store.check import check_library
from atlas_gui.ui.actions import ACTIONS, Menu, plain_text
from atlas_gui.ui.shortcut_sheet import _PANES

DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / "DECISIONS.md", *DOCS.glob("**/*.md")]
GUIDE, MODEL = DOCS / "reader-guide.md", DOCS / "data-model.md"
COMMANDS, ARCHITECTURE = DOCS / "command-line.md", DOCS / "architecture.md"

_CODE = re.compile(r"^ *```.*?^ *```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\]\(([^)\s]+)\)|(?:src|srcset)=\"([^\"]+)\"")


def read(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def part(text: str, marker: str) -> str:
    """What follows a marker that stands once, up to the next marker or heading."""
    _before, *after = text.split(f"<!-- {marker} -->")
    assert len(after) == 1, f"<!-- {marker} --> must stand once"
    return re.split(r"^#+ |<!-- ", after[0], maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of the first table, without its heading."""
    from_table = dropwhile(lambda line: not line.startswith("|"), text.splitlines())
    table = list(takewhile(lambda line: line.startswith("|"), from_table))
    return [[cell.strip() for cell in line.strip("|").split(" |")] for line in table[2:]]


def section(page: Path, heading: str) -> str:
    """What stands under a heading, up to the next one of any level."""
    _before, found, after = read(page).partition(f"\n{heading}\n")
    assert found, f"{page.name} has no heading {heading}"
    return re.split(r"^#+ ", after, maxsplit=1, flags=re.MULTILINE)[0]


def examples(text: str) -> Iterator[tuple[list[str], str]]:
    """The commands that a page shows, each with what it says they print."""
    for block in re.findall(r"^```console\n\$ (.*?)^```", text, re.MULTILINE | re.DOTALL):
        command, _line, printed = block.partition("\n")
        yield shlex.split(command), printed


# Links and pictures.


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings, as web sites for source code make them."""
    headings = re.findall(r"^#+ (.+)$", _CODE.sub("", read(page)), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_and_picture_leads_somewhere(page: Path) -> None:
    astray = []
    for link in _LINK.finditer(_CODE.sub("", read(page))):
        target = link[1] or link[2]
        if target.startswith("https://"):
            continue
        path, _sign, anchor = target.partition("#")
        leads_to = (page.parent / path) if path else page
        if not leads_to.exists() or (anchor and anchor not in anchors(leads_to)):
            astray.append(target)
    assert not astray


def test_every_picture_is_used_and_small() -> None:
    pictures = set((DOCS / "images").iterdir())
    text = "\n".join(map(read, PAGES))
    assert [picture.name for picture in pictures if picture.name not in text] == []
    assert sum(picture.stat().st_size for picture in pictures) < 1_500_000


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_page_names_a_place_of_one_machine(page: Path) -> None:
    assert re.findall(r"(?<![\w~.])/(?:work|tmp|home|root|Users|mnt)\b|localhost", read(page)) == []


def test_every_make_target_that_is_named_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", read(ROOT / "Makefile"), re.MULTILINE))
    text = "\n".join(map(read, PAGES))
    named = set(re.findall(r"(?:`|^)make ([a-z]+)", text, re.MULTILINE))
    assert {"run", "test"} <= named <= targets


# Keys.


def _keys(shortcuts: tuple[str, ...]) -> str:
    portable = QKeySequence.SequenceFormat.PortableText
    return " or ".join(f"`{QKeySequence(keys).toString(portable)}`" for keys in shortcuts)


def action_keys() -> str:
    """The table of all keys of the window, made from the table of actions."""
    lines = [
        f"| {plain_text(menu.value)} | {plain_text(spec.text)} | {spec.tip} | {_keys(spec.shortcuts)} |"
        for menu in Menu
        for spec in ACTIONS
        if spec.menu is menu and spec.shortcuts
    ]
    return "\n".join(["| Menu | Action | What it does | Keys |", "|---|---|---|---|", *lines])


def pane_keys() -> str:
    """The table of the keys that only one pane understands, made from the sheet of keys."""
    lines = [f"| {pane} | {what} | {keys} |" for pane, held in _PANES for what, keys in held]
    return "\n".join(["| Pane | What it does | Keys |", "|---|---|---|", *lines])


@pytest.mark.parametrize(
    ("marker", "table"),
    [("actions", action_keys()), ("panes", pane_keys())],
    ids=lambda text: text[:7],
)
def test_the_tables_of_keys_are_those_of_the_program(marker: str, table: str) -> None:
    assert part(read(GUIDE), f"shortcuts: {marker}").strip() == table


# Words and fields.

VOCABULARIES: list[type[StrEnum]] = [
    found
    for found in vars(vocabulary).values()
    if isinstance(found, type) and issubclass(found, StrEnum) and found is not StrEnum
]


@pytest.mark.parametrize("words", VOCABULARIES, ids=lambda words: words.__name__)
def test_every_word_of_a_vocabulary_is_documented_and_no_other(words: type[StrEnum]) -> None:
    table = rows(part(read(MODEL), f"vocabulary: {words.__name__}"))
    assert [row[0] for row in table] == [f"`{word}`" for word in words]
    shown = [row[1] for row in table]
    if words is RelationType:
        assert shown == [relation_label(RelationType(word), back=False) for word in words]
        assert [row[2] for row in table] == [
            relation_label(RelationType(word), back=True) for word in words
        ]
    elif words is not Rank:
        assert shown == [label(word) for word in words]


def test_every_group_names_its_kinds() -> None:
    table = rows(part(read(MODEL), "vocabulary: Group"))
    named = {row[0].strip("`"): set(re.findall(r"`(\S+)`", row[2])) for row in table}
    groups = vocabulary.GROUP_OF_KIND
    assert named == {g: {kind for kind in groups if groups[kind] is g} for g in vocabulary.Group}


def test_the_steps_of_each_kind_are_documented() -> None:
    table = rows(part(read(MODEL), "steps of kinds"))
    listed = {row[0].strip("`"): tuple(re.findall(r"`(\S+)`", row[1])) for row in table}
    assert listed == vocabulary.STEPS_OF_KIND


@pytest.mark.parametrize("marker", ["words: Kind, Group", "words: Step"])
def test_the_guide_lists_the_words_of_a_query(marker: str) -> None:
    names = marker.removeprefix("words: ").split(", ")
    wanted = dict.fromkeys(word for name in names for word in getattr(vocabulary, name))
    assert re.findall(r"`(\S+)`", part(read(GUIDE), marker)) == list(wanted)


def test_the_guide_explains_every_status() -> None:
    table = rows(section(GUIDE, "### How far it got"))
    assert [name for row in table for name in row[0].split(", ")] == [label(step) for step in Step]


STRUCTS: list[type[msgspec.Struct]] = [
    *(getattr(entities, name) for name in ("LibraryInfo", "Country", "Organisation", "Person")),
    *(getattr(entities, name) for name in ("Source", "CslItem", "CslName", "CslDate")),
    record.Record,
    record.Relation,
    claims.ClaimBase,
    claims.Evidence,
    *claims.Value.__subclasses__(),
]


@pytest.mark.parametrize("struct", dict.fromkeys(STRUCTS), ids=lambda struct: struct.__name__)
def test_every_field_is_documented_and_no_other(struct: type[msgspec.Struct]) -> None:
    table = rows(part(read(MODEL), f"fields: {struct.__name__}"))
    wanted = {
        f"`{field.encode_name}`": "yes" if field.required else "no"
        for field in msgspec.structs.fields(struct)
    }
    assert {row[0]: row[1] for row in table} == wanted
    assert all(row[2] for row in table)


def test_every_property_of_a_claim_is_documented() -> None:
    listed = [row[0].strip("`") for row in rows(section(MODEL, "## Claims"))]
    assert listed == [claim.property for claim in claims.ClaimBase.__subclasses__()]


def test_the_examples_of_dates_read_as_they_are_shown() -> None:
    table = rows(section(MODEL, "## Dates"))
    assert len(table) > 10
    assert [row[2] for row in table] == [date_in_words(row[0].strip("`")) for row in table]


def test_the_example_of_a_record_is_sound(tmp_path: Path) -> None:
    (block,) = re.findall(r"^   ```json\n(.*?)^   ```", read(MODEL), re.MULTILINE | re.DOTALL)
    library = json.loads(read(SHIPPED_LIBRARY))
    library["records"][str(len(library["records"]) + 1)] = json.loads(block)
    path = tmp_path / "library.json"
    path.write_text(json.dumps(library), encoding="utf-8")
    assert check_library(path).faults == ()


# The command line.


class Command(NamedTuple):
    """A command and the arguments it takes, as its parser knows them."""

    name: str
    arguments: set[str]


def commands() -> list[Command]:
    (subparsers,) = (
        action
        for action in build_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return [Command(name, _arguments(parser)) for name, parser in subparsers.choices.items()]


def _arguments(parser: argparse.ArgumentParser) -> set[str]:
    found = set()
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            found |= set(action.choices).union(*map(_arguments, action.choices.values()))
        elif action.dest != "help":
            found.add(action.option_strings[0] if action.option_strings else action.dest)
    return found


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.name)
def test_every_command_and_argument_is_documented(command: Command) -> None:
    table = rows(section(COMMANDS, f"## {command.name}"))
    arguments = table if command.arguments else []
    assert {re.split("[` ]", row[0])[1] for row in arguments} == command.arguments
    assert f"`atlas-gui {command.name}" in read(ROOT / "README.md")


def test_exit_statuses_are_documented_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    assert [row[0] for row in rows(section(COMMANDS, "## Exit status"))] == [
        "0",
        "1",
        "2",
        "130",
    ]
    assert run(["search", "xyzzyx"]) == 0
    assert run(["export", "no-such-record", "--output", "never.pdf"]) == 1
    with pytest.raises(SystemExit) as wrong:
        run(["no-such-command"])
    assert wrong.value.code == 2
    assert capsys.readouterr().err


def _key_paths(value: Any, path: str = "") -> set[str]:
    """Every key of a JSON value, as `results[].id`."""
    if isinstance(value, list):
        return set().union(*(_key_paths(item, f"{path}[]") for item in value))
    if not isinstance(value, dict):
        return set()
    named = {f"{path}.{name}" if path else name: held for name, held in value.items()}
    return set(named).union(*(_key_paths(held, name) for name, held in named.items()))


def _documented_keys(marker: str) -> set[str]:
    return {row[0].strip("`") for row in rows(part(read(COMMANDS), f"keys: {marker}"))}


def test_the_keys_of_a_search_are_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["search", "--json", "kind:no-such-kind nickel"]) == 0
    assert _key_paths(json.loads(capsys.readouterr().out)) == _documented_keys("search")


def test_the_keys_of_sums_are_documented(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sums", "--json", "--by", "pair", "kind:no-such-kind cuba"]) == 0
    assert _key_paths(json.loads(capsys.readouterr().out)) == _documented_keys("sums")


def test_the_keys_of_a_check_are_documented(
    promised: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", "--json", str(promised)]) == 1
    assert _key_paths(json.loads(capsys.readouterr().out)) == _documented_keys("check")


@pytest.fixture
def promised(tmp_path: Path) -> Path:
    """The library of the documentation's example of a fault."""
    library = json.loads(read(SHIPPED_LIBRARY))
    plant = next(
        held for held in library["records"].values() if held["id"] == "las-camariocas-nickel-plant"
    )
    amount = next(claim for claim in plant["claims"] if claim["property"] == "amount")
    amount["value"]["kind"] = "promised"
    path = tmp_path / "promised.json"
    path.write_text(json.dumps(library), encoding="utf-8")
    return path


def _steady(printed: str) -> str:
    """Without what may change with the library's growth or the machine: counts and scores."""
    return re.sub(r"\d+", "0", re.sub(r'("score": )[\d.]+', r"\1 0", printed))


EXAMPLES = [
    (command, printed)
    for command, printed in examples(read(COMMANDS))
    # One takes a while, the other needs a register that does not come with Atlas.
    if not {"first-look", "treaties.jsonl.gz"} & set(command)
]


@pytest.mark.parametrize(("command", "printed"), EXAMPLES, ids=lambda part: str(part)[:60])
def test_the_examples_print_what_is_shown(
    command: list[str],
    printed: str,
    promised: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(promised.parent)
    (promised.parent / "db.json").write_bytes(SHIPPED_LIBRARY.read_bytes())
    program, *arguments = command
    assert program == "atlas-gui"
    assert run(arguments) == ("promised.json" in arguments)
    told = capsys.readouterr().out
    (steady_told, steady_printed) = map(_steady, (told, printed))
    assert steady_told == steady_printed


def test_the_fault_in_the_data_model_is_told_as_it_is_shown(promised: Path) -> None:
    (fault,) = check_library(promised).faults
    assert str(fault) in read(MODEL)


# The architecture.


def test_every_part_of_the_program_has_its_place_in_the_architecture() -> None:
    parts = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or path.is_dir()}
    table = rows(section(ARCHITECTURE, "## Rings and layers"))
    named = {name for row in table for name in re.findall(r"`(\w+)`", row[0])}
    assert parts - {"__init__", "py", "__pycache__"} == named


def test_the_way_to_a_new_language_works(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "src" / PACKAGE.name)
    shown = part(read(ARCHITECTURE), "pybabel")
    block, *_others = re.findall(r"^```sh\n(.*?)^```", shown, re.MULTILINE | re.DOTALL)
    lines = block.replace("\\\n", " ").splitlines()
    commands_shown = [shlex.split(line) for line in lines]
    assert [command[1] for command in commands_shown] == ["-p", "extract", "init"]
    (tmp_path / "build").mkdir()
    for command in commands_shown[1:]:
        babel = [sys.executable, "-m", "babel.messages.frontend", *command[1:]]
        subprocess.run(babel, cwd=tmp_path, check=True, capture_output=True)
    made = read(tmp_path / "resources" / "locale" / "es" / "LC_MESSAGES" / "atlas_gui.po")
    # One string of each way to mark one.
    for words in ('msgid "Preliminary"', 'msgid "&File"', 'msgid_plural "{count} records"'):
        assert words in made
