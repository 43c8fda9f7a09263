"""Likely persons as JSON and in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cpcl_desktop.engine.clock import length
from cpcl_desktop.engine.numbering import told
from cpcl_desktop.engine.recorder_time import described_time
from cpcl_desktop.engine.search.strength import described_strength

if TYPE_CHECKING:
    from cpcl_desktop.engine.persons.persons import Appearance, Person
    from cpcl_desktop.engine.persons.then import Leg, Way


def described_person(person: Person) -> dict[str, Any]:
    """A person as JSON has it."""
    return {
        "person": told(person.case, person.number),
        "name": person.name,
        "label": person.label,
        "likeness": _rounded(person.likeness),
        "lead": _rounded(person.lead),
        "appearances": [described_appearance(one) for one in person.appearances],
        "against": list(person.against),
        "apart": [{"person": told(one.case, one.person), "because": one.because} for one in person.apart],
    }


def described_appearance(one: Appearance) -> dict[str, Any]:
    """An appearance as JSON has it; among several cases also of which it is."""
    return {
        "track": told(one.case, one.track),
        **({"case": one.case} if one.case else {}),
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


def described_way(way: Way) -> dict[str, Any]:
    """An answer to a then-query as JSON has it."""
    return {
        "rank": way.rank,
        "score": round(way.score, 6),
        "person": told(way.case, way.person),
        "name": way.name,
        "legs": [_described_leg(leg) for leg in way.legs],
    }


def _described_leg(leg: Leg) -> dict[str, Any]:
    hit, shown = leg.hit, described_appearance(leg.appearance)
    fits: dict[str, Any] = {"score": None, "strength": None, "label": None}
    if hit is not None:
        fits = {"score": round(hit.score, 6), **described_strength(hit)}
    kept = {key: value for key, value in shown.items() if key not in ("gap_s", "gap_doubt_s", "label")}
    gap = {"gap_s": leg.gap_s, "gap_doubt_s": leg.gap_doubt_s, "certain": leg.is_certain}
    return {**kept, **fits, **gap, "same": leg.same}


def gap_words(gap_s: float | None, doubt_s: float | None) -> str:
    """The time between two appearances as a person reads it; empty where it is not known."""
    if gap_s is None:
        return ""
    off = f" ± {length(doubt_s)}" if doubt_s else ""
    return f"{'-' if gap_s <= -0.5 else ''}{length(abs(gap_s))}{off}"


def person_words(person: Person) -> str:
    """What a person is called, and how firmly its passages belong together."""
    called = f"Person {person.called}" + (f" “{person.name}”" if person.name else "")
    count = len(person.appearances)
    if count == 1:
        return f"{called}: 1 passage, like no other"
    cameras = len({(one.case, one.camera) for one in person.appearances})
    where = "one camera" if cameras == 1 else f"{cameras} cameras"
    return f"{called}: {count} passages at {where}, belonging together: {person.label}"


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
