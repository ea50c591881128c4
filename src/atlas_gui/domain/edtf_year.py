"""Reading the year of an EDTF date, and which years it can mean."""

from collections.abc import Iterator
from itertools import product

from atlas_gui.domain.edtf_scanner import Scanner
from atlas_gui.domain.edtf_value import EdtfError, Precision
from atlas_gui.i18n import _

# Beyond this, day numbers stop being exact as floating-point numbers, which drawing needs.
_YEAR_LIMIT = 10**12
_SHORTEST_LONG_YEAR = 5
_LONGEST_COUNT = 2
_MASK_PRECISION = (Precision.UNKNOWN, Precision.MILLENNIUM, Precision.CENTURY, Precision.DECADE)


def read_year(scanner: Scanner) -> str:
    """The four digits of a year, with sign and with X for unknown ones; raises EdtfError."""
    begin = scanner.position
    sign = "-" if scanner.skip("-") else ""
    if scanner.peek() not in set("0123456789X"):
        raise EdtfError(_("a year of four digits is expected"), scanner.position)
    digits = scanner.number(4, _("a year has four digits; longer ones begin with Y"))
    if sign and digits == "0000":
        raise EdtfError(_("there is no year minus zero"), begin)
    return sign + digits


def read_long_year(scanner: Scanner) -> tuple[str, int, int | None]:
    """A year with Y: its text, its number and its significant digits; raises EdtfError."""
    begin = scanner.position
    scanner.skip("Y")
    sign = -1 if scanner.skip("-") else 1
    digits = scanner.run("0123456789")
    exponent = scanner.run("0123456789") if scanner.skip("E") else None
    if not digits or digits[0] == "0" or exponent == "" or len(exponent or "") > _LONGEST_COUNT:
        raise EdtfError(_("Y is followed by a whole number, and E by one or two digits"), begin)
    if exponent is None and len(digits) < _SHORTEST_LONG_YEAR:
        raise EdtfError(_("a year with Y has more than four digits"), begin)
    if len(digits) + int(exponent or "0") > len(str(_YEAR_LIMIT)) - 1:
        raise EdtfError(_("the year is too far away"), begin)
    year = sign * int(digits) * 10 ** int(exponent or "0")
    significant = read_significant_digits(scanner)
    return scanner.text[begin : scanner.position], year, significant


def read_significant_digits(scanner: Scanner) -> int | None:
    """How many digits of the year just read are significant, if it says so."""
    if not scanner.skip("S"):
        return None
    begin = scanner.position
    digits = scanner.run("0123456789")
    if not digits or digits[0] == "0" or len(digits) > _LONGEST_COUNT:
        raise EdtfError(_("S is followed by a number of digits"), begin)
    return int(digits)


def year_range(
    year_text: str, known: int | None, significant: int | None
) -> tuple[int, int] | tuple[None, int]:
    """The first and last year that the text can mean; (None, 0) if no digit is known."""
    if known is None:
        years = list(possible_years(year_text))
        return (min(years), max(years)) if years else (None, 0)
    step = 10 ** max(0, len(str(abs(known))) - significant) if significant is not None else 1
    low = abs(known) // step * step
    ends = (low, low + step - 1)
    return ends if known >= 0 else (-ends[1], -ends[0])


def year_precision(year_text: str) -> Precision:
    """What a year with X names: a decade, a century and so on."""
    first_masked = year_text.lstrip("-").find("X")
    return Precision.YEAR if first_masked < 0 else _MASK_PRECISION[first_masked]


def possible_years(year_text: str) -> Iterator[int]:
    """Every year the text can mean; none if no digit is known."""
    digits = year_text.lstrip("-")
    if digits == "XXXX":
        return
    sign = -1 if year_text.startswith("-") else 1
    for choice in product(*("0123456789" if digit == "X" else digit for digit in digits)):
        yield sign * int("".join(choice))
