import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from tests.passage_cases import add_footage
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


def test_labels_are_made_given_renamed_and_taken_away(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def labels() -> list[tuple[str, int | None, list[int]]]:
        capsys.readouterr()
        assert main(["label", str(case), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)["labels"]
        return [(one["name"], one["key"], one["tracks"]) for one in told]

    assert main(["label", str(case)]) == 0 and "no labels yet" in capsys.readouterr().out
    assert main(["--purpose", "order 17", "label", str(case), "Suspect A", "--give", "1", "2"]) == 0
    assert main(["label", str(case), "Vehicle", "--key", "9", "--give", "2"]) == 0
    assert labels() == [("Suspect A", 4, [1, 2]), ("Vehicle", 9, [2])]
    assert main(["label", str(case), "suspect a", "--take", "2", "--rename", "The courier"]) == 0
    assert main(["decide", str(case), "2", "match"]) == 0 and capsys.readouterr()
    assert main(["decisions", str(case), "--json"]) == 0
    assert [one["labels"] for one in json.loads(capsys.readouterr().out)["decisions"]] == [["Vehicle"]]
    assert main(["search", str(case), "red", "--label", "the courier", "--json"]) == 0
    assert [hit["track"] for hit in json.loads(capsys.readouterr().out)["hits"]] == [1]
    assert main(["search", str(case), "red", "--label", "Suspect A", "--json"]) == 0  # as it was called before
    told = json.loads(capsys.readouterr().out)
    assert [hit["track"] for hit in told["hits"]] == [1]
    assert any("“Suspect A” is called “The courier” now" in note for note in told["notes"])
    assert main(["search", str(case), "red", "--label", "the courier", "--not", "label", "--json"]) == 0
    found = [hit["track"] for hit in json.loads(capsys.readouterr().out)["hits"]]
    assert found and 1 not in found
    assert main(["label", str(case), "Vehicle", "--remove"]) == 0 and labels() == [("The courier", 4, [1])]
    assert main(["search", str(case), "red", "--label", "Vehicle"]) == 2
    assert "No label is called Vehicle; there are: The courier" in capsys.readouterr().err
    assert main(["label", str(case), "vehicle", "--restore"]) == 0
    assert labels() == [("The courier", 4, [1]), ("Vehicle", 9, [2])]
    assert main(["verify", str(case), "--no-footage"]) == 0


def test_labels_that_cannot_be_changed_so_are_left_as_they_are(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = tmp_path / "c.cpcl"
    with Case.open(case, create=True) as opened:
        add_footage(opened, "gate", [(1, 0, 2), (2, 5, 7), (1, 9, 11)])
    for name in ("Suspect", "Witness", "Gone"):
        assert main(["label", str(case), name, "--give", "2"]) == 0
    assert main(["label", str(case), "Gone", "--remove"]) == 0
    with Case.open(case) as opened:
        opened.passages.join(1, 3)
        entries = opened.log.head().entries
    capsys.readouterr()
    for asked, status, said in (
        (["Nobody", "--remove"], 2, "no label “Nobody”"),
        (["Nobody", "--restore"], 2, "No label “Nobody” was taken away"),
        (["--give", "1"], 2, "needs the name of a label"),
        (["Suspect", "--give", "1", "77"], 1, "no passage 77"),
        (["Suspect", "--take", "2", "77"], 1, "no passage 77"),
        (["Suspect", "--take", "3"], 1, "3 was joined to passage 1"),
        (["New", "--give", "3"], 1, "3 was joined to passage 1"),
        (["Gone", "--restore", "--give", "77"], 1, "no passage 77"),
        (["Suspect", "--give", "1", "--rename", "witness"], 2, "is called “witness” already"),
        (["Suspect", "--give", "1", "--key", "5"], 2, "Key 5 gives the label “Witness” already"),
        (["New", "--key", "5"], 2, "Key 5 gives the label “Witness” already"),
    ):
        assert main(["label", str(case), *asked]) == status and said in capsys.readouterr().err
    with Case.read(case) as opened:
        assert opened.log.head().entries == entries
        assert [one.name for one in opened.labels.current()] == ["Suspect", "Witness"]


def test_decision_about_nothing_is_refused(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["decide", str(case), "77", "match"]) == 1
    assert "no passage 77" in capsys.readouterr().err
    with pytest.raises(SystemExit) as stop:
        main(["decide", str(case), "1", "perhaps"])
    assert stop.value.code == 2
