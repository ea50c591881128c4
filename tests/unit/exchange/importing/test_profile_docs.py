"""docs/import-profiles.md against what profiles may hold."""

import re
from pathlib import Path

import msgspec
import pytest
from support.places import ROOT

from atlas_gui import paths
from atlas_gui.exchange.importing.profile import model, profiles
from atlas_gui.exchange.importing.profile.toml_file import profile_in
from atlas_gui.exchange.importing.rows import FileWishes

_DOCUMENT = ROOT / "docs" / "import-profiles.md"
_STRUCTS: list[type[msgspec.Struct]] = [
    FileWishes,
    *(
        held
        for held in vars(model).values()
        if isinstance(held, type)
        and issubclass(held, msgspec.Struct)
        and held.__module__ == model.__name__
        and held not in (model.Rule, model._Table)
    ),
]


def _rows(marker: str) -> list[list[str]]:
    text = _DOCUMENT.read_text("utf-8")
    table = re.search(rf"<!-- {marker} -->\n((?:\|.*\n)+)", text)
    assert table is not None, marker
    lines = table[1].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|", 2)] for line in lines]


@pytest.mark.parametrize("struct", _STRUCTS, ids=lambda struct: struct.__name__)
def test_every_key_is_documented_and_no_other(struct: type[msgspec.Struct]) -> None:
    conditions = {field.name for field in msgspec.structs.fields(model.Rule)}
    wanted = {
        f"`{field.name}`": "yes" if field.required else "no"
        for field in msgspec.structs.fields(struct)
        if not (issubclass(struct, model.Rule) and field.name in conditions)
    }
    table = _rows(f"keys: {struct.__name__}")
    assert {row[0]: row[1] for row in table} == wanted
    assert all(row[2] for row in table)


def test_the_example_is_a_profile() -> None:
    (block,) = re.findall(
        r"<!-- example -->\n```toml\n(.*?)```", _DOCUMENT.read_text("utf-8"), re.DOTALL
    )
    profile = profile_in(block.encode(), Path("example.toml"))
    assert profile.amounts[0].times == "1000000"


def test_every_profile_that_comes_with_atlas_is_listed(tmp_path: Path) -> None:
    shipped = sorted(one.profile.profile.name for one in profiles(tmp_path))
    assert [row[0].strip("`") for row in _rows("shipped")] == shipped
    assert len(shipped) == len(list((paths.resources() / "profiles").glob("*.toml")))
