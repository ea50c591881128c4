"""What shells offer after `atlas-gui`: written by shtab from the parser of the command line."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

import shtab

from desktop import identity
from desktop.command_words import commands_of

SHELLS: Final = ("bash", "zsh", "fish")
# Places of files in which only a folder makes sense.
_FOLDERS: Final = ("FOLDER",)
# Words that may be a file: `open` also takes links, a style may be a name.
_PERHAPS_FILES: Final = ("target", "targets", "style")


def completion(parser: argparse.ArgumentParser, shell: str) -> str:
    """The script for one of `SHELLS`; it asks no program when it completes.

    Changes `parser`: its arguments learn which of them are files.
    """
    for one in (parser, *(command.parser for command in commands_of(parser))):
        for action in one._actions:  # noqa: SLF001  argparse has no other way to ask
            _say_files(action)
    script = str(shtab.complete(parser, shell=shell))
    # What stands on top tells those who made it by hand where to put it.
    begin = script.splitlines()[:1] if shell == "zsh" else []
    body = script.splitlines()[len(begin) :]
    while body and (not body[0] or body[0].startswith("#")):
        body.pop(0)
    title = f"# Completion of {identity.NAME} for {shell}, made from its command line."
    return "\n".join([*begin, title, "", *body]) + "\n"


def _say_files(action: Any) -> None:
    """Mark an argument that is a file or a folder; shtab looks for the attribute `complete`."""
    if action.type is not Path and action.dest not in _PERHAPS_FILES:
        return
    is_folder = action.metavar in _FOLDERS
    action.complete = shtab.DIRECTORY if is_folder else shtab.FILE
