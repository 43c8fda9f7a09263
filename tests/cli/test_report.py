import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from tests.probe import write_probe
from tests.street import write_clip


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    monkeypatch.setattr("cpcl_desktop.engine.report.fonts._folders", list)
    made = tmp_path / "c.cpcl"
    probe, clip = write_probe(tmp_path / "probe").path, write_clip(tmp_path / "street.mp4", frames=60)
    assert main(["ingest", str(made), str(clip), "--model", str(probe), "--detector", "motion"]) == 0
    capsys.readouterr()
    return made


def test_matches_are_reported_and_the_report_verified(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert main(["report", str(case), "--out", str(out)]) == 2
    assert "cpcl decide" in capsys.readouterr().err and not out.exists()
    assert main(["decide", str(case), "1", "match", "--description", "red"]) == 0
    assert main(["--purpose", "order 17", "report", str(case), "--out", str(out), "--clips", "--burn-in"]) == 0
    assert "not an identification" in capsys.readouterr().out
    assert (out / "clips" / "0001.mp4").is_file() and (out / "report.pdf").is_file()
    assert json.loads((out / "report.json").read_text())["purpose"] == "order 17"
    assert main(["verify", str(out), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["faults"] == result["unchecked"] == [] and len(result["holds"]) == 3
    (out / "hits.csv").unlink()
    assert main(["verify", str(out)]) == 1
    assert "hits.csv is missing" in capsys.readouterr().out
    case.rename(tmp_path / "moved.cpcl")
    assert main(["verify", str(out), "--case", str(tmp_path / "moved.cpcl")]) == 1


def test_hits_of_searches_are_reported(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "report",
        str(case),
        "--out",
        str(tmp_path / "out"),
        "--query",
        "red",
        "--query",
        "green",
        "--json",
    ]
    assert main([*arguments, "--limit", "1", "--blur-others", "--source", "street.mp4"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["notes"] == [] and result["items"] in (1, 2)
    said = json.loads((tmp_path / "out" / "report.json").read_text())
    assert [search["query"]["text"] for search in said["searches"]] == ["red", "green"]
    assert said["settings"]["blur_others"] and "by the detector people" in said["blurring"]
    case.rename(tmp_path / "gone.cpcl")
    assert main(["verify", str(tmp_path / "out")]) == 3
    assert "Not checked: The case c.cpcl is not here" in capsys.readouterr().out


def test_items_without_their_footage_exit_3(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "street.mp4").unlink()
    assert main(["report", str(case), "--out", str(tmp_path / "out"), "--query", "red"]) == 3
    assert "Item 1: Source 1: " in capsys.readouterr().out


def test_what_is_no_report_is_said(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["verify", str(tmp_path / "empty")]) == 1
    assert "holds no report" in capsys.readouterr().err
    assert main(["report", str(case), "--out", str(tmp_path), "--query", "red"]) == 2
    assert "holds no report of this program" in capsys.readouterr().err


def test_a_report_is_of_what_is_asked_for(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", str(case), "1", "unsure"]) == 0
    for number, asked in enumerate((["--of", "unsure"], ["--passages", "1"], ["--person", "1", "--query", "red"])):
        out = tmp_path / str(number)
        capsys.readouterr()
        assert main(["report", str(case), "--out", str(out), *asked, "--json"]) == 0
        said = json.loads((out / "report.json").read_text())
        assert 1 in [item["track"] for item in said["items"]]
        assert said["settings"]["of"] == {"--of": "unsure"}.get(asked[0], asked[0].removeprefix("--"))
    assert main(["report", str(case), "--out", str(tmp_path / "x"), "--passages", "1", "99"]) == 1
    assert "no passage 99" in capsys.readouterr().err and not (tmp_path / "x").exists()
