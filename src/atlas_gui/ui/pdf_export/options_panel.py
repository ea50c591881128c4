"""The choices beside the pages: what to export, on which paper, in which words, with which sections."""

from collections.abc import Iterable, Sequence
from enum import StrEnum

from msgspec import Struct
from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QFrame,
    QGroupBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from atlas_gui.domain.citation import language_name
from atlas_gui.exchange.file_name import PATTERN_FIELDS
from atlas_gui.exchange.report.options import Notes, Order, Paper, ReportOptions, Section
from atlas_gui.i18n import _, mark
from atlas_gui.ui.pdf_export.scopes import MOST_IN_DOSSIER, Scope

_PAPERS = {Paper.A4: mark("A4"), Paper.LETTER: mark("US Letter")}
_NOTES = {
    Notes.FOOT: mark("At the foot of each page"),
    Notes.END: mark("At the end of each record"),
}
_ORDERS = {
    Order.LIST: mark("As in the list"),
    Order.DATE: mark("By date"),
    Order.KIND: mark("By kind, then date"),
}
_SECTIONS = {
    Section.STATUS: mark("How far it got"),
    Section.FIELDS: mark("Table of fields"),
    Section.SUMMARY: mark("Summary"),
    Section.TIMELINE: mark("On the timeline"),
    Section.CLAIMS: mark("What the sources say"),
    Section.DISAGREEMENTS: mark("Where sources disagree"),
    Section.RELATIONS: mark("Related records"),
}
# Two boxes one after the other are one change.
_PAUSE_MS = 150


class Form(StrEnum):
    """One document of all records, or one for each of them."""

    TOGETHER = "together"
    EACH = "each"


class Choices(Struct, frozen=True):
    """Everything that the panel says: which of the scopes, in which form, how, under which names."""

    scope: int
    form: Form
    options: ReportOptions
    pattern: str


class OptionsPanel(QScrollArea):
    """Shows and changes the choices.

    Signals: `touched()` at each change that makes another document; `changed()` shortly after the last.
    """

    touched = Signal()
    changed = Signal()

    def __init__(
        self,
        scopes: Sequence[Scope],
        languages: Sequence[str],
        options: ReportOptions,
        pattern: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._scopes = scopes
        self._sheet = QWidget(self)
        self._scope = _box(((one.label, place) for place, one in enumerate(scopes)), 0)
        forms = (
            (_("One document"), Form.TOGETHER),
            (_("One PDF for each record"), Form.EACH),
        )
        self._form = _box(forms, Form.TOGETHER)
        self._wished_form = Form.TOGETHER
        self._why_each = _remark(
            _("More than {count:,} records are too many for one document.").format(
                count=MOST_IN_DOSSIER
            ),
            self._sheet,
        )
        self._pattern = QLineEdit(pattern)
        self._paper = _box(((_(name), key) for key, name in _PAPERS.items()), options.paper)
        names = ((language_name(tag), tag) for tag in languages)
        self._language = _box(names, options.language)
        self._notes = _box(((_(name), key) for key, name in _NOTES.items()), options.notes)
        self._order = _box(((_(name), key) for key, name in _ORDERS.items()), options.order)
        self._page_each = QCheckBox(_("Each record on a new &page"))
        self._page_each.setChecked(options.page_each)
        self._notebook = QCheckBox(_("Your st&ars, tags and notes"))
        self._notebook.setChecked(options.notebook)
        self._sections = {key: QCheckBox(_(name)) for key, name in _SECTIONS.items()}
        for key, box in self._sections.items():
            box.setChecked(options.shows(key))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.timeout.connect(self.changed)
        self._lay_out()
        self._connect()
        self._enable()

    def choices(self) -> Choices:
        """What is chosen now."""
        options = ReportOptions(
            paper=Paper(self._paper.currentData()),
            language=self._language.currentData(),
            sections=tuple(key for key, box in self._sections.items() if box.isChecked()),
            notes=Notes(self._notes.currentData()),
            order=Order(self._order.currentData()),
            page_each=self._page_each.isChecked(),
            notebook=self._notebook.isChecked(),
        )
        return Choices(
            self._scope.currentData(), self._chosen_form(), options, self._pattern.text()
        )

    def scope(self) -> Scope:
        """The records that are chosen now."""
        return self._scopes[self._scope.currentIndex()]

    def controls(self) -> list[QWidget]:
        """What can be chosen from, from top to bottom."""
        return [
            *(field for field, _name in self._named()),
            self._page_each,
            *self._sections.values(),
            self._notebook,
        ]

    def _chosen_form(self) -> Form:
        """The form that the records allow, else the one that the reader chose."""
        if self.scope().is_record:
            return Form.TOGETHER
        return Form.EACH if self._too_many() else self._wished_form

    def _too_many(self) -> bool:
        return len(self.scope().ids) > MOST_IN_DOSSIER

    def _lay_out(self) -> None:
        self.setWidget(self._sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Options"))
        # Its controls are stops for the Tab key; it follows them.
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(_("&Records:"), self._scope)
        form.addRow(_("&Form:"), self._form)
        form.addRow(self._why_each)
        form.addRow(_("&Names of files:"), self._pattern)
        form.addRow(_("Pap&er:"), self._paper)
        form.addRow(_("&Language of headings:"), self._language)
        form.addRow(_("N&otes:"), self._notes)
        form.addRow(_("Or&der:"), self._order)
        form.addRow(self._page_each)
        fields = " ".join(f"{{{name}}}" for name in PATTERN_FIELDS)
        self._pattern.setToolTip(_("Put in any of {fields}").format(fields=fields))
        sections = QGroupBox(_("Sections of a record"), self._sheet)
        column = QVBoxLayout(sections)
        for box in self._sections.values():
            column.addWidget(box)
        column.addWidget(self._notebook)
        whole = QVBoxLayout(self._sheet)
        whole.addLayout(form)
        whole.addWidget(sections)
        whole.addWidget(_remark(_("Title and sources are always there."), self._sheet))
        whole.addStretch(1)
        for field, name in self._named():
            field.setAccessibleName(name)

    def _named(self) -> Iterable[tuple[QWidget, str]]:
        return (
            (self._scope, _("Records")),
            (self._form, _("Form")),
            (self._pattern, _("Names of files")),
            (self._paper, _("Paper")),
            (self._language, _("Language of headings")),
            (self._notes, _("Notes")),
            (self._order, _("Order")),
        )

    def _connect(self) -> None:
        self._form.currentIndexChanged.connect(self._on_form)
        for box in (self._scope, self._paper, self._language, self._notes, self._order):
            box.currentIndexChanged.connect(self._on_changed)
        for check in (self._page_each, *self._sections.values(), self._notebook):
            check.toggled.connect(self._on_changed)

    @Slot()
    def _on_form(self, *_args: object) -> None:
        self._wished_form = Form(self._form.currentData())
        self._on_changed()

    @Slot()
    def _on_changed(self, *_args: object) -> None:
        self._enable()
        self.touched.emit()
        self._pause.start(_PAUSE_MS)

    def _enable(self) -> None:
        """Offer what makes sense for the records chosen; the rest is disabled, never hidden."""
        several = not self.scope().is_record
        each = self._chosen_form() is Form.EACH
        self._form.setEnabled(several and not self._too_many())
        self._show_form()
        self._why_each.setVisible(self._too_many())
        self._pattern.setEnabled(each)
        dossier = several and not each
        self._order.setEnabled(dossier)
        self._page_each.setEnabled(dossier)

    def _show_form(self) -> None:
        """A form that cannot be chosen shows which one there is; the reader's own comes back after it."""
        shown = self._chosen_form() if not self._form.isEnabled() else self._wished_form
        blocker = QSignalBlocker(self._form)
        self._form.setCurrentIndex(self._form.findData(shown))
        blocker.unblock()


def _box(choices: Iterable[tuple[str, object]], chosen: object) -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(18)
    for words, value in choices:
        box.addItem(words, value)
    box.setCurrentIndex(max(box.findData(chosen), 0))
    return box


def _remark(text: str, parent: QWidget) -> QLabel:
    label = QLabel(text, parent)
    label.setObjectName("remark")
    label.setWordWrap(True)
    return label
