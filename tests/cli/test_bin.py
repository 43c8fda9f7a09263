import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from tests.street import write_clip


def test_sources_go_into_the_bin_and_back(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(ingested)
    assert main(["bin", case, "street.mp4", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["outcome"] == "taken out" and told["sources"][0]["passages"] == 2
    assert main(["info", case]) == 0
    said = capsys.readouterr().out
    assert "0 sources, 0 people's passages" in said and "Sources in the bin, which are not searched: 1." in said
    assert main(["bin", case]) == 0
    assert "in the bin: street.mp4 (2 passages" in capsys.readouterr().out
    assert main(["bin", case, "--put-back"]) == 0
    capsys.readouterr()
    assert main(["info", case, "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["source"], told["track"], told["in_bin"]) == (1, 2, [])
    assert main(["bin", case, "nothing.mp4"]) == 2


def test_emptying_says_what_goes_and_is_confirmed(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(ingested)
    assert main(["decide", case, "1", "match"]) == 0
    assert main(["bin", case, "street.mp4"]) == 0
    assert main(["bin", case, "--empty"]) == 2
    assert "said of them by people: 1). Nothing was removed" in capsys.readouterr().err
    assert main(["bin", case, "--empty", "--yes"]) == 2
    assert "--with-decisions" in capsys.readouterr().err
    assert main(["bin", case, "--empty", "--yes", "--with-decisions"]) == 0
    assert main(["verify", case, "--json"]) == 0
    capsys.readouterr()
    assert main(["bin", case]) == 0
    assert "The bin is empty." in capsys.readouterr().out


def told(arguments: list[str], capsys: pytest.CaptureFixture[str], status: int = 0) -> str:
    capsys.readouterr()
    assert main(arguments) == status
    said = capsys.readouterr()
    return said.err if status == 2 else said.out


def test_names_stand_before_or_behind_what_is_done(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(ingested)
    assert "street.mp4 is not in the bin" in told(["bin", case, "--put-back", "street.mp4"], capsys, 2)
    assert "go with --empty; nothing was changed" in told(["bin", case, "street.mp4", "--yes"], capsys, 2)
    assert "taken out: street.mp4" in told(["bin", case, "street.mp4"], capsys)
    assert "street.mp4 is in the bin already; nothing was changed" in told(["bin", case, "street.mp4"], capsys, 2)
    assert "put back: street.mp4" in told(["bin", case, "--put-back", "street.mp4"], capsys)
    told(["bin", case, "street.mp4"], capsys)
    assert "put back: street.mp4" in told(["bin", case, "street.mp4", "--put-back"], capsys)
    told(["bin", case, "street.mp4"], capsys)
    backup = ingested.with_name(ingested.name + ".v20-backup")
    backup.write_bytes(b"as it was")
    assert main(["bin", case, "--empty", "street.mp4", "--yes"]) == 0
    said = capsys.readouterr()
    assert "removed: street.mp4 (2 passages" in said.out
    assert f"{backup} is the case as it was before an update, and still holds" in said.err and backup.exists()


def test_what_is_decided_of_footage_in_the_bin_is_kept_and_said(
    ingested: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(ingested)
    assert "in the bin" not in told(["decide", case, "1", "match"], capsys)
    told(["bin", case, "street.mp4"], capsys)
    assert "Its footage is in the bin" in told(["decide", case, "2", "unsure"], capsys)
    said = told(["decisions", case], capsys)
    assert "No decision counts yet" in said and "in the bin, which do not count: 2" in said
    assert "in the bin" not in told(["decisions", case, "--all"], capsys)
    told(["bin", case, "--put-back"], capsys)
    assert "unsure" in told(["decisions", case], capsys)


def test_a_search_without_hits_says_that_sources_are_in_the_bin(
    ingested: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told(["bin", str(ingested), "street.mp4"], capsys)
    said = told(["search", str(ingested), "red"], capsys)
    assert "no passage outside the bin, in which sources are (1), passes the filters" in said


def test_verify_says_whose_footage_it_did_not_read(ingested: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(ingested)
    assert "in the bin" not in told(["verify", case], capsys)
    told(["bin", case, "street.mp4"], capsys)
    assert "Sources in the bin, whose footage was not read: 1." in told(["verify", case], capsys)
    assert json.loads(told(["verify", case, "--json"], capsys))["in_bin"] == 1


def test_adding_footage_that_is_in_the_bin_says_that_it_was_put_back(
    ingested: Path, kit: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    again = ["ingest", str(ingested), str(kit / "street.mp4"), "--detector", "motion"]
    assert "put back" not in told(again, capsys)
    told(["bin", str(ingested), "street.mp4"], capsys)
    assert "street.mp4: was in the bin and was put back, as it was; it is searched again." in told(again, capsys)
    told(["bin", str(ingested), "street.mp4"], capsys)
    assert json.loads(told([*again, "--json"], capsys))["put_back"] == [1]


def test_a_decision_about_persons_in_the_bin_can_be_undone(
    ingested: Path, kit: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case, other = str(ingested), write_clip(tmp_path / "other.mp4", frames=58)
    told(["ingest", case, str(other), "--detector", "motion"], capsys)
    told(["persons", case, "--name", "1", "Ann"], capsys)
    told(["bin", case, "street.mp4"], capsys)
    assert "Person 3: 1 passage" in told(["persons", case, "--undo"], capsys)
    assert main(["persons", case, "--of", "1"]) == 1
    assert "no passage 1, or its source is in the bin" in capsys.readouterr().err


def test_a_model_that_is_being_built_is_told_by_all_pictures(
    ingested: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with Case.open(ingested) as case:
        crops = case.counts()["crop"]
        case.change.begin("another", "a" * 64, Path("/models/another"), 8)
        case.bin.take_out([1])
    assert f"0 of {crops} pictures" in told(["info", str(ingested)], capsys)
