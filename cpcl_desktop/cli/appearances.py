"""Likely persons and their appearances, as several commands print them."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.cli import terminal
from cpcl_desktop.engine.clock import moment
from cpcl_desktop.engine.numbering import called, told
from cpcl_desktop.engine.persons.persons import Appearance, Person
from cpcl_desktop.engine.persons.shown import gap_words, person_words
from cpcl_desktop.engine.recorder_time import ClockTime

_HEADER = ("track", "source", "camera", "passage", "corrected time")


def say_person(person: Person) -> None:
    """A person with its appearances, and what contradicts."""
    terminal.say(person_words(person))
    say_appearances(person.appearances)
    for sentence in person.against:
        terminal.say(sentence)
    for one in person.apart:
        terminal.say(f"Person {called(one.case, one.person)} looks like this one and was kept apart: {one.because}")
    terminal.say()


def say_appearances(
    appearances: Sequence[Appearance], gap: str = "since the last", belongs: str = "belongs"
) -> None:
    """Appearances as a table, in their order; what their last columns are called."""
    terminal.say_table((*_HEADER, gap, belongs), [_row(one) for one in appearances])


def shown_time(time: ClockTime) -> str:
    """A corrected time to the second, marked where it is doubtful; empty where it is not known."""
    return "" if time.corrected is None else time.corrected.isoformat(" ", "seconds") + " (?)" * time.ambiguous


def _row(one: Appearance) -> tuple[object, ...]:
    return (
        told(one.case, one.track),
        one.source,
        one.camera,
        f"{moment(round(one.begin_s * 1e6))} – {moment(round(one.end_s * 1e6))}",
        shown_time(one.time),
        gap_words(one.gap_s, one.gap_doubt_s),
        one.label or "",
    )
