"""Columns and conditions of a profile, found in the columns of a table."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, TypeVar

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.profile.model import Columns, Values
from atlas_gui.exchange.importing.rows import Cell, as_text
from atlas_gui.i18n import _

Places = Mapping[str, int]
T = TypeVar("T")


class Pick:
    """Takes a cell from a row: of several columns the first that holds anything."""

    __slots__ = ("columns", "places")

    def __init__(self, columns: Columns, places: Places) -> None:
        """Raises AtlasError if the table has none of the columns, or a single one is not there."""
        named = (columns,) if isinstance(columns, str) else columns
        found = [(name, places[name]) for name in named if name in places]
        if not found:
            raise AtlasError(_("The file has no column “{name}”.").format(name=" / ".join(named)))
        self.columns = tuple(name for name, _place in found)
        self.places = tuple(place for _name, place in found)

    def cell(self, cells: Sequence[Cell]) -> Cell:
        """What stands there; None if nothing does."""
        for place in self.places:
            if (cell := cells[place]) is not None:
                return cell
        return None

    def column(self, cells: Sequence[Cell]) -> str:
        """The header of the column whose cell `cell` gives."""
        for name, place in zip(self.columns, self.places, strict=True):
            if cells[place] is not None:
                return name
        return self.columns[0]


class Condition:
    """Whether a rule applies to a row: every column in `when` has one of its values, none in `unless`."""

    __slots__ = ("_unless", "_when")

    def __init__(self, when: Values, unless: Values, places: Places) -> None:
        """Raises AtlasError if the table lacks one of the columns."""
        self._when = _compiled(when, places)
        self._unless = _compiled(unless, places)

    def holds(self, cells: Sequence[Cell]) -> bool:
        """Whether it does."""
        if not (self._when or self._unless):
            return True
        return all(as_text(cells[place]) in values for place, values in self._when) and not any(
            as_text(cells[place]) in values for place, values in self._unless
        )


def _compiled(values: Values, places: Places) -> list[tuple[int, frozenset[str]]]:
    return [(Pick(name, places).places[0], frozenset(held)) for name, held in values.items()]


class Meanings(Generic[T]):
    """What the values of a column mean; how they are written makes no difference."""

    __slots__ = ("_exact", "_folded")

    def __init__(self, values: Mapping[str, T]) -> None:
        self._exact = dict(values)
        self._folded = {" ".join(key.split()).casefold(): meant for key, meant in values.items()}

    def of(self, text: str) -> T | None:
        """What `text` means; None if nobody said."""
        if text in self._exact:
            return self._exact[text]
        return self._folded.get(" ".join(text.split()).casefold())


def labels_in(cell: Cell, split: str | None) -> Iterable[str]:
    """The labels of a cell, each once, blanks made one: those of a list, or of a text that is split."""
    if cell is None:
        return ()
    if isinstance(cell, str):
        parts: Iterable[str] = cell.split(split) if split else (cell,)
    elif isinstance(cell, Sequence):
        parts = map(as_text, cell)
    else:
        parts = (as_text(cell),)
    return dict.fromkeys(label for part in parts if (label := " ".join(part.split())))
