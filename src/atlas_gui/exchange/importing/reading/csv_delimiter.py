"""Finds the sign that parts the columns of a CSV text, by how evenly each would part it."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

DELIMITERS: Final = (",", ";", "\t", "|", ":")
# Times of day and addresses are full of colons: it is taken only where nothing else parts.
_LAST: Final = ":"
_DECIMAL_COMMA = re.compile(r"\d,\d")
_DECLARED = re.compile(r"sep=(.)[\r\n]*", re.IGNORECASE)


def find_delimiter(lines: Sequence[str]) -> str:
    """The delimiter of the text that begins with these lines; a comma if there is no telling."""
    declared = _DECLARED.fullmatch(lines[0]) if lines else None
    if declared:
        return declared[1]
    scores = {sign: _evenness(lines, sign) for sign in DELIMITERS}
    if max(score for sign, score in scores.items() if sign != _LAST) > 0:
        del scores[_LAST]
    if scores[","] and _mostly_decimal(lines) and max(scores.values()) * 2 > scores[","]:
        others = [score for sign, score in scores.items() if sign != ","]
        # 1.234,5 parts every row alike, and yet parts nothing, if another sign does as well.
        if max(others) >= scores[","] / 2:
            scores[","] /= 2
    best = max(scores, key=lambda sign: scores[sign])
    return best if scores[best] > 0 else ","


def _evenness(lines: Sequence[str], sign: str) -> float:
    """From 0 to 1: the share of records with as many cells as most have, more for more cells."""
    widths: Counter[int] = Counter()
    try:
        for record in csv.reader(lines, delimiter=sign):
            if record:
                widths[len(record)] += 1
    except csv.Error:
        return 0.0
    several = {width: count for width, count in widths.items() if width > 1}
    if not several:
        return 0.0
    width, count = max(several.items(), key=lambda item: (item[1], item[0]))
    return count / widths.total() * (1 - 1 / width)


def _mostly_decimal(lines: Sequence[str]) -> bool:
    """Whether most commas stand between two digits."""
    text = "".join(lines)
    commas = text.count(",")
    return commas > 0 and len(_DECIMAL_COMMA.findall(text)) * 2 > commas
