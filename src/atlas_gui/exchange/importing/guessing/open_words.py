"""The words of a whole file that need a meaning: stages, kinds, sectors, and labels of parties."""

from collections import Counter
from pathlib import Path

from msgspec import Struct

from atlas_gui.exchange.importing.mapping.cells import labels_in
from atlas_gui.exchange.importing.plan.gathering import Gatherer
from atlas_gui.exchange.importing.plan.report import LabelToSettle
from atlas_gui.exchange.importing.profile import Profile
from atlas_gui.exchange.importing.profile.choices import Choices, ColumnMeaning
from atlas_gui.exchange.importing.reading import open_table
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.progress import Progress, untold

_WORD_COLUMNS = (ColumnMeaning.STATUS, ColumnMeaning.KIND, ColumnMeaning.SECTOR)
_STEP = 500


class OpenWords(Struct, frozen=True):
    """How often each word stands in the columns of stages, kinds and sectors, and the open labels."""

    words: dict[ColumnMeaning, dict[str, int]]
    labels: tuple[LabelToSettle, ...]


def open_words(
    path: Path,
    wishes: FileWishes,
    profile: Profile,
    choices: Choices | None,
    progress: Progress = untold,
) -> OpenWords:
    """Go through the whole file. Raises AtlasError, and what `progress` raises.

    Without `choices` the profile says itself what words mean, and only labels are left.
    """
    counted: dict[ColumnMeaning, Counter[str]] = {meaning: Counter() for meaning in _WORD_COLUMNS}
    with open_table(path, wishes) as table:
        places = _places(choices, list(table.columns))
        if any(place is not None for place in places.values()):
            for number, row in enumerate(table.rows()):
                if number % _STEP == 0:
                    progress(number, 2 * max(table.total or 0, number))
                for meaning, place in places.items():
                    if place is not None:
                        split = (
                            choices.split if choices and meaning is ColumnMeaning.SECTOR else None
                        )
                        counted[meaning].update(list(labels_in(row.cells[place], split)))
    with open_table(path, wishes) as table:
        gatherer = Gatherer(table, profile)
        for _gathered in gatherer.records(frozenset(), _second_half(progress)):
            pass
        words = {meaning: dict(found.most_common()) for meaning, found in counted.items()}
        return OpenWords(words, gatherer.to_settle())


def _places(choices: Choices | None, columns: list[str]) -> dict[ColumnMeaning, int | None]:
    def place(meaning: ColumnMeaning) -> int | None:
        name = choices.first(meaning) if choices else None
        return columns.index(name) if name in columns else None

    return {meaning: place(meaning) for meaning in _WORD_COLUMNS}


def _second_half(progress: Progress) -> Progress:
    def tell(done: int, total: int, /) -> None:
        progress(total + done, 2 * total)

    return tell
