import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from tests.street import write_clip


def test_ingest_json_has_what_is_promised(kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = [
        "ingest",
        str(tmp_path / "c.cpcl"),
        str(kit / "street.mp4"),
        "--model",
        str(kit / "probe"),
        "--json",
    ]
    assert main(arguments) == 0
    printed = capsys.readouterr()
    result = json.loads(printed.out)
    assert (result["provider"], result["detector"], result["model"]) == ("cpu", "motion", "probe")
    assert "found by motion" in printed.err  # the plain notice: no detector is installed
    (source,) = result["sources"]
    assert source["declared_s"] == pytest.approx(6.0) and source["decoded_s"] == pytest.approx(6.0, abs=0.11)
    assert (source["frames_decoded"], source["frames_sampled"], source["gaps"]) == (60, 30, [])
    assert source["state"] == "done" and len(source["sha256"]) == 64


def test_retry_reads_only_what_is_left_and_info_lists_it(
    kit: Path, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ingest", str(ingested), "--retry"]) == 0
    assert "Nothing is left to read" in capsys.readouterr().out
    assert main(["ingest", str(ingested)]) == 2
    assert main(["ingest", str(ingested), str(kit / "street.mp4"), "--retry"]) == 2
    capsys.readouterr()
    late = tmp_path / "late.mp4"
    late.write_bytes(b"")
    assert main(["ingest", str(ingested), str(late), "--sample-fps", "2", "--detector", "motion"]) == 1
    late.write_bytes((kit / "street.mp4").read_bytes() + b"\0")
    capsys.readouterr()
    assert main(["info", str(ingested)]) == 0
    out = capsys.readouterr().out
    assert "Not read, or not to the end: 1." in out and f"{late} (failed)" in out and "--retry" in out
    assert main(["info", str(ingested), "--json"]) == 0
    assert [left["path"] for left in json.loads(capsys.readouterr().out)["unfinished"]] == [str(late)]
    assert main(["ingest", str(ingested), "--retry", "--json"]) == 0
    (source,) = json.loads(capsys.readouterr().out)["sources"]
    assert (source["path"], source["state"], source["frames_sampled"]) == (str(late), "done", 12)


def test_partly_unreadable_footage_exits_3_and_says_which(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.mp4").write_bytes(b"")
    arguments = ["ingest", str(tmp_path / "c.cpcl"), str(kit / "street.mp4"), str(tmp_path / "broken.mp4")]
    assert main([*arguments, "--model", str(kit / "probe")]) == 3
    assert "broken.mp4: " in capsys.readouterr().out
    assert main([*arguments[:2], str(tmp_path / "broken.mp4")]) == 1


def test_known_footage_under_another_name_is_said_to_be_known(
    kit: Path, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes((kit / "street.mp4").read_bytes())
    assert main(["ingest", str(ingested), str(copy)]) == 0
    assert f"copy.mp4: has the content of {kit / 'street.mp4'}" in capsys.readouterr().out


def test_a_clock_stated_for_known_footage_is_not_silently_dropped(
    kit: Path, ingested: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = ["ingest", str(ingested), str(kit / "street.mp4")]
    assert main(["clock", str(ingested), "--offset", "5"]) == 0
    assert main([*again, "--clock-offset", "5"]) == 0
    assert "keeps the clock" not in capsys.readouterr().out
    assert main([*again, "--clock-offset", "7", "--timezone", "Europe/Berlin"]) == 0
    assert "keeps the clock that was stated before" in capsys.readouterr().out


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one child")
def test_ctrl_c_keeps_what_was_done(kit: Path, tmp_path: Path) -> None:
    write_clip(tmp_path / "long.mp4", frames=1500)
    case = tmp_path / "c.cpcl"
    command = [sys.executable, "-m", "cpcl_desktop.cli", "ingest", str(case), str(tmp_path / "long.mp4")]
    command += ["--model", str(kit / "probe"), "--sample-fps", "10"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 60
        while not case.exists() and time.monotonic() < deadline:
            time.sleep(0.02)
        time.sleep(1.0)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 1 and "goes on from there" in err
    assert "Traceback" not in err
    assert main([*command[3:]]) == 0
