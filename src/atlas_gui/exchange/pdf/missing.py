"""Characters that no font here has, named for the reader before a document is saved."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from itertools import groupby
from typing import Final

from atlas_gui.exchange.display_text import code_point
from atlas_gui.exchange.pdf.scripts import Script, script_name, script_of
from atlas_gui.i18n import _

_MOST_NAMED: Final = 10
_SCRIPTS: Final = tuple(Script)


def missing_in_words(characters: Iterable[str]) -> str:
    """The characters by code and Unicode name, those of a script together; at most ten of them.

    Empty for none. The words are the reader's; the names are Unicode's, which are English.

    >>> missing_in_words("😀华为")
    'Chinese: U+4E3A, U+534E CJK UNIFIED IDEOGRAPH; other characters: U+1F600 GRINNING FACE'
    """
    ordered = sorted(set(characters), key=lambda one: (_SCRIPTS.index(script_of(one)), one))
    by_script: defaultdict[Script, list[str]] = defaultdict(list)
    for character in ordered[:_MOST_NAMED]:
        by_script[script_of(character)].append(character)
    pattern = _("{script}: {characters}")
    named = "; ".join(
        pattern.format(script=script_name(script), characters=", ".join(_named(held)))
        for script, held in by_script.items()
    )
    more = len(ordered) - _MOST_NAMED
    if more <= 0:
        return named
    return _("{names} and {count:,} more").format(names=named, count=more)


def _named(characters: Iterable[str]) -> Iterable[str]:
    """Each character's code and name; those that differ by nothing but the code share the name."""
    for name, alike in groupby(characters, _name):
        codes = ", ".join(map(code_point, alike))
        yield f"{codes} {name}".rstrip()


def _name(character: str) -> str:
    """The Unicode name without a code at its end; empty if the character has none."""
    return unicodedata.name(character, "").removesuffix(f"-{ord(character):04X}")
