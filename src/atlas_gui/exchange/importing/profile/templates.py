"""Templates of profiles: text with columns in it.

`{column}` stands for what a row has in that column, `{#}` for the row's number. What stands in square
brackets is left out if none of its columns holds anything. `{{`, `}}`, `[[` and `]]` are the signs
themselves, braces also in the name of a column. Nothing else is special, and what a row holds is never looked at as a template.
"""

import re
from collections.abc import Mapping, Sequence

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.rows import Cell, as_text
from atlas_gui.i18n import _

_PARTS = re.compile(r"\{\{|\}\}|\[\[|\]\]|\{(?:[^{}]|\{\{|\}\})+\}|[\[\]]|[^{}\[\]]+|[{}]")
ROW_NUMBER = "#"


class _Piece:
    """Text, or a column by its place; -1 is the row's number."""

    __slots__ = ("place", "text")

    def __init__(self, text: str, place: int | None) -> None:
        self.text = text
        self.place = place


class Template:
    """A compiled template for tables with certain columns."""

    def __init__(self, text: str, places: Mapping[str, int]) -> None:
        """Compile `text`; `places` are the columns by header. Raises AtlasError if one is not there."""
        self._groups: list[tuple[bool, list[_Piece]]] = []
        group: list[_Piece] = []
        inside = False
        for part in _PARTS.findall(text):
            if part in ("[", "]"):
                if (part == "[") == inside:
                    raise AtlasError(_("The brackets in “{text}” do not match.").format(text=text))
                self._groups.append((inside, group))
                inside, group = part == "[", []
            elif part in ("{", "}"):
                raise AtlasError(_("The braces in “{text}” do not match.").format(text=text))
            else:
                group.append(_piece(part, places))
        if inside:
            raise AtlasError(_("The brackets in “{text}” do not match.").format(text=text))
        self._groups.append((False, group))

    def fill(self, number: int, cells: Sequence[Cell]) -> str:
        """The text for one row, without blanks around it; empty if no column in it holds anything."""
        written: list[str] = []
        named = said = False
        for optional, group in self._groups:
            texts: list[str] = []
            held = False
            for piece in group:
                if piece.place is None:
                    texts.append(piece.text)
                    continue
                value = str(number) if piece.place < 0 else as_text(cells[piece.place])
                held = held or bool(value)
                named = True
                texts.append(value)
            said = said or held
            if held or not optional:
                written.extend(texts)
        return "".join(written).strip() if said or not named else ""


def columns_of(text: str) -> tuple[str, ...]:
    """The columns that a template names, in order, without the row's number."""
    found = (_name(part) for part in _PARTS.findall(text) if part[0] == "{" and len(part) > 2)
    return tuple(dict.fromkeys(name for name in found if name != ROW_NUMBER))


def placeholder(column: str) -> str:
    """The part of a template that stands for a column, whatever signs are in its heading."""
    return f"{{{column.replace('{', '{{').replace('}', '}}')}}}"


def _name(part: str) -> str:
    return part[1:-1].replace("{{", "{").replace("}}", "}")


def _piece(part: str, places: Mapping[str, int]) -> _Piece:
    if part in ("{{", "}}", "[[", "]]"):
        return _Piece(part[0], None)
    if part[0] != "{":
        return _Piece(part, None)
    name = _name(part)
    if name == ROW_NUMBER:
        return _Piece("", -1)
    if name not in places:
        raise AtlasError(_("The file has no column “{name}”.").format(name=name))
    return _Piece("", places[name])
