"""The description of Atlas for software centres (AppStream), with the releases of the changelog."""

from __future__ import annotations

from typing import Any, Final
from xml.etree import ElementTree as ET

from desktop import identity
from desktop.media_type import as_file

_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"
_COLOURS: Final = (("light", "#9cc3f0"), ("dark", "#17406f"))
_PICTURES: Final = (("light", "default"), ("dark", ""))
_WIDTH, _HEIGHT = "1600", "900"


def metainfo(launchable: str = f"{identity.NAME}.desktop") -> bytes:
    """The XML of the metainfo file; `launchable` is the name of the desktop entry."""
    words = identity.words()
    top = ET.Element("component", type="desktop-application")
    _text(top, "id", identity.COMPONENT_ID)
    _text(top, "metadata_license", "MIT")
    _text(top, "project_license", "MIT")
    _text(top, "name", "Atlas", translate="no")
    _in_all(top, "summary", words["comment"])
    _describe(top, words)
    _text(top, "launchable", launchable, type="desktop-id")
    _text(top, "url", identity.base_address(), type="homepage")
    # The newer <developer> is a fault to validators up to that of Debian 12, this one to none.
    _text(top, "developer_name", identity.DEVELOPER)
    _list(top, "categories", "category", ["Education", "Humanities"])
    _add_keywords(top, words["keywords"])
    _add_screenshots(top, words)
    branding = ET.SubElement(top, "branding")
    for scheme, colour in _COLOURS:
        _text(branding, "color", colour, type="primary", scheme_preference=scheme)
    ET.SubElement(top, "content_rating", type="oars-1.1")
    provides = ET.SubElement(top, "provides")
    _text(provides, "mediatype", identity.MEDIA_TYPE)
    _text(provides, "mediatype", f"x-scheme-handler/{identity.SCHEME}")
    _text(provides, "binary", identity.NAME)
    requires = ET.SubElement(top, "requires")
    _text(requires, "display_length", "768", compare="ge")
    supports = ET.SubElement(top, "supports")
    for control in ("pointing", "keyboard"):
        _text(supports, "control", control)
    _text(supports, "internet", "offline-only")
    _add_releases(top)
    return as_file(top)


def _describe(top: ET.Element, words: dict[str, Any]) -> None:
    description = ET.SubElement(top, "description")
    _in_all(description, "p", words["about"])
    _in_all(description, "p", words["about_values"])
    points = ET.SubElement(description, "ul")
    for number in range(len(words["points"]["en"])):
        _in_all(points, "li", {tag: said[number] for tag, said in words["points"].items()})


def _add_keywords(top: ET.Element, words: dict[str, list[str]]) -> None:
    keywords = ET.SubElement(top, "keywords")
    for tag in identity.LANGUAGES:
        for word in words[tag]:
            ET.SubElement(keywords, "keyword", _said_in(tag)).text = word


def _add_screenshots(top: ET.Element, words: dict[str, Any]) -> None:
    screenshots = ET.SubElement(top, "screenshots")
    for scheme, kind in _PICTURES:
        one = ET.SubElement(screenshots, "screenshot", {"type": kind} if kind else {})
        _in_all(one, "caption", words[f"caption_{scheme}"])
        address = f"{identity.base_address()}screenshots/{scheme}.png"
        _text(one, "image", address, type="source", width=_WIDTH, height=_HEIGHT)


def _add_releases(top: ET.Element) -> None:
    """Those of the changelog; before the first one, the version that is being built."""
    present = identity.Release(identity.version(), "")
    released = identity.releases() or [present]
    releases = ET.SubElement(top, "releases")
    for version, day in released:
        date = day or identity.source_day().isoformat()
        ET.SubElement(releases, "release", version=version, date=date)


def _in_all(parent: ET.Element, tag: str, words: dict[str, str]) -> None:
    for language in identity.LANGUAGES:
        ET.SubElement(parent, tag, _said_in(language)).text = words[language]


def _said_in(language: str) -> dict[str, str]:
    return {} if language == "en" else {_LANGUAGE: language}


def _list(parent: ET.Element, tag: str, each: str, words: list[str]) -> None:
    group = ET.SubElement(parent, tag)
    for word in words:
        _text(group, each, word)


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> None:
    ET.SubElement(parent, tag, attributes).text = text
