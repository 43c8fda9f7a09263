import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from tests.probe import write_probe


@pytest.fixture
def other(tmp_path: Path) -> str:
    folder = write_probe(tmp_path / "other", "other", (5, 4, 3, 2, 1, 0, 5)).path
    assert main(["models", "add", str(folder)]) == 0
    return "other"


def _model(case: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert main(["search", str(case), "red", "--json"]) == 0
    return json.loads(capsys.readouterr().out)["model"]["name"]


def test_a_case_changes_its_model_goes_back_and_drops(
    ingested: Path, other: str, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(ingested)
    capsys.readouterr()
    assert main(["reindex", case, "--model", other]) == 0
    said = capsys.readouterr().out
    assert "uses the model other now" in said and "The vectors of probe are kept" in said
    assert _model(ingested, capsys) == "other"
    assert main(["info", case]) == 0
    assert f"The model probe was in use before: `cpcl reindex {case} --back`" in capsys.readouterr().out
    assert main(["reindex", case, "--back", "--json", "--purpose", "compare"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["done"], told["model"]["name"], told["other"]["name"], told["embedded"]) == (
        "back",
        "probe",
        "other",
        0,
    )
    assert _model(ingested, capsys) == "probe"
    assert main(["reindex", case, "--drop-old"]) == 0
    assert "vectors kept of the model other" in capsys.readouterr().out
    assert main(["verify", case, "--no-footage"]) == 0
    with Case.open(ingested) as opened:
        assert [e.purpose for e in opened.log.entries("model")][-2:] == ["compare", ""]


def test_what_was_begun_is_told_and_given_up(
    ingested: Path, other: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = str(ingested)
    with monkeypatch.context() as stopped:
        stopped.setattr("cpcl_desktop.cli.terminal.TerminalReport.__call__", _stop)
        assert main(["reindex", case, "--model", other]) == 1
    capsys.readouterr()
    assert main(["info", case]) == 0
    assert "A change to the model other is under way, 0 of" in capsys.readouterr().out
    assert _model(ingested, capsys) == "probe"
    assert main(["reindex", case, "--give-up"]) == 0
    assert "Gave up the change to the model other" in capsys.readouterr().out
    assert main(["reindex", case, "--give-up"]) == 2


def _stop(*_: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("options", "status", "sentence"),
    [
        ([], 2, "required"),
        (["--back", "--drop-old"], 2, "not allowed with"),
        (["--back"], 2, "no way back"),
        (["--model", "nope"], 1, "no image-text model called nope"),
    ],
)
def test_what_cannot_be_done_is_said(
    ingested: Path, capsys: pytest.CaptureFixture[str], options: list[str], status: int, sentence: str
) -> None:
    try:
        ended = main(["reindex", str(ingested), *options])
    except SystemExit as stop:
        ended = int(str(stop.code))
    assert ended == status and sentence in capsys.readouterr().err
