"""What is typed into the search field while it is measured: as readers type, letter by letter."""

from collections.abc import Iterator

from bench.corpus_words import vocabulary

# How far down the list of frequent words: in most records, in many, in few, in hardly any.
_RANKS = (20, 300, 3_000, 40_000)


def typed_texts() -> list[str]:
    """Frequent and rare words, two words, slips, Chinese, Russian, a phrase, fields, exclusion."""
    english = vocabulary("en").words
    return [
        *(english[rank] for rank in _RANKS),
        "agreement",
        "china nickel",
        "treaty double taxation",
        "agreemnt",
        "Camariokas",
        "合作协定",
        "соглашение",
        "hợp tác",
        '"joint venture"',
        "soviet union -loan",
        "kind:loan cuba",
        "pair:CHN-CUB trade",
        "date:1990..1999 oil",
    ]


def prefixes(text: str) -> Iterator[str]:
    """What stands in the field after each key."""
    return (text[: length + 1] for length in range(len(text)))
