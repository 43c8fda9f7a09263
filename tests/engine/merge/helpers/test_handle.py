"""A helper's process: what it is asked comes back in order, and its end is told."""

import hashlib
import signal
import sys

import numpy as np
import pytest

from cpcl_desktop.engine.case.digests import summed
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.merge.helpers import handle
from cpcl_desktop.engine.merge.helpers.entry import helper_command, is_helper
from cpcl_desktop.engine.merge.helpers.handle import MOST_WAITING, Helper, HelperEnded


def test_sums_come_back_in_order_and_beside_when_too_many_wait() -> None:
    blocks = [
        b"".join(hashlib.sha256(b"%d %d" % (block, row)).digest() for row in range(3))
        for block in range(MOST_WAITING + 4)
    ]
    helper = Helper()
    try:
        lanes = [helper.summing(block) for block in blocks]
        assert all(np.array_equal(one(), summed(block)) for one, block in zip(lanes, blocks, strict=True))
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
def test_sums_are_made_here_when_the_process_is_gone_and_of_what_it_was_at() -> None:
    blocks = [hashlib.sha256(b"%d" % row).digest() for row in range(3)]
    helper = Helper()
    try:
        helper._process.send_signal(signal.SIGSTOP)  # it takes what is asked, and gives no answer
        lanes = [helper.summing(block) for block in blocks]
        helper._process.kill()
        assert all(np.array_equal(one(), summed(block)) for one, block in zip(lanes, blocks, strict=True))
        helper._listener.join()
        assert np.array_equal(helper.summing(blocks[0])(), summed(blocks[0]))
    finally:
        helper.end()


FAILS = """
from cpcl_desktop.engine.errors import MachineError
from cpcl_desktop.engine.merge.helpers import process

def fails(path):
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
        assert np.array_equal(helper.summing(bytes(32))(), summed(bytes(32)))
    finally:
        helper.end()


def test_the_built_program_starts_itself_as_a_helper(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert helper_command() == [sys.executable, "--help-merging"]
    assert is_helper(["--help-merging"]) and not is_helper(["merge", "--help-merging"])
