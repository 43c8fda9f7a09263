"""`python packaging/build.py --out FOLDER`: the programs with all they need in one folder, tried without Python.

Runs in an environment that has the program's dependencies and PyInstaller: pip install ".[package]".
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from contents import FOLDER, VARIANTS, part_of
from smoke import SmokeTestFailed, smoke_test

SPECIFICATION = Path(__file__).with_name("cpcl.spec")


class BuildFailed(Exception):  # noqa: N818 - reads as what happened
    """PyInstaller did not make the folder; `str` says what to do or the end of what it printed."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the folder, tell its size by part, try it; 0 when all went well."""
    parser = argparse.ArgumentParser(description="Make one folder with cpcl-desktop and cpcl that needs no Python.")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help=f"where to put {FOLDER}/")
    parser.add_argument("--variant", choices=VARIANTS, default="cpu", help="gpu keeps what NVIDIA GPUs need")
    request = parser.parse_args(arguments)
    begun = time.monotonic()
    try:
        folder = freeze(request.out.resolve(), request.variant)
        print(f"{folder}, made in {time.monotonic() - begun:.0f} s:\n{_size_table(folder)}\nSmoke test:")
        print(f"All of it works without Python ({smoke_test(folder):.1f} s).")
    except (BuildFailed, SmokeTestFailed) as error:
        print(f"build.py: {error}", file=sys.stderr)
        return 1
    return 0


def freeze(out: Path, variant: str) -> Path:
    """Have PyInstaller make the folder in `out`, in place of one that is there; its path.

    Raises BuildFailed.
    """
    with tempfile.TemporaryDirectory(prefix="cpcl-build-") as work:
        options = ["--noconfirm", "--log-level", "WARN", "--distpath", str(out), "--workpath", work]
        command = [sys.executable, "-m", "PyInstaller", *options, str(SPECIFICATION), "--", variant]
        done = subprocess.run(command, capture_output=True, encoding="utf-8")
    if "No module named PyInstaller" in done.stderr:
        raise BuildFailed('PyInstaller is not installed here; install it with: pip install ".[package]"')
    if done.returncode != 0:
        raise BuildFailed(f"PyInstaller failed:\n{done.stderr[-4000:]}")
    return out / FOLDER


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of the folder by part, the largest first; links count nothing."""
    libraries = folder / "_internal"
    total: Counter[str] = Counter()
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(libraries) if path.is_relative_to(libraries) else path.relative_to(folder)
            total[part_of(name.as_posix())] += path.stat().st_size
    return dict(total.most_common())


def _size_table(folder: Path) -> str:
    parts = sizes(folder)
    rows = [*parts.items(), ("all", sum(parts.values()))]
    return "\n".join(f"  {count / 1e6:6.1f} MB  {part}" for part, count in rows)


if __name__ == "__main__":
    sys.exit(main())
