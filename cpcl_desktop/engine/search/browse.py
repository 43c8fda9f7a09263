"""All passages of a case, or of several, in the order of the footage: what there is before anything is searched."""

from __future__ import annotations

import numpy as np

from cpcl_desktop.engine.case.case import Case
from cpcl_desktop.engine.federation.federation import Federation, federated
from cpcl_desktop.engine.records import Answer, Query
from cpcl_desktop.engine.search.filters import check_names, scope_of
from cpcl_desktop.engine.search.hits import Hits
from cpcl_desktop.engine.search.labels_now import by_names_of_now
from cpcl_desktop.engine.search.log_form import described
from cpcl_desktop.engine.search.scope import Scope, unclocked_line
from cpcl_desktop.engine.search.traits import TraitsOf


def browse(searched: Case | Federation, query: Query, traits: TraitsOf | None = None) -> Answer:
    """The passages that pass the query's filters, by source and time, each by its best crop.

    Text and image of the query do not count, so nothing is searched and every
    score is 0; `tracks_searched` is how many passages pass. `UsageError` for a
    source or camera that there is not. Of several cases, numbers are as in
    `engine/numbering.py`.
    """
    federation = federated(searched)
    answer = listed(federation, query, traits)
    if answer.model_name:
        federation.record_same("list", {"query": described(answer.query), "shown": len(answer.hits)})
    return answer


def listed(searched: Case | Federation, query: Query, traits: TraitsOf | None = None) -> Answer:
    """As `browse`, but not written into the log: for keeping a list current, not for asking for one."""
    federation = federated(searched)
    query, labels_line = by_names_of_now(query, federation)
    models = federation.models()
    if not models:
        return Answer(query, "", "", 0, 0, ())
    model = models[0][1]
    everywhere = federation.searched_sources()
    check_names(query, everywhere)
    every = Scope(frozenset(source.id for source in everywhere))
    scope = scope_of(query, everywhere, traits=traits or TraitsOf(federation)) or every
    among = None if scope.tracks is None else sorted(scope.tracks)
    rows, passing = federation.passages(sorted(scope.sources), scope.span_us, query.limit, scope.rows, among)
    hits = Hits(rows, np.zeros(len(rows)))
    notes = tuple(filter(None, (labels_line, unclocked_line(scope.unclocked, everywhere))))
    return Answer(query, model.name, model.sha256, passing, 0, hits, notes=notes)
