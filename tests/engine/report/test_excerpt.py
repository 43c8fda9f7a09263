"""Stills and clips that are taken out of footage: nothing is written over, nothing half-written is left."""

# Holds SECURITY.md: no clip or still is taken from footage where the log of its case could not say so

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import Cancelled, CaseError, MachineError, MediaError, ServerError, UsageError
from cpcl_desktop.engine.progress import Progress, silent
from cpcl_desktop.engine.records import Frame
from cpcl_desktop.engine.report.excerpt import write_clip, write_still
from cpcl_desktop.engine.report.records import Pointed
from tests.street import write_clip as write_street

FRAME = Frame(3, 1_500_000, np.full((40, 60, 3), 90, np.uint8))
ABOUT = Pointed(7, (1, 2, 30, 40))


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    footage = write_street(tmp_path / "street.mp4")
    with Case.open(tmp_path / "a.cpcl", create=True) as made:
        sha256 = hashlib.sha256(footage.read_bytes()).hexdigest()
        made.sources.add(footage, "video", sha256, footage.stat().st_size, "gate", {})
        yield made


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_still_says_that_its_box_is_estimated_and_the_footage_was_not_read_through(case: Case, out: Path) -> None:
    made = write_still(case, 1, FRAME, ABOUT, out / "a.png")
    said = json.loads(made.sidecar.read_text())
    assert (said["box"], said["box_by"], said["passage"]) == ([1, 2, 30, 40], "estimate", 7)
    assert said["source_content"].startswith("not read through") and said["time_s"] == 1.5
    assert said["corrected_time"] is None
    assert left(out) == ["a.png", "a.png.json"]


def test_a_clip_without_length_or_of_changed_footage_is_refused(case: Case, out: Path) -> None:
    with pytest.raises(UsageError, match="begin after its end"):
        write_clip(case, 1, (900_000, 400_000), 7, out / "a.mp4", silent)
    with case.sources.get(1).path.open("ab") as file:
        file.write(b"0")
    with pytest.raises(MediaError, match="No clip was written"):
        write_clip(case, 1, (400_000, 900_000), 7, out / "a.mp4", silent)
    assert left(out) == [] and not case.log.entries("export")


def test_a_clip_that_is_stopped_leaves_nothing(case: Case, out: Path) -> None:
    def stop(progress: Progress) -> None:
        if progress.stage == "clip":
            raise Cancelled

    with pytest.raises(Cancelled):
        write_clip(case, 1, (400_000, 900_000), 7, out / "a.mp4", stop)
    assert left(out) == []


@pytest.mark.parametrize("there", ["a.mp4", "a.mkv", "a.mp4.json"])
def test_what_is_there_is_not_written_over(case: Case, out: Path, there: str) -> None:
    (out / there).write_text("mine")
    with pytest.raises(UsageError, match="is there already"):
        write_clip(case, 1, (400_000, 900_000), 7, out / "a.mp4", silent)
    assert left(out) == [there] and (out / there).read_text() == "mine"


def test_neither_the_case_nor_footage_is_written_over(case: Case) -> None:
    for target in (case.path, case.sources.get(1).path):
        with pytest.raises(UsageError, match="nothing was written over it"):
            write_still(case, 1, FRAME, ABOUT, target)


def test_a_place_that_cannot_be_written_to_is_said(case: Case, out: Path) -> None:
    with pytest.raises(MachineError, match="could not be written"):
        write_still(case, 1, FRAME, ABOUT, out / "no" / "a.png")


def test_what_the_log_cannot_say_is_not_left(case: Case, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A team's server that is away when it is noted, and a case that can only be read."""

    def away(*_: object) -> None:
        raise ServerError("The server does not answer.")

    monkeypatch.setattr(case.log, "record", away)
    with pytest.raises(ServerError, match="does not answer"):
        write_still(case, 1, FRAME, ABOUT, out / "a.png")
    with pytest.raises(ServerError, match="does not answer"):
        write_clip(case, 1, (400_000, 900_000), 7, out / "a.mp4", silent)
    with Case.read(case.path) as read:
        with pytest.raises(CaseError, match="its log could not say"):
            write_still(read, 1, FRAME, ABOUT, out / "a.png")
        with pytest.raises(CaseError, match="its log could not say"):
            write_clip(read, 1, (400_000, 900_000), 7, out / "a.mp4", silent)
    assert left(out) == []
