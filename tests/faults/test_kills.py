# Holds SECURITY.md: a power cut costs seconds, and the same command goes on

import os
import signal
from pathlib import Path

import pytest

from tests.faults.kills import Killing, write_kit


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_a_killed_ingest_goes_on_to_the_undisturbed_result(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few kills; `python -m tests.faults.kills` does thirty on a long clip."""
    monkeypatch.setenv("CPCL_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(Path(__file__).parents[2])]))
    clip, options = write_kit(tmp_path, 4)
    killing = Killing(tmp_path, clip, options)
    sources, _, gaps, tracks = killing.expected[:4]
    assert (len(sources), gaps, len(tracks)) == (1, [], 12)
    outcome = killing.run(3, seed=4)
    assert (outcome.kills, outcome.faults) == (3, [])
