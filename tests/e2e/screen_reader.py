"""Uses the window as an assistive program does and prints, as JSON, what it was told.

Runs under the system's Python, which has the bindings of AT-SPI; it knows nothing of Atlas's code.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402  the version has to be asked for first

PATIENCE = 30.0


def wait_for(question: Callable[[], Any], complaint: str) -> Any:
    """The answer of `question`, once there is one."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        answer = question()
        if answer:
            return answer
        time.sleep(0.1)
    sys.exit(f"not found: {complaint}")


def children(node: Any) -> list[Any]:
    """The parts of a node that are there now."""
    parts = (node.get_child_at_index(number) for number in range(node.get_child_count()))
    return [part for part in parts if part is not None]


def find(node: Any, name: str, roles: tuple[str, ...], depth: int = 0) -> Any:
    """The first node below with this name and one of these roles."""
    try:
        if node.get_name() == name and node.get_role_name() in roles:
            return node
        # Rows of lists are many and hold nothing that is looked for here.
        if depth > 14 or node.get_role_name() in ("table cell", "list item"):
            return None
        parts = children(node)
    except GLib.GError:
        return None  # it went while the window was walked through
    for part in parts:
        found = find(part, name, roles, depth + 1)
        if found is not None:
            return found
    return None


def frame() -> Any:
    """The window of Atlas."""
    programs = [each for each in children(Atspi.get_desktop(0)) if "atlas" in each.get_name()]
    for program in programs:
        for window in children(program):
            if window.get_role_name() == "frame" and window.get_child_count():
                return window
    return None


def seen(node: Any) -> dict[str, Any]:
    """What is told of one node."""
    return {
        "role": node.get_role_name(),
        "name": node.get_name(),
        "description": node.get_description(),
        "focusable": node.get_state_set().contains(Atspi.StateType.FOCUSABLE),
    }


def cells(node: Any, most: int = 80) -> list[str]:
    """The names of the first cells or items."""
    count = min(node.get_child_count(), most)
    return [node.get_child_at_index(number).get_name() for number in range(count)]


def lane_told(lane: Any) -> dict[str, Any]:
    """What is told of a lane of the timeline and of each thing in it."""
    return {**seen(lane), "marks": [mark_told(mark) for mark in children(lane)]}


def mark_told(mark: Any) -> dict[str, Any]:
    """What is told of a mark, and where it is."""
    area = Atspi.Component.get_extents(mark, Atspi.CoordType.SCREEN)
    return {**seen(mark), "area": [area.width, area.height], "parts": cells(mark)}


def dialog_is_open() -> Any:
    """The preview, once it is open."""
    program = frame().get_parent()
    return next((w for w in children(program) if w.get_role_name() == "dialog"), None)


def main() -> None:
    """Look round, type into the search, press Export."""
    Atspi.init()
    window = wait_for(frame, "the window")
    told = {"window": seen(window)}
    search = wait_for(
        lambda: find(window, "Search agreements", ("text", "entry")), "the search field"
    )
    tree = wait_for(lambda: find(window, "Country pairs", ("tree", "tree table")), "the pairs")
    records = wait_for(
        lambda: find(window, "Records", ("tree", "tree table", "table", "list")), "the records"
    )
    page = wait_for(
        lambda: find(window, "Record", ("label", "text", "document frame", "document text")),
        "the page",
    )
    timeline = wait_for(
        lambda: find(window, "Records on the timeline", ("panel", "grouping")), "the timeline"
    )
    lanes = wait_for(lambda: children(timeline), "a lane of the timeline")
    parts = {"search": search, "tree": tree, "records": records, "page": page, "marks": timeline}
    told |= {key: seen(node) if node else None for key, node in parts.items()}
    told["tree_cells"] = cells(tree)
    told["record_cells"] = cells(records)
    told["lanes"] = [lane_told(lane) for lane in lanes]
    told["page_text"] = Atspi.Text.get_text(page, 0, Atspi.Text.get_character_count(page))
    before = search.get_description()
    Atspi.EditableText.set_text_contents(search, "nickel")
    wait_for(lambda: search.get_description() != before, "an answer to the search")
    told["answer"] = search.get_description()
    told["found_cells"] = cells(records)
    export = wait_for(
        lambda: find(window, "Export as PDF", ("push button", "button")), "the button to export"
    )
    told["export"] = seen(export)
    Atspi.Action.do_action(export, 0)
    dialog = wait_for(dialog_is_open, "the preview")
    told["dialog"] = seen(dialog)
    print(json.dumps(told))


main()
