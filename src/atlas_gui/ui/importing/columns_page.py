"""What each column means, and what holds where the file does not say."""

from itertools import pairwise

from msgspec.structs import replace
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import AmountKind, Kind
from atlas_gui.exchange.importing.profile.choices import (
    MEANING_LABELS,
    ONCE,
    Choices,
    ColumnMeaning,
)
from atlas_gui.exchange.importing.profile.model import DateOrder
from atlas_gui.exchange.importing.reading.sampling import Sample
from atlas_gui.exchange.importing.rows import as_text
from atlas_gui.i18n import _
from atlas_gui.models.choice_table import ChoiceRow, ChoiceTableModel
from atlas_gui.ui.importing.choice_view import ChoiceView
from atlas_gui.ui.importing.form_pair import FormPair
from atlas_gui.ui.importing.quiet_box import QuietBox

_EXAMPLES = 4
_EXAMPLE_LENGTH = 80
_MEANING = "meaning"
_WIDEST_NAME = 220
_MEANING_WIDTH = 250


class ColumnsPage(QWidget):
    """Signals: `changed` when another meaning or another choice was made."""

    changed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._choices: Choices | None = None
        self._model = ChoiceTableModel(
            (_("Column"), _("For example"), _("Means")), frozenset(), self
        )
        self._table = ChoiceView(self._model, self)
        self._title = QLineEdit(self)
        self._kind = QuietBox((label(kind), kind.value) for kind in Kind)
        self._amount = QuietBox((label(kind), kind.value) for kind in AmountKind)
        self._currency = QLineEdit(self)
        self._order = QuietBox(
            (
                (_("not stated"), DateOrder.UNSTATED.value),
                (_("day first: 31/12/2020"), DateOrder.DAY_FIRST.value),
                (_("month first: 12/31/2020"), DateOrder.MONTH_FIRST.value),
            )
        )
        self._decimal = QuietBox(
            ((_("found out"), ""), (_("point: 1,234.5"), "."), (_("comma: 1.234,5"), ","))
        )
        self._split = QLineEdit(self)
        self._lay_out()
        self._model.dataChanged.connect(self._tell)

    def show_choices(self, choices: Choices, table: Sample) -> None:
        """Show proposals, or what was chosen before."""
        self._choices = choices
        self._title.setText(choices.title)
        self._kind.choose(choices.kind.value)
        self._amount.choose(choices.amount_kind.value)
        self._currency.setText(choices.currency or "")
        self._order.choose(choices.order.value)
        self._decimal.choose(choices.decimal or "")
        self._split.setText(choices.split or "")
        self._fill(choices, table)

    def choices(self) -> Choices | None:
        """What is chosen now; None before there is anything to choose."""
        if self._choices is None:
            return None
        currency = self._currency.text().strip().upper()
        return replace(
            self._choices,
            title=self._title.text().strip() or self._choices.title,
            columns=self._choices.columns
            | {row.key: ColumnMeaning(row.value) for row in self._model.rows},
            kind=Kind(self._kind.currentData()),
            amount_kind=AmountKind(self._amount.currentData()),
            currency=currency if len(currency) == 3 and currency.isascii() else None,
            order=DateOrder(self._order.currentData()),
            decimal=self._decimal.currentData() or None,
            split=self._split.text() or None,
        )

    def keep_words(self, choices: Choices) -> None:
        """Remember what words and labels mean, as it was chosen in another step."""
        if self._choices is not None:
            self._choices = replace(
                self._choices,
                steps=choices.steps,
                kinds=choices.kinds,
                sectors=choices.sectors,
                labels=choices.labels,
            )

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self._table

    def fault(self) -> str:
        """What is still to be said before anything can be imported; empty if nothing is."""
        chosen = self.choices()
        if chosen is None:
            return ""
        if chosen.first(ColumnMeaning.TITLE) is None:
            return _("Say which column holds the title of an entry.")
        for meaning in ONCE:
            if len(chosen.having(meaning)) > 1:
                return _("Two columns are said to be: {meaning}. Choose one.").format(
                    meaning=_(MEANING_LABELS[meaning])
                )
        return ""

    def _lay_out(self) -> None:
        self._table.setAccessibleName(_("Columns of the file"))
        header = self._table.horizontalHeader()
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)
        self._currency.setMaxLength(3)
        self._currency.setPlaceholderText(_("such as USD"))
        self._split.setMaxLength(5)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._table, 1)
        hint = QLabel(
            _(
                "What is kept as text stands with the record as it is. Nothing is lost that you do"
                " not leave out."
            ),
            self,
        )
        hint.setWordWrap(True)
        hint.setObjectName("remark")
        column.addWidget(hint)
        column.addLayout(self._forms())
        self._name_controls()

    def _forms(self) -> FormPair:
        pair = FormPair()
        left, right = pair.left, pair.right
        left.addRow(_("Name of the &source:"), self._title)
        left.addRow(_("&Kind, where none is said:"), self._kind)
        left.addRow(_("Days are &written:"), self._order)
        right.addRow(_("Sums of &money are:"), self._amount)
        right.addRow(_("Cu&rrency, where none is said:"), self._currency)
        right.addRow(_("&Fractions follow a:"), self._decimal)
        right.addRow(_("Several in one cell are &parted by:"), self._split)
        return pair

    def _name_controls(self) -> None:
        for widget, name in (
            (self._title, _("Name of the source")), (self._kind, _("Kind, where none is said")),
            (self._order, _("Days are written")), (self._amount, _("Sums of money are")),
            (self._currency, _("Currency, where none is said")),
            (self._decimal, _("Fractions follow a")),
            (self._split, _("Several in one cell are parted by")),
        ):  # fmt: skip
            widget.setAccessibleName(name)
        order = (self._table, self._title, self._kind, self._order, self._amount, self._currency,
                 self._decimal, self._split)  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _fill(self, choices: Choices, table: Sample) -> None:
        places = {name: place for place, name in enumerate(table.columns)}
        rows = [
            ChoiceRow(name, (name, _examples(table, places[name])), _MEANING, meaning.value)
            for name, meaning in choices.columns.items()
            if name in places
        ]
        options = [(_(words), meaning.value) for meaning, words in MEANING_LABELS.items()]
        self._model.show(rows, {_MEANING: options})
        self._table.resizeColumnToContents(0)
        self._table.setColumnWidth(0, min(self._table.columnWidth(0), _WIDEST_NAME))
        self._table.setColumnWidth(2, _MEANING_WIDTH)
        self._table.go_to_first()

    @Slot()
    def _tell(self) -> None:
        self.changed.emit()


def _examples(table: Sample, place: int) -> str:
    """The first few texts of a column that differ; no more of it is looked at."""
    found: dict[str, None] = {}
    for row in table.rows:
        if row.cells[place] is not None:
            found[" ".join(as_text(row.cells[place]).split())[:_EXAMPLE_LENGTH]] = None
            if len(found) == _EXAMPLES:
                break
    return " · ".join(found)
