"""Tell at once that no text of a document is what `texts` calls a fault.

All of a document is looked at as one text, with the brackets and commas between. Whatever raises a
doubt is no verdict: a text may begin with a quotation mark that a blank follows.
"""

import re
import unicodedata
from typing import Final

from atlas_gui.store.check.texts import JOINERS, RUNNING_TEXTS, UNSEEN

# The same as in `texts`. What begins with one class of signs, and has behind it what else it takes,
# is found three times as quickly.
_misread: Final = re.compile(
    "[ÂÃÐÑà-ï](?:(?<=[ÂÃÐÑ])[\u0080-\u00bf]|(?<=[à-ï])[\u0080-\u00bf]{2}|(?<=â)€"
    "|(?<=Ã)[‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ])"
).search
_RUNNING_NAMES: Final = "|".join(sorted(RUNNING_TEXTS))
_RUNNING: Final = re.compile(rf'"(?:{_RUNNING_NAMES})":"(?:[^"\\]|\\["\\n])*"')
_PAIR: Final = re.compile(r"\\(.)")
_ESCAPE: Final = re.compile(r'\\[^"\\]')


def texts_are_sound(compact: str) -> bool:
    """Whether no text of this JSON, which has no white space between its parts, has a fault.

    False may also mean that it takes a closer look.
    """
    text = compact
    if "\\" in text:
        if "\\n" in text:
            text = _RUNNING.sub(_without_line_breaks, text)
        if _ESCAPE.search(text):
            return False
    # A quotation mark begins or ends a text, unless a backslash stands before it.
    if ' "' in text or text.count('" ') != text.count('\\" '):
        return False
    if not (text.isprintable() or _oddities_are_allowed(text)):
        return False
    return text.isascii() or not ("\N{REPLACEMENT CHARACTER}" in text or _misread(text))


def _without_line_breaks(found: re.Match[str]) -> str:
    """A running text with blanks in the place of line breaks: at its ends they are faults as well."""
    return _PAIR.sub(lambda pair: " " if pair[1] == "n" else pair[0], found[0])


def _oddities_are_allowed(text: str) -> bool:
    """Whether every sign that is not printed as one is a joiner, a blank within a text, or unassigned."""
    for sign in set(text):
        if sign.isprintable() or sign in JOINERS:
            continue
        kind = unicodedata.category(sign)
        if kind == "Cc" or kind in UNSEEN:
            return False
        if sign.isspace() and (f'{sign}"' in text or f'"{sign}' in text):
            return False
    return True
