"""Earlier searches: in order, each once, kept and lost without harm."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.state.search_history import MOST, SearchHistory
from atlas_gui.state.tasks import ImmediateTaskRunner, Task


def history(folder: Path) -> SearchHistory:
    return SearchHistory(folder, ImmediateTaskRunner())


class Later:
    """Runs jobs when told to."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []

    def submit(
        self,
        job: Callable[[], object],
        done: Callable[..., None],
        failed: Callable[[Exception], None],  # noqa: ARG002
    ) -> Task:
        self.jobs.append(lambda: done(job()))
        return Task()


def test_the_latest_stands_first_and_each_once(tmp_path: Path) -> None:
    kept = history(tmp_path)
    for query in ("gas", "nickel", " gas ", "", "  "):
        kept.remember(query)
    assert kept.queries == ("gas", "nickel")


def test_it_outlives_the_program(tmp_path: Path) -> None:
    history(tmp_path / "new").remember('pair:CHN-CUB "古巴"')
    assert history(tmp_path / "new").queries == ('pair:CHN-CUB "古巴"',)


def test_only_the_last_ones_are_kept(tmp_path: Path) -> None:
    kept = history(tmp_path)
    for number in range(MOST + 5):
        kept.remember(f"query {number}")
    assert len(kept.queries) == MOST
    assert history(tmp_path).queries == kept.queries
    assert kept.queries[0] == f"query {MOST + 4}"


@pytest.mark.parametrize(
    "content",
    [b"", b"[", b"[]", b'{"version":2,"queries":["x"]}', b'{"version":1,"queries":[3]}', b"\xff"],
)
def test_a_damaged_file_costs_nothing(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "search-history.json").write_bytes(content)
    kept = history(tmp_path)
    assert kept.queries == ()
    kept.remember("gas")
    assert history(tmp_path).queries == ("gas",)


def test_a_folder_that_cannot_be_written_costs_nothing(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    kept = history(blocked)
    kept.remember("gas")
    assert kept.queries == ("gas",)


def test_half_a_character_is_left_out(tmp_path: Path) -> None:
    kept = history(tmp_path)
    kept.remember("gas \ud800")
    kept.remember("\ud800")
    assert history(tmp_path).queries == kept.queries == ("gas",)


def test_clearing_forgets(tmp_path: Path) -> None:
    kept = history(tmp_path)
    kept.remember("gas")
    kept.clear()
    assert kept.queries == history(tmp_path).queries == ()


def test_one_save_at_a_time_and_the_last_state_wins(tmp_path: Path) -> None:
    later = Later()
    kept = SearchHistory(tmp_path, later)
    for query in ("a", "b", "c"):
        kept.remember(query)
    assert len(later.jobs) == 1
    later.jobs.pop()()
    assert len(later.jobs) == 1
    assert history(tmp_path).queries == ("a",)
    later.jobs.pop()()
    assert later.jobs == []
    assert history(tmp_path).queries == ("c", "b", "a")


def test_what_is_not_kept_yet_can_be_kept_at_the_end(tmp_path: Path) -> None:
    later = Later()
    kept = SearchHistory(tmp_path, later)
    kept.remember("a")
    kept.remember("b")
    kept.save()
    assert history(tmp_path).queries == ("b", "a")


@given(st.lists(st.text(max_size=5), max_size=50))
def test_no_query_stands_twice(queries: list[str]) -> None:
    kept = SearchHistory(Path("nowhere"), Later())
    for query in queries:
        kept.remember(query)
    assert len(set(kept.queries)) == len(kept.queries) <= MOST
