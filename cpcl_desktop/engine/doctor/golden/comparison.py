"""Whether what came out of the golden clip is what must: by tolerances that depend on where networks ran."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np

from cpcl_desktop.engine.doctor.findings import Asked, Found, Sentence, State
from cpcl_desktop.engine.doctor.golden.outcome import Outcome, Passage, expected
from cpcl_desktop.engine.doctor.golden.performing import perform
from cpcl_desktop.engine.errors import Cancelled, CpclError, UsageError
from cpcl_desktop.engine.progress import Report
from cpcl_desktop.engine.runtime.language import tr


@dataclass(frozen=True, slots=True)
class Tolerance:
    """By how much may be off: spans (µs), boxes (pixels), mean colours (of 255), vectors (1 − cosine), scores."""

    span_us: int
    box_px: float
    colour: float
    vector: float
    score: float


# Measured on the CPU between the lowest and the newest versions that the program allows, and between one core and
# two: frames, passages and vectors equal to the last bit, scores to 1e-6. The rest is for processors not tried.
MEASURED: Final = Tolerance(0, 0.5, 1.0, 1e-3, 1e-3)
# Elsewhere a detector looks at frames otherwise, for which there are results of their own, made on the CPU. What
# other arithmetic changes was not measured: assumed are one frame more or less and the precision of half floats.
ASSUMED: Final = Tolerance(200_000, 4.0, 1.0, 1e-2, 1e-2)
TOLERANCES: Final[Mapping[str, Tolerance]] = {"cpu": MEASURED}


def golden(asked: Asked, report: Report) -> Found:
    """Read and search the golden clip, and say of each thing that is compared how it is; a check like others."""
    try:
        found = perform(asked.provider, report)
        must = expected(found.gaze)
    except (Cancelled, UsageError):
        raise
    except CpclError as error:
        why = str(error)
        yield "clip", "fault", lambda: tr("The golden clip could not be read and searched: {why}", why=why)
        yield "verdict", "fault", lambda: _verdict("fault", "")
        return
    yield from compared(must, found)


def compared(must: Outcome, found: Outcome) -> Found:
    """What is as it must be and what is not, and what that comes to."""
    allowed = TOLERANCES.get(found.provider, ASSUMED)
    worst: State = "good"
    for item, state, sentence in _each(must, found, allowed):
        worst = "fault" if "fault" in (state, worst) else worst
        yield item, state, sentence
    yield "verdict", worst, lambda: _verdict(worst, found.provider)


def _verdict(state: State, provider: str) -> str:
    if state == "fault":
        return tr(
            "Not proved: this installation does not give the results that it must. Do not rely on searches here "
            "until what differs is explained; installing the program anew puts models and libraries right."
        )
    if provider in TOLERANCES:
        return tr("Proved: this installation finds the same passages and ranks them alike.")
    return tr(
        "Proved within tolerances that are assumed, not measured, for {provider}: this installation finds the same "
        "passages and ranks them alike.",
        provider=provider,
    )


def _each(must: Outcome, found: Outcome, allowed: Tolerance) -> Found:
    yield "versions", *_versions(must, found)
    yield "clip", *_clip(must, found)
    for role in must.models:
        yield role, *_model(role, must, found)
    yield "frames", *_frames(must, found, allowed)
    yield "passages", *_passages(must, found, allowed)
    if len(must.passages) == len(found.passages):
        yield "vectors", *_vectors(must, found, allowed)
        for words in must.ranking:
            yield f"“{words}”", *_ranking(words, must, found, allowed)
    yield "content", *_content(must, found)


def _versions(must: Outcome, found: Outcome) -> tuple[State, Sentence]:
    changed = ", ".join(
        f"{name} {found.versions.get(name, '–')} ({version})"
        for name, version in must.versions.items()
        if found.versions.get(name) != version
    )
    if not changed:
        return "good", lambda: tr("All versions are those that the golden results were made with.")
    return "note", lambda: tr(
        "Other versions than the golden results were made with (in brackets): {list}.",
        list=changed,
    )


def _clip(must: Outcome, found: Outcome) -> tuple[State, Sentence]:
    if found.clip == must.clip:
        return "good", lambda: tr("The clip is the golden one: SHA-256 {sha256}.", sha256=must.clip)
    return "fault", lambda: tr(
        "The clip is not the golden one: its SHA-256 is {found}, not {must}. It was changed or damaged.",
        found=found.clip, must=must.clip,
    )  # fmt: skip


def _model(role: str, must: Outcome, found: Outcome) -> tuple[State, Sentence]:
    (name, sha256), (other, hashed) = must.models[role], found.models.get(role, ("", ""))
    if hashed == sha256:
        return "good", lambda: tr(
            "{model} is the model that it must be: SHA-256 {sha256}.", model=name, sha256=sha256
        )
    return "fault", lambda: tr(
        "Another model is used: {found} (SHA-256 {hashed}), not {must} ({sha256}). What follows differs by that; "
        "the golden results hold for the models that ship with the program (`cpcl models use`).",
        found=other, hashed=hashed or "–", must=name, sha256=sha256,
    )  # fmt: skip


def _frames(must: Outcome, found: Outcome, allowed: Tolerance) -> tuple[State, Sentence]:
    if list(found.times_us) != list(must.times_us):
        return "fault", lambda: tr(
            "Frames are decoded at other times: {found} frames, {must} must be. Times of hits cannot be relied on.",
            found=len(found.times_us), must=len(must.times_us),
        )  # fmt: skip
    off = np.abs(found.pictures.astype(np.int16) - must.pictures.astype(np.int16)).max(axis=(1, 2, 3))
    worst, count = int(off.max()), int((off > allowed.colour).sum())
    if count:
        first = must.times_us[int(np.argmax(off > allowed.colour))] / 1e6
        return "fault", lambda: tr(
            "%n frame(s) decoded differently, the first at {time} s: colours are off by up to {off} of 255.",
            None, count, time=f"{first:.2f}", off=worst,
        )  # fmt: skip
    return "good", lambda: tr(
        "%n frame(s) decoded at the right times; colours are off by at most {off} of 255.",
        None, len(off), off=worst,
    )  # fmt: skip


def _passages(must: Outcome, found: Outcome, allowed: Tolerance) -> tuple[State, Sentence]:
    if len(found.passages) != len(must.passages):
        return "fault", lambda: tr(
            "%n passage(s) found where there must be {must}: people are found or followed otherwise.",
            None, len(found.passages), must=len(must.passages),
        )  # fmt: skip
    both = list(zip(must.passages, found.passages, strict=True))
    wrong = [number for number, (one, other) in enumerate(both, 1) if not _is_same(one, other, allowed)]
    if wrong:
        numbers = ", ".join(map(str, wrong))
        return "fault", lambda: tr(
            "Passage {numbers} is another one: its span, or where its pictures were cut, differs.", numbers=numbers
        )
    off = max(_box_off(one, other) for one, other in both)
    return "good", lambda: tr(
        "%n passage(s) with the same spans; their pictures were cut at the same places, to {off} pixels.",
        None, len(both), off=f"{off:.1f}",
    )  # fmt: skip


def _is_same(one: Passage, other: Passage, allowed: Tolerance) -> bool:
    """The same span and pictures at the same places; at other times only where spans may differ."""
    spans = max(abs(one.start_us - other.start_us), abs(one.end_us - other.end_us)) <= allowed.span_us
    times = [crop[0] for crop in one.crops] == [crop[0] for crop in other.crops]
    return spans and (_box_off(one, other) <= allowed.box_px if times else allowed.span_us > 0)


def _box_off(one: Passage, other: Passage) -> float:
    """By how many pixels a side of a picture taken at the same time is off."""
    places = dict(other.crops)
    sides = (
        abs(a - b) for time, box in one.crops if time in places for a, b in zip(box, places[time], strict=True)
    )
    return max(sides, default=0.0)


def _vectors(must: Outcome, found: Outcome, allowed: Tolerance) -> tuple[State, Sentence]:
    """What the image encoder makes of each passage."""
    pairs = [(one.vector, other.vector) for one, other in zip(must.passages, found.passages, strict=True)]
    if any(one.shape != other.shape for one, other in pairs):
        return "fault", lambda: tr("The vectors are of another length: another model made them.")
    off = max(1 - float(one @ other) / float(np.linalg.norm(one) * np.linalg.norm(other)) for one, other in pairs)
    if off > allowed.vector:
        return "fault", lambda: tr(
            "The pictures are understood otherwise: vectors are off by {off}, allowed is {allowed} (1 − cosine).",
            off=f"{off:.1e}", allowed=f"{allowed.vector:.0e}",
        )  # fmt: skip
    return "good", lambda: tr("The vectors are the same to {off} (1 − cosine).", off=f"{max(0.0, off):.1e}")


def _ranking(words: str, must: Outcome, found: Outcome, allowed: Tolerance) -> tuple[State, Sentence]:
    expected, scores = dict(must.ranking[words]), dict(found.ranking.get(words, ()))
    if expected.keys() != scores.keys():
        return "fault", lambda: tr("Other passages are found.")
    off = max(abs(score - scores[number]) for number, score in expected.items())
    if off > allowed.score:
        return "fault", lambda: tr(
            "Scores are off by up to {off}, allowed is {allowed}.", off=f"{off:.1e}", allowed=f"{allowed.score:.0e}"
        )
    same = [number for number, _ in must.ranking[words]] == [number for number, _ in found.ranking[words]]
    if not same:
        return "good", lambda: tr(
            "Ranked alike: only passages change places whose scores are the same to {off}.", off=f"{off:.1e}"
        )
    return "good", lambda: tr("Ranked in the same order; scores are the same to {off}.", off=f"{off:.1e}")


def _content(must: Outcome, found: Outcome) -> tuple[State, Sentence]:
    if found.content == must.content:
        return "good", lambda: tr("Everything is the same to the last bit: SHA-256 {sha256}.", sha256=must.content)
    return "note", lambda: tr(
        "Not the same to the last bit (SHA-256 {found}): other versions and processors round otherwise.",
        found=found.content,
    )
