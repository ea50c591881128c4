"""The file type of libraries for shared-mime-info: libraries by their names, and nothing else.

Files named plainly `.json` stay what they are to everybody else; Atlas opens them all the same.
"""

from __future__ import annotations

from typing import Final
from xml.etree import ElementTree as ET

from desktop import identity

PATTERNS: Final = ("*.atlas.json", "*.atlas")
# Above the 50 of *.json, so that the longer pattern wins for all who read only weights.
_WEIGHT: Final = "60"
_LANGUAGE: Final = "{http://www.w3.org/XML/1998/namespace}lang"


def media_type_package(icon: str = identity.MEDIA_TYPE_ICON) -> bytes:
    """The XML of `share/mime/packages/atlas-gui.xml`; `icon` is that of a library."""
    top = ET.Element("mime-info", xmlns="http://www.freedesktop.org/standards/shared-mime-info")
    kind = ET.SubElement(top, "mime-type", type=identity.MEDIA_TYPE)
    words = identity.words()["library"]
    for tag in identity.LANGUAGES:
        attributes = {} if tag == "en" else {_LANGUAGE: tag}
        ET.SubElement(kind, "comment", attributes).text = words[tag]
    ET.SubElement(kind, "sub-class-of", type="application/json")
    ET.SubElement(kind, "icon", name=icon)
    for pattern in PATTERNS:
        ET.SubElement(kind, "glob", pattern=pattern, weight=_WEIGHT)
    return as_file(top)


def as_file(top: ET.Element) -> bytes:
    """An XML document with each element on a line of its own, in UTF-8."""
    ET.indent(top, " ")
    content: bytes = ET.tostring(top, encoding="UTF-8", xml_declaration=True)
    return content + b"\n"
