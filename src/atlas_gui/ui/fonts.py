"""Whether this machine can show the scripts that the library is written in."""

from typing import Final

from PySide6.QtGui import QFontDatabase

from atlas_gui.i18n import _, mark

_System = QFontDatabase.WritingSystem
# For each script the writing system Qt files its fonts under, its
# name, and the Debian package that brings a font.
_SCRIPTS: Final = (
    (_System.SimplifiedChinese, mark("Chinese"), "fonts-noto-cjk"),
    (_System.Cyrillic, mark("Cyrillic"), "fonts-noto-core"),
    (_System.Vietnamese, mark("Vietnamese"), "fonts-noto-core"),
)


def missing_scripts() -> list[tuple[str, str]]:
    """Scripts without a font here, each with the package that would bring one.

    Asks the font system about every installed font: some tens of milliseconds, so not before the
    window has been painted.
    """
    return [
        (_(name), package)
        for system, name, package in _SCRIPTS
        if not QFontDatabase.families(system)
    ]


def missing_scripts_notice() -> str:
    """One sentence for the reader; empty if nothing is missing."""
    missing = missing_scripts()
    if not missing:
        return ""
    scripts = _(", ").join(script for script, _package in missing)
    packages = " ".join(dict.fromkeys(package for _script, package in missing))
    return _(
        "This machine has no font for {scripts}, so such text cannot be read here."
        " On Debian, install: {packages}"
    ).format(scripts=scripts, packages=packages)
