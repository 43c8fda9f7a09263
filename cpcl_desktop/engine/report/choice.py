"""Which passages go into a report: hits of searches, what was decided so or bookmarked, or those that are named."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.looked_at import no_such
from cpcl_desktop.engine.case.records import CropRow, Decision
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.persons.persons import persons_of
from cpcl_desktop.engine.progress import Report, silent
from cpcl_desktop.engine.records import Answer, Query
from cpcl_desktop.engine.report.records import Given, Item, Place, ReportOptions
from cpcl_desktop.engine.search.searcher import Searcher

Decisions = dict[int, Decision]


def as_told(case: Case, options: ReportOptions, is_searched: bool) -> ReportOptions:
    """The options as the report says them: whole passages in place of parts of them, and what it is of by default.

    `CaseError` for a passage that is not there.
    """
    return replace(options, passages=_named(case, options), of=options.of if is_searched or options.of else "match")


def choose(
    searcher: Searcher,
    queries: Sequence[Query],
    options: ReportOptions,
    is_asked: bool = True,
    report: Report = silent,
) -> tuple[list[Answer], list[Item]]:
    """The searches behind a report and its items.

    Where `options.of` says which passages it is of, those; queries then only say where they rank them. Else with
    queries the first hits of each, a passage once, and without any every passage whose last decision is a match.
    Without queries the descriptions under which the items were decided are searched for, so that the report can
    say where the model ranks them. The searches go into the log where the user asked for the report, not for a
    look at what it would hold. `UsageError` when that gives nothing, `CaseError` for a passage that is not there.
    """
    case, ask = searcher.case, searcher.search if is_asked else searcher.rank
    decisions, limit = case.decisions.current(), options.limit
    answers = [ask(replace(query, limit=limit)) for query in queries]
    if queries and options.of is None:
        crops = _first_crops(answers)
        if not crops:
            raise UsageError("No passage of the case answers these searches; there is nothing to report.")
    else:
        tracks = _chosen(case, options, decisions, report)
        crops = _crops_of(case, tracks, decisions, _first_crops(answers))
    if not queries:
        decided = (decisions[track].description.strip() for track in crops if track in decisions)
        answers = [_search_or_nothing(searcher, ask, text, limit) for text in dict.fromkeys(decided) if text]
    return answers, _items(case, crops, answers, decisions)


def _chosen(case: Case, options: ReportOptions, decisions: Decisions, report: Report) -> Sequence[int]:
    """The passages that a report is of, in its order."""
    if options.of in ("passages", "person"):
        if not options.passages:
            raise UsageError("No passage is named; there is nothing to report.")
        named = _named(case, options)
        return named if options.of == "passages" else _same_person(case, named[0], report)
    if options.of == "bookmark":
        tracks = sorted(track for track, kinds in case.marks.current().items() if "bookmark" in kinds)
        if not tracks:
            raise UsageError("No passage of this case has a bookmark; there is nothing to report.")
        return tracks
    tracks = [one.track for one in decisions.values() if one.verdict == (options.of or "match")]
    if tracks:
        return tracks
    if options.of == "unsure":
        raise UsageError("Of no passage of this case it was decided that it is unsure; there is nothing to report.")
    raise UsageError(
        "No passage of this case is decided to be a match. Decide with `cpcl decide`, or name a search "
        "with --query."
    )


def _named(case: Case, options: ReportOptions) -> tuple[int, ...]:
    """The passages that the options name, each once; `CaseError` where one is not there, or lies in the bin."""
    return tuple(dict.fromkeys(_there(case, track) for track in options.passages))


def _there(case: Case, track: int) -> int:
    """A passage, or the one that it is part of; `CaseError` where it is not there, or lies in the bin."""
    whole = case.passages.get(case.passages.whole(track))
    if case.sources.get(whole.source).in_bin:
        raise no_such(track, None)
    return whole.track


def _same_person(case: Case, track: int, report: Report) -> list[int]:
    """The passages that likely show the person of one, in the order of true time."""
    return [one.track for one in persons_of(case, report).of(track).appearances]


def _crops_of(case: Case, tracks: Sequence[int], decisions: Decisions, found: dict[int, int]) -> dict[int, int]:
    """Each passage with the picture that was looked at when it was decided, by which it was found, or its best."""
    best = case.gallery.best_crops(tracks)
    crops: dict[int, int] = {}
    for track in tracks:
        decision = decisions.get(track)
        decided = decision.crop if decision is not None else None
        crop = decided or found.get(track) or (best[track].crop if track in best else None)
        if crop is None:
            raise no_such(track, None)
        crops[track] = crop
    return crops


def _search_or_nothing(searcher: Searcher, ask: Callable[[Query], Answer], text: str, limit: int) -> Answer:
    """A description is free text: where the model knows none of its words, nothing is ranked by it."""
    query = Query(text=text, limit=limit)
    try:
        return ask(query)
    except UsageError:
        embedder = searcher.embedder
        return Answer(query, embedder.name, embedder.sha256, 0, 0, (), text.split())


def _first_crops(answers: Iterable[Answer]) -> dict[int, int]:
    """Each passage with the picture by which it was first found."""
    crops: dict[int, int] = {}
    for answer in answers:
        for hit in answer.hits:
            crops.setdefault(hit.track, hit.crop)
    return crops


def _items(case: Case, crops: dict[int, int], answers: Sequence[Answer], decisions: Decisions) -> list[Item]:
    rows: dict[int, CropRow] = case.gallery.crop_rows(list(crops.values()))
    places: dict[int, list[Place]] = {}
    for number, answer in enumerate(answers, start=1):
        for hit in answer.hits:
            places.setdefault(hit.track, []).append(Place(number, hit.rank, hit.score))
    labels = case.marks.labelled(crops)
    return [
        Item(
            number=number,
            shown=rows[crop],
            moments=case.gallery.track_crops(track),
            places=places.get(track, []),
            decision=decisions.get(track),
            labels=[Given(label.name, mark.user, mark.time, mark.id) for label, mark in labels.get(track, ())],
        )
        for number, (track, crop) in enumerate(crops.items(), start=1)
    ]
