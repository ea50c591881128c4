"""The colours of the window, light and dark; every surface takes them from here.

Kind colours follow Okabe and Ito's palette for colour-blind readers (2008), darkened or lightened
until each reaches a contrast of 3:1 against its own background; text colours reach 4.5:1.
"""

from msgspec import Struct

from atlas_gui.domain.vocabulary import Group


class Theme(Struct, frozen=True):
    """Colours as `#rrggbb`; `base` is the ground of lists, `window` of side panes."""

    name: str
    window: str
    base: str
    raised: str
    text: str
    muted: str
    line: str
    strong_line: str
    accent: str
    accent_text: str
    selection: str
    hover: str
    mark: str
    warning_bg: str
    warning_text: str
    error_text: str
    rung_done: str
    rung_open: str
    star: str
    group_colours: dict[Group, str]


LIGHT = Theme(
    name="light",
    window="#f4f5f7",
    base="#ffffff",
    raised="#ffffff",
    text="#1b1f24",
    muted="#5d6672",
    line="#dfe2e6",
    strong_line="#868e98",
    accent="#1f5fb0",
    accent_text="#ffffff",
    selection="#dce8f8",
    hover="#eef2f7",
    mark="#ffe28a",
    warning_bg="#fff1d6",
    warning_text="#7d4f00",
    error_text="#b3261e",
    rung_done="#00805e",
    rung_open="#e4e7eb",
    star="#a06a00",
    group_colours={
        Group.AGREEMENTS: "#0069a8",
        Group.DEALS: "#00805e",
        Group.AID: "#c44f00",
        Group.VISITS: "#b05488",
        Group.STATEMENTS: "#3f7f93",
        Group.TRADE: "#7f6700",
        Group.SECURITY: "#6b4fa0",
        Group.MILESTONES: "#555d66",
    },
)
DARK = Theme(
    name="dark",
    window="#15181c",
    base="#1c2025",
    raised="#262b31",
    text="#e8eaed",
    muted="#a0a8b2",
    line="#30363d",
    strong_line="#78828e",
    accent="#7db3ff",
    accent_text="#0d1b2e",
    selection="#253b5e",
    hover="#242a31",
    mark="#6b5600",
    warning_bg="#3a2c14",
    warning_text="#ffc566",
    error_text="#ff8a80",
    rung_done="#2fc89a",
    rung_open="#30363d",
    star="#ffc94d",
    group_colours={
        Group.AGREEMENTS: "#4ea3e0",
        Group.DEALS: "#2fc89a",
        Group.AID: "#ff8b45",
        Group.VISITS: "#e79ac5",
        Group.STATEMENTS: "#7cc4d9",
        Group.TRADE: "#dcb52e",
        Group.SECURITY: "#b49ae6",
        Group.MILESTONES: "#aab2bb",
    },
)
