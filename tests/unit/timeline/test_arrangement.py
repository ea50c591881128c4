"""How a reader arranges the lanes."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.lane_by import LaneBy
from atlas_gui.timeline.arrangement import Arrangement

_KEYS = ["a", "b", "c", "d", ""]
_lists = st.lists(st.sampled_from(_KEYS), unique=True).map(tuple)
_arrangements = st.builds(Arrangement, order=_lists, hidden=_lists, collapsed=_lists)


@given(_arrangements, st.permutations(_KEYS))
def test_arranging_keeps_every_lane(arrangement: Arrangement, keys: list[str]) -> None:
    found = arrangement.arranged(keys)
    assert sorted(found) == sorted(keys)
    assert found[: len(arrangement.order)] == list(arrangement.order)
    rest = found[len(arrangement.order) :]
    assert rest == [key for key in keys if key not in arrangement.order]


@given(_arrangements, st.sampled_from(_KEYS), st.sampled_from([-1, 1]))
def test_a_lane_moves_by_one_among_those_shown(
    arrangement: Arrangement, key: str, step: int
) -> None:
    shown = [k for k in arrangement.arranged(_KEYS) if k not in arrangement.hidden]
    if key not in shown:
        return
    moved = arrangement.moved(shown, key, step)
    now = [k for k in moved.arranged(_KEYS) if k not in moved.hidden]
    place = shown.index(key)
    expected = min(max(place + step, 0), len(shown) - 1)
    assert now.index(key) == expected
    assert [k for k in now if k != key] == [k for k in shown if k != key]
    assert set(arrangement.order) <= set(moved.order)


@given(_arrangements, st.sampled_from(_KEYS))
def test_hiding_a_lane_and_showing_it_again(arrangement: Arrangement, key: str) -> None:
    hidden = arrangement.with_hidden(key)
    assert key in hidden.hidden
    assert hidden.hidden.count(key) == 1
    assert set(hidden.with_shown(key).hidden) == set(arrangement.hidden) - {key}
    assert hidden.order == arrangement.order


def test_all_lanes_are_shown_again_also_with_the_one_without_a_name_among_them() -> None:
    arrangement = Arrangement(hidden=("a", "", "b"))
    assert arrangement.with_all_shown().hidden == ()
    assert arrangement.with_shown("").hidden == ("a", "b")


@given(_arrangements, st.sampled_from(_KEYS))
def test_only_one_lane_is_left(arrangement: Arrangement, key: str) -> None:
    shown = [k for k in arrangement.arranged(_KEYS) if k not in arrangement.hidden]
    if key not in shown:
        return
    only = arrangement.with_only(shown, key)
    assert [k for k in _KEYS if k not in only.hidden] == [key]
    assert len(only.hidden) == len(set(only.hidden))


@given(_arrangements, _lists, st.booleans())
def test_folding_lanes(arrangement: Arrangement, keys: tuple[str, ...], folded: bool) -> None:
    changed = arrangement.with_folded(keys, folded)
    for key in _KEYS:
        expected = folded if key in keys else key in arrangement.collapsed
        assert (key in changed.collapsed) is expected
    assert len(changed.collapsed) == len(set(changed.collapsed))


@given(_arrangements)
def test_an_arrangement_is_kept_between_runs(arrangement: Arrangement) -> None:
    kept = msgspec.json.encode(arrangement)
    assert msgspec.json.decode(kept, type=Arrangement) == arrangement


def test_the_usual_arrangement_takes_no_room_in_the_settings() -> None:
    assert msgspec.json.encode(Arrangement()) == b"{}"
    assert Arrangement().by is LaneBy.GROUP


def test_a_lane_that_is_not_shown_cannot_be_moved() -> None:
    with pytest.raises(ValueError, match="not in list"):
        Arrangement().moved(["a"], "b", 1)
