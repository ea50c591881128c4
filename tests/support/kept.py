"""What a reader may keep, as hypothesis draws it."""

from hypothesis import strategies as st

from atlas_gui.domain.notebook import Entry, SavedSearch

MOMENT = "2026-05-03T10:00:00Z"
LATER = "2026-05-04T10:00:00Z"
# No file holds half a character.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
_WRITTEN = TEXT.filter(lambda text: bool(text.strip()))
CRUEL_NOTES = st.one_of(
    TEXT,
    st.sampled_from(
        [
            "# heading\n~~~\nnot the end\n~~~~text\n",
            "```\n<script>alert(1)</script>\n```",
            "- Star: yes\n### Other record\n",
            "\n\n  two spaces  \n",
            "a\r\nb\rc\u2028d",
        ]
    ),
)
_IDS = st.from_regex(r"[a-z]{1,3}", fullmatch=True)
ENTRIES = st.builds(
    Entry,
    record=_IDS,
    changed=st.just(MOMENT),
    title=TEXT,
    starred=st.booleans(),
    tags=st.lists(_WRITTEN, max_size=3).map(tuple),
    note=CRUEL_NOTES,
    reading=st.none() | st.floats(allow_nan=False, allow_infinity=False),
).filter(lambda entry: not entry.is_blank)
SEARCHES = st.builds(
    SavedSearch,
    id=_IDS,
    name=_WRITTEN,
    query=_WRITTEN,
    place=st.floats(allow_nan=False, allow_infinity=False),
)


def entry(record: str, **kept: object) -> Entry:
    """What is kept about a record, with a title made of its identifier."""
    return Entry(record, MOMENT, record.upper(), **kept)  # type: ignore[arg-type]
