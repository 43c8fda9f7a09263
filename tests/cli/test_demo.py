import sys
from pathlib import Path

import pytest

from cpcl_desktop.cli.commands import demo
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case


def test_demo_goes_the_whole_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "demo"
    assert main(["demo", "--no-window", "--out", str(out)]) == 0
    said = capsys.readouterr().out
    assert all(f"{words}: " in said for words in demo.DESCRIPTIONS) and "not an identification" in said
    assert (out / "hits.png").read_bytes().startswith(b"\x89PNG")
    with Case.open(out / "demo.cpcl") as case:
        assert case.counts()["track"] > 3 and len(case.log.entries("search")) == len(demo.DESCRIPTIONS)


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="always has a display")
def test_demo_opens_the_window_where_there_is_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.delenv("DISPLAY", raising=False)
    assert not demo._has_display()
    monkeypatch.setenv("DISPLAY", ":0")
    assert demo._has_display()
