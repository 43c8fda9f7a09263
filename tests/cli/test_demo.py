import json
import sqlite3
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.cli.commands import demo
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.runtime.places import resource


def test_demo_goes_the_whole_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "demo"
    assert main(["demo", "--no-window", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert all(f"{words}: " in said for words in demo.DESCRIPTIONS) and "not an identification" in said
    assert (out / "hits.png").read_bytes().startswith(b"\x89PNG")
    with Case.open(out / "demo.cpcl") as case:
        people = json.loads(resource("demo/demo.json").read_text(encoding="utf-8"))["people"]
        assert case.counts()["track"] == len(people)  # each by themselves: one comes in where another has just left
        assert len(case.log.entries("search")) == len(demo.DESCRIPTIONS)


def test_a_case_by_the_model_in_the_box_verifies_and_an_edited_row_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "demo"
    assert main(["demo", "--no-window", "--out", str(out)]) == 0
    assert main(["verify", str(out / "demo.cpcl")]) == 0
    with sqlite3.connect(out / "demo.cpcl") as file:
        crop, data = file.execute("SELECT crop, data FROM vector LIMIT 1").fetchone()
        row = np.frombuffer(data, np.float16).copy()
        row[-1] = 3  # of a log-probability
        file.execute("UPDATE vector SET data = ? WHERE crop = ?", (row.tobytes(), crop))
    capsys.readouterr()
    assert main(["verify", str(out / "demo.cpcl")]) == 1
    assert f"The vector of crop {crop} is damaged." in capsys.readouterr().out


def test_a_clip_that_cannot_be_read_ends_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where a library no longer fits, the demo is what shows it."""
    broken = tmp_path / "broken.mp4"
    broken.write_bytes(b"\0\0\0\x18ftypisom" + bytes(4000))
    monkeypatch.setattr(demo, "sample_clip", lambda: broken)
    assert main(["demo", "--no-window", "--out", str(tmp_path / "demo")]) == 1
    assert "clip that comes with the program could not be read: broken.mp4" in capsys.readouterr().err
