"""A report as pages of plain blocks, which the HTML and the PDF show alike."""

from __future__ import annotations

from collections.abc import Iterator

from cpcl_desktop.engine.case.log import LogEntry, summary
from cpcl_desktop.engine.clock import length, moment
from cpcl_desktop.engine.coverage.sentences import coverage_sentences
from cpcl_desktop.engine.records import Answer, Source
from cpcl_desktop.engine.report.blocks import Block, Drawing, Facts, Figure, Page, Table, Text, bounded
from cpcl_desktop.engine.report.facts import (
    chosen_facts,
    filters_of,
    items_text,
    left_out_text,
    looked_for,
    source_facts,
    title_of,
    utc_text,
)
from cpcl_desktop.engine.report.records import CAVEAT, Contents, Item
from cpcl_desktop.engine.search.notes import notes_on, presence_line, read_as_line

TITLE = "Passages found in footage"
COVERAGE_PICTURE = "coverage.png"
MOST_GAPS = 200  # listed on the page


def pages(contents: Contents) -> list[Page]:
    """The whole report."""
    made = [
        Page(TITLE, _title(contents)),
        Page("What was searched for", tuple(_searches(contents))),
        Page("Items", tuple(_figure(item, contents) for item in contents.items), sheet=True),
        Page("Sources", tuple(_sources(contents)), sheet=True),
        Page("Coverage: what “not found” means", tuple(_coverage(contents)), sheet=True),
        Page("How this report was made", tuple(_making(contents))),
        Page("Extract of the case's log", tuple(_log(contents)), sheet=True),
        Page("How to verify this report", tuple(_verifying())),
    ]
    return list(map(bounded, made))


# --- title


def _title(contents: Contents) -> tuple[Block, ...]:
    matches = sum(1 for item in contents.items if item.decision and item.decision.verdict == "match")
    decided = f", {matches} of them decided to be a match" if matches else ""
    rows = [
        ("Case", contents.case_name),
        ("Case number", contents.case_id),
        ("Made", f"{utc_text(contents.created)} by {contents.user}"),
        ("Purpose", contents.purpose or "none stated"),
        ("Authority", contents.authority or "none stated"),
        ("Items", f"{len(contents.items)}{decided}"),
        ("Sources in the case", str(len(contents.sources))),
        ("Model", contents.model.name),
        ("Model's SHA-256", contents.model.sha256),
        ("Program", f"CPCL Desktop {contents.program}"),
    ]
    return (Text(CAVEAT, "caveat"), Facts(rows))


# --- searches


def _searches(contents: Contents) -> Iterator[Block]:
    if not contents.searches:
        yield Text(f"No search: the items are {items_text(contents.options)}, without a description.")
        return
    yield Text(f"The items are {items_text(contents.options)}.")
    rows = [
        (
            str(number),
            looked_for(answer.query),
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
        said = filter(None, [read_as_line(answer), presence_line(answer), *notes_on(answer)])
        yield from (Text(f"Search {number}: {note}") for note in said)
    yield Text(
        "Every passage is ranked by the mean over its pictures and shown by the one that fits best. The score is "
        "the cosine of the angle between picture and description, relative to the mean of the case, less what "
        "counts against it; scores of different searches cannot be compared, their strengths can."
    )
    if any(answer.answer for answer in contents.searches):
        yield Text(
            "A hit is called strong, fair or weak by how probable it is that its passage fits the description, as "
            "measured for this model on people whose presence was known. That can be compared between searches by "
            "one model; it identifies nobody, and covers only what was read."
        )
    if penalties := {answer.plan["penalty"] for answer in contents.searches if answer.plan.get("against")}:
        yield Text(
            f"A passage that plainly shows what a description rules out loses {max(penalties):g} of its score. "
            "Which phrases a passage bears out was told by the same model from its pictures, or from its path: "
            "“unclear” means that neither tells."
        )


def _searched(answer: Answer) -> str:
    if not answer.tracks_searched:
        return "nothing was ranked"
    return f"{answer.tracks_searched:,} passages, {answer.crops_searched:,} pictures"


# --- items


def _figure(item: Item, contents: Contents) -> Figure:
    files, without = item.files, contents.options.without
    captions = [row.name or moment(row.time_us) for row in item.moments]
    return Figure(
        heading=title_of(item),
        crop=files.crop,
        frame=files.frame,
        moments=() if "moments" in without else tuple(zip(files.moments, captions, strict=True)),
        clip=files.clip,
        facts=Facts(tuple(chosen_facts(item, contents.searches, without))),
        notes=tuple(files.notes),
    )


# --- sources and coverage


def _sources(contents: Contents) -> Iterator[Block]:
    shown = _shown_sources(contents)
    for reported in contents.sources:
        if reported.source.id in shown:
            yield Text(f"Source {reported.source.id} · {reported.source.name}", "heading")
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
    return str(source.id), source.name, read, source.sha256 or "none: it could not be read"


def _coverage(contents: Contents) -> Iterator[Block]:
    yield Text(
        "A person who is not among the items may still be in the footage. This page says what was looked at and "
        "what was not."
    )
    yield Drawing(COVERAGE_PICTURE, "Every source along its time: what was read, and how well")
    for sentence in coverage_sentences(contents.coverage):
        yield Text(sentence)
    rows = [
        (reported.source.name, moment(gap.start_us), moment(gap.end_us), gap.reason)
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
            ("Items", items_text(options)),
            ("Hits of a search", f"at most {options.limit}"),
            ("Clips", _clips_text(contents)),
            ("Other people", contents.blurring or "shown as they are in the footage"),
            ("Left out of the items' pages", left_out_text(options.without) or "nothing"),
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
        (str(entry.number), utc_text(entry.time)[:-4], entry.user, entry.action, _why(entry), summary(entry))
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
