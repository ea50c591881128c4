"""Light or dark, as the system has it or as the reader wants it; and the size of text."""

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from atlas_gui.state.settings import Appearance
from atlas_gui.ui.style_sheet import style_sheet
from atlas_gui.ui.theme import DARK, LIGHT, Theme

# The Chinese family stands before Qt's own fallback, which would take Japanese shapes.
FAMILIES = ["Noto Sans", "Noto Sans CJK SC", "Droid Sans Fallback", "WenQuanYi Zen Hei"]
_SMALLEST, _LARGEST, _STEP = 70, 200, 10


class AppearanceControl(QObject):
    """Gives the application its colours and its font.

    Signals: `theme_changed(Theme)` after the colours changed; `text_size_changed(int)` in per cent.
    """

    theme_changed = Signal(object)
    text_size_changed = Signal(int)

    def __init__(self, application: QApplication, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._application = application
        self._base_points = max(application.font().pointSizeF(), 9.0)
        self._wish: Appearance = "system"
        self._percent = 100
        application.setStyle("Fusion")
        self._theme = self._wanted_theme()
        self._apply_font()
        self._apply_theme()
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        """The colours in use."""
        return self._theme

    @property
    def wish(self) -> Appearance:
        """What the reader chose."""
        return self._wish

    @property
    def text_percent(self) -> int:
        """The size of text, 100 being the system's."""
        return self._percent

    def set_wish(self, wish: Appearance) -> None:
        """Follow the system, or be light or dark whatever it says."""
        self._wish = wish
        self._use(self._wanted_theme())

    def set_text_percent(self, percent: int) -> None:
        """Make all text larger or smaller, within what the window can hold."""
        percent = min(max(percent, _SMALLEST), _LARGEST)
        if percent != self._percent:
            self._percent = percent
            self._apply_font()
            # Widgets under a style sheet keep their font until the sheet is applied again.
            self._apply_theme()
            self.text_size_changed.emit(percent)

    @Slot()
    def larger_text(self) -> None:
        """One step larger."""
        self.set_text_percent(self._percent + _STEP)

    @Slot()
    def smaller_text(self) -> None:
        """One step smaller."""
        self.set_text_percent(self._percent - _STEP)

    @Slot()
    def normal_text(self) -> None:
        """The system's size."""
        self.set_text_percent(100)

    @Slot()
    def _follow_system(self) -> None:
        self._use(self._wanted_theme())

    def _wanted_theme(self) -> Theme:
        if self._wish != "system":
            return DARK if self._wish == "dark" else LIGHT
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return DARK if dark else LIGHT

    def _use(self, theme: Theme) -> None:
        if theme is not self._theme:
            self._theme = theme
            self._apply_theme()
            self.theme_changed.emit(theme)

    def _apply_font(self) -> None:
        font = QFont(self._application.font())
        font.setFamilies(FAMILIES)
        font.setPointSizeF(self._base_points * self._percent / 100)
        self._application.setFont(font)

    def _apply_theme(self) -> None:
        self._application.setPalette(palette_of(self._theme))
        self._application.setStyleSheet(style_sheet(self._theme))


def palette_of(theme: Theme) -> QPalette:
    """A theme as Qt's palette, for every widget that is not styled by itself."""
    palette = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.base,
        QPalette.ColorRole.AlternateBase: theme.window,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.error_text,
        QPalette.ColorRole.Highlight: theme.selection,
        QPalette.ColorRole.HighlightedText: theme.text,
        QPalette.ColorRole.Link: theme.accent,
        QPalette.ColorRole.LinkVisited: theme.accent,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Dark: theme.strong_line,
    }
    for role, colour in roles.items():
        palette.setColor(role, QColor(colour))
    for role in (
        QPalette.ColorRole.Text,
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.ButtonText,
    ):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.strong_line))
    return palette
