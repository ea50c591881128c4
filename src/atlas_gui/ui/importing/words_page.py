"""What the words of a file mean: stages, kinds, sectors, and whom the labels of parties name."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QLabel, QVBoxLayout, QWidget

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Kind, Sector, Step
from atlas_gui.exchange.importing.guessing.open_words import OpenWords
from atlas_gui.exchange.importing.plan.report import LabelToSettle
from atlas_gui.exchange.importing.profile.choices import Choices, ColumnMeaning
from atlas_gui.i18n import _, mark, ngettext
from atlas_gui.models.choice_table import ChoiceRow, ChoiceTableModel
from atlas_gui.ui.importing.choice_view import ChoiceView

_OPEN = ""
_TEXT = "text"
_LABEL = "label"
_GROUPS: tuple[tuple[ColumnMeaning, str], ...] = (
    (ColumnMeaning.STATUS, mark("How far it got")),
    (ColumnMeaning.KIND, mark("Kinds")),
    (ColumnMeaning.SECTOR, mark("Sectors")),
)
_Options = list[tuple[str, str]]


class WordsPage(QWidget):
    """Every word with how often it stands there and a box for what it means; open labels first."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = ChoiceTableModel(
            (_("Word in the file"), _("Column"), _("Rows"), _("Means")), frozenset({2}), self
        )
        self._table = ChoiceView(self._model, self)
        self._hint = QLabel(self)
        self._lay_out()

    def show_words(
        self,
        found: OpenWords,
        choices: Choices | None,
        countries: Sequence[tuple[str, str]],
        settled: Mapping[str, str],
    ) -> None:
        """Show what needs a meaning; `countries` are codes with names, `settled` labels with codes."""
        rows = _label_rows(found.labels, settled)
        options = {_LABEL: _country_options(countries)}
        if choices is not None:
            known = _known_words(choices)
            for meaning, heading in _GROUPS:
                column = choices.first(meaning) or ""
                rows += _word_rows(
                    meaning, (heading, column), found.words.get(meaning, {}), known[meaning]
                )
                options[meaning.value] = _options_of(meaning)
        self._model.show(rows, options)
        self._table.go_to_first()
        labels = sum(row.kind == _LABEL for row in rows)
        self._hint.setText(_hint(labels, has_words=len(rows) > labels + bool(labels)))

    def first_control(self) -> QWidget:
        """Where the keyboard begins."""
        return self._table

    def is_empty(self) -> bool:
        """Whether there is nothing to say here."""
        return not self._model.rows

    def with_meanings(self, choices: Choices) -> Choices:
        """`choices` with what is chosen here; what is not listed here stays as it was."""
        steps, kinds, sectors = (self._merged(meaning, choices) for meaning, _heading in _GROUPS)
        return replace(
            choices,
            steps={word: Step(value) for word, value in steps.items()},
            kinds={word: Kind(value) for word, value in kinds.items()},
            sectors={
                # A word that was read as several sectors stays so unless it was changed here.
                word: before
                if (before := choices.sectors.get(word)) and before[0].value == value
                else (Sector(value),)
                for word, value in sectors.items()
            },
            labels=self.labels(choices.labels),
        )

    def labels(self, before: Mapping[str, str]) -> dict[str, str]:
        """Whom labels mean: as before, but for those that are listed here, as it is chosen."""
        listed = {row.key for row in self._model.rows if row.kind == _LABEL}
        kept = {name: code for name, code in before.items() if name not in listed}
        return kept | self._model.chosen(_LABEL)

    def _merged(self, meaning: ColumnMeaning, choices: Choices) -> dict[str, str]:
        listed = {row.key for row in self._model.rows if row.kind == meaning.value}
        before = _known_words(choices)[meaning]
        kept = {word: value for word, value in before.items() if word not in listed}
        return kept | self._model.chosen(meaning.value)

    def _lay_out(self) -> None:
        self._table.setAccessibleName(_("Words and what they mean"))
        header = self._table.horizontalHeader()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for place, width in ((1, 170), (2, 70), (3, 300)):
            self._table.setColumnWidth(place, width)
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._hint)
        column.addWidget(self._table, 1)


def _label_rows(labels: Iterable[LabelToSettle], settled: Mapping[str, str]) -> list[ChoiceRow]:
    """A row a label; what stands in several columns is one label, and means the same in all."""
    counts: dict[str, int] = {}
    columns: dict[str, dict[str, None]] = {}
    for one in labels:
        counts[one.label] = counts.get(one.label, 0) + one.count
        columns.setdefault(one.label, {})[one.column] = None
    if not counts:
        return []
    rows = [
        ChoiceRow(
            name,
            (name, ", ".join(columns[name]), f"{count:,}"),
            _LABEL,
            settled.get(name, _OPEN),
            urgent=True,
        )
        for name, count in counts.items()
    ]
    return [ChoiceRow("", (_("Not known: whom these labels mean"),)), *rows]


def _word_rows(
    meaning: ColumnMeaning,
    place: tuple[str, str],
    words: Mapping[str, int],
    known: Mapping[str, str],
) -> list[ChoiceRow]:
    """A row a word; `place` is what is above them, and the column they stand in."""
    heading, column = place
    if not words:
        return []
    rows = [
        ChoiceRow(
            word, (word, column, f"{count:,}"), meaning.value, known.get(word, _OPEN), urgent=True
        )
        for word, count in words.items()
    ]
    return [ChoiceRow("", (_(heading),)), *rows]


def _known_words(choices: Choices) -> dict[ColumnMeaning, dict[str, str]]:
    return {
        ColumnMeaning.STATUS: {word: step.value for word, step in choices.steps.items()},
        ColumnMeaning.KIND: {word: kind.value for word, kind in choices.kinds.items()},
        ColumnMeaning.SECTOR: {
            word: sectors[0].value for word, sectors in choices.sectors.items() if sectors
        },
    }


def _country_options(countries: Sequence[tuple[str, str]]) -> _Options:
    return [
        (_("Still open: kept as text"), _OPEN),
        (_("No country: kept as text"), _TEXT),
        *((name, code) for code, name in countries),
    ]


def _options_of(meaning: ColumnMeaning) -> _Options:
    members: Iterable[Step | Kind | Sector]
    if meaning is ColumnMeaning.STATUS:
        members = Step
    elif meaning is ColumnMeaning.KIND:
        members = Kind
    else:
        members = Sector
    named = [(label(member), member.value) for member in members]
    return [(_("Nothing yet: kept as text"), _OPEN), *named]


def _hint(labels: int, *, has_words: bool) -> str:
    if not labels:
        if not has_words:
            return _("All labels are known. There is nothing to settle.")
        return _("Look whether these words are understood as you mean them. All labels are known.")
    words = ngettext(
        "{count} label is not known. What you settle here holds for all its rows and is remembered.",
        "{count} labels are not known. What you settle here holds for all their rows and is remembered.",
        labels,
    )
    return words.format(count=labels)
