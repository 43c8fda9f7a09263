"""What a search covers and what it does not, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.clock import length, moment
from cpcl_desktop.engine.coverage.coverage import Coverage, SourceCoverage
from cpcl_desktop.engine.coverage.spans import Span, merged, seconds
from cpcl_desktop.engine.ingest.conditions import LEAST_FOUND_PX, LEAST_PERSON_PX
from cpcl_desktop.engine.media.gaps import NO_PICTURES
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.sources.left_out import left_out_sentences

_SPANS_NAMED = 4  # intervals, or sources that wait, that a sentence lists


def coverage_sentences(coverage: Coverage) -> tuple[str, ...]:
    """What is covered and what is not, in plain sentences: totals, each source's limits, what "not found" means."""
    waiting, left_out = [*_waiting(coverage), *_in_bin(coverage)], left_out_sentences(coverage.left_out)
    if not coverage.sources:
        was_read = " that was read" if coverage.waiting else ""
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
        spans = merged([(g.start_us, g.end_us) for g in source.gaps if g.reason == reason])
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


def _in_bin(coverage: Coverage) -> list[str]:
    """What somebody took out of the case."""
    if not coverage.in_bin:
        return []
    named = ", ".join(coverage.in_bin[:_SPANS_NAMED])
    more = f" and {len(coverage.in_bin) - _SPANS_NAMED} more" if len(coverage.in_bin) > _SPANS_NAMED else ""
    are = "is" if len(coverage.in_bin) == 1 else "are"
    return [f"{_count(len(coverage.in_bin), 'source')} in the bin {are} not searched: {named}{more}."]


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
