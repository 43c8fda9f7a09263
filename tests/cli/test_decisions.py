import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from tests.probe import write_probe
from tests.street import write_clip


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    made = tmp_path / "c.cpcl"
    probe, clip = write_probe(tmp_path / "probe").path, write_clip(tmp_path / "street.mp4", frames=60)
    assert main(["ingest", str(made), str(clip), "--model", str(probe), "--detector", "motion"]) == 0
    capsys.readouterr()
    return made


def test_decisions_are_made_listed_and_taken_back(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = ["--description", "red coat", "--note", "=not a formula"]
    assert main(["--purpose", "order 17", "decide", str(case), "1", "match", *made]) == 0
    assert "Passage 1: match" in capsys.readouterr().out
    assert main(["decide", str(case), "2", "no-match"]) == 0
    assert main(["decide", str(case), "2", "withdraw"]) == 0
    capsys.readouterr()
    assert main(["decisions", str(case), "--json"]) == 0
    (decision,) = json.loads(capsys.readouterr().out)["decisions"]
    assert (decision["track"], decision["verdict"], decision["description"]) == (1, "match", "red coat")
    assert decision["source"].endswith("street.mp4") and decision["time_s"] >= 0
    assert main(["decisions", str(case), "--all"]) == 0
    out = capsys.readouterr().out
    assert "withdrawn" in out and "no match" in out and "street.mp4" in out
    assert main(["log", str(case)]) == 0
    out = capsys.readouterr().out
    assert "passage 1: match" in out and "order 17" in out


def test_decision_about_nothing_is_refused(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", str(case), "77", "match"]) == 1
    assert "no passage 77" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stop:
        main(["decide", str(case), "1", "perhaps"])
    assert stop.value.code == 2
