"""No control shows less of its text than there is, in any window, language and size of text."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SMALL, LARGE = (1366, 768), (1920, 1080)  # screens, in pixels, for text of 100 % and of 200 %


def visited(case: Path, settings, tmp_path: Path, language: str, text: int, right_to_left: bool = False) -> dict:
    """What `every_window` finds in a process of its own."""
    width, height = SMALL if text == 100 else LARGE
    one = {"name": "one", "x": 0, "y": 0, "width": width, "height": height, "logicalDpi": 96, "dpr": 1}
    screen = tmp_path / "screen.json"
    screen.write_text(json.dumps({"screens": [one]}))
    settings._store.sync()
    options = {
        "case": str(case), "settings": settings._store.fileName(), "language": language, "text": text,
        "right_to_left": right_to_left, "screen": [width, height],
    }  # fmt: skip
    environment = os.environ | {"QT_QPA_PLATFORM": f"offscreen:configfile={screen}"}
    command = [sys.executable, "-m", "tests.gui.every_window", json.dumps(options)]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize("text", [100, 200])
@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_nothing_is_cut_in_any_window(case_file, settings, tmp_path, language, text):
    found = visited(case_file, settings, tmp_path, language, text)
    assert len(found) > 20
    assert {name: faults for name, faults in found.items() if faults} == {}
