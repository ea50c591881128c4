"""A document as plain data that remembers what a JSON parser would silently forget."""

import json
from collections.abc import Iterator
from typing import Any

from atlas_gui.i18n import _
from atlas_gui.store.check.faults import Fault, Place

_MOST_DIGITS = 100


class ParsedObject(dict[str, Any]):
    """A JSON object and the names that stand in it more than once (the last value wins)."""

    repeated: tuple[str, ...] = ()


def parse_document(content: bytes) -> Any:
    """One document, or a whole library, as plain data; ValueError if it is no JSON."""
    return json.loads(content, object_pairs_hook=_object, parse_int=_whole_number)


def _whole_number(digits: str) -> int | float:
    """A number as it stands; one beyond any use becomes a float, which no field of a library takes.

    Python refuses to read thousands of digits as a whole number.
    """
    return int(digits) if len(digits) <= _MOST_DIGITS else float(digits)


def repeated_names(parsed: ParsedObject, place: Place) -> Iterator[Fault]:
    """A fault for each name that stands more than once in one object."""
    for name in parsed.repeated:
        inner = place.at(name) if place.document else place.within(name)
        yield Fault(inner, _("this name stands here more than once"))


def _object(pairs: list[tuple[str, Any]]) -> ParsedObject:
    parsed = ParsedObject(pairs)
    if len(parsed) < len(pairs):
        names = [name for name, _value in pairs]
        parsed.repeated = tuple(dict.fromkeys(n for n in names if names.count(n) > 1))
    return parsed
