"""Trade figures on their strip: a row for each pair, every bar told, reached and true to its claim."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas
from support.libraries import Plain, record
from support.strips import (
    Strips,
    accessible,
    names,
    picture,
    step,
    strips_over,
    tooltip_at,
    trade,
    traded,
)

from atlas_gui.domain.vocabulary import Group
from atlas_gui.timeline.series import Bar
from atlas_gui.ui import figures_presenter
from atlas_gui.ui.theme import DARK, LIGHT, Theme
from atlas_gui.ui.timeline.trade_painter import bar_rect, fill_of
from atlas_gui.ui.timeline.trade_strip import TradeStrip

# The offscreen platform says this of every window and popup; it is about the platform.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SMALL = "1600000000"
LARGE = "108000000000"
RUSSIA = ("CHN", "RUS")


def of_cuba(year: int, amount: str = SMALL, **parts: str) -> Plain:
    return trade(f"cuba-{year}", str(year), traded(amount, **parts))


def of_russia(year: int, amount: str = LARGE) -> Plain:
    return trade(f"russia-{year}", str(year), traded(amount), countries=RUSSIA)


def shown(
    qtbot: QtBot, *records: Plain, theme: Theme = LIGHT, query: str = ""
) -> tuple[Strips, TradeStrip]:
    made = strips_over(qtbot, *records, theme=theme)
    made.search(query)
    return made, made.view.trade_strip


def bars(strip: TradeStrip) -> list[Bar]:
    return [bar for row in strip.things().rows for bar in row.picture.in_time()]


def middle(strip: TradeStrip, number: int) -> QPoint:
    area = strip.things().area(number)
    assert area is not None
    return area.center().toPoint()


def ink(image: QImage, area: QRect, ground: QColor) -> int:
    return sum(
        image.pixelColor(x, y) != ground
        for x in range(area.left(), area.right() + 1)
        for y in range(area.top(), area.bottom() + 1)
    )


# When it is shown, and with what.


def test_it_is_shown_where_a_figure_was_found(qtbot: QtBot) -> None:
    made, strip = shown(qtbot, of_cuba(2005), record("nickel-plant"))
    assert strip.isVisible()
    made.search("nickel")
    assert not strip.isVisible()
    made.search("")
    assert strip.isVisible()


def test_a_figure_without_a_date_is_not_enough(qtbot: QtBot) -> None:
    undated = record("undated", kind="trade", claims=[traded(SMALL)])
    _made, strip = shown(qtbot, undated)
    assert not strip.isVisible()


def test_nothing_is_read_while_it_is_not_wanted(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []
    figures_of = figures_presenter.figures_of

    def noted(*parts: object) -> object:
        read.append(str(parts))
        return figures_of(*parts)  # type: ignore[arg-type]

    monkeypatch.setattr(figures_presenter, "figures_of", noted)
    made = strips_over(qtbot, of_cuba(2005))
    made.presenter.set_shown(False)
    made.search("")
    assert not made.view.trade_strip.isVisible()
    assert read == []
    made.presenter.set_shown(True)
    made.presenter.finish()
    assert made.view.trade_strip.isVisible()
    assert len(read) == 1


def test_sums_that_were_traded_count_in_other_records_too(qtbot: QtBot) -> None:
    plant = record("plant")
    other = record("other")
    plant["claims"].append(traded("5000000"))
    other["claims"].append(traded("5000000", kind="committed"))
    _made, strip = shown(qtbot, plant, other)
    assert [figure.record_id for figure in strip.things().ordered] == ["plant"]


def test_where_too_many_have_sums_only_trade_is_read_and_that_is_said(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures_presenter, "MOST_RECORDS", 2)
    plant, other = record("plant"), record("other")
    for one in (plant, other):
        one["claims"].append(traded("5000000"))
    target = record("target", kind="trade", claims=[step("target"), *of_cuba(2012)["claims"]])
    _made, strip = shown(qtbot, plant, other, of_cuba(2005), target)
    assert {figure.record_id for figure in strip.things().ordered} == {"cuba-2005", "target"}
    assert "have not been looked through" in strip.summary()


def test_more_records_than_can_be_read_are_words(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(figures_presenter, "MOST_RECORDS", 2)
    made, strip = shown(qtbot, of_cuba(2005), of_cuba(2006), of_cuba(2007))
    assert strip.isVisible()
    assert len(strip.things()) == 0
    words = "More than 2 records with trade figures: narrow the search"
    assert words in strip.summary()
    low = strip.height()
    made.search("date:2005")
    assert len(strip.things()) == 1
    assert words not in strip.summary()
    assert strip.height() > low


def test_what_was_being_read_for_another_result_is_dropped(qtbot: QtBot) -> None:
    made = strips_over(qtbot, of_cuba(2005), of_cuba(2006), of_russia(2006))
    index = made.reading.index
    made.presenter.show_result(index.search(figures_presenter.parse("")))
    made.search("pair:CHN-RUS")
    found = made.view.trade_strip.things().ordered
    assert [figure.record_id for figure in found] == ["russia-2006"]


def test_records_are_read_in_parts(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    # Every look at the clock takes longer than a part of a frame.
    ticks = iter(range(1_000))
    monkeypatch.setattr(figures_presenter, "monotonic", lambda: next(ticks) * 0.003)
    made = strips_over(qtbot, *(of_cuba(year) for year in range(2000, 2010)))
    made.presenter.show_result(made.reading.index.search(figures_presenter.parse("")))
    assert not made.view.trade_strip.isVisible()
    qtbot.waitUntil(made.view.trade_strip.isVisible)
    assert len(made.view.trade_strip.things()) == 10
    assert next(ticks) > 10


# Rows.


def test_each_pair_has_a_row_and_a_measure_of_its_own(qtbot: QtBot) -> None:
    _made, strip = shown(qtbot, of_cuba(2005), of_russia(2005), of_russia(2006))
    rows = strip.things().rows
    assert [row.pair.words for row in rows] == [
        "China – Russia: US$108 billion",
        "China – Cuba: US$1.6 billion",
    ]
    assert rows[0].area.bottom() <= rows[1].area.top() + 1e-9
    heights = [max(bar.rect.height for bar in row.picture.bars) for row in rows]
    assert heights[0] == pytest.approx(heights[1])
    assert all(
        row.area.top() <= bar.rect.y and bar.rect.y + bar.rect.height <= row.area.bottom()
        for row in rows
        for bar in row.picture.bars
    )


def many_pairs() -> list[Plain]:
    """Two figures of each of three pairs and of all three together."""
    together = ("CHN", "CUB", "RUS")
    return [
        trade(f"{'-'.join(held)}-{year}".lower(), str(year), traded(SMALL), countries=held)
        for held in (*combinations(together, 2), together)
        for year in (1970, 1980)
    ]


def test_more_pairs_than_rows_are_counted(qtbot: QtBot) -> None:
    _made, strip = shown(qtbot, *many_pairs())
    strip.fit_window(1400)
    assert len(strip.things().rows) == 3
    assert strip.label()[1] == "and 1 more pair: narrow the search"
    assert len(strip.things()) == 6
    strip.fit_window(640)
    assert len(strip.things().rows) == 2
    assert strip.label()[1] == "and 2 more pairs: narrow the search"
    assert len(strip.things()) == 4


def test_in_a_low_window_it_takes_no_more_than_48_pixels(qtbot: QtBot) -> None:
    made, strip = shown(qtbot, of_cuba(2005), of_russia(2005))
    made.view.resize(1440, 1400)
    QApplication.processEvents()
    assert strip.height() > 48
    made.view.resize(1024, 640)
    QApplication.processEvents()
    assert strip.height() <= 48


@pytest.mark.parametrize("years", [(2000, 2010), (1950, 2020), (2004, 2006)])
def test_a_bar_stands_where_its_days_are_in_the_lanes(qtbot: QtBot, years: tuple[int, int]) -> None:
    made, strip = shown(qtbot, of_cuba(2005))
    made.show_years(*years)
    scale, (bar,) = made.canvas().scale(), bars(strip)
    assert bar.rect.x == pytest.approx(scale.x(bar.figure.first))
    assert bar.rect.x + bar.rect.width == pytest.approx(scale.x(bar.figure.last + 1))


def test_words_stand_where_fewer_bars_are(qtbot: QtBot) -> None:
    early = [trade(f"a-{year}", str(year), traded(SMALL)) for year in (2000, 2001, 2002)]
    made, strip = shown(qtbot, *early, of_russia(2005), *many_pairs())
    made.show_years(2000, 2012)
    row = next(row for row in strip.things().rows if "Cuba: US$" in row.pair.words)
    assert row.words_area.left() > row.area.center().x()


# What bars look like.


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_what_was_traded_is_full_and_a_target_hollow(qtbot: QtBot, theme: Theme) -> None:
    both = trade("both", "2005", traded(SMALL), traded(SMALL, name="aim", kind="target", of="aim"))
    _made, strip = shown(qtbot, both, theme=theme)
    image = picture(strip)
    full, hollow = (
        next(bar_rect(bar) for bar in bars(strip) if bar.is_hollow is wanted)
        for wanted in (False, True)
    )
    colour, base = QColor(theme.group_colours[Group.TRADE]), QColor(theme.base)
    assert image.pixelColor(full.center()) == colour
    inside = hollow.adjusted(2, 2, -3, -3)
    assert ink(image, inside, base) == 0
    edge = QRect(hollow.left(), hollow.top(), hollow.width(), 1)
    assert 0 < ink(image, edge, base) < hollow.width()


def test_series_are_told_apart_without_colour(qtbot: QtBot) -> None:
    parts = [traded(SMALL, name=f"a-{n}", of=f"part {n}") for n in range(6)]
    made, strip = shown(qtbot, trade("parts", "2005", *parts))
    made.show_years(2005, 2006)
    image = picture(strip).convertToFormat(QImage.Format.Format_Grayscale8)
    size = QRect(0, 0, 40, 20)
    looks = [image.copy(size.translated(bar_rect(bar).topLeft())) for bar in bars(strip)]
    assert len(looks) == 6
    assert all(one != other for one, other in combinations(looks, 2))
    told = strip.summary()
    assert all(fill_of(number).name in told for number in range(6))


def test_a_sum_that_is_not_exact_has_a_sign_above_its_bar(qtbot: QtBot) -> None:
    inked = []
    for qualifier in ("exact", "about"):
        _made, strip = shown(qtbot, of_cuba(2005, qualifier=qualifier), of_cuba(2000, "3000000000"))
        bar = next(bar for bar in bars(strip) if bar.figure.record_id == "cuba-2005")
        rect = bar_rect(bar)
        above = QRect(rect.center().x() - 3, rect.top() - 6, 7, 5)
        inked.append(ink(picture(strip), above, QColor(LIGHT.base)))
    assert inked[0] < inked[1]


def test_figures_of_the_selected_record_are_marked(qtbot: QtBot) -> None:
    made, strip = shown(qtbot, of_cuba(2005), of_cuba(2007))
    before = picture(strip)
    made.presenter.show_record("cuba-2007")
    assert picture(strip) != before
    assert [strip.things().is_chosen(n) for n in range(2)] == [False, True]


def test_nothing_is_painted_into_the_label_column(qtbot: QtBot) -> None:
    made, strip = shown(qtbot, of_cuba(2005))
    column = QRect(0, 0, int(strip.scale().left), strip.height())
    made.show_years(1900, 1910)
    plain = picture(strip).copy(column)
    made.show_years(2005, 2006)
    made.view.set_span(made.view.span())
    assert bars(strip)[0].rect.width > 500
    assert picture(strip).copy(column) == plain


# What is told and chosen.


def test_the_pointer_is_told_the_figure_in_words(qtbot: QtBot) -> None:
    _made, strip = shown(qtbot, of_cuba(2005))
    words = "China – Cuba trade, 2005: US$1.6 billion, reported by Survey"
    assert tooltip_at(strip, middle(strip, 0)) == f"<qt>{words}</qt>"
    assert tooltip_at(strip, QPoint(strip.width() - 30, strip.height() - 3)) == ""


def test_a_click_selects_the_record_of_a_figure(qtbot: QtBot) -> None:
    made, strip = shown(qtbot, of_cuba(2005), of_russia(2007))
    with qtbot.waitSignal(made.view.record_selected) as wish:
        qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=middle(strip, 1))
    assert wish.args == ["russia-2007"]
    selected = QSignalSpy(made.view.record_selected)
    beside = QPoint(strip.width() - 30, strip.height() - 3)
    qtbot.mouseClick(strip, Qt.MouseButton.LeftButton, pos=beside)
    assert selected.count() == 0


def test_the_keyboard_walks_through_all_rows_in_time(qtbot: QtBot) -> None:
    made, strip = shown(qtbot, of_russia(2003), of_cuba(2005), of_russia(2007))
    strip.setFocus()
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    visited = []
    for _step in range(3):
        with qtbot.waitSignal(made.view.record_selected) as wish:
            qtbot.keyClick(strip, Qt.Key.Key_Return)
        visited.append(wish.args[0])
        qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert visited == ["russia-2003", "cuba-2005", "russia-2007"]
    QToolTip.hideText()
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert "2007: US$108 billion" in QToolTip.text()


def test_the_keyboard_stays_on_its_figure_in_another_result(qtbot: QtBot) -> None:
    made, strip = shown(qtbot, of_russia(2003), of_cuba(2005), of_russia(2007))
    strip.go_to(2)
    made.search("pair:CHN-RUS")
    assert strip.current == 1
    made.search("pair:CHN-CUB")
    assert strip.current is None


def test_assistive_programs_find_a_list_of_figures(qtbot: QtBot) -> None:
    _made, strip = shown(qtbot, of_cuba(2005), of_russia(2007))
    found = accessible(strip)
    assert found.role() == QAccessible.Role.List
    assert found.text(QAccessible.Text.Name) == "Trade figures"
    assert "China – Cuba: US$1.6 billion" in found.text(QAccessible.Text.Description)
    assert names(found) == [
        "China – Cuba trade, 2005: US$1.6 billion, reported by Survey",
        "China – Russia trade, 2007: US$108 billion, reported by Survey",
    ]
    item = found.child(0)
    place = item.rect().center()
    assert found.childAt(place.x(), place.y()) is item
    assert not item.state().offscreen


# In the window.


def test_the_window_shows_it_and_the_menu_hides_it(atlas: OpenAtlas, qtbot: QtBot) -> None:
    def strip() -> TradeStrip | None:
        found = atlas.window.findChildren(TradeStrip)
        return found[0] if found else None

    qtbot.waitUntil(lambda: (found := strip()) is not None and found.isVisible())
    assert atlas.action("trade_figures").isChecked()
    assert atlas.window.settings().trade_figures
    atlas.do("trade_figures")
    qtbot.waitUntil(lambda: (found := strip()) is not None and not found.isVisible())
    assert not atlas.window.settings().trade_figures
