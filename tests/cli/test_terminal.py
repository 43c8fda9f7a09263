# Holds SECURITY.md: names with formulas, tags or control characters stay text

import ast
import contextlib
import io
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

import cpcl_desktop
from cpcl_desktop.cli import terminal
from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import Cancelled
from cpcl_desktop.engine.plain_text import SCHEMA
from cpcl_desktop.engine.progress import Progress, heard_by, tell_waiting
from tests.cli.kit import change

PACKAGE = Path(cpcl_desktop.__file__).parent
ODD = "caf\udce9\x1b[2J\nsecond \u202egpj.mp4"  # no Unicode, an escape sequence, a line end, a mark of direction
CHINESE = "\u76d1\u63a7.mp4"


def printing(tree: ast.AST) -> set[str]:
    """Calls that print."""
    called = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
    streams = {f"sys.{name}.{verb}" for name in ("stdout", "stderr") for verb in ("write", "writelines", "buffer")}
    return called & {"print", "pprint", *streams, *(f"sys.__{n}__.write" for n in ("stdout", "stderr"))}


def test_only_the_terminal_prints() -> None:
    files = sorted([*(PACKAGE / "cli").rglob("*.py"), *(PACKAGE / "engine").rglob("*.py")])
    found = {str(f.relative_to(PACKAGE)): printing(ast.parse(f.read_text(encoding="utf-8"))) for f in files}
    assert len(found) > 100
    assert {name: calls for name, calls in found.items() if calls} == {
        "cli/terminal.py": {"sys.stdout.write", "sys.stderr.write"}
    }


def test_nothing_in_cli_catches_everything() -> None:
    for file in (PACKAGE / "cli").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ExceptHandler):
                caught = "everything" if node.type is None else ast.unparse(node.type)
                assert not {"everything", "Exception", "BaseException"} & set(caught.strip("()").split(", ")), file


def test_what_the_encoding_lacks_is_replaced() -> None:
    taken = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(taken, "ascii", write_through=True)):
        terminal.say(f"“{CHINESE}” – caf\u00e9")
        terminal.say_table(("source", "n"), [(CHINESE, 1), ("a.mp4", 20)])
        printed = taken.getvalue()
    assert printed.decode("ascii").splitlines() == [
        '"??.mp4" - caf?',
        "source   n",
        "??.mp4   1",
        "a.mp4   20",
    ]


def test_names_of_others_cannot_move_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say(f"{ODD}: read")
    terminal.say_table(("source", "state"), [(ODD, "done")])
    terminal.complain(ODD)
    told = capsys.readouterr()
    shown = "caf\\udce9\\u001b[2J\\u000asecond \\u202egpj.mp4"
    assert told.out.splitlines()[0] == f"{shown}: read" and len(told.out.splitlines()) == 3
    assert told.out.splitlines()[2].split("  ") == [shown, "done"] and told.err == f"{shown}\n"


def test_json_is_ascii_and_keeps_every_name() -> None:
    taken = io.BytesIO()
    with contextlib.redirect_stdout(io.TextIOWrapper(taken, "ascii", write_through=True)):
        terminal.say_json({"path": ODD, "name": CHINESE})
        printed = taken.getvalue()
    assert b"\x1b" not in printed
    assert json.loads(printed) == {"schema": SCHEMA, "path": ODD, "name": CHINESE}


def test_columns_of_wide_characters_stand_below_each_other(capsys: pytest.CaptureFixture[str]) -> None:
    terminal.say_table(("a", "b"), [("\u76d1\u63a7", "x"), ("four", "y")])
    assert capsys.readouterr().out.splitlines() == ["a     b", "\u76d1\u63a7  x", "four  y"]


def test_progress_is_one_line_and_stops_when_asked(capsys: pytest.CaptureFixture[str]) -> None:
    progress = Progress("Reading", 5, 10, "frames", rate=2.4, realtime=1.25, left_s=70, message="a\x1b\nb")
    assert terminal.described(progress) == "Reading ·  50% · 2 frames/s · 1.2 × real time · 1:10 left · a\x1b\nb"
    with terminal.TerminalReport() as report:
        report._last -= terminal.LINE_EVERY_S + 1
        report(progress)
        report._on_interrupt(2, None)
        with pytest.raises(Cancelled, match="goes on from there"):
            report(progress)
        with pytest.raises(KeyboardInterrupt):
            report._on_interrupt(2, None)
    (told,) = capsys.readouterr().err.splitlines()
    assert told.endswith("a\\u001b\\u000ab")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="Linux has a disk that is always full")
def test_for_whom_a_command_waits_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    with heard_by(terminal.WaitingReport()):
        for second in range(3):
            tell_waiting(Progress("Waiting for anna", second, None, "s"))
        tell_waiting(Progress("Waiting for ben", 3, None, "s"))
    tell_waiting(Progress("Waiting for nobody who listens"))
    assert capsys.readouterr().err.splitlines() == ["Waiting for anna ...", "Waiting for ben ..."]


def test_where_progress_is_shown_waiting_is_a_part_of_it_and_stops_as_it_does() -> None:
    with heard_by(terminal.WaitingReport()), terminal.TerminalReport() as report:
        tell_waiting(Progress("Waiting for anna"))
        report._on_interrupt(2, None)
        with pytest.raises(Cancelled):
            tell_waiting(Progress("Waiting for anna"))


def test_output_that_cannot_be_written_is_a_sentence(ingested: Path) -> None:
    command = [sys.executable, "-m", "cpcl_desktop.cli", "info", str(ingested)]
    with Path("/dev/full").open("w") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True)
    assert ended.returncode == 1
    assert ended.stderr == "cpcl: The output could not be written (No space left on device); it is not whole.\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no broken pipes")
def test_a_reader_that_leaves_early_is_no_error(ingested: Path) -> None:
    for arguments in (["info", str(ingested)], ["info", str(ingested), "--json"], ["--help"], ["help", "json"]):
        read, write = os.pipe()
        os.close(read)
        command = [sys.executable, "-m", "cpcl_desktop.cli", *arguments]
        ended = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True)
        os.close(write)
        assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no broken pipes")
def test_a_reader_that_leaves_early_does_not_change_the_status(ingested: Path) -> None:
    change(ingested, "INSERT INTO gap (source, start_us, end_us, reason) VALUES (1, 0, 400000, 'the data is bad')")
    read, write = os.pipe()
    os.close(read)
    command = [sys.executable, "-m", "cpcl_desktop.cli", "coverage", str(ingested)]
    ended = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, text=True)
    os.close(write)
    assert (ended.returncode, ended.stderr) == (3, "")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no shell that closes an output")
@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-"])
def test_a_program_without_an_output_does_its_work(ingested: Path, tmp_path: Path, closed: str) -> None:
    sheet = tmp_path / "hits.png"
    command = [sys.executable, "-m", "cpcl_desktop.cli", "search", str(ingested), "red", "--sheet", str(sheet)]
    ended = subprocess.run(["sh", "-c", f'exec "$@" {closed}', "sh", *command], capture_output=True, text=True)
    assert ended.returncode == 0 and sheet.is_file() and ended.stderr == ""


@pytest.mark.skipif(sys.platform != "linux", reason="names that are no text are possible on Linux")
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
def test_a_case_with_odd_names_is_shown_in_every_encoding(kit: Path, tmp_path: Path, encoding: str) -> None:
    folder, case = tmp_path / "footage", str(tmp_path / "c.cpcl")
    folder.mkdir()
    for number, name in enumerate((ODD, CHINESE)):
        (folder / name).write_bytes((kit / "street.mp4").read_bytes() + bytes(number + 1))

    def cpcl(*arguments: str) -> str:
        command = [sys.executable, "-m", "cpcl_desktop.cli", *arguments]
        env = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
        ended = subprocess.run(command, capture_output=True, env=env)
        assert ended.returncode == 0 and b"Traceback" not in ended.stderr, ended.stderr.decode()
        assert not set(ended.stdout) & {0x1B, 0x0B, 0x07}
        return ended.stdout.decode(encoding)

    model = ["--model", str(kit / "probe"), "--detector", "motion"]
    chinese = CHINESE if encoding == "utf-8" else "??.mp4"
    for said in (
        cpcl("ingest", case, str(folder), *model),
        cpcl("info", case),
        cpcl("search", case, "red"),
        cpcl("clock", case),
    ):
        assert chinese in said and "caf\\udce9\\u001b[2J\\u000asecond \\u202egpj.mp4" in said
    assert chinese in cpcl("log", case) and "usage: cpcl ingest" in cpcl("ingest", "--help")
    paths = {source["path"] for source in json.loads(cpcl("info", case, "--json"))["sources"]}
    assert paths == {str(folder / ODD), str(folder / CHINESE)}


def test_a_purpose_in_the_environment_that_is_no_text_is_a_sentence(
    ingested: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CPCL_PURPOSE", "caf\udce9")
    with Case.open(ingested, purpose="known") as case:
        before = case.log.head()
    assert main(["search", str(ingested), "red"]) == 2
    assert "purpose" in (said := capsys.readouterr().err) and "not text" in said and len(said.splitlines()) == 1
    with Case.open(ingested, purpose="known") as case:
        assert case.log.head() == before


def test_a_very_long_name_does_not_push_a_table_apart(capsys: pytest.CaptureFixture[str]) -> None:
    names = ["a.mp4", "x" * 120 + ".mp4", "监" * 60 + ".mp4"]
    terminal.say_table(("name", "state", "sentence"), [(name, "done", "z" * 100) for name in names])
    printed = capsys.readouterr().out.splitlines()
    assert len({_columns(line[: line.index("done")]) for line in printed[1:]}) == 1
    assert all(_columns(line) <= 62 + 2 + 6 + 2 + 100 for line in printed)
    assert "..." in printed[2] and printed[2].split("  ")[0].endswith(".mp4") and "z" * 100 in printed[2]


def _columns(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
