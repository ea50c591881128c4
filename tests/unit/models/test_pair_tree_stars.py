"""How many starred records each pair has, as stars come and go."""

from support.libraries import library_of, record

from atlas_gui.models.pair_tree_stars import StarredPairs

_LIBRARY = library_of(
    record("one"),
    record("two"),
    record("three", countries=["CHN", "CUB", "RUS"]),
)


def test_stars_are_counted_as_they_come_and_go() -> None:
    pairs, starred = StarredPairs(_LIBRARY), {"one", "three"}
    pairs.follow(starred, starred)
    assert not pairs.count_some(60.0)
    assert pairs.count_of("CHN-CUB") == 2
    assert pairs.count_of("CUB-RUS") == 1
    assert pairs.take_changed() == {"CHN-CUB", "CHN-RUS", "CUB-RUS"}
    starred.discard("one")
    pairs.follow(["one"], starred)
    pairs.count_some(60.0)
    assert pairs.count_of("CHN-CUB") == 1
    assert pairs.take_changed() == {"CHN-CUB"}
    assert pairs.take_changed() == set()


def test_what_is_told_twice_or_is_not_in_the_library_is_counted_once_or_never() -> None:
    pairs, starred = StarredPairs(_LIBRARY), {"one", "gone"}
    pairs.follow(["one", "one", "gone", "two"], starred)
    pairs.count_some(60.0)
    assert pairs.count_of("CHN-CUB") == 1


def test_many_are_counted_some_at_a_time() -> None:
    pairs, starred = StarredPairs(_LIBRARY), {"one", "two"}
    pairs.follow(["one", "two"], starred)
    assert pairs.count_some(0.0)
    assert pairs.count_of("CHN-CUB") == 1
    assert not pairs.count_some(0.0)
    assert pairs.count_of("CHN-CUB") == 2
