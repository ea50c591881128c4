"""What a mark says of its record."""

from atlas_gui.domain.vocabulary import Group, Kind, Step
from atlas_gui.timeline.words import Subject

PLANT = Subject(
    "las-camariocas",
    "Las Camariocas nickel plant",
    "mid-2006",
    group=Group.DEALS,
    kind=Kind.INVESTMENT,
    step=Step.PRELIMINARY,
)


def test_kind_and_status_stand_apart_from_the_name() -> None:
    assert PLANT.description == "Investment, Preliminary"
    whole = f"{PLANT.brief_name}, {PLANT.description}"
    assert PLANT.tooltip.splitlines() == whole.split(", ")


def test_the_brief_name_has_title_and_date_alone() -> None:
    assert PLANT.brief_name == "Las Camariocas nickel plant, mid-2006"


def test_what_is_not_known_is_not_said() -> None:
    bare = Subject("a", "A", "2004")
    assert (bare.brief_name, bare.description) == ("A, 2004", "")
    assert bare.tooltip == "A\n2004"
