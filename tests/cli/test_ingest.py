import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
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
    assert (result["provider"], result["detector"], result["model"]) == ("cpu", "people", "probe")
    assert "found by motion" not in printed.err  # one is in the box
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


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C is sent as POSIX sends it")
def test_what_ctrl_c_left_unread_waits_is_named_and_is_read_by_retry(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, clips = tmp_path / "c.cpcl", [tmp_path / f"{name}.mp4" for name in "abc"]
    write_clip(clips[1], frames=1500)  # long enough to be stopped in
    for clip in (clips[0], clips[2]):
        clip.write_bytes((kit / "street.mp4").read_bytes() + clip.name.encode())
    models = ["--model", str(kit / "probe"), "--detector", "motion"]
    command = [sys.executable, "-m", "cpcl_desktop.cli", "ingest", str(case), *map(str, clips), *models]
    running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    until = time.monotonic() + 120
    while not _is_reading(case, clips[1]) and running.poll() is None and time.monotonic() < until:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 1 and "Stopped." in said
    assert main(["info", str(case)]) == 0
    out = capsys.readouterr().out
    assert "Not read, or not to the end: 2." in out
    assert f"{clips[1]} (stopped)" in out and f"{clips[2]} (waiting)" in out
    assert main(["info", str(case), "--json"]) == 0
    left = json.loads(capsys.readouterr().out)["unfinished"]
    assert [one["path"] for one in left] == [str(clips[1]), str(clips[2])]
    assert left[0]["state"] in ("new", "partial") and left[1]["state"] == "waiting"
    assert main(["ingest", str(case), "--retry", "--json"]) == 0
    sources = json.loads(capsys.readouterr().out)["sources"]
    assert [(one["path"], one["state"]) for one in sources] == [(str(clip), "done") for clip in clips[1:]]
    assert main(["info", str(case), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["unfinished"] == []


def _is_reading(case: Path, clip: Path) -> bool:
    """Whether a source was begun and is not done."""
    if not case.exists():
        return False
    with closing(sqlite3.connect(case)) as connection:
        try:
            rows = connection.execute("SELECT state FROM source WHERE path = ?", (str(clip),)).fetchall()
        except sqlite3.OperationalError:  # the tables are just being made
            return False
    return rows in ([("new",)], [("partial",)])


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
        while not _is_begun(case) and time.monotonic() < deadline:
            time.sleep(0.02)
        running.send_signal(signal.SIGINT)
        _, err = running.communicate(timeout=60)
    assert running.returncode == 1 and "goes on from there" in err
    assert "Traceback" not in err
    assert main([*command[3:]]) == 0


def _is_begun(path: Path) -> bool:
    """Whether a source is being read: Ctrl+C before that stops at once, with nothing to go on from."""
    if not path.exists():
        return False
    try:
        with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as store:
            return bool(store.execute("SELECT count(*) FROM source").fetchone()[0])
    except sqlite3.Error:  # it is being made
        return False


def _littered(kit: Path, folder: Path) -> Path:
    """A folder with a clip and one of each thing that lies beside footage."""
    (folder / "@eaDir" / "a.mp4").mkdir(parents=True)
    (folder / "deep" / "er").mkdir(parents=True)
    (folder / "a.mp4").write_bytes((kit / "street.mp4").read_bytes())
    (folder / "deep" / "er" / "film of monday").write_bytes((kit / "street.mp4").read_bytes() + b"1")
    (folder / "deep" / "b.txt").write_text("notes")
    (folder / "deep" / "c.TXT").write_text("notes")
    (folder / "@eaDir" / "a.mp4" / "SYNOVIDEO_VIDEO_SCREENSHOT.jpg").write_bytes(b"x")
    (folder / ".hidden").write_bytes(b"x")
    return folder


def test_ingest_accounts_for_every_entry_and_the_case_keeps_what_was_left_out(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    footage, case = _littered(kit, tmp_path / "footage"), str(tmp_path / "c.cpcl")
    models = ["--model", str(kit / "probe"), "--detector", "motion"]
    assert main(["ingest", case, str(footage), *models, "--json"]) == 0
    met = json.loads(capsys.readouterr().out)["met"]
    there = 1 + sum(len(folders) + len(files) for _, folders, files in os.walk(footage))
    accounted = sum(one["files"] for one in met["became"]) + sum(one["count"] for one in met["left_out"])
    assert met["entries"] == there == met["folders"] + accounted == 11
    assert met["became"] == [{"outcome": "read whole", "sources": 2, "files": 2}]
    by_reason = [(one["reason"], one["suffix"], one["count"], one["may_be_footage"]) for one in met["left_out"]]
    assert by_reason == [
        ("not footage", ".txt", 2, False),
        ("hidden", "", 1, False),
        ("litter", "", 1, False),
        ("litter", ".jpg", 1, False),
        ("litter", ".mp4", 1, False),
    ]
    assert met["left_out"][0]["examples"] == [str(Path("deep/b.txt")), str(Path("deep/c.TXT"))]
    for command, status in ((["info", case], 0), (["coverage", case], 0)):
        assert main(command) == status
        out = capsys.readouterr().out
        assert "Left out, no footage, by their names and first bytes: 2 (.txt 2)." in out, command
        assert main([*command, "--json"]) == status
        assert json.loads(capsys.readouterr().out)["left_out"] == met["left_out"]
    assert main(["log", case]) == 0
    assert f"left out: {footage}" in capsys.readouterr().out
    assert main(["verify", case]) == 0


def test_the_last_table_of_ingest_says_what_became_of_everything(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    footage, case = _littered(kit, tmp_path / "footage"), str(tmp_path / "c.cpcl")
    (footage / "bad.mp4").write_bytes(b"")
    models = ["--model", str(kit / "probe"), "--detector", "motion"]
    assert main(["ingest", case, str(footage / "a.mp4"), *models]) == 0
    capsys.readouterr()
    assert main(["ingest", case, str(footage), *models]) == 3
    table = capsys.readouterr().out.partition("what became of it")[2].splitlines()
    rows = [tuple(re.split(r"  +", line)[:2]) for line in table[1:]]
    assert rows[:3] == [("read whole", "1"), ("read already", "1"), ("failed", "1")]
    assert ("left out: no footage, by their names and first bytes", "2") in rows
    assert ("folders gone through", "3") in rows
    assert ("12 directory entries were met; the table accounts for each.",) in rows


@pytest.mark.skipif(os.name == "nt", reason="Windows keeps pipes apart from files")
def test_what_may_be_footage_and_was_left_out_exits_3(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    footage, case = tmp_path / "footage", str(tmp_path / "c.cpcl")
    footage.mkdir()
    (footage / "a.mp4").write_bytes((kit / "street.mp4").read_bytes())
    models = ["--model", str(kit / "probe"), "--detector", "motion"]
    os.mkfifo(footage / "control")  # no name of footage
    assert main(["ingest", case, str(footage), *models]) == 0
    os.mkfifo(footage / "live.mp4")
    assert main(["ingest", case, str(footage)]) == 3
    out = capsys.readouterr().out
    assert "Left out, pipes, sockets, devices: 1 (.mp4 1): live.mp4 (it is a named pipe)." in out
    assert main(["coverage", case]) == 3
    (footage / "live.mp4").unlink()
    assert main(["ingest", case, str(footage)]) == 0
    assert main(["coverage", case]) == 0
    (footage / "gone.mp4").symlink_to("nowhere.mp4")
    assert main(["ingest", case, str(footage)]) == 3
    os.mkfifo(tmp_path / "named.mp4")
    capsys.readouterr()
    assert main(["ingest", case, str(tmp_path / "named.mp4"), str(footage / "a.mp4")]) == 3
    assert "it is a named pipe, not a file" in capsys.readouterr().out


def test_reports_and_pairs_beside_the_footage_do_not_become_sources(
    kit: Path, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    footage, case = tmp_path / "footage", str(ingested)
    footage.mkdir()
    (footage / "a.mp4").write_bytes((kit / "street.mp4").read_bytes())
    assert main(["decide", case, "1", "match", "--description", "red"]) == 0
    assert main(["report", case, "--out", str(footage / "report"), "--query", "red"]) == 0
    assert main(["pairs", case, "--out", str(footage / "pairs")]) == 0
    capsys.readouterr()
    assert main(["ingest", case, str(footage), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["given_paths"] == [str(footage / "a.mp4")]
    there = 1 + sum(len(folders) + len(files) for _, folders, files in os.walk(footage))
    assert {one["reason"] for one in told["met"]["left_out"]} == {"own file"}
    assert sum(one["count"] for one in told["met"]["left_out"]) == there - 2 > 5
