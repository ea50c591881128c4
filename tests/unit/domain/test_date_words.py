"""Dates in words, short and long."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas_gui.domain.date_words import date_in_words, long_date_in_words
from atlas_gui.domain.edtf import EdtfError, parse_edtf


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2005-11", "Nov 2005"),
        ("2019-06-05", "5 Jun 2019"),
        ("2019-06-05T10:00:00Z", "5 Jun 2019"),
        ("2004", "2004"),
        ("-0001", "2 BC"),
        ("0000", "1 BC"),
        ("2014-07~", "about Jul 2014"),
        ("2014?", "2014?"),
        ("2014%", "about 2014?"),
        ("2004-06-~11", "about 11 Jun 2004"),
        ("[..1990]", "before 1991"),
        ("[..1990-12]", "Dec 1990 or earlier"),
        ("[..1990~]", "about 1990 or earlier"),
        ("[1999..]", "1999 or later"),
        ("{..1984}", "1984 and earlier"),
        ("{1984..}", "1984 and later"),
        ("1999/..", "since 1999"),
        ("1999/", "from 1999, end unknown"),
        ("../1990", "until 1990"),
        ("/1990-03", "until Mar 1990, start unknown"),
        ("1999/9999", "since 1999"),
        ("1999-03~/9999-12-31", "since about Mar 1999"),
        ("[1999..9999]", "1999 or later"),
        ("1999-03/9998-12-31", "Mar 1999 – 31 Dec 9998"),
        ("/..", "since an unknown date"),
        ("../", "until an unknown date"),
        ("../..", "at any time"),
        ("1996/1999", "1996–1999"),
        ("2014/2016?", "2014–2016?"),
        ("2006-06/2006-08", "Jun–Aug 2006"),
        ("2006-06/2007-08", "Jun 2006 – Aug 2007"),
        ("2019-06-05/2019-06-08", "5–8 Jun 2019"),
        ("2019-06-28/2019-07-03", "28 Jun – 3 Jul 2019"),
        ("2019-06-05/2019-07", "5 Jun 2019 – Jul 2019"),
        ("2019-06-05/2019-06-05", "5 Jun 2019"),
        ("1996~/1999~", "about 1996–1999"),
        ("2008-05~/2008-08~", "about May–Aug 2008"),
        ("2008-12~/2010-12~", "about Dec 2008 – about Dec 2010"),
        ("2008-12~/2010-12", "about Dec 2008 – Dec 2010"),
        ("2014?/2016?", "2014?–2016?"),
        ("1984~/2004-06", "about 1984 – Jun 2004"),
        ("XXXX-09", "Sep, year unknown"),
        ("XXXX-09-12", "12 Sep, year unknown"),
        ("XXXX", "year unknown"),
        ("XXXX-XX-23", "XXXX-XX-23 (X: unknown)"),
        ("199X", "1990s"),
        ("199X~", "about 1990s"),
        ("19XX", "between 1900 and 1999"),
        ("-01XX", "between 200 BC and 101 BC"),
        ("156X-12-25", "25 Dec, 1560s"),
        ("2004-XX", "2004, month unknown"),
        ("2004-XX-XX", "2004, month and day unknown"),
        ("2004-04-XX", "Apr 2004, day unknown"),
        ("1984-1X", "between 1 Oct 1984 and 31 Dec 1984"),
        ("1950S2", "about 1950 (between 1900 and 1999)"),
        ("1950S4", "1950"),
        ("1919-X0-01", "1 Oct 1919"),
        ("2004-21", "spring 2004"),
        ("1999-24", "winter 1999/00"),
        ("2004-30", "southern summer 2004/05"),
        ("2004-33", "first quarter of 2004"),
        ("2004-41", "second half of 2004"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670–1672"),
        ("[1670..1672]", "between 1670 and 1672"),
        ("{1670..1672}", "1670–1672"),
        ("{1960,1961-12}", "1960 and Dec 1961"),
    ],
)
def test_short_words(text: str, words: str) -> None:
    assert date_in_words(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2005-11", "November 2005"),
        ("2014-07~", "about July 2014"),
        ("2019-06-05/2019-06-08", "5–8 June 2019"),
        ("2004-04-XX", "April 2004, day unknown"),
        ("XXXX-09", "September, year unknown"),
    ],
)
def test_long_words(text: str, words: str) -> None:
    assert long_date_in_words(text) == words


@given(st.text(max_size=20))
def test_faulty_text_comes_back_as_it_is(text: str) -> None:
    try:
        parse_edtf(text)
    except EdtfError:
        assert date_in_words(text) == long_date_in_words(text) == text
    else:
        assert date_in_words(text)


@given(
    st.from_regex(
        r"(\[|\{)?-?[0-9X]{4}(-[0123X][0-9X](-[0-3X][0-9X])?)?[?~%]?((/|\.\.|,)[0-9X]{4})?(\]|\})?",
        fullmatch=True,
    )
)
def test_words_exist_for_whatever_is_valid(text: str) -> None:
    words = date_in_words(text)
    assert words.strip() == words != ""
    assert "{" not in words.replace(text, "")


def test_months_alone_tell_the_long_form_from_the_short() -> None:
    assert date_in_words("2004-05") == long_date_in_words("2004-05") == "May 2004"
    assert date_in_words("1999") == long_date_in_words("1999")
