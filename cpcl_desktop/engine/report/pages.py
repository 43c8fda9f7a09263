"""A report as pages of plain blocks, which the HTML and the PDF show alike."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from cpcl_desktop.engine.case.log import LogEntry, summary
from cpcl_desktop.engine.clock import length, moment
from cpcl_desktop.engine.coverage.coverage import coverage_sentences
from cpcl_desktop.engine.recorder_time import RecorderClock, time_at
from cpcl_desktop.engine.records import Answer, Query, Source
from cpcl_desktop.engine.report.records import CAVEAT, Contents, Item, ReportedSource

TITLE = "Passages found in footage"
COVERAGE_PICTURE = "coverage.png"
MOST_GAPS = 200  # listed on the page


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; a `caveat` must not be overlooked, `code` is to be typed as it stands."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Names with their values."""

    rows: Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a header; `widths` are the columns' shares of the page."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]


@dataclass(frozen=True, slots=True)
class Figure:
    """An item: heading, pictures (paths within the report) with their captions, facts and notes."""

    heading: str
    crop: str
    frame: str
    moments: Sequence[tuple[str, str]]
    clip: str
    facts: Facts
    notes: Sequence[str]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture over the whole width, by its path within the report."""

    path: str
    caption: str


Block = Text | Facts | Table | Figure | Drawing


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the report; printed, it starts on a new sheet where `sheet` says so."""

    title: str
    blocks: Sequence[Block] = field(default_factory=tuple)
    sheet: bool = False


def pages(contents: Contents) -> list[Page]:
    """The whole report."""
    return [
        Page(TITLE, _title(contents)),
        Page("What was searched for", tuple(_searches(contents))),
        Page("Items", tuple(_figure(item, contents) for item in contents.items), sheet=True),
        Page("Sources", tuple(_sources(contents)), sheet=True),
        Page("Coverage: what “not found” means", tuple(_coverage(contents)), sheet=True),
        Page("How this report was made", tuple(_making(contents))),
        Page("Extract of the case's log", tuple(_log(contents)), sheet=True),
        Page("How to verify this report", tuple(_verifying())),
    ]


# --- title


def _title(contents: Contents) -> tuple[Block, ...]:
    matches = sum(1 for item in contents.items if item.decision and item.decision.verdict == "match")
    decided = f", {matches} of them decided to be a match" if matches else ""
    rows = [
        ("Case", contents.case_name),
        ("Case number", contents.case_id),
        ("Made", f"{_utc(contents.created)} by {contents.user}"),
        ("Purpose", contents.purpose or "none stated"),
        ("Authority", contents.authority or "none stated"),
        ("Items", f"{len(contents.items)}{decided}"),
        ("Sources in the case", str(len(contents.sources))),
        ("Model", contents.model.name),
        ("Model's SHA-256", contents.model.sha256),
        ("Program", f"CPCL Desktop {contents.program}"),
    ]
    return (Text(CAVEAT, "caveat"), Facts(rows))


def _utc(text: str) -> str:
    return datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M:%S UTC")


# --- searches


def _searches(contents: Contents) -> Iterator[Block]:
    if not contents.searches:
        yield Text("No search: the items are what was decided to be a match, without a description.")
        return
    rows = [
        (
            str(number),
            _looked_for(answer.query),
            filters_of(answer.query),
            _searched(answer),
            str(len(answer.hits)),
        )
        for number, answer in enumerate(contents.searches, start=1)
    ]
    yield Table(("Search", "Looked for", "Only", "Searched", "Hits"), rows, (11, 38, 21, 21, 9))
    for number, answer in enumerate(contents.searches, start=1):
        if answer.unknown_words:
            named = ", ".join(f"“{word}”" for word in answer.unknown_words)
            yield Text(f"Search {number}: the model was not taught {named}; these words did not count.")
    yield Text(
        "Every passage is ranked by its most similar picture. The score is the cosine of the angle between picture "
        "and description, relative to the mean of the case; scores of different searches cannot be compared."
    )


def _searched(answer: Answer) -> str:
    if not answer.tracks_searched:
        return "nothing was ranked"
    return f"{answer.tracks_searched:,} passages, {answer.crops_searched:,} pictures"


def _looked_for(query: Query) -> str:
    parts = [f"“{query.text}”"] if query.text.strip() else []
    return " and ".join([*parts, "an example image"] if query.image is not None else parts)


def filters_of(query: Query) -> str:
    """A query's filters as a person reads them."""
    parts = [f"source {name}" for name in query.sources] + [f"camera {name}" for name in query.cameras]
    if query.from_s is not None:
        parts.append(f"from {moment(round(query.from_s * 1e6))}")
    if query.to_s is not None:
        parts.append(f"to {moment(round(query.to_s * 1e6))}")
    return ", ".join(parts) or "whole case"


# --- items


def _figure(item: Item, contents: Contents) -> Figure:
    files = item.files
    captions = [row.name or moment(row.time_us) for row in item.moments]
    return Figure(
        heading=f"Item {item.number} · {item.shown.path.name} · {item.shown.name or moment(item.shown.time_us)}",
        crop=files.crop,
        frame=files.frame,
        moments=tuple(zip(files.moments, captions, strict=True)),
        clip=files.clip,
        facts=Facts(tuple(item_facts(item, contents.searches))),
        notes=tuple(files.notes),
    )


def item_facts(item: Item, searches: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    """What is known of an item, name by name."""
    row, time = item.shown, time_at(item.shown.clock, item.shown.time_us)
    if item.decision is not None:
        yield "Decision", _decided(item)
        if item.decision.description:
            yield "Description", item.decision.description
        if item.decision.note:
            yield "Note", item.decision.note
    else:
        yield "Decision", "none yet"
    for place in item.places:
        text = _looked_for(searches[place.search - 1].query)
        yield f"Search {place.search}", f"{text}: rank {place.rank}, score {place.score:.3f}"
    yield from _not_ranked(item, searches)
    yield "Source", str(row.path)
    yield "Camera", row.camera
    if row.name:
        yield "Image", row.name
    yield "File time", moment(row.time_us)
    yield "Recorder time", shown_time(time.recorder)
    yield "Corrected time", shown_time(time.corrected) + (f" (?) {time.note}" if time.note else "")
    yield "Passage", f"{moment(row.start_us)} – {moment(row.end_us)} (file time)"
    if row.without_colour:
        yield "Colour", "this stretch of the footage is grey, infrared or dark: words for colours say little here"
    yield "Box", " ".join(f"{side:.1f}" for side in row.box) + " (x1 y1 x2 y2, pixels)"
    if item.files.clip_span_us is not None:
        first, last = item.files.clip_span_us
        how = "copied from the footage unchanged" if item.files.clip_copied else "encoded anew"
        yield "Clip", f"{item.files.clip}: {moment(first)} – {moment(last)}, {how}"
    yield "In the case", f"passage {row.track}, picture {row.crop}, source {row.source}"


def _not_ranked(item: Item, searches: Sequence[Answer]) -> Iterator[tuple[str, str]]:
    """Searches for what the item was matched with in which it is not among the hits."""
    described = "" if item.decision is None else item.decision.description.strip()
    for number, answer in enumerate(searches, start=1):
        if described and answer.query.text == described and number not in {place.search for place in item.places}:
            among = f"not among its first {answer.query.limit}" if answer.hits else "nothing was ranked"
            yield f"Search {number}", f"“{described}”: {among}"


def _decided(item: Item) -> str:
    assert item.decision is not None
    made = item.decision
    return f"{made.verdict}, by {made.user}, {_utc(made.time)} (entry {made.id} of the log)"


def shown_time(time: datetime | None) -> str:
    """A clock time, or that it is not known."""
    return "not known" if time is None else time.isoformat(" ", "milliseconds")


# --- sources and coverage


def _sources(contents: Contents) -> Iterator[Block]:
    shown = _shown_sources(contents)
    for reported in contents.sources:
        if reported.source.id in shown:
            yield Text(f"Source {reported.source.id} · {reported.source.path.name}", "heading")
            yield Facts(tuple(source_facts(reported)))
    rows = [_source_row(reported.source) for reported in contents.sources if reported.source.id not in shown]
    if rows:
        yield Text("Other sources of the case, which no item is from", "heading")
        yield Table(("Source", "Name", "Read", "SHA-256"), rows, (11, 31, 13, 45))


def _shown_sources(contents: Contents) -> set[int]:
    return {item.shown.source for item in contents.items}


def _source_row(source: Source) -> tuple[str, ...]:
    state = {"failed": "not readable", "done": length(source.decoded_s)}
    read = state.get(source.state, f"{length(source.decoded_s)}, unfinished")
    return str(source.id), source.path.name, read, source.sha256 or "none: it could not be read"


def source_facts(reported: ReportedSource) -> Iterator[tuple[str, str]]:
    """What is known of a source, name by name."""
    source = reported.source
    kind = {"video": "video file", "frames": "folder of frames", "crops": "folder of ready-made pictures"}
    yield "Where it was", str(source.path)
    yield "SHA-256", source.sha256 or "none: it could not be read"
    yield "Size", f"{source.size:,} bytes"
    yield "Kind, camera", f"{kind[source.kind]}, {source.camera}"
    declared = "not stated" if source.declared_s is None else length(source.declared_s)
    yield "Length", f"{declared} declared, {length(source.decoded_s)} read"
    yield "Frames", f"{source.frames_decoded:,} decoded, {source.frames_sampled:,} looked at"
    yield "Found", f"{source.tracks:,} passages, {source.crops:,} pictures"
    yield "People found by", f"{reported.detector}, {reported.sample_fps:g} frames a second"
    yield "Recorder's clock", clock_text(source.clock)
    if source.message:
        yield "Remark", source.message
    yield "Footage", reported.finding.text


def clock_text(clock: RecorderClock) -> str:
    """What is known of a recorder's clock, in words."""
    if clock.start is None:
        return "not known"
    origin = {"user": "as stated by the user", "file name": "from the file's name", "container": "from the file"}
    parts = [f"{clock.start.isoformat(' ')} at the first frame ({origin.get(clock.origin, 'origin not noted')})"]
    if clock.timezone:
        parts.append(f"time zone {clock.timezone}")
    if clock.offset_s:
        parts.append(f"{clock.offset_s:+g} s to get the true time")
    return ", ".join(parts)


def _coverage(contents: Contents) -> Iterator[Block]:
    yield Text(
        "A person who is not among the items may still be in the footage. This page says what was looked at and "
        "what was not."
    )
    yield Drawing(COVERAGE_PICTURE, "Every source along its time: what was read, and how well")
    for sentence in coverage_sentences(contents.coverage):
        yield Text(sentence)
    rows = [
        (reported.source.path.name, moment(gap.start_us), moment(gap.end_us), gap.reason)
        for reported in contents.sources
        for gap in reported.source.gaps
    ]
    if rows:
        yield Table(("Source", "Not read from", "to", "Reason"), rows[:MOST_GAPS], (34, 16, 16, 34))
    if len(rows) > MOST_GAPS:
        yield Text(f"And {len(rows) - MOST_GAPS:,} more gaps, all of them in report.json.")


# --- making, log, verifying


def _making(contents: Contents) -> Iterator[Block]:
    options, model = contents.options, contents.model
    yield Facts(
        (
            ("Model", f"{model.name}, SHA-256 of its manifest {model.sha256}"),
            ("Vectors", f"{model.vectors:,} pictures of the case, {model.dim} numbers each"),
            ("Hits of a search", f"at most {options.limit}"),
            ("Clips", _clips_text(contents)),
            ("Other people", contents.blurring or "shown as they are in the footage"),
        )
    )
    yield Text(
        "Small pictures were cut and stored when the footage was added. The full frames were decoded from the "
        "footage for this report; the line around the person lies outside the box that the detector gave. Footage "
        "was opened read-only. File times are presentation timestamps from the first frame on, recorder times what "
        "the recorder's clock showed, corrected times the recorder's with the offset stated for it."
    )


def _clips_text(contents: Contents) -> str:
    options = contents.options
    if not options.clips:
        return "none asked for"
    drawn = ", with box, and times in a strip under the picture" if options.burn_in else ""
    return f"the passage and {options.margin_s:g} s before and after it, without sound{drawn}"


def _log(contents: Contents) -> Iterator[Block]:
    head = contents.log_head
    yield Text(
        f"The log had {head.entries} entries when this report was made; the hash of the last was {head.hash}. The "
        "whole log is in log.json. Here: how the items' sources were added, the searches of this report, decisions "
        "on its items, and exports."
    )
    rows = [
        (str(entry.number), _utc(entry.time)[:-4], entry.user, entry.action, _why(entry), summary(entry))
        for entry in contents.log
        if _concerns(entry, contents)
    ]
    yield Table(
        ("Entry", "Time (UTC)", "User", "Action", "Purpose, authority", "What"), rows, (9, 18, 11, 11, 19, 32)
    )


def _why(entry: LogEntry) -> str:
    return ", ".join(filter(None, (entry.purpose, entry.authority)))


def _concerns(entry: LogEntry, contents: Contents) -> bool:
    if entry.action == "decision":
        return entry.details.get("track") in {item.shown.track for item in contents.items}
    if entry.action == "search":
        texts = {answer.query.text for answer in contents.searches}
        return entry.details.get("query", {}).get("text") in texts
    if "source" in entry.details:  # what was done with footage
        return entry.details["source"] in _shown_sources(contents)
    return entry.action in ("log begun", "model", "export", "ingest")  # an ingest without a source was refused


def _verifying() -> Iterator[Block]:
    yield Text(
        "manifest.json gives the SHA-256 of every file of this report. The case's log has an entry “export” with "
        "the SHA-256 of manifest.json itself, so that the case finds out a report whose manifest was changed, too."
    )
    yield Text("With the program, from the folder that holds the report:")
    yield Text("cpcl verify REPORT --case CASE.cpcl", "code")
    yield Text(
        "checks every file, names what was changed, is missing or was added, looks for the report in the case's "
        "log, and repeats the searches over the same pictures of the case with the same model: it says whether the "
        "ranking is the same and, if not, where it first differs and why. “cpcl verify CASE.cpcl” checks the case, "
        "its log and the footage. Without the program, any tool that computes SHA-256 will do, for example:"
    )
    yield Text("sha256sum manifest.json report.html crops/0001-1.jpg", "code")
