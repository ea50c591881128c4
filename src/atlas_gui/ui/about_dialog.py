"""Which Atlas this is, and which library it shows."""

import platform

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from atlas_gui import __version__
from atlas_gui.domain.library import Library
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _, ngettext


class AboutDialog(QDialog):
    """Plain text that can be selected and copied."""

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("About Atlas"))
        text = QLabel(self)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setWordWrap(True)
        text.setMinimumWidth(self.fontMetrics().averageCharWidth() * 60)
        text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        text.setText(_about_text(library))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 14)
        column.addWidget(text)
        column.addWidget(buttons)


def _about_text(library: Library) -> str:
    info, count = library.info, len(library.records)
    records = ngettext("{count} record", "{count} records", count).format(count=count)
    lines = (
        _("Atlas {version}").format(version=__version__),
        _("Relations between two countries, with a source for every value."),
        "",
        _("Library: {title}, edition {edition}, {records}").format(
            title=in_language(info.title), edition=info.edition, records=records
        ),
        _("Licence of the library: {licence}").format(licence=info.licence),
        _("Cite as: {citation}").format(citation=info.citation),
        "",
        _("Qt {qt}, Python {python}").format(qt=qVersion(), python=platform.python_version()),
    )
    return "\n".join(lines)
