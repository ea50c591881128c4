"""Every word of the vocabularies has a word for the reader, translated when it is shown."""

import inspect
import string
from collections.abc import Iterator
from enum import StrEnum
from gettext import NullTranslations

import pytest

from atlas_gui import i18n
from atlas_gui.domain import vocabulary
from atlas_gui.domain.labels import label, relation_label
from atlas_gui.domain.vocabulary import (
    AmountKind,
    DateBasis,
    Group,
    Kind,
    Qualifier,
    Rank,
    RelationType,
    Role,
    Sector,
    Step,
)

_ALL = [
    held
    for _name, held in inspect.getmembers(vocabulary, inspect.isclass)
    if issubclass(held, StrEnum) and held is not StrEnum
]
# What relations are called depends on the side, what ranks are called stands with the reason.
_LABELLED = [held for held in _ALL if held not in (RelationType, Rank)]
_WORDS = [word for held in _LABELLED for word in held]


class _Marking(NullTranslations):
    """A translation by which every translated text can be told."""

    def gettext(self, message: str) -> str:
        return f"«{message}»"


@pytest.fixture
def marked(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A catalogue that marks what passes through it."""
    with monkeypatch.context() as patch:
        patch.setattr(i18n, "_catalogue", _Marking())
        yield


def test_the_vocabularies_were_found() -> None:
    assert len(_ALL) > 12
    assert {Kind, Step, DateBasis, Role, Sector} <= set(_LABELLED)


@pytest.mark.parametrize("word", _WORDS, ids=repr)
def test_every_word_has_a_label(word: StrEnum) -> None:
    assert label(word).strip() == label(word) != ""


@pytest.mark.parametrize("held", _LABELLED, ids=lambda held: held.__name__)
def test_no_two_words_of_a_vocabulary_have_one_label(held: type[StrEnum]) -> None:
    labels = [label(word) for word in held]
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("one", "other", "labels"),
    [
        (Step.ANNOUNCED, DateBasis.ANNOUNCED, ("Announced", "announced")),
        (Step.SIGNED, DateBasis.SIGNED, ("Signed", "signed")),
        (Step.REPORTED, DateBasis.REPORTED, ("Reported", "reported")),
        (Step.DISCUSSED, AmountKind.DISCUSSED, ("Discussed", "under discussion")),
        (Step.TARGET, Role.TARGET, ("Target", "Directed at")),
        (AmountKind.TARGET, Step.TARGET, ("target", "Target")),
        (Kind.TRADE, Group.TRADE, ("Trade figure", "Trade figures")),
        (Sector.TRADE, Kind.TRADE, ("Trade", "Trade figure")),
        (Kind.STATEMENT, Group.STATEMENTS, ("Statement", "Statements")),
    ],
    ids=repr,
)
def test_one_word_of_two_vocabularies_has_the_label_of_its_own(
    one: StrEnum, other: StrEnum, labels: tuple[str, str]
) -> None:
    assert (label(one), label(other)) == labels


def test_a_rank_has_no_label_of_its_own() -> None:
    with pytest.raises(KeyError):
        label(Rank.PREFERRED)


@pytest.mark.parametrize("qualifier", Qualifier)
def test_the_label_of_a_qualifier_has_room_for_its_number(qualifier: Qualifier) -> None:
    fields = [name for _text, name, _spec, _way in string.Formatter().parse(label(qualifier))]
    assert [name for name in fields if name is not None] == ["number"]


@pytest.mark.parametrize("relation", RelationType)
def test_a_relation_reads_from_both_sides(relation: RelationType) -> None:
    forward, back = relation_label(relation, back=False), relation_label(relation, back=True)
    assert forward and back
    assert (forward == back) == (relation is RelationType.RELATED)


def test_no_side_of_a_relation_reads_like_a_side_of_another() -> None:
    sides = [
        {relation_label(relation, back=back) for back in (False, True)} for relation in RelationType
    ]
    assert len(set().union(*sides)) == sum(map(len, sides))


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("word", _WORDS, ids=repr)
def test_a_label_is_translated_when_it_is_shown(word: StrEnum) -> None:
    shown = label(word)
    assert shown.startswith("«") and shown.endswith("»")


@pytest.mark.usefixtures("marked")
@pytest.mark.parametrize("back", [False, True])
@pytest.mark.parametrize("relation", RelationType)
def test_a_relation_is_translated_when_it_is_shown(relation: RelationType, back: bool) -> None:
    shown = relation_label(relation, back=back)
    assert shown.startswith("«") and shown.endswith("»")
