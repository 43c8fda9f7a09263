"""A case that is read without a lock: whether it was written over is known afterwards."""

from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.errors import CaseError
from tests.engine.merge.merged import GATE, make_case


def test_what_was_written_over_while_it_was_read_is_told(tmp_path: Path) -> None:
    path = make_case(tmp_path / "case.cpcl", GATE)
    with Case.read(path) as reader:
        reader.check_still()
        with Case.open(path) as writer:
            writer.marks.set(1, "bookmark", True)
            reader.check_still()  # it lies in the writer's journal: the file is as it was
        with pytest.raises(CaseError, match="was written to by another program while it was being read"):
            reader.check_still()


def test_a_case_that_somebody_has_open_is_read_with_a_lock(tmp_path: Path) -> None:
    path = make_case(tmp_path / "case.cpcl", GATE)
    with Case.open(path) as writer:
        writer.marks.set(1, "bookmark", True)
        with Case.read(path) as reader, reader.held():
            writer.marks.set(1, "bookmark", False)
            assert len(reader.marks.history()) == 1
            reader.check_still()
