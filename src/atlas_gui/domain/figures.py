"""Numbers as a reader reads them: money, quantities, shares. No digit is rounded away.

Babel's compact formats round ("$1.2 billion" becomes "$1B"), so the scale word is chosen here.
"""

from decimal import Context, Decimal
from functools import cache

from atlas_gui.domain.claims import AmountValue, QuantityValue, ShareValue
from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Qualifier
from atlas_gui.i18n import _, mark, ngettext, reader_language

# Only signs that name one currency; every other currency is written with its ISO 4217 code.
_SIGNS = {
    "USD": mark("US$"),
    "EUR": mark("€"),
    "GBP": mark("£"),
    "JPY": mark("JP¥"),
    "CNY": mark("CN¥"),
    "VND": mark("₫"),
}
# As many digits as the model lets a number have, 24 before the point and 12 behind it, and more.
_EXACT = Context(prec=50)
_TEN = Decimal(10)
_SCALES = ((_TEN**12, 12), (_TEN**9, 9), (_TEN**6, 6))
# Chinese counts by ten thousands: a million is a hundred of them.
_MYRIADS = ((_TEN**12, 12), (_TEN**8, 8), (_TEN**4, 4))
_ENGLISH = "en"


def scaled_number(number: str) -> str:
    """A decimal string with its scale word if that loses no digit, else with grouped thousands.

    >>> scaled_number("153300000"), scaled_number("60000"), scaled_number("29.9")
    ('153.3 million', '60,000', '29.9')
    """
    value = Decimal(number)
    for scale, zeros in _MYRIADS if _language() == "zh" else _SCALES:
        if value >= scale:
            part = _EXACT.divide(value, scale).normalize(_EXACT)
            if -part.as_tuple().exponent <= 3:  # type: ignore[operator]
                # No language has a plural for one and a half that it lacks for two.
                pattern = _scale_word(zeros, 1 if part == 1 else 2)
                return pattern.format(number=grouped(part))
            break
    return grouped(value)


def grouped(number: Decimal | int) -> str:
    """A number with its thousands grouped and its point as the spoken language has them: 60,000.5."""
    english = f"{number:,f}" if isinstance(number, Decimal) else f"{number:,}"
    if _language() == _ENGLISH:
        return english
    group, point = _signs_of(_language())
    return english.translate({ord(","): group, ord("."): point})


def _language() -> str:
    return reader_language().partition("-")[0]


@cache
def _signs_of(language: str) -> tuple[str, str]:
    """What groups thousands in a language, and what parts a whole number from its fraction."""
    # Only a document in another language needs Babel, which takes a while to load.
    from babel import Locale, UnknownLocaleError

    try:
        signs = Locale.parse(language).number_symbols["latn"]
    except (UnknownLocaleError, ValueError, KeyError):
        return ",", "."
    return str(signs["group"]), str(signs["decimal"])


def _scale_word(zeros: int, count: int) -> str:
    """The pattern of so many zeros; `count` chooses its plural."""
    patterns = {
        12: lambda: ngettext("{number} trillion", "{number} trillion", count),
        9: lambda: ngettext("{number} billion", "{number} billion", count),
        8: lambda: _("{number} hundred million"),
        6: lambda: ngettext("{number} million", "{number} million", count),
        4: lambda: _("{number} ten thousand"),
    }
    return patterns[zeros]()


def amount_in_words(value: AmountValue) -> str:
    """Money with its currency and how exactly the source gives it: "more than US$20 billion"."""
    money = money_in_words(scaled_number(value.amount), value.currency)
    return _qualified(money, value.qualifier)


def money_in_words(number: str, currency: str) -> str:
    """A number that is written already, with its currency: "US$60,000", "RUB 5"."""
    sign = _SIGNS.get(currency)
    if sign:
        return _("{sign}{number}").format(sign=_(sign), number=number)
    return _("{currency} {number}").format(currency=currency, number=number)


def quantity_in_words(value: QuantityValue) -> str:
    """A count with its unit: "100 locomotives", "24.5 per cent"."""
    return f"{_qualified(scaled_number(value.number), value.qualifier)} {value.unit}"


def share_in_words(value: ShareValue) -> str:
    """A share without its party: "almost 30 %"."""
    # A no-break space keeps the sign on the number's line.
    share = _("{percent}\N{NO-BREAK SPACE}%").format(percent=scaled_number(value.percent))
    return _qualified(share, value.qualifier)


def _qualified(number: str, qualifier: Qualifier) -> str:
    return label(qualifier).format(number=number)
