"""Frames of a street: the same from the same seed, and true of who is in them."""

import json
from dataclasses import replace
from itertools import islice

import av
import numpy as np
import pytest

from cpcl_train.synthetic.town.recording import Crew, record
from cpcl_train.synthetic.town.records import read_truth
from cpcl_train.synthetic.town.scenarios import street, town

SMALL = (108, 192)


@pytest.fixture(scope="module")
def scenario():
    made = street(4, people=5, seconds=6.0, fps=1.0, size=SMALL)
    (site,) = made.sites
    early = tuple(replace(passage, start=-12.0 - passage.person) for passage in site.passages)
    quiet = replace(site.camera, sensor=replace(site.camera.sensor, noise=0.0))
    return replace(made, sites=(replace(site, passages=early, camera=quiet),))


@pytest.fixture(scope="module")
def crew(studio, scenario, assets_root):
    made = Crew(scenario, assets_root)
    yield made
    made.release()


def test_the_same_seed_gives_the_same_frames(crew, scenario):
    first, second = (list(islice(crew.film(scenario.sites[0]), 2)) for _ in range(2))
    assert any(frame.people for frame in first)
    for one, other in zip(first, second, strict=True):
        assert np.array_equal(one.picture, other.picture)
        assert one.people == other.people


def test_without_a_person_their_pixels_inside_their_box_are_others(crew, scenario):
    (site,) = scenario.sites
    (frame,) = islice(crew.film(site), 1)
    assert len(frame.people) >= 2
    for seen in frame.people:
        if seen.visible is None or seen.share < 0.3:
            continue
        # The others walk the same: who is hidden waits in the same place for a film that begins later.
        rest = tuple(p if p.person != seen.person else replace(p, start=1e3 + p.start) for p in site.passages)
        (without,) = islice(crew.film(replace(site, passages=rest)), 1)
        moved = {other.person: other for other in without.people}
        assert seen.person not in moved
        x1, y1, x2, y2 = (int(v) for v in seen.visible)
        differs = np.abs(frame.picture[y1:y2, x1:x2].astype(int) - without.picture[y1:y2, x1:x2]).max(2) > 6
        assert differs.mean() > 0.3


def test_boxes_lie_as_they_should(crew, scenario):
    for frame in crew.film(scenario.sites[0], every=3):
        for seen in frame.people:
            x1, y1, x2, y2 = seen.full
            assert x2 > x1 and y2 > y1
            assert 0 <= seen.share <= 1
            assert (seen.visible is None) == (seen.share == 0)
            if seen.visible is not None:
                a1, b1, a2, b2 = seen.visible
                assert x1 <= a1 < a2 <= x2 and y1 <= b1 < b2 <= y2
                assert a1 >= 0 and b1 >= 0 and a2 <= SMALL[1] and b2 <= SMALL[0]
            assert x1 - 2 <= seen.head[0] <= x2 + 2
            assert y1 - 2 <= seen.head[1] <= (y1 + y2) / 2


def test_a_recording_can_be_read_again(studio, assets_root, tmp_path):
    scenario = town(2, people=3, cameras=2, seconds=90.0, fps=0.1, size=SMALL)
    path = record(scenario, tmp_path, assets_root, report=lambda line: None)
    assert json.loads(path.read_text())["kind"] == "town"
    truth = read_truth(tmp_path)
    assert [camera.name for camera in truth.cameras] == ["camera-1", "camera-2"]
    assert set(truth.people) == {1, 2, 3}
    for camera in truth.cameras:
        with av.open(str(camera.file)) as container:
            frames = [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
        assert len(frames) == len(camera.moments) == 9
        assert frames[0].shape == (*SMALL, 3)
