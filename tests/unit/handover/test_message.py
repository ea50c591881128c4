"""What is said between two starts: what goes out comes in, and nothing else does."""

import contextlib
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.handover.message import (
    Answer,
    Wish,
    file_name,
    plain_text,
    read_answer,
    read_wish,
    write_answer,
    write_wish,
)


@given(st.text(), st.lists(st.text(min_size=1).filter(lambda t: "\0" not in t), max_size=5))
def test_a_wish_comes_in_as_it_went_out(query: str, names: list[str]) -> None:
    files = tuple(os.fsencode(f"/{name}") for name in names if _encodes(name))
    wish = Wish(files=files, library=b"/tmp/\xff.json", find=plain_text(query), new_window=True)
    told = read_wish(write_wish(wish))
    assert told == wish
    assert [os.fsencode(path) for path in told.file_paths] == [
        os.fsencode(Path(os.fsdecode(name))) for name in files
    ]


def _encodes(name: str) -> bool:
    try:
        os.fsencode(name)
    except UnicodeEncodeError:
        return False
    return True


@given(st.binary(max_size=400))
def test_any_bytes_are_a_wish_or_a_value_error(message: bytes) -> None:
    for read in (read_wish, read_answer):
        with contextlib.suppress(ValueError):
            read(message)


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=20),
        lambda part: st.lists(part, max_size=3) | st.dictionaries(st.text(max_size=9), part),
    )
)
def test_any_json_in_the_place_of_a_field_is_a_wish_or_a_value_error(value: object) -> None:
    import json

    for field in ("files", "links", "library", "find", "new_window", "activation"):
        message = json.dumps({field: value}).encode()
        try:
            wish = read_wish(message)
        except ValueError:
            continue
        assert all(path.is_absolute() for path in wish.file_paths)


@pytest.mark.parametrize(
    "message",
    [
        b'{"files": ["cmVsYXRpdmU="]}',
        b'{"files": ["L2EAYg=="]}',
        b'{"library": ""}',
        b'{"links": "atlas:/a"}',
        b'{"new_window": 1}',
        b'{"find": "' + b"a" * 10_001 + b'"}',
        b"[" * 100_000,
        b'{"unheard": ' + b"[" * 100_000,
        b'{"files": ' + b"[" * 100_000,
        b"\x80\x04cos\nsystem\n(S'true'\ntR.",
        b"",
    ],
)
def test_what_is_no_wish_is_refused(message: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_wish(message)


def test_a_later_program_may_say_more() -> None:
    assert read_wish(b'{"find": "gas", "unheard": [1, {}]}') == Wish(find="gas")


def test_a_relative_file_cannot_be_wished_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(ValueError, match="absolute"):
        Wish(files=(b"here.json",))
    monkeypatch.chdir(tmp_path)
    assert file_name(Path("here.json")) == os.fsencode(tmp_path / "here.json")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("gas and oil", "gas and oil"),
        ("gas\n\x1b[2J\toil", "gas  [2J oil"),
        ("nickel \udcff", "nickel \ufffd"),
        ("古巴 镍", "古巴 镍"),
    ],
)
def test_what_was_typed_is_one_plain_line(typed: str, said: str) -> None:
    assert plain_text(typed) == said
    message = write_wish(Wish(find=said))
    assert read_wish(message).find == said


def test_a_query_of_a_stranger_is_made_plain_when_it_comes_in() -> None:
    assert read_wish(rb'{"find": "gas\u001b[2J\u0000"}').find == "gas [2J "


def test_an_answer_comes_in_as_it_went_out() -> None:
    for answer in (Answer("done"), Answer("refused", "Why."), Answer("busy"), Answer("leaving")):
        assert read_answer(write_answer(answer)) == answer
    with pytest.raises(ValueError, match=r".+"):
        read_answer(b'{"kind": "perhaps"}')
