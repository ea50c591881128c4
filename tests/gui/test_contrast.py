"""Text and signs stand out from their ground, in light and dark (WCAG 2.2: 1.4.3, 1.4.11)."""

import re
from itertools import product

import pytest
from PySide6.QtGui import QColor, QPalette

from atlas_gui.domain.vocabulary import Group
from atlas_gui.ui.appearance import palette_of
from atlas_gui.ui.style_sheet import style_sheet
from atlas_gui.ui.theme import DARK, LIGHT, Theme

_TEXT, _GRAPHICS = 4.5, 3.0
# The colour of a text and every ground it is written on.
_TEXTS = {
    "text": ("window", "base", "raised", "selection", "hover", "mark", "rung_open"),
    "muted": ("window", "base", "raised", "hover"),
    "accent": ("window", "base", "raised"),
    "accent_text": ("accent",),
    "warning_text": ("warning_bg", "base"),
    "error_text": ("window", "base", "raised"),
}
_SIGNS = {
    "accent": ("window", "base", "raised"),
    "strong_line": ("window", "base"),
    "rung_done": ("base", "rung_open"),
    "star": ("window", "base", "selection", "hover"),
}


def luminance(colour: str) -> float:
    parts = (QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF())
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def too_faint(theme: Theme, uses: dict[str, tuple[str, ...]], least: float) -> list[str]:
    return [
        f"{colour} on {ground}: {found:.2f}"
        for colour, grounds in uses.items()
        for ground in grounds
        if (found := contrast(getattr(theme, colour), getattr(theme, ground))) < least
    ]


def test_contrast_is_reckoned_as_the_standard_says() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == pytest.approx(1.0)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_text_can_be_read_on_every_ground_it_stands_on(theme: Theme) -> None:
    assert too_faint(theme, _TEXTS, _TEXT) == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_signs_and_edges_stand_out(theme: Theme) -> None:
    assert too_faint(theme, _SIGNS, _GRAPHICS) == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
@pytest.mark.parametrize("group", Group)
def test_the_colour_of_a_group_stands_out(theme: Theme, group: Group) -> None:
    colour = theme.group_colours[group]
    for ground in ("base", "selection", "hover"):
        assert contrast(colour, getattr(theme, ground)) >= _GRAPHICS, ground


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_no_two_groups_look_alike(theme: Theme) -> None:
    colours = [QColor(theme.group_colours[group]) for group in Group]
    for one, other in product(colours, colours):
        apart = sum(
            abs(a - b)
            for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]
        )
        assert one is other or apart > 40


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_every_colour_of_the_window_is_one_of_the_theme(theme: Theme) -> None:
    values = (getattr(theme, name) for name in dir(theme) if not name.startswith("_"))
    own = {value for value in values if isinstance(value, str) and value.startswith("#")}
    assert set(re.findall(r"#[0-9a-fA-F]{6}\b", style_sheet(theme))) <= own
    palette = palette_of(theme)
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Text, QPalette.ColorRole.Link):
        assert palette.color(role).name() in own


def test_both_themes_are_whole_and_told_apart() -> None:
    assert set(LIGHT.group_colours) == set(DARK.group_colours) == set(Group)
    assert luminance(LIGHT.base) > luminance(LIGHT.text)
    assert luminance(DARK.base) < luminance(DARK.text)
