"""Run the commands and the window on the demo clip in FOLDER, then print every module that was loaded."""

import contextlib
import os
import sys
from pathlib import Path

from cpcl_desktop.__main__ import main as desktop
from cpcl_desktop.cli.main import main as cpcl


def run(folder: Path) -> None:
    """Read, search, report and check; each must succeed."""
    case, report = str(folder / "demo.cpcl"), str(folder / "report")
    assert cpcl(["demo", "--no-window", "--out", str(folder)]) == 0
    assert cpcl(["report", case, "--query", "woman in a red top", "--out", report]) == 0
    assert cpcl(["verify", report]) == 0
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    assert desktop(["--smoke-test", case]) == 0


with contextlib.redirect_stdout(sys.stderr):
    run(Path(sys.argv[1]))
print("\n".join(sorted(sys.modules)))
