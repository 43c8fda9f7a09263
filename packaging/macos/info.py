"""The Info.plist of the application, beyond what PyInstaller fills in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import release

CASE_UTI: Final = f"{release.IDENTIFIER}.case"  # the type of a case, as macOS names types
LEAST_VERSION: Final = "14.0"  # of macOS; FAISS has wheels for no older one

INFO: Final[Mapping[str, Any]] = {
    "CFBundleExecutable": "cpcl-desktop",  # of the two programs in it; the other one is the command line
    "CFBundleVersion": release.VERSION,
    "CFBundleDisplayName": release.TITLE,
    "CFBundleDevelopmentRegion": "en",
    "CFBundleLocalizations": ["en", "zh_CN"],
    "LSApplicationCategoryType": "public.app-category.video",
    "LSBackgroundOnly": False,
    "LSMinimumSystemVersion": LEAST_VERSION,
    "NSHighResolutionCapable": True,
    "NSPrincipalClass": "NSApplication",
    "CFBundleDocumentTypes": [
        {
            "CFBundleTypeName": "CPCL case",
            "CFBundleTypeRole": "Editor",
            "LSHandlerRank": "Owner",
            "LSItemContentTypes": [CASE_UTI],
        }
    ],
    "UTExportedTypeDeclarations": [
        {
            "UTTypeIdentifier": CASE_UTI,
            "UTTypeDescription": "CPCL case",
            "UTTypeConformsTo": ["public.database", "public.data"],
            "UTTypeTagSpecification": {
                "public.filename-extension": ["cpcl"],
                "public.mime-type": [release.CASE_TYPE],
            },
        }
    ],
}
