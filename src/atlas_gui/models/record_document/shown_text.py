"""A record's text with nothing in it that works instead of being read."""

_BEYOND_ONE_UNIT = "\uffff"
_OBJECT = "\N{OBJECT REPLACEMENT CHARACTER}"
# Joiners and direction marks are unprintable to Python but belong to Arabic, Hindi and emoji.
_NEEDED = frozenset("\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069\u00a0\u202f\u2009\u3000")


def shown_text(text: str) -> str:
    r"""`text` with a sign for every character that controls something; line breaks stay.

    A direction override would turn the rest of its line round, and Qt takes some characters for
    objects or frames.

    >>> shown_text("Gas \u202eand\nnickel")
    'Gas \ufffdand\nnickel'
    """
    if text.isprintable() and _OBJECT not in text:
        return text
    return "".join(c if c == "\n" or _is_harmless(c) else "\N{REPLACEMENT CHARACTER}" for c in text)


def one_line(text: str) -> str:
    r"""`shown_text` for a row of a list: white space of any sort becomes one space.

    >>> one_line(" Gas\n and\tnickel ")
    'Gas and nickel'
    """
    return shown_text(" ".join(text.split()))


def isolated(text: str) -> str:
    """`text` fenced off, so that its direction does not turn the sentence round that quotes it."""
    return f"\N{FIRST STRONG ISOLATE}{text}\N{POP DIRECTIONAL ISOLATE}"


def units(text: str) -> int:
    r"""How long Qt takes a text for: it counts UTF-16 units, of which rare characters have two.

    >>> units("zinc"), units("锌"), units("\N{ROCKET}")
    (4, 1, 2)
    """
    if not text or max(text) <= _BEYOND_ONE_UNIT:
        return len(text)
    return len(text) + sum(character > _BEYOND_ONE_UNIT for character in text)


def _is_harmless(character: str) -> bool:
    return character in _NEEDED or (character.isprintable() and character != _OBJECT)
