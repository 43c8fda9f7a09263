"""Captions as people write them: from the words of `describe`, in many wordings, lengths and orders.

Only what a crop shows is said. Skin and ethnicity are never said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cpcl_train.synthetic.describe import Attributes
from cpcl_train.synthetic.wording import (
    Draw,
    bag_phrase,
    bottom_phrase,
    colour_word,
    extra_phrases,
    hair_phrase,
    known,
    one_of,
    shoe_phrase,
    subject,
    top_phrase,
    with_article,
)

FORBIDDEN = frozenset(
    [
        "skin",
        "skinned",
        "complexion",
        "white-skinned",
        "dark-skinned",
        "race",
        "ethnic",
        "ethnicity",
        "african",
        "asian",
        "caucasian",
        "european",
        "indian",
        "arab",
        "latino",
        "hispanic",
        "negro",
        "oriental",
    ]
)


def _join(parts: Sequence[str]) -> str:
    kept = [part for part in parts if part]
    return kept[0] if len(kept) == 1 else ", ".join(kept[:-1]) + " and " + kept[-1] if kept else ""


_WEARING = (" wearing ", ", wearing ", " in ", " wears ", " dressed in ", " is wearing ")
_DARK = ("black", "dark grey", "navy")


def _overall(rng: Draw, words: Attributes) -> str:
    """`dressed entirely in black` where top and bottom share a colour, else nothing."""
    top, bottom = words["top_color"], words["bottom_color"]
    same = top == bottom and known(top) and not known(words["top_second_color"])
    if same:
        colour = colour_word(rng, top)
        return one_of(rng, (f"dressed entirely in {colour}", f"all in {colour}", f"in all {colour} clothes",
                          f"dressed in {colour}", f"wearing all {colour}"))  # fmt: skip
    if top in _DARK and bottom in _DARK:
        return one_of(rng, ("in dark clothes", "dressed in dark clothing", "wearing dark clothes"))
    return ""


def _long(rng: Draw, words: Attributes) -> str:
    """A full sentence with nearly everything."""
    who = with_article(subject(rng, words))
    worn = [
        top_phrase(rng, words),
        bottom_phrase(rng, words),
        shoe_phrase(rng, words) if rng.random() < 0.8 else "",
    ]
    worn += extra_phrases(rng, words)
    if rng.random() < 0.2:
        worn = [worn[i] for i in rng.permutation(len(worn))]
    hair, bag = hair_phrase(rng, words), bag_phrase(rng, words)
    text = f"{who}{f' with {hair}' if hair and rng.random() < 0.75 else ''}{_seen_from(rng, words)}"
    if _join(worn):
        text += f"{one_of(rng, _WEARING)}{_join(worn)}"
    if bag:
        text += one_of(rng, (f", carrying {bag}", f" with {bag}", f" and carrying {bag}", f". Also has {bag}"))
    return text + "."


def _seen_from(rng: Draw, words: Attributes) -> str:
    if rng.random() > 0.12:
        return one_of(rng, (" walking", "", "", "", "", "", ""))
    return {"back": one_of(rng, (" seen from behind", " from behind")), "front": " facing the camera",
            "side": " seen from the side"}[words["view"]]  # fmt: skip


def _medium(rng: Draw, words: Attributes) -> str:
    """Top and bottom, perhaps one more thing."""
    who = subject(rng, words)
    body = [p for p in (top_phrase(rng, words), bottom_phrase(rng, words)) if p]
    more = [p for p in (bag_phrase(rng, words), hair_phrase(rng, words), *extra_phrases(rng, words)) if p]
    extra = one_of(rng, more) if more and rng.random() < 0.6 else ""
    text = f"{who} in {_join(body)}" if body else who
    text = text if rng.random() < 0.5 else text.replace(f"{who} in ", f"{who} wearing ", 1)
    text += f" with {extra}" if extra else ""
    return with_article(text) if rng.random() < 0.5 else text


def _short(rng: Draw, words: Attributes) -> str:
    """One or two things: a quick search."""
    who = subject(rng, words)
    top, bag, bottom = top_phrase(rng, words), bag_phrase(rng, words), bottom_phrase(rng, words)
    options = [f"{who} in {top}"] if top else [who]
    options += [f"{who} with {bag}"] * 2 if bag else []
    options += [f"{who} in {bottom}"] if bottom else []
    options += [f"{who} in {top} with {bag}"] if top and bag else []
    options += [f"{who} with {hair_phrase(rng, words)}"] if hair_phrase(rng, words) and top else []
    options += [f"{who} with {extra}" for extra in extra_phrases(rng, words)]
    text = one_of(rng, options)
    return text if not text.endswith("with ") else who


def _keywords(rng: Draw, words: Attributes) -> str:
    """`red shirt blue jeans black backpack`."""
    parts = [top_phrase(rng, words), bottom_phrase(rng, words), bag_phrase(rng, words), *extra_phrases(rng, words)]
    if rng.random() < 0.3:
        parts.append(shoe_phrase(rng, words))
    bare = [part.removeprefix("a ").removeprefix("an ") for part in parts if part]
    if not bare:
        return subject(rng, words)
    kept = bare[: int(rng.integers(2, 5))]
    lead = [subject(rng, words)] if rng.random() < 0.4 else []
    return one_of(rng, (" ", ", ")).join(lead + kept)


def _same_colour(rng: Draw, words: Attributes) -> str:
    overall = _overall(rng, words)
    if not overall:
        return _medium(rng, words)
    more = [p for p in (bag_phrase(rng, words), hair_phrase(rng, words), shoe_phrase(rng, words)) if p]
    text = f"{subject(rng, words)} {overall}"
    return f"{text} with {one_of(rng, more)}" if more and rng.random() < 0.5 else text


_STYLES: tuple[tuple[Callable[[Draw, Attributes], str], float], ...] = (
    (_long, 0.34), (_medium, 0.28), (_short, 0.16), (_keywords, 0.10), (_same_colour, 0.12),
)  # fmt: skip


def caption(rng: Draw, words: Attributes) -> str:
    """One caption for a crop described by `words` (see `describe.describe`)."""
    style = _STYLES[int(rng.choice(len(_STYLES), p=[share for _, share in _STYLES]))][0]
    text = style(rng, words).replace("  ", " ")
    return text[0].upper() + text[1:] if rng.random() < 0.75 else text


def captions(rng: Draw, words: Attributes, count: int = 7) -> list[str]:
    """`count` different captions; fewer where a crop shows too little to say it so many ways."""
    made: dict[str, None] = {}
    for _ in range(count * 4):
        made[caption(rng, words)] = None
        if len(made) == count:
            break
    return list(made)
