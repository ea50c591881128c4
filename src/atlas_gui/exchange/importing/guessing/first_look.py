"""What can be said of a file before anybody has said what it means."""

from pathlib import Path

from msgspec import Struct

from atlas_gui.exchange.importing.guessing.proposals import (
    guessed_decimal,
    guessed_kinds,
    guessed_language,
    guessed_meanings,
    guessed_order,
    guessed_sectors,
    guessed_steps,
    values_of,
)
from atlas_gui.exchange.importing.mapping.slugs import slug
from atlas_gui.exchange.importing.profile import Profile, fitting_profile, profiles
from atlas_gui.exchange.importing.profile.choices import Choices, ColumnMeaning
from atlas_gui.exchange.importing.profile.model import DateOrder
from atlas_gui.exchange.importing.reading import format_of
from atlas_gui.exchange.importing.reading.sampling import Sample, sample
from atlas_gui.exchange.importing.rows import Cell, FileWishes
from atlas_gui.progress import Progress, untold

_ROWS = 1_000
_SPLITS = (";", "|", " / ", ",")
_DATES = frozenset(
    {
        ColumnMeaning.SIGNED, ColumnMeaning.IN_FORCE, ColumnMeaning.HELD, ColumnMeaning.STARTED,
        ColumnMeaning.ENDED, ColumnMeaning.ANNOUNCED, ColumnMeaning.SAID, ColumnMeaning.PERIOD,
        ColumnMeaning.DATED,
    }
)  # fmt: skip


class FirstLook(Struct, frozen=True):
    """The beginning of a table, the profile that fits it if one does, and proposals if none does.

    A library, or a PDF with records inside, has neither: its records are taken as they are.
    """

    path: Path
    table: Sample | None = None
    fitting: Profile | None = None
    choices: Choices | None = None


def first_look(
    path: Path, wishes: FileWishes, reader: Path, progress: Progress = untold
) -> FirstLook:
    """Look at the beginning of a file; `reader` is the folder of what the reader keeps.

    Raises AtlasError, and what `progress` raises. Takes up to some seconds.
    """
    if format_of(path) in ("library", "pdf"):
        return FirstLook(path)
    found = sample(path, wishes, _ROWS, progress)
    fitting = fitting_profile(found.columns, reader)
    return FirstLook(path, found, fitting, proposed_choices(path, found, reader))


def proposed_choices(path: Path, found: Sample, reader: Path) -> Choices:
    """What the columns and words of a file probably mean; `reader` is the reader's folder."""
    language = guessed_language(found.columns, found.rows)
    columns = guessed_meanings(found.columns, found.rows, language)
    title = path.name.removesuffix(".gz").rpartition(".")[0] or path.name
    choices = Choices(
        name=_free_name(slug(title)[:60].strip("-") or "import", found, reader),
        title=title,
        columns=columns,
        file=found.used,
        language=language,
        split=_split(found, columns),
        order=_order(found, columns, language),
        decimal=guessed_decimal(_cells(found, columns, {ColumnMeaning.AMOUNT})),
    )
    return with_guessed_words(choices, found)


def _free_name(wanted: str, found: Sample, reader: Path) -> str:
    """A name for the profile that no profile for other columns has."""
    taken = {one.profile.profile.name: set(one.profile.profile.fits) for one in profiles(reader)}
    name, number = wanted, 1
    while taken.get(name, set(found.columns)) != set(found.columns):
        number += 1
        name = f"{wanted}-{number}"
    return name


def with_guessed_words(choices: Choices, found: Sample) -> Choices:
    """Choices with proposals for words that have no meaning in them yet."""
    from msgspec.structs import replace

    steps = guessed_steps(_words(choices, found, ColumnMeaning.STATUS))
    kinds = guessed_kinds(_words(choices, found, ColumnMeaning.KIND))
    sectors = guessed_sectors(_words(choices, found, ColumnMeaning.SECTOR))
    return replace(
        choices,
        steps=steps | choices.steps,
        kinds=kinds | choices.kinds,
        sectors=sectors | choices.sectors,
    )


def _words(choices: Choices, found: Sample, meaning: ColumnMeaning) -> list[str]:
    name = choices.first(meaning)
    if name is None or name not in found.columns:
        return []
    split = choices.split if meaning is ColumnMeaning.SECTOR else None
    return list(values_of(found.rows, list(found.columns).index(name), split))


def _cells(
    found: Sample,
    columns: dict[str, ColumnMeaning],
    meanings: set[ColumnMeaning] | frozenset[ColumnMeaning],
) -> list[Cell]:
    places = [place for place, name in enumerate(found.columns) if columns[name] in meanings]
    return [row.cells[place] for row in found.rows for place in places]


def _order(found: Sample, columns: dict[str, ColumnMeaning], language: str) -> DateOrder:
    """As the dates themselves show; where they leave it open, as the language has it."""
    order = guessed_order(_cells(found, columns, _DATES))
    if order is DateOrder.UNSTATED and language != "en":
        return DateOrder.DAY_FIRST
    return order


def _split(found: Sample, columns: dict[str, ColumnMeaning]) -> str | None:
    """The sign between several parties in one cell."""
    parties = {ColumnMeaning.PARTIES, ColumnMeaning.SIDE_ONE, ColumnMeaning.SIDE_TWO}
    texts = [cell for cell in _cells(found, columns, parties) if isinstance(cell, str)]
    return next((sign for sign in _SPLITS if any(sign in text for text in texts)), ";")
