"""Likely persons as JSON and in words."""

from __future__ import annotations

from typing import Any

from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.persons.persons import Appearance, Person
from cpcl_desktop.engine.recorder_time import described_time


def described_person(person: Person) -> dict[str, Any]:
    """A person as JSON has it."""
    return {
        "person": person.number,
        "name": person.name,
        "label": person.label,
        "likeness": _rounded(person.likeness),
        "lead": _rounded(person.lead),
        "appearances": [described_appearance(one) for one in person.appearances],
        "against": list(person.against),
        "apart": [{"person": one.person, "because": one.because} for one in person.apart],
    }


def described_appearance(one: Appearance) -> dict[str, Any]:
    """An appearance as JSON has it."""
    return {
        "track": one.track,
        "source": one.path,
        "camera": one.camera,
        "start_s": one.begin_s,
        "end_s": one.end_s,
        **described_time(one.time),
        "gap_s": one.gap_s,
        "gap_doubt_s": one.gap_doubt_s,
        "likeness": _rounded(one.likeness),
        "lead": _rounded(one.lead),
        "label": one.label,
    }


def gap_words(gap_s: float | None, doubt_s: float | None) -> str:
    """The time between two appearances as a person reads it; empty where it is not known."""
    if gap_s is None:
        return ""
    off = f" ± {length(doubt_s)}" if doubt_s else ""
    return f"{'-' if gap_s <= -0.5 else ''}{length(abs(gap_s))}{off}"


def person_words(person: Person) -> str:
    """What a person is called, and how firmly its passages belong together."""
    called = f"Person {person.number}" + (f" “{person.name}”" if person.name else "")
    count = len(person.appearances)
    if count == 1:
        return f"{called}: 1 passage, like no other"
    cameras = len({one.camera for one in person.appearances})
    where = "one camera" if cameras == 1 else f"{cameras} cameras"
    return f"{called}: {count} passages at {where}, belonging together: {person.label}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
