"""What the window of sums shows, as tables for other programs: all digits, no words in numbers."""

from collections.abc import Sequence
from decimal import Decimal

from atlas_gui.domain.sums import Measure
from atlas_gui.domain.sums_words import measure_in_words, reason_in_words, stage_in_words
from atlas_gui.exchange.tables.sum_table import SumTable
from atlas_gui.i18n import _
from atlas_gui.models.sums.rows_model import ShownRow, SumRowsModel
from atlas_gui.models.sums.words import by_in_words
from atlas_gui.search.money_answers import By, Sums, Total


def rows_sheet(
    model: SumRowsModel, total: Total, by: By, chosen: Sequence[int] | None = None
) -> SumTable:
    """The chosen rows of the model, or all with their total; each says what it is a sum of."""
    rows = [*model.rows, *([model.total] if model.total else [])]
    held = [rows[place] for place in chosen] if chosen else rows
    headings = [by_in_words(by), _("Sum"), _("Currency"), _("Stage"), _("Sums")]
    return SumTable(_("Sums"), headings, [_cells(row, total, by) for row in held])


def left_out_sheet(sums: Sums) -> SumTable:
    """What is in no total, and why."""
    rows = [(reason_in_words(one.reason), one.sums, one.records) for one in sums.left_out]
    return SumTable(_("Left out"), [_("Left out"), _("Sums"), _("Records")], rows)


def _cells(row: ShownRow, total: Total, by: By) -> list[str | int | Decimal]:
    measure = row.name if by is By.CURRENCY else measure_in_words(Measure(*total.measure))
    return [row.name, row.amount, measure, stage_in_words(total.stage), row.sums]
