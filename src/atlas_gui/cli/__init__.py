"""The command line: everything Atlas does that needs no window, and the way into the window.

Exit status: 0 done, 1 found a fault or could not do it, 2 wrong usage, 130 stopped with Ctrl+C.
"""

import argparse
import io
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

from atlas_gui import paths
from atlas_gui.cli.parser import build_parser
from atlas_gui.cli.usage import UsageError, refuse_window_words
from atlas_gui.errors import AtlasError
from atlas_gui.i18n import install_catalogue

DONE, FAULT, USAGE = 0, 1, 2
# As shells have it of what was interrupted: 128 and the number of the signal.
STOPPED = 130


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    module, _dot, function = name.partition(".")
    command: Callable[[argparse.Namespace], int] = getattr(
        import_module(f"atlas_gui.cli.{module}"), function
    )
    return command


def run(arguments: Sequence[str]) -> int:
    """Carry out one command line and return its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A console in another encoding must not turn a Chinese title into a traceback.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    install_catalogue(paths.resources() / "locale")
    parsed = build_parser().parse_args(arguments)
    paths.use_data_dir(parsed.data_dir)
    try:
        refuse_window_words(parsed)
        status: int = _command(parsed.command)(parsed)
    except AtlasError as error:
        print(_shown(error.message), file=sys.stderr)
        return USAGE if isinstance(error, UsageError) else FAULT
    except KeyboardInterrupt:
        # Whoever stops it knows why; nothing is left half made.
        print(file=sys.stderr)
        return STOPPED
    except BrokenPipeError:
        # The reader of our output has seen enough; nothing more may be flushed into the pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FAULT
    except Exception as error:  # noqa: BLE001  the last resort: a sentence, and the rest in the log
        # Most runs need none of this.
        from atlas_gui.state.log.last_resort import log_unexpected, unexpected_in_words

        print(_shown(unexpected_in_words(error, log_unexpected(error))), file=sys.stderr)
        return FAULT
    return status


def _shown(message: str) -> str:
    """A message as a terminal may have it: what it quotes, a file's name for one, could command it."""
    from atlas_gui.exchange.display_text import code_point  # most runs go well

    return "".join(c if c.isprintable() or c == "\n" else code_point(c) for c in message)
