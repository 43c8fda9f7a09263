"""Licences: what a Python package says of its own, as an SPDX expression, and the words of others."""

from __future__ import annotations

import re
from importlib.metadata import Distribution
from pathlib import Path

_TEXTS = Path(__file__).with_name("licences")
_APACHE = Path(__file__).parents[1] / "LICENSE"

# What packages write, by what SPDX calls it; of packages that say less, their own files of the licence were read.
_SPDX = {
    "MIT License": "MIT",
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "3-Clause BSD License": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "PSFL": "PSF-2.0",
}
_OF_PACKAGES = {"click-default-group": "BSD-3-Clause", "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception"}

# The files whose words hold for a licence; that of LGPL 3 refers to GPL 3.
_WORDS = {
    "LGPL-3.0": ("LGPL-3.0.txt", "GPL-3.0.txt"),
    "LGPL-2": ("LGPL-2.1.txt",),
    "GPL-3.0": ("GPL-3.0.txt",),
    "GPL-2.0": ("GPL-2.0.txt",),
}


def licence_of(package: Distribution) -> str:
    """A package's licence as an SPDX expression, or its own words where these are none."""
    name, metadata = package.metadata["Name"], package.metadata
    if name in _OF_PACKAGES:
        return _OF_PACKAGES[name]
    said = next((said for key in ("License-Expression", "License") for said in metadata.get_all(key, [])), "")
    if not said or "\n" in said or len(said) > 80:
        classes = [
            c.rpartition(" :: ")[2] for c in metadata.get_all("Classifier", []) if c.startswith("License ::")
        ]
        said = classes[0] if classes else said
    return _SPDX.get(said, said)


def texts_for(licence: str, copyright_line: str = "") -> tuple[str, ...]:
    """The words of an SPDX expression's licences, as far as they are kept here, under who holds the copyright."""
    names: list[Path] = []
    for one in re.findall(r"[\w.+-]+", licence):
        words = next((files for start, files in _WORDS.items() if one.startswith(start)), (f"{one}.txt",))
        names += [_APACHE] if one == "Apache-2.0" else [_TEXTS / word for word in words]
    found = [name.read_text(encoding="utf-8").strip() for name in dict.fromkeys(names) if name.is_file()]
    return tuple(filter(None, [copyright_line, *found]))
