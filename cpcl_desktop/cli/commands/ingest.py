"""`cpcl ingest`: add footage to a case, or read again what of it is left."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from types import MappingProxyType

from cpcl_desktop.bundle.arguments import quoted
from cpcl_desktop.cli import common, terminal
from cpcl_desktop.cli.commands import ingest_cluster
from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.coverage.source_keys import described_left_out
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.ingest.ingest import ingest_each, queue
from cpcl_desktop.engine.ingest.options import AUTO, OFF, IngestOptions
from cpcl_desktop.engine.ingest.outcomes import Became, outcomes
from cpcl_desktop.engine.ingest.retry import by_detector, retry, unfinished
from cpcl_desktop.engine.ingest.stages import Stages, open_stages
from cpcl_desktop.engine.ingest.tiling import check_options
from cpcl_desktop.engine.people.tiles import MOST_TILES
from cpcl_desktop.engine.recorder_time import RecorderClock
from cpcl_desktop.engine.records import Source
from cpcl_desktop.engine.runtime.providers import ProviderReport
from cpcl_desktop.engine.sources.left_out import (
    by_reason,
    counted_suffixes,
    left_out_sentences,
    reason_words,
    some_names,
)
from cpcl_desktop.engine.sources.walk import Found, Met, survey


def add(parser: argparse.ArgumentParser) -> None:
    """The arguments of `cpcl ingest`."""
    common.add_case(parser, "the case file, NAME.cpcl; made if it is not there")
    parser.add_argument(
        "paths", type=common.path, nargs="*", metavar="PATH", help="video files, folders of them, frame folders"
    )
    parser.add_argument(
        "--retry", action="store_true", help="read only what failed or was stopped, each as it was begun"
    )
    _add_reading(parser)
    ingest_cluster.add(parser)
    common.add_clock(parser, "--clock-offset", "--clock-doubt")
    common.add_provider(parser)
    common.add_json(parser)
    common.add_purpose(parser)


def _add_reading(parser: argparse.ArgumentParser) -> None:
    """How the footage is read."""
    option = parser.add_argument
    kind = common.path_or_name
    option("--model", type=kind, help="image–text model by name or path (default: the case's, else the starter)")
    option("--detector", type=kind, help="person detector by name or path; 'motion' needs no file (fixed cameras)")
    option(
        "--detector-size",
        type=_size,
        metavar="PIXELS",
        help=f"the detector's input, a multiple of {_STEP} from {_LEAST} to {_MOST} (default: as its manifest "
        "says); larger finds smaller people and takes longer",
    )
    option(
        "--tiles",
        type=_tiles,
        metavar="off|auto|N",
        help="look at large frames in tiles, too, N along the longer side, so that small people are found (default "
        "auto: where a look at the first minutes says that it helps)",
    )
    option("--sample-fps", type=common.positive, default=5.0, help="frames looked at per second (default 5)")
    option("--fps", type=common.positive, help="frames per second of frame folders without times in their names")
    option("--camera", type=common.text, default="", help="camera name (default: the folder's name)")
    option("--already-cropped", action="store_true", help="each image of the folders is one person")


_LEAST, _MOST, _STEP = 256, 1280, 32  # pixels of a detector's input


def _size(argument: str) -> int:
    """An input size that detectors may have."""
    if not argument.isdecimal() or int(argument[:9]) not in range(_LEAST, _MOST + 1, _STEP):
        raise argparse.ArgumentTypeError(
            f"{quoted(argument)} is not a multiple of {_STEP} from {_LEAST} to {_MOST}"
        )
    return int(argument)


def _tiles(argument: str) -> str:
    """Tiles as the options of an ingest have them."""
    if argument in (AUTO, OFF):
        return argument
    if not argument.isdecimal() or int(argument[:9]) not in range(2, MOST_TILES + 1):
        raise argparse.ArgumentTypeError(
            f"{quoted(argument)} is neither off nor auto nor a number from 2 to {MOST_TILES}"
        )
    return argument


def run(request: argparse.Namespace) -> int:
    """Add the footage; some of it unread, or none, decides the exit status."""
    ingest_cluster.check(request)
    if request.retry:
        return _retry(request)
    if not request.paths:
        raise UsageError("Name the footage to add, or give --retry to read what the case still lacks.")
    met = survey(request.paths, already_cropped=request.already_cropped)
    clock = common.stated_clock(request, len(met.found))
    options = IngestOptions(
        request.sample_fps, request.fps, request.camera, clock, request.detector_size, request.tiles
    )
    with common.open_case(request, create=True) as case:
        stages = _stages(case, request, request.detector)
        check_options(stages, options)
        before = _Before(
            case.sources.binned(), {source.id for source in case.sources.with_bin() if source.state == "done"}
        )
        if not request.cluster:
            with case.writer(), terminal.TerminalReport() as report:
                case.left_out.note(met.roots, met.left_out)
                queue(case, met.found, options, stages.detector.name)
                read = list(ingest_each(case, met.found, stages, options, report))
            return _tell(request, case, met, before, read, clock, stages, stages.provider)
        ran = ingest_cluster.read(request, case, met, options, stages)
    with Case.read(request.case) as case:
        provider = ProviderReport(request.provider, ran.provider)
        more = ingest_cluster.described(ran)
        status = _tell(request, case, met, before, ran.read, clock, stages, provider, more)
    if not request.json:
        ingest_cluster.say(ran)
    return status


@dataclass(frozen=True, slots=True)
class _Before:
    """Of the case before footage was added: sources in the bin, numbers of those that were read whole."""

    binned: Sequence[Source]
    known: Set[int]


def _tell(
    request: argparse.Namespace, case: Case, met: Met, before: _Before, read: Sequence[tuple[Found, Source]],
    clock: RecorderClock, stages: Stages, provider: ProviderReport,
    more: Mapping[str, object] = MappingProxyType({}),
) -> int:  # fmt: skip
    """Say what became of it, with `more` for programs; the exit status."""
    sources = [source for _, source in read]
    became = outcomes([found for found, _ in read], sources, before.known)
    put_back = _put_back(before.binned, sources)
    if request.json:
        _say_json(case, met, became, read, put_back, stages, provider, more)
    else:
        common.say_sources(sources)
        _say_known(read, clock)
        _say_put_back(put_back)
        _say_equipment(stages, provider)
        _say_met(met, became)
    return common.outcome(sources, met.left_out)


def _retry(request: argparse.Namespace) -> int:
    """Read again what is left, all by itself, each as it was begun."""
    if request.paths:
        raise UsageError("--retry reads what the case still lacks; name no paths with it.")
    if request.detector_size or request.tiles:
        raise UsageError("--retry reads each as it was begun; leave out --detector-size and --tiles.")
    sources: list[Source] = []
    with common.open_case(request) as case:
        binned = case.sources.binned()
        with case.writer(), terminal.TerminalReport() as report:
            for detector, group in by_detector(unfinished(case)).items():
                stages = _stages(case, request, request.detector or detector)
                sources += retry(case, group, stages, report)
        if request.json:
            put_back = [source.id for source in _put_back(binned, sources)]
            terminal.say_json({"sources": common.described_sources(case, sources), "put_back": put_back})
        elif sources:
            common.say_sources(sources)
            _say_put_back(_put_back(binned, sources))
        else:
            terminal.say("Nothing is left to read: every source was read to its end.")
    return common.outcome(sources)


def _stages(case: Case, request: argparse.Namespace, detector: str | None) -> Stages:
    stages = open_stages(case, request.model, detector, request.provider)
    for notice in stages.notices:
        terminal.complain(notice)
    return stages


def _say_json(
    case: Case,
    met: Met,
    became: Sequence[Became],
    read: Sequence[tuple[Found, Source]],
    put_back: Sequence[Source],
    stages: Stages,
    provider: ProviderReport,
    more: Mapping[str, object],
) -> None:
    terminal.say_json(
        {
            "provider": provider.used,
            "provider_asked": provider.asked,
            "provider_reason": provider.reason,
            "detector": stages.detector.name,
            "model": stages.embedder.name,
            "given_paths": [str(one.path) for one, _ in read],
            "sources": common.described_sources(case, [source for _, source in read]),
            "put_back": [source.id for source in put_back],
            "met": {
                "entries": met.entries,
                "folders": met.folders,
                "became": [asdict(one) for one in became],
                "left_out": [described_left_out(one) for one in met.left_out],
            },
            **more,
        }
    )


def _say_known(read: Sequence[tuple[Found, Source]], stated: RecorderClock) -> None:
    """Which of the footage the case had already, and what it keeps of what was stated before."""
    for one, source in read:
        if source.path != one.path.absolute():
            terminal.say(f"{one.path}: has the content of {source.path}, which the case holds; it counts once.")
        if source.id and not _follows(source.clock, stated):
            terminal.say(f"{one.path}: keeps the clock that was stated before; `cpcl clock` changes it.")


def _put_back(binned: Sequence[Source], sources: Sequence[Source]) -> list[Source]:
    """Those that came out of the bin because they were added again."""
    back = {source.id for source in sources if not source.in_bin}
    return [source for source in binned if source.id in back]


def _say_put_back(sources: Sequence[Source]) -> None:
    for source in sources:
        terminal.say(
            f"{source.name}: was in the bin and was put back, as it was; it is searched again. `cpcl bin` takes it "
            "out."
        )


def _say_met(met: Met, became: Sequence[Became]) -> None:
    """Everything that was met and what became of it, so that nothing is left out without a word."""
    rows: list[tuple[object, ...]] = [(one.outcome, one.files, f"sources: {one.sources}") for one in became]
    for reason, part in by_reason(met.left_out).items():
        which = f"{counted_suffixes(part)}: {some_names(part)}"
        rows.append((f"left out: {reason_words(reason)}", sum(one.count for one in part), which))
    terminal.say_table(
        ("what became of it", "entries", "which"), [*rows, ("folders gone through", met.folders, "")]
    )
    terminal.say(f"{met.entries:,} directory entries were met; the table accounts for each.")
    for sentence in left_out_sentences([one for one in met.left_out if one.is_missing]):
        terminal.say(sentence)


def _say_equipment(stages: Stages, provider: ProviderReport) -> None:
    terminal.say(
        f"Ran on: {provider.used} (asked: {provider.asked}); detector {stages.detector.name}; "
        f"model {stages.embedder.name}."
    )


def _follows(clock: RecorderClock, stated: RecorderClock) -> bool:
    """Whether a source's clock is what was stated, as far as anything was."""
    same_start = stated.start is None or clock.start == stated.start
    same_zone = not stated.timezone or clock.timezone == stated.timezone
    same_doubt = stated.doubt_s is None or clock.doubt_s == stated.doubt_s
    return same_start and same_zone and same_doubt and (not stated.offset_s or clock.offset_s == stated.offset_s)
