"""citeproc-py at work: a style read once, items rendered by it to marked text.

Importing this module loads lxml and citeproc-py; import it where something is rendered.
"""

# mypy: disable-error-code="misc, import-untyped"
# citeproc-py and lxml have no types: to mypy, their classes are anything.

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import citeproc
from citeproc import model
from citeproc.source import (
    BibliographySource,
    Date,
    DateRange,
    LiteralDate,
    Name,
    Reference,
)
from citeproc.string import String
from lxml import etree

from atlas_gui.exchange.citing.items import marked_status
from atlas_gui.exchange.citing.marked_text import (
    CLOSE_QUOTE,
    CLOSE_STATUS,
    OPEN_QUOTE,
    OPEN_STATUS,
    MarkingFormatter,
    Quotes,
    clean,
    with_apostrophes,
)
from atlas_gui.exchange.citing.mended import MENDED

_CSL = "http://purl.org/net/xbiblio/csl"
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
# For one entry. The largest styles there are need a few thousand.
_BUDGET = 100_000
# Some styles print the status before the date ("took place 2006"). That of a record stands behind its
# title if it matters.
_NOT_FOR_STYLES = frozenset({"id", "type", "custom", "status"})
_ADDRESSES = frozenset({"URL", "DOI", "page", "volume", "issue", "version", "number"})
_UNDATED = "99999"


class Engine:
    """A style ready to render; not to be used from two threads at once."""

    def __init__(self, style: bytes, language: str) -> None:
        self._parser = _parser()
        self.root = etree.fromstring(style, self._parser)
        self.root.prepare(_BUDGET)
        self.root.formatter = MarkingFormatter
        self.root.locales = self._locales(self.root.get("default-locale") or language)
        for locale in self.root.locales:
            locale.style = self.root
        self.quotes = self._take_quotes()
        self.is_note_style = self.root.get("class") == "note"
        self.has_bibliography = self.root.bibliography is not None
        options = self.root.bibliography.attrib if self.has_bibliography else {}
        self.hanging = options.get("hanging-indent") == "true"

    def note(self, items: Sequence[dict[str, Any]]) -> str:
        """One citation of all items, as it stands in a note or in brackets in the text."""
        self.root.begin_entry()
        held = _Held(self.root, items)
        return str(held.cite(held.citation, lambda item: item.key))

    def entries(
        self, items: Sequence[dict[str, Any]], begun: Callable[[], None]
    ) -> Iterable[tuple[dict[str, Any], str]]:
        """Items with their entries, in the order of the style; empty where the style has no words.

        `begun` is called again and again while they are sorted, and may raise to stop that.
        """
        held = _Held(self.root, items)
        self.root.begin_sorting(begun)
        held.sort()
        for item in held.items:
            self.root.begin_entry()
            rendered = self.root.bibliography.render([item])
            yield items[held.place(item.key)], "".join(map(str, rendered))

    def _locales(self, language: str) -> list[Any]:
        """The locales in which terms are looked for: those within the style, then citeproc-py's."""
        primary = citeproc.PRIMARY_DIALECTS.get(language.partition("-")[0])
        inner = [language, language.partition("-")[0], None]
        found: list[Any] = []
        for tag in dict.fromkeys(inner):
            test = f"@xml:lang='{tag}'" if tag else "not(@xml:lang)"
            found.extend(self.root.xpath_search(f"./cs:locale[{test}]")[:1])
        own = language if language in citeproc.LANGUAGE_NAMES else None
        for tag in dict.fromkeys((own, primary, "en-US")):
            if tag:
                path = Path(citeproc.LOCALES_PATH) / f"locales-{tag}.xml"
                found.append(etree.fromstring(path.read_bytes(), self._parser))
        return found

    def _take_quotes(self) -> Quotes:
        """Put marks in place of the quotation marks, so that they are known from those of a text."""
        opening, closing, inner_opening, inner_closing = (
            str(self.root.get_single_term(name=name))
            for name in ("open-quote", "close-quote", "open-inner-quote", "close-inner-quote")
        )
        within = str(self.root.get_locale_option("punctuation-in-quote")).lower() == "true"
        for locale in self.root.locales:
            for name, mark in (("open-quote", OPEN_QUOTE), ("close-quote", CLOSE_QUOTE)):
                for term in locale.xpath_search(f".//cs:term[@name='{name}']"):
                    term.text = mark
        return Quotes(opening, closing, inner_opening, inner_closing, within)


class _Held(citeproc.CitationStylesBibliography):
    """Items registered with a style, in the way citeproc-py wants them."""

    def __init__(self, root: Any, items: Sequence[dict[str, Any]]) -> None:
        source = BibliographySource()
        for place, item in enumerate(items):
            source.add(_Item(f"item{place}", item))
        super().__init__(_Style(root), source, MarkingFormatter)
        # Not by `register`, which looks through all items for each.
        self.keys = list(source)
        self.items = [_Cited(key) for key in source]
        self.citation = citeproc.Citation(self.items)
        self.citation.bibliography = self
        self._numbers: dict[str, int] = {}

    def sort(self) -> None:
        """Put the items into the order of the style."""
        self._numbers.clear()
        super().sort()

    def number(self, key: str) -> int:
        """Which item it is in the order of the list, from 1."""
        if not self._numbers:
            self._numbers = {held: number for number, held in enumerate(self.keys, start=1)}
        return self._numbers[key]

    def place(self, key: str) -> int:
        """Where the item of that key stood among those that were given."""
        return int(key.removeprefix("item"))


class _Cited(citeproc.CitationItem):
    """An item as it is cited; knows its number without counting."""

    @property
    def number(self) -> int:
        return int(self.bibliography.number(self.key))


class _Style:
    """The root of a style under the names that citeproc-py calls."""

    def __init__(self, root: Any) -> None:
        self.root = root

    def render_citation(self, citation: Any, cites: Any, callback: Any) -> Any:
        return self.root.citation.render(citation, cites, callback)

    def sort_bibliography(self, items: Any) -> Any:
        return self.root.bibliography.sort(items)


class _Item(Reference):
    """An item with every variable of CSL 1.0.2: citeproc-py knows but some, and warns of the others."""

    def __init__(self, key: str, item: dict[str, Any]) -> None:
        dict.__init__(self)
        # Set as attributes they would become variables.
        object.__setattr__(self, "__dict__", {"key": key, "type": item["type"]})
        for name, value in item.items():
            held = self._variable(name, value, item)
            if held is not None:
                self[name] = self[name.replace("-", "_")] = held

    def _variable(self, name: str, value: Any, item: dict[str, Any]) -> Any:
        if name in _NOT_FOR_STYLES or (
            name == "publisher" and value == item.get("container-title")
        ):
            return None
        if isinstance(value, dict):
            return _date(value)
        if isinstance(value, list):
            return [_name(one) for one in value if isinstance(one, dict)] or None
        if name == "language":
            return str(value)
        text = clean(str(value))
        if name in _ADDRESSES:
            return String(text) if text else None
        text = with_apostrophes(text)
        status = marked_status(item) if name == "title" else ""
        if status and text.endswith(status):
            text = f"{text.removesuffix(status)}{OPEN_STATUS}{status}{CLOSE_STATUS}"
        return String(text) if text else None


class _Phrase(LiteralDate):
    """A date in words, sorted by the days that it has beside them."""

    def __init__(self, text: str, key: str) -> None:
        super().__init__(String(text))
        self["key"] = key

    def sort_key(self) -> str:
        return str(self["key"])


def _date(value: dict[str, Any]) -> Any:
    """A date of CSL-JSON; its words go before its parts, which may say too much."""
    lists = [_single(parts) for parts in value.get("date-parts", ())]
    circa = bool(value.get("circa"))
    if words := clean(str(value.get("literal", ""))):
        return _Phrase(words, lists[0].sort_key() if lists else _UNDATED)
    if len(lists) > 1:
        return DateRange(begin=lists[0], end=lists[1], circa=circa)
    if lists:
        lists[0]["circa"] = circa
        if "season" in value:
            lists[0]["season"] = int(value["season"])
        return lists[0]
    return None


def _single(parts: Sequence[int]) -> Any:
    return Date(**dict(zip(("year", "month", "day"), parts, strict=False)))


def _name(name: dict[str, Any]) -> Any:
    if literal := name.get("literal"):
        return Name(literal=clean(str(literal)))
    return Name(**{part: clean(str(name[part])) for part in _NAME_PARTS if name.get(part)})


def _parser() -> Any:
    """A parser that makes elements of citeproc-py, mended, and fetches and expands nothing."""
    lookup = etree.ElementNamespaceClassLookup()
    namespace = lookup.get_namespace(_CSL)
    namespace[None] = model.CitationStylesElement
    for element in model.CitationStylesElement.__subclasses__():
        namespace[element.__name__.replace("_", "-").lower()] = element
    for name, element in MENDED.items():
        namespace[name] = element
    parser = etree.XMLParser(
        remove_comments=True, no_network=True, resolve_entities=False, load_dtd=False
    )
    parser.set_element_class_lookup(lookup)
    return parser
