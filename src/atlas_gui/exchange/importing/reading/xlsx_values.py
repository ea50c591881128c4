"""What the text of a workbook's cell means: by its type, the texts of the workbook and its styles."""

import datetime
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from atlas_gui.exchange.importing.reading.limits import DIGITS, SHARED_TEXT_BYTES
from atlas_gui.exchange.importing.reading.xlsx_package import (
    Workbook,
    elements,
    feed,
    new_parser,
)
from atlas_gui.exchange.importing.rows import Scalar
from atlas_gui.progress import Progress

# Day and time in the formats of East Asian Excel, which have numbers alone.
_EASTERN_DAYS: Final = frozenset([*range(27, 37), *range(50, 59)])
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
# Excel counts in fifteen digits; what a file holds beyond them is noise of its arithmetic.
_NOISY_LENGTH: Final = 17


class OddValueError(ValueError):
    """A cell that holds no value; `code` and `reason` are those of a finding."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def read_strings(
    archive: zipfile.ZipFile, part: str | None, path: Path, progress: Progress
) -> Sequence[str | None]:
    """The texts that cells of a workbook share, by their number; blank ones are None."""
    if part is None:
        return ()
    collected = _Strings()
    parser = new_parser(path)
    parser.StartElementHandler = collected.start
    parser.EndElementHandler = collected.end
    parser.CharacterDataHandler = collected.text
    with archive.open(part) as file:
        for fed in feed(parser, file, path, SHARED_TEXT_BYTES):
            progress(fed, max(fed, archive.NameToInfo[part].file_size))
    return collected.strings


class _Strings:
    """Joins the runs of each text; how it is pronounced is no part of it."""

    def __init__(self) -> None:
        self.strings: list[str | None] = []
        self._parts: list[str] = []
        self._within = self._aside = False

    def start(self, name: str, _attributes: Mapping[str, str]) -> None:
        """An element begins."""
        name = name.rpartition(":")[2]
        if name == "t":
            self._within = not self._aside
        elif name == "si":
            self._parts = []
        elif name == "rPh":
            self._aside = True

    def end(self, name: str) -> None:
        """An element ends."""
        name = name.rpartition(":")[2]
        if name == "t":
            self._within = False
        elif name == "si":
            self.strings.append(clean_text("".join(self._parts)))
        elif name == "rPh":
            self._aside = False

    def text(self, text: str) -> None:
        """Text within an element."""
        if self._within:
            self._parts.append(text)


def clean_text(text: str) -> str | None:
    """A text as it is meant: `_x000D_` is a sign, blanks round it are nothing."""
    if "_x" in text:
        text = _ESCAPED.sub(_unescaped, text)
    return text.strip() or None


def _unescaped(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    # Half of a pair is no text.
    return found[0] if 0xD800 <= code < 0xE000 else chr(code)


def date_styles(
    archive: zipfile.ZipFile, book: Workbook, path: Path
) -> Mapping[str, Callable[[float], Scalar]]:
    """For each style of cells that shows days or times, by its number, what makes one of a number."""
    if book.styles is None:
        return {}
    from openpyxl.styles.numbers import (  # type: ignore[import-untyped]  # it has no annotations
        BUILTIN_FORMATS,
        is_date_format,
        is_timedelta_format,
    )

    formats: dict[str, str] = {str(number): code for number, code in BUILTIN_FORMATS.items()}
    formats |= {str(number): "yyyy-mm-dd" for number in _EASTERN_DAYS}
    styles: dict[str, Callable[[float], Scalar]] = {}
    day, duration = _converters(from_1904=book.from_1904)
    within, place = False, 0
    for name, attributes in elements(archive, book.styles, path):
        if name == "numFmt":
            formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            within = True
        elif name == "cellStyles":
            within = False
        elif name == "xf" and within:
            code = formats.get(attributes.get("numFmtId", ""), "")
            if is_date_format(code):
                styles[str(place)] = duration if is_timedelta_format(code) else day
            place += 1
    return styles


def _converters(*, from_1904: bool) -> tuple[Callable[[float], Scalar], Callable[[float], Scalar]]:
    from openpyxl.utils.datetime import (  # type: ignore[import-untyped]
        MAC_EPOCH,
        WINDOWS_EPOCH,
        from_excel,
    )

    epoch = MAC_EPOCH if from_1904 else WINDOWS_EPOCH

    def day(number: float) -> Scalar:
        return _plain(from_excel(number, epoch))

    def duration(number: float) -> Scalar:
        return _plain(from_excel(number, epoch, timedelta=True))

    return day, duration


def _plain(moment: Any) -> Scalar:
    """A day or a moment as it is; a time of day and a duration as text."""
    if isinstance(moment, datetime.date):
        return moment
    if isinstance(moment, datetime.time):
        return moment.isoformat("seconds")
    return str(moment)


def number_of(text: str) -> int | float:
    """A number as a workbook writes it. Raises OddValueError if it is none."""
    try:
        if len(text) > DIGITS:
            raise OddValueError("no-number")
        if text.isdecimal():
            return int(text)
        number = float(text)
    except ValueError:
        raise OddValueError("no-number") from None
    if number - number != 0:  # NaN or infinite
        raise OddValueError("no-number")
    if len(text) >= _NOISY_LENGTH:
        number = float(f"{number:.15g}")
    return int(number) if number.is_integer() and abs(number) < 1e15 and "." not in text else number


def moment_of(text: str) -> Scalar:
    """A day or moment written by ISO 8601. Raises OddValueError."""
    try:
        moment = datetime.datetime.fromisoformat(text)
    except ValueError:
        try:
            return datetime.time.fromisoformat(text).isoformat("seconds")
        except ValueError:
            raise OddValueError("no-day") from None
    return moment.replace(tzinfo=None)
