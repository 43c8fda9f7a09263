"""Which version a library inside a wheel is: said where it can be proved, and empty where it cannot.

Proof is what the library's own bytes say, or the bill that its wheel brings: auditwheel's names the package of the
system that a file was taken from. What else is in the wheel of FFmpeg, `built` in native.toml says by its release.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from importlib.metadata import Distribution
from pathlib import Path


def in_bytes(pattern: str, paths: Iterable[Path]) -> str:
    """The group of a regular expression in the first of some files that it is found in."""
    for path in paths if pattern else ():
        if found := re.search(pattern.encode(), path.read_bytes()):
            return found[1].decode().strip(".")
    return ""


def in_bills(library: str, package: Distribution | None) -> str:
    """The version of what a package's bills (CycloneDX) list under the longest name that `library` begins with."""
    listed = [
        (str(part["name"]), str(part["version"]))
        for bill in bills_of(package)
        for part in json.loads(bill.read_text(encoding="utf-8")).get("components", ())
        if part.get("version") and library.startswith(part["name"])
    ]
    return max(listed, key=lambda part: len(part[0]))[1] if listed else ""


def bills_of(package: Distribution | None) -> tuple[Path, ...]:
    """The bills that a package brings of its own parts."""
    places = [Path(str(file)) for file in (package.files or () if package else ())]
    bills = [place for place in places if place.parent.name == "sboms" and place.suffix == ".json"]
    return tuple(Path(str(package.locate_file(bill))) for bill in bills) if package else ()
