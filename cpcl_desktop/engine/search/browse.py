"""All passages of a case in the order of the footage: what there is to see before anything is searched for."""

from __future__ import annotations

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.records import Answer, Query
from cpcl_desktop.engine.search.filters import Scope, check_names, scope_of, unclocked_line
from cpcl_desktop.engine.search.log_form import described
from cpcl_desktop.engine.search.searcher import hit_of


def browse(case: Case, query: Query) -> Answer:
    """The passages that pass the query's filters, by source and time, each by its best crop.

    Text and image of the query do not count, so nothing is searched and every
    score is 0; `tracks_searched` is how many passages pass. `UsageError` for a
    source or camera that the case does not have.
    """
    answer = listed(case, query)
    if answer.model_name:
        case.log.record("list", {"query": described(query), "shown": len(answer.hits)})
    return answer


def listed(case: Case, query: Query) -> Answer:
    """As `browse`, but not written into the log: for keeping a list current, not for asking for one."""
    model = case.models.current()
    if model is None:
        return Answer(query, "", "", 0, 0, ())
    everywhere = case.sources.all()
    check_names(query, everywhere)
    scope = scope_of(query, everywhere) or Scope(frozenset(source.id for source in everywhere))
    rows = case.gallery.passages(sorted(scope.sources), scope.span_us, query.limit, scope.rows)
    passing = case.gallery.count_passages(sorted(scope.sources), scope.span_us, scope.rows)
    hits = tuple(hit_of(rank, 0.0, row) for rank, row in enumerate(rows, start=1))
    left_out = unclocked_line(scope.unclocked, everywhere)
    return Answer(query, model.name, model.sha256, passing, 0, hits, notes=(left_out,) if left_out else ())
