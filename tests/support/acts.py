"""Treaties with many acts of their parties, as plain data."""

from typing import Any

from support.libraries import Plain, date_claim, evidence, record, status_claim

_WORDS = ("signature", "ratification", "accession", "extension", "statement-withdrawn")


def act(name: str, word: str = "accession", **parts: Any) -> Plain:
    """A claim that somebody did something about a treaty; `parts` are those of its value."""
    return {
        "property": "action",
        "id": name,
        "value": {"act": word, **parts},
        "evidence": [{**evidence(), "locator": "Participants"}],
    }


def treaty(acts: int, name: str = "treaty") -> Plain:
    """A treaty with so many acts, five of each party: China, Cuba, then parties nobody settled."""
    made = []
    for number in range(acts):
        place = number // 5
        party: Plain = {"named": f"Party {place}"}
        if place < 2:
            party = {"party": ("country:CHN", "country:CUB")[place]}
        day = {"edtf": f"{1950 + number % 60}-06-15"}
        made.append(act(f"act-{number}", _WORDS[number % 5], **party, date=day))
    claims = [date_claim("1950"), status_claim("signed"), *made]
    return record(name, kind="treaty", claims=claims)
