"""Naming cameras: logged, checked, followed by what is asked afterwards and by what was asked before."""

from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.log import summary
from cpcl_desktop.engine.case.names import as_now_called, camera_as_said, renamed
from cpcl_desktop.engine.errors import CaseError, UsageError
from cpcl_desktop.engine.evidence.verify import verify_case
from cpcl_desktop.engine.ingest.options import IngestOptions
from cpcl_desktop.engine.ingest.particulars import camera_in
from cpcl_desktop.engine.progress import silent
from cpcl_desktop.engine.sources.walk import Found
from tests.passage_cases import add_footage, noon


@pytest.fixture
def case(tmp_path: Path):
    with Case.open(tmp_path / "c.cpcl", create=True) as made:
        add_footage(made, "ch01", [(0, 1.0, 3.0)], noon(doubt_s=2.0))
        add_footage(made, "ch01", [(0, 5.0, 7.0)])
        add_footage(made, "ch02", [(1, 1.0, 3.0)])
        yield made


def cameras(case: Case) -> list[str]:
    return [source.camera for source in case.sources.all()]


def test_naming_is_logged_with_what_was_and_the_check_of_the_case_follows_it(case: Case) -> None:
    clock = case.sources.get(1).clock
    assert case.cameras.name({1: "North door", 2: "North door", 3: "ch02"}) == 2
    assert cameras(case) == ["North door", "North door", "ch02"] and case.sources.get(1).clock == clock
    said = case.log.entries("camera")
    assert [entry.details for entry in said] == [
        {"source": 1, "before": "ch01", "after": "North door"},
        {"source": 2, "before": "ch01", "after": "North door"},
    ]
    assert summary(said[0]) == "camera of source 1 named North door, before ch01"
    assert case.cameras.name({1: "Gate"}) == 1 and case.cameras.first_names() == {1: "ch01", 2: "ch01"}
    assert [one.camera for one in case.cameras.as_of(said[-1].number)] == ["North door", "North door", "ch02"]
    assert [one.camera for one in case.cameras.as_of(0)] == ["ch01", "ch01", "ch02"]
    assert verify_case(case, silent, footage=False).faults == []
    with case._store.transaction():
        case._store.connection.execute("UPDATE source SET camera = 'back door' WHERE id = 3")
        case.log.append("camera", {"source": 2, "before": "North door", "after": "North door"})
    assert any(
        "its camera is not what the log says" in one for one in verify_case(case, silent, footage=False).faults
    )


def test_what_is_taken_back_leaves_alone_what_was_said_since(case: Case) -> None:
    said, stated = {1: "Gate", 2: "Gate"}, {1: noon(offset_s=5.0), 2: noon(offset_s=5.0)}
    case.cameras.name(said)
    case.sources.set_clocks(stated)
    case.cameras.name({2: "Yard"})
    case.sources.set_clock(2, noon(offset_s=9.0))
    assert case.cameras.name({1: "ch01", 2: "ch01"}, said) == 1 and cameras(case) == ["ch01", "Yard", "ch02"]
    assert case.sources.set_clocks({1: noon(), 2: noon()}, stated) == 1
    assert [source.clock.offset_s for source in case.sources.all()] == [0.0, 9.0, 0.0]


def test_one_source_that_there_is_not_and_none_is_named(case: Case) -> None:
    with pytest.raises(CaseError, match="no source 9"):
        case.cameras.name({1: "Gate", 9: "Gate"})
    assert cameras(case) == ["ch01", "ch01", "ch02"] and not case.log.entries("camera")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("  North \t door\n", "North door"),
        ("NORTH  DOOR ", "north  door"),  # but for case and spaces it is another camera's
        ("ch01", "ch01"),
        ("שער צפוני", "שער צפוני"),
        ("\x1b[31mred\x07", "\x1b[31mred\x07"),  # whatever shows it escapes it
        ("b\udce9te", "b\\udce9te"),
        ("x" * 200, "x" * 200),
    ],
)
def test_a_name_is_taken_as_it_is_said(case: Case, said: str, name: str) -> None:
    assert camera_as_said(said, ["ch01"] if "NORTH" not in said else ["ch01", "north  door"]) == name
    case.cameras.name({1: name})
    assert case.sources.get(1).camera == name and verify_case(case, silent, footage=False).faults == []


@pytest.mark.parametrize("said", ["", " \n\t", "x" * 201])
def test_no_name_is_refused(said: str) -> None:
    with pytest.raises(UsageError, match="a name of 1 to 200 letters; nothing was changed"):
        camera_as_said(said, ["ch01"])


def test_what_names_a_camera_follows_its_name(case: Case) -> None:
    before = case.sources.all()
    case.cameras.name({1: "North", 2: "South"})  # the folder was of two cameras
    otherwise = renamed(before, case.sources.all())
    assert otherwise == {"ch01": ("North", "South")}
    assert as_now_called(["ch01", "ch02", "North"], otherwise) == ("North", "South", "ch02")
    case.cameras.name({1: "ch02"})
    assert renamed(before, case.sources.all()) == {"ch01": ("South", "ch02")}
    case.bin.take_out([1, 2])
    assert renamed(before, case.sources.all()) == {}


def test_further_footage_of_a_folder_is_of_the_camera_that_somebody_named(case: Case) -> None:
    further = Found(Path("/footage/later.mp4"), "video", ())
    assert camera_in(case, further, IngestOptions()) == "footage"
    case.bin.take_out([3])
    case.cameras.name({1: "North door", 2: "North door"})
    assert camera_in(case, further, IngestOptions()) == "footage"  # what lies in the bin is of another one
    case.cameras.name({3: "North door"})
    assert camera_in(case, further, IngestOptions()) == "North door"
    assert camera_in(case, further, IngestOptions(camera="yard")) == "yard"
