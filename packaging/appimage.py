"""`python packaging/appimage.py --build FOLDER --runtime FILE --out FOLDER`: an AppImage of a folder of build.py.

Needs mksquashfs, and AppImage's runtime, which `linux/appdir.py` knows by address and hash. Build the folder on the
oldest system that it is for: Debian 12.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from linux.appdir import image
from release import PackagingFailed


def main(arguments: Sequence[str] | None = None) -> int:
    """Make it and say where; 0 when it is there."""
    parser = argparse.ArgumentParser(description="Make an AppImage of the folder that build.py made.")
    parser.add_argument("--build", type=Path, required=True, metavar="FOLDER", help="with both programs in it")
    parser.add_argument(
        "--runtime", type=Path, required=True, metavar="FILE", help="AppImage's own, for this machine"
    )
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to put the image")
    request = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="cpcl-appimage-") as work:
            made = image(request.build, request.runtime, request.out, Path(work))
    except PackagingFailed as error:
        print(f"appimage.py: {error}", file=sys.stderr)
        return 1
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
