"""Numbers as a reader reads them: money, quantities, shares. No digit is rounded away.

Babel's compact formats round ("$1.2 billion" becomes "$1B"), so the scale word is chosen here.
"""

from decimal import Context, Decimal

from atlas_gui.domain.claims import AmountValue, QuantityValue, ShareValue
from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Qualifier
from atlas_gui.i18n import _, mark

# Only signs that name one currency; every other currency is written with its ISO 4217 code.
_SIGNS = {"USD": "US$", "EUR": "€", "GBP": "£", "JPY": "JP¥", "CNY": "CN¥", "VND": "₫"}
# As many digits as the model lets a number have, 24 before the point and 12 behind it, and more.
_EXACT = Context(prec=50)
_SCALES = (
    (Decimal(10) ** 12, mark("{number} trillion")),
    (Decimal(10) ** 9, mark("{number} billion")),
    (Decimal(10) ** 6, mark("{number} million")),
)


def scaled_number(number: str) -> str:
    """A decimal string with its scale word if that loses no digit, else with grouped thousands.

    >>> scaled_number("153300000"), scaled_number("60000"), scaled_number("29.9")
    ('153.3 million', '60,000', '29.9')
    """
    value = Decimal(number)
    for scale, pattern in _SCALES:
        if value >= scale:
            part = _EXACT.divide(value, scale).normalize(_EXACT)
            if -part.as_tuple().exponent <= 3:  # type: ignore[operator]
                return _(pattern).format(number=f"{part:,f}")
            break
    return f"{value:,f}"


def amount_in_words(value: AmountValue) -> str:
    """Money with its currency and how exactly the source gives it: "more than US$20 billion"."""
    number = scaled_number(value.amount)
    sign = _SIGNS.get(value.currency)
    money = f"{sign}{number}" if sign else f"{value.currency} {number}"
    return _qualified(money, value.qualifier)


def quantity_in_words(value: QuantityValue) -> str:
    """A count with its unit: "100 locomotives", "24.5 per cent"."""
    return f"{_qualified(scaled_number(value.number), value.qualifier)} {value.unit}"


def share_in_words(value: ShareValue) -> str:
    """A share without its party: "almost 30 %"."""
    # A no-break space keeps the sign on the number's line.
    return _qualified(f"{scaled_number(value.percent)}\N{NO-BREAK SPACE}%", value.qualifier)


def _qualified(number: str, qualifier: Qualifier) -> str:
    return label(qualifier).format(number=number)
