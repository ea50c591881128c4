"""The formats in which records can be handed on, by the ends of their files' names."""

from enum import Enum, StrEnum
from pathlib import Path

from atlas_gui.i18n import _, mark


class What(StrEnum):
    """What a list of references is about: the records themselves, or the sources that they rest on."""

    RECORDS = "records"
    SOURCES = "sources"


class Format(Enum):
    """A format by the word for it on the command line, its suffix, and the name a reader chooses it by."""

    XLSX = ("xlsx", "xlsx", mark("Excel workbook"))
    CSV = ("csv", "csv", mark("CSV table"))
    MARKDOWN = ("markdown", "md", mark("Markdown table"))
    JSON = ("json", "json", mark("JSON, as a library of its own"))
    BIBTEX = ("bibtex", "bib", mark("BibTeX, for LaTeX"))
    RIS = ("ris", "ris", mark("RIS, for reference managers"))
    CSL_JSON = ("csl-json", "csl.json", mark("CSL-JSON, for reference managers"))

    @property
    def word(self) -> str:
        """What it is called on the command line."""
        return self.value[0]

    @property
    def suffix(self) -> str:
        """The end of a file's name, without the dot before it."""
        return self.value[1]

    @property
    def label(self) -> str:
        """What a reader chooses it by."""
        return _(self.value[2])

    @property
    def name_filter(self) -> str:
        """What a dialog for files shows and asks for."""
        return f"{self.label} (*.{self.suffix})"

    @property
    def lists_references(self) -> bool:
        """Whether it lists references, so that sources may stand in it instead of records."""
        return self in (Format.CSL_JSON, Format.BIBTEX, Format.RIS)

    @staticmethod
    def of_path(path: Path) -> "Format | None":
        """The format that a file's name says; None if it says no such."""
        name = path.name.lower()
        said = (form for form in Format if name.endswith(f".{form.suffix}"))
        # A name that ends in .csl.json also ends in .json.
        return max(said, key=lambda form: len(form.suffix), default=None)

    @staticmethod
    def of_word(word: str) -> "Format | None":
        """The format that is called so on the command line; None if none is."""
        return next((form for form in Format if form.word == word), None)
