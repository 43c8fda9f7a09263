"""What the window says of filters and their values."""

from __future__ import annotations

from cpcl_desktop.engine.search.clock_times import between_words

NEGATE = "All others instead"
NEGATE_TIP = "Let through what the ticked values do not"
ANY = "Let all through"
_WAYS = {
    "left to right": "Left to right",
    "right to left": "Right to left",
    "towards the camera": "Towards the camera",
    "away from the camera": "Away from the camera",
    "stays": "Stays where they are",
}
_STATES = {
    "match": "Match",
    "no match": "No match",
    "unsure": "Unsure",
    "undecided": "Not decided",
    "bookmarked": "With a bookmark",
    "reviewed": "Reviewed",
}


def way_choice(way: str) -> str:
    """A way through the picture, as it is offered."""
    return _WAYS[way]


def state_choice(state: str) -> str:
    """What was decided or noted, as it is offered."""
    return _STATES[state]


def part_of_day(span: str) -> str:
    """A part of the day, as it is offered: "06:00 – 12:00"."""
    return " – ".join(span.split("-"))


def between_choice(value: str) -> str:
    """Two moments by the clock, as they are offered."""
    said = between_words(value)
    return said[0].upper() + said[1:]


def chosen_line(noun: str, said: str, is_negated: bool) -> str:
    """What a filter lets through, on its button: "Cameras: not Entrance"."""
    return f"{noun}: {f'not {said}' if is_negated else said}"


def all_line(noun: str) -> str:
    """That a filter lets everything through."""
    return f"{noun}: all"


def several(number: int) -> str:
    """How many values are ticked."""
    return f"{number} chosen"


def count_text(text: str, count: int | None) -> str:
    """A value with how many passages it lets through, which menus show at their right; None: not counted."""
    return text if count is None else f"{text}\t{count:,}"
