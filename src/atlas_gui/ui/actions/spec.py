"""What an action is: its words, its keys, its place, and what it needs."""

from enum import Enum

from msgspec import Struct

from atlas_gui.i18n import mark


class Menu(Enum):
    """The menus of the menu bar, in order."""

    FILE = mark("&File")
    EDIT = mark("&Edit")
    NOTEBOOK = mark("&Notebook")
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
    FOUND = "found"
    RECORD_OR_FOUND = "record or found"
    TO_UNDO = "to undo"
    TO_REDO = "to redo"
    LIBRARY_FILE = "library file"
    OWN_LIBRARY = "own library"
    OWN_NOTEBOOK = "own notebook"


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
