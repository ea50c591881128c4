"""What can stand where the reader is typing: fields of the query language, and their values."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, Protocol

from msgspec import Struct

from atlas_gui.domain.labels import label
from atlas_gui.domain.vocabulary import Kind, Sector, Step
from atlas_gui.i18n import _, mark
from atlas_gui.search.folding import words
from atlas_gui.search.query import Field, Query, format_query
from atlas_gui.search.query_values import (
    HAS_VALUES,
    IN_VALUES,
    IS_VALUES,
    mark_label,
    part_label,
    property_label,
)

_FIELDS: Final[Mapping[str, str]] = {
    "pair": mark("records between two countries"),
    "country": mark("records about a country"),
    "party": mark("records with a company, body or person"),
    "kind": mark("treaty, loan, visit and so on"),
    "status": mark("how far it got"),
    "sector": mark("energy, transport and so on"),
    "date": mark("a date or a range, as 2004..2008"),
    "after": mark("later than a date"),
    "before": mark("earlier than a date"),
    "amount": mark("a sum, as >100M or 1M..5M"),
    "cur": mark("sums in a currency"),
    "source": mark("records a source speaks of"),
    "lang": mark("records with sources in a language"),
    "has": mark("records that have something, as an amount"),
    "no": mark("records that lack something, as a date"),
    "in": mark("search the title alone, or another part"),
    "tag": mark("records with one of your tags"),
    "is": mark("starred, on the reading list, noted"),
    "note": mark("words in your notes"),
}
_ALIASES: Final[Mapping[str, str]] = {"type": "kind", "currency": "cur", "language": "lang"}
# What a reader may be asked to choose from; the other fields take dates and sums.
_LISTED: Final = frozenset(_FIELDS) - {"date", "after", "before", "amount", "note"}
_LEAST = 2
_MOST = 30
_MINUS = "-−－"
_QUOTES = '"“”„‟«»＂'
_COLONS = ":："
_ENDS = "()（）"
_PLAIN_VALUE = re.compile(r"[\w-]+")


class Choice(Struct, frozen=True):
    """A value a field may have, the reader's word for it, and how many records have it."""

    value: str
    label: str
    count: int | None = None


class CompletionSource(Protocol):
    """Knows the values of a library."""

    def values(self, field: str) -> Sequence[Choice]:
        """The values of a field, the likeliest first; none where the library has no say."""
        ...


class Completion(Struct, frozen=True):
    """One thing that can be put in: `text` as it is written, `label` and `detail` as it is shown.

    `count` is how many records have it, where that is known. `is_whole` says that the clause is
    complete with it, so that a blank may follow.
    """

    text: str
    label: str
    detail: str = ""
    count: int | None = None
    is_whole: bool = True


class Completions(Struct, frozen=True):
    """What can stand in place of the characters from `start` to `end`."""

    start: int = 0
    end: int = 0
    items: tuple[Completion, ...] = ()


class Completer:
    """Completes queries from one source; remembers its values folded, as there may be thousands."""

    def __init__(self, source: CompletionSource) -> None:
        self._source = source
        self._folded: dict[str, tuple[Sequence[Choice], list[str]]] = {}

    def at(self, text: str, cursor: int, *, asked: bool = False) -> Completions:
        """What can stand at `cursor`; `asked` by the reader, at every place."""
        start = _clause_start(text, cursor)
        typed = text[start:cursor]
        name, colon, value = _parts(typed)
        if colon and name in _LISTED:
            return self._values(text, cursor, name, value)
        if colon or any(quote in typed for quote in _QUOTES):
            return Completions()
        return _fields(text, start, cursor, asked=asked)

    def _values(self, text: str, cursor: int, name: str, value: str) -> Completions:
        item = _last_item(value)
        needle = words(item)
        found = self._matching(name, needle)
        start, end = cursor - len(item), _item_end(text, cursor, is_quoted=_is_open(value))
        items = tuple(_value(name, choice) for choice in found)
        if len(items) == 1 and items[0].text == text[start:end]:
            return Completions()
        return Completions(start, end, items)

    def _matching(self, name: str, needle: list[str]) -> list[Choice]:
        """The choices whose words begin as typed; first those that begin so themselves."""
        choices, folded = self._choices(name)
        if not needle:
            return list(choices[:_MOST])
        rest = [f" {word}" for word in needle[1:]]
        first: list[Choice] = []
        others: list[Choice] = []
        begin, inside = f"\n {needle[0]}", f" {needle[0]}"
        for choice, hay in zip(choices, folded, strict=True):
            if inside in hay and all(word in hay for word in rest):
                (first if begin in hay else others).append(choice)
                if len(first) == _MOST:
                    break
        return [*first, *others][:_MOST]

    def _choices(self, name: str) -> tuple[Sequence[Choice], list[str]]:
        choices = self._source.values(name) or _known_choices(name)
        held = self._folded.get(name)
        if held is None or held[0] is not choices:
            held = (choices, [_haystack(choice.value, choice.label) for choice in choices])
            self._folded[name] = held
        return held


def _fields(text: str, start: int, cursor: int, *, asked: bool) -> Completions:
    typed = text[start:cursor].lstrip(_MINUS).casefold()
    start = cursor - len(typed)
    is_inside = cursor < len(text) and text[cursor].isalnum()
    if is_inside or (len(typed) < _LEAST and not asked):
        return Completions()
    names = [name for name in _FIELDS if name.startswith(typed)]
    names += [name for alias, name in _ALIASES.items() if typed and alias.startswith(typed)]
    items = (
        Completion(f"{name}:", f"{name}:", _(_FIELDS[name]), is_whole=False)
        for name in dict.fromkeys(names)
    )
    return Completions(start, cursor, tuple(items))


def _value(name: str, choice: Choice) -> Completion:
    written = choice.value
    if not _PLAIN_VALUE.fullmatch(written):
        written = format_query(Query((Field.of(name, written),))).partition(":")[2]
    detail = "" if words(choice.value) == words(choice.label) else choice.value
    return Completion(written, choice.label, detail, choice.count)


@lru_cache(maxsize=8192)
def _haystack(value: str, shown: str) -> str:
    """The folded words of a choice, each after a blank; its value and its label on lines."""
    return "".join(f"\n {' '.join(words(text))}" for text in (value, shown))


def _known_choices(name: str) -> tuple[Choice, ...]:
    """The values of fields that are the same in every library."""
    match name:
        case "kind" | "status" | "sector":
            vocabulary = {"kind": Kind, "status": Step, "sector": Sector}[name]
            return tuple(Choice(word, label(word)) for word in vocabulary)
        case "has" | "no":
            return tuple(Choice(word, property_label(word)) for word in HAS_VALUES)
        case "in":
            return tuple(Choice(word, part_label(word)) for word in IN_VALUES)
        case "is":
            return tuple(Choice(word, mark_label(word)) for word in IS_VALUES)
    return ()


# Where the clause at the cursor begins and what it is made of


def _clause_start(text: str, cursor: int) -> int:
    """After the last blank or bracket before the cursor that stands in no quotes."""
    start, is_quoted = 0, False
    for place, character in enumerate(text[:cursor]):
        if character in _QUOTES:
            is_quoted = not is_quoted
        elif not is_quoted and (character.isspace() or character in _ENDS):
            start = place + 1
    return start


_FIELD = re.compile(rf"[{_MINUS}]*([A-Za-z]+)[{_COLONS}]")


def _parts(typed: str) -> tuple[str, str, str]:
    """The field, whether there is a colon, and the value of what is typed."""
    found = _FIELD.match(typed)
    if not found:
        return "", "", typed
    name = found[1].casefold()
    return _ALIASES.get(name, name), ":", typed[found.end() :]


def _last_item(value: str) -> str:
    """What stands after the last comma outside quotes, with an opening quote."""
    start = 0
    is_quoted = False
    for place, character in enumerate(value):
        if character in _QUOTES:
            is_quoted = not is_quoted
        elif character in ",，" and not is_quoted:
            start = place + 1
    return value[start:]


def _is_open(value: str) -> bool:
    return bool(_count(value, _QUOTES) % 2)


def _count(text: str, characters: Iterable[str]) -> int:
    return sum(map(text.count, characters))


def _item_end(text: str, cursor: int, *, is_quoted: bool) -> int:
    """Where the item ends that the cursor stands in: an open quote may run on to its end."""
    for place in range(cursor, len(text)):
        character = text[place]
        if is_quoted and character in _QUOTES:
            return place + 1
        if not is_quoted and (character.isspace() or character in ",，()（）"):
            return place
    return cursor if is_quoted else len(text)
