"""Every claim, rank and passage has words of its own."""

import pytest

from atlas_gui.domain.claim_words import (
    claim_heading,
    claim_in_words,
    passage_in_words,
    rank_in_words,
)
from atlas_gui.domain.claims import (
    AmountClaim,
    AmountValue,
    Claim,
    DateClaim,
    DatePhrase,
    DateValue,
    Evidence,
    PartyClaim,
    PartyValue,
    PlaceClaim,
    PlaceValue,
    QuantityClaim,
    QuantityValue,
    RankingClaim,
    RankingValue,
    ShareClaim,
    ShareValue,
    StatementClaim,
    StatementValue,
    StatusClaim,
    StatusValue,
)
from atlas_gui.domain.entities import (
    Country,
    CslItem,
    LibraryInfo,
    Organisation,
    Person,
    Source,
)
from atlas_gui.domain.library import Library
from atlas_gui.domain.vocabulary import (
    AmountKind,
    Confidence,
    DateBasis,
    OrganisationKind,
    Qualifier,
    Rank,
    Role,
    SourceKind,
    Stance,
    Step,
)

EVIDENCE = (Evidence("wiki", "§ Nickel"),)
LIBRARY = Library(
    LibraryInfo(1, {"en": "Relations"}, "2026.1", "MIT", "Relations, 2026.1."),
    [Country("CHN", {"en": "China"}), Country("CUB", {"en": "Cuba"})],
    [Organisation("cubaniquel", {"en": "Cubaníquel"}, OrganisationKind.COMPANY)],
    [Person("xi-jinping", {"en": "Xi Jinping"})],
    [
        Source(
            "wiki", SourceKind.ENCYCLOPEDIA, CslItem("entry", "Title", "en"), "China–Cuba relations"
        )
    ],
    [],
)
NO_BREAK = "\N{NO-BREAK SPACE}"

WORDS: list[tuple[Claim, str, str]] = [
    (
        AmountClaim("a", EVIDENCE, value=AmountValue("500000000", "USD", AmountKind.PLANNED)),
        "Planned amount",
        "US$500 million planned",
    ),
    (
        AmountClaim(
            "a",
            EVIDENCE,
            value=AmountValue(
                "560000000", "USD", AmountKind.TRADED, Qualifier.ABOUT, of="Chinese exports"
            ),
        ),
        "Amount traded",
        "about US$560 million traded (Chinese exports)",
    ),
    (
        AmountClaim(
            "a",
            EVIDENCE,
            value=AmountValue(
                "12000000",
                "USD",
                AmountKind.COMMITTED,
                of="stage one",
                conversion="2014 US dollars",
                not_counted="x",
            ),
        ),
        "Committed amount",
        "US$12 million committed (stage one; ≈ in 2014 US dollars; not counted in sums: x)",
    ),
    (
        ShareClaim("s", EVIDENCE, value=ShareValue("organisation:cubaniquel", "51")),
        "Share",
        f"Cubaníquel 51{NO_BREAK}%",
    ),
    (
        PartyClaim("p", EVIDENCE, value=PartyValue("country:CUB", Role.BUYER)),
        "Party",
        "Buyer: Cuba",
    ),
    (
        PartyClaim(
            "p", EVIDENCE, value=PartyValue("person:xi-jinping", Role.VISITOR, "President of China")
        ),
        "Party",
        "Visitor: Xi Jinping, President of China",
    ),
    (
        QuantityClaim("q", EVIDENCE, value=QuantityValue("100", "locomotives", of="first batch")),
        "Quantity",
        "100 locomotives (first batch)",
    ),
    (
        PlaceClaim("pl", EVIDENCE, value=PlaceValue("Havana", "CUB")),
        "Place",
        "Havana, Cuba",
    ),
    (PlaceClaim("pl", EVIDENCE, value=PlaceValue("the coast")), "Place", "the coast"),
    (
        StatementClaim("st", EVIDENCE, value=StatementValue("Trade will grow.", "country:CHN")),
        "Statement",
        "China: Trade will grow.",
    ),
    (StatementClaim("st", EVIDENCE, value=StatementValue("It grew.")), "Statement", "It grew."),
    (
        RankingClaim("r", EVIDENCE, value=RankingValue("country:CHN", 2, "Cuba’s partners")),
        "Ranking",
        "China: number 2 among Cuba’s partners",
    ),
    (
        DateClaim("d", EVIDENCE, value=DateValue("2004-11", DateBasis.SIGNED)),
        "Date signed",
        "November 2004",
    ),
    (
        DateClaim(
            "d", EVIDENCE, value=DateValue("2006-05/2006-08", DateBasis.AS_OF, wording="mid-2006")
        ),
        "As of",
        "mid-2006",
    ),
    (
        DateClaim(
            "d", EVIDENCE, value=DateValue("2019", DateBasis.HELD, inferred_from="the jubilee")
        ),
        "Date held",
        "2019 (inferred: the jubilee)",
    ),
    (
        StatusClaim("z", EVIDENCE, value=StatusValue(Step.SIGNED, DatePhrase("2004-11-22"))),
        "Status",
        "Signed, 22 November 2004",
    ),
    (StatusClaim("z", EVIDENCE, value=StatusValue(Step.TARGET)), "Status", "Target"),
]


@pytest.mark.parametrize(("claim", "heading", "words"), WORDS)
def test_a_claim_reads_in_words(claim: Claim, heading: str, words: str) -> None:
    assert (claim_heading(claim), claim_in_words(claim, LIBRARY)) == (heading, words)


@pytest.mark.parametrize("basis", DateBasis)
def test_every_basis_of_a_date_has_a_heading(basis: DateBasis) -> None:
    assert claim_heading(DateClaim("d", EVIDENCE, value=DateValue("2004", basis)))


@pytest.mark.parametrize("kind", AmountKind)
def test_every_kind_of_amount_has_a_heading(kind: AmountKind) -> None:
    assert claim_heading(AmountClaim("a", EVIDENCE, value=AmountValue("1", "USD", kind)))


def test_a_passage_says_what_reserves_it_carries() -> None:
    evidence = Evidence(
        "wiki",
        "§ Nickel",
        Stance.CONTRADICTS,
        DatePhrase("2006", "mid-2006"),
        Confidence.LOW,
        "EFE",
        "A judgement.",
        "The sentence breaks off.",
    )
    assert passage_in_words(evidence) == (
        "§ Nickel; as of mid-2006; according to EFE; contradicts; low confidence. A judgement. "
        "Damaged text: The sentence breaks off."
    )


def test_what_goes_without_saying_is_not_said() -> None:
    assert passage_in_words(EVIDENCE[0]) == "§ Nickel"


def test_a_decision_of_the_editors_gives_its_reason() -> None:
    value = QuantityValue("1", "unit")
    assert rank_in_words(QuantityClaim("q", EVIDENCE, value=value)) == ""
    preferred = QuantityClaim("q", EVIDENCE, Rank.PREFERRED, "It is nearer.", value=value)
    assert rank_in_words(preferred) == "Preferred: It is nearer."
    aside = QuantityClaim("q", EVIDENCE, Rank.DEPRECATED, value=value)
    assert rank_in_words(aside) == "Set aside: no reason given"
