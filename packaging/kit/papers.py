"""The licences of all that a kit holds, and the lists of its parts where they were made."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Final

from contents import ROOT

_PAPERS: Final = ("LICEN[CS]E*", "NOTICE*", "THIRD-PARTY-NOTICES*", "COPYING*", "model_card.md")
_SBOM: Final = ("*.spdx.json", "*.cdx.json", "*sbom*.json")  # what lists of parts are called


def gather_papers(folder: Path, build: Path | None, sboms: Sequence[Path]) -> bool:
    """Copy the licences of what a kit holds into its `licences`; whether there is a list of parts, too."""
    licences = folder / "licences"
    licences.mkdir()
    shutil.copy(ROOT / "LICENSE", licences)
    for model in sorted((folder / "models").iterdir()):
        _copy_papers(model, licences / "models" / model.name)
    if build:
        _copy_papers(build, licences / "program")
        sboms = [*sboms, *(path for pattern in _SBOM for path in sorted(build.rglob(pattern)))]
    for wheel in sorted((folder / "wheels").glob("*.whl")):
        _unpack_papers(wheel, licences / "wheels" / wheel.name.partition("-")[0])
    for sbom in sboms:
        (folder / "sbom").mkdir(exist_ok=True)
        shutil.copy(sbom, folder / "sbom")
    return (folder / "sbom").is_dir()


def _copy_papers(source: Path, target: Path) -> None:
    for pattern in _PAPERS:
        for path in sorted(source.rglob(pattern)):
            if path.is_file():
                copied = target / path.relative_to(source)
                copied.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, copied)


def _unpack_papers(wheel: Path, target: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for member in archive.namelist():
            path = PurePosixPath(member)
            if (
                ".dist-info/" in member
                and any(path.match(pattern) for pattern in _PAPERS)
                and ".." not in path.parts
            ):
                copied = target / member.partition(".dist-info/")[2]
                copied.parent.mkdir(parents=True, exist_ok=True)
                copied.write_bytes(archive.read(member))
