"""The window as an assistive program is told of it, over the real accessibility bus."""

import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.screen import running_atlas

pytestmark = [pytest.mark.display, pytest.mark.a11y]


@pytest.fixture(scope="module")
def told(
    accessible_desktop: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, Any]]:
    """What the assistive program was told, by part."""
    with running_atlas(accessible_desktop, tmp_path_factory.mktemp("home")):
        done = subprocess.run(
            ["/usr/bin/python3", str(Path(__file__).with_name("screen_reader.py"))],
            env=accessible_desktop,
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        yield json.loads(done.stdout)


@pytest.mark.parametrize(
    ("part", "role"),
    [
        ("window", "frame"),
        ("search", "text"),
        ("tree", "tree"),
        ("records", "table"),
        ("marks", "panel"),
        ("export", "push button"),
    ],
)
def test_each_part_has_its_role_and_name(told: dict[str, Any], part: str, role: str) -> None:
    assert told[part] is not None
    assert told[part]["role"] == role
    assert told[part]["name"]
    assert told[part]["focusable"] or part == "window"


def test_the_page_can_be_found_and_read(told: dict[str, Any]) -> None:
    assert told["page"]["name"] == "Record"
    title = told["page"]["description"].split(", ")[0]
    assert title in told["page_text"]
    assert "What the sources say" in told["page_text"]


def test_pairs_speak_their_names_and_counts(told: dict[str, Any]) -> None:
    assert "All records, 100 records" in told["tree_cells"]
    assert any(name.startswith("China – Cuba, ") for name in told["tree_cells"])


def test_records_speak_their_titles_and_columns(told: dict[str, Any]) -> None:
    # Before the headings stands the corner of the table.
    assert told["record_cells"][1:6] == ["Date", "Record", "Status", "Value", "Sources"]
    assert any(name.endswith(("source", "sources")) for name in told["record_cells"])


def test_the_timeline_is_a_group_of_lanes_that_are_lists(told: dict[str, Any]) -> None:
    assert len(told["lanes"]) > 3
    for lane in told["lanes"]:
        assert lane["role"] == "list"
        name, count = lane["name"].split(": ")
        assert name and count.split()[0].isdigit()
        assert lane["marks"]


def test_marks_on_the_timeline_are_items_with_names_and_places(told: dict[str, Any]) -> None:
    marks = [mark for lane in told["lanes"] for mark in lane["marks"]]
    assert {mark["role"] for mark in marks} == {"list item"}
    assert all(mark["name"] and min(mark["area"]) > 0 for mark in marks)
    single = [mark for mark in marks if not mark["parts"]]
    assert len(single) > 5
    assert all(", " in mark["name"] and mark["description"] for mark in single)


def test_every_record_that_a_lane_counts_is_found_in_it(told: dict[str, Any]) -> None:
    for lane in told["lanes"]:
        counted = re.search(r"(\d+) records?", lane["name"])
        assert counted is not None
        parts = [part for mark in lane["marks"] for part in mark["parts"] or [mark["name"]]]
        assert len(parts) == int(counted[1])
    assert sum(len(lane["marks"]) for lane in told["lanes"]) > 20


def test_text_put_into_the_search_is_searched_for(told: dict[str, Any]) -> None:
    assert told["search"]["description"].startswith("100 of 100 records found")
    assert told["answer"].startswith("2 of 100")
    assert "Las Camariocas nickel plant" in told["found_cells"]


def test_pressing_export_opens_the_preview(told: dict[str, Any]) -> None:
    assert told["dialog"]["role"] == "dialog"
    assert "PDF" in told["dialog"]["name"]
