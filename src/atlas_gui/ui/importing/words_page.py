"""What the words of a file mean: stages, kinds, sectors, and whom the labels of parties name."""

from collections.abc import Iterable, Mapping, Sequence

from msgspec.structs import replace
from PySide6.QtCore import Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Kind, Sector, Step
from atlas_gui.exchange.importing.guessing.open_words import OpenWords
from atlas_gui.exchange.importing.plan.report import LabelToSettle
from atlas_gui.exchange.importing.profile.choices import Choices, ColumnMeaning
from atlas_gui.i18n import _, mark, ngettext
from atlas_gui.ui.importing.quiet_box import QuietBox

_OPEN = ""
_TEXT = "text"
_MOST = 300
_GROUPS: tuple[tuple[ColumnMeaning, str], ...] = (
    (ColumnMeaning.STATUS, mark("How far it got")),
    (ColumnMeaning.KIND, mark("Kinds")),
    (ColumnMeaning.SECTOR, mark("Sectors")),
)


class WordsPage(QWidget):
    """Every word with how often it stands there and a box for what it means."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._tree = QTreeWidget(self)
        self._hint = QLabel(self)
        self._words: dict[ColumnMeaning, dict[str, QuietBox]] = {}
        self._labels: dict[str, QuietBox] = {}
        self._countries = QStandardItemModel(self)
        self._lay_out()

    def show_words(
        self,
        found: OpenWords,
        choices: Choices | None,
        countries: Sequence[tuple[str, str]],
    ) -> None:
        """Show what needs a meaning; `countries` are codes with names."""
        self._tree.clear()
        self._words.clear()
        self._labels.clear()
        self._countries = self._country_model(countries)
        if choices is not None:
            known: Mapping[ColumnMeaning, Mapping[str, str]] = {
                ColumnMeaning.STATUS: {word: step.value for word, step in choices.steps.items()},
                ColumnMeaning.KIND: {word: kind.value for word, kind in choices.kinds.items()},
                ColumnMeaning.SECTOR: {
                    word: sectors[0].value for word, sectors in choices.sectors.items() if sectors
                },
            }
            for meaning, heading in _GROUPS:
                self._add_words(meaning, _(heading), found.words.get(meaning, {}), known[meaning])
        self._add_labels(found.labels)
        self._tree.expandAll()
        open_labels = len(found.labels)
        self._hint.setText(_hint(open_labels, bool(self._words)))

    def is_empty(self) -> bool:
        """Whether there is nothing to say here."""
        return self._tree.topLevelItemCount() == 0

    def with_meanings(self, choices: Choices) -> Choices:
        """`choices` with what is chosen here."""
        steps, kinds, sectors = (self._chosen(meaning) for meaning, _heading in _GROUPS)
        return replace(
            choices,
            steps={word: Step(value) for word, value in steps.items()},
            kinds={word: Kind(value) for word, value in kinds.items()},
            sectors={word: (Sector(value),) for word, value in sectors.items()},
            labels=choices.labels | self.labels(),
        )

    def labels(self) -> dict[str, str]:
        """Whom the labels mean that were settled here."""
        return {name: box.currentData() for name, box in self._labels.items() if box.currentData()}

    def _chosen(self, meaning: ColumnMeaning) -> dict[str, str]:
        boxes = self._words.get(meaning, {})
        return {word: box.currentData() for word, box in boxes.items() if box.currentData()}

    def _lay_out(self) -> None:
        self._tree.setColumnCount(3)
        self._tree.setHeaderLabels([_("Word in the file"), _("Rows"), _("Means")])
        self._tree.setAccessibleName(_("Words and what they mean"))
        self._tree.setSelectionMode(QTreeWidget.SelectionMode.NoSelection)
        self._tree.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        header = self._tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self._tree.setColumnWidth(1, 90)
        self._tree.setColumnWidth(2, 300)
        self._hint.setWordWrap(True)
        self._hint.setTextFormat(Qt.TextFormat.PlainText)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self._hint)
        column.addWidget(self._tree, 1)

    def _add_words(
        self,
        meaning: ColumnMeaning,
        heading: str,
        words: Mapping[str, int],
        known: Mapping[str, str],
    ) -> None:
        if not words:
            return
        group = self._group(heading)
        boxes: dict[str, QuietBox] = {}
        for word, count in list(words.items())[:_MOST]:
            box = QuietBox(_choices_of(meaning))
            box.choose(known.get(word, _OPEN))
            self._add(group, word, count, box)
            boxes[word] = box
        self._words[meaning] = boxes

    def _add_labels(self, labels: Iterable[LabelToSettle]) -> None:
        shown = list(labels)[:_MOST]
        if not shown:
            return
        group = self._group(_("Whom these labels mean"))
        for one in shown:
            if one.label in self._labels:
                continue
            box = QuietBox()
            box.setModel(self._countries)
            box.choose(_OPEN)
            self._add(group, one.label, one.count, box)
            self._labels[one.label] = box

    def _group(self, heading: str) -> QTreeWidgetItem:
        group = QTreeWidgetItem([heading])
        font = group.font(0)
        font.setBold(True)
        group.setFont(0, font)
        self._tree.addTopLevelItem(group)
        return group

    def _add(self, group: QTreeWidgetItem, word: str, count: int, box: QuietBox) -> None:
        shown = " ".join(word.split())
        item = QTreeWidgetItem([shown if len(shown) <= 120 else f"{shown[:119]}…", f"{count:,}"])
        item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        group.addChild(item)
        box.setAccessibleName(_("What “{word}” means").format(word=shown[:120]))
        self._tree.setItemWidget(item, 2, box)

    def _country_model(self, countries: Sequence[tuple[str, str]]) -> QStandardItemModel:
        """One list for all boxes: a list each would take seconds to make."""
        model = QStandardItemModel(self)
        entries = [(_("Still open: kept as text"), _OPEN), (_("No country: kept as text"), _TEXT)]
        entries += [(name, code) for code, name in countries]
        for text, value in entries:
            item = QStandardItem(text)
            item.setData(value, Qt.ItemDataRole.UserRole)
            model.appendRow(item)
        return model


def _choices_of(meaning: ColumnMeaning) -> list[tuple[str, str]]:
    open_text = (_("Nothing yet: kept as text"), _OPEN)
    members: Iterable[Step | Kind | Sector]
    if meaning is ColumnMeaning.STATUS:
        members = Step
    elif meaning is ColumnMeaning.KIND:
        members = Kind
    else:
        members = Sector
    return [open_text, *((label(member), member.value) for member in members)]


def _hint(labels: int, has_words: bool) -> str:
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
