"""Builds the installer for Windows from the bundle that was built there.

    python packaging/windows [--payload dist/atlas-gui] [--output dist]

Needs makensis (NSIS 3), which runs on Linux as well. What the uninstaller takes away is listed by name:
a folder that the reader chose, and whatever else they put into it, is never removed as a whole.
"""

from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import commit_time
from desktop import identity
from desktop.icons import write_program_icons

SCRIPT: Final = Path(__file__).parent / "atlas-gui.nsi"
WORK: Final = identity.ROOT / "build" / "windows"
# As NSIS calls the languages that Atlas has words in.
_LANGUAGES: Final = {
    "en": "ENGLISH",
    "es": "SPANISH",
    "fr": "FRENCH",
    "ru": "RUSSIAN",
    "vi": "VIETNAMESE",
    "zh": "SIMPCHINESE",
}
_WORDS: Final = {"LIBRARY": "library", "CLOSE_FIRST": "close_first", "COMMENT": "comment"}


def build(payload: Path, output: Path, work: Path = WORK) -> Path:
    """The installer, made of a folder that holds atlas-gui.exe.

    Raises:
        SystemExit: `payload` is no bundle for Windows.
        CalledProcessError: makensis refused the script; its words are on standard output.
    """
    if not (payload / "atlas-gui.exe").exists():
        raise SystemExit(f"There is no atlas-gui.exe in {payload}; build the bundle on Windows.")
    work.mkdir(parents=True, exist_ok=True)
    output.mkdir(parents=True, exist_ok=True)
    write_program_icons(work / "icons")
    (work / "removal.nsh").write_text("\n".join(removal(payload)) + "\n", encoding="utf-8-sig")
    (work / "words.nsh").write_text("\n".join(words()) + "\n", encoding="utf-8-sig")
    version = identity.version()
    target = (output / f"{identity.NAME}-{version}-setup.exe").resolve()
    defines = {
        "VERSION": version,
        "NUMBERS": four_numbers(version),
        "PAYLOAD": str(payload.resolve()),
        "WORK": str(work.resolve()),
        "TARGET": str(target),
        "KILOBYTES": str(-(-_bytes_in(payload) // 1024)),
        "PUBLISHER": identity.DEVELOPER,
    }
    command = ["makensis", "-V2", "-WX", "-INPUTCHARSET", "UTF8"]
    command += [f"-D{name}={value}" for name, value in defines.items()]
    environment = os.environ | {"SOURCE_DATE_EPOCH": str(commit_time.seconds())}
    subprocess.run([*command, str(SCRIPT)], env=environment, check=True)
    return target


def removal(payload: Path) -> Iterator[str]:
    """What the uninstaller does, line by line: each file by name, then folders that are empty."""
    paths = sorted(path.relative_to(payload) for path in payload.rglob("*"))
    for path in paths:
        if not (payload / path).is_dir():
            yield f'Delete "$INSTDIR\\{_written(path)}"'
    for path in sorted(paths, key=lambda one: len(one.parts), reverse=True):
        if (payload / path).is_dir():
            yield f'RMDir "$INSTDIR\\{_written(path)}"'


def words() -> Iterator[str]:
    """The strings of the installer in each of its languages."""
    said = identity.words()
    for name, key in _WORDS.items():
        for tag, language in _LANGUAGES.items():
            yield f'LangString {name} ${{LANG_{language}}} "{_quoted(said[key][tag])}"'


def four_numbers(version: str) -> str:
    """A version as Windows wants it: four numbers, and nothing of what stands behind them.

    >>> four_numbers("1.2.0rc1"), four_numbers("0.1.0")
    ('1.2.0.0', '0.1.0.0')
    """
    numbers = [
        "".join(c for c in part if c.isdigit())
        for part in version.split("rc", maxsplit=1)[0].split(".")
    ]
    return ".".join([*(number or "0" for number in numbers), "0", "0", "0"][:4])


def main(arguments: list[str]) -> int:
    """Build, and say where it is."""
    parser = argparse.ArgumentParser(prog="packaging/windows")
    parser.add_argument("--payload", type=Path, default=identity.ROOT / "dist" / "atlas-gui")
    parser.add_argument("--output", type=Path, default=identity.ROOT / "dist")
    wanted = parser.parse_args(arguments)
    print(build(wanted.payload, wanted.output))
    return 0


def _written(path: Path) -> str:
    return _quoted("\\".join(path.parts))


def _quoted(text: str) -> str:
    """Text inside a quoted string of NSIS."""
    return text.replace("$", "$$").replace('"', '$\\"')


def _bytes_in(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
