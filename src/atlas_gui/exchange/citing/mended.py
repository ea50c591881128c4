"""The elements of a style as citeproc-py has them, with its faults mended.

Each class says what it mends. Only `engine` uses them, by the name of the element in the style.
"""

# mypy: disable-error-code="misc, import-untyped"
# citeproc-py has no types: to mypy, its classes are anything.

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from citeproc import model
from citeproc.source import LiteralDate, VariableError

from atlas_gui.exchange.citing.letter_case import in_case
from atlas_gui.exchange.citing.marked_text import OPEN_STATUS, without_marks

# Beside the tags of citeproc-py, under which it keeps what it knows itself.
_SPENT = "said in place of a name"
_ARTICLE = re.compile(r"^(the|an?) ")
_FINER = {"year": 0, "month": 1, "day": 2}


class StyleTooLongError(Exception):
    """A style asks for more work than any real one does for one entry."""


class MendedStyle(model.Style):
    """A style that keeps its macros at hand and counts what they cost.

    citeproc-py looks for a macro anew at every call, and a style can be written whose macros call
    one another a million million times.
    """

    def prepare(self, budget: int) -> None:
        """Index the macros; `budget` elements may be rendered for one entry."""
        found = self.xpath_search("./cs:macro")
        self.macros = {macro.get("name"): macro for macro in found}
        self.costs = {macro.get("name"): sum(map(_cost, macro.iter())) for macro in found}
        self.known_calls: dict[str, bool] = {}
        # The variables said so far within what stands in for a name; None outside of that.
        self.saying: list[str] | None = None
        self.tests_uncertain = bool(self.xpath("//@is-uncertain-date"))
        self.budget = budget
        self.left = budget
        self.begun: Callable[[], None] = _nothing

    def begin_entry(self) -> None:
        """The next entry may cost as much as the one before."""
        self.left = self.budget

    def begin_sorting(self, begun: Callable[[], None]) -> None:
        """From now on, keys are made; `begun` is called before each and may raise to stop that."""
        self.begun = begun

    def called(self, name: str) -> Any:
        """The macro of that name, its cost taken off; raises StyleTooLongError when there is none left."""
        self.left -= self.costs[name]
        if self.left < 0:
            raise StyleTooLongError(name)
        return self.macros[name]


class _Cased:
    """Puts any text into the case that a style asks for, and keeps names whole.

    "Sentence case" in citeproc-py makes small letters of names, "title case" capitals of the small
    words in them ("Pinar Del Río"); of text that is not of its own class, it can do neither.
    """

    def case(self, text: Any, language: str | None = None) -> Any:
        """The text in the case asked for; title case is for English only."""
        wanted = self.get("text-case")  # type: ignore[attr-defined]
        if not wanted or _is_description(str(text)):
            return text
        # How far it got is no part of the title.
        title, mark, status = str(text).partition(OPEN_STATUS)
        return f"{in_case(title, wanted, english=language == 'en')}{mark}{status}"


class MendedNumber(_Cased, model.Number):
    """As `_Cased`."""


class MendedLabel(_Cased, model.Label):
    """As `_Cased`; and silent where what it labels is missing."""

    def process(self, item: Any, variable: Any = None, *args: Any, **kwargs: Any) -> Any:
        """The label's text; raises VariableError if there is nothing to label."""
        labelled = self.get("variable") if variable is None else variable
        if labelled and labelled != "locator" and labelled not in item.reference:
            raise VariableError
        return super().process(item, variable, *args, **kwargs)


class MendedNamePart(_Cased, model.Name_Part):
    """As `_Cased`."""


class MendedText(_Cased, model.Text):
    """Looks for macros once, asks only once whether one prints a variable; and as `_Cased`."""

    def font_style(self, text: Any) -> Any:
        """The text in italics or not; what describes an untitled work has none."""
        return text if _is_description(str(text)) else super().font_style(text)

    def quote(self, string: Any) -> Any:
        """The text in quotation marks or not; what describes an untitled work is nobody's words."""
        return string if _is_description(str(string)) else super().quote(string)

    def _variable(self, item: Any, context: Any) -> Any:
        name = self.get("variable")
        return (
            None
            if _is_spent(name, context)
            else _spend(super()._variable(item, context), name, self)
        )

    def get_macro(self, name: str) -> Any:
        """The macro, from the style's own table."""
        return self.get_root().called(name)

    def calls_variable(self) -> bool:
        """Whether it prints something of the item."""
        if "macro" not in self.attrib:
            return bool(super().calls_variable())
        style, name = self.get_root(), self.get("macro")
        if name not in style.known_calls:
            style.known_calls[name] = style.macros[name].calls_variable()
        return bool(style.known_calls[name])


class MendedIf(model.If):
    """Of several types, an item has one: all of them cannot be meant."""

    def _type(self, item: Any) -> list[bool]:
        found: list[bool] = super()._type(item)
        return [any(found)]


class MendedElseIf(model.Else_If):
    """As `MendedIf`."""

    def _type(self, item: Any) -> list[bool]:
        found: list[bool] = super()._type(item)
        return [any(found)]


class MendedDatePart(_Cased, model.Date_Part):
    """Leaves no trace: citeproc-py writes a style's wishes into the shared date for good."""

    def render(self, *args: Any, **kwargs: Any) -> Any:
        """Render, then put the attributes back."""
        before = dict(self.attrib)
        try:
            return super().render(*args, **kwargs)
        finally:
            self.attrib.clear()
            self.attrib.update(before)


class MendedDate(model.Date):
    """Says "c." of a date that is not certain, and writes ranges in the order of the language."""

    def process(
        self, item: Any, variable: Any = None, show_parts: Any = None, context: Any = None, **_: Any
    ) -> Any:
        """The text of the date; one in words is told once, where the year would stand."""
        name = self.get("variable") if variable is None else variable
        if not self.is_locale_date():
            if _is_spent(name, self if context is None else context):
                return None
            in_words = isinstance(item.reference[name.replace("-", "_")], LiteralDate)
            if in_words and not self._tells_year():
                return None
        return _spend(super().process(item, variable, show_parts, context), name, self)

    def _tells_year(self) -> bool:
        """Whether the year is among the parts that this element asks for."""
        if self.get("form"):
            return "year" in self.get("date-parts", "year").split("-")
        return any(part.get("name") == "year" for part in self.iterchildren())

    def render_single_date(self, date: Any, show_parts: Any = None, context: Any = None) -> Any:
        """One date; None if the item has none of the parts asked for."""
        text = super().render_single_date(date, show_parts, context)
        return self._with_circa(text, date, show_parts) if text else text

    def render_date_range(
        self, date_range: Any, show_parts: Any = None, context: Any = None
    ) -> Any:
        """A range: what both ends share is said once, in its place."""
        begin, end = date_range.begin, date_range.end
        names = [part.get("name") for part in self.iterchildren() if part.get("name") in show_parts]
        apart = [name for name in names if begin.get(name) != end.get(name)]
        if not apart:
            return self.render_single_date(end, show_parts, context)
        level = min(_FINER[name] for name in apart)
        twice = [name for name in names if _FINER[name] >= level]
        first, last = names.index(twice[0]), names.index(twice[-1])
        dash = self.unicode_character("EN DASH")
        if names[first : last + 1] != twice:
            first, last = 0, len(names) - 1
        joiner = context if context is not None and self.is_locale_date() else self
        early = self._joined(begin, names[: last + 1], joiner, context)
        late = self._joined(end, names[first:], joiner, context)
        if not early or not late:
            return early or late
        range_text = f"{str(early).rstrip(' ,')}{dash}{str(late).lstrip(' ,')}"
        return self._with_circa(range_text, date_range, show_parts)

    def _joined(self, date: Any, names: Sequence[str], joiner: Any, context: Any) -> Any:
        parts = super().parts(date, list(names), context if context is not self else None)
        return joiner.join(parts) if parts else None

    def _with_circa(self, text: Any, date: Any, show_parts: Any) -> Any:
        root = self.get_root()
        style = root.style if isinstance(root, model.Locale) else root
        shown = [part.get("name") for part in self.iterchildren()]
        dated = "year" in shown and (show_parts is None or "year" in show_parts)
        if style.tests_uncertain or not dated or not date.get("circa"):
            return text
        return f"{style.get_single_term(name='circa', form='short')} {text}"


class MendedNames(model.Names):
    """Names that stood in for others are not said again."""

    def process(
        self, item: Any, names_context: Any = None, context: Any = None, **kwargs: Any
    ) -> Any:
        """The names; raises VariableError if they have been said."""
        roles = self.get("variable").split()
        place = self if context is None else context
        if all(_is_spent(role, place) for role in roles):
            raise VariableError
        text = super().process(item, names_context, context, **kwargs)
        for role in roles:
            if role in item.reference:
                _spend(text, role, self)
        return text


class MendedSubstitute(model.Substitute):
    """What stands in for a missing author is not said again, also if a macro said it.

    citeproc-py knows that of variables only; but nearly every style names a macro there, and a work
    without an author would have its title twice.
    """

    def render(self, item: Any, context: Any = None, **kwargs: Any) -> Any:
        """The first of its elements that has any text, or None."""
        style = self.get_root()
        outer, style.saying = style.saying, []
        try:
            text = super().render(item, context=context, **kwargs)
            said = style.saying
        finally:
            style.saying = outer
        if text and context is not None:
            context.get_layout().repressed.setdefault(_SPENT, set()).update(said)
        return text

    def add_to_repressed_list(self, child: Any, context: Any) -> None:
        """Nothing: what was said is known already."""


class MendedName(model.Name):
    """Knows "after-inverted-name": "Doe, Ann, and Li Bo", but "China and Cuba"."""

    def process(self, item: Any, variable: str, *args: Any, **kwargs: Any) -> Any:
        """The names of a role; the first one decides, as only that can be inverted."""
        self._inverted = "literal" not in item.reference[variable][0]
        return super().process(item, variable, *args, **kwargs)

    def get_option(self, name: str, context: Any = None, sort_options: Any = None) -> Any:
        """An option of the name, of its style, or its default."""
        if name == "initialize-with" and self.get("initialize") == "false":
            return None
        value = super().get_option(name, context, sort_options)
        if value != "after-inverted-name":
            return value
        return "always" if self._inverted else "never"


class MendedKey(model.Key):
    """Sorts as readers look things up: case, accents, marks and a first article do not count."""

    def sort_keys(self, items: Any, context: Any) -> list[Any]:
        """One key an item; None sorts last."""
        return [_folded(key) if isinstance(key, str) else key for key in self._keys(items, context)]

    def _keys(self, items: Any, context: Any) -> Iterator[Any]:
        style = self.get_root()
        for item in items:
            style.begun()
            style.begin_entry()
            (key,) = super().sort_keys([item], context)
            yield key if key is None or isinstance(key, int) else str(key)


MENDED = {
    "style": MendedStyle,
    "text": MendedText,
    "if": MendedIf,
    "else-if": MendedElseIf,
    "date": MendedDate,
    "date-part": MendedDatePart,
    "key": MendedKey,
    "name": MendedName,
    "name-part": MendedNamePart,
    "names": MendedNames,
    "substitute": MendedSubstitute,
    "number": MendedNumber,
    "label": MendedLabel,
}
__all__ = ["MENDED", "StyleTooLongError", "VariableError"]


def _is_spent(variable: str, context: Any) -> bool:
    """Whether a variable has been said in place of a missing name."""
    return variable in context.get_layout().repressed.get(_SPENT, ())


def _spend(text: Any, variable: str, element: Any) -> Any:
    """The text of a variable, which is noted if it stands in for a name."""
    root = element.get_root()
    style = root.style if isinstance(root, model.Locale) else root
    if text and style.saying is not None:
        style.saying.append(variable)
    return text


def _is_description(title: str) -> bool:
    """Whether a title stands in square brackets: it describes an untitled work."""
    return title.startswith("[") and title.endswith("]")


def _nothing() -> None:
    """Nobody waits."""


def _cost(element: Any) -> int:
    return 1 + sum(map(len, element.attrib.values())) // 20


def _folded(text: str) -> str:
    plain = unicodedata.normalize("NFKD", without_marks(text).casefold())
    key = "".join(one for one in plain if one.isalnum() or one.isspace()).strip()
    return _ARTICLE.sub("", key)
