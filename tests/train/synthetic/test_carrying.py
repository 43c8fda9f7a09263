"""What people carry stands or hangs where hands are, covers pixels, and is named."""

from dataclasses import replace

import numpy as np
import pytest

from cpcl_train.synthetic import studio as studio_module
from cpcl_train.synthetic.arms import reach
from cpcl_train.synthetic.body import Shape, joint_heads, morph
from cpcl_train.synthetic.captions import captions
from cpcl_train.synthetic.carrying import HOLDS
from cpcl_train.synthetic.cast import cast_person
from cpcl_train.synthetic.colours import typical_colour
from cpcl_train.synthetic.person import Bag, Carried
from cpcl_train.synthetic.pose import read_motions, skinning
from cpcl_train.synthetic.scene import Camera, sample_light
from cpcl_train.synthetic.vocabulary import BAGS, CARRIED

SEEDS = range(4)


def words_of(studio, monkeypatch, person, seed, azimuth=35.0):
    """The words of a whole view from the front, at a moderate pitch."""
    monkeypatch.setattr(studio_module, "_CLOSE_UPS", 0.0)
    monkeypatch.setattr(studio_module, "_WHOLE_THINGS", 1.0)
    monkeypatch.setattr(studio_module, "sample_azimuth", lambda rng: azimuth)
    rng = np.random.default_rng([seed, 3])
    model = studio.prepare(person)
    shot = studio.shoot(rng, model, Camera(0.25, 60.0, sample_light(rng)))
    model.dressed.release()
    return shot.words


def bare_handed(seed):
    person = cast_person(np.random.default_rng([19, seed]))
    return replace(person, carried=(), bags=())


@pytest.mark.parametrize("kind", sorted(HOLDS))
def test_a_carried_thing_is_seen_and_said(studio, monkeypatch, kind):
    value = kind.removeprefix("ridden ")
    seen, said = 0, []
    for seed in SEEDS:
        thing = Carried(kind, typical_colour("red"), typical_colour("white"), "L", 0.2 + 0.2 * seed)
        words = words_of(studio, monkeypatch, replace(bare_handed(seed), carried=(thing,)), seed)
        seen += words["carried"] == value
        said += captions(np.random.default_rng(seed), words, 12) if words["carried"] == value else []
    assert seen >= 3
    names = CARRIED[value][1]
    assert sum(any(name.split()[-1] in text for name in names) for text in said) > 0.2 * len(said)


@pytest.mark.parametrize("kind", sorted(set(BAGS) - {"shopping bags", "suitcase"}))
def test_a_bag_is_seen_in_its_colour(studio, monkeypatch, kind):
    seen = []
    for seed in SEEDS:
        bag = Bag(kind, typical_colour("red"), "R", 0.6)
        words = words_of(studio, monkeypatch, replace(bare_handed(seed), bags=(bag,)), seed, 215.0)
        seen.append((words["bag"], words["bag_color"]))
    assert sum(name == kind and colour in ("red", "dark red") for name, colour in seen) >= 3


def test_empty_hands_are_described_as_such(studio, monkeypatch):
    words = [words_of(studio, monkeypatch, bare_handed(seed), seed) for seed in range(6)]
    assert sum(w["carried"] == w["bag"] == "none" for w in words) >= 5
    assert not any(w["carried"] in HOLDS for w in words)


@pytest.mark.parametrize("place", [(2.0, 12.0, 3.0), (2.6, 9.0, 2.0), (1.0, 15.4, 0.7)])
def test_the_palm_reaches_its_grip_and_the_arm_keeps_its_length(library, place):
    body = morph(library, Shape("male"))
    body[:, 1] -= body[library.groups["joint-ground"].ravel(), 1].mean()
    heads, rig = joint_heads(library, body), library.rig
    turns = reach(read_motions(library)["walk1"].at(0.3), heads, rig, {"L": place})
    matrices = skinning(turns, heads, rig)
    posed = np.einsum("bij,bj->bi", matrices[:, :, :3], heads) + matrices[:, :, 3]
    elbow, wrist = (rig.names.index(f"{bone}.L") for bone in ("lowerarm01", "wrist"))
    palm = posed[wrist] + 0.8 * (posed[wrist] - posed[elbow]) / np.linalg.norm(posed[wrist] - posed[elbow])
    np.testing.assert_allclose(palm, place, atol=0.35)
    assert np.linalg.norm(posed[wrist] - posed[elbow]) == pytest.approx(
        float(np.linalg.norm(heads[wrist] - heads[elbow])), abs=1e-3
    )


def test_hands_that_push_hold_no_bag():
    for seed in range(800):
        person = cast_person(np.random.default_rng([23, seed]))
        kinds = {thing.kind for thing in person.carried}
        if kinds & {"pram", "box", "ridden bicycle"}:
            assert {bag.kind for bag in person.bags} <= {"backpack", "shoulder bag"}
        held = {thing.side for thing in person.carried}
        in_hand = {b.side for b in person.bags if b.kind not in ("backpack", "shoulder bag")}
        assert not held & in_hand
