"""Places filmed for a detector to learn from: whole folders of frames, and other places to judge by."""

import numpy as np

from cpcl_train.detector import filmed
from cpcl_train.synthetic.town.scenarios import anywhere


def test_places_are_filmed_once_and_some_are_kept_aside(studio, assets_root, tmp_path, monkeypatch):
    monkeypatch.setattr(filmed, "_ASIDE", 2)
    told = []
    made = filmed.render_filmed(tmp_path, 2, 0, assets_root, 1, lambda done, count: told.append((done, count)))
    assert told == [(0, 2), (1, 2), (2, 2)]
    learnt, aside = made
    assert {frame.path.parent.name for frame in learnt} == {"00000"} and len(learnt) == 12
    assert {frame.path.parent.name for frame in aside} == {"00001"} and len(aside) == 12
    assert sum(len(frame.read(0.35).boxes) for frame in learnt) > 5
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    again = filmed.render_filmed(tmp_path, 2, 0, assets_root, 1, lambda done, count: None)
    assert before == {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert all(np.array_equal(one.boxes, other.boxes) for one, other in zip(made[0], again[0], strict=True))


def test_places_are_the_same_from_the_same_seed_and_of_many_kinds():
    assert anywhere(5, people=3).sites[0].passages == anywhere(5, people=3).sites[0].passages
    assert len({anywhere(seed, people=2).sites[0].place.kind for seed in range(12)}) > 3
