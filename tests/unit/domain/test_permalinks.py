"""Permalinks: written one way, read in the ways that texts have them, and nothing else is one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import library_of, record

from atlas_gui.domain.permalinks import Permalink, permalink_text, read_permalink

BUSES = Permalink("CHN-CUB", "buses-2006")
SLUGS = st.from_regex(r"[a-z0-9]{1,30}(-[a-z0-9]{1,30}){0,2}", fullmatch=True)


@pytest.mark.parametrize(
    ("link", "text"),
    [
        (BUSES, "atlas:/CHN-CUB/buses-2006"),
        (Permalink("CHN-CUB", ""), "atlas:/CHN-CUB"),
        (Permalink("", "buses-2006"), "atlas:/buses-2006"),
    ],
)
def test_a_link_is_read_as_it_is_written(link: Permalink, text: str) -> None:
    assert permalink_text(link) == text
    assert read_permalink(text) == link


@given(st.sampled_from(["", "CHN-CUB", "AGO-ZWE"]), SLUGS)
def test_every_link_comes_back(pair_id: str, record_id: str) -> None:
    link = Permalink(pair_id, record_id)
    assert read_permalink(permalink_text(link)) == link


@pytest.mark.parametrize(
    ("text", "link"),
    [
        ("  atlas:/CHN-CUB/buses-2006\n", BUSES),
        ("<atlas:/CHN-CUB/buses-2006>", BUSES),
        ("< atlas:/CHN-CUB/buses-2006 >", BUSES),
        ("atlas://CHN-CUB/buses-2006", BUSES),
        ("atlas:/CUB-CHN/buses-2006", BUSES),
        ("atlas:record/buses-2006", Permalink("", "buses-2006")),
        ("atlas:/record", Permalink("", "record")),
    ],
)
def test_other_ways_of_writing_are_read(text: str, link: Permalink) -> None:
    assert read_permalink(text) == link


@pytest.mark.parametrize(
    "text",
    [
        "",
        "atlas:",
        "atlas:/",
        "atlas://",
        "atlas:///CHN-CUB/buses-2006",
        "atlas:CHN-CUB/buses-2006",
        "atlas:record/",
        "atlas:/record/buses-2006",
        "atlas:/CHN-CUB/",
        "atlas:/CHN-CUB/buses-2006/more",
        "atlas:/CHN-CUB/../buses-2006",
        "atlas:/CHN-CUB/buses%2D2006",
        "atlas:/CHN-CUB/buses-2006?x=1",
        "atlas:/CHN-CUB/buses-2006#x",
        "atlas:/CHN-CUB/Buses-2006",
        "atlas:/CHN-CUB/buses--2006",
        "atlas:/CHN-CHN/buses-2006",
        "atlas:/CHN-CUBA/buses-2006",
        "atlas:/chn-cub/buses-2006",
        "atlas:/CHN-CUB/buses-２００６",
        "atlas:/CHN-CUB/buses 2006",
        "atlas:/CHN-CUB\n/buses-2006",
        "atlas:/CHN-CUB/buses-2006\x00",
        "<<atlas:/CHN-CUB/buses-2006>>",
        "<atlas:/CHN-CUB/buses-2006",
        "see atlas:/CHN-CUB/buses-2006",
        "atlas:/CHN-CUB/buses-2006 atlas:/CHN-CUB/trams",
        "https://example.org/atlas:/CHN-CUB/buses-2006",
        "javascript:atlas:/CHN-CUB/buses-2006",
        "atlas:/" + "a" * 121,
        "atlas:/" + "a-" * 1_000_000,
        " " * 1_000_000 + "atlas:/CHN-CUB",
    ],
)
def test_anything_else_is_no_link(text: str) -> None:
    assert read_permalink(text) is None


def test_the_longest_identifier_is_read() -> None:
    assert read_permalink("atlas:/CHN-CUB/" + "a" * 120) == Permalink("CHN-CUB", "a" * 120)


@given(st.text(max_size=60) | st.text("atlas:/CHN-UBrecod <>%.", max_size=40))
def test_whatever_is_read_is_written_as_a_link(text: str) -> None:
    link = read_permalink(text)
    if link is not None:
        assert read_permalink(permalink_text(link)) == link


def test_a_library_links_a_record_under_its_first_pair() -> None:
    library = library_of(
        record("talks", countries=["CUB", "VNM", "CHN"], pairs=["CUB-VNM", "CHN-CUB"]),
        record("buses", countries=["CUB", "CHN"]),
    )
    assert library.permalink("talks") == "atlas:/CUB-VNM/talks"
    assert library.permalink("buses") == "atlas:/CHN-CUB/buses"


def test_a_record_the_library_lacks_is_linked_without_a_pair() -> None:
    assert library_of(record("buses")).permalink("gone") == "atlas:/gone"
