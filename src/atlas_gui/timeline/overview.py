"""How many marks there are in each part of the whole time: the bars of the overview strip."""

from collections.abc import Iterable

from atlas_gui.timeline.span import Span


def histogram(days: Iterable[float], whole: Span, parts: int) -> list[int]:
    """How many of `days` fall in each of `parts` equal parts of `whole`.

    Days outside count in the part nearest to them, so that the sum is always their number.
    """
    counts = [0] * parts
    for day in days:
        part = int((day - whole.start) / whole.length * parts)
        counts[min(max(part, 0), parts - 1)] += 1
    return counts
