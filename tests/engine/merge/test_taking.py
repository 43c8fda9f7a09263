"""Taking sources over: what is asked of the whole case is asked once."""

from collections.abc import Callable
from pathlib import Path

import pytest

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import Counters
from cpcl_desktop.engine.merge.taking import Taking
from cpcl_desktop.engine.progress import silent
from tests.engine.merge.merged import DOOR, GATE, YARD, faults


def test_what_was_said_is_asked_for_once_however_many_sources_had_been_read_less_far(
    make: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    part, whole, asked = make("part", GATE, DOOR, YARD), make("whole", GATE, DOOR, YARD), []
    with Case.open(whole) as case, case.writer(), Case.read(part) as other:
        case.decisions.decide(7, "match")  # of the third source, which is kept for that
        for source in (1, 2):
            case.tracks.restart_source(source, {})
        case.tracks.finish_source(3, "failed", "cut short", [], Counters(100.0, 50.0, 500, 100, 1.0))
        history = case.decisions.history
        monkeypatch.setattr(case.decisions, "history", lambda *track: asked.append(track) or history(*track))
        begun = case.parts.begin(other.parts)
        taken = list(Taking(case, silent).sources(begun, other, other.sources.with_bin(), "1 of 1"))
    assert [one.outcome for one in taken] == ["replaced", "replaced", "known"] and len(asked) == 1
    assert faults(whole) == []
