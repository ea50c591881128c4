"""A record whose every text tries to be more than text."""

from typing import Any

from support.libraries import Plain, amount_claim, date_claim, plain_library, record, status_claim

TITLE = "<h1>Gas</h1> & <img src='file:///etc/passwd'> #let x %n {0} \\u0041"
SUMMARY = "<script>alert(1)</script> <a href='file:///etc/passwd'>open</a> **bold** &lt;i&gt;"
LOCATOR = "</td></table><b>Section</b> 1"
SOURCE = "<style>* { color: red }</style> A survey"
CONTROLS = "before\u0000\u0007\u001b[31m\ufffc\u2028\u202eafter"
ADDRESS = "https://example.org/a?b=<c>&d='e'#f"
# Signs that a text may hold although nobody sees them, or that were misread.
SIGNS = (
    *' \n\t\r\\"\x00\x07\x1b\x7f\x85\xa0\xad\u200b\u200d\u2003\u2028\u202e\u3000\ufeff\ufffd\ufffe',
    "\ue000",
    "\U000e0001",
    "\U000f0000",
    "\U0010fffd",
    "\U0001f600",
    "\u0378",
    "Ã©",
    "â€",
    "Ã‰",
    "à¤¹",
    "Â ",
    "é",
    ' \\"',
    '" ',
    "\n\n",
    "\\n",
    '":"',
    '"summary":"',
)


def hostile_library(title: str = TITLE) -> Plain:
    """A library of one such record and a harmless one that it names."""
    passage = {"source": "survey", "locator": LOCATOR}
    claims: list[Plain] = [date_claim("2005"), status_claim("signed"), amount_claim("5")]
    for claim in claims:
        claim["evidence"] = [passage]
    parts: dict[str, Any] = {
        "title": {"en": title, "zh": CONTROLS},
        "summary": f"{SUMMARY} {CONTROLS}",
        "claims": claims,
        "relations": [{"type": "related", "target": "harmless"}],
    }
    plain = plain_library(record("hostile", **parts), record("harmless"))
    plain["meta"]["1"]["title"] = {"en": "<b>A library</b> & more"}
    source = plain["sources"]["1"]
    source["csl"] |= {"title": SOURCE, "URL": ADDRESS}
    return plain
