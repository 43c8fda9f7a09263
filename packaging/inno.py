"""`python packaging/inno.py --build FOLDER --out FOLDER`: the Windows installer of a folder that build.py made.

Needs Inno Setup 6.3 or newer. With WINDOWS_CERTIFICATE set, installer and uninstaller are signed, as the programs
were by build.py; see `windows/signing.py`.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from release import PackagingFailed
from windows.installer import installer
from windows.signing import CERTIFICATE


def main(arguments: Sequence[str] | None = None) -> int:
    """Make it and say where, and whether it is signed; 0 when it is there."""
    parser = argparse.ArgumentParser(description="Make the Windows installer of the folder that build.py made.")
    parser.add_argument("--build", type=Path, required=True, metavar="FOLDER", help="with both programs in it")
    parser.add_argument("--out", type=Path, required=True, metavar="FOLDER", help="where to put the installer")
    request = parser.parse_args(arguments)
    try:
        with tempfile.TemporaryDirectory(prefix="cpcl-inno-") as work:
            made, is_signed = installer(request.build, request.out, Path(work))
    except PackagingFailed as error:
        print(f"inno.py: {error}", file=sys.stderr)
        return 1
    print(f"{made}: {made.stat().st_size / 1e6:.1f} MB")
    if not is_signed:
        print(f"It is not signed: {CERTIFICATE} is not set.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
