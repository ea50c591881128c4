"""Typefaces for a PDF: the ones that come with typst, and this machine's for other scripts.

Typst itself is asked which characters it cannot print: it knows the fonts it will use, and a
document that promises accessible text is refused for any character without a glyph.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from atlas_gui.exchange.display_text import JOINERS
from atlas_gui.exchange.pdf.scripts import FAMILIES, Script, script_of

if TYPE_CHECKING:  # typst takes a tenth of a second to load; only an export needs it.
    import typst

BUNDLED_FAMILY = "Libertinus Serif"
_UNPRINTED = re.compile(r'the text `"(.*?)"` could not be displayed with')
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
# Marks on a letter, joiners, and the tones of emoji.
_MARKS = frozenset({"Mn", "Me", "Mc", "Cf", "Sk"})
_PROBE = b"""#set document(title: "Probe")
#let probe = json(bytes(sys.inputs.probe))
#set text(font: probe.families, fallback: probe.fallback)
#for character in probe.characters [#text(character) \\ ]
"""
_LANGUAGE_SCRIPTS: Mapping[str, Script] = {
    "zh": Script.HAN,
    "ja": Script.JAPANESE,
    "ko": Script.KOREAN,
}


class FontSet(NamedTuple):
    """Families in order of preference, and by language where the order differs.

    `system` tells whether the machine's own fonts are used at all: without them a PDF comes out
    the same everywhere.
    """

    families: tuple[str, ...] = (BUNDLED_FAMILY,)
    by_language: tuple[tuple[str, tuple[str, ...]], ...] = ()
    system: bool = False

    def load(self) -> "typst.Fonts":
        """The fonts themselves, read once in the life of the program."""
        return _load(self.system)


def fonts_for(text: str) -> FontSet:
    """The fonts to print `text` with: only the bundled ones if they suffice."""
    bundled = FontSet()
    missing = missing_characters(text, bundled)
    # The other bundled families make do for a stray sign, but not for a script.
    foreign = _probe(_unusual(text), bundled, fallback=False)
    scripts = {script_of(character): None for character in sorted(foreign)}
    if not missing and not scripts.keys() - {Script.OTHER}:
        return bundled
    installed = frozenset(_load(True).families())
    chosen = {script: _installed(script, installed) for script in (*scripts, *_cjk(scripts))}
    families = dict.fromkeys(name for script in scripts for name in chosen[script])
    by_language = tuple(
        (language, chosen[script])
        for language, script in _LANGUAGE_SCRIPTS.items()
        if chosen.get(script)
    )
    return FontSet((BUNDLED_FAMILY, *families), by_language, system=True)


def missing_characters(text: str, fonts: FontSet) -> frozenset[str]:
    """The characters of `text` that no font of `fonts` has."""
    return _probe(_unusual(text), fonts, fallback=True)


def unprinted_characters(diagnostic: str) -> frozenset[str]:
    """The characters that typst names in its refusal to print them.

    What it refuses is often a letter with its marks, and then it is the marks that no font has.
    """
    texts = (_ESCAPE.sub(_unescape, text) for text in _UNPRINTED.findall(diagnostic))
    return frozenset(character for text in texts for character in _at_fault(text))


def _at_fault(text: str) -> str:
    """Of characters that are printed as one, those that spoil it.

    Every font has ASCII: refused alone, it has a joiner beside it, which typst does not name.
    """
    marks = "".join(filter(_is_mark, text)) if len(text) > 1 else ""
    return marks or "".join(c for c in text if not c.isascii()) or JOINERS


def _is_mark(character: str) -> bool:
    return unicodedata.category(character) in _MARKS


# For each set of fonts, with or without those in reserve: whether it lacks a character.
_answers: dict[tuple[FontSet, bool], dict[str, bool]] = {}


def _unusual(text: str) -> frozenset[str]:
    return frozenset(character for character in text if not character.isascii())


def _probe(characters: frozenset[str], fonts: FontSet, *, fallback: bool) -> frozenset[str]:
    """Those of `characters` that the families, or with `fallback` any loaded font, cannot print.

    What was asked once is remembered: most documents have no character that is new.
    """
    known = _answers.setdefault((fonts, fallback), {})
    unknown = frozenset(characters.difference(known))
    if unknown:
        refused = _refused(unknown, fonts, fallback=fallback)
        known.update((character, character in refused) for character in unknown)
    return frozenset(character for character in characters if known[character])


def _refused(characters: frozenset[str], fonts: FontSet, *, fallback: bool) -> frozenset[str]:
    """What typst says it cannot print."""
    import typst

    probe = {
        "characters": sorted(characters),
        "families": fonts.families,
        "fallback": fallback,
    }
    try:
        typst.compile(
            _PROBE,
            font_paths=fonts.load(),
            ignore_system_fonts=True,
            sys_inputs={"probe": json.dumps(probe)},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        return unprinted_characters(error.diagnostic) & characters
    return frozenset()


@cache
def _load(system: bool) -> "typst.Fonts":
    import typst

    return typst.Fonts(include_system_fonts=system)


def _installed(script: Script, installed: frozenset[str]) -> tuple[str, ...]:
    """The best family for a script; none if the machine has only others, or none at all."""
    return tuple(name for name in FAMILIES[script] if name in installed)[:1]


def _cjk(scripts: Mapping[Script, None]) -> tuple[Script, ...]:
    """Chinese characters need a font of each language in which the text may hold them."""
    return tuple(_LANGUAGE_SCRIPTS.values()) if Script.HAN in scripts else ()


def _unescape(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return {"n": "\n", "t": "\t", "r": "\r", "0": "\0"}.get(match[2], match[2])
