"""Citations of twenty records and all sources in every shipped style, as they were read and found right.

The text beside this file was read line by line against the rules of each style. If a change is
meant, write it anew: `python tests/unit/exchange/test_citing_golden.py`, and read what has changed.
"""

from pathlib import Path

from atlas_gui.exchange.citing.citing import bibliography, cite
from atlas_gui.exchange.citing.items import record_item, source_item
from atlas_gui.exchange.citing.styles import SHIPPED_STYLES, style_named
from atlas_gui.paths import shipped_library
from atlas_gui.store.opening import open_library

_GOLDEN = Path(__file__).with_name("citations_of_twenty_records.txt")
_RECORDS = (
    "china-cuba-biotechnology-agreement-2005",
    "russian-soybean-exports-to-china-2019",
    "russia-china-interregional-mechanisms-2019",
    "chinese-locomotives-for-cuba",
    "sinopec-pinar-del-rio-joint-production",
    "las-camariocas-nickel-plant",
    "chinese-bailout-loans-to-cuba",
    "vietnam-donation-to-cuba",
    "china-rice-donation-to-cuba",
    "hu-jintao-visits-cuba-2004",
    "xi-jinping-visits-russia-2019",
    "rodriguez-visits-vietnam",
    "havana-trade-gathering-2006",
    "shi-yinhong-on-xi-and-trump-2019",
    "russia-china-joint-statement-strategic-stability-2019",
    "china-cuba-trade-2005",
    "growth-of-china-cuba-trade-credit-and-investment",
    "russia-china-trade-target-200-billion",
    "radio-marti-jamming-equipment",
    "cuban-energy-revolution-2006",
)


def _citations() -> str:
    library = open_library(shipped_library())
    items = [record_item(library.records[name], library) for name in _RECORDS]
    items += map(source_item, library.sources.values())
    lines: list[str] = []
    for key in SHIPPED_STYLES:
        style = style_named(key)
        lines += [f"== {key}: citations", *(cite([item], style, "en").html for item in items)]
        lines += [f"== {key}: list", *bibliography(items, style, "en").plain.split("\n")]
    return "\n".join(lines) + "\n"


def test_the_citations_are_those_that_were_read() -> None:
    assert _citations().splitlines() == _GOLDEN.read_text(encoding="utf-8").splitlines()


if __name__ == "__main__":
    _GOLDEN.write_text(_citations(), encoding="utf-8")
