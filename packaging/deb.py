"""`python packaging/deb.py --build FOLDER --out FOLDER`: a Debian package of the folder that build.py made.

Needs dpkg-deb and readelf, which Debian has. Build the folder on the oldest system that it is for: Debian 12.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from linux.debian import package
from release import PackagingFailed


def main(arguments: Sequence[str] | None = None) -> int:
    """Make it and say where; 0 when it is there."""
    parser = argparse.ArgumentParser(description="Make a Debian package of the folder that build.py made.")
    parser.add_argument("--build", type=Path, required=True, metavar="FOLDER", help="with both programs in it")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to put the package")
    parser.add_argument("--compression", choices=("xz", "zstd", "gzip", "none"), default="xz", help="(default: xz)")
    request = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="cpcl-deb-") as work:
            made = package(request.build, request.out, Path(work), request.compression)
    except PackagingFailed as error:
        print(f"deb.py: {error}", file=sys.stderr)
        return 1
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
