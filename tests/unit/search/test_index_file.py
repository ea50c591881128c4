"""The bytes of an index: what was packed comes back whole, and nothing else is taken for an index."""

from array import array
from hashlib import sha256

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.library import DamagedRecord
from atlas_gui.search.index_file import Column, Header, IndexData, IndexFileError, packed, unpacked

_KEY = "an edition/a language/a file"


def header(key: str = _KEY) -> Header:
    return Header(
        key=key,
        complete=True,
        rows=3,
        dated=2,
        valued=1,
        disputed=0,
        names={"kind": ["loan", "visit"], "pair": ["CHN-CUB"]},
        telling="first",
        damaged=[DamagedRecord("records-9-unreadable", "Lost", "records/9", "no kind")],
    )


def columns() -> dict[str, tuple[str, bytes]]:
    return {
        "kind": ("B", bytes([0, 1, 255])),
        "rows": ("I", array("I", [2, 0, 1]).tobytes()),
        "earliest": ("q", array("q", [-(1 << 62), 0, (1 << 62) - 1]).tobytes()),
        "sizes": ("d", array("d", [1.5]).tobytes()),
        "words": ("T", "ab\n中国\nя\udc80".encode("utf-8", "surrogatepass")),
        "nothing": ("I", b""),
    }


WHOLE = bytes(packed(header(), columns()))
# After the mark come the digest, room up to a multiple of eight, the length of the header, the
# header, and the columns.
_DIGEST = WHOLE.index(b"\n") + 1
_LENGTH = _DIGEST + 32 + -(_DIGEST + 32) % 8
_HEADER = _LENGTH + 8
_COLUMNS = _HEADER + int.from_bytes(WHOLE[_LENGTH:_HEADER], "little")
_PADDING = range(_DIGEST + 32, _LENGTH)


def content_of(data: IndexData) -> dict[str, object]:
    return {
        name: data.text(name) if column.code == "T" else list(data.numbers(name))
        for name, column in data.header.columns.items()
    }


def test_what_was_packed_comes_back() -> None:
    data = unpacked(WHOLE, _KEY)
    assert msgspec.structs.replace(data.header, columns={}) == header()
    assert content_of(data) == {
        "kind": [0, 1, 255],
        "rows": [2, 0, 1],
        "earliest": [-(1 << 62), 0, (1 << 62) - 1],
        "sizes": [1.5],
        "words": "ab\n中国\nя\udc80",
        "nothing": [],
    }


def test_columns_lie_where_numbers_of_any_kind_may() -> None:
    assert _COLUMNS % 8 == 0
    assert all(column.start % 8 == 0 for column in unpacked(WHOLE, _KEY).header.columns.values())


def test_packing_lets_go_of_the_columns() -> None:
    given_away = columns()
    packed(header(), given_away)
    assert given_away == {}


def test_a_column_that_is_not_there_is_a_key_error() -> None:
    with pytest.raises(KeyError):
        unpacked(WHOLE, _KEY).numbers("other")


_content = st.one_of(
    st.lists(st.integers(0, 255), max_size=20).map(lambda v: ("B", array("B", v).tobytes())),
    st.lists(st.integers(0, 2**32 - 1), max_size=9).map(lambda v: ("I", array("I", v).tobytes())),
    st.lists(st.floats(allow_nan=False), max_size=5).map(lambda v: ("d", array("d", v).tobytes())),
    st.text(max_size=20).map(lambda v: ("T", v.encode("utf-8", "surrogatepass"))),
)


@given(given_columns=st.dictionaries(st.text(max_size=9), _content, max_size=6), key=st.text())
def test_any_columns_under_any_key_come_back(
    given_columns: dict[str, tuple[str, bytes]], key: str
) -> None:
    wanted = dict(given_columns)
    data = unpacked(packed(header(key), given_columns), key)
    assert {name: column.code for name, column in data.header.columns.items()} == {
        name: code for name, (code, _content) in wanted.items()
    }
    for name, (code, content) in wanted.items():
        if code == "T":
            assert data.text(name).encode("utf-8", "surrogatepass") == content
        else:
            assert data.numbers(name).tobytes() == content


@given(size=st.integers(0, len(WHOLE) - 1))
def test_a_part_is_no_index(size: int) -> None:
    with pytest.raises(IndexFileError):
        unpacked(WHOLE[:size], _KEY)


@given(more=st.binary(min_size=1, max_size=20))
def test_more_than_the_whole_is_no_index(more: bytes) -> None:
    with pytest.raises(IndexFileError):
        unpacked(WHOLE + more, _KEY)


_places = st.one_of(
    st.integers(0, _DIGEST - 1),
    st.integers(_DIGEST, _LENGTH - 1),
    st.integers(_LENGTH, _HEADER - 1),
    st.integers(_HEADER, _COLUMNS - 1),
    st.integers(_COLUMNS, len(WHOLE) - 1),
)


@given(place=_places, bit=st.integers(0, 7))
def test_a_flipped_bit_anywhere_is_noticed(place: int, bit: int) -> None:
    spoiled = bytearray(WHOLE)
    spoiled[place] ^= 1 << bit
    if place in _PADDING:
        # Nothing stands there, so that nothing can be wrong with it.
        assert content_of(unpacked(spoiled, _KEY)) == content_of(unpacked(WHOLE, _KEY))
        return
    with pytest.raises(IndexFileError):
        unpacked(spoiled, _KEY)


@given(content=st.binary(max_size=200))
def test_other_bytes_are_no_index(content: bytes) -> None:
    for start in (b"", WHOLE[:_DIGEST], WHOLE[:_LENGTH]):
        with pytest.raises(IndexFileError):
            unpacked(start + content, _KEY)


@pytest.mark.parametrize("key", ["", _KEY + "x", _KEY[:-1], _KEY.upper()])
def test_the_index_of_another_library_is_none_of_this_one(key: str) -> None:
    with pytest.raises(IndexFileError, match="another library"):
        unpacked(WHOLE, key)


def sealed(content: bytes) -> bytes:
    """Content under a digest of its own, as one who means harm would write it."""
    start = WHOLE[:_DIGEST] + sha256(content).digest()
    return start + bytes(-len(start) % 8) + content


def with_header(text: bytes) -> bytes:
    return sealed(len(text).to_bytes(8, "little") + text + WHOLE[_COLUMNS:])


@pytest.mark.parametrize(
    "content",
    [
        sealed(b""),
        sealed(b"\xff" * 8),
        sealed(b"\xff" * 80),
        with_header(b""),
        with_header(b"{}"),
        with_header(b"[1, 2]"),
        with_header(b"\xff\xfe"),
        with_header(b'{"key": 7}'),
        with_header(b"[" * 100_000),
        with_header(b'{"key": "", "other": ' + b"[" * 100_000),
    ],
    ids=lambda content: repr(content[56:80]),
)
def test_a_sealed_file_without_a_sound_header_is_no_index(content: bytes) -> None:
    with pytest.raises(IndexFileError):
        unpacked(content, _KEY)


def test_the_seal_of_these_tests_is_the_one_that_counts() -> None:
    assert sealed(WHOLE[_LENGTH:]) == WHOLE
    assert unpacked(sealed(WHOLE[_LENGTH:]), _KEY).header.columns["kind"] == Column("B", 0, 3)
