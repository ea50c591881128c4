"""What the palette cannot say: edges, corners and focus rings, made from the theme."""

from atlas_gui.ui.theme import Theme


def style_sheet(theme: Theme) -> str:
    """The application's style sheet; widgets are told apart by their object names."""
    return f"""
    QToolTip {{ background: {theme.raised}; color: {theme.text};
        border: 1px solid {theme.strong_line}; padding: 4px; }}
    QMenuBar {{ background: {theme.window}; }}
    QMenuBar::item {{ padding: 4px 10px; background: transparent; }}
    QMenuBar::item:selected {{ background: {theme.selection}; }}
    QMenu {{ background: {theme.raised}; border: 1px solid {theme.line}; padding: 4px; }}
    QMenu::item {{ padding: 5px 24px 5px 22px; }}
    QMenu::item:selected {{ background: {theme.selection}; color: {theme.text}; }}
    QMenu::item:disabled {{ color: {theme.strong_line}; }}
    QMenu::separator {{ height: 1px; background: {theme.line}; margin: 4px 8px; }}
    #top_bar {{ background: {theme.base}; border-bottom: 1px solid {theme.line}; }}
    #library_title {{ color: {theme.muted}; }}
    #brand {{ font-weight: 600; }}
    QToolButton {{ border: 1px solid transparent; border-radius: 6px; padding: 5px 8px; }}
    QToolButton:hover {{ background: {theme.hover}; }}
    QToolButton:focus {{ border-color: {theme.accent}; }}
    QToolButton::menu-indicator {{ image: none; width: 0; }}
    QPushButton {{ background: {theme.raised}; border: 1px solid {theme.strong_line};
        border-radius: 6px; padding: 5px 14px; }}
    QPushButton:hover {{ background: {theme.hover}; }}
    QPushButton:focus {{ border: 2px solid {theme.accent}; padding: 4px 13px; }}
    QPushButton:disabled {{ color: {theme.strong_line}; border-color: {theme.line}; }}
    QPushButton#primary, QPushButton:default {{ background: {theme.accent};
        color: {theme.accent_text}; border-color: {theme.accent}; }}
    QPushButton#primary:focus, QPushButton:default:focus {{ border: 2px solid {theme.text}; }}
    QPushButton#primary:disabled {{ background: {theme.rung_open}; color: {theme.muted};
        border-color: {theme.rung_open}; }}
    #search_frame {{ background: {theme.base}; border: 1px solid {theme.strong_line};
        border-radius: 7px; }}
    #search_frame[focused="true"] {{ border: 2px solid {theme.accent}; }}
    #search_field {{ background: transparent; border: none; padding: 5px 2px; }}
    #search_count {{ color: {theme.muted}; }}
    #pane_heading {{ color: {theme.muted}; font-weight: 600; }}
    #side_pane, #side_pane QTreeView {{ background: {theme.window}; }}
    QTreeView {{ background: {theme.base}; border: none; outline: 0;
        selection-background-color: {theme.selection}; selection-color: {theme.text}; }}
    QTreeView::item:hover {{ background: {theme.hover}; }}
    QTreeView::item:selected {{ background: {theme.selection}; color: {theme.text}; }}
    QHeaderView {{ background: {theme.base}; border: none; }}
    QHeaderView::section {{ background: {theme.base}; color: {theme.muted}; border: none;
        border-bottom: 1px solid {theme.line}; padding: 7px 9px; font-weight: 600; }}
    #detail_page {{ background: {theme.base}; border: none; }}
    QSplitter::handle {{ background: {theme.line}; }}
    QStatusBar {{ background: {theme.window}; color: {theme.muted};
        border-top: 1px solid {theme.line}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {theme.muted}; padding: 2px 6px; }}
    #notice_bar {{ background: {theme.warning_bg}; }}
    #notice_bar QLabel {{ color: {theme.warning_text}; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    #empty_page {{ background: {theme.base}; }}
    #empty_state {{ color: {theme.muted}; }}
    QLineEdit {{ background: {theme.base}; border: 1px solid {theme.strong_line};
        border-radius: 6px; padding: 4px 6px; selection-background-color: {theme.accent};
        selection-color: {theme.accent_text}; }}
    QLineEdit:focus {{ border: 2px solid {theme.accent}; padding: 3px 5px; }}
    QScrollBar:vertical {{ background: transparent; width: 12px; margin: 0; }}
    QScrollBar:horizontal {{ background: transparent; height: 12px; margin: 0; }}
    QScrollBar::handle {{ background: {theme.strong_line}; border-radius: 3px; margin: 3px; }}
    QScrollBar::handle:vertical {{ min-height: 28px; }}
    QScrollBar::handle:horizontal {{ min-width: 28px; }}
    QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
    QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}
    """
