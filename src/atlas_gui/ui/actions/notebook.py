"""The actions of the menu Notebook: what the reader keeps about records."""

from atlas_gui.i18n import mark
from atlas_gui.ui.actions.spec import ActionSpec, Menu, Needs

NOTEBOOK: tuple[ActionSpec, ...] = (
    ActionSpec(
        "star",
        mark("&Star"),
        Menu.NOTEBOOK,
        mark("Give the open record or the selected ones a star, or take it away"),
        ("Ctrl+B",),
        Needs.RECORD,
        toggle=True,
    ),
    ActionSpec(
        "add_tag",
        mark("Add &tag…"),
        Menu.NOTEBOOK,
        mark("Go to where tags of the open record or the selected ones are typed"),
        ("Ctrl+T",),
        Needs.RECORD,
    ),
    ActionSpec(
        "write_note",
        mark("&Write note"),
        Menu.NOTEBOOK,
        mark("Go to the note on the open record; it is saved as you write"),
        ("Ctrl+Shift+M",),
        Needs.RECORD,
    ),
    ActionSpec(
        "insert_link",
        mark("Insert copied &link into note"),
        Menu.NOTEBOOK,
        mark("Put the lasting link of the record copied before into the note"),
        ("Ctrl+Shift+V",),
        Needs.RECORD,
    ),
    ActionSpec(
        "read_later",
        mark("Read late&r"),
        Menu.NOTEBOOK,
        mark("Put the open record or the selected ones on the reading list, or take them off"),
        ("Ctrl+Shift+D",),
        Needs.RECORD,
        toggle=True,
    ),
    ActionSpec(
        "show_starred",
        mark("Show st&arred records"),
        Menu.NOTEBOOK,
        mark("List the records with a star"),
        ("Ctrl+Shift+B",),
        separator=True,
    ),
    ActionSpec(
        "show_listed",
        mark("Show reading l&ist"),
        Menu.NOTEBOOK,
        mark("List the records to be read later"),
    ),
    ActionSpec(
        "show_noted",
        mark("Show records with a &note"),
        Menu.NOTEBOOK,
        mark("List the records with a note"),
    ),
    ActionSpec(
        "undo_notebook",
        mark("&Undo"),
        Menu.NOTEBOOK,
        mark("Take back what was last done in the notebook"),
        ("Ctrl+Z",),
        Needs.TO_UNDO,
        separator=True,
    ),
    ActionSpec(
        "redo_notebook",
        mark("R&edo"),
        Menu.NOTEBOOK,
        mark("Do again what was taken back last in the notebook"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        Needs.TO_REDO,
    ),
    ActionSpec(
        "notebook_strip",
        mark("N&otebook below the record"),
        Menu.NOTEBOOK,
        mark("Show star, tags and note below the record, or their heading alone"),
        toggle=True,
        separator=True,
    ),
)
