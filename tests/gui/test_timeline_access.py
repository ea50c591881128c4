"""The timeline as assistive programs find it: a group of lanes, each a list of items."""

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface
from pytestqt.qtbot import QtBot
from support.timeline_pane import (
    CROWD_FIRST,
    RECORDS,
    Made,
    canvas,
    content_of,
    crowd_of,
    mark_of,
    select,
    strip,
)

from atlas_gui.domain.edtf_days import day_number
from atlas_gui.timeline.span import Span
from atlas_gui.ui.theme import LIGHT
from atlas_gui.ui.timeline import accessible
from atlas_gui.ui.timeline.content import TimelineContent
from atlas_gui.ui.timeline.view import TimelineView

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")

_NAME, _DESCRIPTION = QAccessible.Text.Name, QAccessible.Text.Description
_ROLE = QAccessible.Role


def told(widget: QObject) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(widget)
    assert found is not None
    return found


def passing() -> TimelineContent:
    """Five records that pass through our time, and a crowd of others."""
    long = [Made(f"long{n}", "deals", f"{1600 + n}/{2100 + n}") for n in range(5)]
    days = [Made(f"d{n}", "deals", f"{1700 + n}-01-01") for n in range(320)]
    return content_of([*long, *days])


def children(node: QAccessibleInterface) -> list[QAccessibleInterface]:
    return [node.child(number) for number in range(node.childCount())]


def name(node: QAccessibleInterface) -> str:
    return node.text(_NAME)


def lane_items(view: TimelineView, lane: int) -> list[QAccessibleInterface]:
    return children(told(canvas(view)).child(lane))


def names(view: TimelineView) -> list[list[str]]:
    """The names of the items of each lane."""
    return [[name(item) for item in children(lane)] for lane in children(told(canvas(view)))]


def test_lanes_are_a_group_of_lists(view: TimelineView) -> None:
    lanes = told(canvas(view))
    assert lanes.role() == _ROLE.Grouping
    assert name(lanes) == "Records on the timeline"
    found = children(lanes)
    assert [lane.role() for lane in found] == [_ROLE.List] * 3
    assert [name(lane) for lane in found] == [
        "Agreements: 1 record",
        "Deals: 4 records",
        "Visits and talks: 3 records",
    ]
    for number, lane in enumerate(found):
        assert lanes.indexOfChild(lane) == number
        assert lane.parent().role() == _ROLE.Grouping
        assert {item.role() for item in children(lane)} == {_ROLE.ListItem}


def test_each_mark_has_title_and_date_and_on_asking_kind_and_status(view: TimelineView) -> None:
    assert names(view)[1] == [
        "Nickel, 2004",
        "Drilling, Nov 2005",
        "Buses, about 2006",
        "Network, 5 Jun 2019",
    ]
    descriptions = [item.text(_DESCRIPTION) for item in lane_items(view, 1)]
    assert descriptions[0] == "Contract, Preliminary"
    assert descriptions[3] == "Contract, Suspended"
    assert all(item.text(QAccessible.Text.Value) == "" for item in lane_items(view, 1))


def test_items_follow_one_another_as_the_arrows_go(view: TimelineView, qtbot: QtBot) -> None:
    lanes = canvas(view)
    qtbot.waitUntil(lanes.hasFocus)
    for lane in range(3):
        items = lane_items(view, lane)
        lanes.go_to(lanes.scene.marks.bounds[lane])
        for item in items:
            assert name(told(lanes).focusChild()) == name(item)
            qtbot.keyClick(lanes, Qt.Key.Key_Right)


def test_every_record_is_an_item_somewhere(view: TimelineView) -> None:
    found = {item.split(",")[0].lower() for lane in names(view) for item in lane}
    assert found == {record.record_id for record in RECORDS}


def test_items_stand_where_they_are_painted(view: TimelineView) -> None:
    lanes = told(canvas(view))
    for number, lane in enumerate(children(lanes)):
        assert lane.rect().width() == canvas(view).width()
        for position, item in enumerate(children(lane)):
            middle = item.rect().center()
            assert lane.rect().contains(middle)
            assert lanes.childAt(middle.x(), middle.y()) is lane
            assert name(lane.childAt(middle.x(), middle.y())) == name(item)
            assert lane.indexOfChild(item) == position
            assert item.parent() is lane
            assert lanes.child(number) is lane
    outside = lanes.rect().bottomRight()
    assert lanes.childAt(outside.x(), outside.y() + 500) is None
    network = lane_items(view, 1)[3].rect()
    area = canvas(view).area_of(mark_of(view, "network"))
    assert abs(network.center().x() - canvas(view).mapToGlobal(area.center()).x()) <= 1


def test_an_item_says_whether_it_is_focused_selected_or_out_of_sight(
    view: TimelineView, qtbot: QtBot
) -> None:
    lanes = canvas(view)
    qtbot.waitUntil(lanes.hasFocus)
    select(view, "nickel")
    nickel, drilling = lane_items(view, 1)[:2]
    assert nickel.state().selected and nickel.state().focused
    assert not drilling.state().selected and not drilling.state().focused
    assert drilling.state().focusable and drilling.state().selectable
    qtbot.keyClick(lanes, Qt.Key.Key_Right)
    assert nickel.state().selected and not nickel.state().focused
    assert drilling.state().focused
    focused = told(lanes).focusChild()
    assert name(focused) == "Drilling, Nov 2005"
    assert not nickel.state().offscreen
    view.set_span(Span(736_000.0, 737_600.0))
    assert nickel.state().offscreen
    assert not lane_items(view, 1)[3].state().offscreen


@pytest.fixture
def announced(monkeypatch: pytest.MonkeyPatch) -> list[tuple[QAccessible.Event, str]]:
    """What assistive programs are told at once, by kind of event."""
    heard: list[tuple[QAccessible.Event, str]] = []

    class Heard(QAccessible):
        @staticmethod
        def isActive() -> bool:
            return True

        @staticmethod
        def updateAccessibility(event: QAccessibleEvent) -> None:
            told = (event.type(), event.accessibleInterface().text(_NAME))
            if told[0] is QAccessible.Event.NameChanged:
                renamed.append(told[1])
            else:
                # Whoever keeps names hears of the new one first.
                assert renamed[-1] == told[1]
                heard.append(told)

    renamed: list[str] = []
    monkeypatch.setattr(accessible, "QAccessible", Heard)
    return heard


def test_moving_announces_title_and_date_alone(
    view: TimelineView, qtbot: QtBot, announced: list[tuple[QAccessible.Event, str]]
) -> None:
    qtbot.waitUntil(canvas(view).hasFocus)
    announced.clear()
    select(view, "nickel")
    qtbot.keyClick(canvas(view), Qt.Key.Key_Right)
    event = QAccessible.Event
    assert announced == [(event.Selection, "Nickel, 2004"), (event.Focus, "Drilling, Nov 2005")]
    select(view, "nickel")
    assert announced[2:] == []


def test_moving_over_columns_announces_their_numbers(
    crowded: TimelineView, qtbot: QtBot, announced: list[tuple[QAccessible.Event, str]]
) -> None:
    qtbot.waitUntil(canvas(crowded).hasFocus)
    announced.clear()
    qtbot.keyClick(canvas(crowded), Qt.Key.Key_Home)
    qtbot.keyClick(canvas(crowded), Qt.Key.Key_Right)
    assert [words for _event, words in announced] == ["1960: 366 records", "1961: 365 records"]


def test_moving_within_a_count_announces_each_of_its_marks(
    view: TimelineView, qtbot: QtBot, announced: list[tuple[QAccessible.Event, str]]
) -> None:
    view.show_content(
        content_of([RECORDS[0], *(Made(f"m{n:02}", "deals", "2019-06-05") for n in range(40))])
    )
    qtbot.waitUntil(canvas(view).hasFocus)
    lanes = canvas(view)
    lanes.go_to(lanes.scene.marks.bounds[1] + 20)
    announced.clear()
    for _press in range(3):
        qtbot.keyClick(lanes, Qt.Key.Key_Right)
        assert told(lanes).focusChild().state().focused
    assert [words for _event, words in announced] == [f"M{n}, 5 Jun 2019" for n in (21, 22, 23)]
    focused = [item for item in lane_items(view, 1) if item.state().focused]
    assert focused == []


def test_moving_through_what_lasts_throughout_announces_each_record(
    view: TimelineView, qtbot: QtBot, announced: list[tuple[QAccessible.Event, str]]
) -> None:
    view.show_content(passing())
    view.set_span(Span(693_600.0, 693_640.0))
    qtbot.waitUntil(canvas(view).hasFocus)
    lanes = canvas(view)
    lanes.go_to(0)
    announced.clear()
    qtbot.keyClick(lanes, Qt.Key.Key_Right)
    assert lanes.current is not None
    assert [words for _event, words in announced] == [lanes.teller.brief(lanes.current)]


def test_a_lane_out_of_sight_in_part_says_how_much(view: TimelineView) -> None:
    view.set_span(Span(732_000.0, 733_500.0))
    assert name(told(canvas(view)).child(1)) == (
        "Deals: 2 of 4 records in sight, 1 earlier, 1 later"
    )


def test_the_description_tells_the_years_and_every_lane(view: TimelineView) -> None:
    view.set_span(Span(float(day_number(2000)), float(day_number(2010))))
    assert told(canvas(view)).text(_DESCRIPTION).splitlines() == [
        "2000 to 2009 shown",
        "Agreements: 0 of 1 record in sight, 1 earlier, 0 later",
        "Deals: 3 of 4 records in sight, 0 earlier, 1 later",
        "Visits and talks: 1 of 3 records in sight, 2 earlier, 0 later",
    ]


def test_a_folded_lane_says_so_and_has_its_columns(view: TimelineView) -> None:
    view.show_content(content_of(RECORDS, folded=("deals",)))
    agreements, deals, _visits = children(told(canvas(view)))
    assert deals.state().collapsed and not deals.state().expanded
    assert agreements.state().expanded and not agreements.state().collapsed
    found = [name(item) for item in children(deals)]
    assert found
    assert all("record" in words for words in found)
    assert "2019: 1 record" in found or any(words.startswith("2019") for words in found)


def test_the_columns_of_a_band_are_items_with_period_and_number(crowded: TimelineView) -> None:
    items = lane_items(crowded, 0)
    assert 20 < len(items) < 100
    assert name(items[0]) == "1960: 366 records"
    assert all(item.rect().width() >= 5 for item in items[1:-1])
    numbers = [int(name(item).split(": ")[1].split()[0].replace(",", "")) for item in items]
    assert sum(numbers) == 20_000
    middle = items[5].rect().center()
    lane = told(canvas(crowded)).child(0)
    assert name(lane.childAt(middle.x(), middle.y())) == name(items[5])


def test_a_count_is_an_item_with_its_marks(view: TimelineView) -> None:
    days = [
        Made(f"m{day}", "deals", f"2019-06-{day:02}", kind=RECORDS[0].kind) for day in range(1, 25)
    ]
    view.show_content(content_of([RECORDS[0], *days]))
    counts = [item for item in lane_items(view, 1) if item.childCount()]
    assert counts
    for count in counts:
        marks = children(count)
        assert name(count) == f"2019: {len(marks)} records"
        assert all(name(mark).endswith("Jun 2019") for mark in marks)
        assert all(mark.text(_DESCRIPTION) == "Contract" for mark in marks)
        assert all(mark.role() == _ROLE.ListItem and mark.isValid() for mark in marks)
        assert [count.indexOfChild(mark) for mark in marks] == list(range(len(marks)))
        assert {mark.rect() for mark in marks} == {count.rect()}
        assert count.child(len(marks)) is None
    mark = int(name(children(counts[0])[1]).split(",")[0][1:])
    select(view, f"m{mark}")
    assert children(counts[0])[1].state().selected
    assert counts[0].state().selected
    singles = [item for item in lane_items(view, 1) if not item.childCount()]
    assert len(singles) + sum(count.childCount() for count in counts) == len(days)


def test_what_passes_through_is_one_item(view: TimelineView) -> None:
    view.show_content(passing())
    view.set_span(Span(693_600.0, 693_640.0))
    line = lane_items(view, 0)[-1]
    assert name(line) == "5 more records reach into this time"
    assert [name(mark) for mark in children(line)] == [
        f"Long{n}, {1600 + n}–{2100 + n}" for n in range(5)
    ]


def test_items_of_before_are_gone_and_no_longer_valid(view: TimelineView) -> None:
    lanes = told(canvas(view))
    deals, visits = lanes.child(1), lanes.child(2)
    last = deals.child(3)
    assert last.isValid() and visits.isValid()
    view.show_content(content_of(RECORDS[:3]))
    assert deals.isValid() and not visits.isValid()
    assert not last.isValid()
    assert name(last) == name(visits) == ""
    assert last.rect().isEmpty() and visits.rect().isEmpty()
    assert last.state().invalid and visits.state().invalid
    assert deals.child(3) is None and lanes.child(2) is None and lanes.child(-1) is None


def test_looking_on_while_marks_turn_into_columns_and_back(view: TimelineView) -> None:
    kept: list[QAccessibleInterface] = []
    contents = [content_of(RECORDS), crowd_of(2_000), content_of([]), content_of(RECORDS[2:])]
    for content in contents * 3:
        view.show_content(content)
        for days in (40.0, 4_000.0):
            view.set_span(Span(CROWD_FIRST + 0.0, CROWD_FIRST + days))
            for lane in children(told(canvas(view))):
                kept += [lane, *children(lane)]
            for item in kept:
                if item.isValid():
                    item.text(_NAME)
                    item.rect()
                item.state()
                item.childCount()


def test_panes_come_and_go_while_assistive_programs_look(qtbot: QtBot) -> None:
    for _round in range(20):
        made = TimelineView(LIGHT)
        made.show_content(content_of(RECORDS))
        lanes = children(told(canvas(made)))
        kept = [*lanes, *(item for lane in lanes for item in children(lane))]
        assert all(item.isValid() for item in kept)
        with qtbot.waitSignal(made.destroyed):
            made.deleteLater()
        assert not any(item.isValid() for item in kept)


def test_the_pane_and_its_strip_have_names(view: TimelineView) -> None:
    assert (told(view).role(), name(told(view))) == (_ROLE.Grouping, "Timeline")
    view.set_span(Span(float(day_number(2000)), float(day_number(2010, 1, 2))))
    found = told(strip(view))
    assert name(found) == "Overview of the whole time"
    assert found.text(_DESCRIPTION) == "2000 to 2010 shown"
