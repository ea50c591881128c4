"""What a package says it needs: names, and on which Pythons and systems it needs them.

The part of PEP 508 that metadata of installed packages has. Nothing is asked of versions of packages:
those that are installed were chosen by an installer.
"""

import os
import platform
import re
import sys
from collections.abc import Mapping
from typing import Final

from msgspec import Struct

_REQUIREMENT = re.compile(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)\s*(?:\[([^]]*)\])?([^;]*)(?:;(.*))?")
_TOKEN: Final = re.compile(
    r"""\s*(?:(\(|\))|(and|or|not\s+in|in)\b|(===|[<>=!~]=|[<>])|('[^']*'|"[^"]*")|(\w+))"""
)
_OF_VERSIONS = frozenset({"python_version", "python_full_version", "implementation_version"})


class Requirement(Struct, frozen=True):
    """A package that is needed, by its normal name; with which of its extras."""

    name: str
    extras: tuple[str, ...] = ()


def normal_name(name: str) -> str:
    """A package's name as indexes compare it.

    >>> normal_name("PySide6_Essentials")
    'pyside6-essentials'
    """
    return re.sub(r"[-_.]+", "-", name).lower()


def read_requirement(line: str, extras: tuple[str, ...] = ()) -> Requirement | None:
    """A line of Requires-Dist; None if it does not hold here, or cannot be read.

    `extras` are those with which the package itself is needed.
    """
    found = _REQUIREMENT.fullmatch(line)
    if found is None:
        return None
    name, wanted, _versions, marker = found.groups()
    if marker and not any(holds(marker, _here(extra)) for extra in ("", *extras)):
        return None
    names = tuple(
        normal_name(extra.strip()) for extra in (wanted or "").split(",") if extra.strip()
    )
    return Requirement(normal_name(name), names)


def holds(marker: str, here: Mapping[str, str]) -> bool:
    """Whether a marker such as `python_version < "3.11"` holds; one that cannot be read does.

    So rather a package too many is told than one too few.
    """
    try:
        return _Marker(marker, here).value()
    except (ValueError, IndexError, KeyError):
        return True


class _Marker:
    """Reads a marker from left to right: `or` of `and` of comparisons and brackets."""

    def __init__(self, text: str, here: Mapping[str, str]) -> None:
        self._here = here
        self._tokens: list[str] = []
        at = 0
        while text[at:].strip():
            found = _TOKEN.match(text, at)
            if found is None:
                raise ValueError(text)
            self._tokens.append(" ".join(found[0].split()) if found[2] else found[0].strip())
            at = found.end()
        self._at = 0

    def value(self) -> bool:
        """Whether the whole holds. Raises ValueError, IndexError or KeyError if it is no marker."""
        value = self._either()
        if self._at != len(self._tokens):
            raise ValueError(self._tokens)
        return value

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _follows(self, token: str) -> bool:
        if self._tokens[self._at : self._at + 1] != [token]:
            return False
        self._at += 1
        return True

    def _either(self) -> bool:
        value = self._both()
        while self._follows("or"):
            # What follows is read in any case.
            value = self._both() or value
        return value

    def _both(self) -> bool:
        value = self._one()
        while self._follows("and"):
            value = self._one() and value
        return value

    def _one(self) -> bool:
        if self._follows("("):
            value = self._either()
            if self._take() != ")":
                raise ValueError(self._tokens)
            return value
        left, operator, right = self._take(), self._take(), self._take()
        about_versions = not _OF_VERSIONS.isdisjoint((left, right))
        return _compared(self._text(left), operator, self._text(right), by_version=about_versions)

    def _text(self, token: str) -> str:
        return token[1:-1] if token[0] in "'\"" else self._here[token]


def _compared(left: str, operator: str, right: str, *, by_version: bool) -> bool:
    if operator in ("in", "not in"):
        return (left in right) == (operator == "in")
    if by_version:
        return _versions_compared(left, operator, right)
    if operator in ("==", "===", "!="):
        return (normal_name(left) == normal_name(right)) == (operator != "!=")
    return {"<": left < right, "<=": left <= right, ">": left > right, ">=": left >= right}[
        operator
    ]


def _versions_compared(left: str, operator: str, right: str) -> bool:
    numbers = _numbers(left), _numbers(right.removesuffix(".*"))
    if right.endswith(".*") or operator == "~=":
        length = len(numbers[1]) - (operator == "~=")
        begins_so = numbers[0][:length] == numbers[1][:length]
        late_enough = numbers[0] >= numbers[1]
        return {"==": begins_so, "!=": not begins_so, "~=": begins_so and late_enough}[operator]
    width = max(map(len, numbers))
    first, second = (number + (0,) * (width - len(number)) for number in numbers)
    return {
        "<": first < second,
        "<=": first <= second,
        ">": first > second,
        ">=": first >= second,
        "==": first == second,
        "===": first == second,
        "!=": first != second,
    }[operator]


def _numbers(version: str) -> tuple[int, ...]:
    found = re.match(r"\d+(?:\.\d+)*", version)
    if found is None:
        raise ValueError(version)
    return tuple(map(int, found[0].split(".")))


def _here(extra: str) -> dict[str, str]:
    """What markers may ask about this Python and this system."""
    return {
        "extra": extra,
        "implementation_name": sys.implementation.name,
        "implementation_version": platform.python_version(),
        "os_name": os.name,
        "platform_machine": platform.machine(),
        "platform_python_implementation": platform.python_implementation(),
        "platform_release": platform.release(),
        "platform_system": platform.system(),
        "platform_version": platform.version(),
        "python_full_version": platform.python_version(),
        "python_version": ".".join(platform.python_version_tuple()[:2]),
        "sys_platform": sys.platform,
    }
