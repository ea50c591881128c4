"""What stands on the sheet of a timeline, and what its key explains."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QImage
from support.atlas_window import OpenAtlas
from support.timeline_pane import CROWD_FIRST, LANES, RECORDS, Made, content_of, crowd_of
from support.timeline_sheet import YEARS, drafted, encoded, plain_reading, texts
from support.whole_index import reading_over

from atlas_gui.domain.vocabulary import Kind, Step
from atlas_gui.timeline.scale import Scale
from atlas_gui.timeline.scene import Scene
from atlas_gui.timeline.span import Span, fit
from atlas_gui.ui.timeline.content import TimelineContent
from atlas_gui.ui.timeline.legend import time_samples
from atlas_gui.ui.timeline.view import TimelineView
from atlas_gui.ui.timeline_export.formats import Format
from atlas_gui.ui.timeline_export.legend_block import sections_of
from atlas_gui.ui.timeline_export.making import draft_of
from atlas_gui.ui.timeline_export.occurring import TimeSign, occurring, sign_of_sample
from atlas_gui.ui.timeline_export.sheet import NARROWEST, WIDEST

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.usefixtures("qapp"),
]


def legend(content: TimelineContent, span: Span | None = None) -> dict[str, list[str]]:
    """The lines of the key to a picture, by section."""
    extent = content.marks.extent()
    assert extent is not None
    picture = Scene(content.marks, content.folded).picture(
        Scale(span or fit([extent]) or extent, 900.0, 200.0)
    )
    sections = sections_of(occurring(content.marks, picture))
    return {part.title: [entry.words for entry in part.entries] for part in sections}


# What stands on a sheet.


def test_title_years_lanes_and_source_stand_as_text(view: TimelineView) -> None:
    found = texts(encoded(drafted(view), Format.SVG))
    assert found[:2] == ["A library", "All records, 1960 to 2019"]
    assert {"Agreements", "1", "Deals", "4", "Visits and talks", "3"} <= set(found)
    assert "2 records without a date are not on the axis." in found
    (source,) = [text for text in found if text.startswith("Source: ")]
    assert source.startswith("Source: A library, edition 1. 8 records shown, ")
    assert {"Licence of the library: MIT", "Cite as: A library."} <= set(found)
    assert {"1960", "1980", "2000"} <= set(found)


def test_the_day_it_was_made_can_be_fixed(
    view: TimelineView, monkeypatch: pytest.MonkeyPatch
) -> None:
    day = dt.datetime(2020, 2, 29, tzinfo=dt.UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(day.timestamp())))
    assert "29 February 2020." in drafted(view).words.source[0]


def test_what_is_shown_is_told_apart_from_what_was_found(view: TimelineView) -> None:
    view.set_span(YEARS)
    part, whole = (drafted(view, whole=one) for one in (False, True))
    assert part.words.subtitle == "All records, 2004 to 2005"
    assert [part.tell(row).record_id for row in part.rows] == [
        "nickel",
        "visit",
        "drilling",
    ]
    assert "3 of 8 records shown" in part.words.source[0]
    shown, found = (texts(encoded(one, Format.SVG)) for one in (part, whole))
    assert "2 / 4" in shown
    assert "2 ›" in shown
    assert "Nickel" in shown
    assert "4" in found
    assert not [text for text in found if "›" in text]
    assert "Treaty" in found
    assert "Treaty" not in shown
    assert (part.stem, whole.stem) == (
        "A library timeline 2004–2005",
        "A library timeline 1960–2019",
    )


def test_all_lanes_are_there_however_few_are_in_sight(view: TimelineView) -> None:
    view.resize(1_200, 120)
    draft = drafted(view)
    assert {"Agreements", "Deals", "Visits and talks"} <= set(texts(encoded(draft, Format.SVG)))


def test_folded_lanes_stay_folded_and_hidden_ones_are_named(view: TimelineView) -> None:
    whole = drafted(view).sheet({}).size.height()
    view.show_content(content_of(RECORDS, folded=("deals",), hidden=(LANES["aid"],)))
    draft = drafted(view)
    found = texts(encoded(draft, Format.SVG))
    assert [text for text in found if text.startswith("▸")]
    assert "Buses" not in found
    assert "1 lane is hidden: Aid and loans." in found
    assert draft.sheet({}).size.height() < whole


def test_what_was_searched_for_is_said_in_words_and_as_typed(atlas: OpenAtlas) -> None:
    atlas.search_for("oil kind:contract")
    atlas.marks()
    draft = draft_of(reading_over(atlas.library), atlas.timeline, 1_200, whole=True)
    assert draft is not None
    assert draft.words.subtitle.startswith("Records with ")
    assert draft.words.query == "Search: oil kind:contract"


def test_a_sheet_is_no_narrower_and_no_wider_than_can_be_read(view: TimelineView) -> None:
    for asked, width in ((10, NARROWEST), (1_500, 1_500), (9_000, WIDEST)):
        draft = draft_of(plain_reading(), view, asked, whole=True)
        assert draft is not None
        assert draft.sheet({}).size.width() == width


def test_a_sheet_is_light_in_a_dark_window(atlas: OpenAtlas) -> None:
    atlas.do("appearance_dark")
    draft = draft_of(plain_reading(), atlas.timeline, 1_200, whole=True)
    assert draft is not None
    image = QImage.fromData(encoded(draft, Format.PNG))
    assert image.pixelColor(3, 3).name() == "#ffffff"


# The key.


def test_each_sample_of_the_key_explains_something_else() -> None:
    signs = [sign_of_sample(edtf, lasting=lasting) for edtf, lasting, _words in time_samples()]
    assert sorted(signs) == sorted(TimeSign)


@pytest.mark.parametrize(
    ("edtf", "line"),
    [
        ("1960-11-30", "On a day, or in a month"),
        ("1960-11", "On a day, or in a month"),
        ("196X", "Some time within a season, year, decade …"),
        ("1960-01-01/1961-12-31", "All of this time"),
        ("1960/1970", "From some time in one year to some time in another"),
        ("[..1960-05]", "Then or before"),
        ("[1960-05..]", "Then or after"),
        ("1960-05-01/..", "Goes on"),
        ("1960-05-01/9999", "Goes on"),
        ("../1960-05-01", "Had begun before"),
        ("1960/", "End not known"),
        ("/1960", "Beginning not known"),
    ],
)
def test_the_key_explains_the_time_of_a_mark_and_nothing_else(edtf: str, line: str) -> None:
    made = Made("treaty", "agreements", edtf, Step.SIGNED, Kind.TREATY)
    assert legend(content_of([made])) == {
        "Status": ["Signed"],
        "Kind": ["Agreements"],
        "Time": [line],
    }


@pytest.mark.parametrize(("edtf", "line"), [("1960-05~", "About then"), ("1960?", "Doubted")])
def test_a_doubt_is_explained_beside_the_time_that_it_is_about(edtf: str, line: str) -> None:
    (_body, doubt) = legend(content_of([Made("treaty", "agreements", edtf)]))["Time"]
    assert doubt == line


@given(st.sets(st.sampled_from(RECORDS), min_size=1))
def test_the_key_holds_the_statuses_and_groups_that_occur(records: set[Made]) -> None:
    found = legend(content_of(sorted(records)))
    steps = {one.step for one in records}
    shown = {word for line in found["Status"] for word in line.split(", ")}
    assert shown == {_label(step) for step in steps if step}
    assert found["Kind"] == ["Deals and investments"]
    assert "Counts" not in found


def _label(step: Step) -> str:
    return {Step.TOOK_PLACE: "Took place"}.get(step, step.value.replace("-", " ").capitalize())


def test_the_key_to_a_crowd_explains_columns_and_no_single_marks() -> None:
    assert legend(crowd_of()) == {
        "Kind": ["Deals and investments", "Visits and talks"],
        "Counts": ["Very many: begun then; faint: lasting through it"],
    }


def test_the_key_to_a_few_days_of_a_crowd_explains_single_marks() -> None:
    near = legend(crowd_of(), Span(CROWD_FIRST + 500, CROWD_FIRST + 510))
    assert near["Time"] == ["On a day, or in a month"]
    assert near["Status"] == ["Without a status"]
    assert near["Counts"] == ["Earlier, and later, than what is shown"]


def test_counts_are_explained_where_there_are_any() -> None:
    many = [Made(f"m{number}", "deals", "2004-05-06") for number in range(60)]
    far = Made("far", "deals", "1804-05-06")
    assert legend(content_of([*many, far]))["Counts"] == ["Several close together"]
