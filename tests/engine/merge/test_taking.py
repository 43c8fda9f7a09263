"""Taking sources over: what was read less far gives way whole or not at all, and never with what was said of it."""

import contextlib
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case import copying
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters, EmbeddedCrop, EmbeddedTrack
from cpcl_desktop.engine.errors import Cancelled, CaseError, UsageError
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.merge.taking import Taking
from cpcl_desktop.engine.progress import Progress, Report, silent
from cpcl_desktop.engine.records import Gap, Join
from tests.engine.merge.merged import DOOR, GATE, YARD, faults
from tests.passage_cases import DIM, look

CUT_SHORT = Counters(100.0, 50.0, 500, 100, 1.0)


@pytest.fixture
def half(make: Callable[..., Path]) -> Path:
    """A case of footage that was read half."""
    path = make("half", GATE, DOOR, YARD)
    with Case.open(path) as case:
        for source in (1, 2, 3):
            case.tracks.finish_source(source, "failed", "cut short", [], CUT_SHORT)
    return path


def take(whole: Path, part: Path, report: Report = silent) -> list[str]:
    """What becomes of each source of a part, which nobody checked."""
    with Case.open(whole) as case, case.writer(), Case.read(part) as other:
        begun = case.parts.begin(other.parts)
        taken = Taking(case, report, lambda: None).sources(begun, other, other.sources.with_bin(), "1 of 1")
        return [one.outcome for one in taken]


SAYINGS: dict[str, Callable[[Case], object]] = {
    "decision": lambda case: case.decisions.decide(4, "match"),
    "mark": lambda case: case.marks.set(5, "bookmark", True),
    "caption": lambda case: case.captions.describe(6, "a red coat"),
    "person": lambda case: case.persons.name([4], "the courier"),
}


@pytest.mark.parametrize("kind", SAYINGS)
def test_what_is_said_while_a_merge_runs_stays(make: Callable[..., Path], half: Path, kind: str) -> None:
    part = make("part", GATE, DOOR, YARD)

    def say(progress: Progress) -> None:
        """Somebody in the window, after the first source was taken."""
        if (progress.done, progress.unit) == (1, "sources"):
            with Case.open(half) as beside:
                SAYINGS[kind](beside)

    assert take(half, part, say) == ["replaced", "known", "replaced"]
    with Case.read(half) as case:
        history = {"decision": case.decisions, "mark": case.marks, "caption": case.captions, "person": case.persons}
        assert len(history[kind].history()) == 1
        assert [source.state for source in case.sources.all()] == ["done", "failed", "done"]
    assert faults(half) == []


def broken(path: Path, count: int, other: int, is_done: bool) -> Path:
    """A case of footage with so many gaps, and one passage that was put together as often; `other` moves them."""
    with Case.open(path, create=True) as case:
        model = case.models.use("looks", "f" * 64, Path("/models/looks"), DIM)
        source = case.sources.add(Path("/footage/gate.mp4"), "video", f"{GATE:064x}", 99, "gate", {})
        crop = EmbeddedCrop(0, (0, 0, 10, 20), 0.9, 0.5, None, b"", look(1, np.random.default_rng(1)))
        joins = [Join(at * 1000 + other, at * 1000 + 500, 0.1, 0.9, 3) for at in range(count)]
        gaps = [Gap(at * 1000, at * 1000 + 500 + other, "damaged") for at in range(count)]
        passage, counters = (
            EmbeddedTrack(0, 0, 10_000_000, 5, [crop], None, joins),
            Counters(100.0, 100.0, 9, 9, 1.0),
        )
        case.tracks.commit_batch(source.id, model.id, {}, [passage], counters, (), gaps)
        if is_done:
            case.tracks.finish_source(source.id, "done", "", gaps, counters)
    return path


@pytest.mark.parametrize("other", [0, 5])
@pytest.mark.parametrize(("before", "after"), [(100, 120), (100, 100), (128, 100), (64, 128)])
def test_many_gaps_and_joins_are_replaced(tmp_path: Path, before: int, after: int, other: int) -> None:
    """Their numbers are given again to those that come."""
    half = broken(tmp_path / "half.cpcl", before, 0, is_done=False)
    part = broken(tmp_path / "part.cpcl", after, other, is_done=True)
    assert [one.outcome for one in merge(half, [part], silent).sources] == ["replaced"]
    with Case.read(half) as case:
        assert [case._store.count(table) for table in ("gap", "joins")] == [after, after]
    assert faults(half) == []


def test_stopped_while_what_replaces_it_is_copied_the_old_is_still_there(
    make: Callable[..., Path], half: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    part = make("part", GATE)
    monkeypatch.setattr(copying, "AT_ONCE", 4)
    before = rows(half)

    def stop(progress: Progress) -> None:
        if progress.unit == "crops":
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        merge(half, [part], stop)
    assert rows(half) == before and faults(half) == []
    assert [one.outcome for one in merge(half, [part], silent).sources] == ["replaced"]
    assert faults(half) == []


def test_where_what_would_replace_it_is_damaged_the_old_is_still_there(
    make: Callable[..., Path], half: Path
) -> None:
    part, before = make("part", GATE), rows(half)
    with contextlib.closing(sqlite3.connect(part)) as connection, connection:
        connection.execute("UPDATE vector SET data = x'00' WHERE crop = 2")
    with pytest.raises(CaseError, match="A vector is damaged"):
        take(half, part)
    assert rows(half) == before and faults(half) == []


def rows(path: Path) -> list[object]:
    """What a case holds of its first source."""
    with Case.read(path) as case:
        return [case.sources.get(1), case.tracks.content_hashes(1), case.counts(), case.models.current().vectors]


def test_one_file_under_two_names_is_one_case(make: Callable[..., Path], tmp_path: Path) -> None:
    part, other = make("part", GATE), tmp_path / "other.cpcl"
    try:
        os.link(part, other)
    except OSError:
        pytest.skip("this disk has no hard links")
    with pytest.raises(UsageError, match="named twice"):
        merge(tmp_path / "whole.cpcl", [part, other], silent)
    with pytest.raises(UsageError, match="case to merge into"):
        merge(other, [part], silent)
