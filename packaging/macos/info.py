"""What macOS is told of Atlas: the content of `Info.plist`, as PyInstaller's BUNDLE takes it."""

from __future__ import annotations

from typing import Any, Final

from desktop import identity

# Uniform type identifiers have no underscore.
BUNDLE_ID: Final = identity.COMPONENT_ID.replace("_", "-")
TYPE_ID: Final = f"{BUNDLE_ID}.library"
PROGRAM_ICON: Final = "atlas-gui.icns"
LIBRARY_ICON: Final = "atlas-library.icns"
# What the Qt that is locked runs on.
_OLDEST_SYSTEM: Final = "13.0"


def info_plist(version: str) -> dict[str, Any]:
    """The dictionary; `version` as in pyproject.toml. Both icons belong into `Contents/Resources`."""
    return {
        "CFBundleIdentifier": BUNDLE_ID,
        "CFBundleName": "Atlas",
        "CFBundleDisplayName": "Atlas",
        "CFBundlePackageType": "APPL",
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundleIconFile": PROGRAM_ICON,
        "CFBundleLocalizations": list(identity.LANGUAGES),
        "CFBundleDevelopmentRegion": "en",
        "LSApplicationCategoryType": "public.app-category.reference",
        "LSMinimumSystemVersion": _OLDEST_SYSTEM,
        "NSHighResolutionCapable": True,
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": f"{identity.DEVELOPER}, MIT",
        "CFBundleURLTypes": [
            {
                "CFBundleURLName": f"{BUNDLE_ID}.link",
                "CFBundleTypeRole": "Viewer",
                "CFBundleURLSchemes": [identity.SCHEME],
            }
        ],
        "UTExportedTypeDeclarations": [_library_type()],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": identity.words()["library"]["en"],
                "CFBundleTypeRole": "Viewer",
                "CFBundleTypeIconFile": LIBRARY_ICON,
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [TYPE_ID],
            },
        ],
    }


def _library_type() -> dict[str, Any]:
    """The type of libraries. macOS, too, tells types by the last part of a name alone."""
    return {
        "UTTypeIdentifier": TYPE_ID,
        "UTTypeDescription": identity.words()["library"]["en"],
        "UTTypeConformsTo": ["public.json"],
        "UTTypeIconFile": LIBRARY_ICON,
        "UTTypeTagSpecification": {
            "public.filename-extension": ["atlas"],
            "public.mime-type": [identity.MEDIA_TYPE],
        },
    }
