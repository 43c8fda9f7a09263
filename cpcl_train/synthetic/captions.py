"""Captions as people write them: from the words of `describe`, in many wordings, lengths and orders.

Only what a crop shows is said. Skin and ethnicity are never said.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from cpcl_train.synthetic.describe import FIELDS, UNKNOWN, Attributes
from cpcl_train.synthetic.features import (
    acts,
    bag_phrase,
    beard_phrase,
    carried_clause,
    carried_noun,
    extra_phrases,
    hair_phrase,
    seen_from,
    subject,
)
from cpcl_train.synthetic.spelling import misspelt
from cpcl_train.synthetic.wording import (
    Draw,
    bottom_phrase,
    colour_word,
    known,
    one_of,
    shoe_phrase,
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


_WEARING = (" wearing ", ", wearing ", " in ", " wears ", " dressed in ", " is wearing ", " who is wearing ")
_DARK = ("black", "dark grey", "navy")
_IN_DARK = ("in dark clothes", "dressed in dark clothing", "wearing dark clothes")
_MISSPELT = 0.05  # of captions


def _overall(rng: Draw, words: Attributes) -> str:
    """`dressed entirely in black` where top and bottom share a colour, a suit or overalls, else nothing."""
    top, bottom = words["top_color"], words["bottom_color"]
    same = top == bottom and known(top) and not known(words["top_second_color"])
    if not same:
        return one_of(rng, _IN_DARK) if top in _DARK and bottom in _DARK else ""
    colour = colour_word(rng, top)
    if colour == "dark":
        return one_of(rng, _IN_DARK)
    if words["bottom_kind"] == "joggers" and words["top_kind"] in ("hoodie", "jacket", "sweater"):
        return one_of(rng, (f"in a {colour} tracksuit", f"wearing a {colour} tracksuit", f"in {colour} sportswear"))
    if words["outfit"] == "suit":
        return one_of(rng, (f"in a {colour} suit", f"wearing a {colour} suit", f"in a {colour} business suit"))
    if words["outfit"] == "uniform":
        return one_of(rng, (f"in a {colour} uniform", f"wearing a {colour} uniform", f"dressed all in {colour}"))
    return one_of(rng, (f"dressed entirely in {colour}", f"all in {colour}", f"in all {colour} clothes",
                        f"dressed in {colour}", f"wearing all {colour}"))  # fmt: skip


def _things(rng: Draw, words: Attributes) -> list[str]:
    return [phrase for phrase in (bag_phrase(rng, words), carried_noun(rng, words)) if phrase]


def _hair(rng: Draw, words: Attributes) -> str:
    """Hair and beard."""
    return _join([hair_phrase(rng, words), beard_phrase(rng, words)])


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
    hair, bag = _hair(rng, words), bag_phrase(rng, words)
    text = f"{who}{f' with {hair}' if hair and rng.random() < 0.75 else ''}"
    text += f" {seen_from(rng, words)}" if rng.random() < (0.6 if acts(words) else 0.18) else ""
    if _join(worn):
        text += f"{one_of(rng, _WEARING)}{_join(worn)}"
    if bag:
        text += one_of(rng, (f", carrying {bag}", f" with {bag}", f" and carrying {bag}", f". Also has {bag}"))
    clause = carried_clause(rng, words)
    return f"{text}, {clause}." if clause and rng.random() < 0.9 else f"{text}."


def _sentences(rng: Draw, words: Attributes) -> str:
    """Several short sentences, as in a statement."""
    he = {"male": "He", "female": "She"}[words["sex"]] if rng.random() < 0.9 else "They"
    has, wears = (
        ("have", "are wearing") if he == "They" else ("has", one_of(rng, ("is wearing", "wears", "had on")))
    )
    hair, worn = _hair(rng, words), _join([top_phrase(rng, words), bottom_phrase(rng, words)])
    parts = [
        f"{one_of(rng, ('The', 'A'))} {subject(rng, words)}"
        + (f" {has} {hair}" if hair else f" {seen_from(rng, words)}")
    ]
    parts += [f"{he} {wears} {worn}"] if worn else []
    more = [
        phrase for phrase in (*extra_phrases(rng, words), shoe_phrase(rng, words), bag_phrase(rng, words)) if phrase
    ]
    parts += [f"{he} also {has} {_join(more[:3])}"] if more else []
    clause = carried_clause(rng, words)
    parts += [f"{he} {'were' if he == 'They' else 'is'} {clause}"] if clause else []
    return ". ".join(parts) + "."


def _medium(rng: Draw, words: Attributes) -> str:
    """Top and bottom, perhaps one more thing."""
    who = subject(rng, words)
    body = [p for p in (top_phrase(rng, words), bottom_phrase(rng, words)) if p]
    more = [
        p
        for p in (
            *_things(rng, words) * 2,
            hair_phrase(rng, words),
            beard_phrase(rng, words),
            *extra_phrases(rng, words),
        )
        if p
    ]
    extra = one_of(rng, more) if more and rng.random() < 0.65 else ""
    text = f"{who} in {_join(body)}" if body else who
    text = text if rng.random() < 0.5 else text.replace(f"{who} in ", f"{who} wearing ", 1)
    text += f" with {extra}" if extra else ""
    text += f", {seen_from(rng, words)}" if rng.random() < (0.4 if acts(words) else 0.08) else ""
    return with_article(text) if rng.random() < 0.5 else text


def _short(rng: Draw, words: Attributes) -> str:
    """One or two things: a quick search."""
    who = subject(rng, words)
    top, bottom, things = top_phrase(rng, words), bottom_phrase(rng, words), _things(rng, words)
    clause, hair = carried_clause(rng, words), hair_phrase(rng, words)
    options = [f"{who} in {top}"] if top else [who]
    options += [f"{who} with {thing}" for thing in things] * 2
    options += [f"{who} {clause}"] * 3 if clause else []
    options += [f"{who} in {bottom}"] if bottom else []
    options += [f"{who} in {top} with {thing}" for thing in things] if top else []
    options += [f"{who} with {grown}" for grown in (hair, beard_phrase(rng, words)) if grown]
    options += [f"{who} with {extra}" for extra in extra_phrases(rng, words)]
    options += [f"{who} {seen_from(rng, words)}"] if top and rng.random() < 0.2 else []
    return one_of(rng, options)


def _bare(phrase: str) -> str:
    return phrase.removeprefix("a ").removeprefix("an ")


def _keywords(rng: Draw, words: Attributes) -> str:
    """`red shirt blue jeans black backpack`."""
    parts = [top_phrase(rng, words), bottom_phrase(rng, words), *_things(rng, words), *extra_phrases(rng, words)]
    if rng.random() < 0.3:
        parts.append(shoe_phrase(rng, words))
    bare = [_bare(part) for part in parts if part]
    if not bare:
        return subject(rng, words)
    kept = bare[: int(rng.integers(2, 5))]
    lead = [subject(rng, words)] if rng.random() < 0.4 else []
    return one_of(rng, (" ", ", ")).join(lead + kept)


def _telegraphic(rng: Draw, words: Attributes) -> str:
    """A log entry: `Male, short dark hair, black hooded jacket, grey joggers. Walking away.`"""
    who = one_of(rng, (words["sex"], subject(rng, words)))
    parts = [
        hair_phrase(rng, words),
        beard_phrase(rng, words),
        top_phrase(rng, words),
        bottom_phrase(rng, words),
        shoe_phrase(rng, words),
    ]
    parts += [*extra_phrases(rng, words), *_things(rng, words)]
    kept = [_bare(part) for part in parts if part and rng.random() < 0.85]
    text = ", ".join([who, *kept])
    return f"{text}. {seen_from(rng, words).capitalize()}." if rng.random() < 0.2 else text


def _same_colour(rng: Draw, words: Attributes) -> str:
    overall = _overall(rng, words)
    if not overall:
        return _medium(rng, words)
    more = [p for p in (*_things(rng, words), hair_phrase(rng, words), shoe_phrase(rng, words)) if p]
    text = f"{subject(rng, words)} {overall}"
    return f"{text} with {one_of(rng, more)}" if more and rng.random() < 0.5 else text


_STYLES: tuple[tuple[Callable[[Draw, Attributes], str], float], ...] = (
    (_long, 0.28), (_medium, 0.26), (_short, 0.16), (_keywords, 0.08), (_same_colour, 0.08), (_telegraphic, 0.08),
    (_sentences, 0.06),
)  # fmt: skip


def complete(words: Attributes) -> Attributes:
    """The words with every field; what was not said is unknown."""
    return {**dict.fromkeys(FIELDS, UNKNOWN), **words}


def caption(rng: Draw, words: Attributes) -> str:
    """One caption for a crop described by `words` (see `describe.describe`)."""
    style = _STYLES[int(rng.choice(len(_STYLES), p=[share for _, share in _STYLES]))][0]
    text = style(rng, complete(words)).replace("  ", " ")
    if rng.random() < _MISSPELT:
        text = misspelt(rng, text)
    return text[0].upper() + text[1:] if rng.random() < 0.75 else text


def captions(rng: Draw, words: Attributes, count: int = 7) -> list[str]:
    """`count` different captions; fewer where a crop shows too little to say it so many ways."""
    made: dict[str, None] = {}
    for _ in range(count * 4):
        made[caption(rng, words)] = None
        if len(made) == count:
            break
    return list(made)
