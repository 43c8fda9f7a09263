"""Phrases for the person, their head, and what they have with them."""

from __future__ import annotations

from cpcl_train.synthetic.describe import Attributes
from cpcl_train.synthetic.vocabulary import BAGS, CARRIED, COLOURS, CYCLE_HELMETS, HATS
from cpcl_train.synthetic.wording import Draw, colour_word, known, one_of, with_article

_NOUNS = {
    ("male", "child"): ("boy", "boy", "child", "kid", "young boy"),
    ("female", "child"): ("girl", "girl", "child", "kid", "young girl"),
    ("male", "old"): ("elderly man", "old man", "older man", "elderly gentleman", "pensioner"),
    ("female", "old"): ("elderly woman", "old woman", "older lady", "elderly lady", "pensioner"),
    ("male", "adult"): ("man", "man", "man", "man", "guy", "male", "gentleman", "person", "bloke", "fellow"),
    ("female", "adult"): ("woman", "woman", "woman", "woman", "lady", "female", "girl", "person"),
}
_BUILDS = {
    "heavy": (0.4, ("heavyset", "large", "heavy", "stocky", "overweight", "big", "heavily built")),
    "slim": (0.2, ("slim", "thin", "slender", "skinny")),
}
_HAIR_WORDS = {
    "dark brown": ("dark brown", "brown", "dark", "dark"),
    "black": ("black", "black", "dark"),
    "blonde": ("blonde", "blonde", "blond", "fair", "light"),
    "grey": ("grey", "grey", "gray", "greying", "silver"),
    "red": ("red", "ginger", "auburn", "red"),
}
_GATHERED = {"ponytail": "ponytail", "braid": "braid", "bun": "bun"}


def subject(rng: Draw, words: Attributes) -> str:
    """`man`, `young woman`, `person` and so on, without an article."""
    age = words["age"] if words["age"] != "old" or rng.random() < 0.5 else "adult"
    noun = one_of(rng, _NOUNS[words["sex"], age])
    if words["outfit"] == "uniform" and rng.random() < 0.15:
        noun = one_of(rng, ("security guard", "guard", "officer"))
    elif words["carried"] == "bicycle" and rng.random() < (0.4 if words["pose"] == "riding" else 0.05):
        noun = "cyclist"
    chance, described = _BUILDS.get(words["build"], (0.0, ("",)))
    return f"{one_of(rng, described)} {noun}" if rng.random() < chance else noun


def hair_phrase(rng: Draw, words: Attributes) -> str:
    """`long black hair`, `a ponytail`, `a bald head` or nothing."""
    length = words["hair_length"]
    if length == "bald":
        return one_of(rng, ("a bald head", "a shaved head", "no hair"))
    if not known(words["hair_color"]):
        return ""
    colour = one_of(rng, _HAIR_WORDS.get(words["hair_color"], (words["hair_color"],)))
    if length == "balding":
        return one_of(rng, ("a balding head", "thinning hair", f"receding {colour} hair", f"balding {colour} hair",
                            "a bald patch"))  # fmt: skip
    if length == "afro":
        return one_of(rng, (f"{colour} curly hair", with_article(f"{colour} afro"), f"{colour} hair"))
    if length in _GATHERED:
        noun = _GATHERED[length]
        return one_of(rng, (f"{colour} hair in a {noun}", with_article(f"{colour} {noun}"), f"{colour} hair",
                            f"{colour} hair tied back"))  # fmt: skip
    if not known(length) or rng.random() < 0.3:
        return f"{colour} hair"
    shape = one_of(rng, ("", "", "", "straight ")) if length == "long" else ""
    return f"{length} {shape}{colour} hair"


def extra_phrases(rng: Draw, words: Attributes) -> list[str]:
    """Hat, scarf, glasses, mask, vest and apron, each if visible."""
    made = [_hat(rng, words), _face(rng, words)]
    if known(words["mask"]):
        made.append(_mask(rng, words["mask"]))
    if known(words["scarf"]):
        made.append(with_article(f"{colour_word(rng, words['scarf'])} scarf"))
    if known(words["vest"]):
        made.append(_vest(rng, words["vest"]))
    if known(words["apron"]):
        made.append(with_article(f"{colour_word(rng, words['apron'])} apron"))
    return [phrase for phrase in made if phrase]


def _hat(rng: Draw, words: Attributes) -> str:
    if not known(words["hat"]):
        return ""
    on_bicycle = words["hat"] == "helmet" and words["carried"] == "bicycle"
    noun = one_of(rng, CYCLE_HELMETS if on_bicycle else HATS[words["hat"]])
    return (
        f"the {noun}" if words["hat"] == "hood" else with_article(f"{colour_word(rng, words['hat_color'])} {noun}")
    )


def _face(rng: Draw, words: Attributes) -> str:
    if words["glasses"] == "sunglasses":
        return one_of(rng, ("sunglasses", "sunglasses", "dark glasses", "shades"))
    return (
        one_of(rng, ("glasses", "glasses", "dark-rimmed glasses", "spectacles")) if known(words["glasses"]) else ""
    )


def beard_phrase(rng: Draw, words: Attributes) -> str:
    """The beard or nothing."""
    if not known(words["beard"]):
        return ""
    colour = {"grey": "grey", "white": "white", "black": "dark", "dark brown": "dark"}.get(words["hair_color"], "")
    options = ["a beard", "a full beard" if words["beard"] == "beard" else "a long beard", "facial hair"]
    options += [with_article(f"{colour} beard")] if colour else []
    return one_of(rng, options)


def _mask(rng: Draw, colour: str) -> str:
    noun = one_of(
        rng, ("face mask", "mask", "face covering", "surgical mask" if colour != "black" else "face mask")
    )
    return with_article(f"{colour_word(rng, colour)} {noun}") if rng.random() < 0.6 else with_article(noun)


def _vest(rng: Draw, vest: str) -> str:
    nouns = {
        "hi-vis vest": (
            "hi-vis vest",
            "high-visibility vest",
            "safety vest",
            "reflective vest",
            "hi-viz waistcoat",
        ),
        "waistcoat": ("waistcoat", "waistcoat", "vest", "suit vest"),
        "vest": ("vest", "gilet", "body warmer", "sleeveless jacket", "bodywarmer", "puffer vest"),
    }
    kind = next(name for name in nouns if vest.endswith(name))
    colour = vest.removesuffix(kind).strip()
    noun = one_of(rng, nouns[kind])
    return with_article(f"{colour_word(rng, colour)} {noun}") if colour in COLOURS else with_article(noun)


def bag_phrase(rng: Draw, words: Attributes) -> str:
    """The bag."""
    if not known(words["bag"]):
        return ""
    noun = one_of(rng, BAGS[words["bag"]])
    colour = colour_word(rng, words["bag_color"])
    return f"two {colour} {noun[4:]}" if noun.startswith("two ") else with_article(f"{colour} {noun}")


def carried_noun(rng: Draw, words: Attributes) -> str:
    """The thing that is held, pushed, pulled or led, with its colour."""
    if not known(words["carried"]):
        return ""
    noun, colour = one_of(rng, CARRIED[words["carried"]][1]), words["carried_color"]
    plain = words["carried"] == "phone" or (words["carried"] == "box" and noun.startswith("cardboard"))
    if plain or not known(colour) or rng.random() < 0.25:
        return with_article(noun)
    adjective, kind = ("open ", noun[5:]) if noun.startswith("open ") else ("", noun)
    return with_article(f"{adjective}{colour_word(rng, colour)} {kind}")


def carried_clause(rng: Draw, words: Attributes) -> str:
    """`pushing a red bicycle` or nothing."""
    noun = carried_noun(rng, words)
    if noun and words["pose"] == "riding":
        return f"{one_of(rng, ('riding', 'riding', 'on', 'cycling on'))} {noun}"
    return f"{one_of(rng, CARRIED[words['carried']][0])} {noun}" if noun else ""


_DOING = {
    "sitting": ("sitting", "sitting down", "seated", "sitting on a bench", "sat on a seat"),
    "riding": ("cycling", "riding a bike", "cycling along"),
    "running": ("running", "running", "jogging", "in a hurry, running"),
}


def acts(words: Attributes) -> bool:
    """Whether the person does something that is worth a word: sits or runs."""
    return words["pose"] in _DOING


def seen_from(rng: Draw, words: Attributes) -> str:
    """Where the person looks or walks, or nothing where the crop does not show it."""
    if words["pose"] in _DOING and rng.random() < 0.75:
        return one_of(rng, _DOING[words["pose"]])
    walking = words["pose"] == "walking"
    back = ("seen from behind", "from behind", "seen from the back", "with their back to the camera", "facing away")
    options = {
        "back": (*back, "walking away", "walking away from the camera") if walking else back,
        "front": ("facing the camera", "seen from the front", "facing forward",
                  *(("walking towards the camera", "coming towards the camera") if walking else ())),
        "side": ("seen from the side", "in profile", "side view", *(("walking past",) if walking else ())),
    }[words["view"]]  # fmt: skip
    angled = {"three-quarter back": "seen from behind at an angle", "three-quarter front": "seen at an angle"}
    if words["facing"] in angled and rng.random() < 0.15:
        return angled[words["facing"]]
    return one_of(rng, options)
