import json
from datetime import datetime
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main


def test_recorder_and_corrected_time_of_a_hit(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip, case = tmp_path / "cam_20240131_140322.mp4", tmp_path / "c.cpcl"
    clip.write_bytes((kit / "street.mp4").read_bytes())
    offset = ["--timezone", "Europe/Berlin", "--clock-offset", "-90", "--detector", "motion"]
    assert main(["ingest", str(case), str(clip), "--model", str(kit / "probe"), *offset]) == 0
    capsys.readouterr()
    assert main(["search", str(case), "red", "--json"]) == 0
    hit = json.loads(capsys.readouterr().out)["hits"][0]
    start = datetime.fromisoformat("2024-01-31T14:03:22+01:00")
    assert (datetime.fromisoformat(hit["recorder_time"]) - start).total_seconds() == pytest.approx(hit["time_s"])
    corrected = datetime.fromisoformat(hit["corrected_time"])
    assert (corrected - start).total_seconds() == pytest.approx(hit["time_s"] - 90)
    assert main(["clock", str(case), "--start", "2024-10-27 02:30:00"]) == 0
    assert main(["search", str(case), "red"]) == 0
    out = capsys.readouterr().out
    assert "2024-10-27 02:" in out and "(?) The recording starts in the hour" in out
    assert main(["clock", str(case), "--json"]) == 0
    (shown,) = json.loads(capsys.readouterr().out)["sources"]
    assert (shown["start"], shown["origin"]) == ("2024-10-27T02:30:00", "user")
    assert (shown["timezone"], shown["offset_s"]) == ("Europe/Berlin", -90)
    assert main(["log", str(case), "--json"]) == 0
    said = [e["details"] for e in json.loads(capsys.readouterr().out)["entries"] if e["action"] == "clock"]
    assert said[-1]["before"]["start"] == "2024-01-31T14:03:22"


def test_clock_that_makes_no_sense_is_refused(
    ingested: Path, kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["clock", str(ingested), "--timezone", "Mars/Base"]) == 2
    assert "no time zone" in capsys.readouterr().err
    assert main(["clock", str(ingested), "--camera", "attic", "--offset", "3"]) == 2
    two = ["ingest", str(ingested), str(kit / "street.mp4"), str(kit), "--start", "2024-01-01"]
    (kit / "other.mp4").write_bytes(b"")
    assert main(two) == 2
    assert "one recording" in capsys.readouterr().err
    (kit / "other.mp4").unlink()


def test_a_stated_doubt_is_kept_shown_and_taken_back(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def told(*arguments: str) -> str:
        capsys.readouterr()
        assert main([*arguments]) == 0
        return capsys.readouterr().out

    def doubt() -> tuple[float | None, bool]:
        (source,) = json.loads(told("clock", str(ingested), "--json"))["sources"]
        return source["doubt_s"], source["doubt_is_stated"]

    assert doubt() == (None, False)
    told("clock", str(ingested), "--start", "2024-01-31T14:03:22", "--doubt", "0.5")
    assert doubt() == (0.5, True) and "± 0.5 s, stated" in told("clock", str(ingested))
    assert "off by at most ± 0.5 s, stated: 1 source." in told("persons", str(ingested))
    clocks = json.loads(told("persons", str(ingested), "--json"))["clocks"]
    assert [(one["doubt_s"], one["doubt_is_stated"]) for one in clocks] == [(0.5, True)]
    assert "off by at most 20 s." in told("persons", str(ingested), "--clocks-within", "20")
    told("clock", str(ingested), "--offset", "3")
    assert doubt() == (0.5, True)
    told("clock", str(ingested), "--doubt", "auto")
    assert doubt() == (5.0, False)
    told("clock", str(ingested), "--doubt", "90")
    told("clock", str(ingested), "--start", "2024-01-31T15:00:00")  # a doubt belongs to its start
    assert doubt() == (5.0, False)
    entries = json.loads(told("log", str(ingested), "--json"))["entries"]
    said = [e["details"]["after"]["doubt_s"] for e in entries if e["action"] == "clock"]
    assert said[-5:] == [0.5, 0.5, None, 90, None]
    with pytest.raises(SystemExit):
        main(["clock", str(ingested), "--doubt", "-1"])
    told("verify", str(ingested))
