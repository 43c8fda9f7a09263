"""Run commands, signing among them, and the window on the demo clip in FOLDER, then print all modules loaded."""

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
    os.environ["CPCL_KEY_PASSPHRASE"] = "of the test"
    key, signature = str(folder / "key"), str(folder / "head.json")
    assert cpcl(["log", "--new-key", key]) == 0
    assert cpcl(["log", case, "--sign", key, "--out", signature]) == 0
    assert cpcl(["log", case, "--timestamp-request", str(folder / "head.tsq")]) == 0
    assert cpcl(["verify", case, "--signature", signature, "--key", f"{key}.pub"]) == 0
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    assert desktop(["--smoke-test", case]) == 0


with contextlib.redirect_stdout(sys.stderr):
    run(Path(sys.argv[1]))
print("\n".join(sorted(sys.modules)))
