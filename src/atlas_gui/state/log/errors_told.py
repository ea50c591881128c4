"""Errors as the log may have them: their class, where they came from, and only harmless words.

The words of an error often hold what it is about: a note, a query, a title, a file. So an error's
words are written down only if they are one of the sentences below, with which Python and Qt speak
of types, names and numbers of the program itself. Of an error of the system stands its code and what
the system says of that. Of everything else stands its class, and the lines of code that led to it.
"""

import errno
import os
import re
import traceback
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

from atlas_gui.state.log.places import code_place, file_kind

_MOST_FRAMES_ABOVE, _MOST_FRAMES_BELOW = 15, 35
_MOST_CHAINED = 6
_NAME = r"[A-Za-z_]\w{0,59}"
_DOTTED = rf"(?:{_NAME}|<lambda>)(?:\.(?:{_NAME}|<locals>|<lambda>)){{0,8}}"
_SENTENCES = tuple(
    re.compile(sentence.replace("NAME", _NAME).replace("DOTTED", _DOTTED), re.ASCII)
    for sentence in (
        (
            r"(?:list|tuple|string|bytearray|array|range object|deque|pop)"
            r" (?:assignment )?index out of range"
        ),
        r"(?:pop from|peek from) (?:an )?empty (?:list|deque|array)",
        r"(?:(?:integer|float) )?(?:division|modulo)(?: or modulo)?(?: by zero)?",
        (
            r"(?:integer|float|complex) (?:division|modulo|division or modulo)(?: result)?"
            r"(?: by zero| too large for a float)?"
        ),
        r"maximum recursion depth exceeded(?: while calling a Python object| in comparison)?",
        r"(?:dictionary|Set|deque) (?:changed size|mutated|keys changed) during iteration",
        r"'DOTTED' object has no attribute 'NAME'(?: and no __dict__ for setting new attributes)?",
        r"(?:module|type object) 'DOTTED' has no attribute 'NAME'",
        r"name 'NAME' is not defined",
        (
            r"cannot access (?:local|free) variable 'NAME' where it is not associated with a value"
            r"(?: in enclosing scope)?"
        ),
        r"No module named 'DOTTED'",
        (
            r"DOTTED\(\) missing \d+ required (?:positional|keyword-only) arguments?:"
            r" 'NAME'(?:,? (?:and )?'NAME'){0,9}"
        ),
        (
            r"DOTTED\(\) takes (?:no arguments|\d+ positional arguments?|from \d+ to \d+ positional"
            r" arguments) (?:\(\d+ given\)|but \d+ (?:was|were) given)"
        ),
        r"DOTTED\(\) got an unexpected keyword argument 'NAME'",
        r"DOTTED\(\) got multiple values for argument 'NAME'",
        r"unsupported operand type\(s\) for [^\w\s'\"]{1,3}=?: 'DOTTED' and 'DOTTED'",
        r"'[<>=!]{1,2}' not supported between instances of 'DOTTED' and 'DOTTED'",
        r"'DOTTED' object is not (?:iterable|callable|subscriptable|reversible|an iterator)",
        (
            r"'DOTTED' object (?:does not support item (?:assignment|deletion)|cannot be interpreted"
            r" as an integer)"
        ),
        r"object of type 'DOTTED' has no len\(\)",
        r"cannot unpack non-iterable DOTTED object",
        r"not enough values to unpack \(expected (?:at least )?\d+, got \d+\)",
        r"too many values to unpack \(expected \d+(?:, got \d+)?\)",
        r"unhashable type: 'DOTTED'",
        r"can't start new thread",
        r"Internal C\+\+ object \(DOTTED\) already deleted\.",
        r"wrapped C/C\+\+ object of type DOTTED has been deleted",
    )
)
_TOLD_BY_CLASS = (
    ArithmeticError,
    AttributeError,
    IndexError,
    ImportError,
    NameError,
    RuntimeError,
    TypeError,
    ValueError,
)


def error_class(error: BaseException) -> str:
    """The name of its class, with the module of one that is not Python's own."""
    kind = type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else _dotted(kind)


def summary(error: BaseException) -> str:
    """One line: the class, and the error's words if they are harmless.

    >>> summary(ZeroDivisionError("division by zero")), summary(KeyError("las-camariocas"))
    ('ZeroDivisionError: division by zero', 'KeyError')
    """
    words = _harmless_words(error)
    return f"{error_class(error)}: {words}" if words else error_class(error)


def error_lines(error: BaseException, trace: TracebackType | None = None) -> list[str]:
    """All that the log has of an error: what led to it, the last thing first in each part.

    `trace` is where it came from if the error does not know itself.
    """
    return list(_lines(error, trace or error.__traceback__, set()))


def place_of(error: BaseException, trace: TracebackType | None = None) -> str:
    """The line of code that raised it, such as `atlas_gui/ui/fonts.py:12`; empty if none is known."""
    last = trace or error.__traceback__
    while last is not None and last.tb_next is not None:
        last = last.tb_next
    return f"{code_place(last.tb_frame.f_code.co_filename)}:{last.tb_lineno}" if last else ""


def _lines(error: BaseException, trace: TracebackType | None, seen: set[int]) -> Iterator[str]:
    seen.add(id(error))
    yield summary(error)
    frames = list(traceback.walk_tb(trace))
    left_out = len(frames) - _MOST_FRAMES_ABOVE - _MOST_FRAMES_BELOW
    for number, (frame, line) in enumerate(reversed(frames)):
        if left_out > 0 and number == _MOST_FRAMES_BELOW:
            yield f"  … {left_out} more …"
        if left_out <= 0 or not 0 <= number - _MOST_FRAMES_BELOW < left_out:
            code = frame.f_code
            yield f"  {code_place(code.co_filename)}:{line} in {code.co_qualname}"
    if isinstance(error, BaseExceptionGroup):
        for each in error.exceptions[:_MOST_CHAINED]:
            yield from (f"  | {line}" for line in _lines(each, each.__traceback__, seen))
    before = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    if before is not None and id(before) not in seen and len(seen) < _MOST_CHAINED:
        yield "because of" if error.__cause__ else "while dealing with"
        yield from _lines(before, before.__traceback__, seen)


def _harmless_words(error: BaseException) -> str:
    if isinstance(error, OSError) and error.errno is not None:
        return _words_of_system(error)
    if not isinstance(error, _TOLD_BY_CLASS) or not error.args:
        return ""
    try:
        words = str(error.args[0])
    except Exception:  # noqa: BLE001  what an error says of itself may fail in any way
        return ""
    return words if any(sentence.fullmatch(words) for sentence in _SENTENCES) else ""


def _words_of_system(error: OSError) -> str:
    number = error.errno
    if not isinstance(number, int):
        return ""
    words = f"{errno.errorcode.get(number, number)}, {os.strerror(number)}"
    if isinstance(error.filename, str | os.PathLike):
        words += f": {file_kind(Path(error.filename))}"
    return words


def _dotted(kind: type) -> str:
    name = f"{kind.__module__}.{kind.__qualname__}"
    return name if re.fullmatch(_DOTTED, name) else "Exception"
