"""The manual page `atlas-gui(1)`, written from the words of the command line itself.

What the parser cannot know (exit status, files, environment, examples) stands in manual_parts.toml.
"""

from __future__ import annotations

import argparse
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from desktop import identity
from desktop.command_words import commands_of, words_of

_LITERAL: Final = re.compile(r"`([^`]+)`")


def manual(parser: argparse.ArgumentParser) -> str:
    """The page as roff, in the macros of man(7)."""
    with (Path(__file__).parent / "manual_parts.toml").open("rb") as file:
        parts: dict[str, Any] = tomllib.load(file)
    day, release = identity.source_day().isoformat(), f"Atlas {identity.version()}"
    lines = [f'.TH ATLAS\\-GUI 1 "{day}" "{release}" "User Commands"', ".nh", ".ad l"]
    lines += [".SH NAME", f"{_plain(identity.NAME)} \\- {_plain(parts['name'])}"]
    lines += [".SH SYNOPSIS", *_synopses(parser)]
    lines += [".SH DESCRIPTION", *_paragraphs([words_of(parser), *parts["description"]])]
    lines += [".SH OPTIONS", *_arguments(parser), ".SH COMMANDS"]
    for name, told, command in commands_of(parser):
        lines += [f".SS {_bold(name)}", _synopsis(command), ".PP", _sentence(told)]
        lines += _arguments(command)
    for title in ("exit_status", "environment", "files", "examples"):
        lines.append(f".SH {title.upper().replace('_', ' ')}")
        for part in parts[title]:
            lines += _item(_bold(part["word"]), part["means"])
    lines += [".SH SEE ALSO", *_paragraphs(parts["see_also"])]
    return "\n".join(lines) + "\n"


def _synopses(parser: argparse.ArgumentParser) -> Iterator[str]:
    """How Atlas is called without a command, and with one."""
    yield _synopsis(parser)
    yield ".br"
    yield f"{_bold(identity.NAME)} \\fICOMMAND\\fR [\\fIARGUMENT\\fR ...]"


def _synopsis(parser: argparse.ArgumentParser) -> str:
    pieces = [_bold(parser.prog)]
    for action in _told(parser):
        piece = _call(parser, action)
        must = action.required or not action.option_strings
        pieces.append(piece if must else f"[{piece}]")
    return " ".join(pieces)


def _arguments(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in _told(parser):
        help_text = words_of(parser, action)
        if action.choices and not action.option_strings and action.metavar is None:
            help_text = f"{help_text} ({', '.join(map(str, action.choices))})"
        if help_text:
            yield from _item(_call(parser, action, every=True), help_text)


def _told(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """What the page tells of a parser: no commands, and nothing that is hidden on purpose."""
    untold = (argparse._SubParsersAction, argparse._HelpAction)  # noqa: SLF001  no public names
    return [
        action
        for action in parser._actions  # noqa: SLF001
        if not isinstance(action, untold) and action.help != argparse.SUPPRESS
    ]


def _call(parser: argparse.ArgumentParser, action: argparse.Action, *, every: bool = False) -> str:
    """An option with what follows it, or an argument; `every`: an option with all its names."""
    formatter = parser._get_formatter()  # noqa: SLF001  what writes the help, so that both agree
    if not action.option_strings:
        fallback = formatter._get_default_metavar_for_positional(action)  # noqa: SLF001
        return _slanted(formatter._format_args(action, fallback))  # noqa: SLF001
    names = action.option_strings if every else action.option_strings[-1:]
    shown = ", ".join(_bold(name) for name in names)
    if action.nargs == 0:
        return shown
    fallback = formatter._get_default_metavar_for_optional(action)  # noqa: SLF001
    return f"{shown} {_slanted(formatter._format_args(action, fallback))}"  # noqa: SLF001


def _item(term: str, text: str) -> list[str]:
    return [".TP", term, _sentence(text)]


def _sentence(text: str) -> str:
    """What a parser says of a thing, as a sentence."""
    said = text[:1].upper() + text[1:]
    return _formatted(said if said.endswith((".", "?", ":", ")")) else said + ".")


def _paragraphs(texts: list[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number:
            yield ".PP"
        yield _formatted(text)


def _formatted(text: str) -> str:
    """Text on one line, with what stands between backquotes in bold."""
    parts = _LITERAL.split(" ".join(text.split()))
    shown = "".join(_bold(part) if at % 2 else _plain(part) for at, part in enumerate(parts))
    return f"\\&{shown}" if shown.startswith((".", "'")) else shown


def _bold(text: str) -> str:
    return f"\\fB{_plain(text)}\\fR"


def _slanted(text: str) -> str:
    return re.sub(r"[^\s\[\]{},.|]+", lambda word: f"\\fI{_plain(word.group())}\\fR", text)


def _plain(text: str) -> str:
    """Text in which nothing is a command of roff; its hyphens can be copied into a shell."""
    return text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti")
