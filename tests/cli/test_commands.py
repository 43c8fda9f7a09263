import csv
import io
import json
import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest

from cpcl_desktop.cli import main
from cpcl_desktop.cli.arguments import seconds
from tests.probe import write_probe
from tests.street import write_clip


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))


@pytest.fixture(scope="module")
def kit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kit")
    write_probe(folder / "probe")
    write_clip(folder / "street.mp4", frames=60)
    return folder


@pytest.fixture
def ingested(kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    case = tmp_path / "c.cpcl"
    assert (
        main(["ingest", str(case), str(kit / "street.mp4"), "--model", str(kit / "probe"), "--detector", "motion"])
        == 0
    )
    capsys.readouterr()
    return case


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


def test_search_json_has_what_is_promised(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(ingested), "green whitetrousers poncho", "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert set(result["model"]) == {"name", "sha256"} and set(result["searched"]) == {"tracks", "crops"}
    assert result["unknown_words"] == ["poncho"]
    hit = result["hits"][0]
    where = {"rank", "score", "track", "source", "camera", "time_s", "start_s", "end_s", "box", "image"}
    assert set(hit) == where | {"recorder_time", "corrected_time", "time_ambiguous", "time_note", "without_colour"}
    assert 3.0 <= hit["time_s"] <= 5.1 and len(hit["box"]) == 4 and hit["image"] is None


def test_search_prints_a_table_a_caveat_and_a_sheet(
    ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(ingested), "green", "--from", "0:02", "--sheet", str(tmp_path / "hits.png")]) == 0
    out = capsys.readouterr().out
    assert "street.mp4" in out and "not an identification" in out
    assert (tmp_path / "hits.png").read_bytes().startswith(b"\x89PNG")


def test_info_tells_what_the_case_holds(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["info", str(ingested), "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result["source"] == 1 and result["model"]["name"] == "probe"


def test_coverage_says_what_not_found_means(
    kit: Path, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["coverage", str(ingested), "--picture", str(tmp_path / "c.png")]) == 0
    out = capsys.readouterr().out
    assert "1 source: 1 read to the end." in out and "“Not found” means: " in out
    assert (tmp_path / "c.png").read_bytes().startswith(b"\x89PNG")
    (tmp_path / "broken.mp4").write_bytes(b"")
    assert main(["ingest", str(ingested), str(tmp_path / "broken.mp4"), "--json"]) == 1
    (source,) = json.loads(capsys.readouterr().out)["sources"]
    assert (source["frames_measured"], source["conditions"]["dark"]["frames"]) == (0, 0)
    assert main(["coverage", str(ingested), "--json"]) == 3
    result = json.loads(capsys.readouterr().out)
    assert [s["state"] for s in result["sources"]] == ["done", "failed"] and result["read_s"] == 6.0
    assert any("broken.mp4: could not be read." in sentence for sentence in result["sentences"])
    assert main(["coverage", str(ingested), "--picture", str(tmp_path / "no" / "c.png")]) == 1


def test_search_says_what_an_empty_answer_covers_and_where_colours_cannot_be_told(
    kit: Path, ingested: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(ingested), "red", "--from", "1:00"]) == 0
    assert f"cpcl coverage {ingested}" in capsys.readouterr().out
    _change(ingested, "DELETE FROM stretch", "INSERT INTO stretch VALUES (1, 'grey', 0, 2600000, 9)")
    assert main(["search", str(ingested), "red person"]) == 0
    out = capsys.readouterr().out
    grey = [line.split()[0] for line in out.splitlines() if " 0:00:00." in line or " 0:00:01." in line]
    assert f"where red cannot be told: hits {grey[0]}." in out
    assert main(["search", str(ingested), "white person"]) == 0
    assert "cannot be told" not in capsys.readouterr().out


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


@pytest.mark.skipif(sys.platform != "linux", reason="lets Linux's table of mounts say that the case is elsewhere")
def test_a_case_on_a_network_drive_is_warned_about(
    ingested: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    table = f"nas:/cases {ingested.parent.resolve()} nfs rw 0 0\n"
    monkeypatch.setattr("cpcl_desktop.engine.case.network_drive._read", lambda _: table)
    assert main(["info", str(ingested), "--json"]) == 0
    told = capsys.readouterr()
    assert "on a network drive (nfs)" in told.err and json.loads(told.out)["source"] == 1


def test_partly_unreadable_footage_exits_3_and_says_which(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "broken.mp4").write_bytes(b"")
    arguments = ["ingest", str(tmp_path / "c.cpcl"), str(kit / "street.mp4"), str(tmp_path / "broken.mp4")]
    assert main([*arguments, "--model", str(kit / "probe")]) == 3
    assert "broken.mp4: " in capsys.readouterr().out
    assert main([*arguments[:2], str(tmp_path / "broken.mp4")]) == 1


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["search", "{case}", ""], 2, "description is empty"),
        (["search", "{case}", "red " * 300], 2, "too long"),
        (["search", "{none}", "red"], 1, "There is no case at"),
        (["search", "{text}", "red"], 1, "not a CPCL case"),
        (["search", "{case}", "--image", "{text}"], 1, "image"),
        (["search", "{case}", "--image", "{none}"], 1, "none.cpcl"),
        (["ingest", "{case}", "{none}"], 1, "none.cpcl"),
        (["ingest", "{case}", "{empty}"], 1, "empty"),
        (["ingest", "{new}", "{clip}", "--model", "nope"], 1, "no image-text model called nope"),
        (["ingest", "{new}", "{clip}", "--detector", "nope"], 1, "no detector model called nope"),
        (["ingest", "{new}", "{clip}", "--provider", "quantum"], 2, "quantum"),
        (["models", "verify", "{none}"], 1, "no model at"),
    ],
)
def test_bad_input_is_one_plain_sentence(
    ingested: Path,
    kit: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    message: str,
) -> None:
    (tmp_path / "text.cpcl").write_text("a shopping list that is no database at all")
    (tmp_path / "empty").mkdir()
    places = {
        "case": ingested,
        "none": tmp_path / "none.cpcl",
        "text": tmp_path / "text.cpcl",
        "new": tmp_path / "new.cpcl",
        "empty": tmp_path / "empty",
        "clip": kit / "street.mp4",
    }
    if arguments[0] == "ingest" and arguments[1] == "{new}" and "--model" not in arguments:
        arguments = [*arguments, "--model", str(kit / "probe")]
    assert main([a.format(**places) for a in arguments]) == code
    lines = [line for line in capsys.readouterr().err.splitlines() if line.startswith("cpcl: ")]
    assert len(lines) == 1 and message in lines[0]


def test_recorder_and_corrected_time_of_a_hit(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip, case = tmp_path / "cam_20240131_140322.mp4", tmp_path / "c.cpcl"
    clip.write_bytes((kit / "street.mp4").read_bytes())
    offset = ["--timezone", "Europe/Berlin", "--clock-offset", "-90"]
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


def test_a_clock_stated_for_known_footage_is_not_silently_dropped(
    kit: Path, ingested: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = ["ingest", str(ingested), str(kit / "street.mp4")]
    assert main(["clock", str(ingested), "--offset", "5"]) == 0
    assert main([*again, "--clock-offset", "5"]) == 0
    assert "keeps the clock" not in capsys.readouterr().out
    assert main([*again, "--clock-offset", "7", "--timezone", "Europe/Berlin"]) == 0
    assert "keeps the clock that was stated before" in capsys.readouterr().out


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


def test_log_tells_who_searched_for_what_and_why(
    ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPCL_PURPOSE", "from the environment")
    assert main(["--purpose", "order 17", "search", str(ingested), "red"]) == 0
    assert main(["search", str(ingested), "blue", "--purpose", "order 18"]) == 0
    assert main(["search", str(ingested), "green"]) == 0
    capsys.readouterr()
    assert main(["log", str(ingested), "--json", "--out", str(tmp_path / "log.json")]) == 0
    result = json.loads(capsys.readouterr().out)
    assert result == json.loads((tmp_path / "log.json").read_text())
    searches = [e for e in result["entries"] if e["action"] == "search"]
    assert [(e["details"]["query"]["text"], e["purpose"]) for e in searches] == [
        ("red", "order 17"),
        ("blue", "order 18"),
        ("green", "from the environment"),
    ]
    assert result["entries"][-1]["action"] == "export" and result["head"]["entries"] == len(result["entries"])
    assert main(["log", str(ingested)]) == 0
    assert "“red”: 2 hits" in capsys.readouterr().out


def test_a_disclosed_log_is_checked_by_itself(
    ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, table = tmp_path / "log.json", tmp_path / "log.csv"
    assert main(["search", str(ingested), "red", "--purpose", "=1+1", "--authority", "order 17"]) == 0
    assert main(["log", str(ingested), "--out", str(file)]) == 0
    assert main(["log", str(ingested), "--out", str(table)]) == 0
    rows = list(csv.DictReader(io.StringIO(table.read_text(encoding="utf-8-sig"))))
    (search,) = [row for row in rows if row["action"] == "search"]
    assert (search["purpose"], search["authority"]) == ("'=1+1", "order 17")  # no formula for a spreadsheet
    assert main(["verify", str(file)]) == 0
    disclosed = json.loads(file.read_text())
    disclosed["entries"][1]["user"] = "nobody"
    del disclosed["entries"][3]
    file.write_text(json.dumps(disclosed))
    capsys.readouterr()
    assert main(["verify", str(file)]) == 1
    out = capsys.readouterr().out
    assert "Entry 2 was altered" in out and "entries were removed or moved" in out
    file.write_text("[]")
    assert main(["verify", str(file)]) == 2


def _change(case: Path, *changes: str) -> None:
    with sqlite3.connect(case) as connection:
        for change in changes:
            connection.execute(change)
    connection.close()


@pytest.mark.parametrize(
    ("changes", "fault"),
    [
        (["UPDATE crop SET x1 = 0 WHERE id = 1"], "not those that the log says were stored"),
        (["UPDATE vector SET data = zeroblob(12) WHERE crop = 1"], "vector of crop 1 is damaged"),
        (["DELETE FROM vector WHERE crop = 1"], "vectors of probe and holds"),
        (["DROP TRIGGER log_stays"], "log_stays in the database is missing"),
        (["DROP TRIGGER log_stays", "UPDATE log SET user = 'x' WHERE number = 2"], "log_stays"),
        (["DROP TRIGGER log_head_is_kept", "DELETE FROM log_head"], "log_head_is_kept"),
    ],
)
def test_verify_finds_what_was_changed_in_the_case(
    ingested: Path, capsys: pytest.CaptureFixture[str], changes: list[str], fault: str
) -> None:
    assert main(["verify", str(ingested)]) == 0
    assert "0 faults; 1 sources" in capsys.readouterr().out
    _change(ingested, *changes)
    assert main(["verify", str(ingested), "--no-footage"]) == 1
    assert fault in capsys.readouterr().out


def test_verify_finds_changed_and_missing_footage(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip, case = tmp_path / "clip.mp4", tmp_path / "c.cpcl"
    clip.write_bytes((kit / "street.mp4").read_bytes())
    assert main(["ingest", str(case), str(clip), "--model", str(kit / "probe")]) == 0
    capsys.readouterr()
    clip.write_bytes(clip.read_bytes()[:-1] + b"x")
    assert main(["verify", str(case), "--json"]) == 1
    assert "content has changed" in json.loads(capsys.readouterr().out)["faults"][0]
    clip.unlink()
    assert main(["verify", str(case), "--json"]) == 3
    result = json.loads(capsys.readouterr().out)
    assert result["faults"] == [] and "clip.mp4" in result["unchecked"][0]


def test_relink_takes_moved_footage_and_refuses_changed(
    kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    clip, case = tmp_path / "clip.mp4", tmp_path / "c.cpcl"
    clip.write_bytes((kit / "street.mp4").read_bytes())
    assert main(["ingest", str(case), str(clip), "--model", str(kit / "probe")]) == 0
    moved = tmp_path / "disk" / "other name.mp4"
    moved.parent.mkdir()
    clip.rename(moved)
    clip.write_bytes(b"something else")
    assert main(["relink", str(case), str(clip)]) == 3
    assert "another content" in capsys.readouterr().out
    assert main(["relink", str(case), str(tmp_path / "disk"), "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["sources"]
    assert (told["outcome"], told["path"]) == ("relinked", str(moved))
    assert main(["verify", str(case), "--json"]) == 0
    (source,) = json.loads(capsys.readouterr().out)["sources"]
    assert (source["state"], source["path"]) == ("as added", str(moved))
    assert main(["relink", str(case), str(tmp_path / "nowhere")]) == 2


def test_known_footage_under_another_name_is_said_to_be_known(
    kit: Path, ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = tmp_path / "copy.mp4"
    copy.write_bytes((kit / "street.mp4").read_bytes())
    assert main(["ingest", str(ingested), str(copy)]) == 0
    assert f"copy.mp4: has the content of {kit / 'street.mp4'}" in capsys.readouterr().out


def test_verify_against_a_head_noted_elsewhere(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(ingested), "--json"]) == 0
    head = json.loads(capsys.readouterr().out)["log_head"]
    assert main(["verify", str(ingested), "--log-head", head]) == 0
    wrong = head.split(":")[0] + ":" + "0" * 64
    assert main(["verify", str(ingested), "--log-head", wrong]) == 1
    assert "written anew" in capsys.readouterr().out
    assert main(["verify", str(ingested), "--log-head", "nonsense"]) == 2


def test_wrong_use_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["fly"], ["search"], ["ingest", "a.cpcl", "b", "--sample-fps", "0"]):
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        assert stop.value.code == 2
    assert "not a number above zero" in capsys.readouterr().err


@pytest.mark.parametrize(("text", "value"), [("12.5", 12.5), ("1:02", 62.0), ("1:00:00.5", 3600.5)])
def test_times_as_people_write_them(text: str, value: float) -> None:
    assert seconds(text) == value


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
