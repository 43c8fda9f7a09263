"""`python packaging/airgap.py --out FILE.tar`: a kit that installs the program on a machine without a network.

`--installer FILE` (more than once) and `--build FOLDER` put in what deb.py, appimage.py, build.py and installers of
other systems made; `--wheelhouse` what pip needs, for a platform and a Python of choice. Models, licences, the clip
to try and its expected results come along, with hashes over all and instructions.
"""

from __future__ import annotations

import argparse
import platform
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import release
from contents import FOLDER, ROOT
from kit.archive import pack, sha256, write_sums
from kit.instructions import Held
from kit.instructions import write as write_instructions
from kit.papers import gather_papers
from kit.wheels import TARGETS, gather
from manuals import write as write_manuals
from release import PackagingFailed

_FILES: Final = Path(__file__).parent / "kit" / "files"
_CLIP: Final = "demo"  # among the resources: the clip to try, and what must be found in it


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the kit and say its hash; 0 when it is there."""
    parser = argparse.ArgumentParser(description="Make a kit that installs the program without a network.")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the archive, ending in .tar")
    parser.add_argument("--installer", type=Path, action="append", default=[], metavar="FILE", help="to be put in")
    parser.add_argument("--build", type=Path, metavar="FOLDER", help="what build.py made, to be put in as it is")
    parser.add_argument(
        "--model", type=Path, action="append", default=[], metavar="FOLDER", help="a further bundle"
    )
    parser.add_argument("--sbom", type=Path, action="append", default=[], metavar="FILE", help="a list of parts")
    parser.add_argument(
        "--wheelhouse", action="store_true", help="put in what pip needs; reaches the package index"
    )
    parser.add_argument("--platform", choices=TARGETS, default="linux-x86_64", help="of the wheels")
    parser.add_argument("--python", default="3.11", metavar="VERSION", help="of the wheels (default: 3.11)")
    request = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="cpcl-kit-") as work:
            made = make(request, Path(work))
    except PackagingFailed as error:
        print(f"airgap.py: {error}", file=sys.stderr)
        return 1
    number = sha256(made)
    made.with_name(f"{made.name}.sha256").write_text(f"{number}  {made.name}\n", encoding="utf-8")
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB\nSHA-256 {number}\nHand this number over by another way.")
    return 0


def make(request: argparse.Namespace, work: Path) -> Path:
    """Lay the kit in `work` and pack it; the archive. Raises PackagingFailed."""
    if not (request.installer or request.build or request.wheelhouse):
        raise PackagingFailed("There is nothing to install: give --installer, --build or --wheelhouse.")
    folder = work / f"{FOLDER}-{release.VERSION}-kit"
    folder.mkdir()
    names = _gather_installers(folder / "installers", request.installer, request.build)
    if request.wheelhouse:
        gather(folder, request.platform, request.python, work)
        write_manuals(folder)
        _copy_scripts(folder, "install.sh", "install.bat")
    shipped = (path for path in sorted((ROOT / "resources" / "models").iterdir()) if path.is_dir())
    for model in (*shipped, *request.model):
        shutil.copytree(model, folder / "models" / model.name)
    shutil.copytree(ROOT / "resources" / _CLIP, folder / _CLIP)
    sbom = gather_papers(folder, request.build, request.sbom)
    _copy_scripts(folder, "verify.sh", "verify.ps1")
    target, python = (request.platform, request.python) if request.wheelhouse else ("", "")
    held = Held(request.out.name, names, target, python, sbom)
    write_instructions(folder, held)
    write_sums(folder)
    return pack(folder, request.out)


def _copy_scripts(folder: Path, *names: str) -> None:
    for name in names:
        said = (_FILES / name).read_text(encoding="utf-8")
        ends = "\n" if name.endswith(".sh") else "\r\n"  # as the shells of Windows expect lines to end
        (folder / name).write_text(said, encoding="utf-8", newline=ends)


def _gather_installers(folder: Path, installers: Sequence[Path], build: Path | None) -> tuple[str, ...]:
    for installer in installers:
        if not installer.is_file():
            raise PackagingFailed(f"{installer} is not there.")
        folder.mkdir(exist_ok=True)
        shutil.copy(installer, folder)
    if build:
        pack(build, folder / f"{FOLDER}-{release.VERSION}-{sys.platform}-{platform.machine()}.tar.gz")
    return tuple(sorted(path.name for path in folder.iterdir())) if folder.is_dir() else ()


if __name__ == "__main__":
    sys.exit(main())
