"""The words of a record that answer a query, where neither its title nor its summary shows them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple

from atlas_gui.domain.claim_words import act_in_words, claim_in_words
from atlas_gui.domain.claims import ActionClaim, Evidence
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record
from atlas_gui.domain.texts import in_language
from atlas_gui.i18n import _
from atlas_gui.search.corpus import names_of_owner, owners_of
from atlas_gui.search.folding import fold
from atlas_gui.search.terms import Match, Term, matches_in

_REMEMBERED: Final = 2_048
_REMEMBERED_RECORDS: Final = 256
_LENGTH: Final = 120
# So much stands before a match: enough to tell what it is about, in sight in a narrow column.
_BEFORE: Final = 16
# A match that begins so far to the right is seen in the row as it is.
_IN_SIGHT: Final = 36
_ELLIPSIS: Final = "…"


class _Piece(NamedTuple):
    """A text of a record, what it is, and its letters as they are looked for."""

    heading: str
    text: str
    folded: str


class _Pieces:
    """The texts of a record besides title and summary, each made when a search gets that far."""

    def __init__(self, record: Record, library: Library) -> None:
        self._made: list[_Piece] = []
        self._rest = chain(
            _titles(record), _claims(record, library), _names(record, library), _passages(record)
        )

    def __iter__(self) -> Iterator[_Piece]:
        yield from self._made
        for heading, text in self._rest:
            self._made.append(_Piece(heading, text, fold(text)))
            yield self._made[-1]


class Snippets:
    """The snippets of one library, each made once while it is remembered."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._made = lru_cache(maxsize=_REMEMBERED)(self._make)
        # A row mostly stays while its reader types on, and its texts with it.
        self._pieces = lru_cache(maxsize=_REMEMBERED_RECORDS)(self._pieces_of)

    def of(self, record_id: str, terms: Sequence[Term]) -> str | None:
        """The second line of a record's row; None if its summary may stand there."""
        return self._made(record_id, tuple(terms))

    def _make(self, record_id: str, terms: tuple[Term, ...]) -> str | None:
        record = self._library.records.get(record_id)
        return _snippet(record, self._pieces(record_id), terms) if record is not None else None

    def _pieces_of(self, record_id: str) -> _Pieces:
        return _Pieces(self._library.records[record_id], self._library)


def _snippet(record: Record, pieces: _Pieces, terms: Sequence[Term]) -> str | None:
    title = in_language(record.title)
    if not terms or _first_match(title, fold(title), terms) is not None:
        return None
    in_summary = _first_match(record.summary, fold(record.summary), terms)
    if in_summary is not None:
        return _cut(record.summary, in_summary) if in_summary.end > _IN_SIGHT else None
    for heading, text, folded in pieces:
        match = _first_match(text, folded, terms)
        if match is not None:
            return _under(heading, _cut(text, match))
    return None


def _titles(record: Record) -> Iterator[tuple[str, str]]:
    for title in record.title.values():
        yield _("Title"), title


def _claims(record: Record, library: Library) -> Iterator[tuple[str, str]]:
    """Claims say by themselves what they are about; of a thousand acts, few say anything new."""
    acts = dict.fromkeys(act_in_words(c.value) for c in record.claims if isinstance(c, ActionClaim))
    for claim in record.claims:
        if not isinstance(claim, ActionClaim):
            yield "", claim_in_words(claim, library)
    for act in acts:
        yield _("Act"), act


def _names(record: Record, library: Library) -> Iterator[tuple[str, str]]:
    """What the record refers to, by every name it may be looked for."""
    for owner in owners_of(record, library):
        names = names_of_owner(owner, library)
        # The code comes first among a country's names, and helps nobody who did not type it.
        shown = library.party_name(owner) if owner.startswith("country:") else names[0]
        heading = _heading_of(owner)
        yield heading, shown
        for name in names:
            if name != shown:
                yield heading, f"{shown} ({name})"


def _heading_of(owner: str) -> str:
    match owner.partition(":")[0]:
        case "source":
            return _("Source")
        case "kind":
            return _("Kind")
        case "sector":
            return _("Sector")
        case "country":
            return _("Country")
    return _("Party")


def _passages(record: Record) -> Iterator[tuple[str, str]]:
    passages = dict.fromkeys(evidence for claim in record.claims for evidence in claim.evidence)
    for evidence in passages:
        for text in _texts_of(evidence):
            yield _("Passage"), text


def _texts_of(evidence: Evidence) -> Iterator[str]:
    yield from filter(None, (evidence.locator, evidence.attributed_to, evidence.note))


def _first_match(text: str, folded: str, terms: Sequence[Term]) -> Match | None:
    # Taking a text to pieces is slow, and most texts hold no match.
    if not any(all(word in folded for word in term.tokens) for term in terms):
        return None
    return next(iter(matches_in(text, terms)), None)


def _cut(text: str, match: Match) -> str:
    """About 120 characters of a text round a match, whole words where they can be had."""
    if len(text) <= _LENGTH and match.end <= _IN_SIGHT:
        return text
    start = _word_start(text, max(match.start - _BEFORE, 0), match.start)
    end = max(start + _LENGTH, match.end)
    if end >= len(text):
        end = len(text)
    elif (space := text.rfind(" ", match.end, end)) > 0:
        end = space
    piece = text[start:end].strip()
    before, after = _ELLIPSIS if start else "", _ELLIPSIS if end < len(text) else ""
    return f"{before}{piece}{after}"


def _word_start(text: str, start: int, latest: int) -> int:
    """The first beginning of a word at or behind a place."""
    if start == 0 or text[start - 1].isspace():
        return start
    space = text.find(" ", start, latest)
    return space + 1 if space >= 0 else start


def _under(heading: str, text: str) -> str:
    return _("{heading}: {text}").format(heading=heading, text=text) if heading else text
