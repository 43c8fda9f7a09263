"""The demo clip: who walks where, and what is committed agrees with it."""

import json
from pathlib import Path

import av
import numpy as np
import pytest

from cpcl_train.synthetic.demo_clip import SEED, render_demo
from cpcl_train.synthetic.demo_roles import Walk, cast_roles
from cpcl_train.synthetic.demo_scene import HEIGHT, WIDTH, build_room, project, room_view

SHIPPED = Path(__file__).resolve().parents[3] / "resources" / "demo" / "demo.mp4"


def decode(path):
    with av.open(str(path)) as container:
        return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]


def test_a_walk_has_a_beginning_and_an_end():
    walk = Walk((0, 0), (10, 0), 2.0, 0.0)
    assert walk.at(-0.1) is None
    assert walk.at(2.5) == pytest.approx((5, 0))
    assert walk.at(5.1) is None
    assert walk.heading == pytest.approx(np.pi / 2)


def test_everyone_starts_and_ends_outside_the_picture():
    view = room_view()
    for role in cast_roles(SEED):
        for x, z in (role.walk.start, role.walk.end):
            column = project(view, np.asarray([[x, 9, z]], np.float32))[0, 0]
            assert not 0 <= column < WIDTH


def test_the_floor_lies_below_the_horizon():
    room = build_room(SEED)
    assert room.picture.shape == (HEIGHT, WIDTH, 3)
    on_floor = ~np.isnan(room.floor[:, :, 0])
    assert on_floor[-1].all() and not on_floor[0].any()


def test_the_shipped_clip_is_small_quiet_at_first_and_matches_its_record():
    assert SHIPPED.stat().st_size < 2_000_000
    record = json.loads(SHIPPED.with_suffix(".json").read_text())
    frames = decode(SHIPPED)
    assert frames[0].shape == (HEIGHT, WIDTH, 3)
    assert len(frames) == record["fps"] * record["seconds"]
    first = min(person["start_s"] for person in record["people"])
    assert first > 1.5
    still = np.asarray(frames[: int(1.5 * record["fps"])], np.int16)
    assert np.abs(still - still[0]).max() < 40
    assert [person["description"] for person in record["people"]] == [r.description for r in cast_roles(SEED)]


def test_a_short_clip_shows_someone(studio, assets_root, tmp_path):
    side = render_demo(tmp_path / "clip.mp4", seconds=4.0, assets=assets_root)
    record = json.loads(side.read_text())
    frames = decode(tmp_path / "clip.mp4")
    person = record["people"][0]
    assert person["start_s"] > 1.8
    moved = np.abs(frames[-1].astype(int) - frames[0]).max(2) > 40
    assert 500 < moved.sum() < 60_000
