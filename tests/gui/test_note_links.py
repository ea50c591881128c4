"""Links in the plain text of a note."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.ui.notebook.note_links import link_at, links_in


@pytest.mark.parametrize(
    ("text", "links"),
    [
        ("", []),
        ("see atlas:/CHN-CUB/buses-2006.", ["atlas:/CHN-CUB/buses-2006"]),
        ("<atlas:/CHN-CUB>", ["atlas:/CHN-CUB"]),
        ("(https://example.org/a_(b)), then", ["https://example.org/a_(b)"]),
        ("HTTP://EXAMPLE.ORG!", ["HTTP://EXAMPLE.ORG"]),
        ("“https://example.org/x”…", ["https://example.org/x"]),
        ("two: https://a.example\nhttps://b.example", ["https://a.example", "https://b.example"]),
        ("javascript:alert(1) file:///etc/passwd ftp://example.org", []),
        ("atlas:/CHN-CUB/%2e%2e atlas:../.. atlas:", []),
        ("https://", []),
        ("https://...", []),
    ],
)
def test_links_are_found_without_what_stands_round_them(text: str, links: list[str]) -> None:
    assert [link.text for link in links_in(text)] == links


def test_only_what_atlas_can_follow_is_one_of_its_own() -> None:
    found = list(links_in("atlas:/CHN-CUB https://example.org"))
    assert [link.is_record for link in found] == [True, False]


@given(st.text(alphabet="atlshp:/.-() CUBN\n🙂%<>", max_size=60))
def test_a_link_is_where_it_says(text: str) -> None:
    for link in links_in(text):
        assert text[link.start : link.end] == link.text
        assert link.text.casefold().startswith(("atlas:", "http://", "https://"))
        assert link_at(text, link.start) is not None


def test_a_place_beside_a_link_is_on_none() -> None:
    text = "a https://example.org b"
    assert link_at(text, 1) is None
    assert link_at(text, 2) == link_at(text, 21)
    assert link_at(text, 22) is None
