"""Where the reader has been, against the simplest model of it: a list and a place in it."""

from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.state.history import History


def test_at_both_ends_the_reader_stays() -> None:
    history = History("start")
    assert history.back() == history.forward() == history.present == "start"
    assert history.behind == history.ahead == ()


def test_going_somewhere_new_forgets_what_lay_ahead() -> None:
    history = History("a")
    history.go_to("b")
    history.go_to("c")
    assert history.back(2) == "a"
    assert history.ahead == ("b", "c")
    history.go_to("d")
    assert history.ahead == ()
    assert history.behind == ("a",)


def test_correcting_the_present_place_is_no_step() -> None:
    history = History("a")
    history.go_to("b")
    history.replace_present("c")
    assert history.present == "c"
    assert history.behind == ("a",)


def test_the_oldest_places_are_forgotten() -> None:
    history = History(0)
    for place in range(1, 500):
        history.go_to(place)
    assert history.back(1_000) == 499 - 200
    assert history.forward(1_000) == 499


_steps = st.lists(
    st.tuples(st.just("go"), st.integers(0, 4))
    | st.tuples(st.just("back"), st.integers(0, 4))
    | st.tuples(st.just("forward"), st.integers(0, 4))
    | st.tuples(st.just("replace"), st.integers(0, 4)),
    max_size=40,
)


@given(steps=_steps)
def test_it_is_a_line_of_places(steps: list[tuple[str, int]]) -> None:
    history = History(0)
    line, here = [0], 0
    for step, number in steps:
        if step == "go":
            history.go_to(number)
            if number != line[here]:
                line, here = [*line[: here + 1], number], here + 1
        elif step == "replace":
            history.replace_present(number)
            line[here] = number
        elif step == "back":
            here = max(0, here - number)
            assert history.back(number) == line[here]
        else:
            here = min(len(line) - 1, here + number)
            assert history.forward(number) == line[here]
        assert history.present == line[here]
        assert history.behind == tuple(reversed(line[:here]))
        assert history.ahead == tuple(line[here + 1 :])
