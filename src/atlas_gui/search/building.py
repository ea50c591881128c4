"""Gathers what an index is made of, record by record; `columns.py` then sorts it."""

from array import array
from collections.abc import Sequence
from typing import Final

from atlas_gui.domain.library import Library
from atlas_gui.search.corpus import OwnTexts, Part, names_of_owner
from atlas_gui.search.facts import Facts
from atlas_gui.search.folding import words
from atlas_gui.search.money_facts import NO_MONEY, GatheredMoney

# No word: it stands at the end of every text, so that no phrase runs over into the next one.
BREAK: Final = 0
NO_CODE: Final = 255
NO_DAY: Final = -(1 << 62)
LAST_DAY: Final = (1 << 62) - 1
NO_YEAR: Final = -(1 << 62)
_REMEMBERED: Final = 20_000
_NO_TEXTS: Final = OwnTexts(title=())


class Numbering(dict[str, int]):
    """Numbers things in the order of their first appearance."""

    def __init__(self, first: int = 0) -> None:
        super().__init__()
        self._first = first

    def __missing__(self, name: str) -> int:
        number = self[name] = len(self) + self._first
        return number


class Links:
    """Which rows have which codes: many to many."""

    def __init__(self) -> None:
        self.names = Numbering()
        self.rows = array("I")
        self.codes = array("I")

    def add(self, row: int, names: Sequence[str]) -> None:
        """Link a row to each of these names."""
        for name in names:
            self.rows.append(row)
            self.codes.append(self.names[name])


class Names:
    """Names that many records share: owner and number of words of each, and all their words."""

    def __init__(self) -> None:
        self.owners = array("I")
        self.sizes = array("I")
        self.tokens = array("I")


class Gathered:
    """What an index is made of, in the order in which records were added.

    `tokens` are the words of all texts by their number in `words`, each text ended by a BREAK;
    `part_sizes` has, for each record and each Part of it, how many tokens stand there; `title_rows`
    and `title_sizes` tell for each title whose it is and how many words it has.
    """

    def __init__(self) -> None:
        self.words = Numbering(first=1)
        self.names = Names()
        self.tokens = array("I")
        self.part_sizes = array("I")
        self.title_rows = array("I")
        self.title_sizes = array("I")
        self.facts: list[Facts] = []
        self.links = {name: Links() for name in ("pair", "sector", "source", "owner")}
        self.sum_rows = array("I")
        self.sum_sizes = array("d")
        self.sum_currencies = Links()
        self.money = GatheredMoney()
        self._folded: dict[str, list[int]] = {}

    def add(self, facts: Facts) -> None:
        """Take one more record; of its facts, those that are in the columns by then are let go of."""
        row = len(self.facts)
        self._add_texts(facts.texts)
        for name, values in (
            ("pair", facts.pairs),
            ("sector", facts.sectors),
            ("source", facts.sources),
            ("owner", facts.owners),
        ):
            self.links[name].add(row, values)
        for one in facts.sums:
            self.sum_rows.append(row)
            self.sum_sizes.append(one.size)
            self.sum_currencies.add(row, (one.currency,))
        self.money.add(row, facts.money, facts.pairs)
        # A hundred thousand of them would take a gigabyte.
        facts.texts, facts.sums, facts.money = _NO_TEXTS, (), NO_MONEY
        facts.pairs = facts.sectors = facts.sources = facts.owners = ()
        self.facts.append(facts)

    def add_names(self, library: Library) -> None:
        """Take every name of every owner that a record refers to; the library is not needed after."""
        names = self.names
        for owner, number in self.links["owner"].names.items():
            for text in names_of_owner(owner, library):
                ids = [self.words[word] for word in words(text)]
                names.owners.append(number)
                names.sizes.append(len(ids))
                names.tokens.extend(ids)
                names.tokens.append(BREAK)

    def _add_texts(self, texts: OwnTexts) -> None:
        for part, series in zip(Part, texts, strict=True):
            size = 0
            for text in series:
                ids = self._token_ids(text, part)
                self.tokens.extend(ids)
                self.tokens.append(BREAK)
                size += len(ids) + 1
                if part is Part.TITLE:
                    self.title_rows.append(len(self.facts))
                    self.title_sizes.append(len(ids))
            self.part_sizes.append(size)

    def _token_ids(self, text: str, part: Part) -> list[int]:
        """The words of a text by number; what recurs from record to record is folded once."""
        if part is Part.TITLE or part is Part.SUMMARY:
            return [self.words[word] for word in words(text)]
        known = self._folded.get(text)
        if known is None:
            known = [self.words[word] for word in words(text)]
            if len(self._folded) < _REMEMBERED:
                self._folded[text] = known
        return known
