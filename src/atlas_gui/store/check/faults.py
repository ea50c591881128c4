"""One fault of a library: where it is, what was found, what is allowed."""

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import msgspec

from atlas_gui.i18n import _

_FOUND_LENGTH = 60


class Place(NamedTuple):
    """Where in a library: table, document (its id, or its key if it has none), claim, field."""

    table: str = ""
    document: str = ""
    claim: str = ""
    field: str = ""

    def at(self, field: str) -> "Place":
        """The same place, one field further in."""
        joint = "." if self.field and not field.startswith("[") else ""
        return self._replace(field=f"{self.field}{joint}{field}")

    def within(self, name: str) -> "Place":
        """The table of this name in the library, or the document of this key in the table."""
        return self._replace(document=name) if self.table else self._replace(table=name)

    def of_claim(self, claim: object, index: int) -> "Place":
        """One claim of the document; by its number if it has no identifier."""
        name = claim.get("id") if isinstance(claim, dict) else None
        known = isinstance(name, str) and name.strip()
        return Place(self.table, self.document, str(name) if known else f"[{index}]")

    def __str__(self) -> str:
        claim = self.claim and _("claim {name}").format(name=self.claim)
        parts = [self.table, self.document, claim, self.field]
        return _visible(" / ".join(part for part in parts if part))


class Fault(NamedTuple):
    """A fault and its place; `found` and `allowed` are for the reader and may be empty."""

    place: Place
    what: str
    found: str = ""
    allowed: str = ""

    def __str__(self) -> str:
        text = f"{self.place}: {self.what}"
        if self.found:
            text += _("; found {found}").format(found=self.found)
        if self.allowed:
            text += _("; allowed: {allowed}").format(allowed=self.allowed)
        return _visible(text)

    def as_dict(self) -> dict[str, str]:
        """The fault as plain data, for `check --json`."""
        return {
            **self.place._asdict(),
            "what": self.what,
            "found": self.found,
            "allowed": self.allowed,
        }


def _visible(text: str) -> str:
    """Text from a file with its unseen signs spelled out: none of them may steer a terminal."""
    return "".join(
        sign if sign.isprintable() else sign.encode("unicode_escape").decode() for sign in text
    )


def shown(value: object) -> str:
    """A value from a file as it is quoted in a fault: JSON, cut short."""
    try:
        text = msgspec.json.encode(value).decode()
    except (TypeError, UnicodeEncodeError):
        text = repr(value)
    return text if len(text) <= _FOUND_LENGTH else text[:_FOUND_LENGTH] + "…"


def listed(words: Iterable[str]) -> str:
    """Allowed words as one list."""
    return ", ".join(words)


_STEP = re.compile(r"\.([A-Za-z_][\w-]*)|\[(\d+|\.\.\.)\]")


def schema_fault(error: msgspec.ValidationError, raw: object, kind: Any, place: Place) -> Fault:
    """A fault from a decoder's complaint, with the value that stands there and what may stand there."""
    message, _sep, path = str(error).partition(" - at `")
    steps = [name or index for name, index in _STEP.findall(path.rstrip("`"))]
    steps = _with_names(steps, message, raw, kind)
    field = place
    for step in steps:
        field = field.at(f"[{step}]" if step.isdigit() or step == "..." else step)
    return Fault(field, message, _found(raw, steps, message), _allowed(kind, steps))


def _with_names(steps: list[str], message: str, raw: object, kind: Any) -> list[str]:
    """The steps with the name that stands for "..." in a table of names, found by trying each."""
    if "..." not in steps or not isinstance(raw, dict):
        return steps
    place = steps.index("...")
    field, inner = (steps[0], raw.get(steps[0])) if place == 1 else ("", None)
    if not isinstance(inner, dict):
        return steps
    for name, value in inner.items():
        try:
            msgspec.convert({**raw, field: {name: value}}, kind)
        except msgspec.ValidationError as error:
            if str(error).startswith(message):
                return [field, name, *steps[2:]]
    return steps


def _found(raw: object, steps: list[str], message: str) -> str:
    if "missing required field" in message:
        return ""
    for step in steps:
        if isinstance(raw, dict) and step in raw:
            raw = raw[step]
        elif isinstance(raw, list) and step.isdigit() and int(step) < len(raw):
            raw = raw[int(step)]
        else:
            break
    return shown(raw)


def _allowed(kind: Any, steps: list[str]) -> str:
    types = [msgspec.inspect.type_info(kind)]
    for step in steps:
        types = [inner for outer in types for inner in _inside(outer, step)]
    return listed(dict.fromkeys(word for found in types for word in _words(found)))


def _inside(outer: msgspec.inspect.Type, step: str) -> Iterator[msgspec.inspect.Type]:
    outer = _bare(outer)
    if isinstance(outer, msgspec.inspect.UnionType):
        for member in outer.types:
            yield from _inside(member, step)
    elif isinstance(outer, msgspec.inspect.StructType):
        yield from (field.type for field in outer.fields if field.encode_name == step)
        if outer.tag_field == step:
            yield msgspec.inspect.LiteralType((str(outer.tag),))
    elif isinstance(outer, msgspec.inspect.VarTupleType | msgspec.inspect.ListType):
        yield outer.item_type
    elif isinstance(outer, msgspec.inspect.DictType):
        yield outer.value_type


def _words(found: msgspec.inspect.Type) -> Iterator[str]:
    found = _bare(found)
    if isinstance(found, msgspec.inspect.UnionType):
        for member in found.types:
            yield from _words(member)
    elif isinstance(found, msgspec.inspect.EnumType):
        yield from (str(member.value) for member in found.cls)
    elif isinstance(found, msgspec.inspect.LiteralType):
        yield from map(str, found.values)
    elif isinstance(found, msgspec.inspect.StructType):
        yield from (field.encode_name for field in found.fields)


def _bare(found: msgspec.inspect.Type) -> msgspec.inspect.Type:
    while isinstance(found, msgspec.inspect.Metadata):
        found = found.type
    return found
