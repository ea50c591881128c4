"""Everything a reader can do, in one table.

It feeds the menus, the top bar, the context menus, the command palette and the shortcut sheet, so
that a shortcut stands in one place and none of these can forget an action.
"""

from atlas_gui.ui.actions.spec import ActionSpec, Menu, Needs
from atlas_gui.ui.actions.table import (
    ACTIONS,
    ActionTable,
    keys_in_words,
    plain_text,
    tip_with_keys,
)

__all__ = [
    "ACTIONS",
    "ActionSpec",
    "ActionTable",
    "Menu",
    "Needs",
    "keys_in_words",
    "plain_text",
    "tip_with_keys",
]
