"""`python packaging/build.py --out FOLDER`: the programs with all they need in one folder, tried without Python.

Runs in an environment that has the program's dependencies and what the extra `package` names: pip install
".[package]". The same commit with the same libraries makes the same bytes; `compare.py` says so.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from archive import pack
from contents import FOLDER, PROGRAMS, ROOT, VARIANTS, NotAsExpected, part_of
from cpcl_desktop import __version__
from release import PackagingFailed, seconds
from smoke import SmokeTestFailed, smoke_test

SPECIFICATION = Path(__file__).with_name("cpcl.spec")


class BuildFailed(Exception):  # noqa: N818 - reads as what happened
    """PyInstaller did not make the folder; `str` says what to do or the end of what it printed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the folder, tell its size by part, try it; 0 when all went well."""
    parser = argparse.ArgumentParser(description="Make one folder with cpcl-desktop and cpcl that needs no Python.")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help=f"where to put {FOLDER}/")
    parser.add_argument("--variant", choices=VARIANTS, default="cpu", help="gpu keeps what NVIDIA GPUs need")
    parser.add_argument("--archive", action="store_true", help="make one file of it, too (.tar.xz, takes minutes)")
    request = parser.parse_args(arguments)
    begun, out = time.monotonic(), request.out.resolve()
    try:
        folder = freeze(out, request.variant)
        _finish(folder)
        print(f"{folder}, made in {time.monotonic() - begun:.0f} s:\n{_size_table(folder)}\nSmoke test:")
        print(f"All of it works without Python ({smoke_test(folder):.1f} s).")
        if request.archive:
            target = out / archive_name(request.variant)
            pack(folder, target, seconds())
            print(f"  {target.stat().st_size / 1e6:6.1f} MB  {target}")
    except (BuildFailed, NotAsExpected, PackagingFailed, SmokeTestFailed) as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    return 0


def freeze(out: Path, variant: str) -> Path:
    """Have PyInstaller make the folder in `out`, in place of one that is there; its path.

    Raises BuildFailed.
    """
    same = {"PYTHONHASHSEED": "0", "SOURCE_DATE_EPOCH": str(seconds())}  # each time the same bytes
    with tempfile.TemporaryDirectory(prefix="cpcl-build-") as work:
        options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(out), "--workpath", work]
        command = [sys.executable, "-m", "PyInstaller", *options, str(SPECIFICATION), "--", variant]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", env=os.environ | same)
    if "No module named PyInstaller" in done.stderr:
        raise BuildFailed('PyInstaller is not installed here; install it with: pip install ".[package]"')
    if done.returncode != 0:
        raise BuildFailed(f"PyInstaller failed:\n{done.stderr[-4000:]}")
    return out / FOLDER


def archive_name(variant: str) -> str:
    """What the folder is called as one file."""
    return f"{FOLDER}-{__version__}-{variant}-{platform.system().lower()}-{platform.machine().lower()}.tar.xz"


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of the folder by part, the largest first; links count nothing."""
    libraries = folder / "_internal"
    total: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(libraries) if path.is_relative_to(libraries) else path.relative_to(folder)
            total[part_of(name.as_posix())] += path.stat().st_size
    return dict(total.most_common())


def _finish(folder: Path) -> None:
    """Take out what is not needed, and put beside the programs what is in them and under which licences."""
    from components import components  # late: they need what the extra `package` brings
    from notices import notices
    from sbom import NAME, NOTICES, bill
    from slimming import slim
    from windows.signing import sign

    for step, saved in slim(folder).items():
        print(f"  {saved / 1e6:6.1f} MB less: {step}")
    shutil.copyfile(ROOT / "LICENSE", folder / "LICENSE")
    if sign([_program(folder, name) for name in PROGRAMS]):  # before the bill, which has the hash of each file
        print("  The programs are signed.")
    found = components(folder, _modules(folder))
    (folder / NOTICES).write_text(notices(found), encoding="utf-8")
    (folder / NAME).write_text(bill(folder, found, seconds()), encoding="utf-8")


def _program(folder: Path, name: str) -> Path:
    """One of the programs, which have an ending on Windows."""
    return next(path for path in folder.iterdir() if path.stem == name and path.is_file())


def _modules(folder: Path) -> list[str]:
    """The Python modules inside the programs, which share one set of them."""
    from PyInstaller.archive.readers import CArchiveReader

    program = _program(folder, next(iter(PROGRAMS)))
    return list(CArchiveReader(str(program)).open_embedded_archive("PYZ.pyz").toc)


def _size_table(folder: Path) -> str:
    parts = sizes(folder)
    rows = [*parts.items(), ("all", sum(parts.values()))]
    return "\n".join(f"  {count / 1e6:6.1f} MB  {part}" for part, count in rows)


if __name__ == "__main__":
    sys.exit(main())
