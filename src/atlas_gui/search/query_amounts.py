"""The sums of money that `amount:` and `cur:` ask for."""

import re
from collections.abc import Mapping
from decimal import Context, Decimal
from typing import Final, NamedTuple

from atlas_gui.i18n import _
from atlas_gui.search.query_clauses import ValueFault


class AmountTest(NamedTuple):
    """The sums that pass: between `low` and `high`, an open end itself not; None is no limit.

    Without a `currency` the number counts, whatever the money.
    """

    low: Decimal | None
    high: Decimal | None
    low_open: bool = False
    high_open: bool = False
    currency: str | None = None


_SIGNS: Final[Mapping[str, str]] = {
    "US$": "USD",
    "$": "USD",
    "€": "EUR",
    "£": "GBP",
    "JP¥": "JPY",
    "CN¥": "CNY",
    "₫": "VND",
    "₽": "RUB",
    "₩": "KRW",
    "₹": "INR",
    "RMB": "CNY",
}
_SCALES: Final[Mapping[str, int]] = {
    "": 0,
    **dict.fromkeys(("K", "THOUSAND"), 3),
    **dict.fromkeys(("M", "MN", "MILLION"), 6),
    **dict.fromkeys(("B", "BN", "BILLION"), 9),
    **dict.fromkeys(("TN", "TRILLION"), 12),
}
_CURRENCY = "|".join((*map(re.escape, sorted(_SIGNS, key=len, reverse=True)), "[A-Z]{3}"))
_SCALE = "|".join(sorted(_SCALES, key=len, reverse=True)).rstrip("|")
# No more digits than the longest number of a record has, so that none is rounded away.
_MONEY = re.compile(
    rf"(?P<before>{_CURRENCY})?\s?"
    r"(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,8}|[0-9]{1,26})(?P<part>\.[0-9]{1,14})?\s?"
    rf"(?P<scale>{_SCALE})?\s?(?P<after>{_CURRENCY})?"
)
_COMPARED = re.compile(r"(>=|<=|>|<|=|≥|≤)\s?(.*)")
_EXACT = Context(prec=60)


def amount_test(value: str) -> AmountTest:
    """Which sums `amount:` lets through: `>100M`, `1M..5M`, `<=5bn`, `€2m`, `1,000,000`."""
    if compared := _COMPARED.fullmatch(value):
        number, currency = _money(compared[2], value)
        return _compared(compared[1], number, currency)
    start, separator, end = value.partition("..")
    if not separator:
        number, currency = _money(value, value)
        return AmountTest(number, number, currency=currency)
    if not (start or end):
        raise _no_amount(value)
    low, low_currency = _money(start, value) if start else (None, None)
    high, high_currency = _money(end, value) if end else (None, None)
    if low_currency and high_currency and low_currency != high_currency:
        raise ValueFault(_("amount:{value} has two currencies.").format(value=value))
    if low is not None and high is not None and low > high:
        raise ValueFault(_("amount:{value} ends before it begins.").format(value=value))
    return AmountTest(low, high, currency=low_currency or high_currency)


def _compared(sign: str, number: Decimal, currency: str | None) -> AmountTest:
    if sign in {">", ">=", "≥"}:
        return AmountTest(number, None, low_open=sign == ">", currency=currency)
    if sign == "=":
        return AmountTest(number, number, currency=currency)
    return AmountTest(None, number, high_open=sign == "<", currency=currency)


def _money(text: str, value: str) -> tuple[Decimal, str | None]:
    match = _MONEY.fullmatch(text.strip().upper())
    if match is None or (match["before"] and match["after"]):
        raise _no_amount(value)
    number = Decimal(match["number"].replace(",", "") + (match["part"] or ""))
    currency = match["before"] or match["after"]
    scaled = number.scaleb(_SCALES[match["scale"] or ""], _EXACT)
    return scaled, _SIGNS.get(currency, currency) if currency else None


def _no_amount(value: str) -> ValueFault:
    if "¥" in value:
        message = _("amount:{value} may be yen or yuan; write JPY or CNY.")
    else:
        message = _("amount:{value} is no sum; try amount:>100M, amount:1M..5M or amount:>5bnUSD.")
    return ValueFault(message.format(value=value))


def currency_meant(value: str) -> str:
    """The code of the currency `cur:` asks for, in the form of ISO 4217."""
    typed = value.upper()
    code = _SIGNS.get(typed, typed)
    if re.fullmatch("[A-Z]{3}", code):
        return code
    raise ValueFault(
        _("cur:{value} is no currency; write its three letters, as in cur:USD.").format(value=value)
    )
