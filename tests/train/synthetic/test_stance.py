"""People walk, stand, run, sit and ride; what they sit on is part of nobody."""

import re
from dataclasses import replace

import numpy as np
import pytest

from cpcl_train.synthetic import stance as stance_module
from cpcl_train.synthetic import studio as studio_module
from cpcl_train.synthetic.captions import captions
from cpcl_train.synthetic.cast import cast_person
from cpcl_train.synthetic.colours import typical_colour
from cpcl_train.synthetic.dress import dress
from cpcl_train.synthetic.person import Carried
from cpcl_train.synthetic.scene import Camera, heading, sample_light
from cpcl_train.synthetic.stance import sample_stance


def in_trousers(seed, **changes):
    rng = np.random.default_rng([61, seed])
    while True:
        person = cast_person(rng)
        if not (person.bottom.skirt or person.top.skirt or person.bottom.kind == "none"):
            return replace(person, carried=(), bags=(), apron=None, **changes)


def only(monkeypatch, pose):
    monkeypatch.setattr(stance_module, "_POSES", {pose: 1.0})
    monkeypatch.setattr(studio_module, "_CLOSE_UPS", 0.0)
    monkeypatch.setattr(studio_module, "_crop", lambda rng, part, whole: (slice(None), slice(None)))
    monkeypatch.setattr(studio_module, "sample_azimuth", lambda rng: 30.0)


def shoot(studio, person):
    rng = np.random.default_rng(2)
    model = studio.prepare(person)
    shot = studio.shoot(rng, model, Camera(0.2, 60.0, sample_light(rng)))
    model.dressed.release()
    return shot


@pytest.mark.parametrize(
    ("pose", "said"), [("sitting", r"\b(sitting|seated|sat)\b"), ("running", r"running|jogging")]
)
def test_a_pose_is_described_and_said(studio, monkeypatch, pose, said):
    only(monkeypatch, pose)
    words = shoot(studio, in_trousers(1)).words
    assert words["pose"] == pose
    texts = captions(np.random.default_rng(3), words, 40)
    assert any(re.search(said, text) for text in texts)


def test_who_sits_has_level_thighs_and_a_seat_below(studio, monkeypatch):
    only(monkeypatch, "sitting")
    figure = dress(studio.wardrobe, in_trousers(2))
    stance = sample_stance(np.random.default_rng(1), studio.wardrobe, studio.motions, figure)
    place = {name: studio.wardrobe.bone(f"{name}.L") for name in ("upperleg01", "lowerleg01", "foot")}
    matrices = studio.wardrobe.matrices(stance.turns, figure.heads)
    hip, knee, foot = (matrices[b, :, :3] @ figure.heads[b] + matrices[b, :, 3] for b in place.values())
    assert abs(hip[1] - knee[1]) < 0.35 * np.linalg.norm(hip - knee)
    assert knee[1] - foot[1] > 0.7 * np.linalg.norm(knee - foot)
    shown = shoot(studio, in_trousers(2)).rgba
    monkeypatch.setattr(studio_module, "seat_height", lambda joints, wardrobe: -500.0)
    assert (shown[:, :, 3] > 0).sum() > 1.1 * (shoot(studio, in_trousers(2)).rgba[:, :, 3] > 0).sum()


def test_skirts_and_full_hands_never_sit(studio, monkeypatch):
    only(monkeypatch, "sitting")
    box = Carried("box", typical_colour("brown"), typical_colour("beige"), "L", 0.5)
    figure = dress(studio.wardrobe, replace(in_trousers(3), carried=(box,)))
    assert sample_stance(np.random.default_rng(1), studio.wardrobe, studio.motions, figure).pose == "standing"


def test_a_rider_is_said_to_ride(studio, monkeypatch):
    only(monkeypatch, "walking")
    bicycle = Carried("ridden bicycle", typical_colour("red"), typical_colour("white"), "L", 0.5)
    words = shoot(studio, replace(in_trousers(4), carried=(bicycle,))).words
    assert (words["carried"], words["pose"]) == ("bicycle", "riding")
    texts = captions(np.random.default_rng(3), words, 40)
    assert any(re.search(r"\b(riding|cycling on|on) (a|the)", text) for text in texts)
    assert not any(re.search(r"pushing|wheeling|walking", text) for text in texts)


def test_headings_go_round():
    assert [heading(a) for a in (0, 40, 90, 140, 180, 220, 320, 359)] == [
        "front", "three-quarter front", "side", "three-quarter back", "back", "three-quarter back",
        "three-quarter front", "front",
    ]  # fmt: skip
