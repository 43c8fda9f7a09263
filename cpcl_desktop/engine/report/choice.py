"""Which passages go into a report: the hits of searches, or what was decided to be a match."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.case.records import CropRow, Decision
from cpcl_desktop.engine.errors import UsageError
from cpcl_desktop.engine.records import Answer, Query
from cpcl_desktop.engine.report.records import Given, Item, Place
from cpcl_desktop.engine.search.searcher import Searcher


def choose(
    searcher: Searcher, queries: Sequence[Query], limit: int, is_asked: bool = True
) -> tuple[list[Answer], list[Item]]:
    """The searches behind a report and its items.

    With queries: the first `limit` hits of each, a passage once. Without: every
    passage whose last decision is a match; the descriptions that were matched
    are searched for, so that the report can say where the model ranks them.
    The searches go into the log where the user asked for the report, not for a
    look at what it would hold. `UsageError` when that gives nothing.
    """
    case, ask = searcher.case, searcher.search if is_asked else searcher.rank
    decisions = case.decisions.current()
    if queries:
        answers = [ask(replace(query, limit=limit)) for query in queries]
        crops = _first_crops(answers)
        if not crops:
            raise UsageError("No passage of the case answers these searches; there is nothing to report.")
    else:
        matches = [decision for decision in decisions.values() if decision.verdict == "match"]
        if not matches:
            raise UsageError(
                "No passage of this case is decided to be a match. Decide with `cpcl decide`, or name a search "
                "with --query."
            )
        crops = {decision.track: _crop_of(case, decision) for decision in matches}
        wanted = dict.fromkeys(decision.description.strip() for decision in matches)
        answers = [_search_or_nothing(searcher, ask, text, limit) for text in wanted if text]
    return answers, _items(case, crops, answers, decisions)


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


def _crop_of(case: Case, decision: Decision) -> int:
    return decision.crop or case.gallery.track_crops(decision.track)[0].crop


def _items(
    case: Case, crops: dict[int, int], answers: Sequence[Answer], decisions: dict[int, Decision]
) -> list[Item]:
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
