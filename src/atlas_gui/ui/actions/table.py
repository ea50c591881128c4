"""The actions of one window."""

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from atlas_gui.i18n import _
from atlas_gui.ui.actions.file_and_edit import FILE_AND_EDIT
from atlas_gui.ui.actions.notebook import NOTEBOOK
from atlas_gui.ui.actions.spec import ActionSpec, Menu, Needs
from atlas_gui.ui.actions.view_go_help import VIEW_GO_AND_HELP

ACTIONS: tuple[ActionSpec, ...] = (*FILE_AND_EDIT, *NOTEBOOK, *VIEW_GO_AND_HELP)


class ActionTable(QObject):
    """The actions of one window, made from ACTIONS and bound to what they do."""

    def __init__(self, handlers: Mapping[str, Callable[[], None]], parent: QObject) -> None:
        """`handlers` has one function for each action's id; KeyError names one that is missing."""
        super().__init__(parent)
        self._actions: dict[str, QAction] = {}
        choices: dict[str, QActionGroup] = {}
        for spec in ACTIONS:
            action = QAction(_(spec.text), self)
            action.setObjectName(spec.id)
            action.setToolTip(tip_with_keys(spec))
            action.setStatusTip(_(spec.tip))
            action.setShortcuts([QKeySequence(keys) for keys in spec.shortcuts])
            action.triggered.connect(handlers[spec.id])
            action.setCheckable(bool(spec.choice) or spec.toggle)
            if spec.choice:
                group = choices.setdefault(spec.choice, QActionGroup(self))
                group.addAction(action)
            self._actions[spec.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def all(self) -> Iterable[QAction]:
        """Every action, in the order of the table."""
        return self._actions.values()

    def of_menu(self, menu: Menu) -> list[tuple[ActionSpec, QAction]]:
        """The actions of one menu with their specs, in order."""
        return [(spec, self._actions[spec.id]) for spec in ACTIONS if spec.menu is menu]

    def enable(self, met: Mapping[Needs, bool]) -> None:
        """Enable each action whose need is met."""
        for spec in ACTIONS:
            self._actions[spec.id].setEnabled(met.get(spec.needs, True))


def plain_text(text: str) -> str:
    """An action's text without the mark of its access key."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def keys_in_words(spec: ActionSpec) -> str:
    """The shortcuts of an action as the system writes them."""
    native = QKeySequence.SequenceFormat.NativeText
    return _(" or ").join(QKeySequence(keys).toString(native) for keys in spec.shortcuts)


def tip_with_keys(spec: ActionSpec) -> str:
    """What an action does, and its keys."""
    keys = keys_in_words(spec)
    return f"{_(spec.tip)} ({keys})" if keys else _(spec.tip)
