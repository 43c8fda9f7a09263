"""People are drawn whole: covered, of sane size, and described by what shows."""

import numpy as np
import pytest

from cpcl_train.synthetic.cast import cast_person
from cpcl_train.synthetic.describe import FIELDS, UNKNOWN, describe
from cpcl_train.synthetic.parts import Part
from cpcl_train.synthetic.render import Renderer
from cpcl_train.synthetic.scene import facing, sample_camera


def shoot(studio, seed, views=2):
    rng = np.random.default_rng([40, seed])
    model = studio.prepare(cast_person(rng))
    shots = [studio.shoot(rng, model, sample_camera(rng)) for _ in range(views)]
    model.dressed.release()
    return model.person, shots


@pytest.mark.parametrize("seed", range(6))
def test_a_person_covers_a_sane_part_of_the_crop(studio, seed):
    person, shots = shoot(studio, seed)
    for shot in shots:
        height, width, channels = shot.rgba.shape
        assert channels == 4
        assert 20 <= height <= 192
        assert width >= 15
        assert 0.15 < (shot.rgba[:, :, 3] > 128).mean() < 0.95
        assert set(shot.words) == set(FIELDS)
        assert shot.words["sex"] == person.sex


def test_clothes_hide_the_skin(studio):
    """Of people in long sleeves and trousers, faces and hands show and little else."""
    shares, seen = [], []
    for seed in range(40):
        rng = np.random.default_rng([41, seed])
        person = cast_person(rng)
        if (
            person.top.sleeve < 0.95
            or person.bottom.kind not in ("jeans", "trousers")
            or person.top.kind == "dress"
        ):
            continue
        parts = render_parts(studio, rng, person)
        shares.append((parts == Part.SKIN).sum() / (parts > 0).sum())
        seen.append({int(p) for p in np.unique(parts)})
    assert len(shares) >= 8
    assert np.median(shares) < 0.1
    assert max(shares) < 0.22
    assert all(seen_in & {Part.TOP, Part.TOP + 64} for seen_in in seen)
    assert sum(bool(seen_in & {Part.BOTTOM, Part.BOTTOM + 64}) for seen_in in seen) > 0.9 * len(seen)


def render_parts(studio, rng, person):
    from cpcl_train.synthetic.scene import frame_view
    from cpcl_train.synthetic.stance import sample_stance

    model = studio.prepare(person)
    stance = sample_stance(rng, studio.wardrobe, studio.motions, model.figure)
    matrices = studio.wardrobe.matrices(stance.turns, model.heads)
    bones = len(model.heads)
    joints = np.einsum("bij,bj->bi", matrices[:bones, :, :3], model.heads) + matrices[:bones, :, 3]
    camera = sample_camera(rng)
    height, width = studio.renderer.size
    view = frame_view(joints, camera, 20.0, width / height)
    _, parts = studio.renderer.shoot([(model.dressed, matrices)], view, camera.light)
    model.dressed.release()
    assert np.flatnonzero(parts.any(1))[0] > 0, "the head touches the frame"
    return parts


def test_only_what_the_part_image_shows_is_described(rng):
    person = cast_person(rng)
    parts = np.zeros((100, 50), np.uint8)
    parts[40:60, 10:40] = Part.TOP
    picture = np.zeros((100, 50, 3), np.uint8)
    picture[40:60] = (20, 20, 22)
    words = describe(person, picture, parts, "back")
    assert words["top_color"] == "black"
    assert words["top_kind"] == person.top.kind
    assert {words[key] for key in ("shoe_color", "hair_color", "hat", "bottom_color", "beard", "glasses")} == {
        UNKNOWN
    }


def test_facing():
    assert [facing(a) for a in (0, 350, 90, 270, 180, 200)] == ["front", "front", "side", "side", "back", "back"]


def test_two_renderers_in_one_process_do_not_mix(studio):
    """What a second renderer does between two pictures of the first leaves the second picture as it was."""
    rng = np.random.default_rng(6)
    model = studio.prepare(cast_person(rng))
    camera = sample_camera(rng)
    first = studio.shoot(np.random.default_rng(7), model, camera)
    other = Renderer(64, 64)
    second = studio.shoot(np.random.default_rng(7), model, camera)
    other.release()
    third = studio.shoot(np.random.default_rng(7), model, camera)
    model.dressed.release()
    np.testing.assert_array_equal(first.rgba, second.rgba)
    np.testing.assert_array_equal(first.rgba, third.rgba)
