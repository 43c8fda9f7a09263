"""Parts while they are read: one at a time, and never half before and half after somebody wrote to them."""

import contextlib
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from cpcl_desktop.engine.case import copying
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import Cancelled, CaseError
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import Progress, silent
from tests.engine.merge.merged import DOOR, GATE, YARD, content, faults


def test_a_part_that_nobody_had_open_and_that_is_written_over_meanwhile_is_refused(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    parts, whole = [make("first", GATE), make("second", DOOR, YARD)], tmp_path / "whole.cpcl"

    def write(progress: Progress) -> None:
        if progress.stage.startswith("Merging camera 3"):
            with Case.open(parts[1]) as case:  # and closed again: its journal goes into the file
                case.decisions.decide(1, "match")

    with pytest.raises(CaseError, match=r"second.cpcl was written to by another program while it was being read"):
        merge(whole, parts, write)
    with Case.read(whole) as case:
        assert [source.camera for source in case.sources.all()] == ["camera 1", "camera 2"]
        assert case.decisions.history() == []
    assert faults(whole) == []
    merge(whole, parts, silent)
    with Case.read(whole) as case:
        assert len(case.sources.all()) == 3 and len(case.decisions.history()) == 1
    assert faults(whole) == []


def test_a_part_that_went_on_since_it_was_checked_is_checked_again(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    parts, whole = [make("first", GATE), make("second", DOOR)], tmp_path / "whole.cpcl"

    def edit(progress: Progress) -> None:
        if progress.stage.startswith("Merging camera 1"):
            with contextlib.closing(sqlite3.connect(parts[1])) as connection, connection:
                connection.execute("UPDATE crop SET time_us = 1 WHERE id = 1")

    with pytest.raises(
        CaseError, match=r"second.cpcl: Row 1 of the table crop was changed.* What was merged before is kept"
    ):
        merge(whole, parts, edit)
    assert faults(whole) == []


def test_a_part_is_checked_again_before_what_people_said_is_carried(
    make: Callable[..., Path], tmp_path: Path
) -> None:
    parts, whole = [make("first", GATE), make("second", DOOR)], tmp_path / "whole.cpcl"
    with Case.open(parts[0]) as case:
        case.decisions.decide(1, "match")

    def edit(progress: Progress) -> None:
        if progress.stage.startswith("Merging camera 2"):  # the first part was taken and closed
            with contextlib.closing(sqlite3.connect(parts[0])) as connection, connection:
                connection.execute("UPDATE decision SET verdict = 'no match'")

    with pytest.raises(
        CaseError, match=r"first.cpcl: Row .* of the table decision was changed.* What was merged before is kept"
    ):
        merge(whole, parts, edit)
    with Case.read(whole) as case:
        assert len(case.sources.all()) == 2 and case.decisions.history() == []
    assert faults(whole) == []


def test_stopped_in_the_middle_of_a_source_nothing_of_it_is_there(
    make: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, whole, stopped = [make("part", GATE, DOOR)], tmp_path / "whole.cpcl", tmp_path / "stopped.cpcl"
    monkeypatch.setattr(copying, "AT_ONCE", 4)
    merge(whole, parts, silent)

    def stop(progress: Progress) -> None:
        if progress.unit == "crops" and progress.stage.startswith("Merging camera 2"):
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        merge(stopped, parts, stop)
    with Case.read(stopped) as case:
        assert case.counts() == {"source": 1, "track": 3, "crop": 6}
    assert faults(stopped) == []
    merge(stopped, parts, silent)
    assert content(stopped) == content(whole)


def test_however_many_parts_there_are_few_are_open_at_once(
    make: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts, is_open, most = [make(f"part {number}", number) for number in range(1, 6)], list[Case](), []
    read, close = Case.read, Case.close

    def counting(path: Path) -> Case:
        is_open.append(read(path))
        most.append(len(is_open))
        return is_open[-1]

    def closing(case: Case) -> None:
        if case in is_open:
            is_open.remove(case)
        close(case)

    monkeypatch.setattr(Case, "read", counting)
    monkeypatch.setattr(Case, "close", closing)
    merge(tmp_path / "whole.cpcl", parts, silent)
    assert len(most) == 3 * len(parts) and max(most) == 1  # check, content, and what was said
