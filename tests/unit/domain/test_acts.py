"""The acts of a treaty's parties: their order, their number, and the passage they share."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.libraries import library_of

from atlas_gui.domain.acts import acts_counted, acts_of, common_passage, day_in_words
from atlas_gui.domain.claim_parties import party_of
from atlas_gui.domain.claim_words import claim_heading, claim_in_words
from atlas_gui.domain.claims import (
    ActionClaim,
    ActionValue,
    DatePhrase,
    Evidence,
    PlaceClaim,
    PlaceValue,
    StatementClaim,
    StatementValue,
)
from atlas_gui.domain.disagreements import disagreements_among
from atlas_gui.domain.vocabulary import Act

REGISTER = Evidence("register", "Participants")
OTHER = Evidence("register", "Note 7")


def act(
    name: str,
    party: str | None = None,
    date: str | None = None,
    *,
    named: str | None = None,
    effective: str | None = None,
    evidence: tuple[Evidence, ...] = (REGISTER,),
    topic: str | None = None,
    word: Act = Act.ACCESSION,
) -> ActionClaim:
    value = ActionValue(
        word,
        party,
        named,
        DatePhrase(date) if date else None,
        DatePhrase(effective) if effective else None,
    )
    return ActionClaim(name, evidence, topic=topic, value=value)


def test_acts_stand_party_by_party_and_in_time() -> None:
    place = PlaceClaim("place", (REGISTER,), value=PlaceValue("Havana"))
    claims = (
        act("later", "country:CUB", "1960-05"),
        place,
        act("undated", "country:CUB"),
        act("other", named="Ceylon", date="1940"),
        act("effect", "country:CUB", effective="1955"),
        act("broken", "country:CUB", "no date"),
        act("first", "country:CUB", "1950~"),
        act("other-first", named="Ceylon", date="1939-12-31"),
    )
    names = [claim.id for claim in acts_of(claims)]
    assert names == ["first", "effect", "later", "undated", "broken", "other-first", "other"]


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["1950", "1960", None]))))
def test_no_act_is_lost_and_the_order_of_equals_is_kept(made: list[tuple[str, str | None]]) -> None:
    claims = [act(f"a{n}", named=who, date=day) for n, (who, day) in enumerate(made)]
    ordered = acts_of(claims)
    assert sorted(claims, key=lambda claim: claim.id) == sorted(ordered, key=lambda c: c.id)
    for who, day in set(made):
        alike = [n for n, one in enumerate(made) if one == (who, day)]
        found = [claims.index(c) for c in ordered if (c.value.named, _day(c)) == (who, day)]
        assert found == alike


def _day(claim: ActionClaim) -> str | None:
    return claim.value.date.edtf if claim.value.date else None


@pytest.mark.parametrize(
    ("claims", "words"),
    [
        ([act("a", "country:CUB")], "1 act · 1 party"),
        ([act("a", "country:CUB"), act("b", "country:CUB")], "2 acts · 1 party"),
        ([act("a", "country:CUB"), act("b", named="Ceylon")], "2 acts · 2 parties"),
        ([act(f"a{n}", named="Ceylon") for n in range(1043)], "1,043 acts · 1 party"),
    ],
)
def test_acts_and_parties_are_counted(claims: list[ActionClaim], words: str) -> None:
    assert acts_counted(claims) == words


def test_the_common_passage_is_the_one_that_most_acts_rest_on() -> None:
    assert common_passage([]) is None
    assert common_passage([act("a"), act("b", evidence=(OTHER,))]) is None
    several = [act("a", evidence=(OTHER, REGISTER)), act("b", evidence=(OTHER,)), act("c")]
    assert common_passage([*several, act("d")]) == REGISTER


def test_a_day_is_said_shortly_or_as_the_source_says_it() -> None:
    assert day_in_words(None) == ""
    assert day_in_words(DatePhrase("1998-06-12")) == "12 Jun 1998"
    assert day_in_words(DatePhrase("1998-06~", "in early summer 1998")) == "in early summer 1998"


def test_acts_are_no_rivals_unless_the_editors_say_so() -> None:
    one, other = act("a", "country:CUB", "1950"), act("b", "country:CUB", "1951")
    assert disagreements_among([one, other]) == ()
    rivals = [act(c.id, "country:CUB", _day(c), topic="Cuba's accession") for c in (one, other)]
    (disagreement,) = disagreements_among(rivals)
    assert disagreement.claims == tuple(rivals)


def test_what_a_source_calls_a_known_party_is_no_disagreement() -> None:
    claims = [act("a", "country:CUB", named="Cuba", topic="t"), act("b", "country:CUB", topic="t")]
    assert disagreements_among(claims) == ()
    unknown = [act("a", named="Cuba", topic="t"), act("b", named="Kuba", topic="t")]
    assert len(disagreements_among(unknown)) == 1


def test_which_party_a_claim_is_about() -> None:
    assert party_of(act("a", "country:CUB")) == "country:CUB"
    assert party_of(act("a", named="Ceylon")) is None
    said = StatementValue("Words.", "person:xi-jinping")
    assert party_of(StatementClaim("s", (REGISTER,), value=said)) == "person:xi-jinping"
    assert party_of(PlaceClaim("p", (REGISTER,), value=PlaceValue("Havana", "CUB"))) is None


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (ActionValue(Act.ACCESSION, "country:CUB"), "Cuba: Accession"),
        (
            ActionValue(
                Act.RATIFICATION, "country:CUB", None, DatePhrase("1950-05-02"), DatePhrase("1951")
            ),
            "Cuba: Ratification, 2 May 1950; in effect 1951",
        ),
        (
            ActionValue(Act.EXTENSION, "country:CUB", "Isle of Pines", wording="applied to"),
            "Cuba (“Isle of Pines”): Extension to a territory (“applied to”)",
        ),
        (ActionValue(Act.OTHER, None, "Ceylon", wording="took note"), "Ceylon: took note"),
        (ActionValue(Act.CONSENT, "country:CUB", "Cuba"), "Cuba: Consent to be bound"),
        (ActionValue(Act.OTHER), "not named: Other act"),
    ],
    ids=repr,
)
def test_an_act_reads_in_words(value: ActionValue, words: str) -> None:
    library = library_of()
    claim = ActionClaim("a", (REGISTER,), value=value)
    assert claim_in_words(claim, library) == words
    assert claim_heading(claim) == "Act"
