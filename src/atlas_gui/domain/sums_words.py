"""Sums of money in words: what was added to what, what was left out, and totals short enough for a line."""

from collections.abc import Mapping
from decimal import ROUND_HALF_EVEN, Context, Decimal

from atlas_gui.domain.claims import AmountValue
from atlas_gui.domain.figures import amount_in_words, grouped, money_in_words
from atlas_gui.domain.sums import LeftOutSum, Measure, Reason, Stage
from atlas_gui.domain.vocabulary import AmountKind
from atlas_gui.i18n import _, mark

_STAGES: Mapping[Stage, str] = {
    Stage.PROMISED: mark("promised"),
    Stage.PAID: mark("paid"),
    Stage.TRADED: mark("traded"),
}
_REASONS: Mapping[Reason, str] = {
    Reason.ONLY_TALKED_ABOUT: mark("Only talked about, planned or aimed at"),
    Reason.NOT_SETTLED: mark("Not signed or begun yet"),
    Reason.STOPPED: mark("Stopped: suspended, cancelled, ended or replaced"),
    Reason.MARKED: mark("The library says that it must not be added"),
    Reason.DISPUTED: mark("Sources disagree"),
    Reason.SEVERAL: mark("Several sums that may be the same money"),
    Reason.PART: mark("Part of a sum that counts"),
    Reason.ONLY_PARTS: mark("Only parts of the sum are known"),
    Reason.WITHIN: mark("In the sum of another record that is shown"),
    Reason.SAME_TRADE: mark("In another trade figure for the same time"),
}
# Three digits tell a reader how much it is; what is exact stands in the tooltip and in the table.
_SHORT = Context(prec=3, rounding=ROUND_HALF_EVEN)
_TEN = Decimal(10)
_SCALES = (
    (_TEN**12, mark("{number} tn")),
    (_TEN**9, mark("{number} bn")),
    (_TEN**6, mark("{number} m")),
)


def stage_in_words(stage: Stage) -> str:
    """How far money got: "promised"."""
    return _(_STAGES[stage])


def reason_in_words(reason: Reason) -> str:
    """Why a sum is in no total."""
    return _(_REASONS[reason])


def measure_in_words(measure: Measure) -> str:
    """What was added: "USD", "USD (≈ in 2014 US dollars)"."""
    if measure.conversion is None:
        return measure.currency
    return _("{currency} (≈ in {conversion})").format(
        currency=measure.currency, conversion=measure.conversion
    )


def total_in_words(amount: Decimal, measure: Measure) -> str:
    """A sum with all its digits, grouped: "US$1,234,567,890.5"."""
    money = money_in_words(grouped(amount), measure.currency)
    return _converted(money, measure)


def short_total(amount: Decimal, measure: Measure) -> str:
    """A sum cut to three digits, or four below ten thousand: "US$1.23 bn"."""
    money = money_in_words(_short_number(amount), measure.currency)
    return f"≈ {money}" if measure.conversion is not None else money


def left_out_in_words(one: LeftOutSum) -> str:
    """What was left out of one record: "US$500 million to US$600 million"; the library's reason behind it."""
    least, most = (
        amount_in_words(AmountValue(f"{amount:f}", one.measure.currency, AmountKind.COMMITTED))
        for amount in (one.least, one.most)
    )
    money = (
        least if one.least == one.most else _("{least} to {most}").format(least=least, most=most)
    )
    money = _converted(money, one.measure)
    return "; ".join((money, *one.notes))


def _converted(money: str, measure: Measure) -> str:
    if measure.conversion is None:
        return money
    return _("{money} (≈ in {conversion})").format(money=money, conversion=measure.conversion)


def _short_number(amount: Decimal) -> str:
    for scale, pattern in _SCALES:
        part = _SHORT.divide(amount, scale)
        # What rounds up to the next scale is said in that one: 1 bn, never 1,000 m.
        if part >= 1:
            return _(pattern).format(number=grouped(_plain(part)))
    return grouped(_plain(amount.quantize(Decimal("0.01")) if amount < _TEN**4 else round(amount)))


def _plain(number: Decimal | int) -> Decimal:
    """Without zeros behind the point and without an exponent."""
    number = Decimal(number)
    return (
        number.quantize(Decimal(1)) if number == number.to_integral_value() else number.normalize()
    )
