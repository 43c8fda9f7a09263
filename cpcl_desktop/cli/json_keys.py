"""What the JSON object of each command holds, beside its schema: keys, meanings, units.

As in SOURCE_KEYS a point stands before what is inside. Objects that several
commands print are described once and named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_SOURCES = "the sources, each with the keys above"
_CASE = "the case file"
_FAULTS = "what is wrong, in sentences; none when nothing is"
_UNCHECKED = "what could not be looked at, in sentences"
_TIME = {
    "recorder_time": "by the recorder's clock; null where that is not known",
    "corrected_time": "the true time; null where it is not known",
    "time_ambiguous": "whether daylight saving leaves a doubt about it",
    "time_note": "which doubt; empty where there is none",
}
_CLOCK = {
    "sources.source": "its number in the case",
    "sources.path": "where it is",
    **{f"sources.{key}": f"as clock.{key} above" for key in ("start", "origin", "timezone", "offset_s", "note")},
}

OBJECT_KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "ingest": {
        "provider": "where the networks ran",
        "provider_asked": "where they were asked to run",
        "provider_reason": "why that differs; empty where it does not",
        "detector": "what found people",
        "model": "the image–text model",
        "given_paths": "what was named, found on the way down folders; each in the place of its source",
        "sources": _SOURCES,
    },
    "ingest --retry": {"sources": _SOURCES},
    "search": {
        "query": "the description",
        "model.name": "the image–text model",
        "model.sha256": "SHA-256 of its manifest",
        "searched.tracks": "passages that the filters let through",
        "searched.crops": "their pictures",
        "read_as.text": "words of the description that were read as a filter",
        "read_as.filter": "which one: cameras, sources, time_of_day, weekday or date",
        "read_as.value": "the value that it took, several with commas between them",
        "unknown_words": "words and signs of the description that the model was not taught",
        "notes": "what else is to be known of the answer, in sentences",
        "hits.rank": "1 for the best",
        "hits.score": "a reason to look, not an identification; to be compared within one model only",
        "hits.track": "the passage's number",
        "hits.source": "the path of its footage",
        "hits.camera": "the camera's name",
        "hits.time_s": "when its best picture was taken, from the source's first frame",
        "hits.start_s": "where the passage begins",
        "hits.end_s": "where it ends",
        "hits.box": "where the person is in the picture",
        "hits.image": "the picture's file name where the source is a folder, else null",
        "hits.without_colour": "whether it is from a grey or dark stretch",
        **{f"hits.{key}": meaning for key, meaning in _TIME.items()},
        "hits.phrases.text": "a phrase of the description",
        "hits.phrases.support": "whether the passage bears it out: yes, no, unclear; of “no hat”, yes: no hat",
        "hits.phrases.score": "how much speaks for it, 0 to 1",
        "hits.phrases.by": "what was looked at: pictures or path",
    },
    "info": {
        "case": _CASE,
        "model.name": "the image–text model; all of model is null where there is none yet",
        "model.sha256": "SHA-256 of its manifest",
        "model.dim": "length of its vectors",
        "source": "how many sources the case holds",
        "track": "how many passages",
        "crop": "how many pictures",
        "sources": _SOURCES,
        "unfinished.path": "footage that is not read, or not to the end",
        "unfinished.state": "how far it is",
        "unfinished.message": "why",
    },
    "coverage": {
        "case": _CASE,
        "declared_s": "length of all sources together",
        "read_s": "of that, what was read",
        "missing_s": "what could not be read",
        "unread_s": "what was not read yet",
        "dark_s": "what is too dark",
        "grey_s": "what has no colour",
        "small_s": "where somebody is small",
        "least_person_px": "below which height a person counts as small",
        "waiting": "paths of footage that was added and not begun, of which the lengths above say nothing",
        "sentences": "the same in words",
        "sources": _SOURCES,
    },
    "clock": _CLOCK,
    "log": {
        "case": _CASE,
        "head.entries": "how many entries the log has",
        "head.hash": "the hash of the last",
        "entries.number": "its number, from 1",
        "entries.time": "when, in UTC",
        "entries.user": "by whom",
        "entries.purpose": "why; empty where that was not said",
        "entries.action": "what was done",
        "entries.details": "what exactly; depends on the action",
        "entries.previous": "the hash of the entry before",
        "entries.hash": "its own hash, over all the rest",
        "entries.authority": "by whose order; empty where that was not said",
    },
    "decisions": {
        "decisions.id": "the number of its entry in the log",
        "decisions.track": "the passage",
        "decisions.crop": "the picture that was looked at",
        "decisions.verdict": "match, no match or unsure; null where one was withdrawn",
        "decisions.description": "the person who was looked for",
        "decisions.note": "why, or what else is to be seen",
        "decisions.time": "when it was decided, in UTC",
        "decisions.user": "by whom",
        "decisions.source": "the path of the footage",
        "decisions.camera": "the camera's name",
        "decisions.time_s": "when the picture was taken, from the source's first frame",
        "decisions.image": "the picture's file name where the source is a folder, else null",
        **{f"decisions.{key}": meaning for key, meaning in _TIME.items()},
    },
    "report": {
        "report": "the folder",
        "items": "how many passages it shows",
        "manifest_sha256": "SHA-256 of its manifest.json",
        "notes": "what it could not show, in sentences",
    },
    "pairs": {
        "folder": "the folder",
        "passages": "passages in it, each of which counts as one person",
        "pictures": "pictures of them",
        "captions": "descriptions of these pictures",
        "undescribed": "matches left out, since nothing says what the person looks like",
        "annotations_sha256": "SHA-256 of its reid_raw.json",
    },
    "relink": {
        "sources.source": "its number in the case",
        "sources.path": "where it is now",
        "sources.outcome": "relinked, in place, changed or missing",
        "sources.sentence": "the same in words",
    },
    "verify CASE": {
        "faults": _FAULTS,
        "unchecked": _UNCHECKED,
        "sources_checked": "sources that have the content that was added",
        "log_head": "the log's head, NUMBER:HASH",
        "sources.source": "its number in the case",
        "sources.path": "where it was",
        "sources.sha256": "SHA-256 of the content that was added",
        "sources.state": "as added, changed or missing",
        "sources.now_at": "where its content is now; null where it is in its place or was not found",
    },
    "verify REPORT": {
        "faults": _FAULTS,
        "unchecked": _UNCHECKED,
        "holds": "what was checked and is as it was, in sentences",
        "manifest_sha256": "SHA-256 of its manifest.json",
    },
    "verify LOG": {"faults": _FAULTS, "log_head": "its head, NUMBER:HASH"},
    "models list": {
        "models.path": "where it is",
        "models.name": "its name",
        "models.kind": "image-text or detector",
        "models.sha256": "SHA-256 of its manifest; one that is damaged has path and fault (why) only",
    },
}
