"""Nothing personal comes into the log, whatever is reported and however it is worded."""

import ast
import errno
import getpass
import logging
import os
import platform
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from support.places import PACKAGE

from atlas_gui import paths
from atlas_gui.errors import AtlasError
from atlas_gui.state.log import cleaning
from atlas_gui.state.log.cleaning import CleanFormatter, qt_words, without_names
from atlas_gui.state.log.errors_told import error_lines, summary
from atlas_gui.state.log.places import code_place, path_kind, without_paths

NOTE = "meet Źofia about the leaked memo"
# What a reader writes or searches for; marked, so that it cannot be one of the program's own words.
WRITTEN = st.text(min_size=1, max_size=60).map(lambda text: f"zq{text}qz")
ERRORS: tuple[Callable[[str], BaseException], ...] = (
    AtlasError,
    AttributeError,
    ImportError,
    IndexError,
    KeyError,
    LookupError,
    NameError,
    OSError,
    RuntimeError,
    TypeError,
    UnicodeError,
    ValueError,
    lambda text: OSError(2, text, text),
    lambda text: PermissionError(13, text, f"/home/{text}/{text}.{text}"),
    lambda text: UnicodeEncodeError("utf-8", text, 0, 1, text),
    lambda text: AtlasError("Said to the reader", text),
    lambda text: KeyError(text, text),
    lambda text: ExceptionGroup(text, [ValueError(text), KeyError(text)]),
    lambda text: _with_note(ValueError("x"), text),
)


def _with_note(error: BaseException, text: str) -> BaseException:
    error.add_note(text)
    return error


def formatted(
    message: object,
    *arguments: object,
    name: str = "atlas_gui.some",
    error: BaseException | None = None,
) -> str:
    told = (type(error), error, error.__traceback__) if error is not None else None
    record = logging.LogRecord(
        name,
        logging.ERROR,
        "/home/ann/lib/python3.11/site-packages/pypdf/x.py",
        7,
        message,
        arguments,
        told,
    )
    return CleanFormatter().format(record)


def raised(error: BaseException, before: BaseException | None = None) -> BaseException:
    """An error as it comes, with a trace that passes through a function that holds a secret."""

    def holds(secret: str) -> None:
        assert secret
        raise error from before

    try:
        holds(NOTE)
    except BaseException as caught:  # noqa: BLE001
        return caught
    raise AssertionError


@given(WRITTEN, st.sampled_from(ERRORS), st.sampled_from(ERRORS))
def test_no_error_brings_its_words_into_the_log(
    text: str, kind: Callable[[str], BaseException], other: Callable[[str], BaseException]
) -> None:
    lines = formatted("It failed", error=raised(kind(text), other(text)))
    assert text not in lines
    assert "zq" not in lines
    assert NOTE not in lines


@given(WRITTEN, st.sampled_from(["atlas_gui.x", "pypdf", "fontTools.ttLib", "py.warnings"]))
def test_nothing_that_a_message_is_filled_with_comes_into_the_log(text: str, name: str) -> None:
    fillings: tuple[object, ...] = (
        text,
        text.encode(),
        [text],
        {"a": text},
        Path(f"/srv/{text}.{text}"),
        Path.home() / text,
        ValueError(text),
        paths.reader_dir() / text,
    )
    for filling in fillings:
        assert "zq" not in formatted("It failed for %s", filling, name=name)
        assert "zq" not in formatted("It failed for %r and %d", filling, 3, name=name)
        assert "zq" not in formatted("It failed for %(x)s", {"x": filling}, name=name)
        assert "zq" not in formatted("Wrong number of fillings", filling, name=name)


@given(WRITTEN)
def test_nothing_that_others_word_themselves_comes_into_the_log(text: str) -> None:
    assert "zq" not in formatted(text, name="pypdf")
    assert "zq" not in formatted(f"invalid object {text}", name="PIL.image")


@given(
    WRITTEN.filter(lambda text: "\n" not in text),
    st.sampled_from(
        [
            "'{}'",
            '"{}"',
            "“{}”",
            "`{}`",
            "/{}",
            "~/{}",
            "C:\\{}",
            "file:///{}",
            "https://x/{}",
            "\n{}",
        ]
    ),
)
@example(NOTE + "zq", "'{}'")
def test_of_qt_no_path_and_nothing_quoted_comes_into_the_log(text: str, form: str) -> None:
    assume("'" not in text and '"' not in text and "`" not in text and "”" not in text)
    assert "zq" not in qt_words("QIODevice::read (QFile, " + form.format(text))
    assert "zq" not in qt_words(form.format(text))
    assert qt_words(text) == "<text>"


@pytest.mark.parametrize("name", ["ann", "Ann", "ANN"])
def test_no_name_of_the_reader_or_the_machine_comes_into_a_line(name: str) -> None:
    assert without_names(f"x {name} y annual {name}@host", ["ann", "host"]) == (
        "x <name> y annual <name>@<name>"
    )


def test_the_names_are_those_of_this_user_and_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(getpass, "getuser", lambda: "zofia")
    monkeypatch.setattr(platform, "node", lambda: "zofias-laptop.example.org")
    monkeypatch.setattr(Path, "home", lambda: Path("/people/kowalska"))
    cleaning._names.cache_clear()
    try:
        line = qt_words("QThing: zofia and Kowalska on zofias-laptop")
    finally:
        cleaning._names.cache_clear()
    assert line == "QThing: <name> and <name> on <name>"


@pytest.mark.parametrize(
    "code",
    [
        "1 / 0",
        "[][0]",
        "None.foo",
        "undefined",
        "1 + 'a'",
        "1 < 'a'",
        "(lambda x: x)()",
        "(lambda: 1)(2)",
        "iter(1)",
        "int.nothing",
        "{[]: 1}",
        "import nothing_of_the_sort",
        "a, b = 1, 2, 3",
        "a, b = 1",
        "def f(): return f()\nf()",
    ],
)
def test_what_python_says_of_the_program_stays(code: str) -> None:
    with pytest.raises(Exception) as caught:
        exec(code, {})  # noqa: S102  the codes stand above
    assert summary(caught.value) == f"{type(caught.value).__name__}: {caught.value}"


def test_of_an_error_of_the_system_its_code_and_the_kind_of_file_stay() -> None:
    with pytest.raises(OSError) as refused:
        Path("/not/there/Ann's list.json").read_bytes()
    told = f"FileNotFoundError: ENOENT, {os.strerror(errno.ENOENT)}: <file.json>"
    assert summary(refused.value) == told


def test_the_trace_names_places_in_the_code_and_what_came_before() -> None:
    lines = error_lines(raised(KeyError("x"), ValueError("y")))
    assert lines[0] == "KeyError"
    assert lines[1].endswith("in raised.<locals>.holds")
    assert "because of" in lines
    assert "ValueError" in lines


def test_a_trace_of_endless_calls_is_cut() -> None:
    def deeper(level: int) -> None:
        if not level:
            raise ValueError
        deeper(level - 1)

    with pytest.raises(ValueError) as caught:
        deeper(300)
    lines = error_lines(caught.value)
    assert len(lines) < 60
    assert any("more" in line for line in lines)


@pytest.mark.parametrize(
    ("filename", "place"),
    [
        ("/home/ann/atlas/src/atlas_gui/ui/fonts.py", "atlas_gui/ui/fonts.py"),
        ("C:\\Users\\Ann\\Atlas\\atlas_gui\\ui\\fonts.py", "atlas_gui/ui/fonts.py"),
        ("atlas_gui/ui/fonts.py", "atlas_gui/ui/fonts.py"),
        ("/home/ann/v/lib/python3.12/site-packages/pypdf/_reader.py", "pypdf/_reader.py"),
        ("/usr/lib/python3/dist-packages/lxml/x.py", "lxml/x.py"),
        ("/home/ann/.pyenv/lib/python3.11/json/decoder.py", "python/json/decoder.py"),
        ("<frozen importlib._bootstrap>", "<frozen importlib._bootstrap>"),
        ("/home/ann/Ann's script.py", "<file.py>"),
        ("<Ann's query>", "<file.py>"),
        ("/usr/lib/python3/dist-packages/Ann's work/x.py", "<file.py>"),
        ("", "<file.py>"),
    ],
)
def test_a_place_in_the_code_begins_with_its_package(filename: str, place: str) -> None:
    assert code_place(filename) == place


def test_a_path_is_told_by_its_kind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "ann")
    assert path_kind(tmp_path / "ann" / "Debts of Cuba.JSON") == "~/<file.json>"
    assert path_kind(tmp_path / "letter.Ann") == "<file>"
    assert path_kind(paths.reader_dir() / "notebook.json") == "<data>/<file.json>"
    assert (
        without_paths("failed to add paths: /home/ann/x y.json, z") == "failed to add paths: <path>"
    )


def test_every_message_of_the_program_stands_in_its_code() -> None:
    """What is filled in is cleaned; the words round it are written down as they are."""
    faults = [
        f"{module.name}:{node.lineno}"
        for module in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and ast.unparse(node.func).startswith("_log.")
        and not isinstance(node.args[0], ast.Constant)
        and ast.unparse(node.args[0]) != "UNEXPECTED"
    ]
    assert faults == []


def test_the_log_loads_no_qt_and_no_rotation() -> None:
    question = (
        "import sys, atlas_gui.state.log.last_resort, atlas_gui.state.log.crashes\n"
        "print([n for n in sys.modules if n.startswith('PySide6') or n == 'logging.handlers'])"
    )
    done = subprocess.run(
        [sys.executable, "-c", question], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
