"""What the JSON objects about likely persons hold: keys, meanings, units, as in `json_keys`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

TIME_KEYS: Final[Mapping[str, str]] = {
    "recorder_time": "by the recorder's clock; null where that is not known",
    "corrected_time": "the true time; null where it is not known",
    "time_ambiguous": "whether daylight saving leaves a doubt about it",
    "time_note": "which doubt; empty where there is none",
}
_CAVEAT = "that this is a proposal, in a sentence"
_SEEN = {
    "track": "a passage",
    "source": "the path of its footage",
    "camera": "the camera's name",
    "start_s": "where it begins, from the source's first frame",
    "end_s": "where it ends",
    **TIME_KEYS,
}
_GAP = {
    "gap_s": "seconds from the end of the passage before to its begin; null where that is not known",
    "gap_doubt_s": "by how much that may be off, by what the recorders' clocks may be",
}
_LIKE = {
    "likeness": "mean likeness to the person's other passages, at most about 1; null where it is alone",
    "lead": "by how much more that is than to any other person; null as likeness",
}
_BELONGS = "how firmly it belongs: strong, fair or weak; null where it is alone"


def _inside(name: str, *parts: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}.{key}": meaning for part in parts for key, meaning in part.items()}


ELSEWHERE_KEYS: Final[Mapping[str, str]] = {
    "elsewhere.track": "a hit's passage, in the order of the hits",
    "elsewhere.person": "its likely person, by the lowest number of a passage of theirs",
    "elsewhere.name": "what somebody called them; empty where nobody did",
    **_inside("elsewhere.appearances", _SEEN),
    "elsewhere.appearances.gap_s": "seconds between the hit and this passage, below zero where this was first; "
    "null where that is not known",
    "elsewhere.appearances.gap_doubt_s": _GAP["gap_doubt_s"],
    **_inside("elsewhere.appearances", _LIKE),
    "elsewhere.appearances.label": "how firmly the hit and this passage belong to one person",
}

THEN_KEYS: Final[Mapping[str, str]] = {
    "steps.text": "what was asked of a step; empty for the same person, whatever is to be seen",
    "steps.at": "at which cameras; none: at any",
    "steps.within_s": "at most how long after the step before; null: any time later",
    "notes": "what could not answer, in sentences",
    "caveat": _CAVEAT,
    "ways.rank": "1 for the best answer",
    "ways.score": "how well the passages fit and how likely they are one person, 0 to 1; to order answers by",
    "ways.person": "the likely person, by the lowest number of a passage of theirs",
    "ways.name": "what somebody called them; empty where nobody did",
    **_inside("ways.legs", _SEEN, _LIKE),
    "ways.legs.score": "as hits.score; null where the step describes nobody",
    "ways.legs.strength": "as hits.strength",
    "ways.legs.label": "as hits.label",
    **_inside("ways.legs", _GAP),
    "ways.legs.certain": "whether the gap fits whatever the clocks' error is",
    "ways.legs.same": "how firmly this passage and the one before belong to one person: strong, fair or weak",
}

PERSONS_KEYS: Final[Mapping[str, str]] = {
    "passages": "how many the case holds",
    "alone": "how many of them are like no other",
    "unclocked": "sources whose recorder's clock is not known",
    "clocks.source": "the path of footage whose clock is known",
    "clocks.camera": "the camera's name",
    "clocks.doubt_s": "by how many seconds its clock was taken to be off at most",
    "clocks.doubt_is_stated": "whether somebody stated that (else it follows from how the clock is known)",
    "caveat": _CAVEAT,
    "persons.person": "a likely person, by the lowest number of a passage of theirs",
    "persons.name": "what somebody called them; empty where nobody did",
    "persons.label": "how firmly the passages belong together: strong, fair or weak; null for one alone",
    **_inside("persons", _LIKE),
    **_inside("persons.appearances", _SEEN, _GAP, _LIKE),
    "persons.appearances.label": _BELONGS,
    "persons.against": "what contradicts that it is one person, or could not be checked, in sentences",
    "persons.apart.person": "another that looks like this one and was kept apart",
    "persons.apart.because": "why",
}
