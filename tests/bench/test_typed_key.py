"""What is measured of a key: from which moment on the window showed what it showed in the end."""

import pytest
from bench.bare_engine import FACETS
from bench.typed_key import Key
from bench.window_look import Look, wrongs_of
from support.places import SHIPPED_LIBRARY
from support.whole_index import index_over

from atlas_gui.search.index import SearchIndex
from atlas_gui.search.query import parse
from atlas_gui.store import open_library


def _look(listed: int) -> Look:
    return Look(listed, "a", "z", f"{listed} of 100", (), ())


def _key(*looks: tuple[float, int], handled: float = 10.001) -> Key:
    key = Key("ag", 10.0)
    key.handled = handled
    key.looks = [(moment, _look(listed)) for moment, listed in looks]
    return key


def test_a_window_that_is_right_at_once_took_as_long_as_the_key() -> None:
    assert _key((10.001, 5)).right() == pytest.approx(0.001)


def test_a_window_that_comes_to_be_right_later_took_until_then() -> None:
    assert _key((10.001, 9), (10.004, 7), (10.006, 5)).right() == pytest.approx(0.006)


def test_a_window_that_was_right_and_then_was_not_is_right_when_it_is_so_again() -> None:
    assert _key((10.001, 5), (10.004, 7), (10.006, 5)).right() == pytest.approx(0.006)


def test_what_is_right_is_painted_with_the_next_painting() -> None:
    key = _key((10.001, 9), (10.004, 5))
    key.paints = [10.002, 10.012, 10.020]
    assert key.painted() == pytest.approx(0.012)
    key.paints = []
    assert key.painted() == key.right()


def test_a_key_is_told_in_milliseconds() -> None:
    key = _key((10.001, 5))
    key.longest = 0.25
    told = key.as_dict()
    assert told["text"] == "ag"
    assert told["right"] == told["painted"] == pytest.approx(1)
    assert told["pause"] == 250


@pytest.fixture(scope="module")
def index() -> SearchIndex:
    return index_over(open_library(SHIPPED_LIBRARY))


def _true_look(index: SearchIndex, text: str) -> Look:
    result = index.search(parse(text))
    counts = index.counts(result)
    tree = tuple((held.pair, held.total) for held in counts.tree()[:3])
    facets = tuple(
        (field, value, count)
        for field in FACETS
        for value, count in list(counts.of(field).items())[:1]
    )
    return Look(
        result.total, result.ids[0], result.ids[-1], f"{result.total} of {len(index)}", tree, facets
    )


@pytest.mark.parametrize("text", ["cuba", "nickel", "xudabo", "古巴"])
def test_what_the_engine_answers_is_right(index: SearchIndex, text: str) -> None:
    assert wrongs_of(_true_look(index, text), text, index) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"listed": 3},
        {"first": "nickel-plant"},
        {"last": "nickel-plant"},
        {"total": "3 of 100"},
        {"tree": (("CHN-CUB", 1_000),)},
        {"facets": (("kind", "loan", 1_000),)},
    ],
)
def test_anything_else_is_told(index: SearchIndex, wrong: dict[str, object]) -> None:
    look = _true_look(index, "cuba")._replace(**wrong)  # type: ignore[arg-type]
    (told,) = wrongs_of(look, "cuba", index)
    assert told.startswith("“cuba”: ")
