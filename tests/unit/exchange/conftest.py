"""A small library whose records show what a document must be able to print."""

import pytest

from atlas_gui.domain.claims import (
    AmountClaim,
    AmountValue,
    DateClaim,
    DatePhrase,
    DateValue,
    Evidence,
    PartyClaim,
    PartyValue,
    StatementClaim,
    StatementValue,
    StatusClaim,
    StatusValue,
)
from atlas_gui.domain.entities import (
    Country,
    CslDate,
    CslItem,
    CslName,
    LibraryInfo,
    Person,
    Source,
)
from atlas_gui.domain.library import Library
from atlas_gui.domain.record import Record, Relation
from atlas_gui.domain.vocabulary import (
    AmountKind,
    Confidence,
    DateBasis,
    Kind,
    RelationType,
    Role,
    Sector,
    SourceKind,
    Step,
)

HOSTILE = (
    '#panic("x") *bold* _it_ `raw` $x^2$ <b>html</b> [link] @ref // c \\ {0} %s \x07\x00'
    '\u202eabc\u2028 {title} "quote" \U000f0000\ue000\ufffe'
)


def evidence(source: str = "wiki", locator: str = "§ Nickel", **more: object) -> Evidence:
    return Evidence(source, locator, **more)  # type: ignore[arg-type]


def plant() -> Record:
    return Record(
        "nickel-plant",
        Kind.INVESTMENT,
        {
            "en": "An efficient nickel plant",
            "zh": "拉斯卡马里奥卡斯镍厂",
            "ru": "Никелевый завод",
            "vi": "Nhà máy niken",
        },
        ("CHN", "CUB"),
        "A plant of Huawei 华为 left unfinished, to be completed by the two states.",
        (Sector.MINING,),
        (
            DateClaim("date", (evidence(),), value=DateValue("2004", DateBasis.AS_OF)),
            StatusClaim(
                "status", (evidence(),), value=StatusValue(Step.SIGNED, DatePhrase("2004"))
            ),
            AmountClaim(
                "amount", (evidence(),), value=AmountValue("500000000", "USD", AmountKind.PLANNED)
            ),
            AmountClaim(
                "amount-2",
                (evidence("scmp", "¶ 4", confidence=Confidence.LOW, attributed_to="EFE"),),
                value=AmountValue("600000000", "USD", AmountKind.PLANNED),
            ),
            PartyClaim(
                "visitor",
                (evidence(), evidence("scmp", "¶ 4", damage="A word is lost.")),
                value=PartyValue("person:xi-jinping", Role.VISITOR, "President of China"),
            ),
        ),
        (Relation(RelationType.RELATED, "hostile"), Relation(RelationType.RELATED, "gone")),
    )


def hostile() -> Record:
    return Record(
        "hostile",
        Kind.TREATY,
        {"en": (HOSTILE + " word" * 200)[:800], "ar": "اتفاقية التعاون", "he": "הסכם"},
        ("CHN", "CUB"),
        HOSTILE + "\n" + "x" * 300,
        tuple(Sector),
        (
            StatementClaim(
                "statement",
                (evidence("wiki", HOSTILE, note=HOSTILE, damage=HOSTILE),),
                reason=HOSTILE,
                value=StatementValue(HOSTILE, "country:CUB"),
            ),
        ),
        (Relation(RelationType.RELATED, "nickel-plant"),),
    )


def bare() -> Record:
    claim = StatementClaim("x", (evidence("lost", "¶ 1"),), value=StatementValue("It was said."))
    return Record(
        "bare",
        Kind.STATEMENT,
        {"en": "A bare record"},
        ("CHN", "CUB"),
        "Nothing more is known.",
        (Sector.DIPLOMACY,),
        (claim,),
    )


def long() -> Record:
    claims = tuple(
        StatementClaim(
            f"c{number}",
            (evidence("scmp", f"¶ {number}"),),
            value=StatementValue(f"Statement number {number}."),
        )
        for number in range(200)
    )
    return Record(
        "long",
        Kind.LOAN,
        {"en": "A record of many claims"},
        ("CHN", "CUB"),
        "Very many claims.",
        (Sector.FINANCE,),
        claims,
    )


def dated() -> Record:
    """A record with every sort of date: moments, lasting and doubted ones, open and unknown ends."""
    steps = (
        (Step.ANNOUNCED, DatePhrase("2001-03")),
        (Step.SIGNED, DatePhrase("2003-11-02")),
        (Step.SIGNED, DatePhrase("2004~")),
        (Step.IN_FORCE, DatePhrase("2005-06?", "the summer of 2005")),
        (Step.SUSPENDED, DatePhrase("2009/..")),
        (Step.UNDER_WAY, None),
    )
    dates = (
        DateValue("2003-11-02", DateBasis.SIGNED),
        DateValue("2004/2006~", DateBasis.PERIOD),
        DateValue("1999/", DateBasis.AS_OF),
        DateValue("/2007", DateBasis.AS_OF),
        DateValue("200X?", DateBasis.PLANNED),
        DateValue("XXXX-05", DateBasis.REPORTED),
    )
    return Record(
        "dated",
        Kind.TREATY,
        {"en": "A treaty of many dates {title}", "zh": "条约"},
        ("CHN", "CUB"),
        "It has many dates.",
        (Sector.TRADE,),
        (
            *(
                StatusClaim(f"status-{n}", (evidence(),), value=StatusValue(step, date))
                for n, (step, date) in enumerate(steps)
            ),
            *(
                DateClaim(f"date-{n}", (evidence("scmp"),), value=date)
                for n, date in enumerate(dates)
            ),
        ),
    )


@pytest.fixture(scope="session")
def library() -> Library:
    wiki = CslItem(
        "entry-encyclopedia", "China–Cuba relations", "en", url="https://example.org/wiki"
    )
    scmp = CslItem(
        "article-newspaper",
        "Two states sign",
        "en",
        author=(CslName(family="Doe", given="Ana"),),
        issued=CslDate(((2019, 6, 5),)),
    )
    return Library(
        LibraryInfo(1, {"en": "Bilateral relations"}, "2026.1", "MIT", "Cite it so."),
        [Country("CHN", {"en": "China"}), Country("CUB", {"en": "Cuba"})],
        [],
        [Person("xi-jinping", {"en": "Xi Jinping"})],
        [
            Source("wiki", SourceKind.ENCYCLOPEDIA, wiki, "Relations", "A note.", ("A gap.",)),
            Source("scmp", SourceKind.NEWS, scmp, "Signing"),
        ],
        [plant(), hostile(), bare(), long(), dated()],
    )
