"""Brings the words of documents in other languages up to date with the code: `make messages`.

What a PDF can say is extracted from the modules that say it. Each catalogue under `resources/locale`
gets new messages, to be translated, and loses those that are no longer said. With the tag of a language
as its argument it begins a catalogue for that.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT: Final = Path(__file__).resolve().parents[1]
LOCALE: Final = ROOT / "resources" / "locale"
_KEYWORDS: Final = {"_": None, "mark": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
_DOMAIN: Final = ROOT / "src" / "atlas_gui" / "domain"
_REPORT: Final = ROOT / "src" / "atlas_gui" / "exchange" / "report"
# What else of the domain speaks, speaks in the window alone; a test renders everything and compares.
_SAID_IN_DOCUMENTS: Final = (
    *(
        _DOMAIN / f"{name}.py"
        for name in (
            "acts",
            "citation",
            "claim_words",
            "date_names",
            "date_words",
            "figures",
            "labels",
        )
    ),
    *sorted(_REPORT.glob("*.py")),
)
_LEFT_OUT: Final = (
    '"POT-Creation-Date',
    '"PO-Revision-Date',
    '"Generated-By',
    '"Project-Id-Version',
    '"Report-Msgid-Bugs-To',
    '"Last-Translator',
    '"Language-Team',
)


def main(tags: list[str]) -> int:
    """Renew every catalogue, and begin those of `tags`; says how much of each is translated."""
    said = template()
    for tag in tags:
        path = LOCALE / tag.replace("-", "_") / "LC_MESSAGES" / "documents.po"
        if not path.exists():
            path.parent.mkdir(parents=True)
            write(Catalog(locale=tag.replace("-", "_")), path)
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/documents.po")):
        catalogue = read(path)
        catalogue.update(said, no_fuzzy_matching=True)
        write(catalogue, path)
        done = sum(is_translated(message.string) for message in catalogue if message.id)
        print(f"{path.parents[1].name}: {done} of {len(catalogue)} messages are translated")
    return 0


def template() -> Catalog:
    """Every message that a document can say, with the modules that say it."""
    found = Catalog(project="Atlas")
    for path in _SAID_IN_DOCUMENTS:
        place = path.relative_to(ROOT).as_posix()
        for line, message, _comments, context in extract_from_file(
            "python",
            path,
            keywords=_KEYWORDS,
        ):
            found.add(message, locations=[(place, line)], context=context)
    return found


def read(path: Path) -> Catalog:
    """A catalogue; its language is that of its folder."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parents[1].name)


def write(catalogue: Catalog, path: Path) -> None:
    """Write a catalogue without the lines and days that would change at every run, and without names."""
    catalogue.fuzzy = False
    catalogue.header_comment = "# What stands in documents, in another language."
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, include_lineno=False, ignore_obsolete=True)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(line for line in lines if not line.startswith(_LEFT_OUT)), "utf-8")


def is_translated(string: str | list[str] | tuple[str, ...] | None) -> bool:
    """Whether a message has its translation, in all its plurals."""
    return bool(string) and all(string or ())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
