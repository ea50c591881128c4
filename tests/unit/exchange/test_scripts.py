"""Every script has a name and families to look for; characters are told apart by script."""

import doctest

import pytest
from support.places import ROOT

from atlas_gui.exchange.pdf import scripts as module
from atlas_gui.exchange.pdf.scripts import FAMILIES, Script, script_name, script_of


def test_the_examples_hold() -> None:
    assert doctest.testmod(module).failed == 0


@pytest.mark.parametrize("script", Script)
def test_every_script_has_a_name_and_a_family(script: Script) -> None:
    assert script_name(script)
    assert FAMILIES[script]


@pytest.mark.parametrize(
    ("character", "script"),
    [
        ("华", Script.HAN),
        ("。", Script.HAN),
        ("の", Script.JAPANESE),
        ("カ", Script.JAPANESE),
        ("한", Script.KOREAN),
        ("ع", Script.ARABIC),
        ("ש", Script.HEBREW),
        ("ไ", Script.THAI),
        ("ስ", Script.ETHIOPIC),
        ("\U0001f600", Script.OTHER),
        ("\ue000", Script.OTHER),
    ],
)
def test_a_character_belongs_to_its_script(character: str, script: Script) -> None:
    assert script_of(character) is script


def test_the_documentation_lists_every_family_in_order() -> None:
    page = (ROOT / "docs" / "pdf.md").read_text(encoding="utf-8")
    for script, families in module.FAMILIES.items():
        name = module.script_name(script)
        assert f"| {name[:1].upper()}{name[1:]} | {', '.join(families)} |" in page
