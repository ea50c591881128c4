"""Sums in the window: in the status bar, and in a window that follows the search."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPixmap
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton
from pytestqt.qtbot import QtBot
from support.atlas_window import OpenAtlas, atlas_over
from support.hostile import hostile_library
from support.libraries import write

from atlas_gui.domain.sums import Measure, Stage
from atlas_gui.models.sums.rows_model import Column, ShownRow
from atlas_gui.search.index import SearchIndex
from atlas_gui.search.index_file import unpacked
from atlas_gui.search.making import index_key, index_of_titles
from atlas_gui.search.money_answers import By
from atlas_gui.store import open_library
from atlas_gui.ui.presenter import Presenter
from atlas_gui.ui.sums.bar_chart import BarChart
from atlas_gui.ui.sums.status_button import SumsButton
from atlas_gui.ui.sums.window import SumsWindow
from atlas_gui.ui.theme import DARK, LIGHT

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def finish(atlas: OpenAtlas) -> None:
    """What follows the list a moment later is there."""
    (presenter,) = atlas.window.findChildren(Presenter)
    presenter.finish()


def button_of(atlas: OpenAtlas) -> SumsButton:
    finish(atlas)
    (found,) = atlas.window.findChildren(SumsButton)
    return found


@pytest.fixture
def opened(atlas: OpenAtlas, qtbot: QtBot) -> SumsWindow:
    atlas.do("sums")
    (shown,) = atlas.window.findChildren(SumsWindow)
    qtbot.waitExposed(shown)
    return shown


def search(atlas: OpenAtlas, window: SumsWindow, query: str, qtbot: QtBot) -> None:
    atlas.state.set_query(query)
    total = atlas.state.result.total
    qtbot.waitUntil(lambda: window._sums.records == total)


def by(window: SumsWindow, what: By) -> None:
    window.by.setCurrentIndex(list(By).index(what))


def rows(window: SumsWindow) -> list[tuple[str, Decimal]]:
    return [(row.name, row.amount) for row in window.breakdown.rows]


def said(window: SumsWindow) -> list[str]:
    return [label.text() for label in window.findChildren(QLabel) if label.text()]


def choose_total(window: SumsWindow, words: str) -> None:
    place = window.totals.findText(words)
    assert place >= 0
    window.totals.setCurrentIndex(place)
    window.totals.activated.emit(place)


# The status bar.


def test_the_status_bar_says_what_is_shown_adds_up_to(atlas: OpenAtlas) -> None:
    atlas.state.set_query("pair:CHN-CUB")
    button = button_of(atlas)
    assert button.isVisible()
    assert button.whole_text == "US$2.38 bn traded · US$130 m promised · 1 more · 3 left out"
    assert "US$2,377,000,000 traded: 2 sums" in button.accessibleDescription()
    atlas.state.set_query("kind:visit")
    assert not button_of(atlas).isVisible()


def test_the_first_answer_is_there_at_once_and_the_same_as_a_search_gives(
    atlas: OpenAtlas,
) -> None:
    begun = button_of(atlas).whole_text
    atlas.state.set_query("-zzzz")
    assert begun.startswith("US$111 bn traded")
    assert button_of(atlas).whole_text == begun


def test_a_narrow_status_bar_cuts_the_sums_and_nothing_else(atlas: OpenAtlas) -> None:
    button = button_of(atlas)
    assert button.text() == button.whole_text
    least = button.minimumSizeHint().width()
    assert least < button.sizeHint().width() / 3
    button.resize(least, button.height())
    assert button.text().endswith("…")
    assert len(button.text()) < len(button.whole_text)
    button.resize(button.sizeHint())
    assert button.text() == button.whole_text


def test_the_button_is_reached_by_keyboard_and_opens_the_window(atlas: OpenAtlas) -> None:
    button = button_of(atlas)
    button.setFocus(Qt.FocusReason.TabFocusReason)
    assert button.focusPolicy() & Qt.FocusPolicy.TabFocus
    QTest.keyClick(button, Qt.Key.Key_Space)
    (shown,) = atlas.window.findChildren(SumsWindow)
    assert shown.isVisible()


def test_while_the_index_has_titles_alone_nothing_is_said(atlas: OpenAtlas, qtbot: QtBot) -> None:
    button = button_of(atlas)
    index = atlas.records.view.model()._reading.index
    library = atlas.library
    whole = SearchIndex(library, index._data)
    titles = SearchIndex(library, unpacked(index_of_titles(library), index_key(library)))
    atlas.do("sums")
    (shown,) = atlas.window.findChildren(SumsWindow)
    try:
        atlas.window.use_index(titles)
        finish(atlas)
        assert not button.isVisible()
        qtbot.waitUntil(lambda: shown.totals.count() == 0)
        assert "The search is still being prepared; sums follow then." in said(shown)
    finally:
        atlas.window.use_index(whole)
    finish(atlas)
    assert button.isVisible()
    qtbot.waitUntil(lambda: shown.totals.count() == 3)


# The window.


def test_the_rows_of_a_total_follow_the_search(
    atlas: OpenAtlas, opened: SumsWindow, qtbot: QtBot
) -> None:
    assert rows(opened) == [
        ("China – Russia", Decimal(108_000_000_000)),
        ("China – Cuba", Decimal(2_377_000_000)),
        ("Cuba – Vietnam", Decimal(340_000_000)),
    ]
    assert "US$110,717,000,000 traded: 4 sums; 1 approximate" in said(opened)
    search(atlas, opened, "pair:CHN-CUB", qtbot)
    assert rows(opened) == [("China – Cuba", Decimal(2_377_000_000))]
    assert "3 sums left out · 36 records name no sum" in said(opened)


def test_a_window_that_is_closed_does_not_follow_until_it_is_shown(
    atlas: OpenAtlas, opened: SumsWindow
) -> None:
    opened.reject()
    atlas.state.set_query("pair:CHN-CUB")
    QTest.qWait(1)
    assert not opened._following.isActive()
    atlas.do("sums")
    assert rows(opened) == [("China – Cuba", Decimal(2_377_000_000))]
    assert len(atlas.window.findChildren(SumsWindow)) == 1


def test_the_total_that_was_chosen_comes_back_with_the_records(
    atlas: OpenAtlas, opened: SumsWindow, qtbot: QtBot
) -> None:
    choose_total(opened, "USD, paid")
    search(atlas, opened, "kind:trade", qtbot)
    assert opened.totals.currentText() == "USD, traded"
    search(atlas, opened, "", qtbot)
    assert opened.totals.currentText() == "USD, paid"
    assert sum(amount for _name, amount in rows(opened)) == 115_000_000


@pytest.mark.parametrize("what", By)
def test_every_way_to_break_a_total_down_adds_up(opened: SumsWindow, what: By) -> None:
    by(opened, what)
    assert sum(amount for _name, amount in rows(opened)) == 110_717_000_000
    assert (opened.breakdown.total is None) == (what is By.CURRENCY)
    assert opened.chart.isVisible() == (what is not By.CURRENCY)


def test_rows_are_sorted_by_a_click_or_a_key(atlas: OpenAtlas, opened: SumsWindow) -> None:
    opened.table.horizontalHeader().sectionClicked.emit(int(Column.NAME))
    assert [name for name, _amount in rows(opened)] == [
        "China – Cuba",
        "China – Russia",
        "Cuba – Vietnam",
    ]
    atlas.press("2", opened.table)
    assert rows(opened)[0][0] == "China – Russia"
    atlas.press("2", opened.table)
    assert rows(opened)[0][0] == "Cuba – Vietnam"
    atlas.press("9", opened.table)
    assert rows(opened)[0][0] == "Cuba – Vietnam"


def test_rows_are_copied_with_all_their_digits(atlas: OpenAtlas, opened: SumsWindow) -> None:
    atlas.press("Ctrl+C", opened.table)
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0].split("\t") == ["Country pair", "Sum", "Currency", "Stage", "Sums"]
    assert lines[1].split("\t") == ["China – Russia", "108000000000", "USD", "traded", "1"]
    assert lines[-1].split("\t")[:2] == ["Total", "110717000000"]
    opened.table.selectRow(1)
    atlas.press("Ctrl+C", opened.table)
    assert len(QGuiApplication.clipboard().text().split("\n")) == 2
    assert "Copied 1 row." in said(opened)


def test_what_was_left_out_stands_with_its_records_and_opens(
    atlas: OpenAtlas, opened: SumsWindow
) -> None:
    reasons, records = opened.left_out.reasons, opened.left_out.records
    texts = [reasons.model().index(row, 0).data() for row in range(4)]
    assert texts[3] == "Only parts of the sum are known"
    reasons.setCurrentIndex(reasons.model().index(3, 0))
    assert records.model().rowCount() == 1
    assert records.model().index(0, 1).data() == "US$20 billion"
    atlas.press("Return", reasons)
    records.setCurrentIndex(records.model().index(0, 0))
    atlas.press("Return", records)
    assert atlas.state.record_id == "russia-china-deals-june-2019"


def test_a_chosen_reason_stays_while_there_is_one_of_it(
    atlas: OpenAtlas, opened: SumsWindow, qtbot: QtBot
) -> None:
    reasons = opened.left_out.reasons
    reasons.setCurrentIndex(reasons.model().index(2, 0))
    assert reasons.currentIndex().data() == "Part of a sum that counts"
    search(atlas, opened, "kind:trade", qtbot)
    assert reasons.currentIndex().data() == "Part of a sum that counts"
    search(atlas, opened, "kind:grant", qtbot)
    assert reasons.currentIndex().data() == "Not signed or begun yet"
    assert opened.left_out.records.model().rowCount() == 1
    search(atlas, opened, "kind:visit", qtbot)
    assert opened.left_out.records.model().rowCount() == 0
    assert "has a sum that counts" in " ".join(said(opened))


@pytest.mark.parametrize(("suffix", "filters"), [("xlsx", "Excel"), ("csv", "CSV table (*.csv)")])
def test_sums_are_saved(
    opened: SumsWindow,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    suffix: str,
    filters: str,
) -> None:
    asked = (str(tmp_path / "sums"), filters)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: asked)
    (save,) = [b for b in opened.findChildren(QPushButton) if "Save" in b.text()]
    save.click()
    target = tmp_path / f"sums.{suffix}"
    qtbot.waitUntil(lambda: f"Saved: {target}" in said(opened))
    if suffix == "csv":
        assert "China – Russia,108000000000,USD,traded,1" in target.read_text("utf-8-sig")
    else:
        book = openpyxl.load_workbook(target)
        assert book.sheetnames == ["Sums", "Left out"]
        assert [cell.value for cell in book["Sums"][2]] == [
            "China – Russia",
            108_000_000_000,
            "USD",
            "traded",
            1,
        ]


def test_what_cannot_be_saved_is_told_in_the_window(
    opened: SumsWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked = (str(tmp_path / "missing" / "sums.csv"), "CSV table (*.csv)")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_told: asked)
    (save,) = [b for b in opened.findChildren(QPushButton) if "Save" in b.text()]
    save.click()
    qtbot.waitUntil(lambda: any("missing" in text for text in said(opened)))


def test_the_bars_follow_the_theme(atlas: OpenAtlas, opened: SumsWindow) -> None:
    for wish, theme in (("dark", DARK), ("light", LIGHT)):
        atlas.do(f"appearance_{wish}")
        picture = opened.chart.grab().toImage()
        place = opened.chart.bars()[0].place.center().toPoint() * picture.devicePixelRatio()
        assert picture.pixelColor(place).name() == theme.accent


def test_every_control_has_a_name(opened: SumsWindow) -> None:
    for held in (opened.totals, opened.by, opened.table, opened.chart):
        assert held.accessibleName()
    assert opened.left_out.reasons.accessibleName() != opened.left_out.records.accessibleName()


@pytest.fixture
def hostile(qapp: object, tmp_path: Path) -> Iterator[OpenAtlas]:  # noqa: ARG001  Qt has to be there
    plain = hostile_library()
    claim = plain["records"]["1"]["claims"][-1]
    claim["value"]["conversion"] = "<h1>2014</h1>\n\u202edollars"
    second = {**claim, "id": "part", "value": {**claim["value"], "of": "<b>part</b>"}}
    plain["records"]["1"]["claims"].append(second)
    with atlas_over(open_library(write(plain, tmp_path)), tmp_path / "settings") as opened:
        yield opened


def test_texts_of_a_record_are_text(hostile: OpenAtlas) -> None:
    hostile.do("sums")
    (shown,) = hostile.window.findChildren(SumsWindow)
    text = shown.totals.itemText(0)
    assert "<h1>2014</h1>" in text
    assert "\n" not in text
    assert "\u202e" not in text
    for label in shown.findChildren(QLabel):
        if label.text().startswith("US$"):
            assert label.textFormat() is Qt.TextFormat.PlainText
    assert shown.left_out.records.model().rowCount() == 1


# The bars.


def row(key: str, amount: int, name: str = "") -> ShownRow:
    return ShownRow(key, name or key, str(amount), Decimal(amount), 1, "")


@pytest.fixture
def chart(qtbot: QtBot) -> BarChart:
    made = BarChart(LIGHT, None)  # type: ignore[arg-type]  a window of its own
    qtbot.addWidget(made)
    made.resize(400, 200)
    return made


def test_bars_are_as_long_as_their_sums(chart: BarChart) -> None:
    chart.show_rows([row("a", 100), row("b", 50), row("c", 0)], Measure("USD"), in_time=False)
    long, half, none = (bar.place.width() for bar in chart.bars())
    assert long == pytest.approx(2 * half)
    assert none == 0
    assert chart.beyond == 0
    assert all(bar.place.right() < chart.width() for bar in chart.bars())


def test_what_has_no_room_is_told(chart: BarChart) -> None:
    chart.show_rows([row(f"r{n}", 100 - n) for n in range(40)], Measure("USD"), in_time=False)
    assert 0 < len(chart.bars()) < 40
    assert chart.beyond == 40 - len(chart.bars())
    assert chart.bars()[-1].place.bottom() < chart.height()


def test_years_stand_where_they_belong_in_time(chart: BarChart) -> None:
    held = [row("2000", 10), row("2010", 20), row("2020", 5), row("none", 7, "No date")]
    chart.show_rows(held, Measure("USD"), in_time=True)
    first, middle, last = chart.bars()
    gaps = (
        middle.place.left() - first.place.left(),
        last.place.left() - middle.place.left(),
    )
    assert gaps[0] == pytest.approx(gaps[1])
    assert middle.place.height() == pytest.approx(2 * first.place.height())
    assert {round(bar.place.bottom()) for bar in chart.bars()} == {round(first.place.bottom())}
    assert chart.beyond == 1


@pytest.mark.parametrize("in_time", [False, True])
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=lambda theme: theme.name)
def test_bars_are_painted_in_the_colours_of_the_theme(
    chart: BarChart, theme: object, in_time: bool
) -> None:
    chart.set_theme(theme)  # type: ignore[arg-type]
    held = [row("2000", 10), row("2001", 20)]
    chart.show_rows(held, Measure("USD"), in_time=in_time)
    picture = QPixmap(chart.size())
    chart.render(picture)
    image = picture.toImage()
    place = chart.bars()[1].place.center().toPoint()
    assert image.pixelColor(place).name() == theme.accent  # type: ignore[attr-defined]
    chart.show_rows([], Measure("USD"), in_time=in_time)
    assert chart.bars() == []
    chart.render(picture)


def test_the_stages_are_what_the_window_offers(opened: SumsWindow) -> None:
    offered = [opened.totals.itemData(place)[1] for place in range(opened.totals.count())]
    assert offered == [Stage.TRADED, Stage.PAID, Stage.PROMISED]
