"""Records whose texts try what tables and lists of references cannot bear."""

from typing import Any

from support.libraries import (
    Plain,
    amount_claim,
    date_claim,
    evidence,
    plain_library,
    record,
    status_claim,
)

FORMULAS = (
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    " =1+1",
    '"=1+1',
    "'=1+1",
    "''-1",
    "\t=1+1",
    "\r=1+1",
    "\n@x",
    "\tplain",
    "'\tplain",
    "＝1+1",
    "\u200b=1",
    "\ufeff=1",
    "\u00a0+1",
    "a;=1+1;b",
    "a; -1",
    "a\t=1",
    "a\n=1",
    "=",
    "-",
)
TEXTS = (
    *FORMULAS,
    "An agreement " * 62,
    'two\nlines, "quoted", and a\rcarriage return\r\n\u2028\x85',
    "NUL \x00 bell \x07 escape \x1b[31m delete \x7f not \ufffe\uffff",
    "اتفاقية التجارة بين الصين وكوبا",
    "\u202eesrever\u202c",
    "🇨🇳🤝🇨🇺 family 👨\u200d👩\u200d👧",
    "中古贸易协定",
    "_x0041_ _x0000_",
    r"50 % of {R&D} costs $5 #1 a_b ~x^2 \input{/etc/passwd} }} {{ \\",
    "``quoted'' -- and --- ?` !` <<x>> ,,y",
    "@article{evil, title={x}}",
    "x\nER  - \nTY  - JOUR\nTI  - evil",
    "TY  - JOUR",
    "<b>bold</b> &amp; [link](http://example.org) www.example.org a@example.org |cell| `code` ***",
    "# heading",
    "1. list",
    "- list",
    "a" * 700,
)


def cruel_records() -> list[Plain]:
    """One record for each of the texts, with the text wherever a text may stand."""
    return [_with_text(f"cruel-{place}", text) for place, text in enumerate(TEXTS)]


def crowded_record(parties: int = 1_000) -> Plain:
    """A record with so many parties that no cell holds their names."""
    claims: list[Plain] = [
        {
            "property": "party",
            "id": f"party-{number}",
            "value": {"party": "country:CHN", "role": "attendee", "office": f"Delegate {number}"},
            "evidence": [evidence()],
        }
        for number in range(parties)
    ]
    return record("crowded", claims=claims, summary="Many came. " * 1_800)


def spare_record() -> Plain:
    """A record with no more than a record must have."""
    return record("spare", claims=[status_claim("discussed")])


def disputed_record() -> Plain:
    """A record on whose sum its sources disagree; a third sum was only planned."""
    amounts = [amount_claim("500000000", name="one"), amount_claim("600000000", name="other")]
    planned = amount_claim("123456789012345678901234.123456789012", "EUR", "planned")
    planned["value"] |= {"kind": "planned", "qualifier": "about", "of": "the second stage"}
    return record("disputed", claims=[*amounts, planned, date_claim("-0043-03-15")])


def treaty_record(acts: int = 40) -> Plain:
    """A treaty with so many acts of its parties, cruel texts among them."""
    return record("treaty", kind="treaty", claims=[status_claim("signed"), *acts_of(acts)])


def acts_of(count: int) -> list[Plain]:
    """So many acts: of each third one nobody knows whose it is, of each fifth another passage."""
    words = ("signature", "ratification", "extension", "statement-withdrawn", "other")
    parties = ("country:CHN", "country:SUN", None)
    made: list[Plain] = []
    for number in range(count):
        text = TEXTS[number % len(TEXTS)].strip()[:900] or "x"
        year = 1950 + number % 70
        party = parties[number % 3]
        value = {
            "act": words[number % 5],
            "party": party,
            "named": None if party else f"Party {number % 60}: {text}",
            "date": {"edtf": f"{year}-06-15"}
            if number % 4
            else {"edtf": str(year), "wording": text},
            "effective": {"edtf": f"{year + 1}-01~"} if number % 7 else None,
            "wording": text if number % 5 == 4 else None,
        }
        made.append(
            {
                "property": "action",
                "id": f"act-{number}",
                "value": {name: held for name, held in value.items() if held is not None},
                "evidence": [{**evidence(), "note": text} if number % 5 == 0 else evidence()],
            }
        )
    return made


def cruel_library() -> Plain:
    """All of these, and sources of the same sort."""
    plain = plain_library(
        *cruel_records(), crowded_record(), spare_record(), disputed_record(), treaty_record()
    )
    for number, text in enumerate(TEXTS, start=2):
        plain["sources"][str(number)] = _source(f"source-{number}", text)
    for held, source in zip(
        plain["records"].values(), list(plain["sources"].values())[1:], strict=False
    ):
        held["claims"][0]["evidence"] = [evidence(source["id"])]
    return plain


def _with_text(name: str, text: str) -> Plain:
    noted = {**evidence(), "locator": text, "note": text}
    claims: list[Plain] = [
        {**date_claim("2005"), "evidence": [noted]},
        {
            "property": "statement",
            "id": "statement",
            "value": {"text": text},
            "evidence": [evidence()],
        },
    ]
    claims[0]["value"]["wording"] = text
    parts: dict[str, Any] = {"title": {"en": text, "zh": text}, "summary": text, "claims": claims}
    return record(name, **parts)


def _source(name: str, text: str) -> Plain:
    return {
        "id": name,
        "kind": "news",
        "short_title": text,
        "csl": {
            "type": "article-newspaper",
            "title": text,
            "language": "en",
            "author": [{"literal": text}, {"family": text, "given": "Ann"}],
            "container-title": text,
            "publisher": f"{text} press",
            "issued": {"date-parts": [[2019, 6, 5]]},
            "accessed": {"date-parts": [[2020, 1]]},
            "URL": "https://example.org/a_b?c={d}&e=%7E#f~\\",
            "note": text,
        },
    }
