"""Everything a reader can do, in one table.

It feeds the menus, the top bar, the context menus, the command palette and the shortcut sheet, so
that a shortcut stands in one place and none of these can forget an action.
"""

from collections.abc import Callable, Iterable, Mapping
from enum import Enum

from msgspec import Struct
from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from atlas_gui.i18n import _, mark


class Menu(Enum):
    """The menus of the menu bar, in order."""

    FILE = mark("&File")
    EDIT = mark("&Edit")
    VIEW = mark("&View")
    GO = mark("&Go")
    HELP = mark("&Help")


class Needs(Enum):
    """What must be so for an action to be possible; otherwise it is disabled, never hidden."""

    NOTHING = "nothing"
    RECORD = "record"
    BEHIND = "behind"
    AHEAD = "ahead"
    QUERY = "query"


class ActionSpec(Struct, frozen=True):
    """One thing a reader can do. `choice` groups actions of which one is on; a `toggle` is on or off."""

    id: str
    text: str
    menu: Menu
    tip: str
    shortcuts: tuple[str, ...] = ()
    needs: Needs = Needs.NOTHING
    choice: str = ""
    separator: bool = False
    toggle: bool = False


ACTIONS: tuple[ActionSpec, ...] = (
    ActionSpec(
        "export_pdf",
        mark("Export record as &PDF…"),
        Menu.FILE,
        mark("Preview the open record as a PDF and save it"),
        ("Ctrl+E",),
        Needs.RECORD,
    ),
    ActionSpec(
        "save_timeline",
        mark("Save &timeline as…"),
        Menu.FILE,
        mark("Save the timeline as SVG, PDF or PNG"),
        ("Ctrl+Shift+S",),
    ),
    ActionSpec("quit", mark("&Quit"), Menu.FILE, mark("Close Atlas"), ("Ctrl+Q",), separator=True),
    ActionSpec(
        "focus_search",
        mark("&Search"),
        Menu.EDIT,
        mark("Go to the search field and select what stands there"),
        ("Ctrl+F", "Ctrl+K", "Ctrl+L"),
    ),
    ActionSpec(
        "clear_search",
        mark("C&lear search"),
        Menu.EDIT,
        mark("Show all records again"),
        ("Ctrl+Shift+L",),
        Needs.QUERY,
    ),
    ActionSpec(
        "save_search",
        mark("Sa&ve this search"),
        Menu.EDIT,
        mark("Keep the present search under the country pairs, with a count that stays right"),
        ("Ctrl+D",),
        Needs.QUERY,
    ),
    ActionSpec(
        "next_match",
        mark("Next &match in record"),
        Menu.EDIT,
        mark("Go to the next searched word on the record's page"),
        ("F3",),
        Needs.RECORD,
        separator=True,
    ),
    ActionSpec(
        "previous_match",
        mark("Previo&us match in record"),
        Menu.EDIT,
        mark("Go to the searched word before on the record's page"),
        ("Shift+F3",),
        Needs.RECORD,
    ),
    ActionSpec(
        "copy_timeline",
        mark("Copy t&imeline"),
        Menu.EDIT,
        mark("Copy what the timeline shows as a picture"),
    ),
    ActionSpec(
        "copy_link",
        mark("&Copy link to record"),
        Menu.EDIT,
        mark("Put the lasting link of the open record on the clipboard"),
        ("Ctrl+Alt+K",),
        Needs.RECORD,
        separator=True,
    ),
    ActionSpec(
        "appearance_system",
        mark("Appearance as the &system"),
        Menu.VIEW,
        mark("Be light or dark as the system is"),
        choice="appearance",
    ),
    ActionSpec(
        "appearance_light",
        mark("&Light"),
        Menu.VIEW,
        mark("Dark text on a light ground"),
        choice="appearance",
    ),
    ActionSpec(
        "appearance_dark",
        mark("&Dark"),
        Menu.VIEW,
        mark("Light text on a dark ground"),
        choice="appearance",
    ),
    ActionSpec(
        "filters",
        mark("&Filters"),
        Menu.VIEW,
        mark("Show or hide what the found records have in common, to narrow by"),
        ("Ctrl+Shift+F",),
        separator=True,
        toggle=True,
    ),
    ActionSpec(
        "larger_text",
        mark("La&rger text"),
        Menu.VIEW,
        mark("Make all text larger"),
        ("Ctrl++", "Ctrl+="),
        separator=True,
    ),
    ActionSpec(
        "smaller_text", mark("S&maller text"), Menu.VIEW, mark("Make all text smaller"), ("Ctrl+-",)
    ),
    ActionSpec(
        "normal_text",
        mark("&Normal text"),
        Menu.VIEW,
        mark("Text as large as the system has it"),
        ("Ctrl+0",),
    ),
    ActionSpec(
        "order_count",
        mark("&Pairs with most records first"),
        Menu.VIEW,
        mark("Sort the country pairs by how many records match"),
        choice="order",
        separator=True,
    ),
    ActionSpec(
        "order_name",
        mark("Pairs by n&ame"),
        Menu.VIEW,
        mark("Sort the country pairs by name"),
        choice="order",
    ),
    ActionSpec(
        "order_latest",
        mark("Pairs with lat&est record first"),
        Menu.VIEW,
        mark("Sort the country pairs by their latest record"),
        choice="order",
    ),
    ActionSpec(
        "fit_timeline",
        mark("Whole &timeline"),
        Menu.VIEW,
        mark("Show all that was found on the timeline; again, the whole library's time"),
        ("Ctrl+Shift+T",),
        separator=True,
    ),
    ActionSpec(
        "fit_selection",
        mark("Timeline ar&ound the record"),
        Menu.VIEW,
        mark("Zoom the timeline to the open record"),
        ("Ctrl+Shift+R",),
        Needs.RECORD,
    ),
    ActionSpec(
        "keep_shown",
        mark("Only what the timeline sho&ws"),
        Menu.VIEW,
        mark("Narrow the search to the time that the timeline shows"),
        ("Ctrl+Shift+K",),
    ),
    ActionSpec(
        "lanes",
        mark("Timeline &by lanes…"),
        Menu.VIEW,
        mark("Choose what the lanes of the timeline tell apart"),
        ("Ctrl+Shift+N",),
    ),
    ActionSpec(
        "trade_figures",
        mark("Trade fi&gures"),
        Menu.VIEW,
        mark("Show the trade figures found as bars under the timeline"),
        toggle=True,
    ),
    ActionSpec(
        "less_motion",
        mark("Less mot&ion"),
        Menu.VIEW,
        mark("Let the timeline jump instead of glide"),
        toggle=True,
    ),
    ActionSpec(
        "full_screen",
        mark("F&ull screen"),
        Menu.VIEW,
        mark("Use the whole screen, or no longer"),
        ("F11",),
        separator=True,
    ),
    ActionSpec(
        "back",
        mark("&Back"),
        Menu.GO,
        mark("Where you were before"),
        ("Alt+Left",),
        Needs.BEHIND,
    ),
    ActionSpec(
        "forward",
        mark("&Forward"),
        Menu.GO,
        mark("Undo going back"),
        ("Alt+Right",),
        Needs.AHEAD,
    ),
    ActionSpec(
        "previous_record",
        mark("&Previous record"),
        Menu.GO,
        mark("Open the record above in the list"),
        ("Alt+Up",),
        separator=True,
    ),
    ActionSpec(
        "next_record",
        mark("&Next record"),
        Menu.GO,
        mark("Open the record below in the list"),
        ("Alt+Down",),
    ),
    ActionSpec(
        "go_to_date",
        mark("Go to a &date…"),
        Menu.GO,
        mark("Type a date to see that time on the timeline"),
        ("Ctrl+G",),
    ),
    ActionSpec(
        "next_pane",
        mark("Ne&xt pane"),
        Menu.GO,
        mark(
            "Move from pane to pane: search, pairs, saved searches, filters, list, record, timeline"
        ),
        ("F6",),
        separator=True,
    ),
    ActionSpec(
        "previous_pane",
        mark("Pre&vious pane"),
        Menu.GO,
        mark("Move from pane to pane, the other way round"),
        ("Shift+F6",),
    ),
    ActionSpec(
        "command_palette",
        mark("&Commands…"),
        Menu.HELP,
        mark("Find anything Atlas can do by typing"),
        ("Ctrl+Shift+P",),
    ),
    ActionSpec(
        "shortcut_sheet",
        mark("&Shortcuts"),
        Menu.HELP,
        mark("All keys on one sheet"),
        ("F1", "?"),
    ),
    ActionSpec(
        "about", mark("&About Atlas"), Menu.HELP, mark("Version and library"), separator=True
    ),
)


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
