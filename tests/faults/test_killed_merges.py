"""Merges that are killed, over and over: what was committed is there, and the same merge goes on from it."""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.merge.merge import merge
from cpcl_desktop.engine.progress import silent
from tests.engine.merge.merged import DOOR, GATE, YARD, content, faults, make_case

KILLED = """
import os, signal, sys
from pathlib import Path
from cpcl_desktop.engine.merge import merge as merging

def report(progress):
    if progress.stage.startswith("Merging"):
        left.pop()
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)

merging.WORTH_BYTES = 0  # helpers take part
left = [None] * int(sys.argv[1])
merging.merge(Path(sys.argv[2]), [Path(part) for part in sys.argv[3:]], report)
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_a_merge_that_is_killed_again_and_again_comes_to_the_same_case(tmp_path: Path) -> None:
    parts = [make_case(tmp_path / "a.cpcl", GATE, DOOR), make_case(tmp_path / "b.cpcl", YARD, 4, 5)]
    merge(tmp_path / "at once.cpcl", parts, silent)
    whole, sources = tmp_path / "whole.cpcl", list[int]()
    for reports in (1, 2, 3, 4, 5):  # each source is reported once, whether it is here already or not
        ended = subprocess.run(
            [sys.executable, "-c", KILLED, str(reports), str(whole), *map(str, parts)], check=False
        )
        assert ended.returncode == -signal.SIGKILL
        with Case.open(whole) as case:  # as the window would open it again
            sources.append(case.counts()["source"])
    assert sources == [0, 1, 2, 3, 4]
    merge(whole, parts, silent)
    assert content(whole) == content(tmp_path / "at once.cpcl") and faults(whole) == []
