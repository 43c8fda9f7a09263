from pathlib import Path

import pytest

from cpcl_desktop.cli import main as command_line
from cpcl_desktop.cli.commands import COMMANDS
from cpcl_desktop.cli.main import build_parser, main


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


def test_wrong_use_exits_2(capsys: pytest.CaptureFixture[str]) -> None:
    for arguments in ([], ["fly"], ["search"], ["ingest", "a.cpcl", "b", "--sample-fps", "0"]):
        with pytest.raises(SystemExit) as stop:
            main(arguments)
        assert stop.value.code == 2
    assert "not a number above zero" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "{case}", "caf\udce9"],
        ["search", "{case}", "red", "--purpose", "caf\udce9"],
        ["--authority", "caf\udce9", "search", "{case}", "red"],
        ["search", "{case}", "red", "--provider", "caf\udce9"],
        ["search", "{case}", "red", "--provider", "quantum"],
        ["search", "{case}", "red", "--source", "caf\udce9"],
        ["search", "{case}", "red", "--from", "nan"],
        ["search", "{case}", "red", "--limit", "99999999999999999999"],
        ["decide", "{case}", "1", "match", "--note", "caf\udce9"],
        ["decide", "{case}", "1", "match", "--description", "caf\udce9"],
        ["report", "{case}", "--out", "{new}", "--query", "caf\udce9"],
        ["report", "{case}", "--out", "{new}", "--query", "red", "--margin", "inf"],
        ["pairs", "{case}", "--out", "{new}", "--test", "nan"],
        ["clock", "{case}", "--offset", "nan"],
        ["clock", "{case}", "--start", "soon"],
        ["clock", "{case}", "--timezone", "caf\udce9"],
        ["ingest", "{case}", "{new}", "--camera", "caf\udce9"],
        ["ingest", "{case}", "{new}", "--clock-offset", "inf"],
        ["caf\udce9"],
    ],
)
def test_what_is_no_text_or_no_number_is_a_sentence_and_exits_2(
    ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    places = {"case": ingested, "new": tmp_path / "new"}
    try:
        status = main([a.format(**places) for a in arguments])
    except SystemExit as stop:
        status = stop.code
    assert status == 2
    assert capsys.readouterr().err.splitlines()[-1].startswith("cpcl")
    assert not (tmp_path / "new").exists()


def test_what_the_machine_refuses_is_a_sentence(
    ingested: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("")
    long = "n" * 5000
    for arguments in (
        ["demo", "--no-window", "--out", str(tmp_path / "file")],
        ["verify", long],
        ["info", long],
        ["ingest", str(tmp_path / "new.cpcl"), long],
        ["search", str(ingested), "red", "--image", long],
        ["search", str(ingested), "red", "--sheet", long],
        ["models", "add", long],
        ["relink", str(ingested), long],
        ["report", str(ingested), "--query", "red", "--out", long],
        ["log", str(ingested), "--out", long],
    ):
        assert main(arguments) in (1, 2), arguments
        (said,) = capsys.readouterr().err.splitlines()
        assert said.startswith("cpcl: "), arguments


def test_all_commands_are_described_without_starting_a_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    started = []
    monkeypatch.setattr(command_line, "_start_decoder", lambda: started.append(True))
    described = build_parser().parse_args(["ingest", "a.cpcl", "clip.mp4"])
    assert described.command == "ingest" and callable(described.run) and started == []
    command_line.parse(["ingest", "a.cpcl", "clip.mp4"])
    assert started == [True] and COMMANDS["ingest"].decodes
