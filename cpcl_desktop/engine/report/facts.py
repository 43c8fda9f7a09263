"""What a report says of one item, one source, one clock, one search's filters: names with their values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from cpcl_desktop.engine.clock import length, moment
from cpcl_desktop.engine.recorder_time import RecorderClock, doubt_words, time_at
from cpcl_desktop.engine.records import Answer, Hit, Query
from cpcl_desktop.engine.report.records import Given, Item, ReportedSource, ReportOptions
from cpcl_desktop.engine.search.filters import filter_words
from cpcl_desktop.engine.search.support import support_words

# What may be left out of an item's pages: in words, and which of its facts it is (by their beginning).
FIELDS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "description": ("Description of who was looked for", ("Description",)),
    "note": ("Notes to decisions", ("Note",)),
    "labels": ("Labels", ("Labels",)),
    "searches": ("Ranks and scores of searches", ("Search", "Shown of search")),
    "source": ("Where the footage lies", ("Source",)),
    "clock": ("Recorder and corrected time", ("Recorder time", "Corrected time")),
    "box": ("The box in the frame", ("Box",)),
    "case": ("Numbers within the case", ("In the case",)),
    "moments": ("Further pictures of the passage", ()),
}


_CHOSEN = {
    "match": "what was decided to be a match",
    "unsure": "what was decided to be unsure",
    "bookmark": "what has a bookmark",
}


def title_of(item: Item) -> str:
    """What an item is called."""
    return f"Item {item.number} · {item.shown.source_name} · {item.shown.name or moment(item.shown.time_us)}"


def chosen_facts(item: Item, searches: Sequence[Answer], without: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What is known of an item, name by name, but the fields that are left out."""
    hidden = tuple(begin for key in without for begin in FIELDS[key][1])
    return (fact for fact in item_facts(item, searches) if not fact[0].startswith(hidden))


def left_out_text(without: Sequence[str]) -> str:
    """Which fields were left out, in words; empty for none."""
    named = [words for key, (words, _) in FIELDS.items() if key in without]
    return ", ".join(word[0].lower() + word[1:] for word in named)


def items_text(options: ReportOptions) -> str:
    """Which passages a report is of, in words."""
    if options.of is None:
        return "the hits of its searches"
    if options.of == "passages":
        count = len(options.passages)
        return "1 passage that was chosen by hand" if count == 1 else f"{count} passages that were chosen by hand"
    if options.of == "person":
        return (
            f"all passages that likely show the person of passage {options.passages[0]}: grouped by looks, time "
            "and place, a proposal to be checked, never an identification"
        )
    return _CHOSEN[options.of]


def filters_of(query: Query) -> str:
    """A query's filters as a person reads them."""
    return ", ".join(filter_words(query)) or "whole case"


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
    if item.labels:
        yield "Labels", "; ".join(_given(one) for one in item.labels)
    for place in item.places:
        text = looked_for(searches[place.search - 1].query)
        strength = _strength(item, searches[place.search - 1])
        yield f"Search {place.search}", f"{text}: rank {place.rank}, score {place.score:.3f}{strength}"
        if told := _shown(item, searches[place.search - 1]):
            yield f"Shown of search {place.search}", told
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


def _shown(item: Item, answer: Answer) -> str:
    """Which phrases of a search the passage bears out; empty where it was not taken apart."""
    hit = _hit(item, answer)
    return "" if hit is None else support_words(hit.phrases)


def _strength(item: Item, answer: Answer) -> str:
    """How strong the hit is, to be added to its score; empty where that is not known."""
    hit = _hit(item, answer)
    return "" if hit is None or hit.label is None else f", {hit.label} ({hit.strength:.2f})"


def _hit(item: Item, answer: Answer) -> Hit | None:
    return next((hit for hit in answer.hits if hit.track == item.shown.track), None)


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
    by_model = f", with the model {made.model} in use" if made.model else ""
    return f"{made.verdict}, by {made.user}, {utc_text(made.time)} (entry {made.id} of the log){by_model}"


def _given(one: Given) -> str:
    return f"{one.name} (by {one.user}, {utc_text(one.time)}, entry {one.entry} of the log)"


def shown_time(time: datetime | None) -> str:
    """A clock time, or that it is not known."""
    return "not known" if time is None else time.isoformat(" ", "milliseconds")


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
    origin = {
        "user": "as stated by the user",
        "EXIF": "from the pictures' EXIF data",
        "recorder": "from its clock, which every frame carries",
        "file name": "from the file's name",
        "container": "from the file",
    }
    parts = [f"{clock.start.isoformat(' ')} at the first frame ({origin.get(clock.origin, 'origin not noted')})"]
    if clock.timezone:
        parts.append(f"time zone {clock.timezone}")
    if clock.offset_s:
        parts.append(f"{clock.offset_s:+g} s to get the true time")
    parts.append(f"may be off by {doubt_words(clock)}")
    return ", ".join(parts)


def utc_text(text: str) -> str:
    """A stored time (UTC, ISO 8601) as a person reads it."""
    return datetime.fromisoformat(text).strftime("%Y-%m-%d %H:%M:%S UTC")


def looked_for(query: Query) -> str:
    """What a query looks for, in words."""
    parts = [f"“{query.text}”"] if query.text.strip() else []
    if query.image is not None:
        parts.append("an example image")
    if query.like:
        parts.append(f"the looks of passage {', '.join(map(str, query.like))}")
    said = " and ".join(parts)
    if query.unlike:
        said = f"{said} less the looks of passage {', '.join(map(str, query.unlike))}".strip()
    return said if query.weight == Query().weight else f"{said} (the example counts {query.weight:.0%})"
