"""Commands over several cases: how they are named, and that the answer is that of one case merged of them."""

import json
import shutil
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main, parse
from cpcl_desktop.engine.case.case import Case
from tests.street import write_clip


@pytest.fixture(scope="module")
def cases(kit: Path, made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`north` and `south`, each with one clip, and `whole`, merged of them."""
    folder = tmp_path_factory.mktemp("several")
    shutil.copy(made, folder / "north.cpcl")
    clip = write_clip(folder / "again.mp4", frames=58)
    model = ["--model", str(kit / "probe"), "--detector", "motion"]
    clock = ["--start", "2026-03-12T12:05:00", "--camera", "yard"]
    assert main(["ingest", str(folder / "south.cpcl"), str(clip), *model, *clock]) == 0
    assert main(["clock", str(folder / "north.cpcl"), "--start", "2026-03-12T12:00:00"]) == 0
    assert (
        main(["merge", str(folder / "whole.cpcl"), *(str(folder / f"{name}.cpcl") for name in ("north", "south"))])
        == 0
    )
    return folder


@pytest.fixture
def pair(cases: Path, tmp_path: Path) -> list[str]:
    return [str(shutil.copy(cases / f"{name}.cpcl", tmp_path / f"{name}.cpcl")) for name in ("north", "south")]


def printed(capsys: pytest.CaptureFixture[str], *arguments: str, status: int = 0) -> dict:
    capsys.readouterr()
    assert main([*arguments, "--json"]) == status
    return json.loads(capsys.readouterr().out)


def without_numbers(told: object) -> object:
    """What was printed less numbers and cases: those differ from the merged case's, and nothing else may."""
    if isinstance(told, list):
        return [without_numbers(one) for one in told]
    if not isinstance(told, dict):
        return told
    left_out = {"track", "case", "cases", "person"}
    return {name: without_numbers(value) for name, value in told.items() if name not in left_out}


def test_what_ends_in_cpcl_is_a_case_and_nothing_else_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "red").mkdir()
    (tmp_path / "coat").touch()

    def read(*given: str) -> tuple[Path, list[Path], str]:
        request = parse(["search", *given])
        return request.case, request.others, request.text

    assert read("a.cpcl", "red") == (Path("a.cpcl"), [], "red")  # a folder is called so
    assert read("a", "coat", "--limit", "3") == (Path("a"), [], "coat")
    assert read("a.cpcl", "b.cpcl", "C.CPCL", "red coat") == (
        Path("a.cpcl"),
        [Path("b.cpcl"), Path("C.CPCL")],
        "red coat",
    )
    assert read("a.cpcl", "--like", "2") == (Path("a.cpcl"), [], "")
    assert read("a.cpcl", "b.cpcl", "--like", "b:2", "north:1") == (Path("a.cpcl"), [Path("b.cpcl")], "")
    assert read("a.cpcl", "") == (Path("a.cpcl"), [], "")
    for wrong, why in (
        (["a.cpcl", "red", "coat"], "quotation marks"),
        (["a.cpcl", "red", "b.cpcl"], "behind all cases"),
        (["a.cpcl", "red", "--like", "x:0"], "not a passage"),
    ):
        with pytest.raises(SystemExit) as stop:
            read(*wrong)
        assert stop.value.code == 2 and why in capsys.readouterr().err


def test_a_search_of_two_cases_is_that_of_the_merged_one(
    cases: Path, pair: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    whole = str(cases / "whole.cpcl")
    for asked in (
        ["green whitetrousers"],
        ["red", "--camera", "yard"],
        ["red in again.mp4"],
        ["red", "--elsewhere"],
    ):
        both = [printed(capsys, "search", *one, *asked) for one in (pair, [whole])]
        assert without_numbers(both[0]["hits"]) == without_numbers(both[1]["hits"]) and both[0]["hits"]
        assert without_numbers(both[0].get("elsewhere")) == without_numbers(both[1].get("elsewhere"))
    told = printed(capsys, "search", *pair, "green")
    assert {hit["track"].partition(":")[0] for hit in told["hits"]} == {hit["case"] for hit in told["hits"]}
    assert [(one["name"], one["case"]) for one in told["searched"]["cases"]] == list(
        zip(("north", "south"), pair, strict=True)
    )
    steps = ["green", "--at", "yard", "--then", ""]
    both = [printed(capsys, "search", *one, *steps) for one in (pair, [whole])]
    assert without_numbers(both[0]) == without_numbers(both[1])


def test_each_hit_names_its_case_and_is_an_example_by_that_name(
    pair: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet = tmp_path / "hits.png"
    assert main(["search", *pair, "green", "--sheet", str(sheet)]) == 0
    out = capsys.readouterr().out
    assert "2 cases were searched as one: north 2, south 2." in out and " north:1 " in out and " south:1 " in out
    assert sheet.read_bytes().startswith(b"\x89PNG")
    alike = printed(capsys, "search", *pair, "--like", "south:1")
    assert alike["hits"][0]["track"] == "south:1"
    assert main(["search", *pair, "--like", "1"]) == 2
    assert "write one of: north:1, south:1" in capsys.readouterr().err
    for path in pair:
        with Case.read(Path(path)) as case:
            assert [len(entry.details["together"]["with"]) for entry in case.log.entries("search")] == [1, 1]
            assert case.log.entries("export")[-1].details["together"] == ["north", "south"]
    assert printed(capsys, "verify", pair[0], "--no-footage")["searched_together"] == 2
    assert main(["verify", pair[0], "--no-footage"]) == 0
    assert "Searches of this case together with others: 2." in capsys.readouterr().out
    assert main(["search", *pair, "red", "--from", "9:00"]) == 0
    assert f"cpcl coverage {' '.join(pair)}" in capsys.readouterr().out


def test_persons_of_two_cases_are_shown_and_decided_in_one(
    cases: Path, pair: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    both = [printed(capsys, "persons", *one) for one in (pair, [str(cases / "whole.cpcl")])]
    assert without_numbers(both[0]) == without_numbers(both[1]) and both[0]["passages"] == 4
    of = printed(capsys, "persons", *pair, "--of", "south:2")
    assert any(one["track"] == "south:2" for person in of["persons"] for one in person["appearances"])
    assert main(["persons", *pair, "--of", "south:2"]) == 0
    assert "Person north:" in capsys.readouterr().out
    assert main(["persons", *pair, "--name", "1", "the courier"]) == 2
    assert "belongs to one case" in capsys.readouterr().err


def test_info_and_coverage_tell_of_each_and_of_all(
    pair: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copy = str(shutil.copy(pair[0], tmp_path / "copy.cpcl"))
    told = printed(capsys, "info", *pair, copy)
    assert (told["source"], told["track"]) == (2, 4) and [one["track"] for one in told["cases"]] == [2, 2, 2]
    assert [(one["source"], one["found_as"]) for one in told["copies"]] == [("copy:1", "north:1")]
    assert main(["info", *pair, copy]) == 0
    out = capsys.readouterr().out
    assert (
        "Together, searched as one: 2 sources, 4 people's passages" in out and "copy: street.mp4 (found as" in out
    )
    covered = printed(capsys, "coverage", *pair, copy)
    assert covered["read_s"] == pytest.approx(11.8, abs=0.2) and len(covered["sources"]) == 2
    assert [one["case"] for one in covered["sources"]] == ["north", "south"]
    assert main(["coverage", *pair, copy, "--picture", str(tmp_path / "c.png")]) == 0
    assert "is searched in one of them: copy: street.mp4" in capsys.readouterr().out


def test_wrong_use_is_told_before_anything_is_searched(
    pair: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", pair[0], pair[0], "red"]) == 2
    assert main(["search", pair[0], str(tmp_path / "none.cpcl"), "red"]) == 1
    told = capsys.readouterr().err
    assert "named twice" in told and "There is no case at" in told
    with Case.read(Path(pair[0])) as case:
        assert case.log.entries("search") == []
