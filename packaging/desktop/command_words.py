"""The parser of the command line, walked through: its commands and what it says of each."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import NamedTuple


class Command(NamedTuple):
    """A command under its words, such as "notebook export", with what it is for."""

    name: str
    told: str
    parser: argparse.ArgumentParser


def commands_of(parser: argparse.ArgumentParser, above: str = "") -> Iterator[Command]:
    """All commands below a parser, those that have commands of their own before these."""
    for action in parser._actions:  # noqa: SLF001  argparse has no other way to ask
        if not isinstance(action, argparse._SubParsersAction):  # noqa: SLF001
            continue
        told = {choice.dest: choice.help or "" for choice in action._choices_actions}  # noqa: SLF001
        for name, command in action.choices.items():
            if name not in told:
                continue  # one without a word of help is hidden
            whole = f"{above} {name}".strip()
            nested = list(commands_of(command, whole))
            if not nested:
                yield Command(whole, told[name], command)
            yield from nested


def words_of(parser: argparse.ArgumentParser, action: argparse.Action | None = None) -> str:
    """The help of an argument with its default filled in, or what the parser itself is for."""
    if action is None:
        return parser.description or ""
    if not action.help:
        return ""
    formatter = parser._get_formatter()  # noqa: SLF001
    return formatter._expand_help(action)  # noqa: SLF001
