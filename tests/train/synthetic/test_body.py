"""Bodies have human sizes, and poses keep limbs as long as they are."""

import numpy as np
import pytest

from cpcl_train.synthetic.body import Shape, joint_heads, morph, morph_shares
from cpcl_train.synthetic.pose import mirrored, read_motions, skinning


def height(library, shape):
    skin = morph(library, shape)[np.unique(library.groups["body"])]
    return float(np.ptp(skin[:, 1]))


def test_shares_of_one_kind_of_target_sum_to_one():
    shares = morph_shares(Shape("male", age=1.3, muscle=0.7, weight=0.2, height=0.5))
    assert sum(s for name, s in shares.items() if name.startswith("universal")) == pytest.approx(1)
    assert not any(name.startswith("height") for name in shares)


def test_every_share_names_a_target(library):
    for sex in ("male", "female"):
        for age in (0.0, 0.7, 1.0, 2.0):
            names = morph_shares(Shape(sex, age, 0.8, 0.9, 0.9))
            missing = [n for n in names if n not in library.target_names]
            assert set(missing) <= {n for n in missing if "averagemuscle-averageweight" in n}


def test_adults_and_children_have_human_heights(library):
    assert 15 < height(library, Shape("female")) < 19
    assert 15 < height(library, Shape("male")) < 20
    assert 9 < height(library, Shape("male", age=0.1)) < 15
    assert height(library, Shape("male", height=0.9)) > height(library, Shape("male", height=0.2)) + 1


def test_weight_makes_wider(library):
    def waist(weight):
        body = morph(library, Shape("female", weight=weight))
        place = library.base[:13380]
        level = (np.abs(place[:, 1] - 1.9) < 0.2) & (np.abs(place[:, 0]) < 2.5)  # the trunk, not the hands
        return np.ptp(body[:13380][level, 0])

    assert waist(1.0) > 1.15 * waist(0.0)


@pytest.mark.parametrize("name", ["walk1", "standing01", "standing03"])
def test_posing_turns_limbs_and_never_stretches_them(library, name):
    body = morph(library, Shape("male"))
    heads = joint_heads(library, body)
    turns = read_motions(library)[name].at(0.4)
    np.testing.assert_allclose(np.linalg.det(turns), 1, atol=1e-4)
    matrices = skinning(turns, heads, library.rig)
    posed = np.einsum("bij,bj->bi", matrices[:, :, :3], heads) + matrices[:, :, 3]
    parents = np.asarray(library.rig.parents)
    for points in (heads, posed):
        assert points.shape == (len(parents), 3)
    rest = np.linalg.norm(heads[1:] - heads[parents[1:]], axis=1)
    np.testing.assert_allclose(np.linalg.norm(posed[1:] - posed[parents[1:]], axis=1), rest, atol=1e-3)


@pytest.mark.parametrize("name", ["walk1", "standing02"])
def test_arms_hang_and_feet_stay_below(library, name):
    heads = joint_heads(library, morph(library, Shape("male")))
    matrices = skinning(read_motions(library)[name].at(0.2), heads, library.rig)
    posed = np.einsum("bij,bj->bi", matrices[:, :, :3], heads) + matrices[:, :, 3]
    place = dict(zip(library.rig.names, posed, strict=True))
    for side in (".L", ".R"):
        assert place["wrist" + side][1] < place["upperarm01" + side][1] - 2
        assert place["foot" + side][1] < place["upperleg01" + side][1] - 5
        assert abs(place["wrist" + side][0]) < 4.5


def test_mirroring_twice_is_nothing(library):
    turns = read_motions(library)["walk1"].at(0.15)
    twice = mirrored(mirrored(turns, library.rig), library.rig)
    np.testing.assert_allclose(twice, turns, atol=1e-6)
    assert np.abs(mirrored(turns, library.rig) - turns).max() > 0.1
