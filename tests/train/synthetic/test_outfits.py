"""Clothes and heads: what is worn covers pixels, is described where it shows, and is said."""

import re
from dataclasses import replace

import numpy as np
import pytest

from cpcl_train.synthetic import studio as studio_module
from cpcl_train.synthetic.captions import captions
from cpcl_train.synthetic.cast import cast_person
from cpcl_train.synthetic.catalogue import TIGHTS
from cpcl_train.synthetic.colours import typical_colour
from cpcl_train.synthetic.outfits import with_outfit
from cpcl_train.synthetic.person import Garment
from cpcl_train.synthetic.scene import Camera, sample_light

FRONT, BACK = 10.0, 185.0


def words_of(studio, monkeypatch, person, azimuth=FRONT, seed=0):
    monkeypatch.setattr(studio_module, "_CLOSE_UPS", 0.0)
    monkeypatch.setattr(studio_module, "sample_azimuth", lambda rng: azimuth)
    monkeypatch.setattr(studio_module, "_crop", lambda rng, part, whole: (slice(None), slice(None)))
    rng = np.random.default_rng([seed, 4])
    model = studio.prepare(person)
    shot = studio.shoot(rng, model, Camera(0.15, 60.0, sample_light(rng)))
    model.dressed.release()
    return shot.words


def plain(kind="jacket", colour="black", **changes):
    """A bare-headed man in one top, dark trousers and shoes."""
    person = cast_person(np.random.default_rng([8, 1]))
    top = Garment(kind, TIGHTS, typical_colour(colour), typical_colour("white"), inflate=0.25, hem=0.0)
    bottom = Garment("trousers", TIGHTS, typical_colour("grey"), typical_colour("grey"), hem=-7.4, inflate=0.1)
    made = replace(
        person, sex="male", age="adult", hair_style="short02", hair_length="short", top=replace(top, **changes),
        bottom=bottom, hat=None, vest=None, scarf=None, bags=(), carried=(), tie=None, mask=None, apron=None,
        glasses=False, sunglasses=False, beard=False, outfit="everyday",
    )  # fmt: skip
    if made.shoe_kind != "shoes":
        made = replace(made, shoe_kind="shoes", shoes=replace(made.shoes, pattern="plain"))
    return made


def said(words, pattern, count=150):
    rng = np.random.default_rng(3)
    return any(re.search(pattern, text, re.IGNORECASE) for _ in range(count // 7) for text in captions(rng, words))


@pytest.mark.parametrize(("hem", "length"), [(0.0, "hip"), (-2.0, "thigh"), (-3.8, "knee"), (-5.5, "calf")])
def test_a_coat_has_the_length_of_its_hem(studio, monkeypatch, hem, length):
    words = words_of(studio, monkeypatch, plain("coat", hem=hem, skirt=True))
    assert (words["top_kind"], words["top_length"]) == ("coat", length)


@pytest.mark.parametrize("hood", ["up", "down"])
def test_fur_on_a_hood_is_seen_and_said(studio, monkeypatch, hood):
    person = plain("parka", hem=-2.0, skirt=True, hood=hood, fur=typical_colour("beige"))
    if hood == "up":
        person = replace(person, hat=replace(person.top, kind="hood", source="head", inflate=0.1))
    words = words_of(studio, monkeypatch, person, BACK if hood == "down" else FRONT)
    assert words["hood"] == hood
    assert words["fur"] not in ("none", "unknown")
    assert said(words, r"fur|furry")
    assert words_of(studio, monkeypatch, plain())["fur"] == "none"


def test_an_open_jacket_shows_what_is_beneath_in_front_only(studio, monkeypatch):
    person = plain(front=2, opening=0.8, inner=typical_colour("red"), inner_kind="t-shirt")
    front, back = words_of(studio, monkeypatch, person), words_of(studio, monkeypatch, person, BACK)
    assert (front["top_open"], front["inner_kind"]) == ("open", "t-shirt")
    assert front["inner_color"] in ("red", "dark red")
    assert (back["top_open"], back["inner_color"]) == ("unknown", "unknown")
    assert words_of(studio, monkeypatch, plain(), BACK)["inner_color"] == "none"


def test_a_suit_with_a_tie(studio, monkeypatch):
    person = plain("suit jacket", "navy", front=3, opening=0.8, inner=typical_colour("white"), hem=-0.5,
                   source="male_elegantsuit01", inflate=0.06)  # fmt: skip
    words = words_of(studio, monkeypatch, replace(person, outfit="suit", tie=typical_colour("red")))
    assert words["outfit"] == "suit"
    assert words["tie"] in ("red", "dark red")
    assert said(words, r"\btie\b")
    assert words_of(studio, monkeypatch, person)["tie"] == "none"


@pytest.mark.parametrize(
    ("change", "field", "value"),
    [
        ({"mask": "light blue"}, "mask", ("light blue", "blue", "light grey", "white")),
        ({"apron": "red"}, "apron", ("red", "dark red")),
        ({"sunglasses": True}, "glasses", ("sunglasses",)),
        ({"glasses": True}, "glasses", ("glasses",)),
        ({"beard": True, "beard_long": False}, "beard", ("beard",)),
        ({"beard": True, "beard_long": True}, "beard", ("long beard",)),
        ({"hair_style": "balding", "hair_length": "balding"}, "hair_length", ("balding",)),
    ],
)
def test_what_is_on_face_and_front(studio, monkeypatch, change, field, value):
    colours = {key: typical_colour(v) if key in ("mask", "apron") else v for key, v in change.items()}
    words = words_of(studio, monkeypatch, replace(plain("t-shirt", "white"), **colours))
    assert words[field] in value
    assert words_of(studio, monkeypatch, plain("t-shirt", "white"))[field] in ("none", "short")


@pytest.mark.parametrize("kind", ["headscarf", "cap", "beanie", "helmet"])
def test_headwear(studio, monkeypatch, kind):
    hat = Garment(kind, "head", typical_colour("red"), typical_colour("white"), hem=7.7, inflate=0.2)
    words = words_of(studio, monkeypatch, replace(plain(), hat=hat))
    assert words["hat"] == kind
    assert words["hat_color"] in ("red", "dark red")


@pytest.mark.parametrize(
    ("mark", "azimuth"),
    [("back lettering", BACK), ("chest lettering", FRONT), ("band", FRONT), ("epaulettes", FRONT)],
)
def test_marks_are_seen_from_their_side(studio, monkeypatch, mark, azimuth):
    words = words_of(studio, monkeypatch, plain(mark=mark), azimuth)
    assert words["top_mark"] == mark
    if mark == "back lettering":
        assert words_of(studio, monkeypatch, plain(mark=mark), FRONT)["top_mark"] == "unknown"


def test_every_outfit_is_drawn_and_children_wear_none():
    adults, children = set(), set()
    for seed in range(1500):
        rng = np.random.default_rng([31, seed])
        person = cast_person(rng)
        (children if person.age == "child" else adults).add(person.outfit)
        assert with_outfit(rng, replace(person, age="child", outfit="everyday")).outfit == "everyday"
    assert adults == {"everyday", "suit", "waistcoat", "office", "uniform", "overalls", "apron"}
    assert children == {"everyday"}


def test_dark_garments_that_differ_are_told_apart():
    words = {"sex": "male", "age": "adult", "build": "average", "view": "front", "top_kind": "jacket",
             "top_color": "navy", "bottom_kind": "trousers", "bottom_color": "black", "top_pattern": "plain",
             "top_second_color": "none", "sleeves": "long"}  # fmt: skip
    rng = np.random.default_rng(5)
    texts = [text.lower() for _ in range(60) for text in captions(rng, words)]
    both = [t for t in texts if re.search(r"trousers|pants|slacks|chinos", t) and re.search(r"jacket|coat|top", t)]
    assert len(both) > 100
    assert not [t for t in both if re.search(r"black (zip-up |outdoor |bomber )?(jacket|coat|top)", t)]
