"""A helper's process: what it is asked comes back in order, and its end is told."""

import os
import shutil
import signal
import sys
from pathlib import Path

import numpy as np
import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.crop_rows import CropOrder, CropRun, digests_of
from cpcl_desktop.engine.case.digests import apart, row_digest
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.merge.helpers import handle
from cpcl_desktop.engine.merge.helpers.entry import helper_command, is_helper
from cpcl_desktop.engine.merge.helpers.handle import Helper, HelperEnded
from tests.engine.merge.merged import GATE, make_case


@pytest.fixture(scope="module")
def part(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_case(tmp_path_factory.mktemp("part") / "part.cpcl", GATE)


def orders(number: int) -> list[CropOrder]:
    """Orders for pictures of the part, two at a time."""
    return [CropOrder([CropRun(crop, crop + 1, 100, 6)], 1, 2) for crop in [1, 3, 5] * number]


def test_digests_come_back_in_order_as_if_made_here(part: Path) -> None:
    helper = Helper()
    try:
        with Case.read(part) as case:
            reader = case.copies.reader
            begun = [helper.digesting(reader, order) for order in orders(4)]
            assert [digests() for digests in begun] == [digests_of(reader.rows(order)) for order in orders(4)]
            rows = reader.rows(orders(1)[0])
    finally:
        helper.end()
    assert [(row[0], row[1]) for row in rows.crops] == [(101, 7), (102, 7)]
    assert [row[:2] for row in rows.vectors] == [(2, 101), (2, 102)]
    made = digests_of(rows)
    assert apart(made.crops) == [row_digest("crop", row) for row in rows.crops]
    assert apart(made.vectors) == [row_digest("vector", row) for row in rows.vectors]
    total = np.sum([np.frombuffer(row[2], np.float16).astype(np.float64) for row in rows.vectors], axis=0)
    assert np.array_equal(np.frombuffer(made.total), total)


@pytest.mark.skipif(not hasattr(os, "getpriority"), reason="asks for a priority as POSIX has it")
def test_who_makes_digests_stands_behind_who_stores_them(part: Path) -> None:
    helper, own = Helper(), os.getpriority(os.PRIO_PROCESS, 0)
    try:
        helper.ask({"do": "check", "path": str(part)}).result(timeout=60)
        assert os.getpriority(os.PRIO_PROCESS, helper._process.pid) == own
        with Case.read(part) as case:
            for order in orders(1):
                assert helper.digesting(case.copies.reader, order)() is not None
        assert os.getpriority(os.PRIO_PROCESS, helper._process.pid) == min(own + 5, 19)
    finally:
        helper.end()


def test_of_a_case_that_lies_otherwise_or_lacks_a_picture_none_are_made(part: Path, tmp_path: Path) -> None:
    other, helper = Path(shutil.copy(part, tmp_path / "other.cpcl")), Helper()
    try:
        with Case.read(other) as case:
            reader, (order, *_) = case.copies.reader, orders(1)
            assert helper.digesting(reader, order)() is not None
            assert (
                helper.digesting(reader, order._replace(runs=[CropRun(1, 1, 100, 6), CropRun(99, 99, 3, 6)]))()
                is None
            )
            other.write_bytes(other.read_bytes())
            assert helper.digesting(reader, order)() is None
        with Case.read(other) as case:
            assert helper.digesting(case.copies.reader, order)() is not None
        with Case.open(other) as case:
            assert helper.digesting(case.copies.reader, order)() is None
    finally:
        helper.end()


def test_the_end_of_its_process_is_told_of_what_was_asked_before_and_after() -> None:
    helper = Helper()
    try:
        before = helper.ask({"do": "nothing that it knows"})
        with pytest.raises(HelperEnded, match="ended in the middle"):
            before.result(timeout=60)
        with pytest.raises(HelperEnded, match="it goes on"):
            helper.ask({"do": "check", "path": "/cases/part.cpcl"}).result(timeout=60)
    finally:
        helper.end()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="holds and kills as POSIX does")
def test_where_the_process_is_gone_nothing_is_made_beside_nor_of_what_it_was_at(part: Path) -> None:
    helper = Helper()
    try:
        with Case.read(part) as case:
            reader = case.copies.reader
            helper._process.send_signal(signal.SIGSTOP)  # it takes what is asked, and gives no answer
            begun = [helper.digesting(reader, order) for order in orders(1)]
            helper._process.kill()
            assert [digests() for digests in begun] == [None, None, None]
            helper._listener.join()
            assert helper.digesting(reader, orders(1)[0])() is None
    finally:
        helper.end()


FAILS = """
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.merge.helpers import process

def fails(path):
    if path.name == "sound.cpcl":
        return ""
    raise MachineError("The disk that holds {name} fails to read it.", name=path.name)

process.edited_rows_of = fails
process.main()
"""


def test_what_a_helper_could_not_do_is_told_in_its_own_words_and_it_goes_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(handle, "helper_command", lambda: [sys.executable, "-c", FAILS])
    helper = Helper()
    try:
        with pytest.raises(MachineError, match=r"^The disk that holds part.cpcl fails to read it\.$"):
            helper.ask({"do": "check", "path": "/cases/part.cpcl"}).result(timeout=60)
        (told, _) = helper.ask({"do": "check", "path": "/cases/sound.cpcl"}).result(timeout=60)
        assert told == {"faults": ""}
    finally:
        helper.end()


def test_the_built_program_starts_itself_as_a_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert helper_command() == [sys.executable, "--help-merging"]
    assert is_helper(["--help-merging"]) and not is_helper(["merge", "--help-merging"])
