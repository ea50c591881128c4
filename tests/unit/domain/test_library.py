"""The indexes of a library: links from both sides, pairs, and what it does not hold."""

from support.libraries import library_of, record

from atlas_gui.domain.pairs import Pair


def _link(kind: str, target: str) -> dict[str, str]:
    return {"type": kind, "target": target}


def test_a_link_is_seen_from_both_sides() -> None:
    library = library_of(record("a", relations=[_link("part-of", "b")]), record("b"))
    assert [(link.record_id, link.back) for link in library.related("a")] == [("b", False)]
    assert [(link.record_id, link.back) for link in library.related("b")] == [("a", True)]


def test_two_records_that_name_each_other_are_linked_once() -> None:
    library = library_of(
        record("a", relations=[_link("related", "b")]),
        record("b", relations=[_link("related", "a")]),
    )
    assert [link.record_id for link in library.related("a")] == ["b"]
    assert [link.record_id for link in library.related("b")] == ["a"]


def test_a_directed_link_back_is_told_beside_a_mutual_one() -> None:
    library = library_of(
        record("a", relations=[_link("related", "b")]),
        record("b", relations=[_link("related", "a"), _link("follows", "a")]),
    )
    found = [(link.relation.type.value, link.back) for link in library.related("a")]
    assert found == [("related", False), ("follows", True)]


def test_what_the_library_lacks_is_called_by_its_identifier() -> None:
    library = library_of()
    assert library.country_name("ZZZ") == "ZZZ"
    assert library.party_name("person:nobody") == "nobody"
    assert library.party("organisation:none") is None
    assert library.related("none") == ()


def test_a_record_stands_under_the_pairs_it_names() -> None:
    library = library_of(record("a", pairs=["CHN-CUB"]))
    assert library.pairs_of(library.records["a"]) == (Pair("CHN", "CUB"),)
