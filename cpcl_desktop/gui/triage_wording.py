"""What the window says while hits are gone through: what is new, what is left, what was done."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from cpcl_desktop.engine.records import Answer, Source
from cpcl_desktop.engine.search.clock_times import MONTHS, WEEKDAYS
from cpcl_desktop.gui.look.names import tip
from cpcl_desktop.gui.wording import count

_NAMED = 10  # sources that a tip names


def new_line(new: int, among: int) -> str:
    """How many passages were read since the hits were found, and how many of them would stand among these."""
    read = "1 new passage was read" if new == 1 else f"{new:,} new passages were read"
    if not among:
        return f"{read} since; none of them stands among these hits."
    would = " and would" if among == new else f"; {among:,} of them would"
    return f"{read} since{would} stand among these hits."


def date_choice(date: str) -> str:
    """A date of the footage as it is offered: "Thu 12 March 2026"."""
    day = datetime.date.fromisoformat(date)
    return f"{WEEKDAYS[day.weekday()][:3].capitalize()} {day.day} {MONTHS[day.month - 1].capitalize()} {day.year}"


def unclocked_choice(unclocked: int, of: int) -> str:
    """Beside the filters by the clock: how much footage they leave out; empty where none."""
    if not unclocked:
        return ""
    if unclocked == of:
        return "No date or time of day: no recorder's clock is known here"
    return f"{count(unclocked, 'source')} without a known clock"


def unclocked_details(unclocked: Sequence[Source]) -> str:
    """Which footage that is, and what to do."""
    names = [source.name for source in unclocked[:_NAMED]]
    more = [f"and {len(unclocked) - _NAMED:,} more"] if len(unclocked) > _NAMED else []
    what = "A filter by date or time of day leaves these out. State when they begin (`cpcl clock`) to include them:"
    return tip([what, *names, *more])


def more_below(answer: Answer | None) -> int:
    """How many passages come below those shown."""
    if answer is None or not answer.hits or len(answer.hits) < answer.query.limit:
        return 0
    return max(0, answer.tracks_searched - len(answer.hits))


def more_choice(answer: Answer | None) -> str:
    """How many passages come below those shown, on the button that shows them; empty where none do."""
    below = more_below(answer)
    return f"Show more: {below:,} below these" if below else ""


def decided_line(decided: int, of: int) -> str:
    """How far one has come: "41 of 120 decided"; empty where there is nothing to decide about."""
    return f"{decided:,} of {of:,} decided" if of else ""


def group_line(verdict: str | None, shown: int, of: int) -> str:
    """What was decided about a group at once, and what a group is."""
    said = "Withdrawn" if verdict is None else verdict.capitalize()
    others = f"; {of - shown} more of it are not among the hits and stay as they are" if of > shown else ""
    return (
        f"{said}: {count(shown, 'hit')} proposed to show one person{others}. A proposal, never an identification."
    )
