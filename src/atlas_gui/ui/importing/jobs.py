"""What the steps of an import need that takes longer than a frame; runs on another thread."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.guessing.first_look import FirstLook, first_look
from atlas_gui.exchange.importing.guessing.open_words import OpenWords, open_words
from atlas_gui.exchange.importing.mapping.gazetteer import countries_by_name
from atlas_gui.exchange.importing.plan import ImportPlan, ImportReport
from atlas_gui.exchange.importing.plan.report_file import report_lines
from atlas_gui.exchange.importing.profile import Profile, write_profile
from atlas_gui.exchange.importing.profile.choices import Choices
from atlas_gui.exchange.importing.profile.shelf import SUFFIX, own_folder
from atlas_gui.exchange.importing.rows import FileWishes
from atlas_gui.files import could_not_save
from atlas_gui.i18n import reader_language
from atlas_gui.progress import CancelledError, Progress

# Of each list in the report, so many entries are shown; all of them are saved.
_SHOWN = 500


class WordsFound(Struct, frozen=True):
    """The words of a file, and the countries that a label may be said to mean."""

    words: OpenWords
    countries: list[tuple[str, str]]


class Accepted(Struct, frozen=True):
    """What was done, also in words; None if it was stopped before. `note` is what else is to be told."""

    report: ImportReport | None = None
    words: str = ""
    note: str = ""


def look(path: Path, wishes: FileWishes, reader: Path, progress: Progress) -> FirstLook:
    """Look at the beginning of the file. Raises AtlasError."""
    return first_look(path, wishes, reader, progress)


def find_words(
    path: Path, wishes: FileWishes, profile: Profile, choices: Choices | None, progress: Progress
) -> WordsFound:
    """Go through the whole file for its words. Raises AtlasError."""
    found = open_words(path, wishes, profile, choices, progress)
    return WordsFound(found, countries_by_name(reader_language()))


def accept(
    plan: ImportPlan,
    reader: Path,
    remembered: Profile | None,
    is_unwanted: Callable[[], bool],
    progress: Progress,
    *,
    remove_gone: bool,
) -> Accepted:
    """Do what was planned, and keep the profile, if there is one to keep. Raises AtlasError.

    No report, and nothing written, if `is_unwanted` said so before the writing began.
    """

    def tell(done: int, total: int, /) -> None:
        if is_unwanted():
            raise CancelledError
        progress(done, total)

    try:
        # Of a small library saving tells nothing on the way.
        tell(0, 1)
        report = plan.accept(remove_gone=remove_gone, progress=tell)
    except CancelledError:
        return Accepted()
    note = ""
    if remembered is not None:
        note = _keep(remembered, reader)
    return Accepted(report, "\n".join(report_lines(report, _SHOWN)), note)


def _keep(profile: Profile, reader: Path) -> str:
    """Keep a profile; why that was not possible, as what was imported is imported all the same."""
    folder = own_folder(reader)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_profile(profile, folder / f"{profile.profile.name}{SUFFIX}")
    except AtlasError as error:
        return error.message
    except OSError as error:
        return could_not_save(folder, error).message
    return ""
