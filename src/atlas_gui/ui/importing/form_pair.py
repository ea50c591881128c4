"""Two forms side by side, as the steps of an import have them."""

from PySide6.QtWidgets import QFormLayout, QHBoxLayout

_BETWEEN_ROWS, _BETWEEN_FORMS = 8, 28


class FormPair(QHBoxLayout):
    """`left` and `right` get rows; both take as much of the width."""

    def __init__(self) -> None:
        super().__init__()
        self.left, self.right = QFormLayout(), QFormLayout()
        self.setSpacing(_BETWEEN_FORMS)
        for form in (self.left, self.right):
            form.setVerticalSpacing(_BETWEEN_ROWS)
            form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
            self.addLayout(form, 1)
