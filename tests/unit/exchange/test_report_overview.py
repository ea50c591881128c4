"""The figure of a dossier has every dated record in its lane, and says how many have no date."""

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import Plain, date_claim, library_of, record, status_claim

from atlas_gui.domain.catalogue import entry_of
from atlas_gui.exchange.report.dossier_parts import Overview, OverviewLane
from atlas_gui.exchange.report.overview import overview_of

KINDS = ("treaty", "loan", "visit", "statement", "contract", "investment")


def figure_of(*records: Plain) -> Overview | None:
    library = library_of(*records)
    return overview_of([entry_of(one, library) for one in library.records.values()])


def many(count: int, kinds: Iterable[str] = KINDS) -> list[Plain]:
    kinds = tuple(kinds)
    return [
        record(
            f"r{number}",
            kind=kinds[number % len(kinds)],
            claims=[date_claim(str(1950 + number * 7 % 70)), status_claim("signed")],
        )
        for number in range(count)
    ]


def shown(lane: OverviewLane) -> int:
    """How many records a lane accounts for; one of columns counts by its height."""
    return len(lane.marks) + sum(int(one.label.replace(",", "")) for one in lane.counts)


def test_without_any_date_there_is_no_figure() -> None:
    assert figure_of(record("a", claims=[date_claim("XXXX-05")])) is None


@pytest.mark.parametrize("count", [1, 7, 60, 400])
def test_the_counts_of_the_lanes_add_up(count: int) -> None:
    figure = figure_of(*many(count))
    assert figure is not None
    assert sum(int(lane.count.replace(",", "")) for lane in figure.lanes) == count
    for lane in figure.lanes:
        if not lane.columns:
            assert shown(lane) == int(lane.count.replace(",", ""))


@given(st.integers(1, 40), st.sampled_from([KINDS, KINDS[:1], KINDS[:3]]))
def test_nothing_leaves_the_figure(count: int, kinds: tuple[str, ...]) -> None:
    figure = figure_of(*many(count, kinds))
    assert figure is not None
    for lane in figure.lanes:
        for mark in lane.marks:
            assert 0 <= mark.mark.left <= mark.mark.right <= 1
            assert 0 < mark.middle < lane.height
        for column in lane.columns:
            assert 0 <= column.left <= column.left + column.width <= 1.0001
            assert 0 < column.height <= lane.height
    for tick in figure.ticks:
        assert 0 <= tick.place <= 1


def test_the_undated_are_counted_in_sight_and_in_the_alternative() -> None:
    figure = figure_of(*many(4), record("u", claims=[date_claim("XXXX-05")]))
    assert figure is not None
    sentence = "1 record has no known year and is not in the figure."
    assert sentence in figure.remarks
    assert figure.alternative.endswith(sentence)


def test_the_alternative_tells_every_lane_with_its_years() -> None:
    figure = figure_of(*many(6))
    assert figure is not None
    for lane in figure.lanes:
        assert f"{lane.name}: {lane.count} record" in figure.alternative
    assert figure.alternative.startswith("Timeline of the records, 1950 to 1985.")


def test_the_key_has_just_the_signs_that_occur() -> None:
    signed = figure_of(record("a", claims=[date_claim("2001"), status_claim("signed")]))
    assert signed is not None
    assert [entry.meaning for entry in signed.key] == ["Signed"]
    two = figure_of(
        record("a", claims=[date_claim("2001"), status_claim("signed")]),
        record("b", claims=[date_claim("2002")]),
    )
    assert two is not None
    assert {entry.meaning for entry in two.key} == {"Signed", "no status reported"}


def test_a_crowd_becomes_bars_and_says_what_they_are() -> None:
    figure = figure_of(*many(1_500, KINDS[:1]))
    assert figure is not None
    assert any(lane.columns for lane in figure.lanes)
    assert figure.remarks[0].startswith("Bars count records")
