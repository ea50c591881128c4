"""The one table of actions, and what it feeds."""

import re
from collections import Counter

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QTreeWidget
from support.atlas_window import OpenAtlas
from support.places import ROOT

from atlas_gui.ui.actions import ACTIONS, ActionSpec, Menu, keys_in_words, plain_text
from atlas_gui.ui.shortcut_sheet import ShortcutSheet

# The offscreen platform says this of every window; it is about the platform, not the actions.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def identify(spec: ActionSpec) -> str:
    return spec.id


def test_ids_and_keys_are_given_once() -> None:
    ids = Counter(spec.id for spec in ACTIONS)
    keys = Counter(QKeySequence(keys).toString() for spec in ACTIONS for keys in spec.shortcuts)
    assert [name for name, count in (ids + keys).items() if count > 1] == []
    assert "" not in keys


def test_no_key_begins_another() -> None:
    keys = [QKeySequence(keys) for spec in ACTIONS for keys in spec.shortcuts]
    partial = QKeySequence.SequenceMatch.NoMatch
    clashes = [(a, b) for a in keys for b in keys if a is not b and a.matches(b) != partial]
    assert clashes == []


@pytest.mark.parametrize("menu", Menu)
def test_access_keys_of_a_menu_are_given_once(menu: Menu) -> None:
    letters = [
        found[1].casefold()
        for spec in ACTIONS
        if spec.menu is menu and (found := re.search("&([^&])", spec.text))
    ]
    assert len(letters) == len([spec for spec in ACTIONS if spec.menu is menu])
    assert [letter for letter, count in Counter(letters).items() if count > 1] == []


def test_access_keys_of_the_menu_bar_are_given_once() -> None:
    letters = [menu.value[menu.value.index("&") + 1].casefold() for menu in Menu]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize("spec", ACTIONS, ids=identify)
def test_each_action_says_what_it_does(spec: ActionSpec, atlas: OpenAtlas) -> None:
    action = atlas.action(spec.id)
    assert spec.tip
    assert not spec.tip.endswith(".")
    assert spec.tip in action.toolTip()
    assert action.statusTip() == spec.tip
    assert keys_in_words(spec) in action.toolTip()
    assert action.text() == spec.text


def test_every_action_is_reached_from_a_menu(atlas: OpenAtlas) -> None:
    reached = {
        action.objectName()
        for entry in atlas.window.menuBar().actions()
        for action in (entry.menu() or QMenu()).actions()  # type: ignore[attr-defined]
        if not action.isSeparator()
    }
    assert reached == {spec.id for spec in ACTIONS}


def test_every_shortcut_stands_on_the_sheet(atlas: OpenAtlas) -> None:
    atlas.do("shortcut_sheet")
    (sheet,) = atlas.window.findChildren(ShortcutSheet)
    tree = sheet.findChild(QTreeWidget)
    assert tree is not None
    rows = {
        (section.child(row).text(0), section.child(row).text(1))
        for number in range(tree.topLevelItemCount())
        for section in (tree.topLevelItem(number),)
        for row in range(section.childCount())
    }
    wanted = {(plain_text(spec.text), keys_in_words(spec)) for spec in ACTIONS if spec.shortcuts}
    assert wanted <= rows
    assert all(what and keys for what, keys in rows)
    sheet.reject()


def test_the_documentation_lists_every_shortcut() -> None:
    pages = [*ROOT.glob("docs/**/*.md")]
    if not any("Ctrl+" in page.read_text("utf-8") for page in pages):
        pytest.skip("docs/ tells of no shortcuts yet")
    text = "\n".join(page.read_text("utf-8") for page in pages)
    portable = QKeySequence.SequenceFormat.PortableText
    keys = [QKeySequence(keys).toString(portable) for spec in ACTIONS for keys in spec.shortcuts]
    assert [each for each in keys if each not in text] == []


def test_what_cannot_be_done_now_is_disabled_not_hidden(atlas: OpenAtlas) -> None:
    def disabled() -> set[str]:
        assert all(atlas.action(spec.id).isVisible() for spec in ACTIONS)
        return {spec.id for spec in ACTIONS if not atlas.action(spec.id).isEnabled()}

    # This window was given no file, and nothing is in the notebook yet.
    never = {"undo_notebook", "redo_notebook", "save_library_copy", "earlier_library"}
    assert disabled() == {"back", "forward", "clear_search", "save_search", *never}
    atlas.search_for("nickel")
    assert disabled() == {"forward", *never}
    atlas.do("back")
    assert disabled() == {"back", "clear_search", "save_search", *never}
    atlas.do("forward")
    assert atlas.state.query == "nickel"


@pytest.mark.parametrize(
    "choice", ["appearance_light", "appearance_dark", "appearance_system", "order_name"]
)
def test_a_choice_shows_which_is_on(atlas: OpenAtlas, choice: str) -> None:
    atlas.do(choice)
    group = choice.partition("_")[0]
    on = [
        spec.id
        for spec in ACTIONS
        if spec.id.startswith(f"{group}_") and atlas.action(spec.id).isChecked()
    ]
    assert on == [choice]


def test_keys_reach_their_actions_from_every_pane(atlas: OpenAtlas) -> None:
    panes = [atlas.search.field, atlas.tree.view, atlas.records.view, atlas.detail, atlas.lanes]
    for pane in panes:
        atlas.state.set_query("gas")
        pane.setFocus()
        assert atlas.focused() is pane
        atlas.press("Ctrl+Shift+L", pane)
        assert atlas.state.query == "", pane.accessibleName()
