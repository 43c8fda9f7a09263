import json
from pathlib import Path

import pytest

from cpcl_desktop.cli.main import main
from cpcl_desktop.engine.case.case import Case
from tests.passage_cases import add_footage


@pytest.fixture
def two(tmp_path: Path) -> Path:
    with Case.open(tmp_path / "two.cpcl", create=True) as case:
        for camera in ("ch01", "ch01", "ch02"):
            add_footage(case, camera, [(len(case.sources.all()), 1.0, 3.0)])
    return tmp_path / "two.cpcl"


def test_a_camera_is_named_shown_and_taken_along_by_filters(two: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def told(*arguments: str, status: int = 0) -> str:
        capsys.readouterr()
        assert main([*arguments]) == status
        return "".join(capsys.readouterr())

    assert "ch02" in told("camera", str(two)) and "before" in told("camera", str(two))
    said = told(
        "camera", str(two), "--camera", "ch01", "--name", " North  door ", "--purpose", "order 17", "--json"
    )
    assert [(one["source"], one["camera"], one["before"]) for one in json.loads(said)["sources"]] == [
        (1, "North door", "ch01"),
        (2, "North door", "ch01"),
    ]
    assert "North door" in told("camera", str(two), "--source", "3", "--name", "NORTH DOOR")  # it is that one
    assert "No source or camera is called ch01" in told("camera", str(two), "--camera", "ch01", status=2)
    assert len(json.loads(told("clock", str(two), "--camera", "North door", "--json"))["sources"]) == 3
    entries = json.loads(told("log", str(two), "--json"))["entries"]
    assert [(e["purpose"], e["details"]["after"]) for e in entries if e["action"] == "camera"] == [
        ("order 17", "North door"),
        ("order 17", "North door"),
        ("", "North door"),
    ]
    assert "camera of source 3 named North door, before ch02" in told("log", str(two))


def test_what_makes_one_camera_of_all_is_refused_and_so_is_no_name(
    two: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["camera", str(two), "--name", "Gate"]) == 2
    assert "one camera of all" in capsys.readouterr().err
    assert main(["camera", str(two), "--camera", "ch01", "--name", "x" * 201]) == 2
    assert "1 to 200 letters" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        main(["camera", str(two), "--camera", "ch01", "--name", " "])
    with Case.read(two) as case:
        assert not case.log.entries("camera")
