"""What a search of a case covers, so that "not found" has a stated meaning: per source and in all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.clock import length, moment
from cpcl_desktop.engine.ingest.conditions import LEAST_FOUND_PX, LEAST_PERSON_PX
from cpcl_desktop.engine.media.gaps import NO_PICTURES
from cpcl_desktop.engine.records import Condition, LeftOut, Source
from cpcl_desktop.engine.sources.left_out import left_out_sentences

CONDITIONS: tuple[Condition, ...] = ("dark", "grey", "round", "small", "tiny")

Span = tuple[int, int]  # start and end in microseconds from the source's first frame

_SPANS_NAMED = 4  # intervals, or sources that wait, that a sentence lists


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """One source's part; `sample_fps` is how many frames a second were looked at, None for every one."""

    source: Source
    sample_fps: float | None = None
    detector: str = ""
    small_passages: int = 0  # passages whose every picture is of somebody less than LEAST_PERSON_PX tall

    @property
    def end_us(self) -> int:
        """Where its timeline ends: by the declared length, or where footage was found beyond it."""
        source = self.source
        known = [round((source.declared_s or 0) * 1e6), round(source.decoded_s * 1e6), source.reached_us or 0]
        return max(known + [gap.end_us for gap in source.gaps])

    @property
    def length_us(self) -> int:
        """How long its timeline is: what goes before its first picture is no footage."""
        return max(0, self.end_us - (self.source.begins_us or 0))

    @property
    def gaps(self) -> tuple[Span, ...]:
        """What could not be read: of a source of which no frame could, all of it."""
        if self.source.state == "failed" and not self.source.frames_decoded:
            return ((0, self.end_us),) if self.end_us else ()
        return _merged([(gap.start_us, gap.end_us) for gap in self.source.gaps])

    @property
    def unread(self) -> tuple[Span, ...]:
        """What was not read yet."""
        source, end = self.source, self.end_us
        begun = source.reached_us or 0 if source.frames_measured else round(source.decoded_s * 1e6)
        begun = max(begun, source.begins_us or 0)
        if source.state in ("done", "failed") or end <= begun:
            return ()
        return _without(((begun, end),), self.gaps)

    def spans(self, condition: Condition) -> tuple[Span, ...]:
        """Where a condition holds, gaps and what was not read taken out."""
        held = [(s.start_us, s.end_us) for s in self.source.stretches if s.condition == condition]
        return _without(_merged(held), _merged([*self.gaps, *self.unread]))

    def frames(self, condition: Condition) -> int:
        """How many of the frames looked at have a condition."""
        return sum(s.frames for s in self.source.stretches if s.condition == condition)

    @property
    def is_measured(self) -> bool:
        """Whether its conditions are known; older versions did not keep them."""
        return self.source.frames_measured > 0 or self.source.frames_decoded == 0

    @property
    def is_whole(self) -> bool:
        """Whether all of it was read, in light and colour, and not through a fish-eye."""
        read = self.source.state == "done" and not self.gaps
        return read and self.is_measured and not any(self.spans(one) for one in ("dark", "grey", "round"))


@dataclass(frozen=True, slots=True)
class Coverage:
    """What a case's searches cover.

    `waiting` is footage that was added and not begun: nothing is known of it.
    `left_out` is what lay beside the footage and was not read.
    """

    sources: Sequence[SourceCoverage]
    waiting: Sequence[Path] = ()
    left_out: Sequence[LeftOut] = ()

    @property
    def declared_s(self) -> float:
        """Length of all sources' timelines, in seconds."""
        return sum(one.length_us for one in self.sources) / 1e6

    @property
    def read_s(self) -> float:
        """Seconds that were read: all but what could not be, or was not yet."""
        return self.declared_s - self.missing_s - self.unread_s

    @property
    def missing_s(self) -> float:
        """Seconds that could not be decoded."""
        return sum(seconds(one.gaps) for one in self.sources)

    @property
    def unread_s(self) -> float:
        """Seconds that were not read yet."""
        return sum(seconds(one.unread) for one in self.sources)

    def condition_s(self, condition: Condition) -> float:
        """Seconds in which a condition holds."""
        return sum(seconds(one.spans(condition)) for one in self.sources)

    def frames(self, condition: Condition) -> int:
        """Frames looked at that have a condition."""
        return sum(one.frames(condition) for one in self.sources)

    @property
    def is_whole(self) -> bool:
        """Whether all that was added was read whole, in light and colour, and nothing beside it may be footage."""
        missing = self.waiting or any(one.is_missing for one in self.left_out)
        return not missing and all(one.is_whole for one in self.sources)


def coverage_of(case: Case) -> Coverage:
    """What the case's searches cover, as it now stands."""
    waiting = tuple(one.path for one in case.waiting.all())
    return Coverage(coverage_of_sources(case, case.sources.all()), waiting, case.left_out.all())


def coverage_of_sources(case: Case, sources: Sequence[Source]) -> list[SourceCoverage]:
    """What is covered of some sources of the case; of one that was refused, only that nothing is."""
    small = case.tracks.small_passages(LEAST_PERSON_PX)
    return [_of_source(case, source, small.get(source.id, 0)) for source in sources]


def _of_source(case: Case, source: Source, small_passages: int) -> SourceCoverage:
    settings = case.sources.settings(source.id)
    fps = None if source.kind == "crops" else settings.get("sample_fps")
    return SourceCoverage(source, fps, settings.get("detector", ""), small_passages)


def coverage_sentences(coverage: Coverage) -> tuple[str, ...]:
    """What is covered and what is not, in plain sentences: totals, each source's limits, what "not found" means."""
    waiting, left_out = _waiting(coverage), left_out_sentences(coverage.left_out)
    if not coverage.sources:
        was_read = " that was read" if waiting else ""
        return (f"The case holds no footage{was_read}: a search covers nothing.", *waiting, *left_out)
    sentences = [*_reading(coverage), *waiting, *left_out, *_conditions(coverage)]
    for one in coverage.sources:
        sentences += source_sentences(one)
    return (*sentences, *_meaning(coverage))


def source_sentences(one: SourceCoverage) -> list[str]:
    """What of one source is not covered, or only in part, with its name; none when nothing is to be said."""
    return [f"{one.source.name}: {limit}" for limit in source_limits(one)]


def source_limits(one: SourceCoverage) -> list[str]:
    """As `source_sentences`, without the name."""
    source = one.source
    sentences = []
    if source.state == "failed":
        sentences.append(f"could not be read. {source.message}".strip())
    elif one.unread:
        sentences.append(f"not read yet: {_listed(one.unread)}.")
    elif source.state != "done":
        sentences.append("not read to the end yet.")
    if source.state == "partial" and source.message:
        sentences.append(source.message[0].lower() + source.message[1:])
    for reason in dict.fromkeys(gap.reason for gap in source.gaps):
        spans = _merged([(g.start_us, g.end_us) for g in source.gaps if g.reason == reason])
        what = "no pictures" if reason == NO_PICTURES else "could not be read"
        sentences.append(f"{what}: {_listed(spans)}: {reason.rstrip('.')}.")
    if dark := one.spans("dark"):
        sentences.append(f"too dark: {_listed(dark)}.")
    if grey := one.spans("grey"):
        sentences.append(f"grey or infrared, words for colours say nothing there: {_listed(grey)}.")
    if seen_round := one.spans("round"):
        sentences.append(f"through a fish-eye, many people there are not found: {_listed(seen_round)}.")
    if not one.is_measured:
        sentences.append("was read by an older version, which did not look for darkness and missing colour.")
    return sentences


def tiles_sentence(source: Source) -> str:
    """In how many tiles its frames were looked at and why; empty where nothing is to be said."""
    reason = f": {source.tiles_reason}" if source.tiles_reason else ""
    if source.tiles is not None and source.tiles > 1:
        return f"looked at whole and in tiles, {source.tiles} along a frame{reason}."
    return f"looked at whole, without tiles{reason}." if reason else ""


def _waiting(coverage: Coverage) -> list[str]:
    """What was added and not begun: a search that finds nobody says nothing of it."""
    if not coverage.waiting:
        return []
    named = ", ".join(path.name for path in coverage.waiting[:_SPANS_NAMED])
    more = f" and {len(coverage.waiting) - _SPANS_NAMED} more" if len(coverage.waiting) > _SPANS_NAMED else ""
    wait = "waits" if len(coverage.waiting) == 1 else "wait"
    return [f"Not in that: {_count(len(coverage.waiting), 'source')} that {wait} to be read: {named}{more}."]


def _reading(coverage: Coverage) -> list[str]:
    states = [one.source.state for one in coverage.sources]
    counted = [(states.count("done"), "read to the end"), (states.count("failed"), "not readable")]
    counted.append((len(states) - counted[0][0] - counted[1][0], "not read to the end yet"))
    parts = ", ".join(f"{number} {what}" for number, what in counted if number)
    sentences = [f"{_count(len(states), 'source')}: {parts}."]
    if total := coverage.declared_s:
        lost = [(coverage.missing_s, "could not be read"), (coverage.unread_s, "was not read yet")]
        said = [f"{_length(s)} ({_share(s, total)}) {what}" for s, what in lost if s]
        rest = f"; {' and '.join(said)}" if said else ""
        read = coverage.read_s
        sentences.append(f"Of {_length(total)} of footage, {_length(read)} ({_share(read, total)}) was read{rest}.")
    if unknown := sum(not one.end_us for one in coverage.sources):
        sentences.append(f"Not in that: {_count(unknown, 'source')} of unknown length.")
    return [*sentences, _frames_sentence(coverage)]


def _frames_sentence(coverage: Coverage) -> str:
    decoded = sum(one.source.frames_decoded for one in coverage.sources)
    looked = sum(one.source.frames_sampled for one in coverage.sources)
    unchanged = sum(one.source.frames_unchanged for one in coverage.sources)
    rates = sorted({one.sample_fps for one in coverage.sources if one.sample_fps})
    said = f"{decoded:,} frames were decoded, and people were looked for in {looked:,} of them"
    if decoded > looked and rates:
        said += f" ({' or '.join(f'{rate:g}' for rate in rates)} a second; the others lie in between)"
    if unchanged:
        said += f"; {unchanged:,} of these showed nothing new since an empty frame, and count as empty"
    return said + "."


def _conditions(coverage: Coverage) -> list[str]:
    sentences = []
    read = coverage.read_s
    if dark := coverage.condition_s("dark"):
        sentences.append(f"{_length(dark)} ({_share(dark, read)}) is too dark: many people there are not found.")
    if grey := coverage.condition_s("grey"):
        sentences.append(
            f"{_length(grey)} ({_share(grey, read)}) is grey or infrared: words for colours say nothing there. A "
            "thermal camera's picture is not told from that, and finding people in it was not measured."
        )
    if seen_round := coverage.condition_s("round"):
        sentences.append(
            f"{_length(seen_round)} ({_share(seen_round, read)}) is seen through a fish-eye or another lens with a "
            "round picture: people lie on their side or are bent there, and many are not found."
        )
    if frames := coverage.frames("small"):
        small = sum(one.small_passages for one in coverage.sources)
        sentences.append(
            f"In {_count(frames, 'frame')} looked at, somebody is less than {LEAST_PERSON_PX} pixels tall; "
            f"passages that show nobody taller: {small:,}. So small, a description tells people apart badly."
        )
    if frames := coverage.frames("tiny"):
        sentences.append(
            f"In {_count(frames, 'frame')} looked at, somebody is less than {LEAST_FOUND_PX} pixels tall as the "
            "detector sees the picture: of people so small it misses many. Footage added with `--tiles` or a "
            "larger `--detector-size` shows more of them."
        )
    return sentences


def _meaning(coverage: Coverage) -> list[str]:
    detectors = ", ".join(sorted({one.detector for one in coverage.sources if one.detector and one.sample_fps}))
    found = f"that the detector ({detectors}) found" if detectors else "in the pictures"
    return [
        f"“Not found” means: nobody {found}, in what was read and in the frames looked at, fits well enough. "
        "It says nothing of what was not read, was too dark, shows people too small, or lies between those frames."
    ]


def seconds(spans: Sequence[Span]) -> float:
    """Length of disjoint intervals, in seconds."""
    return sum(end - start for start, end in spans) / 1e6


def _merged(spans: Sequence[Span]) -> tuple[Span, ...]:
    """The same times as disjoint intervals in order."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(merged[-1][1], end)
        elif end > start:
            merged.append((start, end))
    return tuple(merged)


def _without(spans: Sequence[Span], holes: Sequence[Span]) -> tuple[Span, ...]:
    """Disjoint intervals with disjoint, ordered holes cut out of them."""
    left: list[Span] = []
    for start, end in spans:
        for hole_start, hole_end in holes:
            if hole_start < end and hole_end > start:
                left.append((start, hole_start))
                start = hole_end
        left.append((start, end))
    return tuple((start, end) for start, end in left if end > start)


def _listed(spans: Sequence[Span]) -> str:
    named = ", ".join(f"{moment(start)} to {moment(end)}" for start, end in spans[:_SPANS_NAMED])
    more = len(spans) - _SPANS_NAMED
    return f"{named} and {_count(more, 'more interval')}, {_length(seconds(spans))} in all" if more > 0 else named


def _length(seconds: float) -> str:
    if seconds >= 60:
        return length(seconds)
    return f"{seconds:.2f} s" if 0 < seconds < 0.1 else f"{seconds:.1f} s"


def _share(part: float, whole: float) -> str:
    """A share in percent that says 0 % and 100 % only where it is."""
    share = 100 * part / whole if whole else 0.0
    if 0 < share < 0.1 or 99.9 < share < 100:
        return "under 0.1 %" if share < 1 else "over 99.9 %"
    return f"{share:.1f} %" if share % 100 else f"{share:.0f} %"


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
