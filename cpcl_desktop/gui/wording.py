"""What the window says of things: states, counts, times and notices as plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cpcl_desktop import __version__
from cpcl_desktop.engine.case.records import Decision, MarkKind
from cpcl_desktop.engine.clock import length, moment
from cpcl_desktop.engine.coverage.coverage import SourceCoverage
from cpcl_desktop.engine.coverage.sentences import source_limits
from cpcl_desktop.engine.coverage.spans import seconds
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.recorder_time import ClockTime
from cpcl_desktop.engine.records import Answer, Hit, LeftOut, Query, ReadFilter, Source, Strength
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.engine.search.notes import below_line, filter_of, presence_line
from cpcl_desktop.engine.sources.left_out import left_out_sentences

MOTION = tr(
    "No person detector is installed, so people are found by motion: that needs a fixed camera and misses who "
    "stands still. A YOLOX file (.onnx) finds people as such."
)
WITHOUT_COLOUR = tr("Grey, infrared or dark: colours cannot be told here")
SCORE_CAVEAT = tr("A score is a reason to look, not an identification.")
_WHAT = tr("Search footage for a person by describing them. Everything stays on this machine.")
ABOUT = f"<h3>CPCL Desktop {__version__}</h3><p>{_WHAT}</p><p>{SCORE_CAVEAT}</p><p>Apache License 2.0</p>"

_MARKS = {"yes": "✓", "no": "✗", "unclear": "?"}
_NAMED = 3  # failed sources that a notice names
VERDICTS: Mapping[str, str] = {"match": tr("match"), "no match": tr("no match"), "unsure": tr("unsure")}
MARKS: Mapping[MarkKind, str] = {"bookmark": tr("bookmark"), "reviewed": tr("reviewed")}
_STRENGTHS: Mapping[Strength, str] = {"strong": tr("strong"), "fair": tr("fair"), "weak": tr("weak")}


@dataclass(frozen=True, slots=True)
class State:
    """A source's state: the icon's name, the colour's name in the theme, and the words."""

    icon: str
    colour: str
    text: str


def state_of(source: Source, is_reading: bool = False, is_missing: bool = False) -> State:
    """A source's state by symbol, colour and text together."""
    if is_missing and source.state != "waiting":
        return State("missing", "warning", tr("Not where it was · %n passage(s) kept", None, source.tracks))
    if is_reading:
        return State("reading", "accent", tr("Reading · %n passage(s) so far", None, source.tracks))
    if source.state == "failed":
        return State("failed", "failed", tr("Could not be read"))
    if source.state == "waiting":
        return State("waiting", "muted", tr("Waiting to be read"))
    if source.state != "done":
        return State("partial", "warning", tr("Unfinished · read up to {time}", time=length(source.decoded_s)))
    if source.gaps:
        said = tr("%n passage(s) · {time} could not be read", None, source.tracks, time=lasting(missing_s(source)))
        return State("warning", "warning", said)
    found = tr("%n passage(s) in {time}", None, source.tracks, time=length(source.decoded_s))
    return State("done", "done", " · ".join([found, *_poor(source)]))


def _poor(source: Source) -> list[str]:
    """For how long a source shows people badly, and why."""
    of = SourceCoverage(source)
    dark, grey, seen_round = (seconds(of.spans(one)) for one in ("dark", "grey", "round"))
    said = [tr("{time} too dark", time=lasting(dark))] if dark else []
    said += [tr("{time} without colour", time=lasting(grey))] if grey else []
    return said + ([tr("{time} through a fish-eye", time=lasting(seen_round))] if seen_round else [])


def missing_s(source: Source) -> float:
    """Seconds of a source that could not be decoded."""
    return sum(gap.end_us - gap.start_us for gap in source.gaps) / 1e6


def lasting(seconds: float) -> str:
    """How long something lasts: "2.0 s", "1:05"."""
    return tr("{number} s", number=f"{seconds:.1f}") if seconds < 60 else length(seconds)


def source_details(source: Source) -> list[str]:
    """A source in lines: where it is, how far it was read, and everything that was not, with the reason."""
    lines = [str(source.path), tr("Camera: {name}", name=source.camera)]
    if source.frames_decoded:
        lines.append(_read_line(source))
        pictures = tr("%n picture(s)", None, source.crops)
        lines.append(tr("Found: %n passage(s), {pictures}", None, source.tracks, pictures=pictures))
    if source.message:
        lines.append(shown(source.message))
    if source.state not in ("failed", "waiting"):  # a message says it, or nothing was read
        lines += [limit[0].upper() + limit[1:] for limit in source_limits(SourceCoverage(source))]
    if source.state == "waiting":
        lines.append(tr("It is read when its turn comes, or with “Go on”. Del takes it out of the list."))
    if source.state in ("new", "partial"):
        lines.append(tr("Adding it again goes on where it stopped."))
    return lines


def _read_line(source: Source) -> str:
    """How much of a source was read, and looked at."""
    read, frames, looked = length(source.decoded_s), source.frames_decoded, f"{source.frames_sampled:,}"
    if source.declared_s:
        read = tr("{time} of {declared}", time=read, declared=length(source.declared_s))
    return tr("Read: {time}, %n frame(s), {looked} looked at", None, frames, time=read, looked=looked)


def progress_line(progress: Progress) -> str:
    """Speed and time left; empty while nothing is known."""
    said = [tr("file {number}", number=progress.message)] if progress.message else []
    said += [tr("{rate} frames/s", rate=f"{progress.rate:.0f}")] if progress.rate is not None else []
    said += [tr("{factor} × real time", factor=f"{progress.realtime:.1f}")] if progress.realtime is not None else []
    said += [tr("{time} left", time=length(progress.left_s))] if progress.left_s is not None else []
    return " · ".join(said)


def passage(hit: Hit) -> str:
    """A hit's whole passage: "0:00:06.400 – 0:00:19.600"."""
    return f"{moment(hit.start_us)} – {moment(hit.end_us)}"


def where(hit: Hit) -> str:
    """Case (of several), camera and source of a hit; the source alone where both have the same name."""
    name = hit.image or hit.source_name
    camera = "" if hit.camera == hit.path.name else hit.camera
    return " · ".join(filter(None, (hit.case, camera, name)))


def spoken_hit(hit: Hit, ranked: bool, verdict: str | None = None) -> str:
    """A hit as a screen reader says it."""
    time = moment(hit.time_us)
    said = [tr("Person {number}", number=hit.rank)]
    said += [tr("{time} in the file", time=time), clock_line(hit.time)] if hit.time.recorder else [time]
    said += [tr("case {name}", name=hit.case)] if hit.case else []
    said += [tr("camera {name}", name=hit.camera), hit.source_name]
    said += [hit_figure(hit)] if ranked else []
    said += [WITHOUT_COLOUR.lower()] if hit.without_colour else []
    return ", ".join([*said, *spoken_support(hit), VERDICTS.get(verdict or "", tr("not decided"))])


def hit_figure(hit: Hit) -> str:
    """A hit's score, and what its strength is called where that is known."""
    score = tr("score {number}", number=f"{hit.score:z.2f}")
    return f"{score}, {_STRENGTHS[hit.label]}" if hit.label else score


def card_figure(hit: Hit) -> str:
    """As `hit_figure`, where there is little room."""
    return f"{_STRENGTHS[hit.label]} {hit.score:z.2f}" if hit.label else hit_figure(hit)


def answer_line(answer: Answer) -> str:
    """What an answer holds, above the grid."""
    if not answer.hits:
        return ""
    if not is_ranked(answer):
        return _held(answer)
    below = below_line(answer)
    return " ".join(filter(None, (presence_line(answer), _held(answer), below and f"{below}.", SCORE_CAVEAT)))


def _held(answer: Answer) -> str:
    """How many hits there are of how many passages, and in which order."""
    searched, shown = answer.tracks_searched, f"{len(answer.hits):,}"
    is_all = len(answer.hits) == searched
    if not is_ranked(answer) and is_all:
        return tr("%n passage(s), in the order of the footage", None, searched)
    if not is_ranked(answer):
        return tr("The first {shown} of %n passage(s), in the order of the footage", None, searched, shown=shown)
    if is_all:
        return tr("%n passage(s), the most alike first.", None, searched)
    return tr("The {shown} most alike of %n passage(s).", None, searched, shown=shown)


def is_ranked(answer: Answer) -> bool:
    """Whether the answer is to a search, not a listing."""
    return answer.query.is_search


def read_filter(one: ReadFilter) -> str:
    """A filter that was read in the description: "Camera entrance"."""
    said = filter_of(one)
    return said[0].upper() + said[1:]


def support_lines(hit: Hit) -> list[str]:
    """A line for each phrase of the description: whether the passage bears it out."""
    said = [tr("{phrase} (by its path)", phrase=one.text) if one.by == "path" else one.text for one in hit.phrases]
    return [f"{_MARKS[one.support]} {text}" for one, text in zip(hit.phrases, said, strict=True)]


def spoken_support(hit: Hit) -> list[str]:
    """The phrases that a hit bears out and those that it does not, as a screen reader says them."""
    shown, missing = (
        ", ".join(one.text for one in hit.phrases if one.support == answer) for answer in ("yes", "no")
    )
    said = [tr("shows {phrases}", phrases=shown)] if shown else []
    return said + ([tr("does not show {phrases}", phrases=missing)] if missing else [])


def unknown_words_line(words: Sequence[str]) -> str:
    """Names the words that did not count; empty when there are none."""
    if not words:
        return ""
    named = ", ".join(f"“{word}”" for word in words)
    return tr("The model was not taught {words}; the search went by the other words.", words=named)


def failures_line(failed: Sequence[Source], of: int) -> str:
    """Sources that could not be read, with the reason; the first few by name."""
    reasons = " ".join(shown(source.message) for source in failed[:_NAMED])
    more = len(failed) - _NAMED
    said = [tr("{failed} of %n source(s) could not be read.", None, of, failed=len(failed)), reasons]
    return " ".join([*said, *([tr("And %n more: see the list.", None, more)] if more > 0 else [])])


def known_line(known: Sequence[Path]) -> str:
    """Names whose content the case holds already, under another; empty when there are none."""
    if not known:
        return ""
    names = ", ".join(path.name for path in known[:_NAMED])
    if (more := len(known) - _NAMED) > 0:
        names = tr("{names} and %n more", None, more, names=names)
    return tr("The case holds the content of {names} under another name; it counts once.", names=names)


def left_out_line(left_out: Sequence[LeftOut]) -> str:
    """What lay beside footage that was added and was not read: by name what may be footage, the rest counted."""
    missing = [one for one in left_out if one.is_missing]
    rest = sum(one.count for one in left_out if not one.is_missing)
    counted = tr("Left out beside it, no footage: %n (the page Coverage says what).", None, rest) if rest else ""
    return " ".join(filter(None, [*left_out_sentences(missing), counted]))


def clock_line(time: ClockTime) -> str:
    """Recorder and corrected time of a frame; empty where the recorder's clock is not known."""
    return "   ".join(clock_parts(time))


def clock_parts(time: ClockTime, says_both: bool = False) -> list[str]:
    """As `clock_line`, one by one; `says_both`: the corrected time, too, where it is the recorder's."""
    if time.recorder is None:
        return []
    said = [tr("Recorder {time}", time=_clock(time.recorder))]
    if time.corrected is not None and (says_both or time.corrected != time.recorder):
        said.append(tr("Corrected {time}", time=_clock(time.corrected)))
    return list(filter(None, [*said, shown(time.note)]))


def time_of_day(time: ClockTime) -> str:
    """The corrected time of day, with a question mark where daylight saving makes it doubtful; empty if unknown."""
    if time.corrected is None:
        return ""
    return f"{time.corrected:%H:%M:%S}{' ?' if time.ambiguous else ''}"


def _clock(time: datetime) -> str:
    return time.isoformat(" ", "milliseconds")


def decision_line(decision: Decision | None) -> str:
    """What was decided about a passage, by whom and when; how to decide where nothing was."""
    if decision is None or decision.verdict is None:
        return tr("Not decided yet")
    verdict, time = VERDICTS[decision.verdict].capitalize(), decision.time[:16].replace("T", " ")
    parts = [tr("{verdict}, by {user}, {time} UTC", verdict=verdict, user=decision.user, time=time)]
    parts += [f"“{decision.description}”"] if decision.description else []
    parts += [decision.note] if decision.note else []
    return " · ".join(parts)


def query_text(query: Query) -> str:
    """What a query looks for."""
    parts = [f"“{query.text.strip()}”"] if query.text.strip() else []
    parts += [tr("the example image")] if query.image is not None else []
    return tr(" and ").join([*parts, tr("passages like those chosen")] if query.like else parts)
