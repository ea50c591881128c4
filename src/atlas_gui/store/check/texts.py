"""Faults that a text carries in itself, whatever field it stands in."""

import json
import re
import unicodedata
from collections.abc import Iterator

from atlas_gui.i18n import _
from atlas_gui.store.check.faults import Fault, Place, shown
from atlas_gui.store.check.parsing import ParsedObject, repeated_names

# Fields of running text; every other text is one line.
RUNNING_TEXTS = frozenset(
    {"citation", "damage", "inferred_from", "note", "reason", "summary", "text"}
)
# The joiners shape letters in scripts that need them; other signs of these kinds only mislead.
JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
UNSEEN = frozenset({"Cf", "Co", "Zl", "Zp"})
# UTF-8 that was read as Latin-1 or Windows-1252: a lead byte as a letter, its followers as signs.
MISREAD = re.compile(
    "[ÂÃÐÑ][\u0080-\u00bf]|[à-ï][\u0080-\u00bf]{2}|â€|Ã[‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
)


def text_faults(value: object, place: Place, field: str = "") -> Iterator[Fault]:
    """Names and entries given twice, and text that no editor meant. `field` is the innermost name."""
    if isinstance(value, ParsedObject):
        yield from repeated_names(value, place)
        for name, inner in value.items():
            yield from text_faults(inner, place.at(name), name)
    elif isinstance(value, list):
        yield from _repeated_entries(value, place)
        in_claims = place == Place("records", place.document, field="claims")
        for index, inner in enumerate(value):
            where = place.of_claim(inner, index) if in_claims else place.at(f"[{index}]")
            yield from text_faults(inner, where, field)
    elif isinstance(value, str):
        for what in _wrongs(value, running=field in RUNNING_TEXTS):
            yield Fault(place, what, shown(value))


def _repeated_entries(entries: list[object], place: Place) -> Iterator[Fault]:
    """Numbers may come twice: the fifth of May is 5, 5."""
    seen: set[str] = set()
    for index, entry in enumerate(entries):
        if len(entries) > 1 and isinstance(entry, dict | str):
            content = json.dumps(entry, sort_keys=True)
            if content in seen:
                yield Fault(
                    place.at(f"[{index}]"), _("this stands here more than once"), shown(entry)
                )
            seen.add(content)


def _wrongs(text: str, *, running: bool) -> Iterator[str]:
    kinds = {
        unicodedata.category(sign) for sign in set(text) if sign not in JOINERS and sign != "\n"
    }
    if "Cc" in kinds:
        yield _("text holds a control character")
    if kinds & UNSEEN:
        yield _("text holds a sign that cannot be seen")
    if "\N{REPLACEMENT CHARACTER}" in text or MISREAD.search(text):
        yield _("text was damaged by a wrong encoding")
    if text != text.strip():
        yield _("text begins or ends with a blank")
    if "\n" in text and not running:
        yield _("text of one line holds a line break")
