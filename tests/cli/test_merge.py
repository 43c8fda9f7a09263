import json
import shutil
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from tests.engine.merge.merged import make_case
from tests.street import write_clip


@pytest.fixture(scope="module")
def cases(kit: Path, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`first` and `second`, each with one clip, and `plain` with both."""
    folder = tmp_path_factory.mktemp("cases")
    shutil.copy(made, folder / "first.cpcl")
    shutil.copy(made, folder / "plain.cpcl")
    clip, motion = write_clip(folder / "again.mp4", frames=58), ["--detector", "motion"]
    model = ["--model", str(kit / "probe"), *motion]
    assert main(["ingest", str(folder / "second.cpcl"), str(clip), *model]) == 0
    assert main(["ingest", str(folder / "plain.cpcl"), str(clip), *motion]) == 0
    return folder


def printed(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_merged_case_answers_as_one_that_read_all_by_itself(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole, plain = tmp_path / "whole.cpcl", cases / "plain.cpcl"
    parts = [str(cases / "first.cpcl"), str(cases / "second.cpcl")]
    told = printed(capsys, "merge", str(whole), *parts)
    assert [one["outcome"] for one in told["sources"]] == ["taken", "taken"] and told["differences"] == []
    for query in ("a person in red", "green", "red in again.mp4"):
        both = [printed(capsys, "search", str(case), query) for case in (whole, plain)]
        assert both[0]["hits"] and [one["hits"] for one in both[:1]] == [one["hits"] for one in both[1:]]
    with Case.read(whole) as one, Case.read(plain) as other:
        for source in (1, 2):
            assert one.tracks.content_hashes(source) == other.tracks.content_hashes(source)
        ours, theirs = one.models.current(), other.models.current()
        assert (ours.centre == theirs.centre).all() and ours.vectors == theirs.vectors
    assert printed(capsys, "verify", str(whole))["faults"] == []


def test_conflicts_and_differences_are_told(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    one, other = (shutil.copy(cases / "first.cpcl", tmp_path / f"{name}.cpcl") for name in ("one", "other"))
    assert main(["decide", str(one), "1", "match"]) == 0
    assert main(["decide", str(other), "1", "no-match"]) == 0
    assert main(["clock", str(other), "--source", "1", "--start", "2026-03-12T12:00:00"]) == 0
    assert main(["clock", str(one), "--source", "1", "--start", "2026-03-12T12:10:00"]) == 0
    capsys.readouterr()
    assert main(["merge", str(one), str(other), "--purpose", "one case for the court"]) == 0
    said = capsys.readouterr().out
    assert "Sources: 1 known. The case holds 2 passages" in said and "12:10:00" in said and "12:00:00" in said
    assert "Passage 1 was decided otherwise: match" in said and "What counts: no match." in said
    with Case.read(Path(one)) as case:
        assert case.log.entries("merge")[-1].purpose == "one case for the court"


def test_cameras_that_become_one_are_told_with_the_way_out(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    north, south = (
        make_case(tmp_path / f"{site}.cpcl", number, camera="ch01", folder=f"/{site}/ch01")
        for number, site in enumerate(("north", "south"), start=1)
    )
    assert main(["merge", str(tmp_path / "whole.cpcl"), str(north), str(south)]) == 0
    said = capsys.readouterr().out
    assert "ch01 (/north/ch01)" in said and "ch01 (/south/ch01) (south.cpcl)" in said and "cpcl camera" in said
    assert main(["merge", str(tmp_path / "north alone.cpcl"), str(north)]) == 0
    assert "called alike" not in capsys.readouterr().out


def test_wrong_use_writes_nothing(cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    whole, first = tmp_path / "whole.cpcl", str(cases / "first.cpcl")
    assert main(["merge", str(whole), first, first]) == 2
    assert main(["merge", str(whole), str(tmp_path / "none.cpcl")]) == 1
    assert not whole.exists() and "There is no case at" in capsys.readouterr().err
