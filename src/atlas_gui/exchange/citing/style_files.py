"""A reader's own .csl file, looked through before anything of it is used.

A style is a small program in XML. A file from anywhere may be endless, call itself, or ask for
other files; every such thing is refused with one sentence that names the file and the line.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from xml.parsers import expat

from atlas_gui.errors import AtlasError
from atlas_gui.i18n import _

MAX_BYTES = 1_000_000
_MAX_DEPTH = 60
_MAX_ATTRIBUTE = 2_000
_CSL = "http://purl.org/net/xbiblio/csl"


class StyleError(AtlasError):
    """A style that cannot be used."""


class _Call(NamedTuple):
    macro: str
    line: int


class CheckedStyle(NamedTuple):
    """The bytes of a sound style, and the title that it gives itself."""

    text: bytes
    title: str


def read_style_file(path: Path) -> CheckedStyle:
    """The style in a .csl file; raises StyleError naming the file, the line and what is wrong."""
    try:
        with path.open("rb") as file:
            text = file.read(MAX_BYTES + 1)
    except OSError as error:
        message = _("{file} cannot be read: {reason}.").format(
            file=path.name, reason=error.strerror or error
        )
        raise StyleError(message, str(error)) from error
    if len(text) > MAX_BYTES:
        raise StyleError(
            _("{file} is larger than any citation style; choose a .csl file.").format(
                file=path.name
            )
        )
    looked = _Look(path.name)
    looked.through(text)
    looked.check()
    _check_schema(text, path.name)
    return CheckedStyle(text, " ".join(looked.title.split()) or path.stem)


def _refuse(file: str, line: int, reason: str) -> StyleError:
    return StyleError(
        _("{file}, line {line}: {reason}.").format(file=file, line=line, reason=reason)
    )


class _Look:
    """What a first pass over a file learns, and what it will not have."""

    def __init__(self, file: str) -> None:
        self.title = ""
        self._file = file
        self._parser = expat.ParserCreate(namespace_separator=" ")
        self._parser.StartDoctypeDeclHandler = self._on_doctype
        self._parser.StartElementHandler = self._on_start
        self._parser.EndElementHandler = self._on_end
        self._parser.CharacterDataHandler = self._on_text
        self._open: list[str] = []
        self._macro = ""
        self._macros: dict[str, int] = {}
        self._calls: dict[str, list[_Call]] = {}
        self._has_citation = False
        self._parent_style = ""

    def through(self, text: bytes) -> None:
        """Read the file; raises StyleError at the first thing that is wrong."""
        try:
            self._parser.Parse(text, True)
        except expat.ExpatError as error:
            reason = _("this is not well-formed XML ({detail})").format(
                detail=expat.ErrorString(error.code)
            )
            raise _refuse(self._file, error.lineno, reason) from error

    def check(self) -> None:
        """Raise StyleError unless the parts fit together."""
        if not self._has_citation:
            raise StyleError(self._why_no_citation())
        for calls in self._calls.values():
            for call in calls:
                if call.macro not in self._macros:
                    reason = _("the macro “{name}” is used, but the file has none of that name")
                    raise _refuse(self._file, call.line, reason.format(name=call.macro))
        if (endless := _endless_macro(self._calls)) is not None:
            reason = _("the macro “{name}” uses itself, which would never end")
            raise _refuse(self._file, self._macros[endless], reason.format(name=endless))

    def _why_no_citation(self) -> str:
        if self._parent_style:
            return _(
                "{file} only names another style, {style}; choose the .csl file of that one."
            ).format(file=self._file, style=self._parent_style)
        return _("{file} says nothing of how a citation looks; choose another .csl file.").format(
            file=self._file
        )

    def _on_doctype(self, *_declaration: object) -> None:
        reason = _("a style has no document type declaration (DOCTYPE), and none is read")
        raise _refuse(self._file, self._parser.CurrentLineNumber, reason)

    def _on_start(self, name: str, attributes: Mapping[str, str]) -> None:
        line = self._parser.CurrentLineNumber
        space, _blank, tag = name.rpartition(" ")
        if not self._open and (space, tag) != (_CSL, "style"):
            raise _refuse(self._file, line, _("this is no citation style (CSL)"))
        self._open.append(tag)
        if len(self._open) > _MAX_DEPTH:
            raise _refuse(self._file, line, _("its elements stand too deep within one another"))
        if any(len(value) > _MAX_ATTRIBUTE for value in attributes.values()):
            raise _refuse(self._file, line, _("an attribute is too long"))
        self._note(tag, attributes, line)

    def _note(self, tag: str, attributes: Mapping[str, str], line: int) -> None:
        if tag == "macro":
            self._macro = attributes.get("name", "")
            if self._macro in self._macros:
                reason = _("there are two macros of the name “{name}”")
                raise _refuse(self._file, line, reason.format(name=self._macro))
            self._macros[self._macro] = line
        elif tag == "citation":
            self._has_citation = True
        elif tag == "link" and attributes.get("rel") == "independent-parent":
            self._parent_style = attributes.get("href", "")
        if tag in ("text", "key") and "macro" in attributes:
            self._calls.setdefault(self._macro, []).append(_Call(attributes["macro"], line))

    def _on_end(self, _name: str) -> None:
        if self._open.pop() == "macro":
            self._macro = ""

    def _on_text(self, text: str) -> None:
        if self._open == ["style", "info", "title"]:
            self.title += text


def _endless_macro(calls: Mapping[str, list[_Call]]) -> str | None:
    """A macro that comes back to itself; found without recursion, which a file could exhaust."""
    done: set[str] = set()
    for start in calls:
        path: list[str] = [start]
        ways = [iter(calls.get(start, ()))]
        while ways:
            call = next(ways[-1], None)
            if call is None:
                ways.pop()
                done.add(path.pop())
            elif call.macro in path:
                return call.macro
            elif call.macro not in done:
                path.append(call.macro)
                ways.append(iter(calls.get(call.macro, ())))
    return None


def _check_schema(text: bytes, file: str) -> None:
    """Raise StyleError at the first place where the style is no CSL 1.0.2."""
    from atlas_gui.exchange.citing.schema import first_fault

    fault = first_fault(text)
    if fault is not None:
        reason = _("this is no valid citation style, CSL 1.0.2 ({detail})")
        raise _refuse(file, fault.line, reason.format(detail=fault.detail))
