"""The words of a library, against looking at each of them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.search.vocabulary import Vocabulary

_word = st.text("abcе", min_size=1, max_size=9) | st.text("ab1ß", min_size=1, max_size=6)
_words = st.lists(_word | st.sampled_from("华为国"), unique=True, max_size=40).map(sorted)
_MOST = 12


def slips_between(one: str, other: str) -> int:
    """Letters too many, too few, wrong, or two neighbours turned round; no letter is mended twice."""
    rows = [[0] * (len(other) + 1) for _letter in range(len(one) + 1)]
    for i, j in product(range(len(one) + 1), range(len(other) + 1)):
        if not i or not j:
            rows[i][j] = i + j
            continue
        wrong = one[i - 1] != other[j - 1]
        least = min(rows[i - 1][j] + 1, rows[i][j - 1] + 1, rows[i - 1][j - 1] + wrong)
        if i > 1 and j > 1 and one[i - 1] == other[j - 2] and one[i - 2] == other[j - 1]:
            least = min(least, rows[i - 2][j - 2] + 1)
        rows[i][j] = least
    return rows[-1][-1]


def allowed_in(typed: str) -> int:
    if len(typed) < 4 or any(letter.isdigit() for letter in typed):
        return 0
    return 2 if len(typed) >= 8 else 1


def vocabulary(words: list[str]) -> Vocabulary:
    return Vocabulary("\n".join(words))


@given(words=_words, typed=_word)
def test_words_have_the_numbers_of_the_alphabet(words: list[str], typed: str) -> None:
    made = vocabulary(words)
    assert len(made) == len(words)
    assert [made.number(word) for word in words] == list(range(1, len(words) + 1))
    assert [made.word(number) for number in range(1, len(words) + 1)] == words
    assert made.number(typed) == (words.index(typed) + 1 if typed in words else 0)


@given(words=_words, start=_word)
def test_words_that_begin_so(words: list[str], start: str) -> None:
    first, last = vocabulary(words).beginning(start)
    assert [words[n - 1] for n in range(first, last)] == [w for w in words if w.startswith(start)]


@given(words=_words, inside=_word)
def test_words_that_hold_something(words: list[str], inside: str) -> None:
    found = [words[number - 1] for number in vocabulary(words).containing(inside)]
    assert found == ([word for word in words if inside in word] if len(inside) >= 3 else [])


@given(words=_words, data=st.data())
def test_a_part_of_a_word_finds_it(words: list[str], data: st.DataObject) -> None:
    long = [word for word in words if len(word) >= 3]
    if not long:
        return
    word = data.draw(st.sampled_from(long))
    start = data.draw(st.integers(0, len(word) - 3))
    found = vocabulary(words).containing(word[start : start + 3])
    assert words.index(word) + 1 in found


@st.composite
def _misspelt(draw: st.DrawFn, words: st.SearchStrategy[list[str]]) -> tuple[list[str], str]:
    """Some words, and one of them with a few slips in it."""
    held = draw(words)
    letters = list(draw(st.sampled_from(held) if held else _word))
    for _slip in range(draw(st.integers(0, 3))):
        place = draw(st.integers(0, len(letters)))
        match draw(st.sampled_from(["more", "fewer", "wrong", "turned"])):
            case "more":
                letters.insert(place, draw(st.sampled_from("abcеx")))
            case "fewer":
                del letters[place : place + 1]
            case "wrong":
                letters[place : place + 1] = draw(st.sampled_from("abcеx"))
            case _:
                letters[place : place + 2] = letters[place : place + 2][::-1]
    return held, "".join(letters) or "a"


_long = st.lists(st.text("abcеdfgh", min_size=3, max_size=10), unique=True, max_size=20).map(sorted)


@given(given_words=_misspelt(_words) | _misspelt(_long))
def test_words_spelt_alike(given_words: tuple[list[str], str]) -> None:
    words, typed = given_words
    if typed in "华为国":
        return
    found = vocabulary(words).similar(typed, unfinished=False)
    slips = {word: slips_between(typed, word) for word in words}
    near = [s for s in slips.values() if 0 < s <= allowed_in(typed)]
    nearest = [word for word, s in slips.items() if near and s == min(near)]
    assert {one.word for one in found} <= set(nearest)
    assert len(found) == min(len(nearest), _MOST)
    assert all(words[one.number - 1] == one.word for one in found)
    assert all(one.slips == slips[one.word] for one in found)
    rank = [(one.word[0] != typed[0], len(one.word), one.word) for one in found]
    assert rank == sorted(rank)


@given(given_words=_misspelt(_words) | _misspelt(_long), cut=st.integers(5, 9))
def test_beginnings_spelt_alike(given_words: tuple[list[str], str], cut: int) -> None:
    words, typed = given_words[0], given_words[1][:cut]
    if len(typed) < 5:
        return
    found = vocabulary(words).similar(typed, unfinished=True)
    allowed = allowed_in(typed)

    def slips_of(word: str) -> int:
        return min(slips_between(typed, word[:length]) for length in (len(typed), len(typed) + 1))

    # Of a short beginning the first letter, or the first two turned round, has to be right.
    fit = [word for word in words if allowed == 2 or word[0] in typed[:2]]
    near = [s for s in map(slips_of, fit) if 0 < s <= allowed]
    nearest = {word for word in fit if near and slips_of(word) == min(near)}
    assert {one.word for one in found} <= nearest
    assert len(found) == min(len(nearest), _MOST)


@given(words=_words, typed=_word)
def test_two_words_written_as_one(words: list[str], typed: str) -> None:
    cuts = [(typed[:cut], typed[cut:]) for cut in range(2, len(typed) - 1)]
    found = list(vocabulary(words).split(typed))
    assert found == [cut for cut in cuts if set(cut) <= set(words)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("huawie", ["huawei"]),
        ("kamariokas", ["camariocas"]),
        ("lavrof", ["lavrov"]),
        ("huawei", []),  # found as it stands
        ("5g", []),
        ("1998", []),
        ("hua", []),
        ("华", []),
    ],
)
def test_slips_of_readers(typed: str, found: list[str]) -> None:
    made = vocabulary(sorted(["huawei", "camariocas", "lavrov", "1999", "hub", "华", "国"]))
    assert [one.word for one in made.similar(typed, unfinished=False)] == found


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("hauwe", ["huawei"]),
        ("uhawe", ["huawei"]),  # the first two turned round
        ("xuawe", []),
        ("kamariok", ["camariocas"]),
        ("huaw", []),  # too little to guess from, and found as it stands
    ],
)
def test_slips_in_words_that_are_still_being_typed(typed: str, found: list[str]) -> None:
    made = vocabulary(sorted(["huawei", "camariocas", "lavrov"]))
    assert [one.word for one in made.similar(typed, unfinished=True)] == found


def test_a_library_without_words_has_none() -> None:
    made = Vocabulary("")
    assert len(made) == 0
    assert made.number("a") == 0
    assert made.beginning("a") == (1, 1)
    assert made.containing("abc") == []
    assert made.similar("abcd", unfinished=False) == made.similar("abcde", unfinished=True) == []
    assert list(made.split("abcd")) == []
