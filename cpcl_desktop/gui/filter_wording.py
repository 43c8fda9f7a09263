"""What the window says of filters and their values."""

from __future__ import annotations

from datetime import datetime

from cpcl_desktop.engine.runtime.language import tr

MORE, FEWER = tr("All filters"), tr("Fewer filters")
NEGATE = tr("All others instead")
NEGATE_TIP = tr("Let through what the ticked values do not")
NEGATE_SPAN = tr("All but this")
NEGATE_SPAN_TIP = tr("Let through what lies outside of this")
TURNED_SPAN = tr("The second is before the first, so this does not count.")
_MOST = 60  # letters on a chip
_WAYS = {
    "left to right": tr("Left to right"),
    "right to left": tr("Right to left"),
    "towards the camera": tr("Towards the camera"),
    "away from the camera": tr("Away from the camera"),
    "stays": tr("Stays where they are"),
}
_STATES = {
    "match": tr("Match"),
    "no match": tr("No match"),
    "unsure": tr("Unsure"),
    "undecided": tr("Not decided"),
    "bookmarked": tr("With a bookmark"),
    "reviewed": tr("Reviewed"),
}
_DAYS = {
    "monday": tr("Monday"),
    "tuesday": tr("Tuesday"),
    "wednesday": tr("Wednesday"),
    "thursday": tr("Thursday"),
    "friday": tr("Friday"),
    "saturday": tr("Saturday"),
    "sunday": tr("Sunday"),
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
    """Two moments by the clock: "2026-03-12 14:00 – 15:30"; the day once where it is the same."""
    begun, ended = (datetime.fromisoformat(part) for part in value.split("/"))
    clock = "%H:%M:%S" if begun.second or ended.second else "%H:%M"
    last = "" if begun.date() == ended.date() else f"{ended:%Y-%m-%d} "
    return f"{begun:%Y-%m-%d} {begun:{clock}} – {last}{ended:{clock}}"


def span_line(first: str, last: str) -> str:
    """A span with one or both of its ends: "14:00 – 15:30", "from 80", "up to 160"."""
    if first and last:
        return f"{first} – {last}"
    return tr("from {value}", value=first) if first else tr("up to {value}", value=last)


def class_line(first: str, last: str, count: int | None) -> str:
    """A span to choose, with how many passages it lets through; None: not counted."""
    said = span_line(first, last)
    return said if count is None else f"{said}   ({count:,})"


def group_line(name: str, ticked: int) -> str:
    """The values of a month, say, and how many of them are ticked."""
    return tr("{name} ({chosen})", name=name, chosen=several(ticked)) if ticked else name


def and_more(number: int) -> str:
    """That there are more values than a menu has room for."""
    return tr("and %n more, which a description can name", None, number)


def take_back(noun: str) -> str:
    """What the cross of a chip does."""
    return tr("Take back the filter {filter}", filter=noun)


def cut(said: str) -> str:
    """What a chip says, not wider than others leave room for."""
    return said if len(said) <= _MOST else f"{said[: _MOST - 1]}…"


def day_choice(day: str) -> str:
    """A day of the week, as it is offered."""
    return _DAYS[day]


def chosen_line(noun: str, said: str, is_negated: bool) -> str:
    """What a filter lets through, on its button: "Cameras: not Entrance"."""
    if is_negated:
        return tr("{filter}: not {value}", filter=noun, value=said)
    return tr("{filter}: {value}", filter=noun, value=said)


def all_line(noun: str) -> str:
    """That a filter lets everything through."""
    return tr("{filter}: all", filter=noun)


def several(number: int) -> str:
    """How many values are ticked."""
    return tr("%n chosen", None, number)


def count_text(text: str, count: int | None) -> str:
    """A value with how many passages it lets through, which menus show at their right; None: not counted."""
    return text if count is None else f"{text}\t{count:,}"
