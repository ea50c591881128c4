"""A table of choices: what can be chosen, what stands out, and what is refused."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from support.hostile import TITLE

from atlas_gui.models.choice_table import OPTIONS_ROLE, ChoiceRow, ChoiceTableModel

pytestmark = pytest.mark.usefixtures("qapp")
OPTIONS = {"land": [("Still open", ""), ("Cuba", "CUB"), ("Vietnam", "VNM")]}


@pytest.fixture
def model() -> ChoiceTableModel:
    made = ChoiceTableModel(("Word", "Rows", "Means"), frozenset({1}))
    rows = [
        ChoiceRow("", ("Whom they mean",)),
        ChoiceRow("a", ("Annam", "3"), "land", "VNM", urgent=True),
        ChoiceRow("b", (TITLE, "1"), "land", urgent=True),
        ChoiceRow("c", ("Cuba", "9"), "land", "CUB"),
    ]
    made.show(rows, OPTIONS)
    return made


def test_what_is_open_stands_out_in_words_and_weight(model: ChoiceTableModel) -> None:
    bold = Qt.ItemDataRole.FontRole
    assert model.index(2, 2).data() == "? Still open"
    assert model.index(2, 0).data(bold).bold()
    assert model.index(1, 2).data() == "Vietnam"
    assert model.index(1, 0).data(bold) is None
    assert model.first_open() == 2


def test_choosing_is_told_and_ends_the_standing_out(model: ChoiceTableModel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(model.dataChanged):
        assert model.setData(model.index(2, 2), "CUB")
    assert model.index(2, 2).data() == "Cuba"
    assert model.chosen("land") == {"a": "VNM", "b": "CUB", "c": "CUB"}
    assert model.first_open() == 1
    with qtbot.assertNotEmitted(model.dataChanged):
        assert model.setData(model.index(2, 2), "CUB")


@pytest.mark.parametrize(
    ("row", "column", "value"), [(2, 2, "XXX"), (2, 0, "CUB"), (0, 2, "CUB"), (2, 2, None)]
)
def test_what_is_no_option_is_refused(
    model: ChoiceTableModel, row: int, column: int, value: str | None
) -> None:
    assert not model.setData(model.index(row, column), value)
    assert model.chosen("land") == {"a": "VNM", "c": "CUB"}


def test_only_the_choice_can_be_changed_and_headings_are_passed_over(
    model: ChoiceTableModel,
) -> None:
    assert model.flags(model.index(0, 0)) == Qt.ItemFlag.NoItemFlags
    assert model.flags(model.index(1, 2)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(1, 0)) & Qt.ItemFlag.ItemIsEditable
    assert model.index(0, 0).data(Qt.ItemDataRole.FontRole).bold()
    assert list(model.index(0, 2).data(OPTIONS_ROLE)) == []


def test_texts_stay_text(model: ChoiceTableModel) -> None:
    assert model.index(2, 0).data() == TITLE
    assert model.index(2, 0).data(Qt.ItemDataRole.ToolTipRole) is None
    assert model.index(1, 1).data(Qt.ItemDataRole.TextAlignmentRole) & int(
        Qt.AlignmentFlag.AlignRight
    )


def test_an_empty_table_has_nothing_open() -> None:
    model = ChoiceTableModel(("Word", "Means"), frozenset())
    assert model.first_open() == -1
    assert model.choice_column == 1
