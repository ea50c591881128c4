"""The parts of a workbook: a zip archive of XML, of which nothing is believed before it is read.

No entity is ever resolved: a part with a document type is refused. Sizes are counted as the parts
are unpacked, whatever the archive says of them.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, Final, NamedTuple, NoReturn
from xml.parsers import expat

from atlas_gui.errors import AtlasError
from atlas_gui.exchange.importing.reading.file_bytes import could_not_read, size_of, too_large
from atlas_gui.exchange.importing.reading.limits import (
    MEBIBYTE,
    SMALL_PART_BYTES,
    WORKBOOK_BYTES,
)
from atlas_gui.i18n import _

CHUNK: Final = 1 << 17
# Of one tag, with all its attributes.
_LONGEST_TAG: Final = 4 * MEBIBYTE
_MOST_PARTS: Final = 100_000
_WORKBOOK: Final = "/officeDocument"
PACKAGE_ERRORS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    expat.ExpatError,
    NotImplementedError,
    RuntimeError,
    KeyError,
    ValueError,
    LookupError,
    OSError,
)


class Sheet(NamedTuple):
    """A sheet's name, the part it stands in, and whether its workbook hides it."""

    name: str
    part: str
    hidden: bool


class Workbook(NamedTuple):
    """What a workbook says of itself; parts that it does not have are None."""

    sheets: tuple[Sheet, ...]
    strings: str | None
    styles: str | None
    from_1904: bool


@contextmanager
def opened_package(path: Path) -> Iterator[zipfile.ZipFile]:
    """The archive of a workbook; whatever breaks while it is read becomes an AtlasError."""
    if size_of(path) > WORKBOOK_BYTES:
        raise too_large(path, WORKBOOK_BYTES)
    try:
        with zipfile.ZipFile(path) as archive:
            if len(archive.infolist()) > _MOST_PARTS:
                raise zipfile.BadZipFile("too many parts")  # as for any other
            yield archive
    except AtlasError:
        raise
    except PACKAGE_ERRORS as error:
        if isinstance(error, OSError) and error.errno:
            raise could_not_read(path, error) from error
        raise AtlasError(
            _(
                "“{path}” is a workbook that is damaged or cut off. Open it in Excel and save it anew,"
                " or fetch it once more."
            ).format(path=path),
            repr(error),
        ) from error


def read_workbook(archive: zipfile.ZipFile, path: Path) -> Workbook:
    """Its sheets in their order, and where its texts and styles are."""
    main = next(
        (
            target
            for kind, target in _related(archive, path, "").values()
            if kind.endswith(_WORKBOOK)
        ),
        "xl/workbook.xml",
    )
    related = _related(archive, path, main)
    sheets, from_1904 = [], False
    for name, attributes in elements(archive, main, path):
        if name == "sheet":
            link = next((v for k, v in attributes.items() if k.endswith(":id")), "")
            kind, target = related.get(link, ("", ""))
            if kind.endswith("/worksheet") and target in archive.NameToInfo:
                hidden = attributes.get("state", "visible") != "visible"
                sheets.append(Sheet(attributes.get("name", ""), target, hidden))
        elif name == "workbookPr":
            from_1904 = is_true(attributes.get("date1904"))
    if not sheets:
        raise AtlasError(_("“{path}” is a workbook without a sheet of cells.").format(path=path))

    def part(ending: str) -> str | None:
        found = (target for kind, target in related.values() if kind.endswith(ending))
        return next((target for target in found if target in archive.NameToInfo), None)

    return Workbook(tuple(sheets), part("/sharedStrings"), part("/styles"), from_1904)


def is_true(value: str | None) -> bool:
    """Whether an attribute that may be given says yes."""
    return value in ("1", "true", "on")


def elements(
    archive: zipfile.ZipFile, part: str, path: Path
) -> Iterator[tuple[str, Mapping[str, str]]]:
    """The elements of a small part in their order, by their names without a prefix."""
    found: list[tuple[str, Mapping[str, str]]] = []
    parser = new_parser(path)
    parser.StartElementHandler = lambda name, attributes: found.append(
        (name.rpartition(":")[2], attributes)
    )
    with archive.open(part) as file:
        for _fed in feed(parser, file, path, SMALL_PART_BYTES):
            yield from found
            found.clear()


def new_parser(path: Path) -> "expat.XMLParserType":
    """A parser that refuses document types, and so all entities but those of XML itself."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.buffer_size = CHUNK

    def refuse(*_what: Any) -> NoReturn:
        raise AtlasError(
            _(
                "“{path}” holds a definition of entities, which no workbook needs and which can do"
                " harm; it was not read."
            ).format(path=path)
        )

    parser.StartDoctypeDeclHandler = refuse
    return parser


def feed(
    parser: "expat.XMLParserType", file: BinaryIO | Any, path: Path, most: int
) -> Iterator[int]:
    """Parse a part piece by piece, and say after each how many bytes that were. Raises AtlasError."""
    done = 0
    while chunk := file.read(CHUNK):
        done += len(chunk)
        if done > most:
            raise too_large(path, most)
        parser.Parse(chunk, False)
        if done - parser.CurrentByteIndex > _LONGEST_TAG:
            raise expat.ExpatError("a tag without end")
        yield done
    parser.Parse(b"", True)
    yield done


def _related(archive: zipfile.ZipFile, path: Path, part: str) -> dict[str, tuple[str, str]]:
    """By identifier what a part is related to: the sort of relation, and the other part."""
    folder, name = posixpath.split(part)
    relations = posixpath.join(folder, "_rels", f"{name}.rels")
    if relations not in archive.NameToInfo:
        return {}
    return {
        attributes.get("Id", ""): (
            attributes.get("Type", ""),
            posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", ""))).lstrip(
                "/"
            ),
        )
        for name, attributes in elements(archive, relations, path)
        if name == "Relationship"
    }
