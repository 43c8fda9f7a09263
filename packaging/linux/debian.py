"""The Debian package: a tree with a control file, and no scripts: triggers of the desktop do what must be done."""

from __future__ import annotations

import hashlib
import platform
from pathlib import Path
from typing import Final

import release
from contents import FOLDER, ROOT
from linux.needs import packages_needed
from linux.tree import HOME, compressed, lay, settle
from release import run

ARCHITECTURES: Final = {"x86_64": "amd64", "aarch64": "arm64"}
_DESCRIPTION: Final = """\
 Drop footage in, type what a person looks like, and get the few passages worth
 watching, at the exact moment. People are found, followed and cropped; what is
 found is reviewed, decided and reported.
 .
 Everything runs on this machine, with or without a GPU, with no network. A case
 is one file; footage is opened read-only. A score is a reason to look, never an
 identification: there is no face recognition.
"""
_COPYRIGHT: Final = """\
Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/
Upstream-Name: {title}
Comment: Libraries that the programs bring along, and their notices, lie with them
 in /{home}; models say theirs in the LICENCE.txt and model_card.md beside them.

Files: *
Copyright: the developers of {title}
License: Apache-2.0
 On Debian systems, the full text is in /usr/share/common-licenses/Apache-2.0.
"""


def architecture() -> str:
    """What Debian calls this machine's processor."""
    return ARCHITECTURES.get(platform.machine(), platform.machine())


def file_name() -> str:
    """What the package is called."""
    return f"{FOLDER}_{release.VERSION}_{architecture()}.deb"


def package(build: Path, out: Path, work: Path, compression: str = "xz") -> Path:
    """Make the package of a folder that build.py made, in the folder `out`; its path. `work` is an empty folder.

    Raises PackagingFailed.
    """
    lay(build, work)
    documents = work / "usr" / "share" / "doc" / FOLDER
    documents.mkdir(parents=True)
    documents.joinpath("copyright").write_text(_COPYRIGHT.format(title=release.TITLE, home=HOME), encoding="utf-8")
    documents.joinpath("changelog.gz").write_bytes(compressed((ROOT / "CHANGELOG.md").read_bytes()))
    files = sorted(path for path in work.rglob("*") if path.is_file() and not path.is_symlink())
    sums = "".join(f"{_md5(path)}  {path.relative_to(work).as_posix()}\n" for path in files)
    control = _control(packages_needed(work / HOME), sum(path.stat().st_size for path in files))
    (work / "DEBIAN").mkdir()
    (work / "DEBIAN" / "md5sums").write_text(sums, encoding="utf-8")
    (work / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    settle(work)
    out.mkdir(parents=True, exist_ok=True)
    target = out / file_name()
    run(
        ["dpkg-deb", "--root-owner-group", f"-Z{compression}", "--build", str(work), str(target)],
        "No package made:",
    )
    return target


def _control(needed: list[str], size: int) -> str:
    fields = {
        "Package": FOLDER,
        "Version": release.VERSION,
        "Architecture": architecture(),
        "Maintainer": release.MAINTAINER,
        "Installed-Size": str(-(-size // 1024)),
        "Depends": ", ".join(needed),
        "Recommends": "fonts-dejavu-core, hicolor-icon-theme, libgl1-mesa-dri, shared-mime-info",
        "Suggests": "fonts-noto-cjk",
        "Section": "video",
        "Priority": "optional",
        "Description": release.SUMMARY,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items()) + _DESCRIPTION


def _md5(path: Path) -> str:
    with path.open("rb") as opened:  # what dpkg --verify reads; no matter of security
        return hashlib.file_digest(opened, lambda: hashlib.md5(usedforsecurity=False)).hexdigest()
