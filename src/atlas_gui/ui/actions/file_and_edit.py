"""The actions of the menus File and Edit: what leaves Atlas, and what is searched."""

from atlas_gui.i18n import mark
from atlas_gui.ui.actions.spec import ActionSpec, Menu, Needs

FILE_AND_EDIT: tuple[ActionSpec, ...] = (
    ActionSpec(
        "export_pdf",
        mark("Export record as &PDF…"),
        Menu.FILE,
        mark("Preview the open record as a PDF and save it"),
        ("Ctrl+E",),
        Needs.RECORD,
    ),
    ActionSpec(
        "export_table",
        mark("Export &list as a table…"),
        Menu.FILE,
        mark("Save the selected records, or all that was found, for spreadsheets or references"),
        ("Ctrl+Shift+E",),
        Needs.FOUND,
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
)
