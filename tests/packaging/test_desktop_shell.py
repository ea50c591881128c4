"""The manual page and what shells complete follow the command line, whatever it has."""

import argparse
import gzip
import os
import re
import select
import shutil
import subprocess
from pathlib import Path

import pytest
from desktop.build import build
from desktop.command_words import commands_of
from desktop.completion import SHELLS, completion
from desktop.manual import manual

from atlas_gui.cli.parser import build_parser


@pytest.fixture(scope="module")
def page() -> str:
    return manual(build_parser())


@pytest.fixture(scope="module")
def scripts(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("completion")
    for shell in SHELLS:
        (folder / shell).write_text(completion(build_parser(), shell), encoding="utf-8")
    return {shell: folder / shell for shell in SHELLS}


def needs(command: str) -> None:
    if shutil.which(command) is None:
        pytest.skip(f"{command} is not installed")


# The manual page.


def test_every_command_and_every_option_is_in_the_manual(page: str) -> None:
    commands = list(commands_of(build_parser()))
    assert {"search", "open", "notebook export"} <= {command.name for command in commands}
    for command in commands:
        assert f".SS \\fB{command.name}\\fR".replace("-", "\\-") in page
        part = page.partition(f".SS \\fB{command.name}\\fR".replace("-", "\\-"))[2]
        part = re.split(r"^\.S[SH] ", part, flags=re.MULTILINE)[0]
        for action in command.parser._actions:
            if action.help != argparse.SUPPRESS and action.dest != "help":
                for option in action.option_strings:
                    assert option.replace("-", "\\-") in part, (command.name, option)
    assert "quit\\-when" not in page, "what is hidden from the help is hidden here"


def test_every_argument_is_explained() -> None:
    bare = [
        f"{command.name} {action.dest}"
        for command in commands_of(build_parser())
        for action in command.parser._actions
        if not action.help
    ]
    assert bare == []


def test_the_manual_has_the_parts_that_readers_look_for(page: str) -> None:
    titles = re.findall(r"^\.SH (.*)$", page, re.MULTILINE)
    assert titles[:3] == ["NAME", "SYNOPSIS", "DESCRIPTION"]
    assert {"OPTIONS", "EXIT STATUS", "ENVIRONMENT", "FILES", "EXAMPLES"} <= set(titles)


def test_text_is_never_taken_for_a_command_of_the_manual() -> None:
    parser = argparse.ArgumentParser(prog="odd", description=".so /etc/passwd")
    parser.add_argument("--odd", help="'tis a \\fBback\\fR slash, 100%% of it")
    lines = manual(parser).splitlines()
    assert "\\&.so /etc/passwd" in lines
    assert "\\&'tis a \\efBback\\efR slash, 100% of it." in lines


def test_the_checker_of_manuals_finds_nothing(page: str, tmp_path: Path) -> None:
    needs("mandoc")
    path = tmp_path / "atlas-gui.1"
    path.write_text(page, encoding="utf-8")
    command = ["mandoc", "-Tlint", "-W", "warning", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "")


def test_the_page_that_is_laid_out_can_be_shown(tmp_path: Path) -> None:
    needs("mandoc")
    build(tmp_path)
    packed = tmp_path / "usr" / "share" / "man" / "man1" / "atlas-gui.1.gz"
    assert packed.read_bytes()[4:8] == bytes(4), "no time in it"
    shown = subprocess.run(
        ["mandoc", "-Tutf8", "-Owidth=200"],
        input=gzip.decompress(packed.read_bytes()),
        capture_output=True,
        check=True,
    ).stdout.decode()
    plain = re.sub(r".\x08", "", shown)
    assert "atlas-gui export [ID ...] [--query QUERY]" in plain
    assert "--data-dir FOLDER" in plain


# Completion.


def offered(script: Path, line: str, folder: Path) -> list[str]:
    """What bash offers at the end of a line, by the function that the script itself registers."""
    words = line.split(" ")
    asked = f"""
        source "$1"; shift
        registered=$(complete -p atlas-gui) || exit 9
        function=$(sed -E 's/.* -F ([^ ]+) .*/\\1/' <<< "$registered")
        COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${{#COMP_LINE}}
        "$function" atlas-gui "${{COMP_WORDS[COMP_CWORD]}}" "{words[-2]}"
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    command = ["bash", "--noprofile", "--norc", "-c", asked, "bash", str(script), *words]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, text=True, timeout=60, check=True
    )
    return sorted(set(done.stdout.split("\n")) - {""})


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("atlas-gui exp", ["export"]),
        ("atlas-gui notebook e", ["export"]),
        ("atlas-gui sums --by ", ["currency", "kind", "pair", "sector", "year"]),
        ("atlas-gui export --paper a", ["a4"]),
        ("atlas-gui export --no", ["--notebook", "--notes"]),
        ("atlas-gui open har", ["harbour.atlas.json"]),
        ("atlas-gui --library har", ["harbour.atlas.json"]),
        ("atlas-gui first-look --output ", ["papers"]),
        ("atlas-gui --quit", []),
    ],
)
def test_bash_completes_commands_options_values_and_files(
    scripts: dict[str, Path], tmp_path: Path, line: str, answer: list[str]
) -> None:
    needs("bash")
    (tmp_path / "harbour.atlas.json").touch()
    (tmp_path / "papers").mkdir()
    assert offered(scripts["bash"], line, tmp_path) == answer


def test_fish_completes_the_same(scripts: dict[str, Path], tmp_path: Path) -> None:
    needs("fish")
    (tmp_path / "harbour.atlas.json").touch()
    asked = (
        'source $argv[1]; complete -C "atlas-gui exp"; complete -C "atlas-gui export --paper a";'
        ' complete -C "atlas-gui open har"'
    )
    done = subprocess.run(
        ["fish", "--no-config", "-c", asked, str(scripts["fish"])],
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=True,
    )
    said = [line.split("\t")[0] for line in done.stdout.splitlines()]
    assert said == ["export", "a4", "harbour.atlas.json"]


def test_zsh_completes_the_same(scripts: dict[str, Path], tmp_path: Path) -> None:
    needs("zsh")
    shutil.copyfile(scripts["zsh"], tmp_path / "_atlas-gui")
    (tmp_path / "harbour.atlas.json").touch()
    shell, terminal = os.openpty()
    environment = {"HOME": str(tmp_path), "PATH": "/usr/bin:/bin", "TERM": "dumb", "PS1": "> "}
    with subprocess.Popen(
        ["zsh", "-f", "-i"],
        cwd=tmp_path,
        env=environment,
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        start_new_session=True,
    ) as zsh:
        try:
            begin = "fpath=($HOME $fpath); autoload -U compinit; compinit -u -D; print re''ady\n"
            assert typed(shell, begin, "ready") is None
            for line, whole in (
                ("atlas-gui exp\t", "atlas-gui export "),
                ("\x15atlas-gui export --paper a\t", "--paper a4 "),
                ("\x15atlas-gui open har\t", "open harbour.atlas.json"),
            ):
                assert typed(shell, line, whole) is None
        finally:
            zsh.kill()
            os.close(terminal)
            os.close(shell)


def typed(shell: int, text: str, awaited: str) -> str | None:
    """Type into a terminal and wait for what must come of it; what came instead, or None."""
    os.write(shell, text.encode())
    came = ""
    while awaited not in came:
        if not select.select([shell], [], [], 20)[0]:
            return came
        came += os.read(shell, 65536).decode(errors="replace")
    return None


@pytest.mark.parametrize("shell", SHELLS)
def test_each_shell_can_read_its_script(scripts: dict[str, Path], shell: str) -> None:
    needs(shell)
    done = subprocess.run([shell, "-n", str(scripts[shell])], capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_zsh_is_told_first_which_command_it_is(scripts: dict[str, Path]) -> None:
    assert scripts["zsh"].read_text(encoding="utf-8").startswith("#compdef atlas-gui\n")
    for path in scripts.values():
        assert "http" not in path.read_text(encoding="utf-8")
