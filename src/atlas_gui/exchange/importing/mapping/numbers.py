"""Numbers and sums of money as people write them in cells."""

import re
from collections.abc import Mapping
from decimal import Context, Decimal, DecimalException
from typing import NamedTuple

from atlas_gui.domain.vocabulary import Qualifier
from atlas_gui.exchange.importing.rows import Cell
from atlas_gui.i18n import _

_SIGNS: Mapping[str, str] = {
    "us$": "USD", "usd$": "USD", "$us": "USD", "$": "USD", "€": "EUR", "£": "GBP", "jp¥": "JPY",
    "cn¥": "CNY", "rmb": "CNY", "yuan": "CNY", "元": "CNY", "人民币": "CNY", "美元": "USD", "renminbi": "CNY", "₫": "VND", "₽": "RUB",
    "₩": "KRW", "₹": "INR", "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD",
    "us-dollar": "USD", "us dollar": "USD", "us dollars": "USD", "us-dollars": "USD",
}  # fmt: skip
_SCALES: Mapping[str, int] = {
    **dict.fromkeys("k thousand tsd tsd. tausend mil mille тыс тыс.".split(), 3),
    **dict.fromkeys(
        "m mn mln mio mio. million millions millionen millón millones milhões млн".split(), 6
    ),
    **dict.fromkeys("bn mrd mrd. billion billions milliarde milliarden milliards млрд".split(), 9),
    "万": 4,
    "亿": 8,
}
_QUALIFIERS: Mapping[str, Qualifier] = {
    **dict.fromkeys(
        "about approx approx. around ca ca. circa c. some rund etwa environ unos около примерно 约 ~ ≈".split(),
        Qualifier.ABOUT,
    ),
    **dict.fromkeys("more over mehr über plus más более > ≥ 超过".split(), Qualifier.MORE_THAN),
    **dict.fromkeys("under unter less moins menos менее < ≤".split(), Qualifier.LESS_THAN),
    **dict.fromkeys("almost nearly fast presque casi почти".split(), Qualifier.ALMOST),
}
_FILLERS = frozenset("than als de que bis up to".split())
_WORD = re.compile(r"[万亿]|[^万亿\d.,'’\s\u00a0\u202f+-]+\.?")
_DIGITS = re.compile(r"\d[\d.,'’\s\u00a0\u202f]*")
_GROUP_SIGNS = re.compile(r"['’\s\u00a0\u202f]")
_EXPONENT = re.compile(r"[+-]?\d+(?:\.\d+)?[eE][+-]?\d{1,3}")
_EXACT = Context(prec=60)
_MOST_WHOLE, _MOST_PARTS = 24, 12


class NumberFault(ValueError):
    """What is no number, or one that a library cannot hold; the message says why."""


class Sum(NamedTuple):
    """A number as a library writes it, and what the words beside it say of currency and exactness.

    `doubtful` if its one point or comma may part thousands as well as a fraction.
    """

    number: str
    currency: str | None = None
    qualifier: Qualifier = Qualifier.EXACT
    doubtful: bool = False


def read_sum(
    cell: Cell, decimal: str | None = None, times: int = 1, words: Mapping[str, str] | None = None
) -> Sum:
    """The number of a cell, multiplied by `times`; raises NumberFault.

    `decimal` is the sign before the fraction, found out if it is not given. `words` say what
    currency a word beside the number means, before those that are known everywhere.
    """
    if isinstance(cell, bool) or not isinstance(cell, str | int | float | Decimal):
        raise NumberFault(_("no number"))
    if not isinstance(cell, str):
        return Sum(
            _written(Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell), times)
        )
    text = cell.strip()
    if _EXPONENT.fullmatch(text):
        return Sum(_written(_decimal(text), times))
    found = _DIGITS.findall(text)
    if len(found) != 1:
        raise NumberFault(_("no number") if not found else _("more than one number"))
    before, _digits, after = text.partition(found[0])
    if "-" in before or "(" in before:
        raise NumberFault(_("a negative number"))
    beside = _beside(before, after, words or {})
    digits, doubtful = _plain(found[0].strip(), decimal)
    number = _written(_decimal(digits).scaleb(beside.scale, _EXACT), times)
    return Sum(number, beside.currency, beside.qualifier, doubtful)


class _Beside(NamedTuple):
    """What the words beside a number say."""

    currency: str | None
    scale: int
    qualifier: Qualifier


def _beside(before: str, after: str, words: Mapping[str, str]) -> _Beside:
    currency, scale, qualifier = None, 0, Qualifier.EXACT
    for word in _words(before, after):
        folded = word.casefold()
        if not scale and folded in _SCALES and word not in words:
            scale = _SCALES[folded]
        elif folded in _QUALIFIERS:
            qualifier = _QUALIFIERS[folded]
        elif (meant := currency_of(word, words)) is not None and currency in (None, meant):
            currency = meant
        elif folded not in _FILLERS:
            raise NumberFault(_("“{word}” beside a number").format(word=word))
    return _Beside(currency, scale, qualifier)


def _words(before: str, after: str) -> list[str]:
    """The words beside a number; a scale and a currency may stand on one side."""
    found: list[str] = []
    for side in (before, after):
        stripped = side.strip().strip("()").strip()
        if stripped.casefold() in _SIGNS:
            found.append(stripped)
        else:
            found.extend(_WORD.findall(stripped))
    return found


def currency_of(word: str, words: Mapping[str, str]) -> str | None:
    """The code that a word for money means, by `words` before all that is known; None if none does."""
    if word in words:
        return words[word]
    if re.fullmatch("[A-Z]{3}", word):
        return word
    return _SIGNS.get(word.casefold())


def _plain(digits: str, decimal: str | None) -> tuple[str, bool]:
    """Digits with a point before the fraction, and whether that could be read otherwise."""
    bare = _GROUP_SIGNS.sub("", digits).rstrip(".,")
    if decimal is not None:
        grouping = "," if decimal == "." else "."
        if bare.count(decimal) > 1:
            raise NumberFault(_("more than one decimal sign"))
        whole, _sign, part = bare.partition(decimal)
        _check_groups(whole, grouping)
        return f"{whole.replace(grouping, '')}.{part or 0}", False
    last = max(bare.rfind("."), bare.rfind(","))
    if last < 0:
        return bare, False
    sign = bare[last]
    other = "," if sign == "." else "."
    if bare.count(sign) > 1:
        _check_groups(bare, sign)
        return bare.replace(sign, ""), False
    fraction = bare[last + 1 :]
    if other in bare:
        _check_groups(bare[:last], other)
        return f"{bare[:last].replace(other, '')}.{fraction}", False
    # One sign with three digits behind it: 1.234 is either. In English a comma parts thousands.
    ambiguous = len(fraction) == 3 and bare[:last] not in ("", "0") and last <= 3
    if ambiguous and sign == ",":
        return bare.replace(sign, ""), True
    return f"{bare[:last] or 0}.{fraction}", ambiguous


def _check_groups(whole: str, grouping: str) -> None:
    first, *rest = whole.split(grouping)
    if rest and (not 1 <= len(first) <= 3 or any(len(group) not in (2, 3) for group in rest)):
        raise NumberFault(_("digits in groups that no way of writing numbers has"))


def _decimal(digits: str) -> Decimal:
    try:
        return Decimal(digits)
    except DecimalException as error:
        raise NumberFault(_("no number")) from error


def _written(number: Decimal, times: int) -> str:
    """As a library holds numbers: at most 24 digits before and 12 behind the point, none lost."""
    if not number.is_finite():
        raise NumberFault(_("no number"))
    if number < 0:
        raise NumberFault(_("a negative number"))
    if number.adjusted() >= _MOST_WHOLE:
        raise NumberFault(_("larger than a library can hold"))
    scaled = _EXACT.multiply(number, Decimal(times))
    if scaled and scaled.adjusted() >= _MOST_WHOLE:
        raise NumberFault(_("larger than a library can hold"))
    text = format(scaled, "f")
    whole, _point, part = text.partition(".")
    part = part.rstrip("0")
    if len(part) > _MOST_PARTS:
        # What a spreadsheet computes in binary has digits that nobody wrote.
        text = format(round(scaled, _MOST_PARTS), "f")
        whole, _point, part = text.partition(".")
        part = part.rstrip("0")
    whole = whole.lstrip("0") or "0"
    return f"{whole}.{part}" if part else whole
