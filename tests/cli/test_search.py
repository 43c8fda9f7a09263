import json
import os
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from cpcl_desktop.cli.main import main
from tests.cli.kit import change
from tests.probe import CALIBRATION, write_probe
from tests.street import RED


def test_search_json_has_what_is_promised(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(ingested), "green whitetrousers poncho", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result["model"]) == {"name", "sha256"} and set(result["searched"]) == {"tracks", "crops"}
    assert result["unknown_words"] == ["poncho"]
    hit = result["hits"][0]
    where = {"rank", "score", "track", "source", "camera", "time_s", "start_s", "end_s", "box", "image"}
    assert set(hit) == where | {
        "recorder_time",
        "corrected_time",
        "time_ambiguous",
        "time_note",
        "without_colour",
        "direction",
        "speed",
        "dwell_s",
        "phrases",
        "strength",
        "label",
    }
    assert result["presence"] is result["answer"] is hit["strength"] is hit["label"] is None
    assert hit["direction"] == "left to right" and hit["speed"] > 1 and hit["dwell_s"] == 0
    assert 3.0 <= hit["time_s"] <= 5.1 and len(hit["box"]) == 4 and hit["image"] is None


@pytest.fixture(scope="module")
def calibrated(kit: Path) -> Path:
    """A case whose model is calibrated, with two passages: red over blue, green over white."""
    case, model = kit / "calibrated.cpcl", write_probe(kit / "calibrated", calibration=CALIBRATION).path
    asked = ["ingest", str(case), str(kit / "street.mp4"), "--model", str(model), "--detector", "motion"]
    assert main(asked) == 0
    return case


def test_search_says_whether_anyone_like_that_is_there(
    calibrated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["search", str(calibrated), "red bluetrousers"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(line.startswith("Likely someone like that is here") for line in lines)
    first, rule, second = lines[(at := next(i for i, line in enumerate(lines) if " strong " in line)) : at + 3]
    assert rule == "--- 1 more below the line, which fit weakly ---"
    assert first.split()[0] == "1" and second.split()[0] == "2" and " weak " in second
    assert not any("cpcl coverage" in line for line in lines)


def test_search_says_that_nobody_like_that_was_found_and_shows_all_the_same(
    calibrated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(calibrated), "black redtrousers"]) == 0
    out = capsys.readouterr().out
    assert "Nobody like that was found among the 2 passages read; these look most alike." in out
    assert out.count(" weak ") == 2 and "below the line" not in out
    assert "covers what was read" in out and "not an identification" in out


def test_search_json_has_strengths_of_a_calibrated_model(
    calibrated: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(calibrated), "red bluetrousers", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["answer"] == "likely" and CALIBRATION.likely <= found["presence"] <= 1
    assert [hit["label"] for hit in found["hits"]] == ["strong", "weak"]
    assert found["hits"][0]["strength"] > CALIBRATION.strong > found["hits"][1]["strength"]


def test_search_says_why_nothing_is_said_of_strength(
    ingested: Path, calibrated: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(ingested), "red"]) == 0
    assert "this model is not calibrated" in capsys.readouterr().out
    example = tmp_path / "red.png"
    cv2.imwrite(str(example), np.full((60, 30, 3), RED[::-1], np.uint8))
    assert main(["search", str(calibrated), "--image", str(example)]) == 0
    out = capsys.readouterr().out
    assert "of descriptions only" in out and "not calibrated" not in out


def test_search_prints_a_table_a_caveat_and_a_sheet(
    ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(ingested), "green", "--from", "0:02", "--sheet", str(tmp_path / "hits.png")]) == 0
    out = capsys.readouterr().out
    assert "street.mp4" in out and "not an identification" in out
    assert (tmp_path / "hits.png").read_bytes().startswith(b"\x89PNG")


def test_search_says_what_an_empty_answer_covers_and_where_colours_cannot_be_told(
    kit: Path, ingested: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(ingested), "red", "--from", "1:00"]) == 0
    assert f"cpcl coverage {ingested}" in capsys.readouterr().out
    change(ingested, "DELETE FROM stretch", "INSERT INTO stretch VALUES (1, 'grey', 0, 2600000, 9)")
    assert main(["search", str(ingested), "red person"]) == 0
    out = capsys.readouterr().out
    grey = [line.split()[0] for line in out.splitlines() if " 0:00:00." in line or " 0:00:01." in line]
    assert f"where red cannot be told: hits {grey[0]}." in out
    assert main(["search", str(ingested), "white person"]) == 0
    assert "cannot be told" not in capsys.readouterr().out


def test_search_runs_where_it_is_told_and_says_why_it_does_not(
    ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = []
    for provider in ("auto", "cpu"):
        assert main(["search", str(ingested), "red", "--provider", provider, "--json"]) == 0
        answers.append(json.loads(capsys.readouterr().out)["hits"])
    assert answers[0] == answers[1]
    example = tmp_path / "red.png"
    cv2.imwrite(str(example), np.full((60, 30, 3), RED[::-1], np.uint8))
    assert main(["search", str(ingested), "--image", str(example), "--provider", "coreml"]) == 0
    told = capsys.readouterr()
    if sys.platform != "darwin":
        assert "CoreML) was not used and the CPU took its place" in told.err
    assert "example image: 2 people's passages searched" in told.out


@pytest.mark.skipif(sys.platform != "linux", reason="such names are possible on Linux only")
def test_a_source_whose_name_is_no_unicode_can_be_named(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, clip = str(tmp_path / "c.cpcl"), tmp_path / os.fsdecode(b"caf\xe9.mp4")
    clip.write_bytes((kit / "street.mp4").read_bytes())
    assert main(["ingest", case, str(clip), "--model", str(kit / "probe"), "--detector", "motion"]) == 0
    capsys.readouterr()
    assert main(["search", case, "red", "--source", clip.name, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["searched"]["tracks"] > 0


def test_search_says_how_the_description_was_read(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["search", str(ingested), "red person in street.mp4 walking right, no hat"]
    assert main(asked) == 0
    out = capsys.readouterr().out
    assert "Read as a filter: “in street.mp4” (source 1)." in out
    assert "1 “red”, 2 “walking right”, 3 “no hat”" in out and "rules nothing out" not in out
    assert any(line.split()[0] == "1" and line.split()[2] == "?+?" for line in out.splitlines() if line)
    assert main([*asked, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["read_as"] == [{"text": "in street.mp4", "filter": "sources", "value": "1", "values": ["1"]}]
    assert {"text": "walking right", "support": "yes", "score": 1.0, "by": "path"} in told["hits"][0]["phrases"]


def test_literal_search_reads_nothing_into_the_sentence(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(ingested), "red person near camera 9, no hat", "--literal"]) == 0
    out = capsys.readouterr().out
    assert "“no” rules nothing out" in out and "Read as" not in out and "Shown (" not in out


def test_search_by_the_clock_says_what_it_left_out(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(ingested), "red", "--weekday", "tue"]) == 2
    assert "clock is not known: street.mp4" in capsys.readouterr().err
    assert main(["clock", str(ingested), "--start", "2026-03-10T13:59:57"]) == 0
    capsys.readouterr()
    assert main(["search", str(ingested), "red", "--weekday", "tue", "--time-of-day", "14:00-14:01", "--json"]) == 0
    hits = json.loads(capsys.readouterr().out)["hits"]
    assert hits and all(hit["corrected_time"].startswith("2026-03-10T14:00") for hit in hits)
