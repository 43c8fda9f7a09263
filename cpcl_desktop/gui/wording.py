"""What the window says of things: states, counts, times and notices as plain text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from cpcl_desktop import __version__
from cpcl_desktop.engine.case.records import Decision
from cpcl_desktop.engine.clock import length, moment
from cpcl_desktop.engine.coverage.coverage import SourceCoverage
from cpcl_desktop.engine.coverage.sentences import source_limits
from cpcl_desktop.engine.coverage.spans import seconds
from cpcl_desktop.engine.progress import Progress
from cpcl_desktop.engine.recorder_time import ClockTime
from cpcl_desktop.engine.records import Answer, Condition, Hit, LeftOut, Query, ReadFilter, Source
from cpcl_desktop.engine.search.notes import below_line, filter_of, presence_line
from cpcl_desktop.engine.sources.left_out import left_out_sentences

MOTION = (
    "No person detector is installed, so people are found by motion: that needs a fixed camera and misses who "
    "stands still. A YOLOX file (.onnx) finds people as such."
)
WITHOUT_COLOUR = "Grey, infrared or dark: colours cannot be told here"
SCORE_CAVEAT = "A score is a reason to look, not an identification."
ABOUT = (
    f"<h3>CPCL Desktop {__version__}</h3><p>Search footage for a person by describing them. Everything stays on "
    f"this machine.</p><p>{SCORE_CAVEAT}</p><p>Apache License 2.0</p>"
)

_MARKS = {"yes": "✓", "no": "✗", "unclear": "?"}
_NAMED = 3  # failed sources that a notice names
_POOR: Mapping[Condition, str] = {"dark": "too dark", "grey": "without colour", "round": "through a fish-eye"}


@dataclass(frozen=True, slots=True)
class State:
    """A source's state: the icon's name, the colour's name in the theme, and the words."""

    icon: str
    colour: str
    text: str


def state_of(source: Source, is_reading: bool = False, is_missing: bool = False) -> State:
    """A source's state by symbol, colour and text together."""
    if is_missing and source.state != "waiting":
        return State("missing", "warning", f"Not where it was · {count(source.tracks, 'passage')} kept")
    if is_reading:
        return State("reading", "accent", f"Reading · {count(source.tracks, 'passage')} so far")
    if source.state == "failed":
        return State("failed", "failed", "Could not be read")
    if source.state == "waiting":
        return State("waiting", "muted", "Waiting to be read")
    if source.state != "done":
        return State("partial", "warning", f"Unfinished · read up to {length(source.decoded_s)}")
    found = count(source.tracks, "passage")
    if source.gaps:
        return State("warning", "warning", f"{found} · {_span(missing_s(source))} could not be read")
    poor = [(name, seconds(SourceCoverage(source).spans(condition))) for condition, name in _POOR.items()]
    said = "".join(f" · {_span(lasting)} {name}" for name, lasting in poor if lasting)
    return State("done", "done", f"{found} in {length(source.decoded_s)}{said}")


def missing_s(source: Source) -> float:
    """Seconds of a source that could not be decoded."""
    return sum(gap.end_us - gap.start_us for gap in source.gaps) / 1e6


def _span(seconds: float) -> str:
    return f"{seconds:.1f} s" if seconds < 60 else length(seconds)


def source_details(source: Source) -> list[str]:
    """A source in lines: where it is, how far it was read, and everything that was not, with the reason."""
    lines = [str(source.path), f"Camera: {source.camera}"]
    if source.frames_decoded:
        declared = f" of {length(source.declared_s)}" if source.declared_s else ""
        lines.append(
            f"Read: {length(source.decoded_s)}{declared}, {source.frames_decoded} frames, "
            f"{source.frames_sampled} looked at"
        )
        lines.append(f"Found: {count(source.tracks, 'passage')}, {count(source.crops, 'picture')}")
    if source.message:
        lines.append(source.message)
    if source.state not in ("failed", "waiting"):  # a message says it, or nothing was read
        lines += [limit[0].upper() + limit[1:] for limit in source_limits(SourceCoverage(source))]
    if source.state == "waiting":
        lines.append("It is read when its turn comes, or with “Go on”. Del takes it out of the list.")
    if source.state in ("new", "partial"):
        lines.append("Adding it again goes on where it stopped.")
    return lines


def progress_line(progress: Progress) -> str:
    """Speed and time left; empty while nothing is known."""
    file = [f"file {progress.message}"] if progress.message else []
    return " · ".join([*file, *progress.pace])


def passage(hit: Hit) -> str:
    """A hit's whole passage: "0:00:06.400 – 0:00:19.600"."""
    return f"{moment(hit.start_us)} – {moment(hit.end_us)}"


def where(hit: Hit) -> str:
    """Camera and source of a hit; the camera alone where both have the same name."""
    name = hit.image or hit.source_name
    return name if hit.camera in ("", hit.path.name) else f"{hit.camera} · {name}"


def spoken_hit(hit: Hit, ranked: bool, verdict: str | None = None) -> str:
    """A hit as a screen reader says it."""
    score = f", {hit_figure(hit)}" if ranked else ""
    decided = verdict or "not decided"
    shown = f" in the file, {clock_line(hit.time)}" if hit.time.recorder else ""
    colour = f", {WITHOUT_COLOUR.lower()}" if hit.without_colour else ""
    where = f"{moment(hit.time_us)}{shown}, camera {hit.camera}, {hit.source_name}"
    return f"Person {hit.rank}, {where}{score}{colour}{spoken_support(hit)}, {decided}"


def hit_figure(hit: Hit) -> str:
    """A hit's score, and what its strength is called where that is known."""
    return f"score {hit.score:.2f}" + (f", {hit.label}" if hit.label else "")


def card_figure(hit: Hit) -> str:
    """As `hit_figure`, where there is little room."""
    return f"{hit.label} {hit.score:.2f}" if hit.label else hit_figure(hit)


def answer_line(answer: Answer) -> str:
    """What an answer holds, above the grid."""
    shown, searched = len(answer.hits), count(answer.tracks_searched, "passage")
    if not shown:
        return ""
    if not is_ranked(answer):
        of = f"The first {shown:,} of {searched}" if shown < answer.tracks_searched else searched
        return f"{of}, in the order of the footage"
    if shown == answer.tracks_searched:
        held = f"{searched}, the most alike first."
    else:
        held = f"The {shown} most alike of {searched}."
    below = below_line(answer)
    return " ".join(filter(None, (presence_line(answer), held, below and f"{below}.", SCORE_CAVEAT)))


def is_ranked(answer: Answer) -> bool:
    """Whether the answer is to a search, not a listing."""
    return answer.query.is_search


def read_filter(one: ReadFilter) -> str:
    """A filter that was read in the description: "Camera entrance"."""
    said = filter_of(one)
    return said[0].upper() + said[1:]


def support_lines(hit: Hit) -> list[str]:
    """A line for each phrase of the description: whether the passage bears it out."""
    return [
        f"{_MARKS[one.support]} {one.text}{' (by its path)' if one.by == 'path' else ''}" for one in hit.phrases
    ]


def spoken_support(hit: Hit) -> str:
    """The phrases that a hit bears out and those that it does not, as a screen reader says them."""
    said = {
        word: [one.text for one in hit.phrases if one.support == answer]
        for word, answer in (("shows", "yes"), ("does not show", "no"))
    }
    return "".join(f", {word} {', '.join(texts)}" for word, texts in said.items() if texts)


def unknown_words_line(words: Sequence[str]) -> str:
    """Names the words that did not count; empty when there are none."""
    if not words:
        return ""
    named = ", ".join(f"“{word}”" for word in words)
    return f"The model was not taught {named}; the search went by the other words."


def failures_line(failed: Sequence[Source], of: int) -> str:
    """Sources that could not be read, with the reason; the first few by name."""
    reasons = " ".join(source.message for source in failed[:_NAMED])
    more = f" And {len(failed) - _NAMED} more: see the list." if len(failed) > _NAMED else ""
    return f"{len(failed)} of {count(of, 'source')} could not be read. {reasons}{more}"


def known_line(known: Sequence[Path]) -> str:
    """Names whose content the case holds already, under another; empty when there are none."""
    if not known:
        return ""
    names = ", ".join(path.name for path in known[:_NAMED])
    more = f" and {len(known) - _NAMED} more" if len(known) > _NAMED else ""
    return f"The case holds the content of {names}{more} under another name; it counts once."


def left_out_line(left_out: Sequence[LeftOut]) -> str:
    """What lay beside footage that was added and was not read: by name what may be footage, the rest counted."""
    missing = [one for one in left_out if one.is_missing]
    rest = sum(one.count for one in left_out if not one.is_missing)
    counted = f"Left out beside it, no footage: {rest:,} (`cpcl coverage` says what)." if rest else ""
    return " ".join(filter(None, [*left_out_sentences(missing), counted]))


def clock_line(time: ClockTime) -> str:
    """Recorder and corrected time of a frame; empty where the recorder's clock is not known."""
    if time.recorder is None:
        return ""
    line = f"Recorder {_clock(time.recorder)}"
    if time.corrected is not None and time.corrected != time.recorder:
        line += f"   Corrected {_clock(time.corrected)}"
    return f"{line}   {time.note}" if time.note else line


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
        return "Not decided yet"
    parts = [f"{decision.verdict.capitalize()}, by {decision.user}, {decision.time[:16].replace('T', ' ')} UTC"]
    parts += [f"“{decision.description}”"] if decision.description else []
    parts += [decision.note] if decision.note else []
    return " · ".join(parts)


def query_text(query: Query) -> str:
    """What a query looks for."""
    parts = [f"“{query.text.strip()}”"] if query.text.strip() else []
    parts += ["the example image"] if query.image is not None else []
    return " and ".join([*parts, "passages like those chosen"] if query.like else parts)


def count(number: int, noun: str) -> str:
    """ "1 passage", "2,345 passages"."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
