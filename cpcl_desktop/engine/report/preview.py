"""What a report would hold, before it is written: its items, their pages' facts, a frame as it would be shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpcl_desktop.bundle.worded import worded
from cpcl_desktop.engine.decoder.opening import open_source
from cpcl_desktop.engine.errors import MediaError
from cpcl_desktop.engine.people.detect import Detector
from cpcl_desktop.engine.progress import Progress, Report, silent
from cpcl_desktop.engine.records import Image, Query
from cpcl_desktop.engine.report.choice import choose
from cpcl_desktop.engine.report.facts import chosen_facts, title_of
from cpcl_desktop.engine.report.media import NO_FRAME, frame_shown
from cpcl_desktop.engine.report.records import Item, ReportOptions
from cpcl_desktop.engine.runtime.language import tr
from cpcl_desktop.engine.search.searcher import Searcher

NOT_CHECKED = worded("Whether the footage is still what was added is checked when the report is written.")


@dataclass(frozen=True, slots=True)
class PreviewItem:
    """An item as its page would have it: heading, facts name by name, how many small pictures."""

    item: Item
    title: str
    facts: Sequence[tuple[str, str]]
    pictures: int


@dataclass(frozen=True, slots=True)
class Preview:
    """What a report would hold; `clips_s` is how long all of its clips would be together, at most."""

    items: Sequence[PreviewItem] = ()
    searches: int = 0
    sources: int = 0
    clips_s: float = 0.0


def preview_report(
    searcher: Searcher, queries: Sequence[Query], options: ReportOptions, report: Report = silent
) -> Preview:
    """What a report of these would hold, as things stand; nothing is written, into the log neither.

    `UsageError` where there is nothing to report.
    """
    answers, items = choose(searcher, queries, options, is_asked=False, report=report)
    pictures = [1 if "moments" in options.without else len(item.moments) for item in items]
    shown = [
        PreviewItem(item, title_of(item), tuple(chosen_facts(item, answers, options.without)), number)
        for item, number in zip(items, pictures, strict=True)
    ]
    spans = [(item.shown.end_us - item.shown.start_us) / 1e6 + 2 * options.margin_s for item in items]
    sources = len({item.shown.source for item in items})
    return Preview(shown, len(answers), sources, sum(spans) if options.clips else 0.0)


def preview_frame(
    searcher: Searcher, item: Item, options: ReportOptions, detector: Detector | None, report: Report
) -> tuple[Image, str]:
    """An item's frame as the report would show it, H×W×3 RGB, with what is to be said of it.

    `MediaError` where there is none: the footage is gone or gives no frame.
    """
    case, row = searcher.case, item.shown
    source = case.sources.get(row.source)
    if source.kind == "crops":
        raise MediaError(NO_FRAME)
    report(Progress(tr("Decoding the frame")))
    if not source.path.exists():
        raise MediaError(
            "{path} is not there any more. The report would show what the case holds of it.", path=source.path
        )
    image, note = frame_shown(case, item, open_source(source, case.sources.settings(row.source)), options, detector)
    return image, " ".join(filter(None, (note, NOT_CHECKED)))
