"""Capitals in titles, for styles that ask for them; names keep the letters they have."""

import re

# Articles, conjunctions and prepositions of up to four letters, as Chicago has them.
_SMALL = frozenset(
    """a an and as at but by for from if in into nor of off on onto or over per so than the till to
    up upon via with vs vs. yet""".split()
)
# The small words of names in the languages of the countries that libraries are about.
_IN_NAMES = frozenset(
    """al am an bin da das de del della den der des di do dos du e el ibn la las le los ten ter und
    van vom von y zu zum zur""".split()
)
_BEGINS_ANEW = (":", ".", "?", "!", "—", "–")
_FIRST = re.compile(r"[^\W_]")


def in_case(text: str, case: str, *, english: bool) -> str:
    """The text in a `text-case` of CSL; title case is left to English text.

    "sentence" keeps the case of all words but the first, unless all are capitals (CSL 1.0.2).
    """
    if case == "title":
        return in_title_case(text) if english else text
    if case == "capitalize-all":
        return " ".join(map(capitalised, text.split(" ")))
    if case in ("lowercase", "uppercase"):
        return text.lower() if case == "lowercase" else text.upper()
    return capitalised(text.lower() if case == "sentence" and text.isupper() else text)


def capitalised(text: str) -> str:
    """The text with a capital first letter, whatever marks stand before it; "1990s" has none."""
    found = _FIRST.search(text)
    if found is None:
        return text
    return f"{text[: found.start()]}{found[0].upper()}{text[found.end() :]}"


def in_title_case(text: str) -> str:
    """An English title with capitals on all but its small words; words with a capital stay.

    The small words of a name stay small between its parts: "Pinar del Río".
    """
    words = text.split(" ")
    made: list[str] = []
    for place, word in enumerate(words):
        bare = word.strip("“”‘’\"'()[],;:")
        first = place == 0 or words[place - 1].endswith(_BEGINS_ANEW)
        last = place == len(words) - 1
        inside = not first and not last
        small = bare in _SMALL or (bare in _IN_NAMES and _is_name(words, place))
        stays = bare != bare.lower() or bare[:1].isdigit() or (inside and small)
        made.append(word if stays else capitalised(word))
    return " ".join(made)


def _is_name(words: list[str], place: int) -> bool:
    """Whether the words on both sides, but for further small ones, begin with a capital."""
    before = [word for word in words[:place] if word not in _IN_NAMES]
    after = [word for word in words[place + 1 :] if word not in _IN_NAMES]
    return bool(before and after) and before[-1][:1].isupper() and after[0][:1].isupper()
