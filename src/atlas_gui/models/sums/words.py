"""Sums of what is shown in words: for the status bar, for tooltips, for the rows of a table."""

from decimal import Decimal

from atlas_gui.domain.date_names import year_in_words
from atlas_gui.domain.labels import label
from atlas_gui.domain.library import Library
from atlas_gui.domain.pairs import Pair
from atlas_gui.domain.record import Record
from atlas_gui.domain.sums import Measure, Reason, sums_of
from atlas_gui.domain.sums_words import (
    left_out_in_words,
    measure_in_words,
    short_total,
    stage_in_words,
    total_in_words,
)
from atlas_gui.domain.vocabulary import Kind, Sector
from atlas_gui.exchange.display_text import one_line
from atlas_gui.i18n import _, ngettext
from atlas_gui.search.money_answers import NONE, SEVERAL, By, SumRow, Sums, Total

_IN_LINE = 2
_IN_TIP = 12
_LEAST_PERCENT = Decimal("0.1")


def line_in_words(sums: Sums) -> str:
    """The leading totals and how much is left out, short; empty if no sum was found."""
    totals = sums.totals
    parts = [
        _("{sum} {stage}").format(
            sum=short_total(one.amount, one.measure), stage=stage_in_words(one.stage)
        )
        for one in totals[:_IN_LINE]
    ]
    if more := len(totals[_IN_LINE:]) + sums.more:
        parts.append(_("{count:,} more").format(count=more))
    if left_out := sums.left_out_sums:
        words = _("{count:,} left out") if totals else _("Sums: {count:,} left out")
        parts.append(words.format(count=left_out))
    return " · ".join(parts)


def tip_in_words(sums: Sums) -> str:
    """All digits of the totals, one a line, and how much is left out."""
    lines = [exact_in_words(one) for one in sums.totals[:_IN_TIP]]
    if more := len(sums.totals[_IN_TIP:]) + sums.more:
        lines.append(ngettext("and {count:,} more", "and {count:,} more", more).format(count=more))
    return "\n".join((_("Sums of what is shown"), *lines, *rest_in_words(sums)))


def exact_in_words(total: Total) -> str:
    """A total with all its digits, of how many sums it is, and how many of these are not exact."""
    count = ngettext("{count:,} sum", "{count:,} sums", total.sums).format(count=total.sums)
    words = _("{total} {stage}: {count}").format(
        total=one_line(total_in_words(total.amount, total.measure)),
        stage=stage_in_words(total.stage),
        count=count,
    )
    inexact = (
        (total.about, ngettext("{count:,} approximate", "{count:,} approximate", total.about)),
        (total.more, _("{count:,} given as “more than”")),
        (total.less, _("{count:,} given as “less than”")),
    )
    return "; ".join((words, *(text.format(count=count) for count, text in inexact if count)))


def rest_in_words(sums: Sums) -> list[str]:
    """What is in no total: sums that were left out, records without a sum or unreadable."""
    lines = []
    if left := sums.left_out_sums:
        lines.append(
            ngettext("{count:,} sum left out", "{count:,} sums left out", left).format(count=left)
        )
    if sums.without:
        words = ngettext(
            "{count:,} record names no sum", "{count:,} records name no sum", sums.without
        )
        lines.append(words.format(count=sums.without))
    if sums.unreadable:
        words = ngettext(
            "{count:,} record cannot be read", "{count:,} records cannot be read", sums.unreadable
        )
        lines.append(words.format(count=sums.unreadable))
    return lines


def total_named(total: Total) -> str:
    """What a total is of, to choose it by: "USD promised (≈ in 2014 US dollars)"."""
    return _("{measure}, {stage}").format(
        measure=one_line(measure_in_words(total.measure)), stage=stage_in_words(total.stage)
    )


def by_in_words(by: By) -> str:
    """What a total is broken down by."""
    return {
        By.PAIR: _("Country pair"),
        By.YEAR: _("Year"),
        By.KIND: _("Kind"),
        By.SECTOR: _("Sector"),
        By.CURRENCY: _("Currency"),
    }[by]


def row_name(row: SumRow, by: By, library: Library) -> str:
    """What a row is about, as a reader calls it."""
    if row.key in (SEVERAL, NONE) and by is not By.CURRENCY:
        return _several(by) if row.key == SEVERAL else _none(by)
    match by:
        case By.PAIR:
            first, _hyphen, second = row.key.partition("-")
            return library.pair_name(Pair(first, second))
        case By.KIND:
            return label(Kind(row.key))
        case By.SECTOR:
            return label(Sector(row.key))
        case By.CURRENCY:
            return one_line(measure_in_words(Measure(row.key, row.conversion)))
        case By.YEAR:
            return year_in_words(int(row.key))


def row_money(row: SumRow, measure: Measure, by: By) -> str:
    """The sum of a row with all its digits and its currency."""
    own = Measure(row.key, row.conversion) if by is By.CURRENCY else measure
    return total_in_words(row.amount, Measure(own.currency))


def share_in_words(amount: Decimal, total: Decimal) -> str:
    """A part of a total in per cent, to one digit; empty of nothing."""
    if not total:
        return ""
    percent = 100 * amount / total
    if amount and percent < _LEAST_PERCENT:
        return _("under {percent}\N{NO-BREAK SPACE}%").format(percent=_LEAST_PERCENT)
    return _("{percent}\N{NO-BREAK SPACE}%").format(percent=f"{percent:.1f}")


def of_record(record: Record, reason: Reason) -> str:
    """What of a record was left out for a reason."""
    sums = sums_of(record)
    told = [left_out_in_words(one) for one in sums.left_out if one.reason is reason]
    # What another record has in its sum would count by itself.
    told = told or [total_in_words(one.amount, one.measure) for one in sums.counted]
    return " · ".join(told)


def _several(by: By) -> str:
    return _("Several pairs") if by is By.PAIR else _("Several sectors")


def _none(by: By) -> str:
    return {By.PAIR: _("No pair"), By.SECTOR: _("No sector")}.get(by, _("No date"))
