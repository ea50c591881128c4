"""Collects what a reader finds, without growing with the file."""

from collections import Counter
from collections.abc import Sequence

from atlas_gui.exchange.importing.findings import Finding, Outcome, clipped
from atlas_gui.exchange.importing.reading.limits import FINDINGS_OF_A_SORT
from atlas_gui.i18n import ngettext


class Noted:
    """Findings in the order in which they were made; of each sort only so many, and their number."""

    def __init__(self) -> None:
        self._kept: list[Finding] = []
        self._counts: Counter[tuple[str, Outcome]] = Counter()

    def add(
        self,
        code: str,
        outcome: Outcome,
        reason: str,
        row: int = 0,
        column: str = "",
        value: object = "",
    ) -> None:
        """Note one thing; `value` is shortened to what a finding shows."""
        self._counts[code, outcome] += 1
        if self._counts[code, outcome] <= FINDINGS_OF_A_SORT:
            self._kept.append(Finding(code, outcome, reason, row, column, clipped(value)))

    def only_counts(self, code: str, outcome: Outcome) -> bool:
        """Whether there are so many of this sort that one more, which is counted here, is not kept.

        To ask first saves the words that nobody would read.
        """
        if self._counts[code, outcome] < FINDINGS_OF_A_SORT:
            return False
        self._counts[code, outcome] += 1
        return True

    def mark(self) -> int:
        """A place to go back to by `back_to`."""
        return len(self._kept)

    def back_to(self, place: int) -> None:
        """Forget what was noted since `place`: the rows are read once more from the beginning."""
        del self._kept[place:]
        self._counts = Counter((finding.code, finding.outcome) for finding in self._kept)

    @property
    def findings(self) -> Sequence[Finding]:
        """All that is kept, and for each sort of which there are more, how many more."""
        return [
            *self._kept,
            *(
                Finding(
                    code,
                    outcome,
                    ngettext(
                        "The file has {count} more of these.",
                        "The file has {count} more of these.",
                        count - FINDINGS_OF_A_SORT,
                    ).format(count=count - FINDINGS_OF_A_SORT),
                )
                for (code, outcome), count in self._counts.items()
                if count > FINDINGS_OF_A_SORT
            ),
        ]
