"""What the columns of an unknown file may mean: proposals, from their headers and what they hold."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TypeVar

from atlas_gui.domain.vocabulary import Kind, Sector, Step
from atlas_gui.exchange.importing.guessing.words import (
    HEADERS,
    KIND_WORDS,
    SECTOR_WORDS,
    STEP_WORDS,
)
from atlas_gui.exchange.importing.mapping.cells import labels_in
from atlas_gui.exchange.importing.mapping.dates import DateFault, DateTexts
from atlas_gui.exchange.importing.mapping.gazetteer import Gazetteer
from atlas_gui.exchange.importing.mapping.numbers import NumberFault, read_sum
from atlas_gui.exchange.importing.profile.choices import ONCE, ColumnMeaning
from atlas_gui.exchange.importing.profile.model import DateOrder
from atlas_gui.exchange.importing.rows import Cell, Row, as_text
from atlas_gui.search.folding import fold

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_LONGEST_DATE = 40
_LOOKED_AT = 60
_MOST_VALUES = 200
_ENOUGH = 0.6
T = TypeVar("T")


def guessed_meanings(
    columns: Sequence[str], rows: Sequence[Row], language: str = "en"
) -> dict[str, ColumnMeaning]:
    """A meaning for each column; those that say nothing are kept as text."""
    contents = [
        _Content([row.cells[place] for row in rows], language) for place in range(len(columns))
    ]
    found: dict[str, ColumnMeaning] = {}
    for name, content in zip(columns, contents, strict=True):
        meaning = _by_header(name, content) or _by_content(content)
        if meaning in ONCE and meaning in found.values():
            meaning = ColumnMeaning.KEEP
        found[name] = meaning
    _make_pair(found)
    if ColumnMeaning.TITLE not in found.values():
        _find_title(found, columns, contents)
    return found


class _Content:
    """What a column holds, by sorts: shares of its filled cells, from 0 to 1."""

    def __init__(self, cells: Sequence[Cell], language: str) -> None:
        self.cells = [cell for cell in cells if cell is not None]
        texts = DateTexts((language,))
        gazetteer = Gazetteer((language,))
        self.dates = self._share(lambda cell: _is_date(texts, cell))
        self.numbers = self._share(_is_number)
        self.countries = self._share(
            lambda cell: all(gazetteer.meaning(one) for one in labels_in(cell, ";"))
        )
        self.length = sum(len(as_text(cell)) for cell in self.cells) / max(len(self.cells), 1)
        self.different = len(set(map(as_text, self.cells))) / max(len(self.cells), 1)

    def _share(self, test: Callable[[Cell], bool]) -> float:
        """Of cells from all over the column; reading every one for a date would take a minute."""
        looked_at = self.cells[:: len(self.cells) // _LOOKED_AT + 1]
        return sum(map(test, looked_at)) / len(looked_at) if looked_at else 0.0


def _is_date(texts: DateTexts, cell: Cell) -> bool:
    if isinstance(cell, int | float) and not 1500 <= cell <= 2100:
        return False
    if isinstance(cell, str) and (len(cell) > _LONGEST_DATE or not _DIGIT.search(cell)):
        return False
    try:
        texts.read(cell, DateOrder.UNSTATED)
    except DateFault:
        return False
    return True


def _is_number(cell: Cell) -> bool:
    try:
        read_sum(cell)
    except NumberFault:
        return False
    return True


def _by_header(name: str, content: _Content) -> ColumnMeaning | None:
    """By the words of the header, if what stands below does not contradict them."""
    words = [fold(word) for word in _WORD.findall(name)]
    joined = "".join(words)
    for meaning, known in HEADERS.items():
        if any(word in known for word in words) or joined in known:
            if _contradicts(meaning, content):
                continue
            return meaning
    return None


def _contradicts(meaning: ColumnMeaning, content: _Content) -> bool:
    if not content.cells:
        return False
    if meaning in (ColumnMeaning.AMOUNT, ColumnMeaning.QUANTITY):
        return content.numbers < _ENOUGH
    if meaning in (ColumnMeaning.SIGNED, ColumnMeaning.IN_FORCE, ColumnMeaning.STARTED,
                   ColumnMeaning.ENDED, ColumnMeaning.ANNOUNCED, ColumnMeaning.HELD):  # fmt: skip
        return content.dates < _ENOUGH / 2
    return False


def _by_content(content: _Content) -> ColumnMeaning:
    if content.countries >= _ENOUGH:
        return ColumnMeaning.PARTIES
    return ColumnMeaning.KEEP


def _make_pair(found: dict[str, ColumnMeaning]) -> None:
    """Two columns of countries are the two sides of a pair."""
    parties = [name for name, meaning in found.items() if meaning is ColumnMeaning.PARTIES]
    if len(parties) == 2:
        found[parties[0]] = ColumnMeaning.SIDE_ONE
        found[parties[1]] = ColumnMeaning.SIDE_TWO


def _find_title(
    found: dict[str, ColumnMeaning], columns: Sequence[str], contents: Sequence[_Content]
) -> None:
    """The longest texts that differ from row to row, but are no essays."""
    best = max(
        (
            (min(content.length, 120) * content.different, name)
            for name, content in zip(columns, contents, strict=True)
            if found[name] is ColumnMeaning.KEEP and content.numbers < _ENOUGH
        ),
        default=None,
    )
    if best is not None:
        found[best[1]] = ColumnMeaning.TITLE


def values_of(rows: Iterable[Row], place: int, split: str | None) -> Counter[str]:
    """How often each word stands in a column; of very many, the most frequent."""
    counted: Counter[str] = Counter()
    for row in rows:
        counted.update(list(labels_in(row.cells[place], split)))
    return Counter(dict(counted.most_common(_MOST_VALUES)))


def guessed_steps(words: Iterable[str]) -> dict[str, Step]:
    """The steps that words for a status probably mean; others are left to the reader."""
    return _guessed(words, STEP_WORDS)


def guessed_kinds(words: Iterable[str]) -> dict[str, Kind]:
    """The kinds that words probably mean."""
    return _guessed(words, KIND_WORDS)


def guessed_sectors(words: Iterable[str]) -> dict[str, tuple[Sector, ...]]:
    """The sectors that words probably mean."""
    return {word: (sector,) for word, sector in _guessed(words, SECTOR_WORDS).items()}


def _guessed(words: Iterable[str], known: Mapping[str, T]) -> dict[str, T]:
    found: dict[str, T] = {}
    for word in words:
        folded = fold(word).strip()
        meant = known.get(folded)
        if meant is None:
            parts = _WORD.findall(folded)
            meant = next((known[part] for part in parts if part in known), None)
        if meant is not None:
            found[word] = meant
    return found


def guessed_order(cells: Iterable[Cell]) -> DateOrder:
    """How days are written in figures, if some of them leave no doubt and none contradicts."""
    first_days = first_months = 0
    for cell in cells:
        found = re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-]\d{4}", as_text(cell).strip())
        if found and int(found[1]) > 12:
            first_days += 1
        elif found and int(found[2]) > 12:
            first_months += 1
    if first_days and not first_months:
        return DateOrder.DAY_FIRST
    if first_months and not first_days:
        return DateOrder.MONTH_FIRST
    return DateOrder.UNSTATED


def guessed_decimal(cells: Iterable[Cell]) -> str | None:
    """The sign before fractions, if some sums leave no doubt and none contradicts."""
    signs: set[str] = set()
    for cell in cells:
        text = as_text(cell) if isinstance(cell, str) else ""
        if found := re.search(r"\d([.,])\d{1,2}(?!\d)", text):
            signs.add(found[1])
        if found := re.search(r"\d([.,])\d{3}([.,])", text):
            signs.add("," if found[1] == "." else ".")
    return signs.pop() if len(signs) == 1 else None


def guessed_language(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """The language of headers and countries, of those whose words are known; English if none fits."""
    votes: Counter[str] = Counter()
    labels = [
        label
        for row in rows[:50]
        for cell in row.cells
        if isinstance(cell, str)
        for label in labels_in(cell, ";")
    ]
    for language in ("de", "fr", "es", "pt", "it", "ru", "zh", "vi"):
        gazetteer = Gazetteer((language,))
        english = Gazetteer(("en",))
        votes[language] = sum(
            1
            for label in labels[:600]
            if len(label) < 40
            and gazetteer.named_in(label, language)
            and not english.named_in(label, "en")
        )
    best, count = votes.most_common(1)[0]
    return best if count else _by_headers(columns)


def _by_headers(columns: Sequence[str]) -> str:
    from atlas_gui.exchange.importing.guessing.words import GERMAN_HEADERS

    words = {fold(word) for name in columns for word in _WORD.findall(name)}
    return "de" if len(words & GERMAN_HEADERS) >= 2 else "en"
