"""What the JSON object of each command holds, beside its schema: keys, meanings, units.

As in SOURCE_KEYS a point stands before what is inside. Objects that several
commands print are described once and named here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from cpcl_desktop.cli.machine_keys import BENCH_KEYS, DOCTOR_KEYS
from cpcl_desktop.cli.person_keys import ELSEWHERE_KEYS, PERSONS_KEYS, THEN_KEYS, TIME_KEYS
from cpcl_desktop.cli.several_keys import several_keys
from cpcl_desktop.engine.coverage.source_keys import LEFT_OUT_KEYS

_SOURCES = "the sources, each with the keys above"
_CASE = "the case file"
_FAULTS = "what is wrong, in sentences; none when nothing is"
_KEPT = "what holds of the head, signature and time stamp that were kept elsewhere, in sentences"
_UNCHECKED = "what could not be looked at, in sentences"
_PUT_BACK = "numbers of sources that were in the bin, and came back because they were added again"
_ROUTE = {
    "direction": "where the person went in the picture, from left to right, towards the camera and so on, or "
    "stays; null where it was not recorded",
    "speed": "in heights of the person's own box a second; null as direction",
    "dwell_s": "seconds of standing: within one height for at least five; null as direction",
}
_LEFT_OUT = {f"left_out.{key}": meaning for key, meaning in LEFT_OUT_KEYS.items()}
_ADDED = {
    "path": "where it is kept",
    "name": "its name",
    "kind": "image-text or detector",
    "sha256": "SHA-256 of its manifest",
}
_CLOCK = {
    "sources.source": "its number in the case",
    "sources.path": "where it is",
    **{
        f"sources.{key}": f"as clock.{key} above"
        for key in ("start", "origin", "timezone", "offset_s", "doubt_s", "doubt_is_stated", "note")
    },
}
_CAMERA = {
    "sources.source": "its number in the case",
    "sources.path": "where it is",
    "sources.camera": "what its camera is called",
    "sources.before": "what that was called before this command",
}

_HEAD = {"head.entries": "how many entries the log has", "head.hash": "the hash of the last"}

_SEARCH = {
    "query": "the description",
    "model.name": "the image–text model",
    "model.sha256": "SHA-256 of its manifest",
    "searched.tracks": "passages that the filters let through",
    "searched.crops": "their pictures",
    "read_as.text": "words of the description that were read as a filter",
    "read_as.filter": "which one: cameras, sources, time_of_day, weekday or date",
    "read_as.value": "the value that it took, several with commas between them",
    "read_as.values": "each of them",
    "unknown_words": "words and signs of the description that the model was not taught",
    "unused_words": "words that it reads by their pieces, and that no caption of its training used",
    "notes": "what else is to be known of the answer, in sentences",
    "presence": "how probable it is, 0 to 1, that somebody like that is there, if before as likely as not; "
    "null where the model is not calibrated or an example image was given",
    "answer": "what that comes to: likely, perhaps or nothing; null as presence",
    "ask.question": "what to ask the witness next, the most telling first; empty where hits stand apart",
    "ask.phrases": "what a yes adds to the description, and what a no adds",
    "ask.gain": "how much the answer is expected to say about which hit is meant, in bits",
    "hits.rank": "1 for the best",
    "hits.score": "a reason to look, not an identification; to be compared within one model only",
    "hits.strength": "how probable it is, 0 to 1, that the passage fits, comparable between searches by one "
    "model; not an identification; null as presence",
    "hits.label": "its name: strong, fair or weak; null as presence",
    "hits.track": "the passage's number",
    "hits.source": "the path of its footage",
    "hits.camera": "the camera's name",
    "hits.time_s": "when its best picture was taken, from the source's first frame",
    "hits.start_s": "where the passage begins",
    "hits.end_s": "where it ends",
    "hits.box": "where the person is in the picture",
    "hits.image": "the picture's file name where the source is a folder, else null",
    "hits.without_colour": "whether it is from a grey or dark stretch",
    **{f"hits.{key}": meaning for key, meaning in {**_ROUTE, **TIME_KEYS}.items()},
    "hits.phrases.text": "a phrase of the description",
    "hits.phrases.support": "whether the passage bears it out: yes, no, unclear; of “no hat”, yes: no hat",
    "hits.phrases.score": "how much speaks for it, 0 to 1",
    "hits.phrases.by": "what was looked at: pictures or path",
}

_INFO = {
    "case": _CASE,
    "model.name": "the image–text model; all of model is null where there is none yet",
    "model.sha256": "SHA-256 of its manifest",
    "model.dim": "length of its vectors",
    "source": "how many sources the case holds",
    "track": "how many passages",
    "crop": "how many pictures",
    "team": "the database that the case follows, null for a case of its own",
    "models.name": "each model of which the case holds vectors",
    "models.sha256": "SHA-256 of its manifest",
    "models.state": "in use, building (a change to it is under way) or kept (in use before)",
    "models.vectors": "pictures it has embedded",
    "sources": _SOURCES,
    "unfinished.path": "footage that is not read, or not to the end",
    "unfinished.state": "how far it is",
    "unfinished.message": "why",
    "in_bin.source": "number of a source that was taken out and is not searched",
    "in_bin.path": "where it is",
    **_LEFT_OUT,
}

_COVERAGE = {
    "case": _CASE,
    "declared_s": "length of all sources together",
    "read_s": "of that, what was read",
    "missing_s": "what could not be read",
    "unread_s": "what was not read yet",
    "dark_s": "what is too dark",
    "grey_s": "what has no colour",
    "round_s": "what is seen through a fish-eye",
    "small_s": "where somebody is small",
    "tiny_s": "where somebody is too small for the detector to find all like them",
    "least_person_px": "below which height a person counts as small",
    "waiting": "paths of footage that was added and not begun, of which the lengths above say nothing",
    "in_bin": "names of sources in the bin, which are not searched, and of which nothing here says anything",
    **_LEFT_OUT,
    "sentences": "the same in words",
    "sources": _SOURCES,
}

_INGEST = {
    "provider": "where the networks ran",
    "provider_asked": "where they were asked to run",
    "provider_reason": "why that differs; empty where it does not",
    "detector": "what found people",
    "model": "the image–text model",
    "given_paths": "what was named, found on the way down folders; each in the place of its source",
    "sources": _SOURCES,
    "put_back": _PUT_BACK,
    "met.entries": "how many directory entries were met, those that were named included; the sum of all below",
    "met.folders": "of these, folders that were gone through",
    "met.became.outcome": "what became of footage: read whole, read in part, read already, not read to the "
    "end, or failed",
    "met.became.sources": "how many sources",
    "met.became.files": "of how many files",
    **{f"met.{key}": meaning for key, meaning in _LEFT_OUT.items()},
}

OBJECT_KEYS: Final[Mapping[str, Mapping[str, str]]] = {
    "ingest": _INGEST,
    "ingest --cluster": {
        **_INGEST,
        "workers.worker": "a worker that took part, by its name",
        "workers.sources": "paths of the footage of which it read all, or stretches",
        "notices": "what was said meanwhile, in sentences: who took no part or was put aside, what was read in one "
        "go, which parts stay",
    },
    "ingest --retry": {"sources": _SOURCES, "put_back": _PUT_BACK},
    "search": _SEARCH,
    "search --elsewhere": {**_SEARCH, **ELSEWHERE_KEYS},
    "search --then": THEN_KEYS,
    "persons": PERSONS_KEYS,
    "info": _INFO,
    "coverage": _COVERAGE,
    **several_keys(_SEARCH, _INFO, _COVERAGE),
    "clock": _CLOCK,
    "camera": _CAMERA,
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
        "entries.state": "where it changed the case: root, the digest of all tables after it, and tables, the "
        "digest of each that it changed; empty where it changed nothing",
    },
    "log --head": _HEAD,
    "log --sign": {
        **_HEAD,
        "file": "where the signature is",
        "fingerprint": "SHA-256 of the public key it can be checked with",
    },
    "log --timestamp-request": {
        **_HEAD,
        "file": "where the request is",
        "imprint": "SHA-256 of the head as it is printed, NUMBER:HASH, which is to be stamped",
    },
    "log --new-key": {
        "file": "where the private key is",
        "public": "where the public key is",
        "fingerprint": "SHA-256 of the public key",
    },
    "label": {
        "labels.id": "the number of the entry in the log that changed it last",
        "labels.label": "its number, whatever it is called",
        "labels.name": "what it is called",
        "labels.time": "when it was made or changed last, in UTC",
        "labels.user": "by whom",
        "labels.key": "the key that gives it in the window, 4 to 9; null for none",
        "labels.tracks": "the numbers of the passages that have it",
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
        "decisions.model": "the image–text model in use then; null where that was not noted",
        "decisions.model_sha256": "SHA-256 of its manifest",
        "decisions.labels": "the names of the labels that the passage has now",
        "decisions.source": "the path of the footage",
        "decisions.camera": "the camera's name",
        "decisions.time_s": "when the picture was taken, from the source's first frame",
        "decisions.image": "the picture's file name where the source is a folder, else null",
        **{f"decisions.{key}": meaning for key, meaning in TIME_KEYS.items()},
    },
    "passages": {
        "passages.track": "the passage's number",
        "passages.source": "the path of its footage",
        "passages.camera": "the camera's name",
        "passages.start_s": "where it begins, from the source's first frame",
        "passages.end_s": "where it ends",
        **{f"passages.{key}": meaning for key, meaning in TIME_KEYS.items()},
        "passages.observations": "in how many frames the person was seen",
        **{f"passages.{key}": meaning for key, meaning in _ROUTE.items()},
        "passages.route": "the way: seconds since its start, x and y of the middle of the person's box, its "
        "height, in pixels; straight and even in between; null as direction",
        "passages.joins.start_s": "where it was put together of two: when the person was last seen before",
        "passages.joins.end_s": "when first seen again",
        "passages.joins.gap_s": "for how long they were not seen",
        "passages.joins.distance": "how far from the place expected, in heights of the person; null: not known",
        "passages.joins.likeness": "how alike they look, -1 to 1, not an identification; null: a user joined them",
        "passages.joins.by": "following (a proposal of the program) or user",
    },
    "report": {
        "report": "the folder",
        "items": "how many passages it shows",
        "manifest_sha256": "SHA-256 of its manifest.json",
        "notes": "what it could not show, in sentences",
    },
    "pairs": {
        "folder": "the folder",
        "passages": "confirmed passages in it",
        "groups": "groups of one description or, by what was decided, one person; each counts as one",
        "pictures": "pictures of them",
        "captions": "descriptions of these pictures",
        "wrong": "passages with a description that they were decided not to show",
        "others": "passages of which nobody decided anything",
        "undescribed": "matches left out, since nothing says what the person looks like",
        "annotations_sha256": "SHA-256 of its reid_raw.json",
        "pairs_sha256": "SHA-256 of its pairs.json",
    },
    "reindex": {
        "case": _CASE,
        "done": "changed, back, dropped or given up",
        "model.name": "the model in use now",
        "model.sha256": "SHA-256 of its manifest",
        "model.dim": "length of its vectors",
        "other.name": "the model that was in use before, that was dropped or that was given up",
        "other.sha256": "SHA-256 of its manifest",
        "other.dim": "length of its vectors",
        "embedded": "pictures that were embedded for it",
    },
    "relink": {
        "sources.source": "its number in the case",
        "sources.path": "where it is now",
        "sources.outcome": "relinked, in place, changed or missing",
        "sources.sentence": "the same in words",
    },
    "merge": {
        "sources.source": "its number in the case",
        "sources.path": "where it is",
        "sources.part": "the file name of the case that it came from",
        "sources.outcome": "taken, known (its content was there) or replaced (it was there, read less far)",
        "passages": "how many passages the case holds now",
        "pictures": "how many pictures",
        "said": "decisions, labels, marks, descriptions, saved searches, decisions about persons: what was carried",
        "differences.source": "number of a source that a part has otherwise",
        "differences.name": "its name",
        "differences.part": "that part's file name",
        "differences.what": "camera, clock, state, passages, bin, read with or one camera now",
        "differences.kept": "what stands in the case",
        "differences.other": "what stands in the part",
        "conflicts.track": "number of a passage that was decided otherwise in several cases",
        "conflicts.counts": "the verdict that counts, which was given last",
        "conflicts.verdicts.case": "file name of a case",
        "conflicts.verdicts.verdict": "the verdict in it",
        "conflicts.verdicts.user": "who gave it",
        "conflicts.verdicts.time": "when, UTC",
        "not_carried.part": "file name of the part in which something was said that could not be carried",
        "not_carried.kind": "decision, mark, label, caption, person or saved search",
        "not_carried.number": "the number of its entry in that part's log",
        "not_carried.why": "why not, in words",
        "other_keys.name": "the name of a label that another key gives now than in a part",
        "other_keys.part": "that part's file name",
        "other_keys.there": "the key in the part, 0 for none",
        "other_keys.here": "the key in the case, 0 for none",
    },
    "bin": {
        "outcome": "in the bin, taken out, put back or removed",
        "sources.source": "its number in the case",
        "sources.path": "where it is",
        "sources.sha256": "SHA-256 of its content",
        "sources.passages": "how many passages it has",
        "sources.pictures": "how many pictures",
        "sources.decisions": "decisions on its passages, also those withdrawn or overruled",
        "sources.marks": "bookmarks, reviewed marks and labels given or taken off",
        "sources.captions": "sentences written of them",
        "sources.persons": "decisions about persons in which they take part",
    },
    "verify CASE": {
        "faults": _FAULTS,
        "unchecked": _UNCHECKED,
        "sources_checked": "sources that have the content that was added",
        "in_bin": "how many sources are in the bin, whose footage was not read",
        "searched_together": "how many searches were of several cases as one, and need all of them to be repeated",
        "found_by.detector": "what found people, and the SHA-256 of its weights, in words",
        "found_by.sources": "in how many sources",
        "log_head": "the log's head, NUMBER:HASH",
        "sources.source": "its number in the case",
        "sources.path": "where it was",
        "sources.sha256": "SHA-256 of the content that was added",
        "sources.state": "as added, changed or missing",
        "sources.now_at": "where its content is now; null where it is in its place or was not found",
        "holds": _KEPT,
    },
    "verify REPORT": {
        "faults": _FAULTS,
        "unchecked": _UNCHECKED,
        "holds": "what was checked and is as it was, in sentences",
        "manifest_sha256": "SHA-256 of its manifest.json",
    },
    "verify LOG": {
        "faults": _FAULTS,
        "unchecked": _UNCHECKED,
        "log_head": "its head, NUMBER:HASH",
        "holds": _KEPT,
    },
    "doctor": DOCTOR_KEYS,
    "bench": BENCH_KEYS,
    "models list": {
        "models.path": "where it is; a model that is damaged has path, fault (why) and origin only",
        "models.name": "its name",
        "models.kind": "image-text or detector",
        "models.sha256": "SHA-256 of its manifest",
        "models.licence": "its licence, as its manifest states it",
        "models.size_bytes": "size of its files",
        "models.dim": "length of its vectors; null for a detector",
        "models.origin": "shipped (with the program), added, imported or fetched",
        "models.default": "whether new cases begin with it, unless another is named",
        "models.figures": "figures measured by who made it, each as [set, figure, value]",
        "models.speed.crop_ms": "with --speed: milliseconds for a crop, median; else and for a detector null",
        "models.speed.text_ms": "milliseconds for a description; null where it was taught none of the words tried",
        "models.speed.frame_ms": "milliseconds for a frame of 1280×720; null for an image–text model",
    },
    "models add, import, or fetch NAME": _ADDED,
    "models fetch": {
        "models.name": "a model that can be fetched",
        "models.kind": "image-text or detector",
        "models.url": "where from",
        "models.sha256": "SHA-256 of the file",
        "models.size": "its size in bytes",
        "models.licence": "what its makers state",
        "models.origin": "where it is published",
        "models.here": "whether a model of this name is on this machine",
        "models.kept": "bytes of it that arrived before; fetched again, it goes on from there",
        "refused": "why this machine's policy lets none be fetched; empty where it does",
    },
    "models verify": {
        "models.path": "where it is",
        "models.fault": "what is wrong with it; empty where every file has its hash",
    },
    "models remove": {"path": "where it was", "name": "its name; empty where it was damaged"},
    "models use": {
        "image_text": "the image–text model that new cases begin with",
        "detector": "the detector that is used unless another is named; motion is the built-in one",
    },
}
