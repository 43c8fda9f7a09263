"""What a search covers and what it does not, in plain sentences."""

from __future__ import annotations

from collections.abc import Sequence

from cpcl_desktop.engine.clock import length, moment
from cpcl_desktop.engine.coverage.coverage import Coverage, SourceCoverage
from cpcl_desktop.engine.coverage.spans import Span, merged, seconds
from cpcl_desktop.engine.ingest.conditions import LEAST_FOUND_PX, LEAST_PERSON_PX
from cpcl_desktop.engine.media.gaps import NO_PICTURES
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.runtime.translated import shown
from cpcl_desktop.engine.sources.left_out import left_out_sentences

_SPANS_NAMED = 4  # intervals, or sources that wait, that a sentence lists


def coverage_sentences(coverage: Coverage) -> tuple[str, ...]:
    """What is covered and what is not, in plain sentences: totals, each source's limits, what "not found" means."""
    waiting, left_out = [*_waiting(coverage), *_in_bin(coverage)], left_out_sentences(coverage.left_out)
    if not coverage.sources:
        nothing = tr("The case holds no footage: a search covers nothing.")
        if coverage.waiting:
            nothing = tr("The case holds no footage that was read: a search covers nothing.")
        return (nothing, *waiting, *left_out)
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
        sentences.append(" ".join(filter(None, [tr("could not be read."), shown(source.message)])))
    elif one.unread:
        sentences.append(tr("not read yet: {spans}.", spans=_listed(one.unread)))
    elif source.state != "done":
        sentences.append(tr("not read to the end yet."))
    if source.state == "partial" and source.message:
        said = shown(source.message)
        sentences.append(said[0].lower() + said[1:])
    for reason in dict.fromkeys(gap.reason for gap in source.gaps):
        spans = merged([(g.start_us, g.end_us) for g in source.gaps if g.reason == reason])
        sentences.append(_gap_sentence(_listed(spans), reason))
    if dark := one.spans("dark"):
        sentences.append(tr("too dark: {spans}.", spans=_listed(dark)))
    if grey := one.spans("grey"):
        said = _listed(grey)
        sentences.append(tr("grey or infrared, words for colours say nothing there: {spans}.", spans=said))
    if seen_round := one.spans("round"):
        said = _listed(seen_round)
        sentences.append(tr("through a fish-eye, many people there are not found: {spans}.", spans=said))
    if not one.is_measured:
        sentences.append(tr("was read by an older version, which did not look for darkness and missing colour."))
    return sentences


def _gap_sentence(spans: str, reason: str) -> str:
    why = shown(reason).rstrip(".。")
    if reason == NO_PICTURES:
        return tr("no pictures: {spans}: the recording holds no pictures of this time.", spans=spans)
    return tr("could not be read: {spans}: {why}.", spans=spans, why=why)


def tiles_sentence(source: Source) -> str:
    """In how many tiles its frames were looked at and why; empty where nothing is to be said."""
    why = shown(source.tiles_reason or "")
    if source.tiles is not None and source.tiles > 1:
        said = tr("looked at whole and in tiles, {tiles} along a frame", tiles=source.tiles)
    else:
        said = tr("looked at whole, without tiles") if why else ""
    return tr("{sentence}.", sentence=": ".join(filter(None, [said, why]))) if said else ""


def _waiting(coverage: Coverage) -> list[str]:
    """What was added and not begun: a search that finds nobody says nothing of it."""
    if not coverage.waiting:
        return []
    waiting = len(coverage.waiting)
    named = ", ".join(path.name for path in coverage.waiting[:_SPANS_NAMED])
    if (more := waiting - _SPANS_NAMED) > 0:
        named = tr("{names} and %n more", None, more, names=named)
    return [tr("Not in that: %n source(s) that wait to be read: {names}.", None, waiting, names=named)]


def _in_bin(coverage: Coverage) -> list[str]:
    """What somebody took out of the case."""
    if not coverage.in_bin:
        return []
    named = ", ".join(coverage.in_bin[:_SPANS_NAMED])
    if (more := len(coverage.in_bin) - _SPANS_NAMED) > 0:
        named = tr("{names} and %n more", None, more, names=named)
    return [tr("%n source(s) in the bin are not searched: {names}.", None, len(coverage.in_bin), names=named)]


def _reading(coverage: Coverage) -> list[str]:
    states = [one.source.state for one in coverage.sources]
    done, failed = states.count("done"), states.count("failed")
    parts = [tr("%n read to the end", None, done)] if done else []
    parts += [tr("%n not readable", None, failed)] if failed else []
    parts += [tr("%n not read to the end yet", None, more)] if (more := len(states) - done - failed) else []
    sentences = [tr("%n source(s): {states}.", None, len(states), states=tr(", ", "in a list").join(parts))]
    if coverage.declared_s:
        sentences.append(_length_sentence(coverage, coverage.declared_s))
    if unknown := sum(not one.end_us for one in coverage.sources):
        sentences.append(tr("Not in that: %n source(s) of unknown length.", None, unknown))
    return [*sentences, _frames_sentence(coverage)]


def _length_sentence(coverage: Coverage, total: float) -> str:
    """How much of all footage, of so many seconds, was read, and what became of the rest."""
    missing, unread = ((_length(s), _share(s, total)) for s in (coverage.missing_s, coverage.unread_s))
    rest = []
    if coverage.missing_s:
        rest.append(tr("{time} ({share}) could not be read", time=missing[0], share=missing[1]))
    if coverage.unread_s:
        rest.append(tr("{time} ({share}) was not read yet", time=unread[0], share=unread[1]))
    read, share = _length(coverage.read_s), _share(coverage.read_s, total)
    said = tr("Of {total} of footage, {time} ({share}) was read", total=_length(total), time=read, share=share)
    return tr(
        "{sentence}.", sentence=tr("; ", "between findings").join(filter(None, [said, tr(" and ").join(rest)]))
    )


def _frames_sentence(coverage: Coverage) -> str:
    decoded = sum(one.source.frames_decoded for one in coverage.sources)
    looked = sum(one.source.frames_sampled for one in coverage.sources)
    unchanged = sum(one.source.frames_unchanged for one in coverage.sources)
    rates = sorted({one.sample_fps for one in coverage.sources if one.sample_fps})
    said = tr(
        "{decoded} frames were decoded, and people were looked for in {looked} of them",
        decoded=f"{decoded:,}",
        looked=f"{looked:,}",
    )
    if decoded > looked and rates:
        named = tr(" or ").join(f"{rate:g}" for rate in rates)
        said += tr(" ({rates} a second; the others lie in between)", rates=named)
    if unchanged:
        said += tr("; %n of these showed nothing new since an empty frame, and count as empty", None, unchanged)
    return tr("{sentence}.", sentence=said)


def _conditions(coverage: Coverage) -> list[str]:
    sentences = []
    read = coverage.read_s
    if dark := coverage.condition_s("dark"):
        time, share = _length(dark), _share(dark, read)
        sentences.append(
            tr("{time} ({share}) is too dark: many people there are not found.", time=time, share=share)
        )
    if grey := coverage.condition_s("grey"):
        sentences.append(
            tr(
                "{time} ({share}) is grey or infrared: words for colours say nothing there. A "
                "thermal camera's picture is not told from that, and finding people in it was not measured.",
                time=_length(grey),
                share=_share(grey, read),
            )
        )
    if seen_round := coverage.condition_s("round"):
        sentences.append(
            tr(
                "{time} ({share}) is seen through a fish-eye or another lens with a "
                "round picture: people lie on their side or are bent there, and many are not found.",
                time=_length(seen_round),
                share=_share(seen_round, read),
            )
        )
    if frames := coverage.frames("small"):
        small = sum(one.small_passages for one in coverage.sources)
        sentences.append(
            tr(
                "In %n frame(s) looked at, somebody is less than {pixels} pixels tall; "
                "passages that show nobody taller: {passages}. So small, a description tells people apart badly.",
                None,
                frames,
                pixels=LEAST_PERSON_PX,
                passages=f"{small:,}",
            )
        )
    if frames := coverage.frames("tiny"):
        sentences.append(
            tr(
                "In %n frame(s) looked at, somebody is less than {pixels} pixels tall as the "
                "detector sees the picture: of people so small it misses many. Footage added with `--tiles` or a "
                "larger `--detector-size` shows more of them.",
                None,
                frames,
                pixels=LEAST_FOUND_PX,
            )
        )
    return sentences


def _meaning(coverage: Coverage) -> list[str]:
    detectors = ", ".join(sorted({one.detector for one in coverage.sources if one.detector and one.sample_fps}))
    if detectors:
        means = tr(
            "“Not found” means: nobody that the detector ({detectors}) found, in what was read and in the frames "
            "looked at, fits well enough.",
            detectors=detectors,
        )
    else:
        means = tr(
            "“Not found” means: nobody in the pictures, in what was read and in the frames looked at, fits well "
            "enough."
        )
    silent = tr(
        "It says nothing of what was not read, was too dark, shows people too small, or lies between those frames."
    )
    return [f"{means} {silent}"]


def _listed(spans: Sequence[Span]) -> str:
    first = spans[:_SPANS_NAMED]
    named = tr(", ", "in a list").join(
        tr("{begin} to {end}", begin=moment(begin), end=moment(end)) for begin, end in first
    )
    if (more := len(spans) - _SPANS_NAMED) <= 0:
        return named
    whole = _length(seconds(spans))
    return tr("{spans} and %n more interval(s), {time} in all", None, more, spans=named, time=whole)


def _length(seconds: float) -> str:
    if seconds >= 60:
        return length(seconds)
    return tr("{number} s", number=f"{seconds:.2f}" if 0 < seconds < 0.1 else f"{seconds:.1f}")


def _share(part: float, whole: float) -> str:
    """A share in percent that says 0 % and 100 % only where it is."""
    share = 100 * part / whole if whole else 0.0
    if 0 < share < 0.1 or 99.9 < share < 100:
        return tr("under 0.1 %") if share < 1 else tr("over 99.9 %")
    return f"{share:.1f} %" if share % 100 else f"{share:.0f} %"
